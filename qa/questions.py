"""What people type: checked, and cleaned for the models."""

import unicodedata
from collections.abc import Collection, Sequence

from qa.errors import QuestionError

LONGEST_QUESTION = 2_000
"""Characters; a longer text is no question, and the model would not see its end."""


def cleaned(question: str) -> str:
    """The question as one line of text that any model can read.

    Control characters become spaces and lone surrogates «�».

    Raises:
        QuestionError: it is not text, holds no word, or is longer than
            ``LONGEST_QUESTION``.
    """
    if not isinstance(question, str):
        raise QuestionError(f"A question is a text, not {type(question).__name__}.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(f"The question has {len(question)} characters; please ask in at most {LONGEST_QUESTION}.")
    text = question.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())
    if not any(c.isalnum() for c in text):
        raise QuestionError("The question holds no words; please type one.")
    return text


def checked_history(history: Sequence[str]) -> tuple[str, ...]:
    """The earlier questions, oldest first.

    Raises:
        QuestionError: it is not a sequence of texts.
    """
    if isinstance(history, str) or not isinstance(history, Sequence):
        raise QuestionError("The history is a list of earlier questions, oldest first.")
    if not all(isinstance(question, str) for question in history):
        raise QuestionError("Every earlier question of the history is a text.")
    return tuple(history)


def checked_articles(wanted: Collection[str] | None, known: Collection[str]) -> frozenset[str] | None:
    """The ids to ask; None asks all.

    Raises:
        QuestionError: no id is given, or one is unknown.
    """
    if wanted is None:
        return None
    if isinstance(wanted, str) or not isinstance(wanted, Collection) or not wanted:
        raise QuestionError("The articles to ask are a list of at least one article id.")
    if not all(isinstance(name, str) for name in wanted):
        raise QuestionError("An article's id is a text.")
    names = frozenset(unicodedata.normalize("NFC", name) for name in wanted)
    unknown = sorted(names.difference(known))
    if unknown:
        raise QuestionError(f"There is no article {unknown[0]!r}; there are: {', '.join(sorted(known)[:10])}.")
    return names
