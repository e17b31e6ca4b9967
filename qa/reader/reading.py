"""The reader: which spans of the retrieved passages answer, if any."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from threading import Lock

import numpy as np
import torch

from index import Article, Passage
from index.sentences import sentence_spans
from qa.reader.network import ReaderNetwork, padded
from qa.reader.spans import best_spans, trimmed
from qa.reader.weights import WEIGHTS, load_network, load_tokens
from qa.reader.windows import Tokens, Window
from qa.reading import Reading, ScoredSpan
from qa.retrieval import Retrieved

TOKEN_BUDGET = 4_096
"""Most tokens of passages read for a question: an article of usual size is read whole."""
_SPANS = 8
"""Most spans that are read twice."""
_SPANS_OF_SENTENCE = 4
_PASSED_OVER = -12.0
"""The score of a span where the second reading sees none."""
_WINDOWS_AT_ONCE = 16
_LOADING = Lock()


class SpanReader:
    """Reads the retrieved passages, best first, up to a budget of tokens; then the best sentences again, each alone.

    The spans of all windows compete by how far their unnormalised scores lie
    over the null score of their own window (Alberti, Lee & Collins 2019, "A
    BERT Baseline for the Natural Questions"). The best are read a second time
    in their sentence alone, where nothing else of the window can answer in
    its place, and the mean of both scores counts; to skim and then to verify
    is the order of Zhang, Yang & Zhao 2021, "Retrospective Reader for Machine
    Reading Comprehension". The weights are loaded on first use.

    Args:
        weights: a file that ``python -m qa.training`` wrote.
        budget: tokens of passages; the best passage is read whatever its length.
    """

    def __init__(self, weights: Path = WEIGHTS, budget: int = TOKEN_BUDGET):
        self._weights = weights
        self._budget = budget

    def read(self, question: str, passages: Sequence[Retrieved], articles: Mapping[str, Article]) -> Reading:
        """As ``Reader.read``.

        Raises:
            QAError: the weights or the packaged model cannot be used.
        """
        tokens, network = _loaded(self._weights)
        read = self._within_budget(tokens, passages, articles)
        if not read:
            return Reading((), ())
        asked = _Asked(tokens, network, question)
        windows = _windows(tokens, [retrieved.passage for retrieved in read], articles)
        skimmed = _apart(asked.spans(windows, articles, _SPANS))
        sentences = dict.fromkeys(sentence for span, _ in skimmed for sentence in _sentences(span, articles))
        alone = [window for sentence in sentences for window in tokens.alone(articles[sentence.article], sentence)]
        verified = asked.spans(alone, articles, _SPANS_OF_SENTENCE)
        spans = [ScoredSpan(span, (score + _seen(span, verified)) / 2, _source(span, read)) for span, score in skimmed]
        return Reading(tuple(sorted(spans, key=lambda scored: -scored.score)), tuple(read))

    def _within_budget(
        self, tokens: Tokens, passages: Iterable[Retrieved], articles: Mapping[str, Article]
    ) -> list[Retrieved]:
        read: list[Retrieved] = []
        left = self._budget
        for retrieved in passages:
            passage = retrieved.passage
            left -= tokens.count(articles[passage.article].text[passage.start : passage.end])
            if left < 0 and read:
                break
            read.append(retrieved)
        return read


def _windows(tokens: Tokens, passages: list[Passage], articles: Mapping[str, Article]) -> list[Window]:
    """Windows by article, in its order."""
    in_order = sorted(passages, key=lambda passage: (passage.article, passage.start))
    return [
        window
        for article, run in groupby(in_order, key=lambda passage: passage.article)
        for window in tokens.windows(articles[article], list(run))
    ]


class _Asked:
    """A question that the network has read, ready to be asked of windows."""

    def __init__(self, tokens: Tokens, network: ReaderNetwork, question: str):
        self._padding = tokens.padding
        self._network = network
        ids = torch.from_numpy(tokens.question(question))[None]
        self._mask = torch.ones_like(ids)
        with torch.inference_mode():
            self._states = network.encode_questions(ids, self._mask)

    def spans(
        self, windows: Sequence[Window], articles: Mapping[str, Article], count: int
    ) -> list[tuple[Passage, float]]:
        """The best spans of each window, at most ``count``, with how far their scores lie over its null score."""
        found = []
        for window, (scores, null) in zip(windows, self._scores(windows), strict=True):
            article = articles[window.article]
            for span, score in best_spans(window, scores, count):
                if span := trimmed(article, span):
                    number = article.paragraph_at(span.start).number
                    found.append((Passage(article.id, number, span.start, span.end), score - null))
        return found

    def _scores(self, windows: Sequence[Window]) -> list[tuple[np.ndarray, float]]:
        """The (t, 2) scores of each window's tokens, and its null score."""
        found: list[tuple[np.ndarray, float]] = []
        with torch.inference_mode():
            for start in range(0, len(windows), _WINDOWS_AT_ONCE):
                some = windows[start : start + _WINDOWS_AT_ONCE]
                texts, mask = padded([window.ids for window in some], self._padding)
                states, question_mask = (x.expand(len(some), *x.shape[1:]) for x in (self._states, self._mask))
                scores, nulls = self._network.join(states, question_mask, self._network.encode_texts(texts, mask), mask)
                found += [
                    (row[: len(window.ids)], null)
                    for window, row, null in zip(some, scores.numpy(), nulls.sum(dim=1).tolist(), strict=True)
                ]
        return found


def _loaded(weights: Path) -> tuple[Tokens, ReaderNetwork]:
    with _LOADING:
        return _load(weights)


@lru_cache(maxsize=2)
def _load(weights: Path) -> tuple[Tokens, ReaderNetwork]:
    """Loaded once for all engines of the process: nothing changes it."""
    return load_tokens(), load_network(weights)


def _source(span: Passage, read: Iterable[Retrieved]) -> Retrieved:
    """The passage in which a span begins."""
    begun = (r for r in read if r.passage.article == span.article and r.passage.start <= span.start)
    return max(begun, key=lambda retrieved: retrieved.passage.start)


def _apart(spans: Iterable[tuple[Passage, float]]) -> list[tuple[Passage, float]]:
    """The best spans, best first, none of which overlaps a better one."""
    kept: list[tuple[Passage, float]] = []
    for span, score in sorted(spans, key=lambda found: -found[1]):
        if len(kept) == _SPANS:
            break
        if not any(_overlap(span, other) for other, _ in kept):
            kept.append((span, score))
    return kept


def _sentences(span: Passage, articles: Mapping[str, Article]) -> list[Passage]:
    """The sentences that a span touches."""
    article = articles[span.article]
    paragraph = article.paragraph_at(span.start)
    sentences = sentence_spans(article.text, paragraph.start, paragraph.end)
    found = [Passage(article.id, paragraph.number, sentence.start, sentence.end) for sentence in sentences]
    return [sentence for sentence in found if _overlap(sentence, span)]


def _seen(span: Passage, verified: Iterable[tuple[Passage, float]]) -> float:
    """The best score at a span's place."""
    return max((score for other, score in verified if _overlap(span, other)), default=_PASSED_OVER)


def _overlap(first: Passage, second: Passage) -> bool:
    return first.article == second.article and first.start < second.end and second.start < first.end
