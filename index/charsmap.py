"""A character map in sentencepiece's precompiled form, which ``tokenizers`` runs.

The form is: u32 size of the trie in bytes, the trie, then the replacements,
each ended by a zero byte. The trie is a double array over UTF-8 bytes
(Aoe 1989; unit layout of darts-clone, https://github.com/s-yata/darts-clone):
bits 0-7 the label, bit 8 «a value hangs here», bits 10-30 the offset to the
children; a value's unit has bit 31 set.
"""

import struct
from collections.abc import Mapping

_HAS_VALUE = 1 << 8
_IS_VALUE = 1 << 31
_OFFSET_BITS = 10
_VALUE_LABEL = 0


def precompiled_charsmap(replacements: Mapping[str, str]) -> bytes:
    """Compile single characters (never U+0000) and what replaces each."""
    texts = bytearray(b"\0")
    trie: dict = {}
    for character, replacement in replacements.items():
        node = trie
        for byte in character.encode():
            node = node.setdefault(byte, {})
        node[_VALUE_LABEL] = len(texts) if replacement else 0
        if replacement:
            texts += replacement.encode() + b"\0"
    units = _double_array(trie)
    return struct.pack(f"<I{len(units)}I", 4 * len(units), *units) + bytes(texts)


def _double_array(trie: dict) -> list[int]:
    units = {0: 0}
    pending = [(0, trie)]
    first_free = 1
    while pending:
        place, node = pending.pop()
        while first_free in units:
            first_free += 1
        base = _free_base(units, list(node), first_free)
        units[place] |= (place ^ base) << _OFFSET_BITS
        for label, child in node.items():
            if label == _VALUE_LABEL:
                units[place] |= _HAS_VALUE
                units[base] = _IS_VALUE | child
            else:
                units[base ^ label] = label
                pending.append((base ^ label, child))
    # Look-ups touch at most 255 units beyond the last one used.
    return [units.get(place, 0) for place in range((max(units) | 255) + 257)]


def _free_base(units: dict[int, int], labels: list[int], first_free: int) -> int:
    """The first base whose children's places are all free."""
    place = first_free
    while True:
        base = place ^ labels[0]
        if base and not any(base ^ label in units for label in labels):
            return base
        place += 1
