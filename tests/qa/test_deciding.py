import math

from hypothesis import given
from hypothesis import strategies as st

from index import Passage
from qa.deciding import FEATURES, Decision, features
from qa.reading import Reading, ScoredSpan
from qa.retrieval import Retrieved, RetrievedSentence

numbers = st.floats(-1e6, 1e6)


def scored(paragraph: int, start: int, score: float, meaning: float = 0.5) -> ScoredSpan:
    span = Passage("a", paragraph, start, start + 5)
    return ScoredSpan(span, score, Retrieved(span, 0.0, (RetrievedSentence(span, meaning, 0.0),)))


def test_the_lead_is_over_the_best_span_of_another_paragraph_or_the_null():
    spans = (scored(1, 0, 5.0, meaning=0.9), scored(1, 10, 4.5), scored(2, 20, 3.0))
    assert features(Reading(spans, null_score=0.0)) == (0.9, 2.0)
    assert features(Reading(spans, null_score=4.0)) == (0.9, 1.0)
    assert features(Reading(spans[:1], null_score=0.0)) == (0.9, 5.0)


@given(st.tuples(*[numbers] * len(FEATURES)), numbers, st.tuples(*[numbers] * len(FEATURES)))
def test_a_probability_is_one_and_saving_then_loading_is_the_identity(tmp_path, weights, bias, evidence):
    decision = Decision(weights, bias, 0.5, "a test")
    assert 0 <= decision.probability(evidence) <= 1
    decision.save(tmp_path / "decision.json")
    assert Decision.load(tmp_path / "decision.json") == decision


def test_the_fitted_decision_trusts_a_clearer_reading_more():
    decision = Decision.load()
    assert 0 < decision.threshold < 1
    assert decision.probability((0.9, 3.0)) > decision.probability((0.8, 3.0)) > decision.probability((0.8, 0.5))
    assert math.isclose(Decision((0.0, 0.0), 0.0, 0.5, "").probability((1.0, 1.0)), 0.5)
