"""A deeper check than opening: do passages and vectors fit the articles?"""

import numpy as np

from index.errors import IndexDamaged
from index.passages import Passage, cut
from index.store import Index


def verify_index(index: Index) -> None:
    """Check an opened index against what its own articles give today.

    Raises:
        IndexDamaged: passages are not those of the articles, or a vector is
            missing, not finite or not of unit length; the message says which.
    """
    cuts = [cut(article) for article in index.articles.values()]
    for kind, (stored, vectors) in enumerate(
        ((index.passages, index.passage_vectors), (index.sentences, index.sentence_vectors))
    ):
        expected: list[Passage] = [passage for both in cuts for passage in both[kind]]
        if list(stored) != expected:
            raise IndexDamaged("The stored passages are not those of the stored articles; run python -m index build.")
        if vectors.ntotal != len(stored):
            raise IndexDamaged(f"{vectors.ntotal} vectors for {len(stored)} passages; run python -m index build.")
        norms = np.linalg.norm(vectors.reconstruct_n(0, vectors.ntotal), axis=1)
        if not np.allclose(norms, 1, atol=1e-3):
            raise IndexDamaged("A stored vector is not of unit length; run python -m index build.")
