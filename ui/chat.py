"""What happens in the chat: each method serves one event of the page.

Nothing is kept here between calls: a session's turns live in the page's own
state, its language in each request's headers.
"""

import logging
from collections.abc import Iterator, Sequence
from typing import get_args

import gradio as gr

from qa import Article, Engine, QAError
from qa.feedback import FeedbackStore, Verdict, feedback_path
from qa.questions import LONGEST_QUESTION
from ui.article_pane import article_pane, notice_pane, short_title
from ui.conversation import conversation_log
from ui.examples import example_questions
from ui.header import header
from ui.markup import Html
from ui.strings import LANGUAGE_COOKIE, Strings, strings_for
from ui.turns import Turn, questions_before

Turns = tuple[Turn, ...]

_log = logging.getLogger(__name__)


class Chat:
    """The events of the page, answered by one engine."""

    def __init__(self, engine: Engine, feedback: FeedbackStore | None = None) -> None:
        self._engine = engine
        self._feedback = feedback or FeedbackStore(feedback_path())

    def greet(self, request: gr.Request) -> tuple[Html, Html, Html, dict, dict]:
        """Fill the page in the reader's language, before the articles are there."""
        strings = _strings(request)
        return (
            header(strings),
            conversation_log((), strings),
            notice_pane(strings.opening),
            gr.update(label=strings.question_label, placeholder=strings.question_placeholder),
            gr.update(value=strings.ask),
        )

    def open(self, turns: Turns, scope: str | None, request: gr.Request) -> tuple[Html, Html, dict]:
        """The conversation with its example questions, the first article, and which articles can be asked."""
        strings = _strings(request)
        try:
            articles = self._engine.articles
        except Exception as error:
            log = conversation_log(turns, strings, notice=_message(error, strings))
            return log, notice_pane(strings.no_article), gr.update(visible=False)
        first = articles[0]
        log = conversation_log(turns, strings, examples=example_questions(first, strings))
        return log, article_pane(first, articles, strings), _scopes(articles, scope, strings)

    def translate(
        self, turns: Turns, scope: str | None, request: gr.Request
    ) -> tuple[Html, Html, Html, dict, dict, dict]:
        """Everything on the page, in the language that was just chosen."""
        title, _, _, question, ask = self.greet(request)
        return title, *self.open(turns, scope, request), question, ask

    def clear(self, request: gr.Request) -> tuple[Turns, Html]:
        """Begin a new conversation."""
        strings = _strings(request)
        return (), conversation_log((), strings, examples=self._examples(strings))

    def ask(
        self, question: str | None, turns: Turns, scope: str | None, request: gr.Request
    ) -> Iterator[tuple[dict, Turns, Html]]:
        """Show the question at once, then what came of it; ``scope`` is the article to ask, "" or None all."""
        strings = _strings(request)
        question = question or ""
        if reason := _cannot_ask(question, strings):
            # The question stays in its box, to be completed or shortened.
            examples = () if turns else self._examples(strings)
            yield gr.skip(), turns, conversation_log(turns, strings, examples=examples, notice=reason)
            return
        # Shown before the engine is asked for anything: it may have to build the index first.
        yield gr.update(value=""), turns, conversation_log((*turns, Turn(question)), strings)
        turns = (*turns, self._take_turn(question, turns, scope, strings))
        yield gr.skip(), turns, conversation_log(turns, strings)

    def ask_example(
        self, turns: Turns, scope: str | None, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[dict, Turns, Html]]:
        """Ask the example question that was clicked."""
        yield from self.ask(str(event.question), turns, scope, request)

    def feedback(self, turns: Turns, event: gr.EventData) -> None:
        """Keep what a reader says of an answer; a wish that makes no sense is passed over."""
        number, verdict, expected = event.turn, event.verdict, str(event.expected or "")
        if verdict not in get_args(Verdict) or not isinstance(number, int) or not 0 <= number < len(turns):
            return
        turn = turns[number]
        if turn.answer is None:
            return
        try:
            history = questions_before(turns[:number])
            self._feedback.add(turn.answer, verdict, expected, history, tuple(turn.articles), turn.version)
        except QAError as error:
            _log.error("%s", error)
            raise gr.Error(str(error), print_exception=False) from error

    def article(self, article_id: str, request: gr.Request) -> str | None:
        """The pane of another article; None where there is no such article."""
        try:
            articles = self._engine.articles
        except QAError:
            return None
        article = _by_id(articles).get(article_id)
        return article and article_pane(article, articles, _strings(request))

    def _take_turn(self, question: str, turns: Turns, scope: str | None, strings: Strings) -> Turn:
        try:
            articles = [scope] if scope else None
            answer = self._engine.ask(question, history=questions_before(turns), articles=articles)
            asked = [article for article in self._engine.articles if not scope or article.id == scope]
            return Turn(question, answer, articles=_by_id(asked), version=self._engine.version)
        except Exception as error:
            return Turn(question, problem=_message(error, strings))

    def _examples(self, strings: Strings) -> Sequence[str]:
        try:
            return example_questions(self._engine.articles[0], strings)
        except QAError:  # said where the articles are opened or asked
            return ()


def _strings(request: gr.Request) -> Strings:
    return strings_for(request.headers.get("accept-language"), request.cookies.get(LANGUAGE_COOKIE))


def _cannot_ask(question: str, strings: Strings) -> str | None:
    """What the engine would refuse too, said in the reader's language."""
    if not any(character.isalnum() for character in question):
        return strings.blank_question
    if len(question) > LONGEST_QUESTION:
        return strings.long_question.format(length=len(question), longest=LONGEST_QUESTION)
    return None


def _scopes(articles: Sequence[Article], chosen: str | None, strings: Strings) -> dict:
    """All articles, or one; nothing to choose where there is only one."""
    choices = [(strings.all_articles, ""), *((short_title(article), article.id) for article in articles)]
    kept = chosen if chosen in (article.id for article in articles) else ""
    return gr.update(choices=choices, value=kept, visible=len(articles) > 1, label=strings.scope)


def _by_id(articles: Sequence[Article]) -> dict[str, Article]:
    return {article.id: article for article in articles}


def _message(error: Exception, strings: Strings) -> str:
    if isinstance(error, QAError):
        return strings.cannot_ask.format(detail=error)
    _log.error("the chat could not answer", exc_info=error)
    return strings.unexpected
