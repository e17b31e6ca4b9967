"""What happens in the chat: each method serves one event of the page.

Nothing is kept here between calls: a session's turns live in the page's own
state, its language in each request's headers.
"""

import logging
from collections.abc import Iterator, Sequence

import gradio as gr

from qa import Article, Engine, QAError
from qa.questions import LONGEST_QUESTION
from ui.article_pane import article_pane, notice_pane
from ui.conversation import Turn, conversation_log, questions_before
from ui.examples import example_questions
from ui.header import header
from ui.markup import Html
from ui.strings import Strings, strings_for

Turns = tuple[Turn, ...]

_log = logging.getLogger(__name__)


class Chat:
    """The events of the page, answered by one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def greet(self, request: gr.Request) -> tuple[Html, Html, Html, dict, dict]:
        """Fill the page in the reader's language, before the articles are there."""
        strings = _strings(request)
        return (
            header(strings),
            conversation_log((), {}, strings),
            notice_pane(strings.opening),
            gr.update(label=strings.question_label, placeholder=strings.question_placeholder),
            gr.update(value=strings.ask),
        )

    def open(self, turns: Turns, request: gr.Request) -> tuple[Html, Html]:
        """The conversation with its example questions, and the first article."""
        strings = _strings(request)
        try:
            articles = self._engine.articles
        except Exception as error:
            message = _message(error, strings)
            return conversation_log(turns, {}, strings, notice=message), notice_pane(message)
        first = articles[0]
        log = conversation_log(turns, _by_id(articles), strings, examples=example_questions(first, strings))
        return log, article_pane(first, articles, strings)

    def ask(self, question: str | None, turns: Turns, request: gr.Request) -> Iterator[tuple[dict, Turns, Html]]:
        """Show the question at once, then what came of it."""
        strings = _strings(request)
        question = question or ""
        if reason := _cannot_ask(question, strings):
            # The question stays in its box, to be completed or shortened.
            yield gr.skip(), turns, self._show(turns, strings, reason)
            return
        yield gr.update(value=""), turns, self._show((*turns, Turn(question)), strings)
        turns = (*turns, self._take_turn(question, turns, strings))
        yield gr.skip(), turns, self._show(turns, strings)

    def ask_example(self, turns: Turns, event: gr.EventData, request: gr.Request) -> Iterator[tuple[dict, Turns, Html]]:
        """Ask the example question that was clicked."""
        yield from self.ask(str(event.question), turns, request)

    def article(self, article_id: str, request: gr.Request) -> str | None:
        """The pane of another article; None where there is no such article."""
        articles = self._articles()
        article = _by_id(articles).get(article_id)
        return article and article_pane(article, articles, _strings(request))

    def _take_turn(self, question: str, turns: Turns, strings: Strings) -> Turn:
        try:
            answer = self._engine.ask(question, history=questions_before(turns))
        except Exception as error:
            return Turn(question, problem=_message(error, strings))
        return Turn(question, answer=answer)

    def _show(self, turns: Turns, strings: Strings, notice: str | None = None) -> Html:
        articles = self._articles()
        examples = example_questions(articles[0], strings) if articles and not turns else ()
        return conversation_log(turns, _by_id(articles), strings, examples=examples, notice=notice)

    def _articles(self) -> Sequence[Article]:
        """The articles, or none: what is wrong with them is said where they are opened or asked."""
        try:
            return self._engine.articles
        except Exception:
            _log.debug("no articles to show", exc_info=True)
            return ()


def _strings(request: gr.Request) -> Strings:
    return strings_for(request.headers.get("accept-language"))


def _cannot_ask(question: str, strings: Strings) -> str | None:
    """What the engine would refuse too, said in the reader's language."""
    if not any(character.isalnum() for character in question):
        return strings.blank_question
    if len(question) > LONGEST_QUESTION:
        return strings.long_question.format(length=len(question), longest=LONGEST_QUESTION)
    return None


def _by_id(articles: Sequence[Article]) -> dict[str, Article]:
    return {article.id: article for article in articles}


def _message(error: Exception, strings: Strings) -> str:
    if isinstance(error, QAError):
        return str(error)
    _log.error("the chat could not answer", exc_info=error)
    return strings.unexpected
