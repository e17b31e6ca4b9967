"""``python -m qa.evaluation retrieval``: does the right context come first?"""

import numpy as np

from qa.evaluation.files import SquadFile
from qa.retrieval import Retriever, Views

CUTS = (1, 3, 5, 10)
_RANK_CONSTANT = 60


def recalls(retriever: Retriever, contexts: list[str], squad: SquadFile) -> str:
    """A table of recall@k over all contexts, for the retriever and for its parts.

    Unanswerable questions do not count: no context is right for them.

    Args:
        contexts: the context's id of every passage, in the index's order.
    """
    ranks: dict[str, list[int]] = {}
    answerable = [entry for entry in squad.questions if entry.answers]
    for entry in answerable:
        views = retriever.views(entry.question)
        for name, scores in _rankings(views).items():
            ranks.setdefault(name, []).append(_rank(scores, contexts, entry.context))
    lines = [f"{len(answerable)} questions, {len(squad.contexts)} contexts"]
    lines.append(f"{'':24}" + "".join(f"{f'recall@{cut}':>11}" for cut in CUTS))
    for name, found in ranks.items():
        lines.append(f"{name:24}" + "".join(f"{np.mean(np.array(found) < cut):>11.1%}" for cut in CUTS))
    return "\n".join(lines)


def _rankings(views: Views) -> dict[str, np.ndarray]:
    parts = {
        "meaning of passages": views.passages,
        "meaning of sentences": views.best_sentences(),
        "words (BM25)": views.words,
    }
    return {
        "retriever": views.fused(),
        **parts,
        "reciprocal rank fusion": sum(_reciprocal_ranks(scores) for scores in parts.values()),
    }


def _reciprocal_ranks(scores: np.ndarray) -> np.ndarray:
    """Cormack, Clarke & Büttcher 2009."""
    ranks = np.empty(len(scores))
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return 1 / (_RANK_CONSTANT + ranks)


def _rank(scores: np.ndarray, contexts: list[str], wanted: str) -> int:
    """How many contexts come before the wanted one."""
    order = dict.fromkeys(contexts[row] for row in np.argsort(-scores, kind="stable"))
    return list(order).index(wanted)
