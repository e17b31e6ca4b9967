from dataclasses import replace

import numpy as np
import pytest

from index import (
    ArticleIndexError,
    Encoder,
    IndexDamaged,
    IndexOutdated,
    SeedsError,
    build_index,
    check_current,
    current_generation,
    open_index,
    scan,
)
from index.store import vector_index
from index.verifying import verify_index
from texts import ARTICLE, write_articles


@pytest.fixture
def small_encoder(small_model) -> Encoder:
    return Encoder(small_model)


def test_a_build_can_be_opened_and_is_sound(workspace, small_encoder):
    write_articles(workspace.seeds, port=ARTICLE)
    build = build_index(workspace, small_encoder)
    index = open_index(workspace.index)
    assert build.changed
    assert index.articles["port"].text == ARTICLE
    assert index.passage_vectors.ntotal == len(index.passages)
    assert index.sentence_vectors.ntotal == len(index.sentences)
    verify_index(index)
    check_current(index, scan(workspace.seeds), small_encoder)


def test_nothing_is_written_when_nothing_changed(workspace, small_encoder):
    write_articles(workspace.seeds, port=ARTICLE)
    build_index(workspace, small_encoder)
    generation = current_generation(workspace.index)
    again = build_index(workspace, small_encoder)
    assert (again.changed, again.embedded) == (False, 0)
    assert current_generation(workspace.index) == generation


def test_only_what_changed_is_embedded(workspace, small_encoder):
    write_articles(workspace.seeds, port=ARTICLE, autre="Une phrase. Une autre phrase.")
    build_index(workspace, small_encoder)
    write_articles(workspace.seeds, port=ARTICLE + "\nUne phrase de plus.\n")
    build = build_index(workspace, small_encoder)
    assert (build.changed, build.embedded) == (True, 1)
    fresh = build_index(replace(workspace, index=workspace.index.with_name("fresh")), small_encoder)
    assert build.index.passages == fresh.index.passages
    for name in ("passage_vectors", "sentence_vectors"):
        kept, made = (getattr(b.index, name).reconstruct_n() for b in (build, fresh))
        assert np.allclose(kept, made, atol=1e-5)


def test_a_removed_article_leaves_the_index(workspace, small_encoder):
    write_articles(workspace.seeds, port=ARTICLE, autre="Une phrase.")
    build_index(workspace, small_encoder)
    (workspace.seeds / "autre.txt").unlink()
    build = build_index(workspace, small_encoder)
    assert list(build.index.articles) == ["port"]
    assert build.embedded == 0


def test_unreadable_articles_are_named_and_the_others_indexed(workspace, small_encoder):
    write_articles(workspace.seeds, port=ARTICLE, vide="")
    (workspace.seeds / "image.txt").write_bytes(b"\x89PNG\0")
    (workspace.seeds / "latin.txt").write_bytes("été".encode("latin-1"))
    (workspace.seeds / "dossier.txt").mkdir()
    (workspace.seeds / "notes.md").write_text("pas un article")
    index = build_index(workspace, small_encoder).index
    assert list(index.articles) == ["port"]
    assert [skipped.file for skipped in index.manifest.skipped] == ["dossier.txt", "image.txt", "latin.txt", "vide.txt"]
    assert not build_index(workspace, small_encoder).changed


def test_two_files_of_one_name_are_told_apart(workspace, small_encoder):
    write_articles(workspace.seeds, port=ARTICLE)
    (workspace.seeds / "port.TXT").write_text("Un autre port.")
    (workspace.seeds / "gare.TXT").write_text("La gare.")
    index = build_index(workspace, small_encoder).index
    assert sorted(index.articles) == ["gare", "port"]
    assert [skipped.reason for skipped in index.manifest.skipped] == [
        "port.txt: port.TXT has the same name; rename one."
    ]


def test_a_current_index_serves_from_a_folder_that_cannot_be_locked(workspace, small_encoder):
    write_articles(workspace.seeds, port=ARTICLE)
    build_index(workspace, small_encoder)
    (workspace.index / ".lock").unlink()
    (workspace.index / ".lock").mkdir()
    assert not build_index(workspace, small_encoder).changed
    write_articles(workspace.seeds, autre="Une phrase.")
    with pytest.raises(ArticleIndexError, match="cannot be written"):
        build_index(workspace, small_encoder)


