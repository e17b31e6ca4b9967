"""What happens in the chat: each method serves one event of the page.

Nothing is kept here between calls: a session's turns live in the page's own
state, its language in each request's headers.
"""

import logging
from asyncio import to_thread
from collections.abc import AsyncIterator, Sequence
from typing import get_args

import gradio as gr

from qa import Article, Engine, QAError
from qa.feedback import FeedbackStore, Verdict, feedback_path
from qa.questions import LONGEST_QUESTION
from ui.article_pane import article_pane, notice_pane, short_title
from ui.conversation import conversation_log
from ui.header import header
from ui.markup import Html
from ui.strings import Strings, strings_of
from ui.suggestions import Suggestions
from ui.turns import Turn, questions_before

Turns = tuple[Turn, ...]

_log = logging.getLogger(__name__)


class Chat:
    """The events of the page, answered by one engine."""

    def __init__(self, engine: Engine, suggestions: Suggestions, *, editing: bool = False) -> None:
        self._engine = engine
        self._suggestions = suggestions
        self._editing = editing
        self._feedback = FeedbackStore(feedback_path())

    def greet(self, request: gr.Request) -> tuple[Html, Html, Html, dict, dict]:
        """Fill the page in the reader's language, before the articles are there."""
        strings = strings_of(request)
        return (
            header(strings, editing=self._editing),
            conversation_log((), strings),
            notice_pane(strings.opening),
            gr.update(label=strings.question_label, placeholder=strings.question_placeholder),
            gr.update(value=strings.ask),
        )

    def open(self, turns: Turns, scope: str | None, request: gr.Request) -> tuple[Html, Html, dict]:
        """The conversation with its example questions, the first article, and which articles can be asked."""
        strings = strings_of(request)
        try:
            articles = self._engine.articles
        except Exception as error:
            log = conversation_log(turns, strings, notice=_message(error, strings))
            return log, notice_pane(strings.no_article), gr.update(visible=False)
        log = conversation_log(turns, strings, examples=self._examples(turns, scope, strings))
        return log, article_pane(articles[0], articles, strings), _scopes(articles, scope, strings)

    def renew(self, scope: str | None, event: gr.EventData, request: gr.Request) -> tuple[Html, dict]:
        """The articles, after they have changed; the conversation and the article that is shown stay as they are."""
        strings = strings_of(request)
        try:
            articles = self._engine.articles
        except QAError as error:
            return notice_pane(_message(error, strings)), gr.skip()
        shown = _by_id(articles).get(event.shown, articles[0])
        return article_pane(shown, articles, strings), _scopes(articles, scope, strings)

    def translate(
        self, turns: Turns, scope: str | None, request: gr.Request
    ) -> tuple[Html, Html, Html, dict, dict, dict]:
        """Everything on the page, in the language that was just chosen."""
        title, _, _, question, ask = self.greet(request)
        return title, *self.open(turns, scope, request), question, ask

    def clear(self, request: gr.Request) -> tuple[Turns, Html]:
        """Begin a new conversation."""
        return (), self._log((), None, strings_of(request))

    async def ask(
        self, question: str | None, turns: Turns, scope: str | None, request: gr.Request
    ) -> AsyncIterator[tuple[dict, Turns, Html]]:
        """Show the question at once, then what came of it; ``scope`` is the article to ask, "" or None all.

        Asynchronous, so that a reader who stops it need not wait for the engine.
        """
        strings = strings_of(request)
        question = question or ""
        if reason := _cannot_ask(question, strings):
            # The question stays in its box, to be completed or shortened.
            yield gr.skip(), turns, self._log(turns, scope, strings, notice=reason)
            return
        async for shown in self._asking(question, turns, scope, strings, box=gr.update(value="")):
            yield shown

    async def ask_example(
        self, turns: Turns, scope: str | None, event: gr.EventData, request: gr.Request
    ) -> AsyncIterator[tuple[dict, Turns, Html]]:
        """Ask the question that was clicked; what is being written stays in its box."""
        question, strings = str(event.question), strings_of(request)
        if _cannot_ask(question, strings):
            return
        async for shown in self._asking(question, turns, scope, strings, box=gr.skip()):
            yield shown

    async def ask_again(
        self, turns: Turns, scope: str | None, event: gr.EventData, request: gr.Request
    ) -> AsyncIterator[tuple[dict, Turns, Html]]:
        """Ask the last question once more."""
        async for shown in self.ask_example(turns[:-1], scope, event, request):
            yield shown

    def edit(self, turns: Turns, request: gr.Request) -> tuple[dict, Turns, Html]:
        """Take the last question back into its box."""
        if not turns:
            return gr.skip(), turns, gr.skip()
        return gr.update(value=turns[-1].question), turns[:-1], self._log(turns[:-1], None, strings_of(request))

    def stop(self, draft: str | None, turns: Turns, event: gr.EventData, request: gr.Request) -> tuple[dict, Html]:
        """Wait no longer for an answer; the question goes back into its box, unless another is being written."""
        box = gr.skip() if draft else gr.update(value=str(event.question))
        return box, self._log(turns, None, strings_of(request))

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
        return article and article_pane(article, articles, strings_of(request))

    async def _asking(
        self, question: str, turns: Turns, scope: str | None, strings: Strings, box: dict
    ) -> AsyncIterator[tuple[dict, Turns, Html]]:
        # Shown before the engine is asked for anything: it may have to build the index first.
        yield box, turns, conversation_log((*turns, Turn(question)), strings)
        yield await to_thread(self._asked, question, turns, scope, strings)

    def _asked(self, question: str, turns: Turns, scope: str | None, strings: Strings) -> tuple[dict, Turns, Html]:
        turns = (*turns, self._take_turn(question, turns, scope, strings))
        return gr.skip(), turns, self._log(turns, scope, strings)

    def _take_turn(self, question: str, turns: Turns, scope: str | None, strings: Strings) -> Turn:
        articles = [scope] if scope else None
        try:
            while True:
                version = self._engine.version
                answer = self._engine.ask(question, history=questions_before(turns), articles=articles)
                asked = [article for article in self._engine.articles if not scope or article.id == scope]
                # The index may have been switched meanwhile: answer and articles must be of the same one.
                if self._engine.version == version:
                    return Turn(question, answer, articles=_by_id(asked), version=version)
        except Exception as error:
            return Turn(question, problem=_message(error, strings))

    def _log(self, turns: Turns, scope: str | None, strings: Strings, notice: str | None = None) -> Html:
        return conversation_log(turns, strings, examples=self._examples(turns, scope, strings), notice=notice)

    def _examples(self, turns: Turns, scope: str | None, strings: Strings) -> Sequence[str]:
        """Questions for an empty conversation, or after a refusal, about the article that was nearest."""
        nearest = [citation.article for turn in turns[-1:] if turn.answer for citation in turn.answer.nearest]
        try:
            articles = _by_id(self._engine.articles)
        except QAError:  # said where the articles are opened or asked
            return ()
        known = [articles[name] for name in (*nearest, scope, *articles) if name in articles]
        return self._suggestions.of(known[0], strings)


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
