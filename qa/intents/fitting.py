"""Fitting the intent model on phrases that say what they want."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from qa.intents.model import ASPECTS, IntentModel, Regression

PHRASES = Path(__file__).with_name("phrases.jsonl")
_INVERSE_PENALTY = 50.0


def load_phrases(path: Path = PHRASES) -> list[dict]:
    """One phrase a line: ``text``, and what is known of ``ASPECTS``."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def fit(phrases: Sequence[dict], vectors: np.ndarray, encode: Callable[[str], np.ndarray]) -> IntentModel:
    """Fit each regression on the phrases that say something of its aspect.

    Args:
        vectors: the phrases' embeddings: (phrases, dimension).
        encode: what embeds a question for the fitted model.
    """
    return IntentModel({aspect: _regression(phrases, vectors, aspect) for aspect in ASPECTS}, encode)


def _regression(phrases: Sequence[dict], vectors: np.ndarray, aspect: str) -> Regression:
    rows = [row for row, phrase in enumerate(phrases) if aspect in phrase]
    labels = [str(phrases[row][aspect]).lower() for row in rows]
    model = LogisticRegression(C=_INVERSE_PENALTY, max_iter=3_000).fit(vectors[rows], labels)
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # one row says how much more the second label fits than the first
        weights, bias = np.concatenate([0 * weights, weights]), np.concatenate([0 * bias, bias])
    return Regression(tuple(model.classes_), weights.astype(np.float32), bias.astype(np.float32))
