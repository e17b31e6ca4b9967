import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa import Answer, Citation, QAError
from qa.evaluation.__main__ import main
from qa.evaluation.files import load_questions
from qa.feedback import FeedbackStore, feedback_path

CITATION = Citation("port", 3, 10, 15, "lundi", "Il vient lundi.")
ANSWERED = Answer("Quand ?", True, "lundi", 0.8, (CITATION,))
REFUSED = Answer("Pourquoi ?", False, "", 0.1, kind="refusal")


@pytest.fixture
def store(tmp_path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "new" / "feedback.sqlite")


def test_what_is_added_is_read_again_in_order(store):
    store.add(ANSWERED, "right", history=["Qui ?"], articles=["port"], index_version="g-1")
    store.add(REFUSED, "wrong", expected="parce que")
    first, second = store.all()
    assert (first.verdict, first.question, first.history, first.index_version) == (
        "right",
        "Quand ?",
        ("Qui ?",),
        "g-1",
    )
    assert first.answer == json.loads(json.dumps(ANSWERED.as_dict()))
    assert (second.verdict, second.expected) == ("wrong", "parce que")


@given(st.text(), st.text())
def test_any_text_is_kept(tmp_path_factory, question, expected):
    store = FeedbackStore(tmp_path_factory.mktemp("feedback") / "f.sqlite")
    store.add(Answer(question, False, "", 0.0), "wrong", expected)
    (said,) = store.all()
    assert said.expected == expected.encode("utf-8", "replace").decode()


def test_feedback_becomes_a_question_file(store, tmp_path):
    store.add(ANSWERED, "wrong")
    store.add(ANSWERED, "right", articles=["port"])
    store.add(REFUSED, "right")
    store.add(ANSWERED, "right", history=["Qui ?"])
    store.add(ANSWERED, "wrong", expected="mardi", history=["Qui ?"])
    out = tmp_path / "questions.jsonl"
    assert main(["feedback", "--file", str(store._path), "--out", str(out)]) == 0
    questions = load_questions(out)
    assert [(question.kind, question.answers) for question in questions] == [
        ("span", ("lundi",)),
        ("none", ()),
        ("span", ("mardi",)),
    ]
    assert questions[0].article == "port"


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_a_file_that_is_no_feedback_is_one_clear_error(tmp_path, capsys, content):
    path = tmp_path / "feedback.sqlite"
    if content is not None:
        path.write_bytes(content)
    assert main(["feedback", "--file", str(path)]) == 1
    assert str(path) in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_one_clear_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(QAError, match="cannot be kept"):
        FeedbackStore(tmp_path / "file" / "feedback.sqlite").add(ANSWERED, "right")


def test_the_file_is_named_by_the_environment(tmp_path):
    assert feedback_path({"QA_FEEDBACK": str(tmp_path / "f")}) == tmp_path / "f"
    assert feedback_path({}).name == "feedback.sqlite"
