"""HTML that cannot be injected into: every ``str`` is text, only ``Html`` is markup."""

import re
from html import escape

# The HTML parser drops NUL and turns CR into LF, and UTF-8 has no lone
# surrogates; each would shift the offsets of what follows, or break the reply.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


_VOID = frozenset(("input",))


class Html(str):
    """Markup built by ``element`` and ``join``."""

    __slots__ = ()


def text(value: str) -> Html:
    """Show ``value`` as text: its characters, one for one, and no markup."""
    return Html(escape(_UNSTORABLE.sub("\ufffd", value)).replace("\r", "&#13;"))


def join(*children: str | None) -> Html:
    """Put children one after the other; a plain ``str`` becomes text, None nothing."""
    return Html("".join(child if isinstance(child, Html) else text(child) for child in children if child is not None))


def element(tag: str, *children: str | None, **attributes: str | int | bool | None) -> Html:
    """An element; ``class_`` is class, ``data_start`` is data-start.

    An attribute of None or False is left out, True stands without a value.
    """
    opening = "".join(
        _attribute(name, value) for name, value in attributes.items() if value is not None and value is not False
    )
    return Html(f"<{tag}{opening}>" if tag in _VOID else f"<{tag}{opening}>{join(*children)}</{tag}>")


def _attribute(name: str, value: str | int | bool) -> str:
    name = name.strip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
