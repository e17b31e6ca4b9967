import os
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import ArticleError, SeedsError, add_article, remove_article, scan, seeds_state
from texts import article_text, write_articles


@pytest.fixture
def seeds(tmp_path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


def ids(seeds: Path) -> list[str]:
    return [file.id for file in scan(seeds)]


def test_a_dangling_link_does_not_hide_what_changed(seeds):
    (seeds / "gone.txt").symlink_to("nowhere")
    write_articles(seeds, port="Le port.")
    before = seeds_state(seeds)
    write_articles(seeds, autre="Une phrase.")
    assert seeds_state(seeds) != before


@given(st.text(max_size=300), article_text)
def test_whatever_the_name_the_article_lies_in_the_folder_as_it_was_given(name, text):
    with TemporaryDirectory() as folder:
        path = add_article(Path(folder), name, text)
        assert [path] == list(Path(folder).iterdir())
        [file] = scan(Path(folder))
        assert (file.text, file.id, file.problem) == (text, path.stem, None)
        assert unicodedata.is_normalized("NFC", path.stem)
        assert path.stem.strip(" .") == path.stem != ""
        assert len(path.stem) <= 100 and len(path.stem.encode()) <= 200
        remainder = path.stem.translate(str.maketrans("", "", " -_.'"))
        assert all(unicodedata.category(c)[0] in "LMN" for c in remainder)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Le port de l’été.pdf", "Le port de l'été"),
        ("cafe\u0301.TXT", "café"),
        ("rapport.v2", "rapport.v2"),
        ("rapport.txt.docx", "rapport.txt"),
        ("../../etc/passwd", "passwd"),
        ("..", "article"),
        ("C:\\Users\\Anne\\note.markdown", "note"),
        ("<b>gras<i>.html", "b-gras-i"),
        ("a\nb\0c\td\u202ee", "a b-c d-e"),
        (".caché.md", "caché"),
        ('que? "oui": 1*2|3', "que- -oui- 1-2-3"),
        ("Nul.txt", "_Nul"),
        ("日本語.htm", "日本語"),
        (".pdf", "article"),
        ("", "article"),
        ("é" * 5_000, "é" * 100),
        ("語" * 5_000, "語" * 66),
    ],
)
def test_a_name_stays_readable(seeds, name, stem):
    assert add_article(seeds, name, "Une phrase.") == seeds / f"{stem}.txt"


@pytest.mark.parametrize("there", ["été.txt", "e\u0301te\u0301.txt", "ÉTÉ.TXT"])
def test_an_article_is_never_overwritten(seeds, there):
    (seeds / there).write_bytes(b"Le premier.")
    with pytest.raises(SeedsError, match="^There is an article named .* already; "):
        add_article(seeds, "été.pdf", "Le second.")
    assert [path.read_bytes() for path in seeds.iterdir()] == [b"Le premier."]


@pytest.mark.parametrize("disk_has_links", [True, False])
def test_of_many_that_add_one_name_one_succeeds(seeds, monkeypatch, disk_has_links):
    def link(*_):
        raise PermissionError(1, "Operation not permitted")

    if not disk_has_links:
        monkeypatch.setattr(os, "link", link)

    def add(text: str) -> str | None:
        try:
            return add_article(seeds, "port", text).read_text()
        except SeedsError:
            return None

    with ThreadPoolExecutor(8) as pool:
        added = [text for text in pool.map(add, map(str, range(32))) if text]
    assert [path.read_text() for path in seeds.iterdir()] == added


@pytest.mark.parametrize("text", ["", " \n", "…", "un\0deux", "\ud800 mot"])
def test_what_is_no_article_is_refused_and_leaves_nothing(seeds, text):
    with pytest.raises(ArticleError, match=r"^note\.txt: "):
        add_article(seeds, "note.md", text)
    assert list(seeds.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_an_error(seeds, monkeypatch):
    def write_bytes(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    with pytest.raises(SeedsError, match=r"^The article port cannot be written to .* \(No space left on device\)\.$"):
        add_article(seeds, "port", "Le port.")
    with pytest.raises(SeedsError, match="^There is no folder of articles at "):
        add_article(seeds / "nowhere", "port", "Le port.")


@pytest.mark.parametrize("article_id", ["été", "e\u0301te\u0301"])
@pytest.mark.parametrize("there", ["été.txt", "e\u0301te\u0301.TXT"])
def test_an_article_is_removed_by_its_id(seeds, there, article_id):
    write_articles(seeds, port="Le port.")
    (seeds / there).write_text("Un été.")
    remove_article(seeds, article_id)
    assert ids(seeds) == ["port"]


@pytest.mark.parametrize("article_id", ["gare", "../gare", "port.txt", ".port", "", "*", "port\0", "../seeds/port"])
def test_only_an_article_of_the_folder_is_removed(seeds, article_id):
    write_articles(seeds, port="Le port.", autre="Une phrase.")
    write_articles(seeds.parent, gare="La gare.")
    (seeds / ".port").write_text("caché")
    before = sorted(seeds.parent.rglob("*"))
    with pytest.raises(SeedsError, match="^There is no article named "):
        remove_article(seeds, article_id)
    assert sorted(seeds.parent.rglob("*")) == before


def test_the_last_article_that_can_be_read_stays(seeds):
    write_articles(seeds, port="Le port.", vide="")
    with pytest.raises(SeedsError, match="^The article port is the last that can be read; "):
        remove_article(seeds, "port")
    remove_article(seeds, "vide")
    assert ids(seeds) == ["port"]


def test_of_two_files_of_one_name_the_article_is_removed(seeds):
    (seeds / "port.TXT").write_text("Le premier.")
    write_articles(seeds, port="Le second.", autre="Une phrase.")
    remove_article(seeds, "port")
    assert [(file.id, file.text) for file in scan(seeds)] == [("autre", "Une phrase."), ("port", "Le second.")]


def test_a_file_that_cannot_be_removed_is_an_error(seeds):
    write_articles(seeds, port="Le port.")
    (seeds / "dossier.txt").mkdir()
    with pytest.raises(SeedsError, match=r"^The article dossier cannot be removed from .* \(.*\)\.$"):
        remove_article(seeds, "dossier")
    with pytest.raises(SeedsError, match="^There is no folder of articles at "):
        remove_article(seeds / "nowhere", "port")
