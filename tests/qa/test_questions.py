import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import QuestionError
from qa.questions import LONGEST_QUESTION, checked_articles, checked_history, cleaned


@pytest.mark.parametrize("question", ["", " \n\t", "\0\x01", "?!…", None, 3, ["Qui ?"], "a" * 100_000])
def test_what_is_no_question_is_refused_with_a_sentence(question):
    with pytest.raises(QuestionError, match=r"\.$"):
        cleaned(question)


def test_control_characters_become_spaces():
    assert cleaned(" qui\0 est\x07-ce\r\n ? ") == "qui est -ce ?"


@given(st.text(st.characters(), max_size=LONGEST_QUESTION))
def test_a_cleaned_question_is_one_line_that_can_be_encoded(question):
    try:
        text = cleaned(question)
    except QuestionError:
        assert not any(c.isalnum() for c in question)
        return
    text.encode()
    assert text == " ".join(text.split())


@pytest.mark.parametrize("history", ["Qui ?", None, [None], [["Qui ?"]], 3, {"Qui ?"}])
def test_a_history_of_the_wrong_type_is_refused(history):
    with pytest.raises(QuestionError, match="history|earlier"):
        checked_history(history)


@pytest.mark.parametrize("wanted", [[], "port", ["port", "nowhere"], [None], [["port"]], 3])
def test_articles_that_do_not_exist_are_refused(wanted):
    with pytest.raises(QuestionError, match="article"):
        checked_articles(wanted, {"port": 1})


def test_no_choice_of_articles_asks_all():
    assert checked_articles(None, {"port": 1}) is None
    assert checked_articles(["port"], {"port": 1}) == {"port"}
    assert checked_articles(["cafe\u0301"], {"café": 1}) == {"café"}
