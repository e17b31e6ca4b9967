"""Reading: which span of the retrieved passages answers, if any.

A reader is anything with the method of ``Reader``. Scores are unnormalised
and comparable across all the passages of one call; the null score is one for
all of them: how well «it is not here» fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index import Passage
from qa.retrieval import Retrieved


@dataclass(frozen=True)
class ScoredSpan:
    """A span that may answer: where it stands, its score, and the passage it was read in."""

    span: Passage
    score: float
    source: Retrieved


@dataclass(frozen=True)
class Reading:
    """What a reader found: spans, best first and never overlapping, and the null score."""

    spans: tuple[ScoredSpan, ...]
    null_score: float


class Reader(Protocol):
    """Finds the spans that answer a question."""

    def read(self, question: str, passages: Sequence[Retrieved]) -> Reading:
        """Read the passages; spans may be empty, no exception is raised for any text."""


class SentenceReader:
    """Chooses the sentence that answers, without training.

    A sentence's score is its own similarity to the question plus its
    passage's (see ``Retriever``): neighbours say what a sentence with
    pronouns is about. Similarity cannot tell «not here», so the null score
    is always 0; the decision rests on its other evidence.
    """

    def read(self, question: str, passages: Sequence[Retrieved]) -> Reading:
        """Every sentence of the passages, best first."""
        spans = [
            ScoredSpan(sentence.span, sentence.score + retrieved.score, retrieved)
            for retrieved in passages
            for sentence in retrieved.sentences
        ]
        return Reading(tuple(sorted(spans, key=lambda span: -span.score)), null_score=0.0)
