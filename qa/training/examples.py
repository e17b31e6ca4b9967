"""Examples: windows with the questions they answer and those they do not."""

from dataclasses import dataclass

import numpy as np

from index import parse_article
from index.passages import cut
from qa.reader.windows import Tokens, Window
from qa.training.data import Question, Text


@dataclass(frozen=True)
class Asked:
    """A question put to a window.

    Attributes:
        question: the question.
        spans: (first, last) tokens of the window that answer, both inclusive; empty: the window does not answer.
    """

    question: Question
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Example:
    """A window and all the questions of its text."""

    source: str
    window: Window
    asked: tuple[Asked, ...]


def examples(text: Text, tokens: Tokens, title: str | None = None) -> list[Example]:
    """The windows of a text as the product reads it, each with all of its questions.

    Args:
        title: what stands at the head of a window; None is the article's own.
    """
    article = parse_article(text.id, text.text)
    passages, _ = cut(article)
    windows = tokens.windows(article, passages, title=title)
    return [
        Example(text.source, window, tuple(Asked(q, _spans(window, q)) for q in text.questions)) for window in windows
    ]


def _spans(window: Window, question: Question) -> tuple[tuple[int, int], ...]:
    return tuple(span for start, end in question.answers if (span := _span(window, start, end)))


def _span(window: Window, start: int, end: int) -> tuple[int, int] | None:
    """The tokens that hold the characters start:end, or None when the window does not hold them all."""
    inside = np.flatnonzero((window.ends > start) & (window.starts < end) & (window.ends > window.starts))
    if not len(inside) or window.starts[inside[0]] > start or window.ends[inside[-1]] < end:
        return None
    if window.paragraphs[inside[0]] != window.paragraphs[inside[-1]]:
        return None
    return int(inside[0]), int(inside[-1])
