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
_SPACE = re.compile(r"[^\S\r\n]")
_ABBREVIATION_LENGTH = 12
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«“\"'’\u00a0\u202f-])"
    r"(?:MM?|M(?:me|lle)s?|Mes?|Mgr|Drs?|Prs?|Prof|Ste?|Mr|Mrs|Ms|Jr|Sr|Sra|Hr|Fr|Gal|Cdt|Cap"
    r"|av|apr|env|p|pp|ex|cf|chap|art|fig|vol|no|nos|n°|tél|janv|févr|sept|oct|nov|déc"
    r"|[^\W\d_a-zà-öø-ÿ])\.\s*$"
)
_CONTINUES = re.compile(r"[\s»”)\]]*[-–—]?[a-zà-öø-ÿœ]|\s*[»”)\],;:]|-(?=[^\W\d_])")


def sentence_spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Cut the paragraph ``text[start:end]`` into sentences.

    Returns:
        Spans in order, without the white space between them; together they
        hold every other character of the paragraph.
    """
    return tuple(_joined(text, list(_pieces(text, start, end))))


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    for length in _lengths(text[start:end]):
        piece = text[start : start + length]
        bare = piece.strip()
        if bare:
            begin = start + piece.index(bare)
            yield Span(begin, begin + len(bare))
        start += length


def _lengths(paragraph: str) -> list[int]:
    """How many characters each piece has; together they are the paragraph."""
    # sentencex 1.0 panics on a capital, a space of several bytes and a full stop.
    plain = _SPACE.sub(" ", paragraph)
    try:
        return [len(piece) for piece in sentencex.segment(_LANGUAGE, plain)]
    except BaseException as error:  # a panic of its Rust code is no Exception
        if type(error).__name__ != "PanicException":
            raise
        return [len(paragraph)]


def _joined(text: str, pieces: list[Span]) -> Iterator[Span]:
    if not pieces:
        return
    last_closing = text.rfind("»", pieces[0].start, pieces[-1].end)
    start = pieces[0].start
    opened = 0
    for piece, following in zip(pieces, pieces[1:], strict=False):
        opened += text.count("«", piece.start, piece.end) - text.count("»", piece.start, piece.end)
        in_quotation = opened > 0 and last_closing >= following.start
        if not (in_quotation or _goes_on(text, piece, following)):
            yield Span(start, piece.end)
            start, opened = following.start, 0
    yield Span(start, pieces[-1].end)


def _goes_on(text: str, piece: Span, following: Span) -> bool:
    end_of_piece = text[max(piece.start, piece.end - _ABBREVIATION_LENGTH) : piece.end]
    return bool(_ABBREVIATION.search(end_of_piece) or _CONTINUES.match(text, following.start, following.end))
