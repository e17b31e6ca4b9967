"""People: whom an article names, and how it introduces them."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from index import Article, Span
from index.folding import fold
from index.names import WORD
from index.sentences import sentence_spans
from qa.speech.nouns import TITLES, is_person_noun
from qa.speech.verbs import REPORTING_VERB

_PARTICLE = r"(?:de|la|le|van|von|der|den|di|da|dos|el|al|ben|bin|y)"
_CAPITALISED = re.compile(rf"{WORD}(?:\s+(?:{_PARTICLE}\s+)*{WORD}){{1,3}}")
_HYPHENED = re.compile(r"[^\W_][\w-]*")
_TOKEN = re.compile(r"[^\W_]+")
_INTRODUCED_BEFORE = 70
_INTRODUCED_AFTER = 140
_CLAUSE_END = re.compile(r"[.:;!?]\s|[«»]")
_STEM = 5
_NO_CONTENT = frozenset(
    "ancien ancienne autre avec celui celle cette dans depuis encore entre leur leurs meme pour premier premiere "
    "sans selon sous toujours tous toute".split()
)

_WORD = re.compile(r"\S+")
_ARTICLES = ("La", "Le", "Les")
_OF = re.compile("[dD]['’]")
_OF_THE = re.compile(r"\b(?:du|des|aux?|de la|à la)\s+$")
_ELIDED = re.compile(r"(?:[LDJCSNM]|Qu)['’]")
_OPENINGS = frozenset(
    "a apres au aux avec car ce ces cet cette chez comme contre dans de depuis des devant du elle elles en entre et "
    "face il ils la le les leur leurs lorsque lundi mais mardi mercredi jeudi vendredi samedi dimanche meme mon ni "
    "notre or ou par parmi pendant pour puisque quand que quant qui sa sans ses seul seule seuls si selon son sous sur "
    "tout toute un une vers voici "
    "according after and as at but by for from he her his in it on she the they this to with".split()
)
"""Words that are capitalised where a sentence begins, and are no names."""

_LAST_WORD = re.compile(r"([\w’'.-]+),?\s*$")
_AGED_OR_DOING = re.compile(r"[,\s(]{1,3}(?:\d\d\b|qui\b|lui\b|elle\b)")
_APPOSITION = re.compile(r"(?:,\s|\s?\()(?!l[ea]s?\s|l['’])\w[\w’'-]*(?:\s[\w’'-]+)?")
_APPOSITION_BEFORE = re.compile(r"(?:[.!?»]\s|\n|^)\w+ (?=[^.,;:«»\n]*,\s$)")
_VERB_BEHIND = re.compile(r"[,\s]*(?:(?:a|ont|avait|y|en|lui|ne|se)\s|n['’]|s['’])*")
_ASIDE = re.compile(r",\s(?:(?:d[eu]s?|à|aux?)\s|d['’])[^,.;:«»\n]{2,70},\s")
_WITH_ARTICLE = re.compile(r",\s(?:la|le|l['’])")
_SPEAKING = re.compile(
    r"[»”][\s\u00a0]*,?[\s\u00a0]*[a-zà-ÿ](?:(?! [A-ZÀ-Þ][\w’'-]*,)[^.;:«»“”]){0,80}$"
    r"|\b(?:[Ss]elon|[Dd]['’]après|[Aa]ccording to)\s$"
)
_DESCRIBED = re.compile(r"(?:\b[Ll][ae]\s|[Ll]['’]|\b[Ss](?:a|on)\s|\b[Mm]on\s)[\w’'-]+(?:\s[\w’'-]+){0,5},\s$")
_DEMONYM = re.compile(r"(?:[ié]en|[ao]is|[cm]ain|mand|agnol|elg|uiss|uss)(?:n?e)?$")
_ARTICLE = re.compile(r"(?:\b[Ll]['’]|\b(?:[Ll][ea]|[Uu]ne?)\s)$")
_NO_SUBJECT_BEHIND = re.compile(r"(?:\b(?:à|À|en|dans|vers|chez|de|du|sur|pour|par)\s|\bd['’])$")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…»]\s)(?:[^\s,.;:«»][^,.;:«»]{0,40},\s)?$")
_QUOTED_BEHIND = re.compile(r"[»”][\s,]*$")
_SOMEBODY_SAYS = re.compile(r"(?:-t)?-(?:elle|il)\b|\s(?:l[ea]\s|l['’])(?:jeune\s)?(?P<noun>\w+)")
_NO_PERSON_BEHIND = frozenset("à au aux avec chez dans de des du en entre l' l’ la le les par société sur vers".split())


@dataclass(frozen=True)
class Person:
    """Somebody the article names.

    Attributes:
        name: in full, as first given.
        first: where that stands.
        stems: of the words that introduce them; see ``stems``.
    """

    name: str
    first: Span
    stems: frozenset[str]

    @property
    def family_names(self) -> frozenset[str]:
        """What follows the first name, or several first names: of «Jean Paul Le Goff», «Paul Le Goff» and «Goff»."""
        words = self.name.split()
        return frozenset((" ".join(words[1:]), words[-1]))


@dataclass(frozen=True)
class Mention:
    """A person's name at a place of the text."""

    person: Person
    span: Span


