import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Passage
from qa.deciding import RANKING, Decision
from qa.reading import Reading, ScoredSpan
from qa.retrieval import Retrieved

numbers = st.floats(-1e6, 1e6)


def retrieved(paragraph: int, score: float) -> Retrieved:
    return Retrieved(Passage("a", paragraph, 100 * paragraph, 100 * paragraph + 50), score)


def scored(source: Retrieved, score: float, start: int = 0) -> ScoredSpan:
    at = source.passage.start + start
    return ScoredSpan(Passage("a", source.passage.paragraph, at, at + 5), score, source)


NEAR, FAR = retrieved(1, score=2.0), retrieved(2, score=0.0)


def decision(**weights: float) -> Decision:
    return Decision(tuple(weights.get(name, 0.0) for name in RANKING), 1.0, 0.0, 0.5, "a test")


def test_the_reader_s_score_and_the_retriever_s_rank_together():
    reading = Reading((scored(FAR, 5.0), scored(NEAR, 4.0)), (NEAR, FAR))
    assert [span.source for span in decision(score=1.0).rank(reading).spans] == [FAR, NEAR]
    assert [span.source for span in decision(score=1.0, passage=1.0).rank(reading).spans] == [NEAR, FAR]


def test_the_probability_is_that_of_the_span_ranked_first():
    reading = Reading((scored(FAR, 5.0), scored(NEAR, 4.0)), (NEAR, FAR))
    fitted = decision(score=1.0, passage=1.0)
    assert fitted.probability(fitted.rank(reading)) == pytest.approx(1 / (1 + math.exp(-4.0)))


def test_one_passage_alone_stands_neither_above_nor_below_others():
    ranked = decision(score=1.0, passage=1.0).rank(Reading((scored(NEAR, 5.0),), (NEAR,)))
    assert ranked.ranks == (5.0,)


def test_a_reading_without_spans_ranks_to_none_and_is_never_right():
    ranked = decision(score=1.0).rank(Reading((), ()))
    assert ranked.spans == ()
    assert decision(score=1.0).probability(ranked) == 0.0


@given(st.tuples(*[numbers] * len(RANKING)), numbers, numbers, numbers)
def test_a_probability_is_one_and_saving_then_loading_is_the_identity(tmp_path, ranking, slope, bias, score):
    fitted = Decision(ranking, slope, bias, 0.5, "a test")
    assert 0 <= fitted.probability(fitted.rank(Reading((scored(NEAR, score),), (NEAR,)))) <= 1
    fitted.save(tmp_path / "decision.json")
    assert Decision.load(tmp_path / "decision.json") == fitted


def test_the_fitted_decision_trusts_a_higher_score_more():
    fitted = Decision.load()
    assert 0 < fitted.threshold < 1
    doubtful, clear = (fitted.rank(Reading((scored(NEAR, score),), (NEAR,))) for score in (-4.0, 4.0))
    assert fitted.probability(clear) > fitted.probability(doubtful)
