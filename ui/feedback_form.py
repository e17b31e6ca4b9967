"""What a reader can say of an answer: right, or wrong and what would be right."""

from ui.markup import Html, element
from ui.strings import Strings


def feedback_form(turn: int, strings: Strings) -> Html:
    """Two buttons for the turn of this number, and a line for the right answer."""
    return element(
        "form",
        _verdict(strings.was_right, "right"),
        _verdict(strings.was_wrong, "wrong"),
        element(
            "span",
            element(
                "input",
                type="text",
                maxlength=500,
                aria_label=strings.what_was_right,
                placeholder=strings.what_was_right,
            ),
            element("button", strings.send, type="submit", class_="qa-verdict"),
            class_="qa-correction",
            hidden=True,
        ),
        element("span", strings.thanks_for_feedback, class_="qa-thanks", role="status", hidden=True),
        class_="qa-feedback",
        data_turn=turn,
    )


def _verdict(label: str, verdict: str) -> Html:
    return element("button", label, type="button", class_="qa-verdict", data_verdict=verdict, aria_pressed="false")
