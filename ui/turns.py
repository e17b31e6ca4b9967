"""The turns of a conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qa import Answer, Article


@dataclass(frozen=True)
class Turn:
    """A question and what came of it: an answer, a problem, or nothing yet.

    ``articles`` are those that were asked, by id, as they were then: they may
    change, or go, while the conversation lasts. ``version`` is that of the
    index then.
    """

    question: str
    answer: Answer | None = None
    problem: str | None = None
    articles: Mapping[str, Article] = field(default_factory=dict)
    version: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether something came of it."""
        return self.answer is not None or self.problem is not None


def questions_before(turns: Sequence[Turn]) -> list[str]:
    """The questions a new one may refer to, oldest first."""
    return [turn.question for turn in turns if turn.answer is not None]
