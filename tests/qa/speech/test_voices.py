import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.structure import parse_article
from qa.speech.voices import named_in, voice

TEXT = (
    "Un titre\n\n« La crue viendra », prévient Paul Le Morel, hydrologue à Metz.\n\n"
    "« Rien ne viendra », répond Anne Vasseur-Roux, juriste.\n\nLa ville attend. Fin de l’article."
)
ARTICLE = parse_article("a", TEXT)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("que dit paul le morel", {"Paul Le Morel"}),
        ("MOREL pense quoi", {"Paul Le Morel"}),
        ("l'avis de vasseur roux ?", {"Anne Vasseur-Roux"}),
        ("selon l'hydrologue, viendra-t-elle ?", {"Paul Le Morel"}),
        ("le temps qu'il fera", set()),
        ("", set()),
    ],
)
def test_people_are_named_sloppily_or_described(question, names):
    assert {person.name for person in named_in(question, ARTICLE)} == names


def test_words_are_of_the_named_of_another_or_of_nobody():
    named = named_in("que dit Morel", ARTICLE)
    voices = []
    for words in ("La crue viendra", "Rien ne viendra", "La ville attend"):
        start = TEXT.index(words)
        voices.append(voice(ARTICLE, start, start + len(words), named))
    assert voices == [1, -1, 0]
    assert voice(ARTICLE, 0, 5, frozenset()) == 0


@given(st.text(max_size=60))
def test_any_question_may_be_looked_through(question):
    named_in(question, ARTICLE)
