"""A conversation: its turns, and how they are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qa import Answer, Article
from ui.answer_card import answer_card, problem_card
from ui.markup import Html, element
from ui.strings import Strings


@dataclass(frozen=True)
class Turn:
    """A question and what came of it: an answer, a problem, or nothing yet.

    ``articles`` are those that were asked, by id, as they were then: they may
    change, or go, while the conversation lasts.
    """

    question: str
    answer: Answer | None = None
    problem: str | None = None
    articles: Mapping[str, Article] = field(default_factory=dict)


def questions_before(turns: Sequence[Turn]) -> list[str]:
    """The questions a new one may refer to, oldest first."""
    return [turn.question for turn in turns if turn.answer is not None]


def conversation_log(
    turns: Sequence[Turn],
    strings: Strings,
    *,
    examples: Sequence[str] = (),
    notice: str | None = None,
) -> Html:
    """The whole conversation; an invitation with example questions while it is empty."""
    return element(
        "div",
        *(_turn(turn, strings) for turn in turns),
        None if turns else _invitation(examples, strings),
        problem_card(notice) if notice else None,
        class_="qa-log",
        role="log",
        aria_label=strings.conversation,
    )


def _turn(turn: Turn, strings: Strings) -> Html:
    if turn.answer is not None:
        reply = answer_card(turn.answer, turn.articles, strings)
    elif turn.problem is not None:
        reply = problem_card(turn.problem)
    else:
        reply = element("p", strings.searching, class_="qa-card qa-searching", role="status")
    question = element(
        "p",
        element("span", strings.you, class_="qa-you"),
        element("span", turn.question, class_="qa-question-text"),
        class_="qa-question",
    )
    return element("section", question, reply, class_="qa-turn")


def _invitation(examples: Sequence[str], strings: Strings) -> Html:
    buttons = (
        element("button", question, type="button", class_="qa-example", data_question=question) for question in examples
    )
    return element(
        "div",
        element("h2", strings.invitation),
        element("p", strings.invitation_detail),
        element("div", *buttons, class_="qa-examples"),
        class_="qa-invitation",
    )
