"""The page's components, and which event of the page calls what."""

from importlib.resources import files

import gradio as gr

from qa import Engine
from ui.api import add_endpoints
from ui.chat import Chat
from ui.editing import Editor, server_functions
from ui.strings import FRENCH
from ui.suggestions import Suggestions

# One question at a time: the engine's work fills the processor anyway.
_QUEUE = "engine"


def build_app(engine: Engine, suggestions: Suggestions, editor: Editor | None = None) -> gr.Blocks:
    """The chat over one engine. Nothing is opened until a page asks for it.

    Args:
        suggestions: of questions to ask.
        editor: lets the page change the articles; None keeps it read-only.
    """
    chat = Chat(engine, suggestions, editing=editor is not None)

    def article(article_id: str, request: gr.Request) -> str | None:
        # A plain function: Gradio marks what the page may call, which a method does not allow.
        return chat.article(article_id, request)

    with gr.Blocks(title=FRENCH.page_title, analytics_enabled=False, fill_width=True) as app:
        # First, to have their names: the page's events are named after their functions too.
        add_endpoints(engine, _QUEUE)
        turns = gr.State(())
        header = _html("header", "header.js")
        with gr.Row(elem_id="panes"):
            with gr.Column(elem_id="conversation"):
                log = _html("log", "conversation.js")
                scope = gr.Dropdown(visible=False, container=False, elem_id="scope", interactive=True)
                with gr.Row(elem_id="composer"):
                    question = _question_box()
                    ask = gr.Button(FRENCH.ask, variant="primary", elem_id="ask")
            with gr.Column(elem_id="article"):
                pane = _html("pane", "article.js", server_functions=[article])
        if editor:
            index = _html("index", "index_panel.js", server_functions=server_functions(editor))
            index.changed(chat.renew, [scope], [pane, scope], **_at_once())

        everywhere = [header, log, pane, scope, question, ask]
        opened = app.load(chat.greet, outputs=[header, log, pane, question, ask], **_at_once())
        opened.then(chat.open, [turns, scope], [log, pane, scope], **_at_once())
        header.language(chat.translate, [turns, scope], everywhere, **_at_once())

        asked, results = [turns, scope], [question, turns, log]
        asking = [
            gr.on([question.submit, ask.click], chat.ask, [question, *asked], results, **_queued()),
            log.example(chat.ask_example, asked, results, **_queued()),
            log.retry(chat.ask_again, asked, results, **_queued()),
        ]
        log.edit(chat.edit, [turns], results, **_at_once())
        log.stop(chat.stop, [question, turns], [question, log], cancels=asking, **_at_once())
        header.clear(chat.clear, outputs=[turns, log], cancels=asking, **_at_once())
        log.feedback(chat.feedback, [turns], **_at_once())
    return app


def asset(name: str) -> str:
    """The text of one of the package's own files."""
    return files("ui").joinpath(name).read_text(encoding="utf-8")


def _html(elem_id: str, script: str, **options) -> gr.HTML:
    # The script runs once, when the component is in the page.
    return gr.HTML(elem_id=elem_id, js_on_load=asset(script), apply_default_css=False, **options)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label=FRENCH.question_label,
        placeholder=FRENCH.question_placeholder,
        show_label=False,
        container=False,
        lines=1,
        max_lines=6,
        scale=1,
        elem_id="question",
    )


def _silent() -> dict:
    """The conversation shows progress itself; the page's events are not an API."""
    return {"show_progress": "hidden", "api_visibility": "private"}


def _queued() -> dict:
    return {"concurrency_id": _QUEUE, **_silent()}


def _at_once() -> dict:
    """Answered by one request, beside the queue, whose stream can lose an event that comes just as it ends."""
    return {"queue": False, **_silent()}
