import pytest
from hypothesis import given, settings

from index import parse_article
from index.passages import cut
from qa import QAError
from qa.reader import SpanReader
from qa.reader.spans import best_spans
from qa.reader.windows import Tokens
from qa.retrieval import Retrieved
from texts import ARTICLE, any_text, article_text


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    return SpanReader()


def retrieved(*texts: str, keep=lambda passage: True) -> tuple[list[Retrieved], dict]:
    articles = {str(i): parse_article(str(i), text) for i, text in enumerate(texts)}
    passages = [passage for article in articles.values() for passage in cut(article)[0] if keep(passage)]
    return [Retrieved(passage, 0.0) for passage in passages], articles


def read(reader: SpanReader, question: str, *texts: str):
    passages, articles = retrieved(*texts)
    return reader.read(question, passages, articles), articles


def test_the_words_that_answer_are_found(reader):
    reading, articles = read(reader, "Combien a coûté le chantier ?", ARTICLE)
    span = reading.spans[0].span
    assert "48 millions" in articles["0"].text[span.start : span.end]
    assert reading.spans[0].score > 0


def test_spans_come_best_first_apart_and_from_the_passage_that_holds_them(reader):
    reading, articles = read(reader, "Qui est le maire ?", ARTICLE, "La ville voisine élit sa maire, Zoé Brun, mardi.")
    scores = [found.score for found in reading.spans]
    assert scores == sorted(scores, reverse=True)
    taken = set()
    for found in reading.spans:
        source = found.source.passage
        assert source.article == found.span.article
        assert source.start <= found.span.start < source.end
        assert found.span.paragraph == articles[source.article].paragraph_at(found.span.start).number
        characters = {(found.span.article, i) for i in range(found.span.start, found.span.end)}
        assert not characters & taken
        taken |= characters


def test_the_order_of_the_passages_does_not_matter_while_all_are_read(reader):
    passages, articles = retrieved(ARTICLE)
    forwards = reader.read("Quand ?", passages, articles)
    backwards = reader.read("Quand ?", passages[::-1], articles)
    assert forwards.spans == backwards.spans


def test_the_best_passages_are_read_as_far_as_the_budget_goes():
    passages, articles = retrieved(*[f"Le navire numéro {n} est parti hier." for n in range(9)])
    reading = SpanReader(budget=40).read("Quel navire ?", passages, articles)
    assert 1 < len(reading.passages) < 9
    assert list(reading.passages) == passages[: len(reading.passages)]
    assert {found.source for found in reading.spans} <= set(reading.passages)
    only = SpanReader(budget=1).read("Quel navire ?", passages, articles)
    assert list(only.passages) == passages[:1]


def test_an_answer_is_found_in_a_text_longer_than_a_window(reader):
    filler = "Le conseil a parlé de la voirie, des écoles et du marché pendant la séance. " * 12
    text = "\n\n".join([filler, filler, "Le pont de Sarlanne sera rouvert le 4 septembre.", filler, filler])
    reading, articles = read(reader, "Quand le pont de Sarlanne rouvrira-t-il ?", text)
    span = reading.spans[0].span
    assert "4 septembre" in articles["0"].text[span.start : span.end]


def test_the_best_sentences_are_read_again_each_alone(reader, monkeypatch):
    read_places = []

    def watched(window, scores, count):
        read_places.append((window.starts[window.readable].min(), window.ends[window.readable].max()))
        return best_spans(window, scores, count)

    monkeypatch.setattr("qa.reader.reading.best_spans", watched)
    reading, articles = read(reader, "Combien a coûté le chantier ?", ARTICLE)
    _, *again = read_places
    assert set(again) < {(sentence.start, sentence.end) for sentence in cut(articles["0"])[1]}
    for span in (found.span for found in reading.spans):
        assert any(start <= span.start < end for start, end in again)


def test_what_is_passed_over_when_read_alone_counts_less(reader, monkeypatch):
    question = "Combien a coûté le chantier ?"
    best = read(reader, question, ARTICLE)[0].spans[0]
    monkeypatch.setattr(Tokens, "alone", lambda *_: [])
    assert read(reader, question, ARTICLE)[0].spans[0].score < best.score - 1


def test_a_span_s_score_does_not_depend_on_what_else_is_read(reader):
    answered, other = "Le pont de Sarlanne sera rouvert le 4 septembre.", "Il pleut sur la ville depuis lundi."
    question = "Quand le pont de Sarlanne rouvrira-t-il ?"
    here, elsewhere = (read(reader, question, text)[0].spans[0].score for text in (answered, other))
    assert elsewhere < 0 < here
    assert read(reader, question, answered, other)[0].spans[0].score == pytest.approx(here, abs=1e-3)


def test_nothing_to_read_gives_no_span(reader):
    assert reader.read("?", [], {}).spans == ()


@settings(max_examples=30)
@given(any_text, article_text)
def test_any_question_on_any_text_is_read(reader, question, text):
    reading, articles = read(reader, question, text)
    for found in reading.spans:
        quote = articles["0"].text[found.span.start : found.span.end]
        assert any(c.isalnum() for c in quote) and quote == quote.strip()


def test_missing_weights_are_an_error_of_ours(tmp_path):
    passages, articles = retrieved(ARTICLE)
    with pytest.raises(QAError, match="weights"):
        SpanReader(weights=tmp_path / "none").read("Quand ?", passages, articles)
