"""Deciding: how probable it is that the best span is right, and whether to answer.

A logistic regression over a few features of the reading (Platt 1999). Its
coefficients and its threshold are fitted, and written to ``decision.json``,
by ``python -m qa.evaluation fit``.
"""

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

from qa.reading import Reading, ScoredSpan

FITTED = Path(__file__).with_name("decision.json")

FEATURES = ("meaning", "lead")


def features(reading: Reading) -> tuple[float, ...]:
    """The evidence for the reading's best span, in the order of ``FEATURES``.

    The cosine of the question with the best sentence, and how far the best
    span leads the null and the best span of another paragraph (neighbours
    share their passage's score).

    Args:
        reading: holds at least one span.
    """
    best = reading.spans[0]
    meaning = max(
        sentence.meaning
        for sentence in best.source.sentences
        if sentence.span.start < best.span.end and best.span.start < sentence.span.end
    )
    lead = best.score - max([reading.null_score, *(span.score for span in reading.spans if _elsewhere(span, best))])
    return meaning, lead


def _elsewhere(span: ScoredSpan, best: ScoredSpan) -> bool:
    return (span.span.article, span.span.paragraph) != (best.span.article, best.span.paragraph)


@dataclass(frozen=True)
class Decision:
    """A fitted decision.

    Attributes:
        weights: one for each of ``FEATURES``, on their raw scale.
        bias: added to the weighted sum.
        threshold: answers below this probability are withheld.
        fitted_on: the command and the questions' SHA-256.
    """

    weights: tuple[float, ...]
    bias: float
    threshold: float
    fitted_on: str

    @classmethod
    def load(cls, path: Path = FITTED) -> "Decision":
        """Read a fitted decision that ``save`` wrote."""
        entry = json.loads(path.read_text(encoding="utf-8"))
        weights = entry.pop("weights")
        return cls(weights=tuple(weights[name] for name in FEATURES), **entry)

    def save(self, path: Path) -> None:
        """Write the decision, one line a value."""
        entry = asdict(self) | {"weights": dict(zip(FEATURES, self.weights, strict=True))}
        path.write_text(json.dumps(entry, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    def probability(self, evidence: tuple[float, ...]) -> float:
        """The probability, in [0, 1], that the best span is right."""
        total = self.bias + sum(weight * value for weight, value in zip(self.weights, evidence, strict=True))
        return 1 / (1 + math.exp(-max(-500.0, min(500.0, total))))
