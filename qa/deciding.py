"""Deciding: which span is the best, how probable it is that it is right, and whether to answer.

Two linear models, fitted and written to ``decision.json`` by
``python -m qa.evaluation fit``. The first ranks the reader's spans, since the
retriever often knows the place and the reader the words (pairwise logistic
regression, the linear case of RankNet: Burges et al. 2005). The second makes
a probability of the best span's score (Platt 1999).
"""

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean, pstdev

from qa.reading import Reading, ScoredSpan

FITTED = Path(__file__).with_name("decision.json")

RANKING = ("score", "passage", "voice")
"""What ranks a span: the reader's score, the retriever's score of its passage, and its voice."""


@dataclass(frozen=True)
class Ranked:
    """A reading whose spans are ranked.

    Attributes:
        reading: what was read.
        spans: best first.
        ranks: their scores, in the same order.
    """

    reading: Reading
    spans: tuple[ScoredSpan, ...]
    ranks: tuple[float, ...]


def span_traits(reading: Reading) -> tuple[tuple[float, ...], ...]:
    """What ranks each span of a reading, in the order of ``RANKING``.

    The retriever's scores are standardised over what was read: they then mean
    the same for one article and for a thousand.
    """
    passages = _spread([retrieved.score for retrieved in reading.passages])
    return tuple(
        (
            found.score,
            _standardised(found.source.score, *passages),
            float(found.voice),
        )
        for found in reading.spans
    )


@dataclass(frozen=True)
class Decision:
    """A fitted decision.

    Attributes:
        ranking: one weight for each of ``RANKING``.
        slope: of the log-odds that a span is right, over its score.
        bias: the log-odds at score 0.
        threshold: answers below this probability are withheld.
        fitted_on: the command and the questions' SHA-256.
    """

    ranking: tuple[float, ...]
    slope: float
    bias: float
    threshold: float
    fitted_on: str

    @classmethod
    def load(cls, path: Path = FITTED) -> "Decision":
        """Read a fitted decision that ``save`` wrote."""
        entry = json.loads(path.read_text(encoding="utf-8"))
        ranking = entry.pop("ranking")
        return cls(tuple(ranking[name] for name in RANKING), **entry)

    def save(self, path: Path) -> None:
        """Write the decision, one line a value."""
        named = {"ranking": dict(zip(RANKING, self.ranking, strict=True))}
        path.write_text(json.dumps(asdict(self) | named, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    def rank(self, reading: Reading) -> Ranked:
        """Rank the spans of a reading."""
        ranks = [_weighted(self.ranking, traits) for traits in span_traits(reading)]
        order = sorted(range(len(ranks)), key=lambda i: -ranks[i])
        return Ranked(reading, *(tuple(values[i] for i in order) for values in (reading.spans, ranks)))

    def probability(self, ranked: Ranked) -> float:
        """The probability, in [0, 1], that the best span is right; 0 where there is none."""
        if not ranked.spans:
            return 0.0
        odds = self.bias + self.slope * ranked.spans[0].score
        return 1 / (1 + math.exp(-max(-500.0, min(500.0, odds))))


def _weighted(weights: tuple[float, ...], values: tuple[float, ...]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def _spread(values: list[float]) -> tuple[float, float]:
    return (fmean(values), pstdev(values)) if values else (0.0, 0.0)


def _standardised(value: float, mean: float, deviation: float) -> float:
    return (value - mean) / deviation if deviation > 1e-9 else 0.0
