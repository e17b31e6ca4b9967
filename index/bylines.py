"""Bylines: who wrote the article, when it was published and updated.

Patterns are written so that they match composed and decomposed accents
alike («à» as one character or two), because offsets must refer to the text
as it is.
"""

import re
from collections.abc import Sequence

from index.accents import E_ACUTE, A, E
from index.articles import Span
from index.credits import author, credits_somebody, is_only_names
from index.names import NAME

_BYLINE_LENGTH = 220
_MONTH = (
    rf"(?:janv(?:ier)?|f{E}vr(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao(?:[uû]\u0302?)t|sept(?:embre)?"
    rf"|oct(?:obre)?|nov(?:embre)?|d{E}c(?:embre)?|jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|september|october|november|december)\.?"
)
_DATE = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:er)?\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}})"
)
_TIME = r"(?:\d{1,2}\s?[hH:]\s?\d{2}|\d{1,2}\s?[hH])\b"
_MOMENT = re.compile(rf"\b(?:{_DATE}(?:\s*(?:,|{A}|at|-|–)?\s*{_TIME})?|{_TIME})", re.IGNORECASE)
_MONTH_OF_YEAR = re.compile(rf"(?:^|[|•·–—,.:]\s*)(?P<month>{_MONTH}\s+\d{{4}})(?=$|\s*[|•·–—,.)])", re.IGNORECASE)
_UPDATED = re.compile(
    rf"(?:mis(?:e)?\s+{A}\s+jour|m{A}j|modifi{E_ACUTE}|actualis{E_ACUTE}|updated|modified)", re.IGNORECASE
)
_PUBLISHED = re.compile(rf"(?:publi{E_ACUTE}|mis\s+en\s+ligne|published|posted)", re.IGNORECASE)
_BY = re.compile(rf"(?i:par|by)\s+{NAME}")
_SEPARATOR = re.compile(r"\s*(?:,|\||•|·|—|–|\s-\s|(?<!\b\w)\.\s|\.$|$)\s*")


def is_byline(block: str, elsewhere: Sequence[str], bare: bool) -> bool:
    """Whether a paragraph is a byline.

    Args:
        block: the paragraph's text.
        elsewhere: the article's other paragraphs. Whom they tell of is not credited.
        bare: whether a line with hardly more than a name counts.
    """
    if len(block) > _BYLINE_LENGTH:
        return False
    dated = _MOMENT.search(block) is not None
    if _PUBLISHED.search(block) and dated:
        return True
    if _is_sentence(block):
        return dated and _BY.match(block) is not None
    return _dated_with_year(block) or credits_somebody(block, elsewhere, bare)


def read_byline(text: str, start: int, end: int) -> dict[str, Span]:
    """The author, publication and update of the byline ``text[start:end]``.

    Returns:
        Spans under the keys "author", "published", "updated", each only where
        the byline says so.
    """
    facts: dict[str, Span] = {}
    for moment in _MOMENT.finditer(text, start, end):
        key = "updated" if _follows_update(text, start, moment.start()) else "published"
        facts.setdefault(key, Span(*moment.span()))
    month = _MONTH_OF_YEAR.search(text[start:end])
    if month and not facts:
        facts["published"] = Span(start + month.start("month"), start + month.end("month"))
    if named := _author(text, start, end):
        facts["author"] = named
    return facts


def _is_sentence(block: str) -> bool:
    return block.rstrip(' \u00a0»”"').endswith((".", "!", "?", "…"))


def _dated_with_year(block: str) -> bool:
    moments = list(_MOMENT.finditer(block))
    rest = _MOMENT.sub("", block)
    return any(re.search(r"\d{4}|/\d{2}\b", m.group()) for m in moments) and len(rest) < 90


def _follows_update(text: str, start: int, moment: int) -> bool:
    """Whether the last word about publication before the moment says «updated»."""
    before = text[start:moment]
    updated = max((m.start() for m in _UPDATED.finditer(before)), default=-1)
    published = max((m.start() for m in _PUBLISHED.finditer(before)), default=-1)
    return updated > published


def _author(text: str, start: int, end: int) -> Span | None:
    """Whom the byline credits, else its first part that is wholly a name."""
    if credited := author(text, start, end):
        return credited
    stops = [m.start() for p in (_MOMENT, _PUBLISHED, _UPDATED) for m in p.finditer(text, start, end)]
    stops += [m.start() for m in _SEPARATOR.finditer(text, start, end)]
    for left, right in _parts(text, start, end, sorted(set(stops))):
        if is_only_names(text[left:right]):
            return Span(left, right)
    return None


def _parts(text: str, start: int, end: int, stops: list[int]) -> list[tuple[int, int]]:
    edges = [start, *stops, end]
    parts = []
    for left, right in zip(edges, edges[1:], strict=False):
        while left < right and not text[left].isalnum():
            left += 1
        while right > left and not text[right - 1].isalnum():
            right -= 1
        if left < right:
            parts.append((left, right))
    return parts
