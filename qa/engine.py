"""The engine: an index kept current, and the way from a question to an answer."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from threading import RLock

from index import (
    Article,
    ArticleIndexError,
    Encoder,
    Index,
    Passage,
    Settings,
    build_index,
    current_generation,
    seeds_state,
)
from qa.answers import Answer, Citation
from qa.citing import cite
from qa.deciding import Decision, Ranked
from qa.errors import QAError
from qa.questions import checked_articles, checked_history, cleaned
from qa.reader import SpanReader
from qa.reading import Reader
from qa.retrieval import Retrieved, Retriever

_log = logging.getLogger(__name__)

_PASSAGES_RETRIEVED = 1_000
"""More than a reader's budget allows."""
_NEAREST = 3


@dataclass(frozen=True)
class _Opened:
    """An index in use, and the state of the disk it was opened from."""

    index: Index
    retriever: Retriever
    disk: tuple


@dataclass(frozen=True)
class Evidence:
    """What was found for a question before the decision.

    Attributes:
        index: the index it was found in.
        passages: retrieved, best first.
        ranked: what was read, its spans as the decision ranks them.
    """

    index: Index
    passages: tuple[Retrieved, ...]
    ranked: Ranked


class Engine:
    """Answers questions about the articles of one folder.

    Engines are independent of each other and may be shared by threads. The
    index is built when there is none, and again when the articles, the model
    or the format changed; an index that another process has built is taken up.

    Args:
        settings: None reads the environment.
        reader: None is the reader of this version.
        decision: None is the fitted one.
    """

    def __init__(
        self, settings: Settings | None = None, reader: Reader | None = None, decision: Decision | None = None
    ):
        self.settings = settings or Settings.from_environment()
        self._encoder = Encoder(self.settings.model)
        self._reader = reader or SpanReader()
        self._decision = decision or Decision.load()
        self._lock = RLock()
        self._opened: _Opened | None = None

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that can be asked, by id.

        Raises:
            QAError: there is no readable article, no usable model, or the
                index cannot be written.
        """
        return tuple(self.index.articles.values())

    @property
    def index(self) -> Index:
        """The index in use; errors as ``articles``."""
        return self._current().index

    @property
    def retriever(self) -> Retriever:
        """The retriever over ``index``; errors as ``articles``."""
        return self._current().retriever

    def ask(self, question: str, history: Sequence[str] = (), articles: Collection[str] | None = None) -> Answer:
        """Answer a question with the articles' own words, or refuse.

        Args:
            question: in any language, at most ``LONGEST_QUESTION`` characters.
            history: earlier questions of the conversation, oldest first. They
                are checked but not yet used: each question stands alone.
            articles: ids to limit the question to; None asks all.

        Raises:
            QuestionError: the question, history or articles cannot be used.
            QAError: as ``articles``.
        """
        checked_history(history)
        found = self.find(question, articles)
        best = found.ranked.spans[:1]
        probability = self._decision.probability(found.ranked.evidence) if best else 0.0
        if not best or probability < self._decision.threshold:
            nearest = tuple(_cited(found.index, retrieved.passage) for retrieved in found.passages[:_NEAREST])
            return Answer(question, False, "", probability, nearest=nearest)
        citation = _cited(found.index, best[0].span)
        return Answer(question, True, citation.quote, probability, citations=(citation,))

    def find(self, question: str, articles: Collection[str] | None = None) -> Evidence:
        """Everything ``ask`` knows before it decides; arguments and errors as there."""
        text = cleaned(question)
        opened = self._current()
        wanted = checked_articles(articles, opened.index.articles)
        try:
            passages = opened.retriever.retrieve(text, _PASSAGES_RETRIEVED, wanted)
        except ArticleIndexError as error:
            raise QAError(str(error)) from error
        reading = self._reader.read(text, passages, opened.index.articles)
        return Evidence(opened.index, passages, self._decision.rank(reading))

    def _current(self) -> _Opened:
        with self._lock:
            disk = self._disk()
            if self._opened is None or self._opened.disk != disk:
                # The articles count as they were before the build: what changes during it is built next time.
                self._opened = self._open(seeds=disk[0])
            return self._opened

    def _open(self, seeds: tuple) -> _Opened:
        try:
            build = build_index(self.settings, self._encoder)
        except ArticleIndexError as error:
            raise QAError(str(error)) from error
        for skipped in build.index.manifest.skipped:
            _log.warning("skipped %s", skipped.reason)
        return _Opened(build.index, Retriever(build.index, self._encoder), (seeds, build.generation))

    def _disk(self) -> tuple:
        return seeds_state(self.settings.seeds), current_generation(self.settings.index)


def _cited(index: Index, passage: Passage) -> Citation:
    return cite(index.articles[passage.article], passage.start, passage.end)
