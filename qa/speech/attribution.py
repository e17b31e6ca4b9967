"""Attribution: who says what stands in quotation marks, or what an article reports in its own words.

An article is read sentence by sentence. A sentence with a quotation or a
reporting verb names its speaker in one of a few places: an incise («…»,
explique X; …, estime-t-il), a phrase before (Selon X, …), or the subject of a
verb or a colon (X rappelle que …; X n’y croit guère : «…»). What is not clear
has no speaker: a wrong one is worse than none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index import Article, Paragraph, Span
from index.folding import fold
from index.sentences import sentence_spans
from qa.speech.nouns import is_person_noun
from qa.speech.people import Person, people
from qa.speech.quotations import quotations
from qa.speech.references import References
from qa.speech.verbs import REPORTING_VERB

_MARKS = ' \t\u00a0\u202f«»“”„"'
_BEFORE_INCISE = re.compile(r"[\s\u00a0]*[,—–-]?[\s\u00a0]*")
_INVERTED = re.compile(r"[^.;:«“,]{0,24}?\w['’\w]*-(?:t-)?(il|elle|on|ils|elles)\b")
_INVERTED_INSIDE = re.compile(r",\s*(?:s['’]|se\s|y\s)?([a-zà-ÿœ]+)-(?:t-)?(il|elle)\b")
_VERB = re.compile(r"(?:s['’]|se\s|a\s|avait\s|ont\s|y\s|lui\s|leur\s|l['’]|nous\s)*([a-zà-ÿœ]+)")
_VERB_INSIDE = re.compile(r",\s*(?:s['’]|se\s)?([a-zà-ÿœ]+)\s")
_ACCORDING = re.compile(
    r"\b(?:selon|pour|d['’]après|according\s+to)\s+|\baux\s+yeux\s+d(?:e\s+|u\s+|['’])|\bà\s+en\s+croire\s+"
    r"|\bde\s+l['’](?:avis|aveu)\s+d(?:e\s+|u\s+|['’])|\bà\s+(?=ses\s+yeux|son\s+avis)",
    re.IGNORECASE,
)
_ONLY_AT_START = ("pour", "aux")
_CLAUSE_START = re.compile(r"(?:^|[:,]|\b(?:Mais|Car|Or|Et|But))\s*$")
_GOES_ON = re.compile(r"(?:et|and)\s+(?:d['’]|de\s|to\s)(?=\w+(?:er|ir|re)\b|\w+\s*[:“])", re.IGNORECASE)
_REPORTED = re.compile(
    r"(?:\s[\w’'-]+){0,4}?(?:\s(?:que\s|qu['’]|that\s)|\s*:)|(?:\s[\w’'-]+){0,5}?\s*[«“]|\s(?:avoir|être|ne\s)"
)
_NOT_SAID = re.compile(r"\b(?:n['’]|ne\s)(?:\S+\s){1,3}(?:pas|jamais|plus)\s+(?:\w+\s)?$", re.IGNORECASE)
_LONGEST_APPOSITION = 90
_LEAST_WORDS = 3


@dataclass(frozen=True)
class Speech:
    """What somebody says: a half-open range of the article's characters.

    Attributes:
        speaker: who says it.
        quoted: whether these are the exact words, between quotation marks.
    """

    start: int
    end: int
    speaker: Person
    quoted: bool


@dataclass(frozen=True)
class _Attribution:
    """How a sentence names its speaker: who, and what part of it is reported rather than quoted."""

    speaker: Person | None
    reported: Span
    quoted: Sequence[Span] = ()


@lru_cache(maxsize=256)
def people_of(article: Article) -> tuple[Person, ...]:
    """Everyone the article names, in the order of their first mention."""
    return people(article)


@lru_cache(maxsize=256)
def speeches(article: Article) -> tuple[Speech, ...]:
    """All that the article attributes to somebody it names, in order."""
    return _Attributor(article).speeches()


def speaker_of(article: Article, start: int, end: int) -> Person | None:
    """Who says ``article.text[start:end]``: by the innermost speech that holds most of it."""

    def shared(speech: Speech) -> int:
        return min(end, speech.end) - max(start, speech.start)

    holding = [speech for speech in speeches(article) if 2 * shared(speech) > end - start]
    return min(holding, key=lambda speech: speech.end - speech.start).speaker if holding else None


class _Attributor:
    """One reading of an article, from its first sentence to its last."""

    def __init__(self, article: Article):
        self._article = article
        self._text = article.text
        self._references = References(article.text, people_of(article))

    def speeches(self) -> tuple[Speech, ...]:
        found: list[Speech] = []
        for paragraph in self._article.paragraphs:
            if paragraph.kind in ("lead", "body"):
                found += self._paragraph(paragraph)
        found += self._repeated(found)
        return tuple(sorted(found, key=lambda speech: (speech.start, speech.end)))

    def _paragraph(self, paragraph: Paragraph) -> list[Speech]:
        self._references.begin_paragraph()
        found: list[Speech] = []
        alone: list[Span] = []
        quoted = quotations(self._text, paragraph.start, paragraph.end)
        for sentence in _sentences(self._text, paragraph, quoted):
            inside = [quotation for quotation in quoted if sentence.start <= quotation.start < sentence.end]
            attribution = self._attribution(sentence, inside)
            if attribution and attribution.speaker:
                found += self._said(attribution)
                self._references.heard(attribution.speaker)
            elif inside and not attribution and _is_only_quoted(self._text, sentence, inside):
                alone += inside
            self._references.read(sentence, inside)
        return found + self._of_one_speaker(alone, found)

    def _attribution(self, sentence: Span, inside: Sequence[Span]) -> _Attribution | None:
        """How the sentence names its speaker; None where it is not built so."""
        ways = (self._incise, self._going_on, self._according, self._inverted, self._verb_inside, self._subject)
        found = next(filter(None, (way(sentence, inside) for way in ways)), None)
        if found or not _is_only_quoted(self._text, sentence, inside):
            return found
        # «…, affirme X. …»: the incise stands between the marks.
        within = self._inverted(sentence, ()) or self._verb_inside(sentence, ())
        return within and _Attribution(within.speaker, Span(sentence.start, sentence.start), inside)

    def _incise(self, sentence: Span, inside: Sequence[Span]) -> _Attribution | None:
        """«…», explique X; «…», selon X; «…», résume-t-il."""
        for place, quotation in enumerate(inside):
            end = inside[place + 1].start if place + 1 < len(inside) else sentence.end
            start = _BEFORE_INCISE.match(self._text, quotation.end, end).end()
            incise = self._incise_speaker(start, end, sentence, inside) if start < end else None
            if incise:
                later = [later for later in inside[place + 1 :] if _opens_speech(self._text, later)]
                said = (*inside[: place + 1], *later)
                before = self._text[sentence.start : quotation.start].rstrip(_MARKS)
                reported = Span(sentence.start, sentence.start if before.endswith(":") else quotation.start)
                return _Attribution(incise[0], reported, said)
        return None

    def _incise_speaker(
        self, start: int, end: int, sentence: Span, inside: Sequence[Span]
    ) -> tuple[Person | None] | None:
        """Who speaks by the incise ``text[start:end]``; None where it is none."""
        if according := _ACCORDING.match(self._text, start, end):
            return (self._references.phrase(according.end(), end, sentence),)
        if inverted := _INVERTED.match(self._text, start, end):
            one = inverted[1].lower() in ("il", "elle")
            return (self._references.pronoun(sentence, start, inside) if one else None,)
        verb = _VERB.match(self._text, start, end)
        if verb and (verb[0].startswith("s") and not verb[0][1].isalpha() or REPORTING_VERB.fullmatch(verb[1])):
            return (self._references.phrase(verb.end(), end, sentence),)
        return None

    def _going_on(self, sentence: Span, inside: Sequence[Span]) -> _Attribution | None:
        """Et d’ajouter : «…»"""
        opening = _GOES_ON.match(self._text, sentence.start, sentence.end)
        speaker = self._references.last_speaker
        return _Attribution(speaker, Span(opening.end(), sentence.end), inside) if opening and speaker else None

    def _according(self, sentence: Span, inside: Sequence[Span]) -> _Attribution | None:
        """Selon X, …"""
        for match in self._outside(_ACCORDING, sentence, inside):
            opens = bool(_CLAUSE_START.search(self._text[sentence.start : match.start()]))
            word = match.group().split()[0].lower()
            if word in _ONLY_AT_START and not opens:
                continue
            speaker = self._references.phrase(match.end(), sentence.end, sentence, person_noun=word == "pour")
            if speaker:
                behind = self._behind_apposition(match.end(), sentence.end) if opens else sentence.start
                return _Attribution(speaker, Span(behind, sentence.end), inside)
        return None

    def _inverted(self, sentence: Span, inside: Sequence[Span]) -> _Attribution | None:
        """…, estime-t-il, …"""
        for match in self._outside(_INVERTED_INSIDE, sentence, inside):
            if REPORTING_VERB.fullmatch(match[1]):
                return _Attribution(self._references.pronoun(sentence, match.start()), sentence, inside)
        return None

    def _verb_inside(self, sentence: Span, inside: Sequence[Span]) -> _Attribution | None:
        """…, rappelle X, …"""
        for match in self._outside(_VERB_INSIDE, sentence, inside):
            if REPORTING_VERB.fullmatch(match[1]):
                speaker = self._references.phrase(match.end(1), sentence.end, sentence, person_noun=True)
                if speaker:
                    return _Attribution(speaker, sentence, inside)
        return None

    def _subject(self, sentence: Span, inside: Sequence[Span]) -> _Attribution | None:
        """X rappelle que …; X n’y croit guère : «…»"""
        for match in self._outside(REPORTING_VERB, sentence, inside):
            said = not _NOT_SAID.search(self._text[sentence.start : match.start()])
            if said and _REPORTED.match(self._text, match.end(), sentence.end):
                speaker = self._references.subject(sentence, match.start())
                return _Attribution(speaker, Span(match.end(), sentence.end), inside)
        for quotation in inside:
            before = self._text[sentence.start : quotation.start].rstrip(_MARKS)
            if before.endswith(":"):
                colon = sentence.start + len(before) - 1
                return _Attribution(self._references.subject(sentence, colon), Span(colon, colon), inside)
        return None

    def _outside(self, pattern: re.Pattern[str], sentence: Span, inside: Sequence[Span]) -> list[re.Match[str]]:
        """Matches within the sentence that begin outside its quotations."""
        found = pattern.finditer(self._text, sentence.start, sentence.end)
        return [match for match in found if not any(q.start <= match.start() < q.end for q in inside)]

    def _behind_apposition(self, start: int, end: int) -> int:
        """Where the clause begins that is said: «Pour X, économiste à Y, …»."""
        first = self._text.find(",", start, end)
        if first < 0:
            return start
        second = self._text.find(",", first + 1, min(end, first + _LONGEST_APPOSITION))
        opening = self._text[first + 1 : second].split()[:1]
        is_apposition = second > 0 and opening and (opening[0] == "qui" or is_person_noun(opening[0]))
        return (second if is_apposition else first) + 1

    def _said(self, attribution: _Attribution) -> list[Speech]:
        speaker, reported = attribution.speaker, attribution.reported
        said = [_quoted(self._text, quotation, speaker) for quotation in attribution.quoted]
        if reported.start < reported.end:
            said.append(Speech(reported.start, reported.end, speaker, quoted=False))
        return said

    def _of_one_speaker(self, alone: Sequence[Span], found: Sequence[Speech]) -> list[Speech]:
        """Quotations that are sentences of their own belong to the paragraph's only speaker."""
        speakers = list(dict.fromkeys(speech.speaker for speech in found))
        return [_quoted(self._text, quotation, speakers[0]) for quotation in alone] if len(speakers) == 1 else []

    def _repeated(self, found: Sequence[Speech]) -> list[Speech]:
        """Headings that repeat what one person says."""
        repeated = []
        spoken = [(s.speaker, _words(self._text[s.start : s.end])) for s in found if s.quoted]
        for paragraph in self._article.paragraphs:
            headings = quotations(self._text, paragraph.start, paragraph.end) if _is_heading(paragraph) else ()
            for heading in headings:
                words = _words(self._text[heading.start : heading.end])
                speakers = {speaker for speaker, said in spoken if _repeats(words, said)}
                repeated += [_quoted(self._text, heading, speaker) for speaker in speakers if len(speakers) == 1]
        return repeated


