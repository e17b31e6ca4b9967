"""``python -m qa.evaluation page``: the page that says how good the answers are, with a reliability diagram."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from index import Settings
from qa.deciding import FITTED, Decision
from qa.evaluation.calibration import BINS, reliability
from qa.evaluation.files import EvaluationError, SquadFile, SquadQuestion, engine_for, engine_over, load_questions
from qa.evaluation.questions import Outcome, report, run
from qa.evaluation.squad import score_squad
from qa.reader.weights import WEIGHTS, file_hash
from qa.training.data import Text, load
from qa.training.errors import TrainingError

PAGE = WEIGHTS.with_name("EVALUATION.md")
PICTURE = "reliability.png"


def write_page(files: Sequence[Path], data: Path | None, settings: Settings, page: Path = PAGE) -> None:
    """Evaluate question files, and PIAF's held-out articles where the training data is at hand.

    Args:
        files: question files.
        data: the folder of the training data, or None.
        page: where to write; the picture goes beside it.

    Raises:
        EvaluationError: a file cannot be read, or matplotlib is not installed.
        QAError: the articles cannot be asked.
    """
    if find_spec("matplotlib") is None:
        raise EvaluationError("The picture needs matplotlib: pip install -e '.[training]'.")
    parts = [
        "# Evaluation of the reader and the decision\n\n"
        "Written by `python -m qa.evaluation page`; edit that, not this page.\n\n"
        f"- weights: `{WEIGHTS.name}`, SHA-256 `{file_hash(WEIGHTS)}`\n"
        f"- decision: `{FITTED.name}`, {Decision.load().fitted_on}\n"
    ]
    outcomes: list[Outcome] = []
    for file in files:
        with engine_for(file, settings) as engine:
            asked = run(engine, load_questions(file))
        outcomes += asked
        parts.append(f"## {file.stem}\n\n```\n{report(asked)}\n```\n")
    if data:
        parts += _piaf(data, settings)
    answered = [outcome for outcome in outcomes if outcome.answer.answered]
    draw_reliability([o.answer.score for o in answered], [o.right for o in answered], page.with_name(PICTURE))
    parts.append(
        "## Reliability\n\nOf the answers given above: the probability stated, and how many were right.\n\n"
        f"![reliability]({PICTURE})\n"
    )
    page.write_text("\n".join(parts), encoding="utf-8")


def draw_reliability(scores: Sequence[float], right: Sequence[bool], path: Path) -> None:
    """Draw stated probability against the share that was right, in ``BINS`` equal bins (DeGroot & Fienberg 1983)."""
    from matplotlib.figure import Figure

    bins = reliability(scores, right)
    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], linestyle="--", color="grey")
    axes.bar([(entry.place + 0.5) / BINS for entry in bins], [entry.right for entry in bins], width=0.9 / BINS)
    for entry in bins:
        axes.annotate(str(entry.count), ((entry.place + 0.5) / BINS, entry.right), ha="center", va="bottom")
    axes.set(xlabel="stated probability", ylabel="share right (and how many answers)", xlim=(0, 1), ylim=(0, 1.05))
    figure.savefig(path, dpi=100)


def _piaf(data: Path, settings: Settings) -> list[str]:
    try:
        corpus = load(data)
    except TrainingError as error:
        raise EvaluationError(str(error)) from error
    held_out = [text for text in corpus.held_out if text.source.startswith("piaf")]
    native = _squad([text for text in held_out if text.source == "piaf-fr"])
    harder = _squad([text for text in held_out if text.source != "piaf-fr"])
    sections = []
    for title, squad, may_refuse in (
        ("PIAF, held-out articles: the best span, never refusing", native, False),
        ("Harder questions on PIAF's held-out articles: the best span, never refusing", _answerable(harder), False),
        ("Harder questions on PIAF's held-out articles, with refusals", harder, True),
    ):
        with engine_over(squad.contexts, settings) as engine:
            sections.append(f"## {title}\n\n```\n{score_squad(engine, squad, may_refuse)}\n```\n")
    return sections


def _squad(texts: Sequence[Text]) -> SquadFile:
    contexts = {f"{text.source}-{text.id}": text.text for text in texts}
    questions = tuple(
        SquadQuestion(question.text, f"{text.source}-{text.id}", tuple(text.text[a:b] for a, b in question.answers))
        for text in texts
        for question in text.questions
    )
    return SquadFile(contexts, questions)


def _answerable(squad: SquadFile) -> SquadFile:
    return SquadFile(squad.contexts, tuple(question for question in squad.questions if question.answers))
