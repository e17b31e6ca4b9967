"""Every state of the page: it can be used by everyone, it fits, and a picture of it is kept to be looked at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from ui.strings import ENGLISH, FRENCH

PICTURES = Path(__file__).parent / "screenshots"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SERIOUS = ("serious", "critical")


def asked(*questions: str) -> Callable:
    def act(chat) -> None:
        for question in questions:
            chat.ask(question)

    return act


def cited(chat) -> None:
    chat.ask("cite:Le chien court ici.")
    chat.page.locator(".qa-citation").click()
    expect(chat.page.locator("mark")).to_be_visible()


def with_number_and_correction(chat) -> None:
    chat.ask("cite:Fin.")
    chat.page.locator(".qa-probability summary").click()
    chat.page.get_by_role("button", name=FRENCH.was_wrong).click()


def with_shortcuts(chat) -> None:
    chat.page.get_by_role("button", name=FRENCH.shortcuts).click()


STATES = {
    "empty": (asked(), {}),
    "answer": (cited, {}),
    "list": (asked("list"), {}),
    "summary": (asked("summary"), {}),
    "refusal": (asked("refuse"), {}),
    "problem": (asked("fail"), {}),
    "feedback": (with_number_and_correction, {}),
    "shortcuts": (with_shortcuts, {}),
    "dark": (asked("list", "cite:Fin."), {"color_scheme": "dark"}),
    "dark-refusal": (asked("refuse", "fail"), {"color_scheme": "dark"}),
    "english": (asked("list", "refuse"), {"locale": "en-GB"}),
    "phone": (asked("list", "cite:Fin."), PHONE),
    "phone-article": (cited, PHONE),
    "phone-dark": (asked("refuse"), {**PHONE, "color_scheme": "dark"}),
}


def examine(page: Page, name: str) -> None:
    """Keep a picture, and check the page with axe-core."""
    page.wait_for_timeout(400)  # transitions
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response
    assert len(found["passes"]) > 10
    assert [
        (violation["id"], [node["html"][:200] for node in violation["nodes"]])
        for violation in found["violations"]
        if violation["impact"] in SERIOUS
    ] == []


@pytest.mark.parametrize("name", STATES)
def test_a_state_is_accessible_and_fits(scripted_site, visit, name) -> None:
    act, options = STATES[name]
    chat = visit(scripted_site, **options)
    expect(chat.page.locator(".qa-invitation")).to_be_attached()
    act(chat)
    examine(chat.page, name)


@pytest.mark.parametrize(("name", "options"), [("index", {}), ("phone-index", PHONE)])
def test_the_index_panel_is_accessible_and_fits(editable_site, visit, name, options) -> None:
    page = visit(editable_site[0], locale="en-GB", **options).page
    page.get_by_role("button", name=ENGLISH.index, exact=True).click()
    dialog = page.get_by_role("dialog")
    text = {"name": "museum.txt", "mimeType": "", "buffer": "Le musée ouvre.\n\nLundi matin.\n".encode()}
    dialog.get_by_label(ENGLISH.choose_file).set_input_files(text)
    expect(dialog.get_by_label(ENGLISH.article_text)).to_be_visible()
    examine(page, name)


def test_a_long_conversation_takes_no_more_and_more(scripted_site, visit) -> None:
    """Thirty questions: what the page holds grows by the turns that it shows, and by nothing else."""
    chat = visit(scripted_site)
    page = chat.page
    measured = page.context.new_cdp_session(page)
    measured.send("Performance.enable")

    def held() -> dict[str, float]:
        for _ in range(3):  # what is let go late goes too
            measured.send("HeapProfiler.collectGarbage")
            page.wait_for_timeout(200)
        metrics = measured.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in metrics}

    for number in range(30):
        chat.ask("cite:Le chien court ici." if number % 2 else "refuse")
        if number == 9:
            early = held()
    late = held()
    expect(page.locator(".qa-turn")).to_have_count(30)
    assert late["JSEventListeners"] <= early["JSEventListeners"] + 5
    assert late["Documents"] <= early["Documents"]
    assert late["JSHeapUsedSize"] - early["JSHeapUsedSize"] < 5_000_000
    shown = page.evaluate("document.querySelectorAll('*').length")
    page.get_by_role("button", name=FRENCH.new_conversation).click()
    expect(page.locator(".qa-turn")).to_have_count(0)
    cleared = held()
    assert shown > page.evaluate("document.querySelectorAll('*').length")
    assert cleared["Nodes"] <= early["Nodes"]
