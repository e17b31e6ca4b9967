"""Follow-ups: a question that leans on earlier ones is read together with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.errors import QuestionError
from qa.intents import FACTS, SMALL_TALK, SUMMARY, Understanding
from qa.questions import LONGEST_QUESTION, cleaned

_REMEMBERED = 6
"""Earlier questions that are looked at."""
_LEANS = 0.5
_CERTAIN = 0.8
_FACT_AGAIN = 0.2
_SHORT = 5
"""Words of a question that has nothing of its own: «et à quelle heure exactement ?»."""
_OF_THE_ARTICLE = (SUMMARY, *FACTS)


@dataclass(frozen=True)
class Context:
    """A question and what it leans on.

    Attributes:
        question: cleaned.
        earlier: the questions it leans on, oldest first; empty where it stands alone.
        understood: what the question wants.
        before: what the last of the earlier ones wanted; None where there is none.
    """

    question: str
    earlier: tuple[str, ...]
    understood: Understanding
    before: Understanding | None = None

    @property
    def small_talk(self) -> str | None:
        """The small talk that this is, if it is: «merci pour tout» leans, but only a little."""
        intent = self.understood.intent
        surely = not self.earlier or self.understood.intents.get(intent, 0.0) >= _CERTAIN
        return intent if intent in SMALL_TALK and surely else None

    @property
    def wanted(self) -> tuple[str | None, float]:
        """What is asked for of the article as a whole (a summary, one of ``FACTS``, or None), and how surely.

        A very short question that leans asks for one where the question before
        it did («et à quelle heure ?»).
        """
        own = self.understood
        certainty = own.intents.get(own.intent, 0.0)
        before = self.before
        if own.intent in _OF_THE_ARTICLE and (before is None or certainty >= _CERTAIN):
            return own.intent, certainty
        if before is None or before.intent not in _OF_THE_ARTICLE or len(self.question.split()) > _SHORT:
            return None, 0.0
        again = max(FACTS, key=own.intents.__getitem__)
        wanted = again if own.intents[again] >= _FACT_AGAIN and before.intent in FACTS else before.intent
        return wanted, before.intents[before.intent]


def in_context(question: str, history: Sequence[str], understand: Callable[[str], Understanding]) -> Context:
    """The question with those of the history that it cannot be understood without.

    Going back, the earlier questions count up to the first that stands alone;
    small talk between them does not. What nobody could ask (blank, no words)
    is passed over, and of very long ones the end is kept.
    """
    understood = understand(question)
    if understood.leans < _LEANS:
        return Context(question, (), understood)
    earlier: list[str] = []
    last: Understanding | None = None
    for before in _askable(history):
        asked = understand(before)
        if asked.leans < _LEANS and asked.intent in SMALL_TALK:
            continue
        earlier.insert(0, before)
        last = last or asked
        if asked.leans < _LEANS:
            break
    return Context(question, tuple(earlier), understood, last)


def _askable(history: Sequence[str]) -> list[str]:
    """The last questions that can be asked at all, newest first."""
    found = []
    for question in reversed(history[-_REMEMBERED:]):
        try:
            found.append(cleaned(question[-LONGEST_QUESTION:]))
        except QuestionError:
            continue
    return found
