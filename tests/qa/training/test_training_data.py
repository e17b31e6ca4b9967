import gzip
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qa.training
from qa.reader.weights import load_tokens
from qa.reader.windows import Tokens
from qa.training.batches import Group, batched, chosen, collated
from qa.training.data import Question, Text, data_files, hashes, load
from qa.training.drawing import Examples, crossed
from qa.training.examples import examples
from qa.training.noise import noisy
from texts import any_text

CONTEXT = "Le port a rouvert lundi.\n\nLe chantier a coûté 48 millions d’euros (TTC), dit la directrice."


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return load_tokens()


def question(text: str, *answers: str, context: str = CONTEXT) -> Question:
    return Question(text, "fr", tuple((context.index(a), context.index(a) + len(a)) for a in answers))


def text(source: str, title: str = "Le port", *questions: Question) -> Text:
    return Text(source, "x", title, CONTEXT, questions)


def write(folder, source: str, *titles: str) -> None:
    folder.mkdir(exist_ok=True)
    qas = [
        {
            "question": "Quand ?",
            "lang": "fr",
            "answers": [{"text": "lundi", "answer_start": 18}],
            "is_impossible": False,
        },
        {"question": "Qui ?", "lang": "fr", "answers": [], "is_impossible": True},
    ]
    with gzip.open(folder / f"{source}.jsonl.gz", "wt", encoding="utf-8") as file:
        for number, title in enumerate(titles):
            file.write(json.dumps({"id": str(number), "title": title, "context": CONTEXT, "qas": qas}) + "\n")


def test_what_is_held_out_is_in_no_other_part(tmp_path):
    titles = [f"Titre_{n:02d}" for n in range(20)]
    write(tmp_path / "reading", "piaf-fr", *titles)
    write(tmp_path / "piafqa", "piafqa-0", *titles[:11])
    for name in ("press-5", "press-6", "press-7", "press-15", "press-16"):
        write(tmp_path / "press", name, "Un titre")
    corpus = load(tmp_path)
    assert [(t.source, t.title) for t in corpus.held_out] == [
        ("piafqa-0", "Titre 00"),
        ("piafqa-0", "Titre 10"),
        ("press-16", "Un titre"),
        ("press-6", "Un titre"),
        ("piaf-fr", "Titre 00"),
        ("piaf-fr", "Titre 10"),
    ]
    assert {t.source for t in corpus.calibration} == {"press-7", "press-15"}
    assert {t.source for t in corpus.training} == {"press-5", "piafqa-0", "piaf-fr"}
    assert len(corpus.training) == 1 + 9 + 18
    quote = corpus.training[0].questions[0].answers[0]
    assert CONTEXT[slice(*quote)] == "lundi"
    assert set(hashes(data_files(tmp_path))) > {"press-5.jsonl.gz", "piaf-fr.jsonl.gz"}


def test_data_may_lie_in_several_folders(tmp_path):
    for folder, source in (("a", "press-5"), ("b", "press-17")):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "press", source, "Un titre")
    corpus = load(tmp_path / "b", tmp_path / "a")
    assert [text.source for text in corpus.training] == ["press-17", "press-5"]


def test_the_repository_s_own_data_are_for_training_and_their_answers_stand_in_them():
    corpus = load(Path(qa.training.__file__).parent)
    assert not corpus.calibration and not corpus.held_out
    assert len({text.text for text in corpus.training}) == len(corpus.training) > 100
    for text in corpus.training:
        assert any(not question.answers for question in text.questions)
        for start, end in (span for question in text.questions for span in question.answers):
            answer = text.text[start:end]
            assert answer and answer == answer.strip() and "\n" not in answer


@given(any_text, st.integers())
def test_noise_is_reproducible_and_keeps_a_question_a_question(question, seed):
    once, again = (noisy(question, random.Random(seed)) for _ in range(2))
    assert once == again
    # Two letters are dropped at most, and no accent leaves its letter behind.
    assert sum(map(str.isalnum, once)) >= sum(map(str.isalnum, question)) - 2 or any(ord(c) > 255 for c in question)


