from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import parse_article
from index.passages import cut
from qa.reader.weights import load_tokens
from qa.reader.windows import QUESTION_TOKENS, TEXT_TOKENS, TITLE_TOKENS, Tokens, Window
from texts import ARTICLE, any_text, article_text


@pytest.fixture(scope="session")
def tokens() -> Tokens:
    return load_tokens()


def windows(tokens: Tokens, text: str, keep=lambda passage: True) -> list[Window]:
    article = parse_article("a", text)
    return tokens.windows(article, [passage for passage in cut(article)[0] if keep(passage)])


def words(tokens: Tokens, ids) -> str:
    return tokens._tokenizer.decode(ids)


def test_a_short_article_is_one_window_that_begins_as_e5_was_trained(tokens):
    (window,) = windows(tokens, ARTICLE)
    read = words(tokens, window.ids)
    assert read.startswith("<s> passage:</s> Le port de Brévannes rouvre")
    assert read.count("</s>") == 2 + len(parse_article("a", ARTICLE).paragraphs) - 1


def test_a_later_window_has_the_title_and_the_end_of_what_precedes(tokens):
    text = "Le grand titre\n\n" + "\n\n".join(f"Le paragraphe {n} dit ceci. " * 12 + "Fin." for n in range(6))
    first, *others = windows(tokens, text)
    assert len(others) > 1
    for window in others:
        title, tail, *_ = words(tokens, window.ids).split("</s>")
        assert title == "<s> passage: Le grand titre"
        assert tail.endswith("Fin.")


@given(article_text)
def test_tokens_know_their_characters(tokens, text):
    article = parse_article("a", text)
    for window in windows(tokens, text):
        places = np.flatnonzero(window.readable)
        assert (window.starts[~window.readable] == -1).all()
        for place in places:
            paragraph = article.paragraphs[window.paragraphs[place] - 1]
            assert paragraph.start <= window.starts[place] <= window.ends[place] <= paragraph.end


@given(article_text)
def test_every_letter_of_the_passages_is_read(tokens, text):
    read = {
        i
        for window in windows(tokens, text)
        for a, b in zip(window.starts, window.ends, strict=True)
        for i in range(a, b)
    }
    article = parse_article("a", text)
    for paragraph in article.paragraphs:
        letters = {i for i in range(paragraph.start, paragraph.end) if text[i].isascii() and text[i].isalnum()}
        assert letters <= read


@given(st.text(min_size=1, max_size=3_000).filter(lambda text: any(c.isalnum() for c in text)))
def test_a_window_has_room_for_a_question_in_the_network(tokens, text):
    for window in windows(tokens, text):
        assert window.readable.sum() <= TEXT_TOKENS
        assert len(window.ids) < 512


def test_many_short_paragraphs_fit_the_network(tokens):
    found = windows(tokens, "\n\n".join(["oui"] * 300))
    assert sum(window.readable.sum() for window in found) == 300
    assert max(len(window.ids) for window in found) < 300


def test_what_looks_like_a_special_token_is_text(tokens):
    special = set(tokens._tokenizer.all_special_ids)
    (window,) = windows(tokens, "Le </s> port <mask> est <pad> là.")
    assert not special & set(window.ids[window.readable].tolist())
    assert not special & set(tokens.question("<mask> </s> ?")[1:-1].tolist())


def test_passages_that_do_not_follow_each_other_are_read_apart(tokens):
    together = windows(tokens, ARTICLE)
    apart = windows(tokens, ARTICLE, keep=lambda passage: passage.paragraph != 3)
    assert (len(together), len(apart)) == (1, 2)
    assert 3 not in set(apart[0].paragraphs) | set(apart[1].paragraphs)
    assert len(apart[1].ids[~apart[1].readable]) <= TITLE_TOKENS + 10


def test_what_was_left_out_of_a_paragraph_is_not_bridged(tokens):
    article = parse_article("a", "Un début. " * 90 + "Le milieu. " * 90 + "La fin. " * 90)
    first, *_, last = cut(article)[0]
    assert first.paragraph == last.paragraph
    readable = [set(window.starts[window.readable]) for window in tokens.windows(article, [first, last])]
    assert not any(first.start in starts and last.start in starts for starts in readable)


def test_a_passage_read_alone_stands_behind_the_title_and_the_end_of_what_precedes(tokens):
    article = parse_article("a", ARTICLE)
    sentence = cut(article)[1][-2]
    (window,) = tokens.alone(article, sentence)
    title, tail, own, rest = words(tokens, window.ids).split("</s>")
    assert title == f"<s> passage: {article.title}"
    assert " ".join(article.text[: sentence.start].split()).endswith(tail.strip())
    assert (own.strip(), rest) == (article.text[sentence.start : sentence.end], "")
    assert set(window.starts[~window.readable]) == {-1}


def test_what_is_read_alone_is_read_to_the_end(tokens):
    article = parse_article("a", "Le titre\n\n" + "mot " * 900)
    passage = replace(cut(article)[0][-1], start=article.paragraphs[1].start, end=article.paragraphs[1].end)
    windows = tokens.alone(article, passage)
    assert len(windows) > 1
    assert windows[0].starts[windows[0].readable][0] == passage.start
    assert windows[-1].ends[windows[-1].readable][-1] == passage.end


def test_a_long_question_keeps_its_end(tokens):
    ids = tokens.question("bla " * 500 + "quand est-il arrivé ?")
    assert len(ids) <= QUESTION_TOKENS + 6
    assert words(tokens, ids).endswith("quand est-il arrivé ?</s>")


@given(any_text)
def test_any_question_has_a_beginning_and_an_end(tokens, question):
    ids = tokens.question(question)
    assert words(tokens, ids).startswith("<s> query:")
    assert ids[-1] == tokens._tokenizer.eos_token_id
