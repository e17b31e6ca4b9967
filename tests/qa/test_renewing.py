"""A new index is built behind the questions, which go to the old one until it is there."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event

import pytest

import qa.engine
from qa import Engine
from qa.deciding import Decision
from texts import ARTICLE, write_articles

ANSWER_ALL = replace(Decision.load(), threshold=0.0)


@pytest.fixture
def engine(workspace) -> Engine:
    """An engine that does not wait, its index built."""
    write_articles(workspace.seeds, port=ARTICLE)
    engine = Engine(workspace, decision=ANSWER_ALL, patient=False)
    assert [article.id for article in engine.articles] == ["port"]
    return engine


@contextmanager
def held_up(monkeypatch) -> Iterator[None]:
    """Builds embed their texts, then wait until the block is left."""
    go, build = Event(), qa.engine.build_index

    def slow(settings, encoder, progress):
        def noted(done, total):
            progress(done, total)
            assert go.wait(timeout=20)

        return build(settings, encoder, noted)

    monkeypatch.setattr(qa.engine, "build_index", slow)
    try:
        yield
    finally:
        go.set()


def wait_for(what: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_questions_go_to_the_old_index_while_the_new_one_is_built(engine, workspace, monkeypatch):
    old = engine.version
    with held_up(monkeypatch):
        write_articles(workspace.seeds, gare="La gare ouvre demain.")
        assert not engine.is_current
        answer = engine.ask("Quand la gare ouvre-t-elle ?")
        assert {citation.article for citation in (*answer.citations, *answer.nearest)} == {"port"}
        assert engine.version == old
        wait_for(lambda: engine.progress and engine.progress[1])
    wait_for(lambda: engine.is_current)
    assert [article.id for article in engine.articles] == ["gare", "port"]
    assert engine.version != old
    assert engine.progress is None


def test_articles_that_cannot_be_indexed_leave_the_old_index_in_use(engine, workspace):
    (workspace.seeds / "port.txt").write_bytes(b"\xff\xfe")
    assert engine.ask("Combien ?").citations[0].article == "port"
    wait_for(lambda: engine.problem)
    assert "port.txt" in engine.problem
    assert [article.id for article in engine.articles] == ["port"]
    write_articles(workspace.seeds, port=ARTICLE)
    engine.renew()
    wait_for(lambda: engine.is_current)
    assert engine.problem is None


def test_a_change_that_cannot_be_indexed_is_tried_once(engine, workspace, monkeypatch):
    tried = []
    monkeypatch.setattr(Engine, "renew", lambda self: tried.append(self))
    (workspace.seeds / "port.txt").unlink()
    for _ in range(3):
        engine.ask("Combien ?")
    assert tried == [engine]
