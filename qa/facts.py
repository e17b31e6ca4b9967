"""Facts of the article itself: who wrote it, when, its title, sub-headings, suggested articles, newspaper, and people.

They stand in the article's structure, not in its sentences, so no reader is
needed; each is cited where it stands.
"""

import re
from collections.abc import Callable

from index import Article, Span
from index.names import CAPITAL
from qa.speech import interviewee, people_of, speeches
from qa.speech.verbs import REPORTING_VERB

_CAPITALISED = rf"{CAPITAL}[\w’'-]*"
_TOLD = re.compile(
    rf"[ \u00a0](?:au|à|aux|dans|pour|to)[ \u00a0]"
    rf"((?:L[ae]s?[ \u00a0]|L['’])?{_CAPITALISED}(?:[ \u00a0](?:d[eu]s?[ \u00a0])?{_CAPITALISED})*)"
)
_QUOTED_BEFORE = re.compile(r"[»”][ ,\u00a0]*(?:(?:se|a|ont)[ \u00a0]|s['’])?$")


def fact(article: Article, intent: str) -> tuple[Span, ...]:
    """Where the article says it, in order; empty where it does not.

    Args:
        intent: one of ``qa.intents.FACTS``.
    """
    return _FACTS[intent](article)


def _byline(name: str) -> Callable[[Article], tuple[Span, ...]]:
    def spans(article: Article) -> tuple[Span, ...]:
        span = getattr(article, name)
        return (span,) if span else ()

    return spans


def _paragraphs(kind: str) -> Callable[[Article], tuple[Span, ...]]:
    return lambda article: tuple(Span(p.start, p.end) for p in article.paragraphs if p.kind == kind)


def _newspaper(article: Article) -> tuple[Span, ...]:
    """«…», explique au Courrier X: the paper is whom people speak to."""
    people = [person.name for person in people_of(article)]
    for verb in REPORTING_VERB.finditer(article.text):
        if not _QUOTED_BEFORE.search(article.text, max(0, verb.start() - 8), verb.start()):
            continue
        told = _TOLD.match(article.text, verb.end())
        if told:
            name = told[1]
            for person in people:
                name = name.split(person)[0].rstrip()
            if name:
                return (Span(told.start(1), told.start(1) + len(name)),)
    return ()


def _people(article: Article) -> tuple[Span, ...]:
    """Whoever is quoted in the article, else answers in an interview, where they are first named."""
    speakers = {speech.speaker for speech in speeches(article) if speech.quoted} or {interviewee(article)}
    return tuple(person.first for person in people_of(article) if person in speakers)


_FACTS: dict[str, Callable[[Article], tuple[Span, ...]]] = {
    "author": _byline("author"),
    "published": _byline("published"),
    "updated": _byline("updated"),
    "title": _paragraphs("title"),
    "headings": _paragraphs("heading"),
    "related": _paragraphs("related"),
    "newspaper": _newspaper,
    "people": _people,
}
