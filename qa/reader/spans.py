"""Spans: from the network's scores of a window's tokens to places in the article."""

import re

import numpy as np

from index import Article, Span
from qa.reader.windows import Window

MOST_WORDS = 60
"""Of a span."""
_PAIRS_SEEN = 2_000
"""The best pairs of a start and an end, among which overlapping ones are left out."""
_STRAY = ".,;:!?…–—-"
_PAIRS = {"«": "»", "“": "”", "„": "“", "(": ")", "[": "]", "‹": "›"}
_CLOSING = frozenset(_PAIRS.values())
_ABBREVIATION = re.compile(r"(?:^|[\W\d_])(?:[^\W\d_]|[^\W\d_]{1,3}[.-]{1,2}[^\W\d_]{1,3})\.$")


def best_spans(window: Window, scores: np.ndarray, count: int) -> list[tuple[Span, float]]:
    """The highest spans of a window by start score plus end score, best first and never overlapping.

    A span starts no later than it ends, lies in one paragraph, and has at
    most ``MOST_WORDS`` words; in a script without spaces a run of characters
    counts as one.

    Args:
        scores: (t, 2) start and end scores of the window's tokens.
        count: most spans returned.
    """
    places = np.flatnonzero(window.readable)
    if not len(places):
        return []
    starts, ends, paragraphs = window.starts[places], window.ends[places], window.paragraphs[places]
    words = np.cumsum(window.opens[places])
    total = scores[places, 0][:, None] + scores[places, 1][None, :]
    order = np.arange(len(places))
    valid = (
        (order[:, None] <= order[None, :])
        & (paragraphs[:, None] == paragraphs[None, :])
        & (words[None, :] - words[:, None] < MOST_WORDS)
    )
    total = np.where(valid, total, -np.inf).ravel()
    best = np.argpartition(-total, min(_PAIRS_SEEN, total.size - 1))[:_PAIRS_SEEN]
    best = best[np.argsort(-total[best], kind="stable")]
    kept: list[tuple[Span, float]] = []
    taken = np.zeros(len(places), dtype=bool)
    for pair in best[np.isfinite(total[best])]:
        if len(kept) == count:
            break
        first, last = divmod(int(pair), len(places))
        if not taken[first : last + 1].any():
            taken[first : last + 1] = True
            kept.append((Span(int(starts[first]), int(ends[last])), float(total[pair])))
    return kept


def trimmed(article: Article, span: Span) -> Span | None:
    """The span without stray punctuation and unpaired marks at its ends; None when nothing is left."""
    text, start, end = article.text, span.start, span.end
    while start < end:
        unpaired = _unpaired(text[start:end])
        if _is_stray(text[start]) and not _is_sign(text[start : start + 2]) or 0 in unpaired:
            start += 1
        elif _is_stray(text[end - 1]) and not _ABBREVIATION.search(text[start:end]) or end - start - 1 in unpaired:
            end -= 1
        else:
            break
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def _is_stray(character: str) -> bool:
    return character.isspace() or character in _STRAY


def _is_sign(characters: str) -> bool:
    """A minus or a decimal point before a digit belongs to the number."""
    return characters[0] in "-–−." and characters[1:].isdigit()


def _unpaired(quote: str) -> set[int]:
    """The places of the marks that open or close without their partner."""
    opened: list[int] = []
    alone: set[int] = set()
    for place, mark in enumerate(quote):
        if opened and mark == _PAIRS[quote[opened[-1]]]:
            opened.pop()
        elif mark in _PAIRS:
            opened.append(place)
        elif mark in _CLOSING:
            alone.add(place)
    return alone | set(opened)
