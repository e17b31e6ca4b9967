import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import PASSAGE_LENGTH, cut
from index.structure import parse_article
from texts import ARTICLE, article_text


def held(text: str, passages) -> str:
    return "".join("".join(text[passage.start : passage.end] for passage in passages).split())


@given(st.one_of(article_text, st.lists(article_text, min_size=3, max_size=12).map(" ".join)))
def test_both_cuts_hold_the_whole_article_within_its_paragraphs(text):
    article = parse_article("a", text)
    for passages in cut(article):
        assert held(text, passages) == "".join(text.split())
        for passage in passages:
            paragraph = article.paragraphs[passage.paragraph - 1]
            assert paragraph.start <= passage.start < passage.end <= paragraph.end
            quote = text[passage.start : passage.end]
            assert quote == quote.strip() != ""
            assert len(quote) <= PASSAGE_LENGTH


def test_a_passage_is_a_run_of_whole_sentences():
    text = "".join(f"Voici la phrase numéro {number}, qui n’est pas la dernière. " for number in range(60))
    passages, sentences = cut(parse_article("a", text))
    assert len(sentences) == 60
    assert 1 < len(passages) < 10
    assert {passage.start for passage in passages} <= {sentence.start for sentence in sentences}
    assert {passage.end for passage in passages} <= {sentence.end for sentence in sentences}


def test_a_long_gap_inside_a_sentence_is_no_passage():
    text = "mot" + " " * 5_000 + "fin"
    assert [text[p.start : p.end] for p in cut(parse_article("a", text))[0]] == ["mot", "fin"]


@pytest.mark.parametrize("filler", ["mot ", "x"])
def test_a_text_without_punctuation_is_cut_to_length(filler):
    text = filler * 3_000
    passages, _ = cut(parse_article("a", text))
    assert len(passages) > 1
    assert held(text, passages) == "".join(text.split())


def test_every_paragraph_of_an_article_is_a_passage():
    article = parse_article("a", ARTICLE)
    assert {passage.paragraph for passage in cut(article)[0]} == {p.number for p in article.paragraphs}
