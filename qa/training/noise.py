"""Noise on questions: what people leave out or mistype."""

import random
import unicodedata

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def noisy(question: str, rng: random.Random) -> str:
    """The question as someone in a hurry may type it; each fault comes with its own chance."""
    if rng.random() < 0.3:
        question = question.lower()
    if rng.random() < 0.3:
        question = _without_accents(question)
    if rng.random() < 0.4:
        question = question.rstrip(" ?!.\u00a0\u202f")
    if rng.random() < 0.2:
        question = _mistyped(question, rng)
    return question


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _mistyped(text: str, rng: random.Random) -> str:
    """One or two letters inside words dropped, doubled, swapped or replaced."""
    for _ in range(rng.choice((1, 1, 2))):
        places = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
        if not places:
            return text
        i = rng.choice(places)
        kind = rng.randrange(4)
        if kind == 0:
            text = text[:i] + text[i + 1 :]
        elif kind == 1:
            text = text[:i] + text[i] + text[i:]
        elif kind == 2:
            text = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
        else:
            text = text[:i] + rng.choice(_LETTERS) + text[i + 1 :]
    return text
