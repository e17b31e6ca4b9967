"""Nouns by which an article speaks of people: «l’hydrologue», «le maire», «Mme»."""

import re

from index.folding import fold

TITLES = frozenset(("Me", "Mme", "Mmes", "Mlle", "Mgr", "Dr", "Pr", "M.", "MM.", "Mr", "Mr.", "Mrs", "Mrs.", "Ms"))

_PERSON = re.compile(
    r"(?:eure?|euse|rice|iste|logue|graphe|nome|iatre|iene?|ienne|ien|aire|ante?|perte?|(?<!prem)ier|(?<!prem)iere|vocate?|iel|ielle"
    r"|(?<!\w)(?:juriste|maitre|maitresse|agrege|agregee|medecin|patron|patronne|maire|juge|prefete?|ministre|elue?"
    r"|deputee?|cheff?e?|mere|pere|veuve|veuf|nee?|presidente?|porte-parole|fille|fils|soeur|frere|confrere|consoeur|colonell?e?"
    r"|general|capitaine|eleve|membre|responsable|deleguee?|associee?|pretre|eveque|professor|minister|mayor|expert"
    r"|femme|homme|head|man|woman|lawyer|scientist))$"
)
_BODY = re.compile(r"(?:tion|sion|ment|age|ite|isme|ance|ence|ture|tere|erie)s?$")


def is_person_noun(noun: str) -> bool:
    """Whether a noun looks like one for a person: by its ending, or one of a few."""
    return _PERSON.search(fold(noun).split("'")[-1]) is not None


def is_body_noun(noun: str) -> bool:
    """Whether a noun looks like one for a body or a thing, by its ending: «la direction», «le ministère»."""
    return _BODY.search(fold(noun)) is not None
