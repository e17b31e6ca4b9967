"""Feedback: what readers say of answers, kept in a local SQLite file.

Nothing leaves the machine; ``python -m qa.evaluation feedback`` turns it into
a question file.
"""

import json
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path

from qa.answers import Answer
from qa.errors import QAError

Verdict = Literal["right", "wrong"]

_TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    given TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong')),
    expected TEXT NOT NULL,
    question TEXT NOT NULL,
    history TEXT NOT NULL,
    articles TEXT NOT NULL,
    answer TEXT NOT NULL,
    index_version TEXT NOT NULL
)
"""
_LONGEST = 4_000


@dataclass(frozen=True)
class Feedback:
    """What a reader said of one answer.

    Attributes:
        verdict: whether it was right.
        expected: what would have been right; "" where it was not said.
        question, history: as asked.
        articles: ids of those that were asked.
        answer: as ``Answer.as_dict``.
        index_version: the generation of the index that answered.
    """

    verdict: Verdict
    expected: str
    question: str
    history: tuple[str, ...]
    articles: tuple[str, ...]
    answer: dict
    index_version: str


def feedback_path(environment: Mapping[str, str] = os.environ) -> Path:
    """``QA_FEEDBACK``, else a file in the user's data folder."""
    named = environment.get("QA_FEEDBACK")
    return Path(os.path.expanduser(named)) if named else user_data_path("article-qa") / "feedback.sqlite"


class FeedbackStore:
    """One SQLite file; made when the first feedback comes. May be shared by threads and processes."""

    def __init__(self, path: Path):
        self._path = path

    def add(
        self,
        answer: Answer,
        verdict: Verdict,
        expected: str = "",
        history: Sequence[str] = (),
        articles: Sequence[str] = (),
        index_version: str = "",
    ) -> None:
        """Keep what was said of an answer.

        Raises:
            QAError: the file cannot be written.
        """
        row = (
            verdict,
            _storable(expected[:_LONGEST]),
            _storable(answer.question),
            json.dumps(list(history)),
            json.dumps(list(articles)),
            json.dumps(answer.as_dict()),
            index_version,
        )
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path)) as connection, connection:
                connection.execute(_TABLE)
                connection.execute(
                    "INSERT INTO feedback (verdict, expected, question, history, articles, answer, index_version) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    row,
                )
        except (OSError, sqlite3.Error) as error:
            raise QAError(f"The feedback cannot be kept in {self._path} ({error}).") from error

    def all(self) -> tuple[Feedback, ...]:
        """Everything that was said, oldest first.

        Raises:
            QAError: there is no such file, or it is none of feedback.
        """
        if not self._path.is_file():
            raise QAError(f"There is no feedback in {self._path}.")
        try:
            with closing(sqlite3.connect(self._path)) as connection:
                rows = connection.execute(
                    "SELECT verdict, expected, question, history, articles, answer, index_version "
                    "FROM feedback ORDER BY id"
                ).fetchall()
            return tuple(_feedback(*row) for row in rows)
        except (sqlite3.Error, ValueError) as error:
            raise QAError(f"{self._path} cannot be read as feedback ({error}).") from error


def _feedback(verdict, expected, question, history, articles, answer, version) -> Feedback:
    lists = tuple(json.loads(history)), tuple(json.loads(articles))
    return Feedback(verdict, expected, question, *lists, json.loads(answer), version)


def _storable(text: str) -> str:
    """SQLite holds UTF-8, which has no lone surrogates."""
    return text.encode("utf-8", "replace").decode()
