"""A quote with its source, as one cites it elsewhere: whose words, of which article, by whom, when, where."""

from qa import Article, Citation
from ui.article_pane import short_title
from ui.strings import Strings


def source(citation: Citation, article: Article | None) -> list[str]:
    """Speaker, title, author and date where the article gives them; an article that is gone is named by its id."""
    parts = [citation.speaker, short_title(article) if article else citation.article]
    if article:
        parts += [article.quote(span) for span in (article.author, article.published) if span]
    return [part for part in parts if part]


def quote_with_source(citation: Citation, article: Article | None, strings: Strings) -> str:
    """One line: the exact words in quotation marks, and where they stand."""
    place = strings.source_paragraph.format(number=citation.paragraph)
    return f"{strings.quotation.format(quote=citation.quote)} — {', '.join((*source(citation, article), place))}"
