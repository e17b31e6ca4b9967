import pytest

from qa.summarising import SENTENCES, sentences_wanted, summary


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Tu peux résumer ?", SENTENCES),
        ("résume en 5 points", 5),
        ("un résumé en une phrase", 1),
        ("sum it up in two sentences", 2),
        ("Fass den Artikel in vier Sätzen zusammen", 4),
        ("riassunto in una frase", 1),
        ("fais-moi un résumé de l'article du 19/06/2024", SENTENCES),
        ("un résumé, 0 blabla", SENTENCES),
        ("résumé de l'accord du 19 juin en cinq points", 5),
        ("résume en 50 mots", SENTENCES),
        ("Résume le conflit entre les deux pays", SENTENCES),
        ("3-4 sentences please", 3),
        ("one short sentence", 1),
        ("résume en 4", 4),
        ("résume en 99 phrases", 20),
    ],
)
def test_the_number_of_sentences_is_read_from_the_question(question, count):
    assert sentences_wanted(question) == count


@pytest.mark.parametrize("count", [1, 3, 6, 20])
def test_a_summary_is_whole_sentences_of_prose_from_all_over_the_article(engine, count):
    article = engine.articles[0]
    chosen = summary(engine.index, article, count)
    kinds = {paragraph.number: paragraph.kind for paragraph in article.paragraphs}
    assert 1 <= len(chosen) <= count
    assert list(chosen) == sorted(chosen, key=lambda sentence: sentence.start)
    assert len(set(chosen)) == len(chosen)
    assert all(sentence in engine.index.sentences for sentence in chosen)
    assert {kinds[sentence.paragraph] for sentence in chosen} <= {"lead", "body"}
    if count > 1:
        last = max(number for number, kind in kinds.items() if kind == "body")
        assert chosen[0].paragraph < last / 2 < chosen[-1].paragraph


def test_an_article_without_prose_has_no_summary(engine):
    empty = type(engine.articles[0])("none", "x", ())
    assert summary(engine.index, empty) == ()
