"""The line at the top of the page."""

from ui.markup import Html, element
from ui.strings import ENGLISH, FRENCH, LANGUAGE_COOKIE, Strings


def header(strings: Strings, *, editing: bool = False) -> Html:
    """The product's name and what it promises; what can be done with the page.

    Args:
        editing: whether the articles may be changed from the page.
    """
    other = ENGLISH if strings is FRENCH else FRENCH
    return element(
        "header",
        element("h1", strings.page_title),
        element("p", strings.tagline),
        element(
            "div",
            _button(strings.index, "index") if editing else None,
            _button(strings.new_conversation, "clear"),
            _button(strings.download, "download", data_name=strings.download_name),
            _button(
                strings.other_language,
                "language",
                data_cookie=LANGUAGE_COOKIE,
                data_language=other.language,
                lang=other.language,
            ),
            _button(strings.change_theme, "theme"),
            _button(strings.shortcuts, "shortcuts"),
            class_="qa-tools",
        ),
        element(
            "nav",
            _tab(strings.conversation, "conversation"),
            _tab(strings.article, "article"),
            class_="qa-tabs",
            aria_label=strings.show_pane,
        ),
        _shortcuts(strings),
        class_="qa-header",
        lang=strings.language,
        data_title=strings.page_title,
    )


def _button(label: str, does: str, **attributes: str) -> Html:
    return element("button", label, type="button", class_=f"qa-tool qa-tool-{does}", data_does=does, **attributes)


def _tab(label: str, pane: str) -> Html:
    # Seen where the window is too narrow for both panes.
    pressed = str(pane == "conversation").lower()
    return element("button", label, type="button", class_="qa-tab", data_pane=pane, aria_pressed=pressed)


def _shortcuts(strings: Strings) -> Html:
    keys = (
        ("/", strings.shortcut_ask),
        ("↑", strings.shortcut_edit),
        ("Esc", strings.shortcut_back),
        ("?", strings.shortcut_help),
    )
    lines = (
        element("div", element("dt", element("kbd", key)), element("dd", what), class_="qa-shortcut")
        for key, what in keys
    )
    return element(
        "dialog",
        element("h2", strings.shortcuts),
        element("dl", *lines),
        element("form", element("button", strings.close, class_="qa-tool"), method="dialog"),
        class_="qa-dialog qa-shortcuts",
        aria_label=strings.shortcuts,
    )
