"""Spans: from the network's scores of a window's tokens to places in the article."""

import re
from dataclasses import dataclass

import numpy as np

from index import Article, Span
from qa.reader.windows import Window

MOST_WORDS = 60
"""Of a span."""
_PAIRS_SEEN = 2_000
"""The best pairs of a start and an end, among which spans are chosen."""
_RIVALS = 60
"""Of a peak."""
_TEMPERATURE = 2.0
"""Of the scores as logits; chosen on the questions that the decision is fitted on."""
_STRAY = ".,;:!?…–—-"
_MARKS = {"«": "»", "“": "”", "„": "“", "(": ")", "[": "]", "‹": "›"}
_CLOSING = frozenset(_MARKS.values())
_ABBREVIATION = re.compile(r"(?:^|[\W\d_])(?:[^\W\d_]|[^\W\d_]{1,3}[.-]{1,2}[^\W\d_]{1,3})\.$")


def best_spans(window: Window, scores: np.ndarray, count: int) -> list[tuple[Span, float]]:
    """The spans of a window where start and end scores peak, best first and never overlapping.

    A span starts no later than it ends, lies in one paragraph, and has at
    most ``MOST_WORDS`` words; in a script without spaces a run of characters
    counts as one. Where it begins and ends is seldom certain: of the spans
    that overlap a peak the one is given that shares most words (F1) with all
    of them, each counting as its score makes it probable (minimum Bayes risk:
    Kumar & Byrne 2004).

    Args:
        scores: (t, 2) start and end scores of the window's tokens.
        count: most spans returned.

    Returns:
        Each span with the score of its peak.
    """
    pairs = _pairs(window, scores)
    free = np.ones(len(pairs.scores), dtype=bool)
    kept: list[tuple[Span, float]] = []
    while free.any() and len(kept) < count:
        peak = int(free.argmax())
        around = pairs.overlapping(pairs.first[peak], pairs.last[peak])
        chosen = _most_expected(pairs, np.flatnonzero(free & around)[:_RIVALS])
        kept.append((pairs.span(chosen, window), float(pairs.scores[peak])))
        free &= ~around & ~pairs.overlapping(pairs.first[chosen], pairs.last[chosen])
    return kept


@dataclass(frozen=True)
class _Pairs:
    """Spans of a window, best first; every array has one value a span.

    Attributes:
        first, last: tokens, both inclusive.
        first_word, last_word: numbers of the words that they belong to.
        scores: start score plus end score.
    """

    first: np.ndarray
    last: np.ndarray
    first_word: np.ndarray
    last_word: np.ndarray
    scores: np.ndarray

    def overlapping(self, first: int, last: int) -> np.ndarray:
        """Which spans share a token with ``first`` … ``last``."""
        return (self.first <= last) & (self.last >= first)

    def span(self, row: int, window: Window) -> Span:
        return Span(int(window.starts[self.first[row]]), int(window.ends[self.last[row]]))


def _pairs(window: Window, scores: np.ndarray) -> _Pairs:
    """The ``_PAIRS_SEEN`` best spans that are valid."""
    places = np.flatnonzero(window.readable)
    paragraphs, words = window.paragraphs[places], np.cumsum(window.opens[places])
    total = scores[places, 0][:, None] + scores[places, 1][None, :]
    order = np.arange(len(places))
    valid = (
        (order[:, None] <= order[None, :])
        & (paragraphs[:, None] == paragraphs[None, :])
        & (words[None, :] - words[:, None] < MOST_WORDS)
    )
    first, last = np.nonzero(valid)
    best = np.argsort(-total[first, last], kind="stable")[:_PAIRS_SEEN]
    first, last = first[best], last[best]
    return _Pairs(places[first], places[last], words[first], words[last], total[first, last])


def _most_expected(pairs: _Pairs, rows: np.ndarray) -> int:
    """The row whose span has the highest expected word F1 with the others'."""
    start, end = pairs.first_word[rows], pairs.last_word[rows]
    shared = np.minimum(end[:, None], end[None, :]) - np.maximum(start[:, None], start[None, :]) + 1
    length = end - start + 1
    f1 = 2 * np.maximum(shared, 0) / (length[:, None] + length[None, :])
    probable = np.exp((pairs.scores[rows] - pairs.scores[rows[0]]) / _TEMPERATURE)
    return int(rows[(f1 @ probable).argmax()])


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
        if opened and mark == _MARKS[quote[opened[-1]]]:
            opened.pop()
        elif mark in _MARKS:
            opened.append(place)
        elif mark in _CLOSING:
            alone.add(place)
    return alone | set(opened)
