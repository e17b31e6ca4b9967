"""Questions to suggest: those of an article's examples that are answered."""

from threading import Lock, Thread

from qa import Article, Engine, QAError
from ui.examples import example_questions
from ui.strings import ENGLISH, FRENCH, Strings

_MOST_ARTICLES = 5


class Suggestions:
    """Example questions without those that the engine is known to refuse.

    Nothing is known before ``learn``; an article that was not asked keeps all
    of its examples.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._learned: str | None = None
        self._refused: set[tuple[str, str]] = set()

    def of(self, article: Article, strings: Strings) -> tuple[str, ...]:
        """Questions about one article, the first ones of unlike kinds."""
        if self._learned not in (None, self._engine.version):
            Thread(target=self.learn, daemon=True).start()
        examples = example_questions(article, strings)
        return tuple(question for question in examples if (article.id, question) not in self._refused)

    def learn(self) -> None:
        """Ask the first articles their examples, in both languages; once for each version of the index.

        Raises:
            QAError: the articles cannot be asked.
        """
        with self._lock:
            version = self._engine.version
            if self._learned == version:
                return
            self._learned = version
            self._refused = set()
            for strings in (FRENCH, ENGLISH):
                for article in self._engine.articles[:_MOST_ARTICLES]:
                    for question in example_questions(article, strings):
                        if not self._is_answered(question, article):
                            self._refused.add((article.id, question))

    def _is_answered(self, question: str, article: Article) -> bool:
        try:
            return self._engine.ask(question, articles=[article.id]).answered
        except QAError:  # the article went meanwhile
            return False
