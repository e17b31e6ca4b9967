"""What a person's name looks like, in a byline as in a sentence.

The pattern matches composed and decomposed accents alike.
"""

from index.accents import LETTER

CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
"""A letter that is not small (scripts without capitals count)."""
WORD = rf"(?:d['’])?(?:{CAPITAL}\.(?:-?{CAPITAL}\.)*|{CAPITAL}{LETTER}*(?:[-'’]{LETTER}+){{0,4}})"
_PARTICLE = r"(?:d[eu]s?|la|le|van|von|der|den|di|da|do|dos|el|al|ben|bin)"
NAME = rf"{WORD}(?:\s+(?:{_PARTICLE}\s+)*{WORD}){{1,3}}"
"""Two to four capitalised words; initials and particles may stand among them."""
