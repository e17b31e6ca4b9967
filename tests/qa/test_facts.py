import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.structure import parse_article
from qa.facts import fact
from qa.intents import FACTS
from texts import ARTICLE, article_text

PAPER = parse_article("a", "Un titre\n\n« Oui », confie à La Gazette Anne Roux, juriste à Metz.\n\nFin de l’article.")


@pytest.mark.parametrize(
    ("intent", "quotes"),
    [
        ("author", ["Lucie Marceau"]),
        ("published", ["12/03/2024 à 08:15"]),
        ("updated", ["13/03/2024 à 19:40"]),
        ("title", ["Le port de Brévannes rouvre après deux ans de travaux"]),
        ("headings", ["« Une deuxième vie »"]),
        ("related", ["À LIRE AUSSI Les dockers demandent des renforts"]),
        ("newspaper", []),
        ("people", ["Armand Leduc"]),
    ],
)
def test_facts_are_quoted_from_the_articles_structure(intent, quotes):
    article = parse_article("port", ARTICLE)
    assert [article.quote(span) for span in fact(article, intent)] == quotes


def test_the_newspaper_is_whom_people_speak_to():
    assert [PAPER.quote(span) for span in fact(PAPER, "newspaper")] == ["La Gazette"]


def test_who_answers_in_an_interview_is_whom_it_names_first():
    answers = "\n\n".join(
        f"Pourquoi êtes-vous {what} ? Parce que Jean Petit, mon oncle, le voulait."
        for what in ("ici", "fâchée", "partie")
    )
    article = parse_article("a", f"Un titre\n\nLa juriste Anne Roux publie un livre sur la mer.\n\n{answers}")
    assert [article.quote(span) for span in fact(article, "people")] == ["Anne Roux"]


def test_an_explainer_with_questions_is_no_interview():
    answers = "\n\n".join(
        f"Pourquoi {what} ? Parce que Jean Petit, mon oncle, le voulait." for what in ("ici", "demain", "ça")
    )
    article = parse_article("a", f"Un titre\n\nLa juriste Anne Roux publie un livre sur la mer.\n\n{answers}")
    assert fact(article, "people") == ()


@given(article_text, st.sampled_from(FACTS))
def test_facts_of_any_text_lie_in_one_paragraph(text, intent):
    article = parse_article("a", text)
    for span in fact(article, intent):
        paragraph = article.paragraph_at(span.start)
        assert paragraph.start <= span.start < span.end <= paragraph.end
