"""Which spans answer a question that asks for several."""

from index.passages import Passage
from index.structure import parse_article
from qa.deciding import Ranked
from qa.listing import MOST, items
from qa.reading import Reading, ScoredSpan
from qa.retrieval import Retrieved

TEXT = "Un titre\n\nIl vend des pommes, des poires et des noix. Les noix et la colle sont chères. Fin."
ARTICLE = parse_article("a", TEXT)


def listed(*found: tuple[str, float]) -> list[str]:
    spans, ranks = [], []
    for words, rank in found:
        start = TEXT.index(words)
        place = Passage("a", 2, start, start + len(words))
        spans.append(ScoredSpan(place, rank, Retrieved(place, 0.0)))
        ranks.append(rank)
    ranked = Ranked(Reading(tuple(spans), ()), tuple(spans), tuple(ranks))
    return [TEXT[item.span.start : item.span.end] for item in items(ranked, {"a": ARTICLE})]


def test_items_come_in_the_articles_order():
    assert listed(("la colle", 5.0), ("des pommes", 4.5)) == ["des pommes", "la colle"]


def test_what_comes_far_behind_or_is_rather_not_there_is_no_item():
    assert listed(("la colle", 5.0), ("des pommes", 1.0)) == ["la colle"]
    assert listed(("la colle", 0.2), ("des pommes", -0.3)) == ["la colle"]


def test_the_best_span_is_always_an_item():
    assert listed(("la colle", -4.0)) == ["la colle"]


def test_an_enumeration_in_one_span_stays_one_and_its_parts_are_not_repeated():
    assert listed(("des pommes, des poires et des noix", 5.0), ("Les noix", 4.9), ("des noix", 4.8)) == [
        "des pommes, des poires et des noix",
        "Les noix",
    ]


def test_there_are_never_too_many():
    words = [TEXT[start : start + 2] for start in range(0, 60, 3)]
    assert len(listed(*((word, 5.0) for word in dict.fromkeys(words)))) <= MOST
