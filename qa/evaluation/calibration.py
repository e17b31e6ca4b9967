"""How far stated probabilities lie from what happened."""

from collections.abc import Sequence

BINS = 10


def expected_calibration_error(scores: Sequence[float], right: Sequence[bool]) -> float:
    """Mean distance between probability and frequency over ``BINS`` equal bins, weighted by size.

    Naeini, Cooper & Hauskrecht 2015. 0.0 for no scores.
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    for score, is_right in zip(scores, right, strict=True):
        bins.setdefault(min(int(score * BINS), BINS - 1), []).append((score, is_right))
    distances = (abs(sum(score - is_right for score, is_right in entries)) for entries in bins.values())
    return sum(distances) / len(scores) if scores else 0.0
