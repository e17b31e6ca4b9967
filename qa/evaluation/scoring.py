"""Scores of one answer: exact match and F1 as SQuAD defines them, and «right»."""

import re
import string
from collections import Counter
from collections.abc import Sequence

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_TYPOGRAPHY = str.maketrans("'’", "  ", "«»“”‘…–—")
RIGHT_F1 = 0.5


def normalised(text: str) -> str:
    """SQuAD's normal form: lower case, without punctuation, English articles and extra white space.

    Rajpurkar et al. 2016, https://rajpurkar.github.io/SQuAD-explorer/.
    """
    bare = text.lower().translate(_PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", bare).split())


def exact(text: str, answers: Sequence[str]) -> float:
    """1.0 when the normal form equals that of an acceptable answer; no acceptable answer means "" is."""
    return float(any(normalised(text) == normalised(answer) for answer in answers or [""]))


def f1(text: str, answers: Sequence[str]) -> float:
    """The best F1 over words against an acceptable answer, in [0, 1]."""
    return max(_f1(normalised(text).split(), normalised(answer).split()) for answer in answers or [""])


def contains(text: str, answer: str) -> bool:
    """Whether an acceptable answer stands, word for word, in the text; quotation marks and dashes do not count.

    What is elided is a word: «l’été» holds «été».
    """
    text, answer = (normalised(words.translate(_TYPOGRAPHY)) for words in (text, answer))
    return f" {answer} " in f" {text} "


def right(text: str, answers: Sequence[str]) -> bool:
    """Whether a reader would find the answer: it stands in the text, or F1 ≥ ``RIGHT_F1``."""
    return any(contains(text, answer) for answer in answers) or f1(text, answers) >= RIGHT_F1


def _f1(text: list[str], answer: list[str]) -> float:
    if not text or not answer:
        return float(text == answer)
    same = sum((Counter(text) & Counter(answer)).values())
    if not same:
        return 0.0
    precision, recall = same / len(text), same / len(answer)
    return 2 * precision * recall / (precision + recall)
