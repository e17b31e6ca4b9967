import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Span, parse_article
from qa.reader.spans import MOST_WORDS, best_spans, trimmed
from qa.reader.windows import Window
from texts import article_text


def window(paragraphs: list[int], opens: list[bool] | None = None) -> Window:
    """One token for each character; a token of paragraph 0 may not be in an answer."""
    n = len(paragraphs)
    places = np.array([place if paragraph else -1 for place, paragraph in enumerate(paragraphs)])
    ends = np.where(places < 0, -1, places + 1)
    return Window("a", np.arange(n), places, ends, np.array(opens or [True] * n), np.array(paragraphs))


def test_where_ends_are_clear_spans_are_the_best_pairs_of_a_start_and_a_later_end():
    scores = np.array([[0.0, 8.0], [5.0, 0.0], [1.0, 1.0], [0.0, 4.0]])
    spans = best_spans(window([1, 1, 1, 1]), scores, count=2)
    assert spans == [(Span(1, 4), 9.0), (Span(0, 1), 8.0)]


def test_a_span_stays_in_one_paragraph_and_where_answers_may_be():
    scores = np.array([[9.0, 9.0], [5.0, 1.0], [4.0, 5.0], [4.5, 5.0]])
    spans = [span for span, _ in best_spans(window([0, 1, 2, 2]), scores, count=20)]
    assert spans == [Span(3, 4), Span(2, 3), Span(1, 2)]


def test_a_span_has_no_more_than_the_most_words():
    n = MOST_WORDS + 10
    scores = np.zeros((n, 2))
    scores[0, 0] = scores[n - 1, 1] = 9.0
    (first, _), *_ = best_spans(window([1] * n), scores, count=10_000)
    assert first.end - first.start <= MOST_WORDS
    one_word = window([1] * n, [True] + [False] * (n - 1))
    assert best_spans(one_word, scores, count=1) == [(Span(0, n), 18.0)]


def test_rivals_are_other_places_not_other_ends_of_the_same_one():
    scores = np.zeros((90, 2))
    for place, height in ((10, 9.0), (40, 8.0), (70, 7.0)):
        scores[place : place + 5] = height
    spans = [span for span, _ in best_spans(window([1 + i // 30 for i in range(90)]), scores, count=3)]
    assert 10 <= spans[0].start < spans[0].end <= 15
    taken = [i for span in spans for i in range(span.start, span.end)]
    assert len(taken) == len(set(taken)) and len(spans) == 3


def test_of_spans_about_as_good_the_one_that_shares_most_with_all_is_given():
    scores = np.full((6, 2), -9.0)
    scores[:3, 0] = 5.0, 4.9, 4.9
    scores[5, 1] = 5.0
    assert best_spans(window([1] * 6), scores, count=1) == [(Span(1, 6), 10.0)]


def test_a_window_without_a_place_for_answers_has_no_span():
    assert best_spans(window([0, 0]), np.zeros((2, 2)), count=5) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (" le 19 juin,", "le 19 juin"),
        ("« Tout repart", "Tout repart"),
        ("Tout repart ! »", "Tout repart"),
        ("« Tout repart »", "« Tout repart »"),
        ("un « été » chaud »", "un « été » chaud"),
        ("(Iris", "Iris"),
        ("l’Institut (Iris)", "l’Institut (Iris)"),
        ("Il pleut.", "Il pleut"),
        ("52 av. J.-C.", "52 av. J.-C."),
        ("M.", "M."),
        ("3,5 %", "3,5 %"),
        ("– dix ;", "dix"),
        ("-3,2 %", "-3,2 %"),
        ("12.5.", "12.5"),
        ("lemonde.fr.", "lemonde.fr"),
        ("« A » et « B", "« A » et « B"),
        ("« A » et « B »", "« A » et « B »"),
        ("dit-il) et (donc)", "dit-il) et (donc)"),
        ("\u200948\u2003", "48"),
        ("…", None),
        ("« »", None),
    ],
)
def test_stray_marks_at_the_ends_are_left_out(words, expected):
    article = parse_article("a", f"Un mot. {words} Un autre.")
    start = article.text.index(words)
    span = trimmed(article, Span(start, start + len(words)))
    assert (span and article.quote(span)) == expected


@given(article_text, st.data())
def test_trimming_only_takes_away(text, data):
    article = parse_article("a", text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = trimmed(article, Span(start, end))
    kept = [c for c in text[start:end] if c.isalnum()]
    assert [c for c in (article.quote(span) if span else "") if c.isalnum()] == kept
    assert span is None or start <= span.start < span.end <= end
