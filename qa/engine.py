"""The engine: an index kept current, and the way from a question to an answer."""

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock, Thread

from index import (
    Article,
    ArticleIndexError,
    Encoder,
    Index,
    Settings,
    build_index,
    current_generation,
    seeds_state,
)
from qa.answering import Answerer, Evidence
from qa.answers import Answer
from qa.deciding import Decision
from qa.errors import QAError
from qa.intents import IntentModel
from qa.questions import checked_articles, checked_history, cleaned
from qa.reader import SpanReader
from qa.reading import Reader
from qa.retrieval import Retriever

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Opened:
    """An index in use, and the state of the disk it was opened from."""

    answerer: Answerer
    disk: tuple


@contextmanager
def _as_qa_error() -> Iterator[None]:
    """What the write side raises, as this side's own error."""
    try:
        yield
    except ArticleIndexError as error:
        raise QAError(str(error)) from error


@lru_cache(maxsize=1)
def _packaged_encoder() -> Encoder:
    """Loaded once for all engines of the process, on first use: nothing changes it."""
    return Encoder()


class Engine:
    """Answers questions about the articles of one folder.

    Engines are independent of each other and may be shared by threads. The
    index is built when there is none, and again when the articles, the model
    or the format changed; an index that another process has built is taken up.

    Args:
        settings: None reads the environment.
        reader: None is the reader of this version.
        decision: None is the fitted one.
        patient: whether a question waits for the new index when something
            changed; else it goes to the old one while the new one is built.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        reader: Reader | None = None,
        decision: Decision | None = None,
        patient: bool = True,
    ):
        self.settings = settings or Settings.from_environment()
        packaged = _packaged_encoder()
        self._encoder = Encoder(self.settings.model) if self.settings.model else packaged
        self._reader = reader or SpanReader()
        self._decision = decision or Decision.load()
        # The intents are fitted for the packaged model, whatever model the articles are embedded with.
        self._intents = IntentModel.load(packaged.encode_question)
        self._patient = patient
        self._building = Lock()
        self._opened: _Opened | None = None
        self._tried: tuple | None = None
        self._progress: tuple[int, int] | None = None
        self._problem: str | None = None

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that can be asked, by id.

        Raises:
            QAError: there is no readable article, no usable model, or the
                index cannot be written.
        """
        return tuple(self.index.articles.values())

    @property
    def version(self) -> str:
        """The name of the index in use; it changes with articles, model and format. Errors as ``articles``."""
        return str(self._current().disk[1])

    @property
    def index(self) -> Index:
        """The index in use; errors as ``articles``."""
        return self._current().answerer.index

    @property
    def retriever(self) -> Retriever:
        """The retriever over ``index``; errors as ``articles``."""
        return self._current().answerer.retriever

    @property
    def is_current(self) -> bool:
        """Whether the index in use holds the articles as they are on the disk now."""
        return self._opened is not None and self._opened.disk == self._disk()

    @property
    def progress(self) -> tuple[int, int] | None:
        """Texts embedded and texts to embed of the build that is going on; None where there is none."""
        return self._progress

    @property
    def problem(self) -> str | None:
        """Why the last build behind the questions failed, in one sentence; None where it did not."""
        return self._problem

    def renew(self) -> None:
        """Bring the index up to date behind the questions, which go to the old one until the new one is there."""
        Thread(target=self._renew_behind, daemon=True).start()

    def ask(self, question: str, history: Sequence[str] = (), articles: Collection[str] | None = None) -> Answer:
        """Answer a question with the articles' own words, or refuse.

        Args:
            question: in any language, at most ``LONGEST_QUESTION`` characters.
            history: earlier questions of the conversation, oldest first. A
                question that leans on them («et elle ?») is read with them;
                one that stands alone is not.
            articles: ids to limit the question to; None asks all.

        Raises:
            QuestionError: the question, history or articles cannot be used.
            QAError: as ``articles``, or a model cannot be used.
        """
        earlier = checked_history(history)
        text = cleaned(question)
        answerer, wanted = self._asked(articles)
        with _as_qa_error():
            return answerer.answer(question, text, earlier, wanted)

    def find(self, question: str, articles: Collection[str] | None = None) -> Evidence:
        """What ``ask`` knows of a question that stands alone, before it decides; arguments and errors as there."""
        text = cleaned(question)
        answerer, wanted = self._asked(articles)
        with _as_qa_error():
            return answerer.find(text, wanted)

    def _asked(self, articles: Collection[str] | None) -> tuple[Answerer, frozenset[str] | None]:
        answerer = self._current().answerer
        return answerer, checked_articles(articles, answerer.index.articles)

    def _current(self) -> _Opened:
        opened, disk = self._opened, self._disk()
        if opened is None or (self._patient and opened.disk != disk):
            return self._renewed()
        if opened.disk != disk != self._tried:
            # Once for each change: one that cannot be indexed leaves the old index in use.
            self._tried = disk
            self.renew()
        return opened

    def _renew_behind(self) -> None:
        try:
            self._renewed()
            self._problem = None
        except QAError as error:
            self._problem = str(error)
            _log.warning("the index stays as it is: %s", error)

    def _renewed(self) -> _Opened:
        with self._building:
            disk = self._disk()
            if self._opened is None or self._opened.disk != disk:
                # The articles count as they were before the build: what changes during it is built next time.
                self._opened = self._open(disk[0])
            return self._opened

    def _open(self, seeds: tuple) -> _Opened:
        self._progress = (0, 0)
        try:
            with _as_qa_error():
                build = build_index(self.settings, self._encoder, self._note)
        finally:
            self._progress = None
        for skipped in build.index.manifest.skipped:
            _log.warning("skipped %s", skipped.reason)
        retriever = Retriever(build.index, self._encoder)
        answerer = Answerer(build.index, retriever, self._reader, self._decision, self._intents)
        return _Opened(answerer, (seeds, build.generation))

    def _note(self, done: int, total: int) -> None:
        self._progress = (done, total)

    def _disk(self) -> tuple:
        return seeds_state(self.settings.seeds), current_generation(self.settings.index)
