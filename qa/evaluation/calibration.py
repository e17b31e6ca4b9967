"""How far stated probabilities lie from what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The answers whose probability lies in [place, place + 1) / ``BINS``; 1.0 belongs to the last.

    Attributes:
        count: how many.
        stated: their mean probability.
        right: the share that was right.
    """

    place: int
    count: int
    stated: float
    right: float


def reliability(scores: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """The bins that hold an answer, in order."""
    members: dict[int, list[tuple[float, bool]]] = {}
    for score, is_right in zip(scores, right, strict=True):
        members.setdefault(min(int(score * BINS), BINS - 1), []).append((score, is_right))
    return [
        Bin(place, len(entries), fmean(score for score, _ in entries), fmean(is_right for _, is_right in entries))
        for place, entries in sorted(members.items())
    ]


def expected_calibration_error(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Mean distance between probability and frequency over ``BINS`` equal bins, weighted by size.

    Naeini, Cooper & Hauskrecht 2015. 0.0 for no scores.
    """
    bins = reliability(scores, right)
    return sum(entry.count * abs(entry.stated - entry.right) for entry in bins) / len(scores) if scores else 0.0
