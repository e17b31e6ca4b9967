import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import cut
from index.structure import parse_article
from qa.citing import cite
from texts import ARTICLE, article_text


@pytest.mark.parametrize(
    ("quote", "paragraph", "sentence"),
    [
        ("48 millions d’euros", 3, "Le chantier a coûté 48 millions d’euros."),
        ("Lucie Marceau", 2, "Lucie Marceau 12/03/2024 à 08:15, Mis à jour le 13/03/2024 à 19:40"),
        (
            "d’ici à 2026. Elle attend",
            7,
            "La directrice, Inès Valmont, prévoit 300 embauches d’ici à 2026. Elle attend encore l’accord de l’État…",
        ),
    ],
)
def test_a_citation_names_the_paragraph_and_the_sentences_around(quote, paragraph, sentence):
    start = ARTICLE.index(quote)
    citation = cite(parse_article("port", ARTICLE), start, start + len(quote))
    assert (citation.quote, citation.paragraph, citation.sentence) == (quote, paragraph, sentence)


@given(article_text, st.data())
def test_every_span_of_a_sentence_is_quoted_verbatim(text, data):
    article = parse_article("a", text)
    sentence = data.draw(st.sampled_from(cut(article)[1]))
    start = data.draw(st.integers(sentence.start, sentence.end - 1))
    end = data.draw(st.integers(start + 1, sentence.end))
    citation = cite(article, start, end)
    assert text[citation.start : citation.end] == citation.quote
    assert citation.quote in citation.sentence
    assert citation.sentence in text
