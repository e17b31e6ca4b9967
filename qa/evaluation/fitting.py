"""``python -m qa.evaluation fit``: the decision's coefficients and threshold, from visible questions."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from index import Settings
from qa.answers import Answer
from qa.citing import cite
from qa.deciding import Decision
from qa.engine import Engine
from qa.evaluation.calibration import expected_calibration_error
from qa.evaluation.files import EvaluationError, Question, engine_for, load_questions
from qa.evaluation.questions import is_right

_FOLDS = 5
_THRESHOLDS = np.arange(0.01, 1.0, 0.01)


@dataclass(frozen=True)
class Sample:
    """A question's evidence, whether its best span is right, and whether the text answers it."""

    features: tuple[float, ...]
    right: bool
    answerable: bool


@dataclass(frozen=True)
class Fit:
    """A fitted decision, and how it does on questions left out of its fitting (five folds)."""

    decision: Decision
    samples: int
    calibration_error: float
    answered_right: float
    refused: float

    def __str__(self) -> str:
        return (
            f"{self.samples} questions; threshold {self.decision.threshold:.2f}\n"
            f"left out: calibration error {self.calibration_error:.3f}, "
            f"{self.answered_right:.1%} of the answerable answered right, "
            f"{self.refused:.1%} of the unanswerable refused"
        )


def fit(files: Sequence[Path], settings: Settings) -> Fit:
    """Fit on the questions of some files.

    The probability is that of the best span being right. The threshold is the
    one under which most questions left out are settled: answered right where
    the text answers, refused where it does not.

    Raises:
        EvaluationError: a file cannot be read, or holds too few questions.
        QAError: the articles cannot be asked.
    """
    samples = [sample for file in files for sample in _samples(file, settings)]
    evidence = np.array([sample.features for sample in samples])
    right = np.array([sample.right for sample in samples])
    answerable = np.array([sample.answerable for sample in samples])
    if min(right.sum(), (~right).sum(), answerable.sum(), (~answerable).sum()) < _FOLDS:
        raise EvaluationError(
            f"Fitting needs at least {_FOLDS} questions of each sort: answered right, wrong, answerable, unanswerable."
        )
    model = make_pipeline(StandardScaler(), LogisticRegression())
    left_out = cross_val_predict(model, evidence, right, cv=_FOLDS, method="predict_proba")[:, 1]
    threshold = max(_THRESHOLDS, key=lambda t: ((left_out >= t) & right).sum() + ((left_out < t) & ~answerable).sum())
    answered = left_out >= threshold
    weights, bias = _raw_coefficients(model.fit(evidence, right))
    decision = Decision(weights, bias, round(float(threshold), 2), _provenance(files))
    error = expected_calibration_error(left_out.tolist(), right.tolist())
    return Fit(
        decision,
        len(samples),
        error,
        answered_right=float((answered & right)[answerable].mean()),
        refused=float((~answered)[~answerable].mean()),
    )


def _samples(file: Path, settings: Settings) -> list[Sample]:
    with engine_for(file, settings) as engine:
        # A summary is not one span: it says nothing about whether a span is right.
        questions = [question for question in load_questions(file) if question.kind != "summary"]
        return [sample for question in questions if (sample := _sample(engine, question))]


def _sample(engine: Engine, question: Question) -> Sample | None:
    found = engine.find(question.question, [question.article] if question.article else None)
    if found.features is None:
        return None
    span = found.reading.spans[0].span
    citation = cite(found.index.articles[span.article], span.start, span.end)
    best = Answer(question.question, True, citation.quote, 1.0, (citation,))
    return Sample(found.features, is_right(question, best), question.kind != "none")


def _raw_coefficients(model) -> tuple[tuple[float, ...], float]:
    """Weights and bias that take features on their raw scale."""
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    bias = regression.intercept_[0] - float(weights @ scaler.mean_)
    return tuple(round(float(weight), 6) for weight in weights), round(float(bias), 6)


def _provenance(files: Sequence[Path]) -> str:
    hashes = ", ".join(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()[:12]}" for file in files)
    return f"python -m qa.evaluation fit; {hashes}"
