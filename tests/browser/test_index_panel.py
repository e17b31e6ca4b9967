"""The index, looked at and changed from the chat."""

import http.client
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfWriter

from index import LARGEST_DOCUMENT
from texts import ARTICLE, write_articles
from ui.strings import FRENCH

NEW = "Un musée de la mer ouvre\n\nLe musée de la mer ouvre ses portes lundi. On y entre <b>gratuitement</b>.\n"


@pytest.fixture
def panel(editable_site, visit) -> tuple[Page, Locator, Path]:
    """The page with its index panel open, the panel, and the folder of articles."""
    home, seeds = editable_site
    page = visit(home).page
    page.get_by_role("button", name=FRENCH.index, exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("port.txt")
    return page, page.get_by_role("dialog"), seeds


def choose(panel: Locator, name: str, data: bytes) -> None:
    panel.get_by_label(FRENCH.choose_file).set_input_files({"name": name, "mimeType": "", "buffer": data})


def test_the_panel_says_what_the_index_holds(panel) -> None:
    _, dialog, _ = panel
    expect(dialog).to_contain_text("Le port de Brévannes rouvre")
    expect(dialog).to_contain_text(FRENCH.index_current)


def test_an_article_is_shown_before_it_is_added_and_can_be_asked(panel) -> None:
    page, dialog, seeds = panel
    choose(dialog, "musée.txt", NEW.encode())
    expect(dialog.get_by_label(FRENCH.article_text)).to_have_value(NEW)
    assert [path.name for path in seeds.iterdir()] == ["port.txt"]
    dialog.get_by_role("button", name=FRENCH.add, exact=True).click()
    expect(dialog).to_contain_text("musée.txt")
    expect(dialog).to_contain_text(FRENCH.index_current)
    assert (seeds / "musée.txt").read_text(encoding="utf-8") == NEW
    dialog.get_by_role("button", name=FRENCH.close).click()
    picker = page.locator(".qa-picker")
    expect(picker.locator("option")).to_have_count(2)
    expect(page.locator(".qa-article")).to_have_attribute("data-article", "port")
    picker.select_option("musée")
    expect(page.locator(".qa-article")).to_contain_text("<b>gratuitement</b>")


def test_an_article_is_removed_when_it_is_said_twice(panel) -> None:
    page, dialog, seeds = panel
    write_articles(seeds, musée=NEW)
    dialog.get_by_role("button", name=FRENCH.rebuild).click()
    expect(dialog).to_contain_text("musée.txt")
    dialog.get_by_role("button", name=f"{FRENCH.remove} port.txt").click()
    assert len(list(seeds.iterdir())) == 2
    dialog.get_by_role("button", name=FRENCH.remove_really).click()
    expect(dialog).not_to_contain_text("port.txt")
    assert [path.name for path in seeds.iterdir()] == ["musée.txt"]
    expect(page.locator(".qa-article")).to_have_attribute("data-article", "musée")
    dialog.get_by_role("button", name=f"{FRENCH.remove} musée.txt").click()
    dialog.get_by_role("button", name=FRENCH.remove_really).click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    assert [path.name for path in seeds.iterdir()] == ["musée.txt"]


def test_a_change_keeps_the_conversation(panel) -> None:
    page, dialog, seeds = panel
    dialog.get_by_role("button", name=FRENCH.close).click()
    page.locator("#question textarea").fill("merci beaucoup")
    page.keyboard.press("Enter")
    expect(page.locator(".qa-reply")).to_be_visible()
    page.get_by_role("button", name=FRENCH.index, exact=True).click()
    write_articles(seeds, musée=NEW)
    dialog.get_by_role("button", name=FRENCH.rebuild).click()
    expect(dialog).to_contain_text("musée.txt")
    expect(page.locator(".qa-reply")).to_be_attached()


def scanned_pdf() -> bytes:
    writer, data = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("grand.txt", b"a" * (LARGEST_DOCUMENT + 1)),
        ("image.png", b"\x89PNG\r\n"),
        ("brisé.pdf", b"%PDF-1.4 et rien d'autre"),
        ("scan.pdf", scanned_pdf()),
        ("vide.docx", b""),
        ("<img src=x onerror=alert(1)>.exe", b"MZ"),
    ],
)
def test_what_is_no_article_is_refused_in_one_sentence_and_nothing_is_written(panel, name, data) -> None:
    page, dialog, seeds = panel
    choose(dialog, name, data)
    problem = dialog.locator(".qa-adding .qa-problem")
    expect(problem).to_be_visible()
    expect(problem).not_to_have_text(FRENCH.extracting)
    assert "\n" not in problem.inner_text()
    expect(dialog.locator("img")).to_have_count(0)
    expect(dialog.get_by_label(FRENCH.article_text)).to_be_hidden()
    assert [path.name for path in seeds.iterdir()] == ["port.txt"]
    choose(dialog, "musée.txt", NEW.encode())
    expect(problem).to_be_hidden()


@pytest.mark.parametrize("name", ["../../dehors", "<b>gras</b>", ".caché", "a/b\\c"])
def test_an_article_lands_in_the_folder_whatever_its_name(panel, name) -> None:
    _, dialog, seeds = panel
    choose(dialog, "musée.txt", NEW.encode())
    dialog.get_by_label(FRENCH.article_name).fill(name)
    dialog.get_by_role("button", name=FRENCH.add, exact=True).click()
    expect(dialog.locator(".qa-index-file")).to_have_count(2)
    added = [path for path in seeds.parent.rglob("*.txt") if path.read_text(encoding="utf-8") == NEW]
    assert [path.parent for path in added] == [seeds]


def test_a_name_that_is_taken_is_refused(panel) -> None:
    _, dialog, seeds = panel
    choose(dialog, "port.txt", NEW.encode())
    dialog.get_by_role("button", name=FRENCH.add, exact=True).click()
    expect(dialog.locator(".qa-adding .qa-problem")).to_contain_text("port")
    expect(dialog.get_by_label(FRENCH.article_text)).to_have_value(NEW)
    assert (seeds / "port.txt").read_text(encoding="utf-8") == ARTICLE


def test_a_chat_without_edit_shows_no_panel_and_takes_no_upload(scripted_site, visit) -> None:
    page = visit(scripted_site).page
    expect(page.get_by_role("button", name=FRENCH.index, exact=True)).to_have_count(0)
    expect(page.locator("#index")).to_have_count(0)
    connection = http.client.HTTPConnection(scripted_site.removeprefix("http://"))
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\na\r\n--x--\r\n'
    connection.request(
        "POST",
        "/gradio_api/upload",
        body,
        {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(len(body))},
    )
    assert connection.getresponse().status == 403
