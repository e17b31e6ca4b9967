"""Sentence bounds inside a paragraph.

``sentencex`` (Wikimedia) finds the bounds; it cuts after «M.» and initials,
and its bounds are mended here: a piece that ends in an abbreviation, leaves a
quotation open, or is followed by a small letter goes on.
"""

import re
from collections.abc import Iterator

import sentencex

from index.articles import Span

_LANGUAGE = "fr"
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«“\"'’\u00a0\u202f-])"
    r"(?:MM?|M(?:me|lle)s?|Mes?|Mgr|Drs?|Prs?|Prof|Ste?|Mr|Mrs|Ms|Jr|Sr|Sra|Hr|Fr|Gal|Cdt|Cap"
    r"|av|apr|env|p|pp|ex|cf|chap|art|fig|vol|no|nos|n°|tél|janv|févr|sept|oct|nov|déc"
    r"|[^\W\d_a-zà-öø-ÿ])\.\s*$"
)
_CONTINUES = re.compile(r"[\s»”)\]]*[-–—]?[a-zà-öø-ÿœ]|\s*[»”)\],;:]|-")


def sentence_spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Cut the paragraph ``text[start:end]`` into sentences.

    Returns:
        Spans in order, without the white space between them; together they
        hold every other character of the paragraph.
    """
    return tuple(_joined(text, list(_pieces(text, start, end))))


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    for piece in sentencex.segment(_LANGUAGE, text[start:end]):
        stop = start + len(piece)
        bare = piece.strip()
        if bare:
            begin = start + piece.index(bare)
            yield Span(begin, begin + len(bare))
        start = stop


def _joined(text: str, pieces: list[Span]) -> Iterator[Span]:
    sentence: Span | None = None
    for place, piece in enumerate(pieces):
        sentence = Span(sentence.start, piece.end) if sentence else piece
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        if following is None or not _goes_on(text, sentence, following, pieces[-1].end):
            yield sentence
            sentence = None


def _goes_on(text: str, sentence: Span, following: Span, end: int) -> bool:
    words = text[sentence.start : sentence.end]
    if _ABBREVIATION.search(words) or _CONTINUES.match(text[following.start : following.end]):
        return True
    open_quotation = words.count("«") > words.count("»")
    return open_quotation and "»" in text[following.start : end]
