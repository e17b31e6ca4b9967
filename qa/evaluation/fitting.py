"""``python -m qa.evaluation fit``: the decision's coefficients and threshold, from visible questions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from index import Settings
from qa.answers import Answer
from qa.citing import cite
from qa.deciding import RANKING, Decision, Ranked, span_traits
from qa.engine import Engine
from qa.evaluation.calibration import expected_calibration_error
from qa.evaluation.files import EvaluationError, Question, engine_for, load_questions
from qa.evaluation.questions import is_right
from qa.reader.weights import file_hash
from qa.reading import Reading

_FOLDS = 5
_LEAST = 3
_THRESHOLDS = np.arange(0.01, 1.0, 0.01)
_LEAST_REFUSED = 0.75
"""Share of the unanswerable: a wrong answer is worse than none."""
_NOT_ONE_SPAN = ("summary", "list", "meta")
"""Kinds that say nothing about whether one span that was read is right."""


@dataclass(frozen=True)
class Sample:
    """A question's reading.

    Attributes:
        article: what it was asked about; "" for all articles.
        reading: with at least one span.
        right: for each of its spans, whether it is right.
        answerable: whether the text answers.
    """

    article: str
    reading: Reading
    right: tuple[bool, ...]
    answerable: bool


@dataclass(frozen=True)
class Fit:
    """A fitted decision, and how decisions do that were fitted without the articles they are asked about.

    Attributes:
        decision: fitted on all samples.
        samples: how many.
        calibration_error: expected calibration error of the best spans' probabilities.
        answered_right: share of the answerable.
        refused: share of the unanswerable.
    """

    decision: Decision
    samples: int
    calibration_error: float
    answered_right: float
    refused: float

    def __str__(self) -> str:
        return (
            f"{self.samples} questions; threshold {self.decision.threshold:.2f}\n"
            f"articles left out: calibration error {self.calibration_error:.3f}, "
            f"{self.answered_right:.1%} of the answerable answered right, "
            f"{self.refused:.1%} of the unanswerable refused"
        )


@dataclass(frozen=True)
class _Judged:
    """What a decision makes of some samples: one value a sample.

    Attributes:
        ranked: their readings.
        right: whether the spans that it ranks first are.
        answerable: whether the text answers.
    """

    ranked: tuple[Ranked, ...]
    right: np.ndarray
    answerable: np.ndarray


def fit(files: Sequence[Path], settings: Settings) -> Fit:
    """Fit on the questions of some files.

    The probability is that of the best span being right. The threshold is the
    one under which most of the answerable are answered right, among those
    that refuse ``_LEAST_REFUSED`` of the unanswerable.

    Raises:
        EvaluationError: a file cannot be read, or holds too few questions.
        QAError: the articles cannot be asked.
    """
    return fit_samples([sample for file in files for sample in _samples(file, settings)], _provenance(files))


def fit_samples(samples: Sequence[Sample], fitted_on: str) -> Fit:
    """Fit on readings; the folds that figures come from hold whole articles.

    Raises:
        EvaluationError: too few of a sort.
    """
    articles = [sample.article for sample in samples]
    if len(set(articles)) < _FOLDS:
        raise EvaluationError(f"Fitting needs questions on at least {_FOLDS} articles.")
    probabilities = np.zeros(len(samples))
    right, answerable, answered = (np.zeros(len(samples), dtype=bool) for _ in range(3))
    for rest, fold in GroupKFold(_FOLDS).split(samples, groups=articles):
        decision = _fitted([samples[i] for i in rest], fitted_on)
        judged = _judged(decision, [samples[i] for i in fold])
        probabilities[fold] = _probabilities(decision, judged)
        answered[fold] = probabilities[fold] >= decision.threshold
        right[fold], answerable[fold] = judged.right, judged.answerable
    return Fit(
        _fitted(samples, fitted_on),
        len(samples),
        expected_calibration_error(probabilities.tolist(), right.tolist()),
        answered_right=float((answered & right)[answerable].mean()),
        refused=float((~answered)[~answerable].mean()),
    )


def _fitted(samples: Sequence[Sample], fitted_on: str) -> Decision:
    decision = Decision(_ranking(samples), 0.0, 0.0, 0.0, fitted_on)
    judged = _judged(decision, samples)
    sorts = (judged.right, ~judged.right, judged.answerable, ~judged.answerable)
    if min(sort.sum() for sort in sorts) < _LEAST:
        raise EvaluationError(
            f"Fitting needs at least {_LEAST} questions of each sort: answered right, wrong, answerable, unanswerable."
        )
    scores = [[ranked.spans[0].score] for ranked in judged.ranked]
    model = LogisticRegression().fit(scores, judged.right)
    slope, bias = (round(float(number), 6) for number in (*model.coef_[0], *model.intercept_))
    decision = replace(decision, slope=slope, bias=bias)
    return replace(decision, threshold=_threshold(_probabilities(decision, judged), judged))


def _judged(decision: Decision, samples: Sequence[Sample]) -> _Judged:
    ranked = tuple(decision.rank(sample.reading) for sample in samples)
    right = [s.right[s.reading.spans.index(r.spans[0])] for s, r in zip(samples, ranked, strict=True)]
    return _Judged(ranked, np.array(right), np.array([sample.answerable for sample in samples]))


def _probabilities(decision: Decision, judged: _Judged) -> np.ndarray:
    return np.array([decision.probability(ranked) for ranked in judged.ranked])


def _threshold(probabilities: np.ndarray, judged: _Judged) -> float:
    def merit(threshold: float) -> tuple[float, float]:
        answered = probabilities >= threshold
        refused = (~answered)[~judged.answerable].mean()
        return min(refused, _LEAST_REFUSED), (answered & judged.right)[judged.answerable].mean()

    return round(float(max(_THRESHOLDS, key=merit)), 2)


def _ranking(samples: Sequence[Sample]) -> tuple[float, ...]:
    """Weights under which right spans come before wrong ones; each question counts the same."""
    differences, weights = [], []
    for sample in samples:
        traits = np.array(span_traits(sample.reading))
        right = np.array(sample.right)
        if right.all() or not right.any():
            continue
        pairs = (traits[right][:, None, :] - traits[~right][None, :, :]).reshape(-1, len(RANKING))
        differences.append(pairs)
        weights += [1 / len(pairs)] * len(pairs)
    if not differences:
        return (1.0, *[0.0] * (len(RANKING) - 1))
    pairs = np.concatenate(differences)
    # A difference and its opposite: the two classes that the regression tells apart.
    model = LogisticRegression(fit_intercept=False)
    model.fit(np.concatenate([pairs, -pairs]), [1] * len(pairs) + [0] * len(pairs), sample_weight=weights * 2)
    return tuple(round(float(weight), 6) for weight in model.coef_[0])


def _samples(file: Path, settings: Settings) -> list[Sample]:
    with engine_for(file, settings) as engine:
        # What leans on earlier questions says as little.
        questions = [q for q in load_questions(file) if q.kind not in _NOT_ONE_SPAN and not q.history]
        return [sample for question in questions if (sample := _sample(engine, question))]


def _sample(engine: Engine, question: Question) -> Sample | None:
    found = engine.find(question.question, [question.article] if question.article else None)
    reading = found.ranked.reading
    if not reading.spans:
        return None

    def is_right_span(span) -> bool:
        citation = cite(found.index.articles[span.article], span.start, span.end)
        return is_right(question, Answer(question.question, True, citation.quote, 1.0, (citation,)))

    right = tuple(is_right_span(scored.span) for scored in reading.spans)
    return Sample(question.article or "", reading, right, question.kind != "none")


def _provenance(files: Sequence[Path]) -> str:
    hashes = ", ".join(f"{file.name} {file_hash(file)[:12]}" for file in files)
    return f"python -m qa.evaluation fit; {hashes}"