def _quoted(text: str, quotation: Span, speaker: Person) -> Speech:
    """A quotation without its marks."""
    words = text[quotation.start : quotation.end].strip(_MARKS)
    start = text.index(words, quotation.start)
    return Speech(start, start + len(words), speaker, quoted=True)


def _sentences(text: str, paragraph: Paragraph, quoted: Sequence[Span]) -> list[Span]:
    """Sentences, none of which ends inside a quotation."""
    joined: list[Span] = []
    for sentence in sentence_spans(text, paragraph.start, paragraph.end):
        if joined and any(quotation.start < sentence.start < quotation.end for quotation in quoted):
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined


def _is_only_quoted(text: str, sentence: Span, inside: Sequence[Span]) -> bool:
    """Whether a sentence is nothing but quotation and a point."""
    outside = sentence.end - sentence.start - sum(quotation.end - quotation.start for quotation in inside)
    return bool(inside) and outside < 4


def _opens_speech(text: str, quotation: Span) -> bool:
    """Whether a quotation stands behind a mark of punctuation, and not inside a phrase: «un “traité”»."""
    return text[: quotation.start].rstrip(_MARKS)[-1:] in (":", ",", ".", ";", "?", "!")


def _is_heading(paragraph: Paragraph) -> bool:
    return paragraph.kind in ("title", "heading")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _repeats(words: Sequence[str], speech: Sequence[str]) -> bool:
    """Whether the words all stand in a speech, in this order."""
    rest = iter(speech)
    return len(words) >= _LEAST_WORDS and all(word in rest for word in words)
