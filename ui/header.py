"""The line at the top of the page."""

from ui.markup import Html, element
from ui.strings import Strings


def header(strings: Strings) -> Html:
    """The product's name and what it promises."""
    return element(
        "header",
        element("h1", strings.page_title),
        element("p", strings.tagline),
        class_="qa-header",
        lang=strings.language,
    )
