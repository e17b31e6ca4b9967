"""``python -m qa.evaluation squad``: the reader alone, each question on its own context."""

from dataclasses import dataclass

from qa.engine import Engine
from qa.errors import QuestionError
from qa.evaluation.files import SquadFile, SquadQuestion
from qa.evaluation.scoring import exact, f1


@dataclass(frozen=True)
class SquadScores:
    """Means in percent; the last two are None without unanswerable questions."""

    questions: int
    exact: float
    f1: float
    answerable_f1: float | None
    unanswerable_f1: float | None

    def __str__(self) -> str:
        lines = [f"{self.questions} questions", f"exact match {self.exact:.1f}", f"F1 {self.f1:.1f}"]
        if self.unanswerable_f1 is not None:
            lines += [f"answerable F1 {self.answerable_f1:.1f}", f"unanswerable F1 {self.unanswerable_f1:.1f}"]
        return "\n".join(lines)


def score_squad(engine: Engine, squad: SquadFile, may_refuse: bool) -> SquadScores:
    """Exact match and F1 of the best span; with ``may_refuse``, of what ``ask`` answers ("" for a refusal)."""
    exacts, f1s, answerable = [], [], []
    for entry in squad.questions:
        text = _answer_text(engine, entry, may_refuse)
        exacts.append(100 * exact(text, entry.answers))
        f1s.append(100 * f1(text, entry.answers))
        answerable.append(bool(entry.answers))
    groups = None
    if not all(answerable):
        groups = [
            _mean([x for x, kind in zip(f1s, answerable, strict=True) if kind is wanted]) for wanted in (True, False)
        ]
    return SquadScores(len(f1s), _mean(exacts), _mean(f1s), *(groups or (None, None)))


def _answer_text(engine: Engine, entry: SquadQuestion, may_refuse: bool) -> str:
    try:
        if may_refuse:
            return engine.ask(entry.question, articles=[entry.context]).text
        found = engine.find(entry.question, articles=[entry.context])
    except QuestionError:  # a question or a context without words
        return ""
    if not found.ranked.spans:
        return ""
    span = found.ranked.spans[0].span
    return found.index.articles[span.article].text[span.start : span.end]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
