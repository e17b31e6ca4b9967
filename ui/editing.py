"""Changing the articles from the page: what its index panel shows and does."""

import base64
import binascii
from collections.abc import Callable

import gradio as gr

from index import ArticleError, ArticleIndexError, add_article, extract_text, remove_article
from qa import Engine, QAError
from ui.index_panel import index_panel, index_state
from ui.markup import Html
from ui.strings import Strings, strings_of


class Editor:
    """Changes the folder of articles; the engine builds its index behind the conversations."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def panel(self, strings: Strings) -> Html:
        """The whole panel."""
        return index_panel(self.state(strings), strings)

    def state(self, strings: Strings, problem: str | None = None) -> Html:
        """What the index holds, whether it is current, and what went wrong."""
        engine = self._engine
        return index_state(engine.index, engine.is_current, engine.progress, problem or engine.problem, strings)

    def extract(self, name: str, encoded: str) -> str:
        """The text of a document in base64.

        Raises:
            ArticleError: it cannot be read as one.
        """
        try:
            data = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            raise ArticleError("The document was not sent whole.") from None
        return extract_text(name, data)

    def add(self, name: str, text: str) -> None:
        """Add an article, and build; ``ArticleIndexError`` as ``index.add_article``."""
        add_article(self._engine.settings.seeds, name, text)
        self._engine.renew()

    def remove(self, article_id: str) -> None:
        """Remove an article, and build; ``ArticleIndexError`` as ``index.remove_article``."""
        remove_article(self._engine.settings.seeds, article_id)
        self._engine.renew()

    def rebuild(self) -> None:
        """Build, if anything changed."""
        self._engine.renew()


def server_functions(editor: Editor) -> list[Callable]:
    """What the panel's script may call, each with one argument.

    Plain functions: Gradio marks what the page may call, which a method does
    not allow.
    """

    def said(act: Callable[[], object], strings: Strings) -> Html:
        """The panel's state after an act, with what kept it from being done."""
        try:
            act()
            return editor.state(strings)
        except (ArticleIndexError, QAError) as error:
            return editor.state(strings, strings.cannot_edit.format(detail=error))

    def panel(_: None, request: gr.Request) -> Html:
        return editor.panel(strings_of(request))

    def state(_: None, request: gr.Request) -> Html:
        return said(lambda: None, strings_of(request))

    def rebuild(_: None, request: gr.Request) -> Html:
        return said(editor.rebuild, strings_of(request))

    def remove(article: str, request: gr.Request) -> Html:
        return said(lambda: editor.remove(str(article)), strings_of(request))

    def extract(document: dict, request: gr.Request) -> dict[str, str]:
        try:
            return {"text": editor.extract(str(document.get("name")), str(document.get("data")))}
        except ArticleIndexError as error:
            return {"problem": strings_of(request).cannot_edit.format(detail=error)}

    def add(article: dict, request: gr.Request) -> dict[str, str]:
        strings = strings_of(request)
        try:
            editor.add(str(article.get("name")), str(article.get("text")))
            return {"state": editor.state(strings)}
        except ArticleIndexError as error:
            return {"problem": strings.cannot_edit.format(detail=error)}

    return [panel, state, rebuild, remove, extract, add]
