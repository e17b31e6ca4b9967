"""Documents: the text of an uploaded file, in the form that an article has.

The title comes first, then, where the document says it for sure, a byline,
then the paragraphs, each on one line, separated by blank lines.
"""

from collections.abc import Callable
from pathlib import PurePath

from index.articles import decode
from index.documents.markdown import read_markdown
from index.documents.pdf import read_pdf
from index.documents.plain import LONGEST_ARTICLE, TOO_LONG, Refusal
from index.documents.web import read_web_page
from index.documents.word import read_word
from index.errors import ArticleError
from index.printing import printable

LARGEST_DOCUMENT = 20 * 1024 * 1024
"""The most bytes that a document may have."""

_MARKDOWN = (".md", ".markdown")
_READERS: dict[str, Callable[[bytes], list[str]]] = {
    ".html": read_web_page,
    ".htm": read_web_page,
    ".pdf": read_pdf,
    ".docx": read_word,
}
SUFFIXES = (".txt", *_MARKDOWN, *_READERS)
"""The kinds of documents that can be read, by the end of their names."""


def extract_text(name: str, data: bytes) -> str:
    """The text of a document, as an article's file would hold it.

    A ``.txt`` is kept character by character; of the other kinds, each
    paragraph becomes one line.

    Args:
        name: the document's file name; its end says what kind it is.
        data: its bytes.

    Returns:
        The text, which holds at least one word.

    Raises:
        ArticleError: the document gives no text; the message says why.
    """
    shown = printable(name, length=100)
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise ArticleError(f"{shown}: this kind of file cannot be read; the kinds that can are {', '.join(SUFFIXES)}.")
    if len(data) > LARGEST_DOCUMENT:
        raise ArticleError(f"{shown}: the file is larger than {LARGEST_DOCUMENT // 1024**2} MiB.")
    if not data:
        raise ArticleError(f"{shown}: the file is empty.")
    text = decode(shown, data) if suffix == ".txt" else "\n\n".join(_paragraphs(shown, suffix, data))
    if not any(character.isalnum() for character in text):
        raise ArticleError(f"{shown}: the file holds no words.")
    if len(text) > LONGEST_ARTICLE:
        raise ArticleError(f"{shown}: {TOO_LONG}")
    return text


def _paragraphs(shown: str, suffix: str, data: bytes) -> list[str]:
    try:
        return read_markdown(decode(shown, data)) if suffix in _MARKDOWN else _READERS[suffix](data)
    except ArticleError:
        raise
    except Refusal as refusal:
        raise ArticleError(f"{shown}: {refusal}") from None
    except MemoryError:
        raise
    except Exception as error:  # what a library raises on a damaged file is anything
        raise ArticleError(f"{shown}: the file is damaged or not of the kind that its name says.") from error
