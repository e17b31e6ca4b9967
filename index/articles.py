"""Articles: a text file, decoded once, and the places in it that have a meaning.

Every offset is a half-open range of characters of ``Article.text``, which is
the decoded file and is never changed: line endings, accents and apostrophes
stay as they are in the file.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.errors import ArticleError
from index.printing import printable

ParagraphKind = Literal["title", "lead", "byline", "heading", "related", "body"]


@dataclass(frozen=True, order=True)
class Span:
    """A half-open range of characters, ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True)
class Paragraph:
    """A non-empty block of lines; ``number`` counts from 1."""

    number: int
    start: int
    end: int
    kind: ParagraphKind


@dataclass(frozen=True)
class Article:
    """One article and its structure.

    ``author``, ``published`` and ``updated`` are spans of ``text``, or None
    where the byline does not say.
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    author: Span | None = None
    published: Span | None = None
    updated: Span | None = None

    @property
    def title(self) -> str:
        """The title paragraph's words, else the lead's, else the first ordinary paragraph's."""
        for kind in ("title", "lead", "body"):
            for paragraph in self.paragraphs:
                if paragraph.kind == kind:
                    return self.quote(paragraph)
        return self.quote(self.paragraphs[0])

    def quote(self, span: Span | Paragraph) -> str:
        """The exact characters of a span or paragraph of this article."""
        return self.text[span.start : span.end]

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph that holds the character at ``offset``.

        Raises:
            ValueError: no paragraph holds it.
        """
        for paragraph in self.paragraphs:
            if paragraph.start <= offset < paragraph.end:
                return paragraph
        raise ValueError(f"no paragraph of {self.id} holds the character {offset}")


@dataclass(frozen=True)
class ArticleFile:
    """A file of the seeds folder, as found: its bytes' hash and what they hold.

    ``name`` is composed (NFC) and printable. Exactly one of ``text`` and
    ``problem`` is not None.
    """

    name: str
    sha256: str
    text: str | None
    problem: str | None = None

    @property
    def id(self) -> str:
        """The article's id: the file's stem."""
        return Path(self.name).stem


def decode(name: str, data: bytes) -> str:
    """Decode a file's bytes as UTF-8; a byte order mark belongs to the encoding, not to the text.

    Raises:
        ArticleError: the file is empty, binary or not UTF-8.
    """
    if b"\0" in data:
        raise ArticleError(f"{name}: this is a binary file, not a text.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{name}: not UTF-8 (byte 0x{data[error.start]:02X} at position {error.start}); save the file as UTF-8."
        ) from None
    if not any(character.isalnum() for character in text):
        raise ArticleError(f"{name}: the file holds no words.")
    return text


def file_name(path: Path) -> str:
    """A file's name, composed (NFC) and printable."""
    return printable(unicodedata.normalize("NFC", path.name), length=1_000)


def read_file(path: Path) -> ArticleFile:
    """Read one file; what makes it unusable is kept in ``problem``, so that others go on."""
    name = file_name(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        return ArticleFile(name, "", None, f"{name}: cannot be read ({error.strerror}).")
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        return ArticleFile(name, sha256, decode(name, data))
    except ArticleError as error:
        return ArticleFile(name, sha256, None, str(error))
