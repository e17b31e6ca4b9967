"""The line at the top of the page."""

from ui.markup import Html, element
from ui.strings import ENGLISH, FRENCH, LANGUAGE_COOKIE, Strings


def header(strings: Strings) -> Html:
    """The product's name and what it promises; what can be done with the page."""
    other = ENGLISH if strings is FRENCH else FRENCH
    return element(
        "header",
        element("h1", strings.page_title),
        element("p", strings.tagline),
        element(
            "div",
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
            class_="qa-tools",
        ),
        class_="qa-header",
        lang=strings.language,
        data_title=strings.page_title,
    )


def _button(label: str, does: str, **attributes: str) -> Html:
    return element("button", label, type="button", class_=f"qa-tool qa-tool-{does}", data_does=does, **attributes)
