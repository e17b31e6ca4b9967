"""Lists: every item that a question asks for, each a span of its own."""

from collections.abc import Sequence

from index import Article
from index.folding import fold
from qa.deciding import Ranked
from qa.reading import ScoredSpan

MOST = 8
"""Items of a list."""
_UNDER_BEST = 2.0


def items(ranked: Ranked, articles: dict[str, Article]) -> tuple[ScoredSpan, ...]:
    """The spans that answer together, in the article's order; the best alone where no other comes close.

    An item's score is not negative and its rank close under the best; one whose words are in another adds nothing.
    """
    kept: list[ScoredSpan] = []
    for span, rank in zip(ranked.spans, ranked.ranks, strict=True):
        close = rank >= ranked.ranks[0] - _UNDER_BEST and span.score >= 0
        if span is ranked.spans[0] or (close and not _repeats(span, kept, articles)):
            kept.append(span)
    return tuple(sorted(kept[:MOST], key=lambda span: (span.span.article, span.span.start)))


def _repeats(span: ScoredSpan, kept: Sequence[ScoredSpan], articles: dict[str, Article]) -> bool:
    words = _words(span, articles)
    return any(words <= _words(other, articles) or _words(other, articles) <= words for other in kept)


def _words(scored: ScoredSpan, articles: dict[str, Article]) -> frozenset[str]:
    span = scored.span
    return frozenset(fold(articles[span.article].text[span.start : span.end]).split())
