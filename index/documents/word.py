"""Word documents (.docx), by python-docx."""

from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING
from zipfile import ZipFile

from index.documents.plain import Refusal, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST_UNPACKED = 64 * 1024 * 1024


def read_word(data: bytes) -> list[str]:
    """The paragraphs of a document in their order, those of tables and text boxes too.

    The rows of a table are one paragraph each where every cell holds one at
    most. What was deleted or moved away under «track changes» is left out,
    and so are headers, footers and notes.

    Raises:
        Refusal: the document is too large once unpacked.
    """
    from docx import Document  # few need it

    with ZipFile(BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _LARGEST_UNPACKED:
            raise Refusal("the document is too large once unpacked.")
    texts = _texts(Document(BytesIO(data)).element.body)
    rows = groupby(texts, key=lambda paragraph: next(paragraph.iterancestors(_tag("tr")), paragraph))
    return [line for row, paragraphs in rows for line in _lines(row, [texts[paragraph] for paragraph in paragraphs])]


def _texts(body: "_Element") -> dict["_Element", str]:
    """What each paragraph says; python-docx's own ``text`` lacks content controls, text boxes and inserted words."""
    pieces: dict[_Element, list[str]] = {}
    # A text box stands there twice; the second time is for programs that lack the first's features.
    hidden = {_tag("moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
    for node in body.iter(*map(_tag, ("t", "tab", "br", "cr", "noBreakHyphen"))):
        paragraph = next(node.iterancestors(_tag("p")), None)
        if paragraph is not None and hidden.isdisjoint(ancestor.tag for ancestor in node.iterancestors()):
            signs = {_tag("t"): node.text or "", _tag("noBreakHyphen"): "-"}
            pieces.setdefault(paragraph, []).append(signs.get(node.tag, " "))
    return {paragraph: one_line("".join(words)) for paragraph, words in pieces.items()}


def _lines(row: "_Element", texts: list[str]) -> list[str]:
    texts = [text for text in texts if text]
    is_table_row = 1 < len(texts) <= sum(1 for _ in row.iterchildren(_tag("tc")))
    return [" | ".join(texts)] if is_table_row else texts


def _tag(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
