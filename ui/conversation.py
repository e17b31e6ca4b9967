"""A conversation, as it is shown."""

from collections.abc import Sequence

from ui.answer_card import answer_card, example_button, problem_card
from ui.feedback_form import feedback_form
from ui.markup import Html, element
from ui.strings import Strings
from ui.transcript import transcript
from ui.turns import Turn

_INVITED, _INSTEAD = 5, 3
"""Questions that an empty conversation offers, and a refusal."""


def conversation_log(
    turns: Sequence[Turn],
    strings: Strings,
    *,
    examples: Sequence[str] = (),
    notice: str | None = None,
) -> Html:
    """The whole conversation; while it is empty an invitation.

    Args:
        examples: questions that the invitation offers, or the last turn where it is a refusal.
    """
    return element(
        "div",
        *(_turn(number, turn, strings) for number, turn in enumerate(turns[:-1])),
        _last_turn(turns, examples, strings) if turns else _invitation(examples[:_INVITED], strings),
        problem_card(notice) if notice else None,
        class_="qa-log",
        role="log",
        aria_label=strings.conversation,
        data_markdown=transcript(turns, strings) if turns else None,
    )


def _last_turn(turns: Sequence[Turn], examples: Sequence[str], strings: Strings) -> Html:
    asked = {turn.question for turn in turns}
    new = [question for question in examples if question not in asked][:_INSTEAD]
    return _turn(len(turns) - 1, turns[-1], strings, is_last=True, instead=new)


def _turn(number: int, turn: Turn, strings: Strings, *, is_last: bool = False, instead: Sequence[str] = ()) -> Html:
    can_be_judged = turn.answer is not None and not turn.answer.reply
    return element(
        "section",
        element(
            "p",
            element("span", strings.you, class_="qa-you"),
            element("span", turn.question, class_="qa-question-text"),
            class_="qa-question",
        ),
        _tools(turn, strings) if is_last else None,
        _outcome(turn, instead, strings),
        feedback_form(number, strings) if can_be_judged else None,
        class_="qa-turn",
    )


def _outcome(turn: Turn, instead: Sequence[str], strings: Strings) -> Html:
    if turn.answer is not None:
        return answer_card(turn.answer, turn.articles, strings, instead=instead)
    if turn.problem is not None:
        return problem_card(turn.problem)
    return element("p", strings.searching, class_="qa-card qa-searching", role="status")


def _tools(turn: Turn, strings: Strings) -> Html:
    """One line in either case, so that nothing moves when the answer comes."""
    settled = ((strings.edit, "edit"), (strings.retry, "retry"))
    shown = settled if turn.is_settled else ((strings.stop, "stop"),)
    return element("div", *(_tool(label, does, turn.question) for label, does in shown), class_="qa-again")


def _tool(label: str, does: str, question: str) -> Html:
    return element("button", label, type="button", class_="qa-turn-tool", data_does=does, data_question=question)


def _invitation(examples: Sequence[str], strings: Strings) -> Html:
    return element(
        "div",
        element("h2", strings.invitation),
        element("p", strings.invitation_detail),
        element("div", *map(example_button, examples), class_="qa-examples"),
        class_="qa-invitation",
    )
