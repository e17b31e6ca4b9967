"""Stopping, editing, asking again, copying, and the keyboard."""

import pytest
from playwright.sync_api import Page, expect

from scripted_engine import ScriptedEngine
from ui.strings import FRENCH

BOX = "#question textarea"


def ask_in_vain(page: Page, engine: ScriptedEngine, question: str) -> None:
    """Ask what is answered only when the engine's patience is set."""
    engine.patience.clear()
    page.locator(BOX).fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".qa-searching")).to_be_visible()


def test_a_stopped_question_goes_back_into_its_box_and_the_chat_goes_on(changing_site, visit) -> None:
    home, engine = changing_site
    chat = visit(home)
    page = chat.page
    chat.ask("cite:Fin.")
    ask_in_vain(page, engine, "refuse")
    with page.expect_response("**/reset"):  # until then, the page takes no other question
        page.get_by_role("button", name=FRENCH.stop).click()
    expect(page.locator(BOX)).to_have_value("refuse")
    expect(page.locator(".qa-question-text")).to_have_text(["cite:Fin."])
    engine.patience.set()
    for turns in range(2, 5):
        chat.ask("cite:Le chien court ici.")
        expect(page.locator(".qa-answer")).to_have_count(turns)
    expect(page.locator(".qa-refusal")).to_have_count(0)
    assert engine.histories[-1] == ["cite:Fin.", *["cite:Le chien court ici."] * 2]


def test_stopping_keeps_what_is_being_written(changing_site, visit) -> None:
    home, engine = changing_site
    page = visit(home).page
    ask_in_vain(page, engine, "refuse")
    page.locator(BOX).fill("un brouillon")
    page.get_by_role("button", name=FRENCH.stop).click()
    expect(page.locator(".qa-invitation")).to_be_visible()
    engine.patience.set()
    expect(page.locator(BOX)).to_have_value("un brouillon")


def test_a_new_conversation_waits_for_no_answer(changing_site, visit) -> None:
    home, engine = changing_site
    page = visit(home).page
    ask_in_vain(page, engine, "refuse")
    page.get_by_role("button", name=FRENCH.new_conversation).click()
    expect(page.locator(".qa-invitation")).to_be_visible()
    engine.patience.set()
    page.wait_for_timeout(1_000)
    expect(page.locator(".qa-turn")).to_have_count(0)


def test_the_last_question_can_be_edited(scripted_site, visit) -> None:
    chat = visit(scripted_site)
    page = chat.page
    chat.ask("cite:Fin.")
    chat.ask("refuse")
    expect(page.get_by_role("button", name=FRENCH.edit)).to_have_count(1)
    page.get_by_role("button", name=FRENCH.edit).click()
    expect(page.locator(BOX)).to_have_value("refuse")
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator(".qa-question-text")).to_have_text(["cite:Fin."])
    page.locator(BOX).fill("")
    page.locator(BOX).press("ArrowUp")
    expect(page.locator(BOX)).to_have_value("cite:Fin.")
    expect(page.locator(".qa-invitation")).to_be_visible()


def test_the_last_question_can_be_asked_again(changing_site, visit) -> None:
    home, engine = changing_site
    chat = visit(home)
    page = chat.page
    chat.ask("cite:Fin.")
    chat.ask("fail")
    page.locator(BOX).fill("un brouillon")
    page.get_by_role("button", name=FRENCH.retry).click()
    expect(page.locator(".qa-problem")).to_have_count(1)
    page.wait_for_function("() => !document.querySelector('.qa-searching')")
    expect(page.locator(".qa-question-text")).to_have_text(["cite:Fin.", "fail"])
    expect(page.locator(BOX)).to_have_value("un brouillon")
    assert engine.histories == [[], ["cite:Fin."], ["cite:Fin."]]


def test_a_quote_is_copied_with_its_source(scripted_site, visit) -> None:
    chat = visit(scripted_site)
    page = chat.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=scripted_site)
    chat.ask("cite:Le chien court ici.")
    page.locator(".qa-copy").click()
    expect(page.locator(".qa-copy")).to_have_text(FRENCH.copied)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (
        "«\u00a0Le chien court ici.\u00a0» — Un titre 😀 avec <b>du balisage</b>, Anne Dupont, 01/02/2024 à 10:00, §16"
    )
    expect(page.locator(".qa-copy")).to_have_text(FRENCH.copy)


def test_hovering_a_citation_shows_its_sentence(scripted_site, visit) -> None:
    chat = visit(scripted_site)
    chat.ask("cite:chat 😀  dort")
    title = chat.page.locator(".qa-citation").get_attribute("title")
    assert "Le chat 😀  dort encore." in title


def test_the_keyboard_asks_stops_and_shows_its_shortcuts(changing_site, visit) -> None:
    home, engine = changing_site
    page = visit(home).page
    page.locator(".qa-invitation h2").click()
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator(BOX)).to_have_value("")
    engine.patience.clear()
    page.keyboard.type("refuse/?")
    page.keyboard.press("Enter")
    expect(page.locator(".qa-searching")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_have_value("refuse/?")
    engine.patience.set()
    page.locator(".qa-invitation h2").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text(FRENCH.shortcut_back)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("key", ["Control+c", "ArrowUp"])
def test_other_keys_are_left_alone(scripted_site, visit, key) -> None:
    page = visit(scripted_site).page
    page.locator(BOX).fill("une question")
    page.locator(BOX).press(key)
    expect(page.locator(BOX)).to_have_value("une question")
    expect(page.locator(".qa-invitation")).to_be_visible()