def test_noise_leaves_out_accents_capitals_and_question_marks():
    seen = {noisy("Où est l’été, Zoé ?", random.Random(seed)) for seed in range(200)}
    assert {"ou est l’ete, zoe", "Où est l’été, Zoé ?", "où est l’été, zoé"} <= seen


def test_the_tokens_of_an_answer_are_its_words(tokens):
    asked = question("Combien ?", "48 millions d’euros", "millions d’euros (TTC)")
    (example,) = examples(text("press-1", "Le port", asked, question("Qui ?")), tokens)
    first, none = example.asked
    window = example.window
    words = [CONTEXT[window.starts[a] : window.ends[b]].strip(" ,") for a, b in first.spans]
    assert words == ["48 millions d’euros", "millions d’euros (TTC)"]
    assert none.spans == ()


def test_a_window_without_the_answer_does_not_answer(tokens):
    context = "Le chantier dure. " * 120 + "\n\n" + "Il a coûté 48 millions d’euros."
    asked = Question("Combien ?", "fr", ((context.index("48"), context.index("48") + 11),))
    answered = [bool(e.asked[0].spans) for e in examples(Text("press-1", "x", "Le port", context, (asked,)), tokens)]
    assert answered[-1] and answered.count(True) == 1 < len(answered)


def test_parallel_questions_are_asked_in_another_language():
    english = Text("xquad-en", "0", "T", "It rained.", (Question("What?", "en", ((3, 9),)),))
    german = Text("xquad-de", "0", "T", "Es regnete.", (Question("Was?", "de", ((3, 10),)),))
    mixed = crossed([english, german, text("piaf-fr")])
    assert [(t.text, t.questions[0].text) for t in mixed] == [("Es regnete.", "What?"), ("It rained.", "Was?")]
    assert [t.text[slice(*t.questions[0].answers[0])] for t in mixed] == ["regnete", "rained"]


def test_a_window_is_asked_what_it_answers_and_as_much_that_it_does_not(tokens):
    answerable = [question(f"Quand {n} ?", "lundi") for n in range(8)]
    (example,) = examples(text("press-1", "Le port", *answerable, *(question(f"Qui {n} ?") for n in range(9))), tokens)
    group = chosen(example, random.Random(0), most=5)
    assert [bool(asked.spans) for asked in group.asked] == [True] * 5 + [False] * 5
    assert chosen(example, random.Random(1), most=5) != group


def test_a_batch_marks_the_right_places_and_the_null(tokens):
    (example,) = examples(text("press-1", "Le port", question("Quand ?", "lundi"), question("Qui ?")), tokens)
    batch = collated([Group(example, example.asked)] * 2, tokens, random.Random(0))
    (first, last), *_ = example.asked[0].spans
    assert batch.texts.shape == batch.text_mask.shape == (2, len(example.window.ids))
    assert batch.window_of.tolist() == [0, 0, 1, 1]
    assert batch.starts.nonzero().tolist() == [[0, first + 1], [1, 0], [2, first + 1], [3, 0]]
    assert batch.ends.nonzero().tolist() == [[0, last + 1], [1, 0], [2, last + 1], [3, 0]]


def test_an_epoch_has_our_domain_whole_and_shares_of_the_rest(tokens):
    sources = ("press-1", *["piaf-fr"] * 4, *["squad-it"] * 10)
    texts = [text(source, "T", question("Quand ?", "lundi")) for source in sources]
    groups = Examples(texts, tokens, share=0.3, french=0.5).draw(random.Random(0))
    assert [group.example.source for group in groups] == ["press-1"] + ["piaf-fr"] * 2 + ["squad-it"] * 3
    batches = batched(groups, size=2, rng=random.Random(0))
    assert sorted(map(id, (g for batch in batches for g in batch))) == sorted(map(id, groups))