def test_an_article_that_is_mended_is_indexed(workspace, small_encoder):
    write_articles(workspace.seeds, port=ARTICLE, vide="")
    build_index(workspace, small_encoder)
    write_articles(workspace.seeds, vide="Plus vide.")
    assert list(build_index(workspace, small_encoder).index.articles) == ["port", "vide"]


def test_another_model_makes_the_index_outdated_and_is_built_anew(
    packaged_workspace, workspace, small_encoder, encoder
):
    write_articles(workspace.seeds, port="Une phrase courte.")
    build_index(workspace, small_encoder)
    with pytest.raises(IndexOutdated, match="model"):
        check_current(open_index(workspace.index), scan(workspace.seeds), encoder)
    build = build_index(packaged_workspace, encoder)
    assert build.embedded > 0
    assert build.index.passage_vectors.d == encoder.dimension


def test_an_index_cut_otherwise_is_outdated(workspace, small_encoder):
    write_articles(workspace.seeds, port=ARTICLE)
    index = build_index(workspace, small_encoder).index
    other = replace(index, manifest=replace(index.manifest, cutting="by hand"))
    with pytest.raises(IndexOutdated, match="segmenter"):
        check_current(other, scan(workspace.seeds), small_encoder)


def test_changed_articles_are_named(workspace, small_encoder):
    write_articles(workspace.seeds, port=ARTICLE, autre="Une phrase.")
    index = build_index(workspace, small_encoder).index
    write_articles(workspace.seeds, autre="Une autre phrase.")
    with pytest.raises(IndexOutdated, match=r"\(autre\.txt\)"):
        check_current(index, scan(workspace.seeds), small_encoder)


@pytest.mark.parametrize("name", ["CURRENT", "articles.jsonl", "passages.faiss"])
def test_a_damaged_index_is_built_again(workspace, small_encoder, name):
    write_articles(workspace.seeds, port=ARTICLE)
    build_index(workspace, small_encoder)
    path = next(workspace.index.rglob(name))
    path.write_bytes(path.read_bytes()[:-2])
    build = build_index(workspace, small_encoder)
    assert build.changed
    verify_index(open_index(workspace.index))


def test_no_readable_article_is_an_error_that_names_the_folder(workspace, small_encoder):
    with pytest.raises(SeedsError, match=str(workspace.seeds)):
        build_index(workspace, small_encoder)
    with pytest.raises(SeedsError, match="nowhere"):
        scan(workspace.seeds / "nowhere")


def test_an_index_that_cannot_be_written_is_an_error_and_keeps_the_articles(workspace, small_encoder):
    write_articles(workspace.seeds, port=ARTICLE)
    workspace.index.write_text("a file stands here")
    with pytest.raises(ArticleIndexError, match="cannot be written"):
        build_index(workspace, small_encoder)
    assert workspace.index.read_text() == "a file stands here"


def test_verifying_finds_vectors_that_fit_no_passage(workspace, small_encoder):
    write_articles(workspace.seeds, port=ARTICLE)
    index = build_index(workspace, small_encoder).index
    vectors = index.passage_vectors.reconstruct_n()
    for wrong in (vectors[:-1], vectors * 2, vectors * np.nan):
        with pytest.raises(IndexDamaged):
            verify_index(replace(index, passage_vectors=vector_index(wrong)))
    with pytest.raises(IndexDamaged):
        verify_index(replace(index, passages=index.passages[:-1]))


def test_a_thousand_articles(workspace, small_encoder):
    texts = {f"article-{i:04d}": f"Nouvelle numéro {i}\n\nElle dit {i}. Et rien de plus." for i in range(1_000)}
    write_articles(workspace.seeds, **texts)
    counts = []
    build = build_index(workspace, small_encoder, lambda done, total: counts.append((done, total)))
    assert len(build.index.articles) == 1_000
    assert counts[-1] == (build.embedded, build.embedded)
    assert open_index(workspace.index).passages == build.index.passages
    write_articles(workspace.seeds, **{"article-0500": "Une seule phrase nouvelle."})
    assert build_index(workspace, small_encoder).embedded == 1
