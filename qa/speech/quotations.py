"""Quotations: what stands between quotation marks."""

from index import Span

_CLOSED_BY = {"«": "»", "“": "”", "„": "“"}
_STRAIGHT = '"'


def quotations(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The outermost quotations of the paragraph ``text[start:end]``, marks included, in order.

    A quotation inside another belongs to it; a mark that is never closed
    within the paragraph opens nothing.
    """
    pairs: list[Span] = []
    opened: dict[str, list[int]] = {}  # by the mark that would close them
    for place in range(start, end):
        mark = text[place]
        if opened.get(mark):
            begin = opened[mark].pop()
            pairs.append(Span(begin, place + 1))
            for waiting in opened.values():
                while waiting and waiting[-1] > begin:
                    waiting.pop()  # what was opened inside and never closed
        elif mark in _CLOSED_BY or mark == _STRAIGHT:
            opened.setdefault(_CLOSED_BY.get(mark, mark), []).append(place)
    return _outermost(pairs)


def _outermost(pairs: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        if not kept or pair.start >= kept[-1].end:
            kept.append(pair)
    return tuple(kept)
