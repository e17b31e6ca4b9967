"""Which earlier questions a question is read with."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.following import Context, in_context
from qa.intents import Understanding

LEANING = ("et elle ?", "pourquoi ?", "à quelle heure")
INTENTS = {"merci": "thanks", "Qui a écrit l’article ?": "author", "à quelle heure": "published"}


def understand(question: str) -> Understanding:
    intent = INTENTS.get(question, "question")
    intents = {"question": 0.1, "thanks": 0.0, "author": 0.0, "published": 0.0, "updated": 0.0, "title": 0.0}
    intents |= dict.fromkeys(("headings", "related", "newspaper", "people"), 0.0) | {intent: 0.9}
    return Understanding(intents, "fr", float(question in LEANING), 0.0, 0.0)


@pytest.mark.parametrize(
    ("question", "history", "earlier"),
    [
        ("Qui est Anne ?", ["Où est Paul ?"], ()),
        ("et elle ?", ["Où est Paul ?", "Qui est Anne ?"], ("Qui est Anne ?",)),
        ("pourquoi ?", ["Qui est Anne ?", "et elle ?"], ("Qui est Anne ?", "et elle ?")),
        ("et elle ?", ["Qui est Anne ?", "merci"], ("Qui est Anne ?",)),
        ("et elle ?", ["Qui est Anne ?", " ", "?!", "\0"], ("Qui est Anne ?",)),
        ("et elle ?", [], ()),
    ],
)
def test_a_leaning_question_goes_back_to_one_that_stands_alone(question, history, earlier):
    assert in_context(question, history, understand).earlier == earlier


def test_a_very_long_earlier_question_keeps_its_end():
    (earlier,) = in_context("et elle ?", ["a " * 50_000 + "Anne ?"], understand).earlier
    assert earlier.endswith("Anne ?") and len(earlier) <= 2_000


@given(st.lists(st.text(max_size=30)))
def test_any_history_can_be_gone_back_over(history):
    context = in_context("et elle ?", history, understand)
    assert all(any(character.isalnum() for character in question) for question in context.earlier)


def test_a_leaning_question_asks_for_a_fact_where_the_one_before_did():
    context = in_context("à quelle heure", ["Qui a écrit l’article ?"], understand)
    assert context.wanted == ("published", 0.9)
    assert in_context("et elle ?", ["Qui est Anne ?"], understand).wanted == (None, 0.0)


@pytest.mark.parametrize(("intent", "certainty", "talk"), [("thanks", 0.9, "thanks"), ("thanks", 0.6, None)])
def test_small_talk_that_leans_must_be_certain(intent, certainty, talk):
    intents = {"question": 1 - certainty, intent: certainty}
    assert Context("merci", ("Qui est Anne ?",), Understanding(intents, "fr", 1.0, 0.0, 0.0)).small_talk == talk


def test_a_question_with_words_of_its_own_is_read_whatever_came_before():
    long = "et elle ? pourquoi est-elle donc venue ici"
    context = Context(
        long, ("Qui a écrit l’article ?",), replace(understand(long), leans=1.0), understand("Qui a écrit l’article ?")
    )
    assert context.wanted == (None, 0.0)
