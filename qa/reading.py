"""Reading: which span of the retrieved passages answers, if any.

A reader is anything with the method of ``Reader``. Scores are unnormalised,
comparable across all the passages of one call, and 0 where «it is not here»
fits as well as the best span of the place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from index import Article, Passage
from qa.retrieval import Retrieved


@dataclass(frozen=True)
class ScoredSpan:
    """A span that may answer.

    Attributes:
        span: where it stands.
        score: the reader's.
        source: the passage it was read in.
        voice: 1 where somebody whom the question names says it, -1 where
            somebody else does, else 0.
    """

    span: Passage
    score: float
    source: Retrieved
    voice: int = 0


@dataclass(frozen=True)
class Reading:
    """What a reader found.

    Attributes:
        spans: best first, never overlapping.
        passages: what was read, best first.
    """

    spans: tuple[ScoredSpan, ...]
    passages: tuple[Retrieved, ...]


class Reader(Protocol):
    """Finds the spans that answer a question."""

    def read(self, question: str, passages: Sequence[Retrieved], articles: Mapping[str, Article]) -> Reading:
        """Read the passages; spans may be empty, no exception is raised for any text.

        Args:
            passages: best first.
            articles: those the passages are of, by id.
        """
