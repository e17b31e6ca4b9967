"""Markdown, by markdown-it-py: the words without the marks."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.documents.plain import LONGEST_ARTICLE, TOO_LONG, Refusal, one_line, with_heading

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(title|author|date)[ \t]*:(.*)$", re.MULTILINE)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[\w+/=]*")


def read_markdown(source: str) -> list[str]:
    """The paragraphs of a Markdown text; title, author and date of its front matter come first.

    Links and images keep their words, raw HTML keeps its text; the rows of a
    table are one paragraph each.

    Raises:
        Refusal: the text is too long.
    """
    from markdown_it import MarkdownIt  # few need it

    source = _EMBEDDED.sub("#", source.replace("\r\n", "\n"))  # embedded images are long
    if len(source) > LONGEST_ARTICLE:
        raise Refusal(TOO_LONG)
    front = _FRONT_MATTER.match(source)
    fields = {name: value.strip(" \t\"'") for name, value in _FIELD.findall(front[1])} if front else {}
    tokens = MarkdownIt("commonmark").enable("table").parse(source[front.end() :] if front else source)
    paragraphs = [line for line in map(one_line, _blocks(tokens)) if line]
    return with_heading(paragraphs, fields.get("title"), fields.get("author"), fields.get("date"))


def _blocks(tokens: Sequence["Token"]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(filter(None, row))
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_words(token))
        elif token.type == "inline":
            yield _words(token)
        elif token.type in ("fence", "code_block"):
            yield token.content
        elif token.type == "html_block":
            yield _html_text(token.content)


def _words(inline: "Token") -> str:
    pieces = []
    for token in inline.children or ():
        if token.type in ("softbreak", "hardbreak") or _BREAK.match(token.content) and token.type == "html_inline":
            pieces.append(" ")
        elif token.type == "image":
            pieces.append(_words(token))
        elif token.type != "html_inline":
            pieces.append(token.content)
    return "".join(pieces)


def _html_text(block: str) -> str:
    from trafilatura import html2txt  # slow to import, and few need it

    return html2txt(f"<html><body><div>{block}</div></body></html>")
