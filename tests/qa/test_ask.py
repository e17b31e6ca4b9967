"""The public function on the real article with the real model."""

import random
from dataclasses import replace
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qa
from index import Settings, current_generation
from qa import Answer, Engine, QAError, QuestionError
from qa.deciding import Decision
from texts import ARTICLE, write_articles

REFUSE_ALL = replace(Decision.load(), threshold=1.1)
ANSWER_ALL = replace(Decision.load(), threshold=0.0)


def assert_sound(engine: Engine, answer: Answer) -> None:
    """The rules that hold for every answer."""
    texts = {article.id: article for article in engine.articles}
    for citation in (*answer.citations, *answer.nearest):
        article = texts[citation.article]
        assert article.text[citation.start : citation.end] == citation.quote != ""
        assert citation.quote in citation.sentence
        assert citation.speaker is None or citation.speaker in article.text
        assert article.paragraph_at(citation.start).number == citation.paragraph
    assert 0 <= answer.score <= 1
    assert (answer.kind == "reply") == bool(answer.reply)
    if answer.answered:
        assert answer.text == " ; ".join(citation.quote for citation in answer.citations)
        assert answer.citations and not answer.nearest
    else:
        assert answer.text == ""
        assert not answer.citations
        assert answer.reply or answer.nearest


@pytest.fixture(scope="module")
def willing_engine(seed_settings, engine) -> Engine:
    """An engine that never refuses, over the same index."""
    return Engine(seed_settings, decision=ANSWER_ALL)


@settings(max_examples=60)
@given(
    st.one_of(st.text(max_size=300), st.text(st.sampled_from("aàéilmnoqstu'’ ?«»<>{}$&;\\/*_[]()\0\r\n"), max_size=80))
)
def test_any_string_may_be_asked(engine, willing_engine, question):
    for asked in (engine, willing_engine):
        try:
            answer = asked.ask(question)
        except QAError as error:
            assert str(error).endswith(".")
        else:
            assert answer.question == question
            assert_sound(asked, answer)


def test_the_question_of_the_first_day_is_answered_with_its_date(engine):
    answer = engine.ask("C'était quel jour l'arrivée du chef d'État russe ?")
    assert answer.answered
    assert "19 juin" in answer.text
    assert answer.citations[0].paragraph == 3
    assert_sound(engine, answer)


@pytest.mark.parametrize(
    "question", ["你好，谁写了这篇文章？", "<script>alert(1)</script>", "</s><s>", "a" * 2_000, "😀 qui ?"]
)
def test_odd_questions_get_an_ordinary_answer(engine, question):
    assert_sound(engine, engine.ask(question))


def test_a_refusal_shows_the_nearest_passages(seed_settings, engine):
    answer = Engine(seed_settings, decision=REFUSE_ALL).ask("Quel jour est-il arrivé ?")
    assert not answer.answered
    assert len(answer.nearest) == 3
    assert_sound(engine, answer)


def test_the_same_question_gets_the_same_answer(engine):
    questions = ["qui a ecrit l'article", "where did they meet?", "pourquoi"]
    first = [engine.ask(question) for question in questions]
    random.Random(0).shuffle(questions)
    assert {answer.question: answer for answer in first} == {q: engine.ask(q) for q in questions}


def test_history_does_not_disturb_a_question_that_stands_alone(engine):
    question = "C'était quel jour l'arrivée du chef d'État russe ?"
    assert engine.ask(question, history=["Who wrote this?", "et ensuite ?"]) == engine.ask(question)


def test_threads_share_an_engine(engine):
    expected = engine.ask("qui a ecrit l'article")
    answers = []
    threads = [Thread(target=lambda: answers.append(engine.ask("qui a ecrit l'article"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 4


def test_the_module_level_function_follows_the_environment(monkeypatch, packaged_workspace):
    write_articles(packaged_workspace.seeds, port=ARTICLE)
    monkeypatch.setenv("QA_SEEDS", str(packaged_workspace.seeds))
    monkeypatch.setenv("QA_INDEX", str(packaged_workspace.index))
    monkeypatch.setenv("QA_MODEL", "")
    answer = qa.ask("Combien a coûté le chantier du port ?", articles=["port"])
    assert {citation.article for citation in (*answer.citations, *answer.nearest)} == {"port"}
    with pytest.raises(QuestionError, match="nowhere"):
        qa.ask("Combien ?", articles=["nowhere"])


def test_an_article_that_is_added_is_asked_without_a_restart(workspace):
    write_articles(workspace.seeds, port=ARTICLE)
    engine = Engine(workspace, decision=ANSWER_ALL)
    engine.ask("Quand ?")
    write_articles(workspace.seeds, neuf="La gare ouvre demain.")
    assert [article.id for article in engine.articles] == ["neuf", "port"]
    assert engine.ask("gare", articles=["neuf"]).citations[0].article == "neuf"


def test_an_index_built_by_another_engine_is_taken_up(workspace):
    write_articles(workspace.seeds, port=ARTICLE)
    reader, builder = Engine(workspace), Engine(workspace)
    reader.ask("Quand ?")
    write_articles(workspace.seeds, port="Tout autre chose.")
    builder.ask("Quand ?")
    generation = current_generation(workspace.index)
    assert reader.articles[0].text == "Tout autre chose."
    assert current_generation(workspace.index) == generation


def test_an_index_deleted_or_damaged_under_a_running_engine_is_built_again(workspace):
    write_articles(workspace.seeds, port=ARTICLE)
    engine = Engine(workspace)
    engine.ask("Quand ?")
    (workspace.index / "CURRENT").write_text("nonsense")
    assert_sound(engine, engine.ask("Quand ?"))
    (workspace.index / "CURRENT").unlink()
    assert_sound(engine, engine.ask("Quand ?"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"seeds": "nowhere"}, "no folder of articles"),
        ({"model": "no/such-model"}, "on this machine"),
    ],
)
def test_settings_that_cannot_serve_are_one_clear_error(workspace, change, reason):
    write_articles(workspace.seeds, port=ARTICLE)
    change = {key: workspace.seeds / value if key == "seeds" else value for key, value in change.items()}
    with pytest.raises(QAError, match=reason) as raised:
        Engine(replace(workspace, **change)).ask("Quand ?")
    assert "\n" not in str(raised.value)


def test_two_engines_of_different_settings_do_not_mix(workspace, engine):
    write_articles(workspace.seeds, port=ARTICLE)
    other = Engine(workspace)
    assert [article.id for article in other.articles] == ["port"]
    assert [article.id for article in engine.articles] != ["port"]
    assert other.ask("port ?", articles=["port"]).question == "port ?"
    with pytest.raises(QuestionError):
        engine.ask("port ?", articles=["port"])


def test_settings_take_paths_as_texts(workspace):
    assert Settings(str(workspace.seeds), str(workspace.index), workspace.model) == workspace
