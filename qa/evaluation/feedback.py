"""``python -m qa.evaluation feedback``: what readers said of answers, as a question file."""

import json
from collections.abc import Iterable

from qa.feedback import Feedback

_UNKNOWN_LANGUAGE = "und"


def question_lines(feedback: Iterable[Feedback]) -> list[str]:
    """One question a line, for those whose right answer is known; what was said last of a question counts.

    That is: answers said to be right, refusals said to be right (kind
    "none"), and wrong ones where the reader told what would be right.
    """
    last = {(said.question, said.history, said.articles): said for said in feedback}
    entries = map(_entry, last.values())
    return [json.dumps(entry, ensure_ascii=False) for entry in entries if entry]


def _entry(said: Feedback) -> dict | None:
    answer = said.answer
    citations = answer["citations"]
    if said.verdict == "wrong":
        if not said.expected:
            return None
        kind, answers, paragraphs = "span", [said.expected], []
    elif answer["answered"]:
        kind = answer["kind"] if answer["kind"] in ("list", "summary") else "span"
        answers = [] if kind == "summary" else [citation["quote"] for citation in citations]
        paragraphs = sorted({citation["paragraph"] for citation in citations})
    else:
        kind, answers, paragraphs = "none", [], []
    return {
        "question": said.question,
        "lang": _UNKNOWN_LANGUAGE,
        "kind": kind,
        "history": list(said.history),
        "answers": answers,
        "paragraphs": paragraphs,
        "article": said.articles[0] if len(said.articles) == 1 else None,
    }
