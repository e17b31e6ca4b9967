"""Passages: what is embedded and retrieved.

A passage is a run of whole sentences of one paragraph. Each article is cut
twice: into passages of up to ``PASSAGE_LENGTH`` characters, which carry the
topic, and into single sentences, which carry the detail; both are embedded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

from index.articles import Article, Span
from index.sentences import sentence_spans

PASSAGE_LENGTH = 1_000
"""Most characters of a passage: well within the window of the packaged model."""

CUTTING = f"at most {PASSAGE_LENGTH} characters, sentences by sentencex {version('sentencex')}"
"""How articles are cut; an index that was cut otherwise is outdated."""


@dataclass(frozen=True)
class Passage:
    """A run of whole sentences; offsets refer to the article's text, half-open."""

    article: str
    paragraph: int
    start: int
    end: int


def cut(article: Article) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Cut an article into passages and into sentences.

    A sentence longer than ``PASSAGE_LENGTH`` (a text without punctuation) is
    cut between words.

    Returns:
        (passages, sentences), each in the article's order.
    """
    passages: list[Passage] = []
    sentences: list[Passage] = []
    for paragraph in article.paragraphs:
        spans = [
            part
            for sentence in sentence_spans(article.text, paragraph.start, paragraph.end)
            for part in _bounded(article.text, sentence)
        ]
        place = (article.id, paragraph.number)
        sentences += (Passage(*place, span.start, span.end) for span in spans)
        passages += (Passage(*place, span.start, span.end) for span in _runs(spans))
    return tuple(passages), tuple(sentences)


def _runs(sentences: list[Span]) -> Iterator[Span]:
    """Join consecutive sentences while they fit."""
    run: Span | None = None
    for sentence in sentences:
        if run and sentence.end - run.start <= PASSAGE_LENGTH:
            run = Span(run.start, sentence.end)
        else:
            if run:
                yield run
            run = sentence
    if run:
        yield run


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    while start < sentence.end:
        end = min(start + PASSAGE_LENGTH, sentence.end)
        space = text.rfind(" ", start + 1, end) if end < sentence.end else -1
        end = space if space > 0 else end
        part = text[start:end]
        if part.strip():
            start += len(part) - len(part.lstrip())
            yield Span(start, start + len(part.strip()))
        start = end
