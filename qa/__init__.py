"""Questions to articles: the exact words, where they stand, and how sure that is."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from index import Article, Paragraph, Settings
from qa.answers import Answer, Citation
from qa.engine import Engine
from qa.errors import QAError, QuestionError

__all__ = ["Answer", "Article", "Citation", "Engine", "Paragraph", "QAError", "QuestionError", "Settings", "ask"]


def ask(question: str, history: Sequence[str] = (), articles: Collection[str] | None = None) -> Answer:
    """Answer a question about the articles of ``QA_SEEDS``; see ``Engine.ask``."""
    return _engine(Settings.from_environment()).ask(question, history, articles)


@lru_cache(maxsize=1)
def _engine(settings: Settings) -> Engine:
    return Engine(settings)
