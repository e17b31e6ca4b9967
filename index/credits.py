"""Credits: whom a byline names as the author, in whatever words.

«Par …», «Propos recueillis par …», «Texte : …», «De notre envoyée spéciale à
Rome, …», or the name alone. Patterns match composed and decomposed accents
alike, because offsets must refer to the text as it is.
"""

import re
from collections.abc import Sequence

from index.accents import LETTER, E
from index.articles import Span
from index.names import CAPITAL, NAME, WORD

_IN = r"(?:à|a\u0300|au|aux|en|sur|dans|in|at)"
_NAMES = rf"(?>{NAME}(?:(?:\s\([^()\n]{{1,40}}\))?(?:\s*,\s*|\s+(?:et|and|&)\s+){NAME})*)"
_DONE = (
    rf"(?:recueilli|r{E}dig{E}|anim{E}|suivi|{E}crit|r{E}alis{E}|conduit|men{E}|pr{E}par{E}|sign{E}"
    r"|written|reported|recorded)e?s?"
)
_PIECE = (
    rf"(?:enqu(?:ê|e\u0302|e)te|reportage|r{E}cit|chronique|analyse|texte|article|entretien|d{E}bat|billet"
    r"|text|words|story|report|analysis)s?"
)
_SENT = rf"(?:envoy{E}e?s?\s+sp{E}cia(?:le?s?|ux)|correspondante?s?|correspondents?)"
_OUR = rf"(?:notre|nos|our)\s(?:{_SENT}|journalistes?|reporters?)"
_START = r"(?:^|[|•·–—/(]\s*|[.,]\s+)"
_APART = rf"(?=$|\s*[()|•·,.;/]|\s[–—-]\s|\s(?i:avec|with|pour|for|et|and|photos?|{_IN})\s)"
"""What stands behind the author's name."""

_BY_FIRST = re.compile(rf"^(?i:(?:propos\srecueillis\s|suivi\s)?(?:par|by)\s+)(?P<names>{_NAMES})")
_BY = re.compile(
    rf"{_START}(?i:(?:(?:une?|cet|la|le)\s)?(?:(?:{_PIECE}|propos|direct|live|table\s+ronde|page\s{LETTER}+)\s)?"
    rf"(?:{_DONE}\s)?(?:par|by)\s|(?<![^\n])(?:von|por|di|door)\s)(?P<names>{_NAMES}){_APART}"
)
_BY_OFFICE = re.compile(
    rf"{_START}(?i:(?:{LETTER}+\s[–—-]\s)?(?:par\s|de\s|from\s)?(?:{_OUR}|{_SENT}))"
    rf"(?:\s(?i:{_IN})\s[^,:|]{{1,60}}[,:])?\s(?P<names>{_NAMES}){_APART}"
)
_BY_ANYWHERE = re.compile(rf"(?i:\b(?:par|by))\s+(?P<names>{_NAMES})")
_OF_PIECE = re.compile(
    rf"{_START}(?i:(?:(?:une?|cet|la|le)\s)?{_PIECE}(?:\s(?:et|and)\s{LETTER}+)?(?:\s*[:,]\s*|\s(?:de\s|d['’]|by\s)?))"
    rf"(?!(?i:d[eu]s?|la|les?)\s)(?P<names>{_NAMES}){_APART}"
)
_CREDITS = (_BY_OFFICE, _OF_PIECE, _BY)
_NAME_FIRST = re.compile(
    rf"(?:De\s(?={WORD}\s+{WORD}))?(?={WORD}\s+{WORD})"
    rf"(?!{CAPITAL}{{2}}|L(?:es?|a|['’])\b|(?:Photo|Cr{E}dit|Illustration|Image|Dessin|Archive)s?\b)"
    rf"(?P<names>{_NAMES})(?=$|\s*[|•·]|\s/\s|\s\((?!{CAPITAL}{{2}}|Reuters\b)|\s[–—-]\s"
    rf"|,?\s(?i:avec|with|pour|for|{_IN}|{_SENT}|bureau\sde|de\sretour|l[ea]\s\d)(?!{LETTER}))"
)
"""A newspaper («La Dépêche de l’Est»), a line in capitals and who took the picture are no authors."""
_NAME_FIRST_LENGTH = 120
_NAME = re.compile(rf"(?P<names>{NAME})")
_IN_TITLES = re.compile(r"\b(?:D[EU]S?|LA|LES?|ET|AUX?|EN)\b|^(?:L[ea]s?\s|L['’])")
_NEXT_KEYWORD = re.compile(
    r"\s+(?:(?:Publi(?:é|e\u0301)e?|Mise?|Modifi(?:é|e\u0301)e?|Published|Updated)(?!\w)|(?:Le|On)$)"
)


def credits_somebody(block: str, elsewhere: Sequence[str], bare: bool) -> bool:
    """Whether a short paragraph is there to name the author.

    Args:
        elsewhere: the article's other paragraphs. Whom they tell of is not credited,
            unless «Par …» says so.
        bare: whether the name alone is a credit, or with no more than a place.
    """
    if _BY_FIRST.match(block):
        return True
    credited = _first(_CREDITS, block)
    if not credited and bare and len(block) <= _NAME_FIRST_LENGTH:
        credited = _NAME_FIRST.match(block) or (None if _IN_TITLES.search(block) else _NAME.fullmatch(block))
    return credited is not None and not _is_told_of(credited["names"], block, elsewhere)


def is_only_names(text: str) -> bool:
    """Whether a text is one name or several."""
    return re.fullmatch(_NAMES, text) is not None


def author(text: str, start: int, end: int) -> Span | None:
    """Where the byline ``text[start:end]`` names the author; None where it does not say so."""
    byline = text[start:end]
    named = _first((_BY_FIRST, *_CREDITS, _BY_ANYWHERE), byline) or _NAME_FIRST.match(byline)
    return Span(start + named.start("names"), start + _end(named)) if named else None


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.search(text) for pattern in patterns)), None)


def _is_told_of(names: str, block: str, elsewhere: Sequence[str]) -> bool:
    """Whether another line has the family name, but for one that says who the author is."""
    family = re.compile(rf"(?<!\w)(?:{re.escape(names.split()[-1])})(?!\w)")
    lines = (line for paragraph in elsewhere for line in paragraph.splitlines())
    return any(family.search(line) for line in lines if line != block and not line.startswith(names))


def _end(named: re.Match[str]) -> int:
    """Where the names end, without what follows and is capitalised like them: «Publié …», a last «Le»."""
    keyword = _NEXT_KEYWORD.search(named["names"])
    return named.start("names") + keyword.start() if keyword else named.end("names")
