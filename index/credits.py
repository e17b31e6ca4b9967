"""Credits: whom a byline names as the author, in whatever words.

«Par …», «Propos recueillis par …», «Texte : …», «De notre envoyée spéciale à
Rome, …», or the name alone. Patterns match composed and decomposed accents
alike, because offsets must refer to the text as it is.
"""

import re

from index.articles import Span
from index.folding import fold
from index.names import CAPITAL, NAME, WORD

_E = r"(?:é|e\u0301|e)"
_NAMES = rf"{NAME}(?:(?:\s\([^()\n]{{1,40}}\))?(?:\s*,\s*|\s+(?:et|and|&)\s+){NAME})*"
_DONE = (
    rf"(?:recueilli|r{_E}dig{_E}|anim{_E}|suivi|{_E}crit|r{_E}alis{_E}|conduit|men{_E}|pr{_E}par{_E}|sign{_E}"
    r"|written|reported|recorded)e?s?"
)
_PIECE = (
    rf"(?:enqu(?:ê|e\u0302|e)te|reportage|r{_E}cit|chronique|analyse|texte|article|entretien|d{_E}bat|billet|critique"
    r"|text|words|story|report|analysis)s?"
)
_OFFICE = rf"(?:envoy{_E}e?s?\s+sp{_E}cia(?:le?s?|ux)|correspondant?e?s?|correspondents?|journalistes?|reporters?)"

_BY = re.compile(rf"(?i:\b(?:par|by)|^(?:von|por|di|door))\s+(?P<names>{_NAMES})")
_DONE_BY = re.compile(rf"(?i:(?:^|[|•·–—,.(]\s*|\b{_DONE}\s+)(?:par|by)|^(?:von|por|di|door))\s+{_NAMES}")
_BY_OFFICE = re.compile(
    rf"(?i:\b{_OFFICE})(?:\s+(?i:à|a\u0300|au|aux|en|sur|dans|in|at)\s[^,:|]{{1,60}}[,:])?\s*(?P<names>{_NAMES})"
)
_OF_PIECE = re.compile(
    rf"(?i:\b{_PIECE}(?:\s+(?:et|and)\s+\w+)?(?:\s*[:,]\s*|\s+(?:de\s+|d['’]|by\s+)?))"
    rf"(?!(?i:d[eu]s?|la|les?)\s)(?P<names>{_NAMES})"
)
_NAME_FIRST = re.compile(
    rf"(?:De\s+)?(?={WORD}\s+{WORD})(?!L(?:es?|a|['’])\b|{CAPITAL}{{2}})(?P<names>{_NAMES})(?=$|\s*[(/|•·]|\s[–—-]\s|,?\s(?i:avec|with|à|a\u0300|au|aux|en|in|pour|for)\s"
    rf"|,\s(?i:{_OFFICE}|bureau|de\s)|,\s{CAPITAL}[\w-]+$)"
)
"""A newspaper («La Dépêche de l’Est») or a line in capitals is no name."""
_NAME_FIRST_LENGTH = 120
_NEXT_KEYWORD = re.compile(r"\s+(?:(?:Publi|Mis|Modifi|Published|Updated)|(?:Le|On)$)")


def credits_somebody(block: str, elsewhere: str | None) -> bool:
    """Whether a short paragraph is there to name the author.

    Args:
        elsewhere: the article's other text, where an author is not named:
            a line with only a name is a credit if it is not. None: no such
            line is one.
    """
    if _DONE_BY.search(block) or _BY_OFFICE.search(block):
        return True
    if elsewhere is None or block.isupper() and not _OF_PIECE.search(block):
        return False
    short = len(block) <= _NAME_FIRST_LENGTH
    named = _OF_PIECE.search(block) or (_NAME_FIRST.match(block) if short else None)
    return named is not None and not _is_named(named["names"], elsewhere)


def author(text: str, start: int, end: int) -> Span | None:
    """Where the byline ``text[start:end]`` names the author; None where it does not."""
    byline = text[start:end]
    for named in (_BY.search(byline), _BY_OFFICE.search(byline), _OF_PIECE.search(byline), _NAME_FIRST.match(byline)):
        if named:
            return Span(start + named.start("names"), start + _end(byline, named))
    return None


def is_only_names(text: str) -> bool:
    """Whether a text is one name or several."""
    return re.fullmatch(_NAMES, text) is not None


def _is_named(names: str, text: str) -> bool:
    family = fold(names.split()[-1])
    return re.search(rf"\b{re.escape(family)}\b", fold(text)) is not None


def _end(byline: str, named: re.Match[str]) -> int:
    """Where the names end, without what follows and is capitalised like them: «Publié …», a last «Le»."""
    keyword = _NEXT_KEYWORD.search(named["names"])
    return named.start("names") + keyword.start() if keyword else named.end("names")
