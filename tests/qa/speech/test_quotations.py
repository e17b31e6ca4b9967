import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.speech.quotations import quotations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il dit « oui » et “non”.", ["« oui »", "“non”"]),
        ('Il dit "oui".', ['"oui"']),
        ("« Il a crié « oui » hier »", ["« Il a crié « oui » hier »"]),
        ("« jamais fermé", []),
        ("jamais ouvert »", []),
        ("« jamais fermé, mais « oui »", ["« oui »"]),
        ('un seul " ici', []),
    ],
)
def test_quotations_are_the_outermost_closed_pairs(text, found):
    assert [text[span.start : span.end] for span in quotations(text, 0, len(text))] == found


@given(st.text(st.sampled_from('«»“”„" ab'), max_size=60))
def test_quotations_never_overlap_and_open_with_a_mark(text):
    place = 0
    for span in quotations(text, 0, len(text)):
        assert place <= span.start < span.end <= len(text)
        assert text[span.start] in '«“„"'
        place = span.end
