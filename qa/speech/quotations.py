"""Quotations: what stands between quotation marks."""

from index import Span

_PAIRS = {"«": "»", "“": "”", "„": "“"}
_STRAIGHT = '"'


def quotations(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The outermost quotations of the paragraph ``text[start:end]``, marks included, in order.

    A quotation inside another belongs to it; a mark that is never closed
    within the paragraph opens nothing.
    """
    found = []
    place = start
    while place < end:
        close = _close(text, place, end)
        if close is not None:
            found.append(Span(place, close))
        place = close or place + 1
    return tuple(found)


def _close(text: str, place: int, end: int) -> int | None:
    """Behind the mark that closes the one at ``place``; None where no quotation opens."""
    opening = text[place]
    if opening == _STRAIGHT:
        return text.find(_STRAIGHT, place + 1, end) + 1 or None
    closing = _PAIRS.get(opening)
    depth = 0
    for offset in range(place, end if closing else place):
        depth += (text[offset] == opening) - (text[offset] == closing)
        if depth == 0:
            return offset + 1
    return None
