"""Retrieval: question to passages, by meaning and by words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import faiss
import numpy as np

from index import Encoder, Index, Passage
from qa.words import WordIndex


@dataclass(frozen=True)
class Retrieved:
    """A passage that may answer.

    Attributes:
        passage: where it stands.
        score: standardised sum; comparable within one retrieval.
    """

    passage: Passage
    score: float


@dataclass(frozen=True)
class Views:
    """A question seen against n passages and their m sentences.

    Attributes:
        rows: (n,) the passages' rows in the index.
        passages: (n,) cosine of each passage.
        words: (n,) BM25 of each passage.
        bounds: (n + 1,) passage i holds the sentences bounds[i]:bounds[i + 1].
        sentences: (m,) cosine of each sentence.
    """

    rows: np.ndarray
    passages: np.ndarray
    words: np.ndarray
    bounds: np.ndarray
    sentences: np.ndarray

    def best_sentences(self) -> np.ndarray:
        """(n,) the best cosine among each passage's sentences."""
        return np.maximum.reduceat(self.sentences, self.bounds[:-1])

    def fused(self) -> np.ndarray:
        """(n,) the standardised sum; see ``Retriever``."""
        return _standardised(self.passages) + _standardised(self.best_sentences()) + _standardised(self.words)


class Retriever:
    """Ranks the passages of an index for a question.

    Three views are scored over all passages in question: the cosine of the
    passage, the best cosine of its sentences, and BM25. Each is standardised
    (mean 0, deviation 1) and they are summed. Scores are fused rather than
    ranks because the distance between the first and the second says how sure
    a ranking is, and reciprocal ranks throw it away (found too by Bruch, Gai
    & Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval").
    ``python -m qa.evaluation retrieval`` prints both.
    """

    def __init__(self, index: Index, encoder: Encoder):
        self._index = index
        self._encoder = encoder
        self._passage_words = WordIndex(_texts(index, index.passages))
        self._article_of = np.array([passage.article for passage in index.passages])
        owners = _owners(index.passages, index.sentences)
        self._sentence_bounds = np.searchsorted(owners, np.arange(len(index.passages) + 1))

    def retrieve(self, question: str, limit: int, articles: Collection[str] | None = None) -> tuple[Retrieved, ...]:
        """The best passages, best first.

        Args:
            question: as asked.
            limit: most passages to return.
            articles: ids to search; None searches all.
        """
        views = self.views(question, articles)
        fused = views.fused()
        order = np.argsort(-fused, kind="stable")[:limit]
        return tuple(Retrieved(self._index.passages[views.rows[place]], float(fused[place])) for place in order)

    def views(self, question: str, articles: Collection[str] | None = None) -> Views:
        """Score the passages of some articles, and their sentences, from every side."""
        vector = self._encoder.encode_question(question)
        rows = np.arange(len(self._index.passages))
        if articles is not None:
            rows = rows[np.isin(self._article_of, list(articles))]
        sentence_rows = np.concatenate([np.arange(*self._sentence_bounds[row : row + 2]) for row in rows])
        sizes = self._sentence_bounds[rows + 1] - self._sentence_bounds[rows]
        return Views(
            rows=rows,
            passages=_similarities(self._index.passage_vectors, vector)[rows],
            words=self._passage_words.scores(question)[rows],
            bounds=np.concatenate([[0], np.cumsum(sizes)]),
            sentences=_similarities(self._index.sentence_vectors, vector)[sentence_rows],
        )


def _texts(index: Index, passages: Sequence[Passage]) -> list[str]:
    return [index.articles[passage.article].text[passage.start : passage.end] for passage in passages]


def _owners(passages: Sequence[Passage], sentences: Sequence[Passage]) -> np.ndarray:
    """The row of the passage that holds each sentence; both lists are in the same order."""
    owners = []
    row = 0
    for sentence in sentences:
        while passages[row].article != sentence.article or passages[row].end < sentence.end:
            row += 1
        owners.append(row)
    return np.array(owners)


def _similarities(vectors: faiss.IndexFlatIP, question: np.ndarray) -> np.ndarray:
    """The cosine of every row with the question, in the rows' order: (rows,) float32."""
    scores, rows = vectors.search(question[None], vectors.ntotal)
    similarities = np.empty(vectors.ntotal, dtype=np.float32)
    similarities[rows[0]] = scores[0]
    return similarities


def _standardised(scores: np.ndarray) -> np.ndarray:
    deviation = scores.std()
    return (scores - scores.mean()) / deviation if deviation > 1e-6 else np.zeros_like(scores)
