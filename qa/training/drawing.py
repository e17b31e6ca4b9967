"""What an epoch is made of: all of our own domain, shares of the rest."""

import random
from collections.abc import Sequence

from qa.reader.windows import Tokens
from qa.training.batches import Group, chosen
from qa.training.data import Question, Text
from qa.training.examples import Example, examples

_OWN = "press"
"""Sources of our own domain: every window is read in every epoch."""
_FRENCH = "piaf"
"""Sources of other French texts."""
_MOST_QUESTIONS = 6
"""That one window answers, in one epoch."""


class Examples:
    """The examples of a corpus, drawn anew for each epoch.

    Args:
        share: of the windows of texts in other languages in an epoch.
        french: share of the windows of other French texts.
    """

    def __init__(self, texts: Sequence[Text], tokens: Tokens, share: float, french: float):
        self._own: list[Example] = []
        self._french: list[Example] = []
        self._rest: list[Example] = []
        self._shares = ((self._french, french), (self._rest, share))
        for number, text in enumerate((*texts, *crossed(texts))):
            # A text comes with its title or, as many in the wild, without one.
            title = text.title if number % 2 else None
            self._kind(text.source).extend(examples(text, tokens, title))

    def draw(self, rng: random.Random) -> list[Group]:
        """The windows of an epoch with their questions."""
        drawn = [example for kind, share in self._shares for example in rng.sample(kind, round(share * len(kind)))]
        return [chosen(example, rng, _MOST_QUESTIONS) for example in (*self._own, *drawn)]

    def _kind(self, source: str) -> list[Example]:
        if source.startswith(_OWN):
            return self._own
        return self._french if source.startswith(_FRENCH) else self._rest


def crossed(texts: Sequence[Text]) -> list[Text]:
    """XQuAD's texts with the questions of its next language: its files are parallel, line by line."""
    by_source: dict[str, list[Text]] = {}
    for text in texts:
        if text.source.startswith("xquad"):
            by_source.setdefault(text.source, []).append(text)
    sources = sorted(by_source)
    return [
        _with_questions(text, other)
        for source, following in zip(sources, sources[1:] + sources[:1], strict=True)
        for text, other in zip(by_source[source], by_source[following], strict=True)
    ]


def _with_questions(text: Text, other: Text) -> Text:
    questions = tuple(
        Question(theirs.text, theirs.lang, ours.answers)
        for ours, theirs in zip(text.questions, other.questions, strict=True)
    )
    return Text(f"{text.source}-crossed", text.id, text.title, text.text, questions)
