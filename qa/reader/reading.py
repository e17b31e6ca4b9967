"""The reader: which spans of the retrieved passages answer, if any."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from threading import Lock

import numpy as np
import torch

from index import Article, Passage
from qa.reader.network import ReaderNetwork, padded
from qa.reader.spans import best_spans, trimmed
from qa.reader.weights import WEIGHTS, load_network, load_tokens
from qa.reader.windows import Tokens, Window
from qa.reading import Reading, ScoredSpan
from qa.retrieval import Retrieved

TOKEN_BUDGET = 4_096
"""Most tokens of passages read for a question: an article of usual size is read whole."""
_SPANS_OF_WINDOW = 20
_SPANS = 20
_WINDOWS_AT_ONCE = 16
_LOADING = Lock()


class SpanReader:
    """Reads the retrieved passages, best first, up to a budget of tokens.

    The spans of all windows compete by how far their unnormalised scores lie
    over the null score of their own window (Alberti, Lee & Collins 2019, "A
    BERT Baseline for the Natural Questions"). The weights are loaded on first
    use.

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
        windows = _windows(tokens, [retrieved.passage for retrieved in read], articles)
        if not windows:
            return Reading((), ())
        found = []
        for window, (scores, null) in zip(windows, _scores(tokens, network, question, windows), strict=True):
            article = articles[window.article]
            for span, score in best_spans(window, scores, _SPANS_OF_WINDOW):
                if span := trimmed(article, span):
                    place = Passage(article.id, article.paragraph_at(span.start).number, span.start, span.end)
                    found.append(ScoredSpan(place, score - null, _source(place, read)))
        return Reading(tuple(_apart(found)), tuple(read))

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


def _scores(
    tokens: Tokens, network: ReaderNetwork, question: str, windows: Sequence[Window]
) -> list[tuple[np.ndarray, float]]:
    """The (t, 2) scores of each window's tokens, and its null score."""
    asked = torch.from_numpy(tokens.question(question))[None]
    found: list[tuple[np.ndarray, float]] = []
    with torch.inference_mode():
        states = network.encode_questions(asked, torch.ones_like(asked))
        for start in range(0, len(windows), _WINDOWS_AT_ONCE):
            some = windows[start : start + _WINDOWS_AT_ONCE]
            texts, mask = padded([window.ids for window in some], tokens.padding)
            question_mask = asked.new_ones(len(some), asked.shape[1])
            scores, nulls = network.join(
                states.expand(len(some), -1, -1), question_mask, network.encode_texts(texts, mask), mask
            )
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


def _apart(spans: Iterable[ScoredSpan]) -> list[ScoredSpan]:
    """The best spans, best first, none of which overlaps a better one."""
    kept: list[ScoredSpan] = []
    for found in sorted(spans, key=lambda found: -found.score):
        if len(kept) == _SPANS:
            break
        if not any(_overlap(found.span, other.span) for other in kept):
            kept.append(found)
    return kept


def _overlap(first: Passage, second: Passage) -> bool:
    return first.article == second.article and first.start < second.end and second.start < first.end
