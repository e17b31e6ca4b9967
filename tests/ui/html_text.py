"""Reading rendered HTML back, as a browser would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    """An element, its attributes and the text inside it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""


@dataclass
class _Reader(HTMLParser):
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.elements.append(element)
        if tag != "input":
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read_elements(html: str) -> list[Element]:
    """Every element in document order; fails where the markup is not well nested."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader.elements


def with_class(html: str, name: str) -> list[Element]:
    """The elements that carry a class."""
    return [element for element in read_elements(html) if name in (element.attributes.get("class") or "").split()]
