import pytest

from qa import Engine
from texts import ARTICLE, write_articles


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Engine:
    """Two articles, the packaged model."""
    from index import Settings

    folder = tmp_path_factory.mktemp("library")
    settings = Settings(seeds=folder / "seeds", index=folder / "index")
    settings.seeds.mkdir()
    weather = "La tempête a privé 12 000 foyers d’électricité.\n\nLes pompiers ont mené 300 interventions dans la nuit."
    write_articles(settings.seeds, port=ARTICLE, meteo=weather)
    return Engine(settings)


@pytest.mark.parametrize(
    ("question", "article", "paragraph"),
    [
        ("combien a coute le chantier", "port", 3),
        ("how many people will be hired?", "port", 7),
        ("¿Cuántos hogares se quedaron sin luz?", "meteo", 1),
        ("que font les pompiers", "meteo", 2),
    ],
)
def test_the_passage_that_answers_comes_first(library, question, article, paragraph):
    best = library.retriever.retrieve(question, limit=3)[0].passage
    assert (best.article, best.paragraph) == (article, paragraph)


def test_passages_come_best_first(library):
    found = library.retriever.retrieve("quand le port a-t-il rouvert ?", limit=50)
    assert len(found) == len(library.index.passages)
    assert [r.score for r in found] == sorted((r.score for r in found), reverse=True)


def test_only_the_wanted_articles_are_searched(library):
    found = library.retriever.retrieve("combien a coûté le chantier ?", limit=50, articles=["meteo"])
    assert {retrieved.passage.article for retrieved in found} == {"meteo"}


def test_the_limit_is_kept(library):
    assert len(library.retriever.retrieve("le port", limit=2)) == 2


def test_an_article_of_one_word_can_be_searched(packaged_workspace):
    write_articles(packaged_workspace.seeds, mot="Oui")
    found = Engine(packaged_workspace).retriever.retrieve("non ?", limit=5)
    assert len(found) == 1
