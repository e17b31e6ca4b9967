"""The article as a page: numbered paragraphs whose text keeps the article's offsets.

A paragraph element holds exactly ``article.text[data-start:data-end]`` and
nothing else, so that the page can mark any span by its offsets alone.
"""

from collections.abc import Sequence
from hashlib import sha256

from qa import Article, Paragraph
from ui.markup import Html, element
from ui.strings import Strings

_TAGS = {"title": "h2", "heading": "h3"}
_LABEL_LENGTH = 90


def article_pane(article: Article, articles: Sequence[Article], strings: Strings) -> Html:
    """One article; above it, where there are several, the list to choose from."""
    return element(
        "div",
        _picker(article, articles, strings) if len(articles) > 1 else None,
        element(
            "article",
            *(_paragraph(article, paragraph) for paragraph in article.paragraphs),
            class_="qa-article",
            data_article=article.id,
            data_version=version(article),
            lang="fr",
        ),
        class_="qa-pane",
        data_changed=strings.article_changed,
        data_gone=strings.article_gone,
    )


def notice_pane(message: str) -> Html:
    """The pane when there is no article to show: still opening, or a problem."""
    return element("p", message, class_="qa-notice", role="status")


def version(article: Article) -> str:
    """Changes with the article's text: offsets of one version mean nothing in another."""
    return sha256(article.text.encode()).hexdigest()[:16]


def short_title(article: Article) -> str:
    """The title on one line, cut at a word where it is long."""
    title = " ".join(article.title.split()) or article.id
    if len(title) <= _LABEL_LENGTH:
        return title
    cut = title[:_LABEL_LENGTH]
    return (cut.rpartition(" ")[0] or cut) + "…"


def _paragraph(article: Article, paragraph: Paragraph) -> Html:
    return element(
        _TAGS.get(paragraph.kind, "p"),
        article.text[paragraph.start : paragraph.end],
        class_=f"qa-paragraph qa-{paragraph.kind}",
        data_number=paragraph.number,
        data_start=paragraph.start,
        data_end=paragraph.end,
    )


def _picker(shown: Article, articles: Sequence[Article], strings: Strings) -> Html:
    options = (
        element(
            "option",
            short_title(article),
            value=article.id,
            selected=article.id == shown.id,
        )
        for article in articles
    )
    return element(
        "label",
        element("span", strings.article),
        element("select", *options, class_="qa-picker"),
        class_="qa-picker-label",
    )
