"""What ``ask`` returns."""

from dataclasses import asdict, dataclass
from typing import Literal

AnswerKind = Literal["span", "list", "summary", "fact", "reply", "refusal"]

SEPARATOR = " ; "
"""Between the spans of an answer that has several."""


@dataclass(frozen=True)
class Citation:
    """Where the exact words stand.

    Attributes:
        article: the article's id (file stem).
        paragraph: its number, from 1.
        start, end: half-open range of characters; ``text[start:end] == quote``.
        quote: the exact words.
        sentence: the whole sentence or sentences around the quote.
        speaker: the name, as the article gives it in full, of who says it,
            where the quote stands in a quotation or in reported speech; None
            when that is not clear.
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
    """An answer with its citations, a refusal with the nearest passages, or a reply to small talk.

    Attributes:
        question: as asked.
        answered: False for a refusal and for a reply.
        text: the verbatim span, or spans with ``SEPARATOR`` between them; ""
            where nothing is answered.
        score: probability, in [0, 1], that the text is right. For a span it is
            calibrated, and below the threshold for a refusal; for a summary
            or a fact of the article it says how sure it is that one was asked
            for.
        citations: of a list or a summary in the article's order; empty where nothing is answered.
        nearest: the nearest passages of a refusal, best first.
        kind: what sort of answer it is; a "fact" is one of the article itself
            (author, dates, headings …).
        reply: what the system says for itself to a greeting, thanks or a
            question about it, in the question's language; else "".
        read_with: the earlier questions that it leans on and was read with,
            oldest first; empty where it stands alone.
    """

    question: str
    answered: bool
    text: str
    score: float
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    kind: AnswerKind = "span"
    reply: str = ""
    read_with: tuple[str, ...] = ()

    def as_dict(self) -> dict:
        """Plain values, ready for JSON."""
        return asdict(self)