def stems(text: str) -> frozenset[str]:
    """The first letters of a text's content words and acronyms, folded: «l’expert de l’Ide» → exper, ide."""
    words = (word for word in _TOKEN.findall(text) if len(word) > 3 or (len(word) == 3 and word[0].isupper()))
    return frozenset(word[:_STEM] for word in map(fold, words) if word not in _NO_CONTENT)


def acronyms(text: str) -> frozenset[str]:
    """The stems of a text's capitalised words: «le spécialiste de l’Ide» → ide."""
    return stems(" ".join(word for word in _TOKEN.findall(text) if word[0].isupper()))


def people(article: Article) -> tuple[Person, ...]:
    """Everyone the article names in full and shows to be a person, in the order of their first mention."""
    names: dict[int, list[Span]] = {
        paragraph.number: list(_names(article.text, paragraph.start, paragraph.end))
        for paragraph in article.paragraphs
        if paragraph.kind != "byline"
    }
    places: dict[str, list[Span]] = {}
    for span in chain.from_iterable(names.values()):
        places.setdefault(article.quote(span), []).append(span)
    shown = {name for name, spans in places.items() if any(_is_person(article.text, span) for span in spans)}
    shown |= {name for name in places.keys() - shown if _is_who_speaks(article, places[name], names, shown)}
    return tuple(
        Person(name, spans[0], frozenset().union(*(_introduction(article, span) for span in spans)))
        for name, spans in places.items()
        if name in shown
    )


def mentions(text: str, start: int, end: int, known: Sequence[Person]) -> tuple[Mention, ...]:
    """Where ``text[start:end]`` names some of the known, in full or by family name, in order."""
    if not known:
        return ()
    found = ((match, _called(match.group(), known)) for match in _anyone(tuple(known)).finditer(text, start, end))
    return tuple(Mention(person, Span(*match.span())) for match, person in found if person)


@lru_cache(maxsize=64)
def _anyone(known: tuple[Person, ...]) -> re.Pattern[str]:
    names = {name for person in known for name in (person.name, *person.family_names)}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def _called(name: str, known: Sequence[Person]) -> Person | None:
    """The one person of that name; None where two share it."""
    full = [person for person in known if person.name == name]
    family = [person for person in known if name in person.family_names]
    return full[0] if full else family[0] if len(family) == 1 else None


def _names(text: str, start: int, end: int) -> Iterator[Span]:
    for sentence in sentence_spans(text, start, end):
        for match in _CAPITALISED.finditer(text, sentence.start, sentence.end):
            begin = _begin(text, match)
            if begin is not None:
                yield Span(begin, match.end())


def _begin(text: str, match: re.Match[str]) -> int | None:
    """Where the name itself begins: behind a title, an opening word («Pour Jean …»), «au Monde Jean …».

    None where fewer than two words are left.
    """
    words = list(_WORD.finditer(text, *match.span()))
    if _OF_THE.search(text, max(0, match.start() - 8), match.start()):
        words = words[1:]
    if len(words) > 2 and _is_demonym(text, words[0]):
        words = words[1:]
    while len(words) > 1:
        first = words[0].group()
        if first not in TITLES and not _ELIDED.match(first) and not _is_common(first, text):
            return words[0].start() + 2 * bool(_OF.match(first))
        words = words[2:] if first in _ARTICLES else words[1:]
    return None


