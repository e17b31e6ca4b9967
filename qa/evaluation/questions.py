"""``python -m qa.evaluation questions``: asks a question file, prints what came out."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qa.answers import Answer
from qa.engine import Engine
from qa.evaluation.calibration import expected_calibration_error
from qa.evaluation.files import Question
from qa.evaluation.scoring import contains, exact, f1, right


@dataclass(frozen=True)
class Outcome:
    """A question, what was answered, and how long that took (seconds)."""

    question: Question
    answer: Answer
    seconds: float

    @property
    def right(self) -> bool:
        """Whether the answer, or the refusal, is right; see ``is_right``."""
        return is_right(self.question, self.answer)


def is_right(question: Question, answer: Answer) -> bool:
    """Whether an answer is right.

    A "none" question must be refused. A "list" must hold every item. A
    "summary" must cite at least two of the expected paragraphs and no other.
    Any other answer must hold an acceptable one or overlap it by half (F1).
    """
    if question.kind == "none" or not answer.answered:
        return question.kind == "none" and not answer.answered
    if question.kind == "list":
        return all(contains(answer.text, item) for item in question.answers)
    if question.kind == "summary":
        cited = {citation.paragraph for citation in answer.citations}
        return len(cited) > 1 and cited <= set(question.paragraphs)
    return right(answer.text, question.answers)


def run(engine: Engine, questions: Iterable[Question]) -> list[Outcome]:
    """Ask every question; the first one is asked twice, so that loading is not timed."""
    questions = list(questions)
    _timed(engine, questions[0])
    return [_timed(engine, question) for question in questions]


def report(outcomes: Sequence[Outcome]) -> str:
    """A table by language and kind, then refusals and calibration."""
    lines = [f"{'':14}{'asked':>7}{'answered':>10}{'right':>8}{'exact':>8}{'F1':>8}{'paragraph':>11}"]
    for title, key in (("lang", lambda o: o.question.lang), ("kind", lambda o: o.question.kind)):
        for name, group in _groups(outcomes, key):
            lines.append(_row(f"{title} {name}", group))
    lines.append(_row("all", outcomes))
    answerable = [outcome for outcome in outcomes if outcome.question.kind != "none"]
    unanswerable = [outcome for outcome in outcomes if outcome.question.kind == "none"]
    answered = [outcome for outcome in outcomes if outcome.answer.answered]
    error = expected_calibration_error([o.answer.score for o in answered], [o.right for o in answered])
    lines += [
        "",
        f"answerable: {_share(answerable, lambda o: o.right)} right, "
        f"{_share(answerable, lambda o: not o.answer.answered)} refused",
        f"unanswerable: {_share(unanswerable, lambda o: o.right)} refused",
        f"answered: {_share(answered, lambda o: o.right)} right; expected calibration error {error:.3f}",
        *_speakers(outcomes),
    ]
    return "\n".join(lines)


def _speakers(outcomes: Sequence[Outcome]) -> list[str]:
    """How often who says a right answer is given, and right, over the questions that ask for it."""
    spoken = [o for o in outcomes if o.question.speaker and o.answer.answered and o.right]
    given = [o for o in spoken if o.answer.citations[0].speaker]
    if not spoken:
        return []
    right = _share(given, lambda o: o.answer.citations[0].speaker == o.question.speaker)
    return [f"speaker of {len(spoken)} right answers: given for {len(given)}, {right} of them right"]


def latency(outcomes: Sequence[Outcome]) -> str:
    """How long an answer took, in one line."""
    return f"latency: median {statistics.median(outcome.seconds for outcome in outcomes):.3f} s"


def _timed(engine: Engine, question: Question) -> Outcome:
    articles = [question.article] if question.article else None
    start = time.perf_counter()
    answer = engine.ask(question.question, history=question.history, articles=articles)
    return Outcome(question, answer, time.perf_counter() - start)


def _groups(outcomes: Sequence[Outcome], key: Callable[[Outcome], str]) -> list[tuple[str, list[Outcome]]]:
    return [(name, [o for o in outcomes if key(o) == name]) for name in sorted({key(o) for o in outcomes})]


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    # A summary has no acceptable text to compare with.
    answers = [(o.answer.text, o.question.answers) for o in outcomes if o.question.kind != "summary"]
    placed = [o for o in outcomes if o.answer.answered and o.question.paragraphs]
    cells = (
        _share(outcomes, lambda o: o.right),
        _mean([exact(*answer) for answer in answers]),
        _mean([f1(*answer) for answer in answers]),
    )
    paragraph = _share(placed, lambda o: o.answer.citations[0].paragraph in o.question.paragraphs)
    answered = sum(outcome.answer.answered for outcome in outcomes)
    return f"{name:14}{len(outcomes):>7}{answered:>10}" + "".join(f"{cell:>8}" for cell in cells) + f"{paragraph:>11}"


def _share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> str:
    return _mean([float(holds(outcome)) for outcome in outcomes])


def _mean(values: Sequence[float]) -> str:
    return f"{statistics.mean(values):.1%}" if values else "-"
