"""What is understood of a question: measured on phrases that the model was not fitted on."""

from pathlib import Path

import numpy as np
import pytest

from qa import QAError
from qa.intents import QUESTION, IntentModel
from qa.intents.fitting import fit, load_phrases
from qa.intents.model import ASPECTS, WEIGHTS

PHRASES = Path(__file__).parents[2] / "questions" / "intents.jsonl"


@pytest.fixture(scope="module")
def intents(encoder) -> IntentModel:
    return IntentModel.load(encoder.encode_question)


def test_near_misses_stay_questions_and_most_else_is_understood(encoder):
    fitted = {phrase["text"] for phrase in load_phrases()}
    phrases = [phrase for phrase in load_phrases(PHRASES) if phrase["text"] not in fitted]
    texts = [phrase["text"] for phrase in phrases]
    # Embedded together: one by one takes several times as long.
    intents = IntentModel.load(dict(zip(texts, encoder.encode_questions(texts), strict=True)).__getitem__)
    outcomes = [(phrase["intent"], intents.understand(phrase["text"]).intent) for phrase in phrases]
    near = [found == QUESTION for wanted, found in outcomes if wanted == QUESTION]
    other = [found == wanted for wanted, found in outcomes if wanted != QUESTION]
    assert len(near) >= 100
    assert np.mean(near) >= 0.95
    assert np.mean(other) >= 0.85


@pytest.mark.parametrize(
    "question", ["merci pour qui ?", "Qui salue l'accord ?", "who wrote the report?", "aide à qui"]
)
def test_a_word_alone_makes_no_small_talk(intents, question):
    assert intents.understand(question).intent == QUESTION


@pytest.mark.parametrize(
    ("text", "language"),
    [("bonjour à tous", "fr"), ("hi there", "en"), ("muchas gracias", "es"), ("vielen dank", "de")],
)
def test_the_language_is_known(intents, text, language):
    assert intents.understand(text).language == language


def test_saving_then_loading_changes_nothing(intents, tmp_path):
    path = tmp_path / "weights.safetensors"
    intents.save(path)
    again = IntentModel.load(intents.encode, path)
    for aspect in ASPECTS:
        assert again.regressions[aspect].labels == intents.regressions[aspect].labels
        np.testing.assert_array_equal(again.regressions[aspect].weights, intents.regressions[aspect].weights)


@pytest.mark.parametrize("harm", ["missing", "empty", "cut"])
def test_damaged_weights_are_one_clear_error(intents, tmp_path, harm):
    path = tmp_path / "weights.safetensors"
    if harm != "missing":
        path.write_bytes(WEIGHTS.read_bytes()[: 0 if harm == "empty" else 1_000])
    with pytest.raises(QAError, match="install the package again"):
        IntentModel.load(intents.encode, path)


def test_a_regression_learns_what_its_phrases_say(tmp_path):
    rows = [("a", "question", "fr", True), ("b", "greeting", "en", False), ("c", "help", "fr", False)]
    phrases = [
        {"text": text, "intent": intent, "lang": lang, "leans": yes, "list": yes, "who_said": yes}
        for text, intent, lang, yes in rows
    ]
    vectors = np.eye(3, dtype=np.float32)
    model = fit(phrases, vectors, lambda question: vectors["abc".index(question)])
    understood = [model.understand(text) for text in "abc"]
    assert [one.intent for one in understood] == ["question", "greeting", "help"]
    assert [one.language for one in understood] == ["fr", "en", "fr"]
    assert [one.leans > 0.5 for one in understood] == [True, False, False]
    model.save(tmp_path / "weights.safetensors")
    again = IntentModel.load(model.encode, tmp_path / "weights.safetensors")
    assert [again.understand(text) for text in "abc"] == understood
