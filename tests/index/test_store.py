import json
import os
import shutil

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexDamaged, IndexMissing, IndexOutdated
from index.passages import cut
from index.store import (
    FORMAT,
    Index,
    IndexedArticle,
    Manifest,
    current_generation,
    open_index,
    save_index,
    vector_index,
)
from index.structure import parse_article
from texts import ARTICLE, article_text

DIMENSION = 4


def made_index(*texts: str, built: str = "2024-06-20T10:00:00+00:00") -> Index:
    articles = {f"a{i}": parse_article(f"a{i}", text) for i, text in enumerate(texts)}
    passages, sentences = zip(*map(cut, articles.values()), strict=True)
    manifest = Manifest(
        built, "model", "0" * 64, "a test", tuple(IndexedArticle(a, f"{a}.txt", "1" * 64) for a in articles)
    )
    groups = [tuple(passage for group in kind for passage in group) for kind in (passages, sentences)]
    vectors = [vector_index(np.random.default_rng(0).random((len(group), DIMENSION))) for group in groups]
    return Index(manifest, articles, *groups, *vectors)


def rows(vectors: faiss.IndexFlatIP) -> np.ndarray:
    return vectors.reconstruct_n(0, vectors.ntotal)


def assert_same(a: Index, b: Index) -> None:
    assert (a.manifest, a.articles, a.passages, a.sentences) == (b.manifest, b.articles, b.passages, b.sentences)
    assert np.array_equal(rows(a.passage_vectors), rows(b.passage_vectors))
    assert np.array_equal(rows(a.sentence_vectors), rows(b.sentence_vectors))


@given(st.lists(article_text, min_size=1, max_size=3))
def test_saving_then_opening_is_the_identity(tmp_path, texts):
    index = made_index(*texts)
    shutil.rmtree(tmp_path / "index", ignore_errors=True)
    save_index(index, tmp_path / "index")
    assert_same(open_index(tmp_path / "index"), index)


def test_a_second_index_replaces_the_first_and_leaves_nothing_of_it(tmp_path):
    save_index(made_index(ARTICLE), tmp_path)
    first = current_generation(tmp_path)
    second = made_index("Un autre article.", built="2024-06-21T10:00:00+00:00")
    save_index(second, tmp_path)
    assert_same(open_index(tmp_path), second)
    assert not (tmp_path / first).exists()


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_is_cut_off_leaves_the_old_index(tmp_path, monkeypatch, step):
    old = made_index(ARTICLE)
    save_index(old, tmp_path)

    def fail(*_):
        raise OSError("the power went")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="the power went"):
        save_index(made_index("Un autre.", built="2024-06-21T10:00:00+00:00"), tmp_path)
    monkeypatch.undo()
    assert_same(open_index(tmp_path), old)
    new = made_index("Un troisième.", built="2024-06-22T10:00:00+00:00")
    save_index(new, tmp_path)
    assert_same(open_index(tmp_path), new)


def test_a_missing_index_says_how_to_build_it(tmp_path):
    with pytest.raises(IndexMissing, match="python -m index build"):
        open_index(tmp_path / "nowhere")


FILES = ["manifest.json", "articles.jsonl", "passages.jsonl", "sentences.jsonl", "passages.faiss", "sentences.faiss"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"1", b"2", 1) + b" "),
    ],
    ids=["removed", "emptied", "truncated", "edited"],
)
def test_a_damaged_file_is_named(tmp_path, name, damage):
    save_index(made_index(ARTICLE), tmp_path)
    damage(tmp_path / current_generation(tmp_path) / name)
    with pytest.raises(IndexDamaged, match=rf"{name} .*python -m index build"):
        open_index(tmp_path)


@pytest.mark.parametrize("pointer", ["g-0000000000000000", "../elsewhere", "manifest.json", "\0", "g-" + "0" * 300])
def test_a_pointer_edited_by_hand_is_damage(tmp_path, pointer):
    save_index(made_index(ARTICLE), tmp_path)
    (tmp_path / "CURRENT").write_text(pointer)
    with pytest.raises(IndexDamaged, match="python -m index build"):
        open_index(tmp_path)


def written_by_hand(folder, data: bytes) -> None:
    """Make a generation whose manifest is ``data`` and whose name fits it."""
    from index import store

    generation = folder / store._generation(data)
    generation.mkdir()
    (generation / "manifest.json").write_bytes(data)
    (folder / "CURRENT").write_text(generation.name)


@pytest.mark.parametrize(
    "data", [b"[]", b"{}", b"none", b"\xff", b'{"format": 1}', b'{"format": 1, "files": {"x": 3}}']
)
def test_a_manifest_made_by_another_program_is_damage(tmp_path, data):
    written_by_hand(tmp_path, data)
    with pytest.raises(IndexDamaged, match="python -m index build"):
        open_index(tmp_path)


def test_other_files_of_the_folder_are_left_alone(tmp_path):
    for name in ("g-photos", ".writing"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.txt").write_text("mine")
    save_index(made_index(ARTICLE), tmp_path)
    save_index(made_index("Un autre.", built="2024-06-21T10:00:00+00:00"), tmp_path)
    assert (tmp_path / "g-photos" / "mine.txt").read_text() == "mine"
    assert (tmp_path / ".writing" / "mine.txt").read_text() == "mine"


def test_another_format_is_outdated_not_damaged(tmp_path):
    written_by_hand(tmp_path, json.dumps({"format": FORMAT + 1}).encode())
    with pytest.raises(IndexOutdated, match="format"):
        open_index(tmp_path)
