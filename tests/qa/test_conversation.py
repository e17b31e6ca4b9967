"""A conversation with the real article and the real model: small talk, summaries, facts, follow-ups."""

import pytest

from qa import QuestionError
from qa.following import in_context


@pytest.mark.parametrize(
    ("text", "words"),
    [("bonjour !", "Posez une question"), ("hello", "Ask a question"), ("muchas gracias", "Haga una pregunta")],
)
def test_small_talk_gets_a_reply_in_its_language_and_no_quotation(engine, text, words):
    answer = engine.ask(text)
    assert (answer.kind, answer.answered, answer.citations, answer.nearest) == ("reply", False, (), ())
    assert words in answer.reply


@pytest.mark.parametrize(
    ("question", "count"),
    [("Tu peux me résumer l'article vite fait ?", 3), ("whats the gist of this", 3), ("résume en 5 phrases", 5)],
)
def test_a_summary_is_whole_sentences_in_the_articles_order(engine, question, count):
    answer = engine.ask(question)
    assert (answer.kind, len(answer.citations)) == ("summary", count)
    assert all(citation.quote == citation.sentence for citation in answer.citations)
    assert list(answer.citations) == sorted(answer.citations, key=lambda citation: citation.start)


@pytest.mark.parametrize(
    ("question", "history", "quotes"),
    [
        ("qui a ecrit l'article", (), ["Nicolas Cuoco"]),
        ("When was this article published?", (), ["20/06/2024 à 11:54"]),
        ("et a quelle heure exactement", ("Quand est-ce qu'il a été publié ?",), ["20/06/2024 à 11:54"]),
        ("l'article a été mis à jour quand", (), ["23/06/2024 à 11:25"]),
        ("names of the analysts interviewed", (), ["Jean-Vincent Brisset", "Ana Pouvreau"]),
    ],
)
def test_facts_of_the_article_are_quoted_from_where_they_stand(engine, question, history, quotes):
    answer = engine.ask(question, history=history)
    assert answer.kind == "fact"
    assert [citation.quote for citation in answer.citations] == quotes


def test_a_follow_up_is_read_with_what_it_leans_on(engine):
    understand = engine._intents.understand
    context = in_context("et a quelle heure exactement", ["Où était Poutine ?", "Quand est-il arrivé ?"], understand)
    assert context.earlier[-1] == "Quand est-il arrivé ?"


@pytest.mark.parametrize("history", [["é" * 100_000], ["\0", "", "?"], ["你好"] * 500, ["bonjour", "merci"]])
def test_any_history_of_texts_is_taken(engine, history):
    assert engine.ask("et elle ?", history=history).question == "et elle ?"


@pytest.mark.parametrize("history", ["Qui ?", [None], 3])
def test_a_history_of_the_wrong_type_is_one_clear_error(engine, history):
    with pytest.raises(QuestionError, match="history|earlier"):
        engine.ask("et elle ?", history=history)
