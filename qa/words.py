"""Retrieval by words: BM25 over stems.

People type without accents and in lower case, so both sides are folded before
the French stemmer sees them. Function words stay: BM25 weighs them down by
itself.
"""

import re
from collections.abc import Iterable

import bm25s
import numpy as np
import Stemmer

from index.folding import fold

_WORD = re.compile(r"\w+")
_STEMMER_LANGUAGE = "french"


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order; single letters (elisions) are left out."""
    words = [word for word in _WORD.findall(fold(text)) if len(word) > 1 or word.isdigit()]
    return Stemmer.Stemmer(_STEMMER_LANGUAGE).stemWords(words)


class WordIndex:
    """BM25 (Robertson & Zaragoza 2009, Lucene's variant) over texts, kept in memory."""

    def __init__(self, texts: Iterable[str]):
        documents = [stems(text) for text in texts]
        self._size = len(documents)
        self._bm25 = bm25s.BM25()
        # bm25s cannot index texts without a single word.
        self._bm25.index([document or [""] for document in documents], show_progress=False)

    def scores(self, question: str) -> np.ndarray:
        """BM25 of every text: (number of texts,) float32, 0 where no word is shared."""
        known = [stem for stem in stems(question) if stem in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return self._bm25.get_scores(known)
