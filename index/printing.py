"""Names and titles on a terminal: one line, nothing that moves the cursor."""

import sys


def printable(text: str, length: int = 200) -> str:
    """The text with control characters and lone surrogates escaped, cut to ``length`` characters."""
    shown = "".join(c if c.isprintable() or c == "\u00a0" or c == "\u202f" else ascii(c)[1:-1] for c in text)
    return shown if len(shown) <= length else shown[: length - 1] + "…"


def print_any_text() -> None:
    """Let standard output escape what its encoding lacks, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
