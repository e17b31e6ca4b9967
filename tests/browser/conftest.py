"""The chat in a real browser: a server on a free port, and Debian's chromium."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from qa import Engine
from scripted_engine import ScriptedEngine
from serving import served
from texts import ARTICLE, write_articles

# A machine may be slow; what is there sooner is not waited for.
expect.set_options(timeout=20_000)

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@dataclass
class Visit:
    """One page, what it asked of other hosts and what went wrong in it."""

    page: Page
    home: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: self._refuse(dialog))
        self.page.on(
            "console",
            lambda message: message.type == "error" and self.errors.append(message.text),
        )

    def open(self) -> Page:
        """Wait until the article and the question box are there."""
        self.page.goto(self.home)
        self.page.wait_for_selector(".qa-article", state="attached")
        return self.page

    def ask(self, question: str) -> None:
        """Ask, and wait until the turn is settled."""
        before = self.page.locator(".qa-turn").count()
        self.page.locator("#question textarea").fill(question)
        self.page.keyboard.press("Enter")
        self.page.wait_for_function(
            "before => document.querySelectorAll('.qa-turn').length > before"
            " && !document.querySelector('.qa-searching')",
            arg=before,
        )

    def _note(self, address: str) -> None:
        if not address.startswith((self.home, "data:", "blob:")):
            self.foreign.append(address)

    def _refuse(self, dialog) -> None:
        self.errors.append(f"a dialog opened: {dialog.message}")
        dialog.dismiss()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Chromium's path. A machine without it skips these tests, CI does not."""
    for name in ("chromium", "chromium-browser"):
        if path := shutil.which(name):
            return path
    reason = "no chromium found; on Debian: apt-get install chromium"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def feedback_file(tmp_path_factory) -> Iterator[Path]:
    """Where the sites of these tests keep feedback."""
    path = tmp_path_factory.mktemp("feedback") / "feedback.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QA_FEEDBACK", str(path))
        yield path


@pytest.fixture(scope="session")
def site(chromium: str, engine) -> Iterator[str]:
    """The real chat's address."""
    engine.ask("Qui a écrit cet article ?")  # loads the models before any page waits for them
    with served(engine) as address:
        yield address


@pytest.fixture(scope="session")
def scripted_site(chromium: str) -> Iterator[str]:
    """The chat over an engine that answers as it is told."""
    with served(ScriptedEngine()) as address:
        yield address


@pytest.fixture
def changing_site(chromium: str) -> Iterator[tuple[str, ScriptedEngine]]:
    """A chat of one test's own, whose articles it may change."""
    engine = ScriptedEngine()
    with served(engine) as address:
        yield address, engine


@pytest.fixture
def editable_site(chromium: str, workspace) -> Iterator[tuple[str, Path]]:
    """A chat whose articles may be changed, and their folder."""
    write_articles(workspace.seeds, port=ARTICLE)
    with served(Engine(workspace, patient=False), edit=True) as address:
        yield address, workspace.seeds


@pytest.fixture(scope="session")
def context(browser: Browser) -> Callable[..., BrowserContext]:
    """One context for each kind of reader: a browser that has been here before is faster."""
    contexts: dict[str, BrowserContext] = {}

    def context(**options) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in contexts:
            contexts[key] = browser.new_context(**options)
        return contexts[key]

    return context


@pytest.fixture
def visit(context: Callable[..., BrowserContext]) -> Iterator[Callable[..., Visit]]:
    """Open a page of a site; at the end, it asked nothing of others and broke nothing."""
    visits: list[Visit] = []

    def visit(home: str, *, locale: str = "fr-FR", **options) -> Visit:
        options = {"viewport": {"width": 1280, "height": 800}} | options
        page = context(locale=locale, **options).new_page()
        page.set_default_timeout(20_000)
        visits.append(Visit(page, home))
        visits[-1].watch()
        visits[-1].open()
        return visits[-1]

    yield visit
    for opened in visits:
        opened.page.close()
    assert [v.foreign for v in visits] == [[] for _ in visits]
    assert [v.errors for v in visits] == [[] for _ in visits]
