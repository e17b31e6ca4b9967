"""Deciding: which span is the best, how probable it is that it is right, and whether to answer.

Two linear models, fitted and written to ``decision.json`` by
``python -m qa.evaluation fit``. The first ranks the reader's spans, since the
retriever often knows the place and the reader the words (pairwise logistic
regression, the linear case of RankNet: Burges et al. 2005). The second gives
the best span's probability (logistic regression: Platt 1999).
"""

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean, pstdev

from qa.reading import Reading, ScoredSpan

FITTED = Path(__file__).with_name("decision.json")

RANKING = ("score", "passage", "sentence", "voice")
"""What ranks a span: the reader's score, the retriever's scores of its passage and sentence, and its voice."""

EVIDENCE = ("margin", "lead", "passage", "sentence", "meaning", "length")
"""What the probability rests on; see ``Ranked.evidence``."""


@dataclass(frozen=True)
class Ranked:
    """A reading whose spans are ranked.

    Attributes:
        reading: what was read.
        spans: best first.
        ranks: their scores, in the same order.
        traits: what the ranks come from, in the same order; see ``span_traits``.
    """

    reading: Reading
    spans: tuple[ScoredSpan, ...]
    ranks: tuple[float, ...]
    traits: tuple[tuple[float, ...], ...]

    @property
    def evidence(self) -> tuple[float, ...]:
        """The evidence for the first span, in the order of ``EVIDENCE``.

        How far its score lies over the null score; how far its rank lies over
        the next span's, or over the null score where there is no other; its
        passage's and its sentence's standardised scores; its sentence's
        cosine; the logarithm of its length in characters. There must be a
        span.
        """
        best = self.spans[0]
        _, passage, sentence, _ = self.traits[0]
        margin = best.score - self.reading.null_score
        lead = self.ranks[0] - self.ranks[1] if len(self.ranks) > 1 else margin
        return margin, lead, passage, sentence, _meaning(best), math.log(best.span.end - best.span.start)


def span_traits(reading: Reading) -> tuple[tuple[float, ...], ...]:
    """What ranks each span of a reading, in the order of ``RANKING``.

    The retriever's scores are standardised over what was read: they then mean
    the same for one article and for a thousand.
    """
    passages = _spread([retrieved.score for retrieved in reading.passages])
    sentences = _spread([sentence.meaning for read in reading.passages for sentence in read.sentences])
    return tuple(
        (
            found.score,
            _standardised(found.source.score, *passages),
            _standardised(_meaning(found), *sentences),
            float(found.voice),
        )
        for found in reading.spans
    )


@dataclass(frozen=True)
class Decision:
    """A fitted decision.

    Attributes:
        ranking: one weight for each of ``RANKING``.
        weights: one for each of ``EVIDENCE``, on their raw scale.
        bias: added to the weighted sum of the evidence.
        threshold: answers below this probability are withheld.
        fitted_on: the command and the questions' SHA-256.
    """

    ranking: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float
    fitted_on: str

    @classmethod
    def load(cls, path: Path = FITTED) -> "Decision":
        """Read a fitted decision that ``save`` wrote."""
        entry = json.loads(path.read_text(encoding="utf-8"))
        ranking, weights = entry.pop("ranking"), entry.pop("weights")
        return cls(tuple(ranking[name] for name in RANKING), tuple(weights[name] for name in EVIDENCE), **entry)

    def save(self, path: Path) -> None:
        """Write the decision, one line a value."""
        named = {
            "ranking": dict(zip(RANKING, self.ranking, strict=True)),
            "weights": dict(zip(EVIDENCE, self.weights, strict=True)),
        }
        path.write_text(json.dumps(asdict(self) | named, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    def rank(self, reading: Reading) -> Ranked:
        """Rank the spans of a reading."""
        traits = span_traits(reading)
        ranks = [_weighted(self.ranking, values) for values in traits]
        order = sorted(range(len(ranks)), key=lambda i: -ranks[i])
        spans, ranks, traits = (tuple(values[i] for i in order) for values in (reading.spans, ranks, traits))
        return Ranked(reading, spans, ranks, traits)

    def probability(self, evidence: tuple[float, ...]) -> float:
        """The probability, in [0, 1], that the best span is right."""
        total = self.bias + _weighted(self.weights, evidence)
        return 1 / (1 + math.exp(-max(-500.0, min(500.0, total))))


def _weighted(weights: tuple[float, ...], values: tuple[float, ...]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def _meaning(found: ScoredSpan) -> float:
    """The best cosine of the sentences that a span touches."""
    span, sentences = found.span, found.source.sentences
    touched = [s for s in sentences if s.span.start < span.end and span.start < s.span.end]
    return max(sentence.meaning for sentence in touched or sentences)


def _spread(values: list[float]) -> tuple[float, float]:
    return (fmean(values), pstdev(values)) if values else (0.0, 0.0)


def _standardised(value: float, mean: float, deviation: float) -> float:
    return (value - mean) / deviation if deviation > 1e-9 else 0.0
