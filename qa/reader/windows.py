"""Windows: what the network reads at once.

A window is a run of neighbouring passages of one article, as tokens:

    <s> passage: title </s> tail of what precedes </s> passage </s> passage </s>

A question is read as ``<s> query: … </s>``. Both begin as E5 was trained.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index import Article, Passage

QUESTION_TOKENS = 64
"""Most tokens of a question; a longer one is cut from the left: what is asked mostly stands at its end."""
TEXT_TOKENS = 256
"""Most tokens of passages in a window."""
_WINDOW_TOKENS = TEXT_TOKENS + 1
"""With a separator behind each passage."""
TITLE_TOKENS = 24
TAIL_TOKENS = 32
_BEFORE = 200
"""Characters before a passage that is read alone: more than ``TAIL_TOKENS``."""
_OVERLAP = 48
_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f]|<(?=/?(?:s|pad|unk|mask)>)")
"""Characters that the tokenizer drops, and with them its count of characters; and what begins a special token."""


@dataclass(frozen=True)
class Window:
    """Tokens of a run of passages of one article.

    Attributes:
        article: the article's id.
        ids: (t,) token ids.
        starts, ends: (t,) the characters of the article's text that a token
            stands for, half-open; -1 where no answer may be (title, tail,
            separators).
        opens: (t,) whether the token begins a word.
        paragraphs: (t,) the number of the token's paragraph; 0 where no
            answer may be.
    """

    article: str
    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    opens: np.ndarray
    paragraphs: np.ndarray

    @property
    def readable(self) -> np.ndarray:
        """(t,) whether an answer may hold the token."""
        return self.paragraphs > 0


@dataclass(frozen=True)
class _Piece:
    """Tokens of one passage, of a part of an overlong one, or of what stands between them; see ``Window``."""

    passage: Passage | None
    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    opens: np.ndarray

    @classmethod
    def unreadable(cls, *ids: int) -> "_Piece":
        nowhere = np.full(len(ids), -1)
        return cls(None, np.array(ids, dtype=np.int64), nowhere, nowhere, nowhere > 0)

    @property
    def paragraphs(self) -> np.ndarray:
        return np.full(len(self.ids), self.passage.paragraph if self.passage else 0)


class Tokens:
    """Turns questions and passages into tokens.

    Args:
        tokenizer: a fast tokenizer with XLM-RoBERTa's special tokens.
    """

    def __init__(self, tokenizer):
        self._tokenizer = tokenizer
        self._first, self._last = tokenizer.bos_token_id, tokenizer.eos_token_id
        self._query, self._passage = (self._ids(prompt) for prompt in ("query:", "passage:"))
        self.padding = tokenizer.pad_token_id

    def question(self, question: str) -> np.ndarray:
        """(q,) token ids of a question; at most ``QUESTION_TOKENS`` of its own, the last ones."""
        own = self._ids(question)[-QUESTION_TOKENS:]
        return np.concatenate([[self._first], self._query, own, [self._last]])

    def count(self, text: str) -> int:
        """How many tokens a text has."""
        return len(self._ids(text))

    def windows(self, article: Article, passages: Sequence[Passage], title: str | None = None) -> list[Window]:
        """Windows over passages of one article, which are given in its order.

        Passages are read together while they follow each other in the
        article and fit. A window that begins with the title has no other.

        Args:
            title: None is the article's own.
        """
        title = article.title if title is None else title
        runs = _packed(article, self._pieces(article, passages))
        return [self._window(article, title, before, run) for before, run in runs]

    def alone(self, article: Article, passage: Passage) -> list[Window]:
        """A window over one passage, behind the end of the text before it; several where it does not fit one."""
        begin = max(passage.start - _BEFORE, 0)
        before = Passage(article.id, passage.paragraph, begin, passage.start)
        preceding, *pieces = self._pieces(article, [before, passage])
        return [self._window(article, article.title, preceding if begin < passage.start else None, [p]) for p in pieces]

    def _ids(self, text: str) -> np.ndarray:
        return np.array(self._encoded(_plain(text))["input_ids"], dtype=np.int64)

    def _encoded(self, text: str | list[str], **options):
        return self._tokenizer(text, add_special_tokens=False, verbose=False, **options)

    def _pieces(self, article: Article, passages: Sequence[Passage]) -> Iterator[_Piece]:
        if not passages:
            return
        texts = [_plain(article.text[passage.start : passage.end]) for passage in passages]
        encoded = self._encoded(texts, return_offsets_mapping=True)
        for row, passage in enumerate(passages):
            ids = np.array(encoded["input_ids"][row], dtype=np.int64)
            places = np.array(encoded["offset_mapping"][row], dtype=np.int64).reshape(-1, 2) + passage.start
            words = np.array(encoded.word_ids(row), dtype=np.int64)
            opens = np.diff(words, prepend=-1) != 0
            for start in range(0, max(len(ids) - _OVERLAP, 1), TEXT_TOKENS - _OVERLAP):
                part = slice(start, start + TEXT_TOKENS)
                yield _Piece(passage, ids[part], places[part, 0], places[part, 1], opens[part])

    def _window(self, article: Article, title: str, before: _Piece | None, run: list[_Piece]) -> Window:
        is_title = article.text.startswith(title, run[0].passage.start)
        head = () if is_title else self._ids(title)[:TITLE_TOKENS]
        parts = [_Piece.unreadable(self._first, *self._passage, *head, self._last)]
        if before:
            parts.append(_Piece.unreadable(*before.ids[-TAIL_TOKENS:], self._last))
        for piece in run:
            parts += [piece, _Piece.unreadable(self._last)]
        fields = ("ids", "starts", "ends", "opens", "paragraphs")
        return Window(article.id, *(np.concatenate([getattr(part, field) for part in parts]) for field in fields))


def _plain(text: str) -> str:
    """The text, of the same length, without what the tokenizer does not take for text."""
    return _NOT_TEXT.sub(" ", text)


def _packed(article: Article, pieces: Iterable[_Piece]) -> Iterator[tuple[_Piece | None, list[_Piece]]]:
    """Runs of pieces that fit a window, each with the piece before it when that is its neighbour."""
    run: list[_Piece] = []
    before: _Piece | None = None
    for piece in pieces:
        adjacent = bool(run) and not article.text[run[-1].passage.end : piece.passage.start].strip()
        if run and not (adjacent and sum(len(other.ids) + 1 for other in (*run, piece)) <= _WINDOW_TOKENS):
            yield before, run
            before = run[-1] if adjacent and run[-1].passage is not piece.passage else None
            run = []
        run.append(piece)
    if run:
        yield before, run
