import numpy as np
import pytest

from qa.words import WordIndex, stems


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("expose", "exposé"),
        ("L'ETE", "l’été"),
        ("embauche", "embauches"),
        ("œuvre", "Œuvres"),
        ("president", "présidents"),
    ],
)
def test_sloppy_typing_meets_the_written_word(typed, written):
    assert stems(typed) == stems(written)


def test_the_text_with_the_rarer_words_scores_highest():
    index = WordIndex(["Le port rouvre.", "Le maire parle du port.", "Rien.", "…"])
    scores = index.scores("que dit le maire")
    assert scores.argmax() == 1
    assert scores[2] == scores[3] == 0


@pytest.mark.parametrize("question", ["zzz", "你好", "😀", "l d"])
def test_a_question_that_shares_no_word_scores_nothing(question):
    assert np.array_equal(WordIndex(["Le port rouvre.", "…"]).scores(question), [0, 0])
