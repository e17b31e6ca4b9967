"""The article pane: any text is text, and every offset holds."""

from hypothesis import given
from hypothesis import strategies as st

from html_text import read_elements, with_class
from index.articles import Article, Paragraph
from index.structure import parse_article
from ui.article_pane import article_pane, short_title
from ui.markup import element, text
from ui.strings import ENGLISH, FRENCH

# What UTF-8 and HTML can hold; the rest is replaced one for one.
storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))

HOSTILE = "<script>alert(1)</script> &amp; \"x\" 'y' <img src=x onerror=alert(1)> ${x} {{y}} 😀"


def one_paragraph(body: str) -> Article:
    return Article("a", body, (Paragraph(1, 0, len(body), "body"),))


@given(storable)
def test_any_text_is_shown_character_for_character(body: str) -> None:
    html = article_pane(one_paragraph(body), [], FRENCH)
    (paragraph,) = with_class(html, "qa-paragraph")
    assert paragraph.text == body
    assert [e.tag for e in read_elements(html)] == ["div", "article", "p"]


@given(st.text())
def test_text_keeps_its_length_whatever_it_holds(value: str) -> None:
    (shown,) = read_elements(element("p", value))
    assert len(shown.text) == len(value)


@given(storable)
def test_attributes_hold_any_text(value: str) -> None:
    (shown,) = read_elements(element("p", data_question=value))
    assert shown.attributes == {"data-question": value}


def test_markup_cannot_be_injected() -> None:
    assert "<" not in text(HOSTILE)
    assert '"' not in text(HOSTILE)


def test_paragraphs_carry_the_articles_offsets() -> None:
    article = parse_article("a", "Un titre\r\nPar Anne Dupont, publié le 3 mai 2024\r\n\r\nDu 😀 texte. Encore.\r\n")
    shown = with_class(article_pane(article, [article], FRENCH), "qa-paragraph")
    assert len(shown) == len(article.paragraphs)
    for element_, paragraph in zip(shown, article.paragraphs, strict=True):
        start, end = (int(element_.attributes[f"data-{name}"]) for name in ("start", "end"))
        assert element_.text == article.text[start:end] == article.quote(paragraph)
        assert element_.attributes["data-number"] == str(paragraph.number)
        assert f"qa-{paragraph.kind}" in element_.attributes["class"]


def test_the_picker_is_there_only_for_several_articles() -> None:
    first = parse_article("a", f"Un article {HOSTILE}. Une phrase.")
    second = parse_article(HOSTILE, "Un autre article. Une phrase.")
    assert not with_class(article_pane(first, [first], FRENCH), "qa-picker")
    html = article_pane(second, [first, second], ENGLISH)
    options = [e for e in read_elements(html) if e.tag == "option"]
    assert [e.attributes["value"] for e in options] == ["a", HOSTILE]
    assert ["selected" in e.attributes for e in options] == [False, True]


def test_a_long_title_is_cut_at_a_word() -> None:
    title = short_title(parse_article("a", "mot " * 60))
    assert len(title) <= 91
    assert title.endswith("mot…")
