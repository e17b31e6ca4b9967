"""What the readers of documents share: plain lines, and a byline made of what a page says of itself."""

import re
import unicodedata

from index.bylines import is_byline, read_byline

LONGEST_ARTICLE = 1_000_000
"""The most characters that the text of a document may have."""
TOO_LONG = f"the text is longer than {LONGEST_ARTICLE:,} characters.".replace(",", " ")

_BYLINE_PLACES = 4
# No-break spaces stay: French sets them before «:» and inside «».
_SPACES = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b\ufeff\ud800-\udfff]")


class Refusal(Exception):
    """Why a document gives no text, as the end of a sentence that names the file."""


def one_line(text: str) -> str:
    """The text on one line, composed (NFC), without what nobody sees: control characters, soft hyphens."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _SPACES.sub(" ", text))).strip()


def with_heading(paragraphs: list[str], title: str | None, author: str | None, date: str | None) -> list[str]:
    """Put the title and byline that a document's metadata name above its paragraphs.

    A title that the first paragraph says already is not said twice («Title |
    Newspaper»), and a byline among the first paragraphs is left as it is.

    Args:
        date: year, month and day, as in 2024-03-12; anything else is left out.
    """
    title = one_line(title or "")
    first = paragraphs[0] if paragraphs else ""
    if not title or (first in title and len(first) > len(title) / 2):
        title, paragraphs = first, paragraphs[1:]
    top, rest = paragraphs[:_BYLINE_PLACES], paragraphs[_BYLINE_PLACES:]
    has_byline = any(is_byline(paragraph, elsewhere=(), bare=False) for paragraph in top)
    byline = "" if has_byline else _byline(one_line(author or ""), one_line(date or ""))
    top = [paragraph for paragraph in top if paragraph != title]
    return [line for line in (title, byline, *top, *rest) if line]


def _byline(author: str, date: str) -> str:
    """The byline that is read back as this author and date, or as much of it as is."""
    for names, day in ((author, date), ("", date), (author, "")):
        line = ", ".join(filter(None, (names, day)))
        if line and is_byline(line, elsewhere=(), bare=True):
            facts = {key: line[span.start : span.end] for key, span in read_byline(line, 0, len(line)).items()}
            if facts == {key: value for key, value in (("author", names), ("published", day)) if value}:
                return line
    return ""
