"""The endpoints for programs: Gradio serves them over HTTP, and as tools over MCP.

Types and docstrings of these functions are what clients and agents see.
"""

import gradio as gr

from qa import Engine, QAError
from ui.article_pane import short_title


def add_endpoints(engine: Engine, concurrency_id: str) -> None:
    """Add ``/ask`` and ``/articles`` to the Blocks that are being built."""

    def ask(question: str, history: list[str] | None = None, articles: list[str] | None = None) -> dict:
        """Answer a question about the articles with their exact words, or refuse.

        Args:
            question: in any language, at most 2000 characters.
            history: earlier questions of the conversation, oldest first; a follow-up is read with them.
            articles: ids of the articles to ask; none asks all.

        Returns:
            Whether it is answered, the verbatim text, the probability that it is right (score),
            citations (article, paragraph, start and end in characters, quote, sentence, speaker),
            for a refusal the nearest passages, of what kind the answer is (span, list, summary, fact,
            refusal, reply), and to a greeting or thanks a reply that quotes nothing.
        """
        try:
            return engine.ask(question, history=history or (), articles=articles).as_dict()
        except QAError as error:
            raise gr.Error(str(error), print_exception=False) from error

    def articles() -> list[dict]:
        """List the articles that can be asked: their id and title."""
        try:
            return [{"id": article.id, "title": short_title(article)} for article in engine.articles]
        except QAError as error:
            raise gr.Error(str(error), print_exception=False) from error

    gr.api(ask, api_name="ask", concurrency_id=concurrency_id)
    gr.api(articles, api_name="articles", concurrency_id=concurrency_id)
