"""Training data: texts with questions, and which of them are kept apart."""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qa.reader.weights import file_hash
from qa.training.errors import TrainingError

HELD_OUT = ("press-6", "press-16")
"""Press files kept for evaluation, with every tenth article title of PIAF."""
CALIBRATION = ("press-7", "press-15")
"""Press files on which the decision is fitted."""
_PIAF_STEP = 10


@dataclass(frozen=True)
class Question:
    """A question on a text.

    Attributes:
        text: the question; a follow-up holds its earlier question: ``earlier || follow-up``.
        lang: its language.
        answers: (start, end) characters of the text, half-open; empty when the text does not answer.
    """

    text: str
    lang: str
    answers: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Text:
    """A text with its questions.

    Attributes:
        source: the file's stem: "piaf-fr", "press-3" …
        id: unique within the source.
        title: of the article it belongs to.
    """

    source: str
    id: str
    title: str
    text: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Corpus:
    """Texts for training, and the texts kept apart from it."""

    training: tuple[Text, ...]
    calibration: tuple[Text, ...]
    held_out: tuple[Text, ...]


def load(*folders: Path) -> Corpus:
    """Read every data file (``*/*.jsonl.gz``) of some folders.

    Raises:
        TrainingError: there is none, or one cannot be read.
    """
    files = data_files(*folders)
    if not files:
        raise TrainingError(f"There are no data files (*/*.jsonl.gz) in {', '.join(map(str, folders))}.")
    texts = [text for path in files for text in _read(path)]
    piaf_titles = sorted({text.title for text in texts if text.source == "piaf-fr"})
    held_titles = set(piaf_titles[::_PIAF_STEP])

    def held(text: Text) -> bool:
        return text.source in HELD_OUT or (text.source.startswith("piaf") and text.title in held_titles)

    return Corpus(
        training=tuple(t for t in texts if not held(t) and t.source not in CALIBRATION),
        calibration=tuple(t for t in texts if t.source in CALIBRATION),
        held_out=tuple(t for t in texts if held(t)),
    )


def data_files(*folders: Path) -> list[Path]:
    """The data files, folder by folder, sorted by name."""
    return [file for folder in folders for file in sorted(folder.glob("*/*.jsonl.gz"))]


def hashes(files: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of each file, by name."""
    return {path.name: file_hash(path) for path in files}


def _read(path: Path) -> list[Text]:
    source = path.name.removesuffix(".jsonl.gz")
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [_text(source, json.loads(line)) for line in lines]
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise TrainingError(f"{path} cannot be read: it is damaged or not of the form that training reads.") from error


def _text(source: str, entry: dict) -> Text:
    questions = tuple(_question(question) for question in entry["qas"])
    return Text(source, entry["id"], entry["title"].replace("_", " "), entry["context"], questions)


def _question(entry: dict) -> Question:
    spans = ((answer["answer_start"], answer["answer_start"] + len(answer["text"])) for answer in entry["answers"])
    return Question(entry["question"], entry["lang"], tuple(dict.fromkeys(spans)))
