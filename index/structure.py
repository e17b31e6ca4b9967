"""The structure of an article: paragraphs, what each one is, and what the byline says.

French newspaper pages pasted as text are the model: a title or a lead, a
byline with dates, sub-headings without a full stop, «À lire aussi» links.
A reading that is not certain is left out: None rather than a guess.
"""

import re
from collections.abc import Iterator

from index.articles import Article, Paragraph, ParagraphKind, Span
from index.bylines import is_byline, read_byline
from index.credits import is_only_names
from index.folding import fold

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_WRAP_WIDTH = 100
_HEADING_LENGTH = 120
_BYLINE_PLACES = 4
_LEAD_LENGTH = 450
_RELATED = re.compile(
    r"^\W*(a lire (aussi|egalement|encore|ailleurs)|lire (aussi|egalement)|(a )?voir (aussi|egalement)"
    r"|read (also|more)|see also|lea tambien|lesen sie auch|leggi anche)\b"
)
_PARTICLE = re.compile(r"\sd[eu]s?\s")
_CLOSING = " \t\u00a0\u202f»”\"’')]"


def parse_article(article_id: str, text: str) -> Article:
    """Find the structure of a text that holds at least one word."""
    spans = list(_paragraph_spans(text))
    kinds = _kinds([text[span.start : span.end] for span in spans])
    paragraphs = tuple(
        Paragraph(number, span.start, span.end, kind)
        for number, (span, kind) in enumerate(zip(spans, kinds, strict=True), start=1)
    )
    facts = _byline_facts(text, paragraphs)
    return Article(article_id, text, paragraphs, **facts)


def _paragraph_spans(text: str) -> Iterator[Span]:
    lines = [_strip(text, match.start(), match.end()) for match in _LINE.finditer(text) if not match.group().isspace()]
    if not _is_hard_wrapped(text, lines):
        yield from lines
        return
    block = lines[0]
    for line in lines[1:]:
        if _blank_line_between(text, block.end, line.start):
            yield block
            block = line
        else:
            block = Span(block.start, line.end)
    yield block


def _strip(text: str, start: int, end: int) -> Span:
    stripped = text[start:end].strip()
    start = text.index(stripped, start)
    return Span(start, start + len(stripped))


def _is_hard_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines were broken at a fixed width, so that blank lines separate paragraphs."""
    if len(lines) < 2 or max(line.end - line.start for line in lines) > _WRAP_WIDTH:
        return False
    inside = sum(not _blank_line_between(text, a.end, b.start) for a, b in zip(lines, lines[1:], strict=False))
    return 0 < len(lines) - 1 - inside < inside


def _blank_line_between(text: str, end: int, start: int) -> bool:
    # What lies between two lines is white space; its line ends are counted.
    return len(_LINE_END.findall(text, end, start)) > 1


def _kinds(blocks: list[str]) -> list[ParagraphKind]:
    kinds: list[ParagraphKind] = []
    for place in range(len(blocks)):
        kinds.append(_kind(blocks, place, kinds))
    if "byline" in kinds[:_BYLINE_PLACES] and kinds[0] == "title":
        # What stands between the title and the byline is the lead.
        for place in range(1, kinds.index("byline")):
            if kinds[place] == "body":
                kinds[place] = "lead"
    return kinds


def _kind(blocks: list[str], place: int, before: list[ParagraphKind]) -> ParagraphKind:
    block = blocks[place]
    if _RELATED.match(fold(block)):
        return "related"
    last = 0 < place == len(blocks) - 1
    if place < _BYLINE_PLACES or last or (place == _BYLINE_PLACES and before[-1] == "byline"):
        elsewhere = blocks[:place] + blocks[place + 1 :]
        if is_byline(block, elsewhere, bare=last or _may_be_bare(blocks, place, before)):
            return "byline"
    first = all(kind == "byline" for kind in before)
    if _looks_like_heading(block) and place + 1 < len(blocks):
        return "title" if first else "heading"
    return "lead" if place == 0 else "body"


def _may_be_bare(blocks: list[str], place: int, before: list[ParagraphKind]) -> bool:
    """Whether a name alone may be the author's here: above the text, where no later line is but a name."""
    block, rest = blocks[place], blocks[place + 1 :]
    if place == 0:
        return is_only_names(block) and not _PARTICLE.search(block) and bool(rest) and not _looks_like_heading(rest[0])
    if place == 1:
        return True
    above = "byline" not in before and all(len(paragraph) <= _LEAD_LENGTH for paragraph in blocks[:place])
    return above and not any(is_only_names(line) and not line.isupper() and line != block for line in rest)


def _looks_like_heading(block: str) -> bool:
    """Short, on one line, without a full stop; a closing quotation mark does not count."""
    if len(block) > _HEADING_LENGTH or _LINE_END.search(block):
        return False
    bare = block.rstrip(_CLOSING)
    return bool(bare) and bare[-1] not in ".…;:,"


def _byline_facts(text: str, paragraphs: tuple[Paragraph, ...]) -> dict[str, Span | None]:
    facts: dict[str, Span | None] = {}
    for paragraph in paragraphs:
        if paragraph.kind == "byline":
            for name, span in read_byline(text, paragraph.start, paragraph.end).items():
                facts.setdefault(name, span)
    return facts
