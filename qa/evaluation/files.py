"""Reading the files that evaluation is fed with, and an engine over their texts."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from index import Settings
from qa.engine import Engine


class EvaluationError(Exception):
    """A file cannot be evaluated; one sentence says why."""


@dataclass(frozen=True)
class Question:
    """A question with what would be right.

    Attributes:
        answers: acceptable texts; for the kind "list", the items that must all
            be there; empty for "none" (unanswerable) and "summary".
        paragraphs: where an answer may stand.
        article: the article's id; None asks all.
        speaker: who says the answer, in full; None where nobody does or it is not asked.
    """

    question: str
    lang: str
    kind: str
    answers: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    history: tuple[str, ...] = ()
    article: str | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class SquadQuestion:
    """A question of a SQuAD file: the text, its context's id, the acceptable answers."""

    question: str
    context: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class SquadFile:
    """A SQuAD v1.1 or v2.0 file: contexts by id, and questions."""

    contexts: dict[str, str]
    questions: tuple[SquadQuestion, ...]


def load_questions(path: Path) -> tuple[Question, ...]:
    """Read a question file, one JSON object a line.

    Raises:
        EvaluationError: it cannot be read; the message names the line.
    """
    questions = []
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            sequences = {key: tuple(entry.get(key) or ()) for key in ("answers", "paragraphs", "history")}
            questions.append(
                Question(
                    entry["question"],
                    entry["lang"],
                    entry["kind"],
                    **sequences,
                    article=entry.get("article"),
                    speaker=entry.get("speaker"),
                )
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EvaluationError(
                f"{path}, line {number}: not a question (a JSON object with question, lang and kind)."
            ) from error
    if not questions:
        raise EvaluationError(f"{path} holds no question.")
    return tuple(questions)


def load_squad(path: Path, limit: int | None = None) -> SquadFile:
    """Read a SQuAD file, its first ``limit`` questions.

    Raises:
        EvaluationError: it cannot be read.
    """
    contexts: dict[str, str] = {}
    ids: dict[str, str] = {}
    questions: list[SquadQuestion] = []
    try:
        for article in json.loads(_text(path))["data"]:
            for paragraph in article["paragraphs"]:
                text = paragraph["context"]
                context = ids.setdefault(text, f"context-{len(ids):06d}")
                contexts[context] = text
                questions += (
                    SquadQuestion(entry["question"], context, tuple(answer["text"] for answer in entry["answers"]))
                    for entry in paragraph["qas"]
                )
    except (ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"{path}: not a SQuAD file (JSON, v1.1 or v2.0).") from error
    if not questions:
        raise EvaluationError(f"{path} holds no question.")
    return SquadFile(contexts, tuple(questions[:limit]))


@contextmanager
def engine_over(texts: dict[str, str], settings: Settings) -> Iterator[Engine]:
    """An engine whose articles are these texts, by id; its index is dropped at the end."""
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        seeds.mkdir()
        for name, text in texts.items():
            (seeds / f"{name}.txt").write_bytes(text.encode(errors="replace"))
        yield Engine(replace(settings, seeds=seeds, index=Path(folder) / "index"))


@contextmanager
def engine_for(questions: Path, settings: Settings) -> Iterator[Engine]:
    """The engine that a question file is about.

    A folder beside the file and of the same name (without ``.jsonl``) holds
    its articles; without one it is about the articles of the settings.
    """
    beside = questions.with_suffix("")
    if not beside.is_dir():
        yield Engine(settings)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Engine(replace(settings, seeds=beside, index=Path(folder)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} cannot be read: it is not UTF-8.") from error
