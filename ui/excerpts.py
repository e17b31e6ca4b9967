"""Excerpts: the sentences an answer is shown in, with the cited words told apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa import Article, Citation


@dataclass(frozen=True)
class Excerpt:
    """A sentence and the citations whose quotes stand in it, in reading order.

    ``pieces`` joined give the sentence; the flag says which ones are quotes.
    """

    citations: tuple[Citation, ...]
    pieces: tuple[tuple[str, bool], ...]

    @property
    def is_whole(self) -> bool:
        """Whether the quote is the sentence itself, so nothing sets it off."""
        return all(quoted or not piece.strip() for piece, quoted in self.pieces)


def excerpts(citations: Sequence[Citation], articles: Mapping[str, Article]) -> list[Excerpt]:
    """Group citations by the sentence they stand in, in the given order of first mention."""
    groups: dict[tuple[str, int, str], list[Citation]] = {}
    for citation in citations:
        start = citation.start - _quote_offset(citation, articles.get(citation.article))
        groups.setdefault((citation.article, start, citation.sentence), []).append(citation)
    return [
        _excerpt(sentence, start, sorted(group, key=lambda c: (c.start, c.end)))
        for (_, start, sentence), group in groups.items()
    ]


def _quote_offset(citation: Citation, article: Article | None) -> int:
    """Where the quote begins in its sentence; the same words may stand there twice."""
    quote, sentence = citation.quote, citation.sentence
    offset = sentence.find(quote)
    while article is not None and offset >= 0:
        start = citation.start - offset
        if start >= 0 and article.text.startswith(sentence, start):
            return offset
        offset = sentence.find(quote, offset + 1)
    return max(sentence.find(quote), 0)


def _excerpt(sentence: str, start: int, citations: Sequence[Citation]) -> Excerpt:
    if any(citation.quote not in sentence for citation in citations):
        # A quote over several sentences may be longer than what surrounds it.
        return Excerpt(tuple(citations), tuple((citation.quote, True) for citation in citations))
    pieces: list[tuple[str, bool]] = []
    done = 0
    for citation in citations:
        begin, end = max(citation.start - start, done), citation.end - start
        if end > begin:
            pieces += [(sentence[done:begin], False), (sentence[begin:end], True)]
            done = end
    pieces.append((sentence[done:], False))
    return Excerpt(tuple(citations), tuple(piece for piece in pieces if piece[0]))
