"""Folding: how two spellings of one word are made equal."""

import unicodedata


def fold(text: str) -> str:
    """Lower case, straight apostrophes, no accents, no compatibility forms; offsets are lost."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))
