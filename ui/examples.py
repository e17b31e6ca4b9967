"""Example questions that an article's own structure suggests."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice, zip_longest

from qa import Article
from qa.speech import speeches
from ui.strings import Strings

_MAX_EXAMPLES = 8
_MAX_WORDS_SHOWN = 100
_QUOTES = '«»“”"\u00a0\u202f '
_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,\u00a0\u202f ]*(?:%|€|(?:mill|bill)\w+(?:\s(?:d['’]|de\s|of\s)\w+)?)")


def example_questions(article: Article, strings: Strings) -> tuple[str, ...]:
    """A few questions, the first ones of unlike kinds: sub-headings, people who speak, figures, the byline."""
    kinds = (
        _heading_questions(article, strings),
        _people_questions(article, strings),
        _byline_questions(article, strings),
        _figure_questions(article, strings),
    )
    mixed = filter(None, chain.from_iterable(zip_longest(*kinds)))
    chosen = tuple(islice(dict.fromkeys(mixed), _MAX_EXAMPLES))
    return chosen or tuple(_title_question(article, strings))


def _heading_questions(article: Article, strings: Strings) -> Iterator[str]:
    for paragraph in article.paragraphs:
        heading = article.quote(paragraph)
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


def _people_questions(article: Article, strings: Strings) -> Iterator[str]:
    """About those who speak, the one who speaks most first."""
    speakers = Counter(speech.speaker.name for speech in speeches(article))
    for name, _ in speakers.most_common():
        yield strings.what_says.format(name=name)


def _figure_questions(article: Article, strings: Strings) -> Iterator[str]:
    for paragraph in article.paragraphs:
        if paragraph.kind == "body":
            for figure in _FIGURE.findall(article.quote(paragraph)):
                yield strings.what_figure.format(figure=figure)


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
