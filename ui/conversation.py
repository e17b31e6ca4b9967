"""A conversation, as it is shown."""

from collections.abc import Sequence

from ui.answer_card import answer_card, problem_card
from ui.feedback_form import feedback_form
from ui.markup import Html, element
from ui.strings import Strings
from ui.transcript import transcript
from ui.turns import Turn


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
        *(_turn(number, turn, strings) for number, turn in enumerate(turns)),
        None if turns else _invitation(examples, strings),
        problem_card(notice) if notice else None,
        class_="qa-log",
        role="log",
        aria_label=strings.conversation,
        data_markdown=transcript(turns, strings) if turns else None,
    )


def _turn(number: int, turn: Turn, strings: Strings) -> Html:
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
    can_be_judged = turn.answer is not None and not turn.answer.reply
    form = feedback_form(number, strings) if can_be_judged else None
    return element("section", question, reply, form, class_="qa-turn")


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