def _is_demonym(text: str, word: re.Match[str]) -> bool:
    """«l’Italienne» before a name."""
    article = _ARTICLE.search(text, max(0, word.start() - 4), word.start())
    return article is not None and _DEMONYM.search(word.group()) is not None


def _is_common(word: str, text: str) -> bool:
    """Whether a capitalised word is an ordinary one, that stands in the text in small letters too."""
    return fold(word) in _OPENINGS or word.lower() in _small_words(text)


@lru_cache(maxsize=8)
def _small_words(text: str) -> frozenset[str]:
    return frozenset(word for word in _HYPHENED.findall(text) if word[0].islower())


def _is_person(text: str, span: Span) -> bool:
    """Whether a title, a profession, an age or a reporting verb beside the name shows a person."""
    last = _LAST_WORD.search(text, max(0, span.start - 40), span.start)
    before = last[1] if last else ""
    after = text[span.end : span.end + 60]
    if before in TITLES or is_person_noun(before) or REPORTING_VERB.fullmatch(before) or _AGED_OR_DOING.match(after):
        return True
    behind = text[max(0, span.start - 100) : span.start]
    if before.lower() not in _NO_PERSON_BEHIND and (_SPEAKING.search(behind) or _DESCRIBED.search(behind)):
        return True
    apposition = _APPOSITION.match(after) or _APPOSITION_BEFORE.search(text, max(0, span.start - 120), span.start)
    if apposition and any(map(is_person_noun, apposition[0].split()[:2])):
        return True
    if before.lower() in _NO_PERSON_BEHIND or _OF.fullmatch(before):
        return False
    aside = _ASIDE.match(text, span.end)
    if aside and REPORTING_VERB.match(text, aside.end()):
        return True
    verb = _VERB_BEHIND.match(after).end()
    return bool(_WITH_ARTICLE.match(after) or REPORTING_VERB.match(after, verb))


def _is_who_speaks(
    article: Article, spans: Sequence[Span], names: Mapping[int, Sequence[Span]], known: Set[str]
) -> bool:
    """Whether a name, the only one of its paragraph, opens a sentence, and «she» or «the baker» is quoted there.

    Where the paragraph before names somebody known, «she» may be them.
    """
    if any(_NO_SUBJECT_BEHIND.search(article.text, max(0, s.start - 5), s.start) for s in spans):
        return False

    def alone(span: Span) -> bool:
        number = article.paragraph_at(span.start).number
        before = names.get(number - 1, ())
        return len(names[number]) == 1 and not any(article.quote(other) in known for other in before)

    return any(alone(span) and _opens_sentence(article, span) and _somebody_says(article, span) for span in spans)


def _opens_sentence(article: Article, span: Span) -> bool:
    behind = article.text[article.paragraph_at(span.start).start : span.start]
    return _OPENS_SENTENCE.search(behind) is not None


def _somebody_says(article: Article, name: Span) -> bool:
    text, end = article.text, article.paragraph_at(name.start).end
    for verb in REPORTING_VERB.finditer(text, name.end, end):
        said = _SOMEBODY_SAYS.match(text, verb.end(), end)
        if said and _QUOTED_BEHIND.search(text, max(0, verb.start() - 4), verb.start()):
            return said["noun"] is None or is_person_noun(said["noun"])
    return False


def _introduction(article: Article, span: Span) -> frozenset[str]:
    """Stems of what stands beside a name: «l’économiste …», «…, hydrologue à l’ONG …»."""
    paragraph = article.paragraph_at(span.start)
    before = article.text[max(paragraph.start, span.start - _INTRODUCED_BEFORE) : span.start]
    after = article.text[span.end : min(paragraph.end, span.end + _INTRODUCED_AFTER)]
    introduced_after = after.lstrip("\u00a0 ").startswith((",", "("))
    return stems(_CLAUSE_END.split(before)[-1]) | (
        stems(_CLAUSE_END.split(after)[0]) if introduced_after else frozenset()
    )
