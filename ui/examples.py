"""Example questions that an article's own structure suggests."""

from collections.abc import Iterator

from qa import Article
from ui.strings import Strings

_MAX_EXAMPLES = 4
_MAX_WORDS_SHOWN = 100
_QUOTES = '«»“”"\u00a0\u202f '


def example_questions(article: Article, strings: Strings) -> tuple[str, ...]:
    """A few questions: two about the sub-headings if there are any, then the byline's."""
    headings = list(_heading_questions(article, strings))
    byline = list(_byline_questions(article, strings))
    chosen = headings[: max(2, _MAX_EXAMPLES - len(byline))] + byline
    if not chosen:
        chosen = list(_title_question(article, strings))
    return tuple(chosen[:_MAX_EXAMPLES])


def _heading_questions(article: Article, strings: Strings) -> Iterator[str]:
    for paragraph in article.paragraphs:
        heading = article.text[paragraph.start : paragraph.end]
        if paragraph.kind != "heading" or len(heading) > _MAX_WORDS_SHOWN:
            continue
        words = heading.strip(_QUOTES)
        if not words:
            continue
        if heading[0] in _QUOTES and heading[-1] in _QUOTES:
            yield strings.who_says.format(quote=words)
        elif heading.rstrip().endswith("?"):
            yield heading
        else:
            yield strings.what_about.format(topic=words)


def _byline_questions(article: Article, strings: Strings) -> Iterator[str]:
    if article.author:
        yield strings.who_wrote
    if article.published:
        yield strings.when_published
    if article.updated:
        yield strings.when_updated


def _title_question(article: Article, strings: Strings) -> Iterator[str]:
    title = article.title.strip(_QUOTES)
    if title and len(title) <= _MAX_WORDS_SHOWN:
        yield strings.what_about.format(topic=title)
