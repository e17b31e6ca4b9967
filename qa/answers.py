"""What ``ask`` returns."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Citation:
    """Where the exact words stand.

    Attributes:
        article: the article's id (file stem).
        paragraph: its number, from 1.
        start, end: half-open range of characters; ``text[start:end] == quote``.
        quote: the exact words.
        sentence: the whole sentence or sentences around the quote.
        speaker: who says it, where the quote stands in a quotation; None when
            that is not known. No reader finds speakers yet.
    """

    article: str
    paragraph: int
    start: int
    end: int
    quote: str
    sentence: str
    speaker: str | None = None


@dataclass(frozen=True)
class Answer:
    """An answer with its citations, or a refusal with the nearest passages.

    Attributes:
        question: as asked.
        answered: False for a refusal.
        text: the verbatim span; "" for a refusal.
        score: calibrated probability, in [0, 1], that the best span found is
            right; for a refusal it is below the threshold.
        citations: best first; empty for a refusal.
        nearest: the nearest passages of a refusal, best first.
    """

    question: str
    answered: bool
    text: str
    score: float
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()

    def as_dict(self) -> dict:
        """Plain values, ready for JSON."""
        return asdict(self)
