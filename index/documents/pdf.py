"""PDF, by pypdf: the lines of the pages, put together to paragraphs."""

import logging
import math
import re
import time
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING
from unicodedata import normalize

from index.documents.plain import LONGEST_ARTICLE, TOO_LONG, Refusal, one_line

if TYPE_CHECKING:
    from pypdf import PageObject

_PATIENCE = 60  # seconds
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_BROKEN_WORD = re.compile(rf"({_WORD})[-\u2010\u00ad]$")
_LONGEST_WORD = 100
_SENTENCE_END = re.compile(r"[.!?…:][\s»”\"’')\]]*$")
_BULLET = re.compile(r"[•‣▪◦●■]")
_USUAL_LEADING = 1.2
_GAP = 1.3  # times the usual distance between two lines
_SHORT = 0.8  # times the longest line nearby
_NEARBY = 8
_MARGIN_LINES = 2

# Nobody who sets up no logging wants pypdf's remarks on the terminal; whoever does gets them.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


@dataclass
class _Line:
    text: str
    page: int
    left: float
    height: float
    size: float


def read_pdf(data: bytes) -> list[str]:
    """The paragraphs of a PDF that holds text.

    A line begins a new paragraph where the size of the letters changes, after
    a gap, at a bullet, where it is indented below a finished sentence, and
    after a short line that finishes one; else it goes on, over pages and
    columns. A word cut at a line's end is joined; its hyphen stays where the
    text has the word with it elsewhere, or where it clearly belongs to the
    word. Page numbers, and what pages repeat at their top or bottom, are left
    out.

    Raises:
        Refusal: the file is encrypted, holds pictures of text only, is too
            long or takes too long.
    """
    lines = _without_running_heads(_lines(data))
    if not lines:
        raise Refusal("the PDF holds no text; it seems to be a scan.")
    leading = _leading(lines)
    known = set(re.findall(_WORD, " ".join(line.text for line in lines)))
    paragraphs: list[list[str]] = [[]]
    for place, line in enumerate(lines):
        if place and _begins_paragraph(lines, place, leading):
            paragraphs.append([])
        elif place:
            paragraphs[-1][-1] = _before_next(paragraphs[-1][-1], line.text, known)
        paragraphs[-1].append(line.text)
    return [one_line("".join(paragraph)) for paragraph in paragraphs]


def _lines(data: bytes) -> list[_Line]:
    from pypdf import PdfReader  # slow to import, and few need it
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    deadline = time.monotonic() + _PATIENCE
    lines: list[_Line] = []
    length = 0
    try:
        for number, page in enumerate(PdfReader(BytesIO(data)).pages):
            new = _page_lines(page, number)
            lines += new
            length += sum(len(line.text) for line in new)
            if length > LONGEST_ARTICLE:
                raise Refusal(TOO_LONG)
            if time.monotonic() > deadline:
                raise Refusal("reading the PDF takes too long.")
    except (DependencyError, FileNotDecryptedError):
        raise Refusal("the PDF is protected by a password.") from None
    except LimitReachedError:
        raise Refusal("the PDF is too large once unpacked.") from None
    return lines


def _page_lines(page: "PageObject", number: int) -> list[_Line]:
    lines: list[_Line] = []
    chunks: list[tuple[str, float, float, float]] = []

    def end_line() -> None:
        text = "".join(chunk[0] for chunk in chunks).strip()
        if any(character.isalnum() for character in text):
            _, left, height, _ = next(chunk for chunk in chunks if chunk[0].strip())
            size = max(chunks, key=lambda chunk: len(chunk[0]))[3]  # not that of a large initial
            lines.append(_Line(text, number, left, height, size))
        chunks.clear()

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        left, height = (tm[4] * cm[i] + tm[5] * cm[i + 2] + cm[i + 4] for i in (0, 1))
        scaled = size * math.hypot(*tm[2:4]) * math.hypot(*cm[2:4])
        first, *others = _LIGATURES.sub(lambda match: normalize("NFKC", match[0]), text).split("\n")
        chunks.append((first, left, height, scaled))
        for other in others:
            end_line()
            chunks.append((other, left, height, scaled))

    page.extract_text(visitor_text=visit)
    end_line()
    return lines


def _without_running_heads(lines: list[_Line]) -> list[_Line]:
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    margins = [page[:_MARGIN_LINES] + page[-_MARGIN_LINES:] for page in pages]
    counts = Counter(head for margin in margins for head in {_head(line) for line in margin})
    # Left and right pages, and chapters, have running heads of their own.
    repeated = {head for head, count in counts.items() if count > max(1, len(pages) / 4)}
    heads = {
        id(line)
        for margin in margins
        for line in margin
        if _head(line) in repeated or not any(character.isalpha() for character in line.text)
    }
    return [line for line in lines if id(line) not in heads] or lines


def _head(line: _Line) -> tuple[str, int]:
    """What running heads have in common; the title above them is larger."""
    return re.sub(r"\d+", "0", line.text), round(line.size)


def _leading(lines: list[_Line]) -> float:
    """The usual distance between two lines, in sizes of the letters."""
    pairs = zip(lines, lines[1:], strict=False)
    distances = [(a.height - b.height) / b.size for a, b in pairs if a.page == b.page and a.size == b.size > 0]
    usual = [distance for distance in distances if 0.5 < distance < 3]
    return median(usual) if usual else _USUAL_LEADING


def _begins_paragraph(lines: list[_Line], place: int, leading: float) -> bool:
    before, line = lines[place - 1], lines[place]
    if _BULLET.match(line.text) or not 0.87 < before.size / (line.size or 1) < 1.15:
        return True
    distance = before.height - line.height
    same_column = before.page == line.page and distance > 0
    if same_column and distance > _GAP * leading * line.size:
        return True
    if not _SENTENCE_END.search(before.text):
        return False
    nearby = lines[max(0, place - _NEARBY) : place + _NEARBY]
    longest = max(len(other.text) for other in nearby if other.size == before.size)
    return len(before.text) < _SHORT * longest or (same_column and line.left > before.left + 0.8 * line.size)


def _before_next(line: str, following: str, known: set[str]) -> str:
    """The line as it stands before the next one of its paragraph: with a space, or as the first part of a word."""
    broken, rest = _BROKEN_WORD.search(line[-_LONGEST_WORD:]), re.match(_WORD, following)
    if not broken or not rest:
        return f"{line} "
    word = broken[1]
    is_cut = f"{word}{rest[0]}" in known or line.endswith("\u00ad")
    has_hyphen = f"{word}-{rest[0]}" in known or "-" in word or rest[0][0].isupper()
    return line[:-1] + ("-" if has_hyphen and not is_cut else "")
