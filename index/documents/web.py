"""Web pages, by trafilatura: the article without menus, advertisements and comments."""

import codecs
import re
from itertools import islice
from typing import TYPE_CHECKING

from index.documents.plain import Refusal, one_line, with_heading

if TYPE_CHECKING:
    from lxml.etree import _Element
    from trafilatura.settings import Document

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HEAD = 4096
_MOST_ELEMENTS = 50_000  # trafilatura's time grows with their square, on some pages; an article has some thousands
_LATIN_1 = (b"iso-8859-1", b"latin1", b"latin-1", b"us-ascii")
# Names of trafilatura's own elements.
_BLOCKS = frozenset(("ab", "body", "div", "head", "item", "lb", "list", "p", "quote", "table"))


def read_web_page(data: bytes) -> list[str]:
    """The paragraphs of a saved page, its title and byline first; nothing is fetched.

    The rows of a table are one paragraph each.

    Raises:
        Refusal: the bytes are no page, it is too large, or it holds no text.
    """
    from trafilatura import bare_extraction  # slow to import, and few need it

    article = bare_extraction(
        _parsed(data),
        include_comments=False,
        with_metadata=True,
        # Dates that the page declares; guesses from its text are left out.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if article is None or article.body is None:
        raise Refusal("the page holds no text.")
    author = " et ".join((article.author or "").split("; "))
    return with_heading(_blocks(article.body), _title(article), author, article.date)


def _parsed(data: bytes) -> "_Element":
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding=_encoding(data), remove_comments=True, remove_pis=True, collect_ids=False)
    page = document_fromstring(data, parser=parser)
    if next(islice(page.iter(), _MOST_ELEMENTS, None), None) is not None:
        raise Refusal("the page is too large.")
    return page


def _encoding(data: bytes) -> str | None:
    """The page's encoding, None for the one that it declares."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in data:
        raise Refusal("this is a binary file, not a web page.")
    try:
        data.decode()
        return "utf-8"
    except UnicodeDecodeError:
        # Where browsers say Windows-1252, too.
        declared = _CHARSET.search(data[:_HEAD])
        return None if declared and declared[1].lower() not in _LATIN_1 else "windows-1252"


def _title(article: "Document") -> str | None:
    """The page's name, where the article does not begin with a title of its own."""
    first = next((element for element in article.body.iter() if (element.text or "").strip()), None)
    return None if first is not None and first.get("rend") == "h1" else article.title


def _blocks(body: "_Element") -> list[str]:
    """The text of each block.

    trafilatura's own plain text would turn «&amp;lt;» into «<», and have marks of tables and lists.
    """
    from lxml.etree import iterwalk

    blocks: list[list[str]] = [[]]
    walk = iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if element.tag in _BLOCKS or element.tag == "row":
            blocks.append([])
        if event == "start" and element.tag == "row":
            blocks[-1].append(" | ".join(filter(None, (one_line(" ".join(cell.itertext())) for cell in element))))
            walk.skip_subtree()
        else:
            blocks[-1].append((element.text if event == "start" else element.tail) or "")
    return [line for line in (one_line("".join(block)) for block in blocks) if line]
