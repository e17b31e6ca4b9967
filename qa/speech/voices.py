"""Voices: whether words are those of somebody whom a question names."""

import re

from index import Article
from index.folding import fold
from qa.speech.attribution import people_of, speaker_of
from qa.speech.nouns import is_person_noun
from qa.speech.people import Person, stems

_WORD = re.compile(r"[^\W_]+")
_LEAST = 4
"""Letters of a family name's word; shorter ones are easily words of the question."""


def named_in(question: str, article: Article) -> frozenset[Person]:
    """Whom a question names, by a word of the family name, or describes («l’économiste»), however sloppily."""
    words = set(_WORD.findall(fold(question)))
    known = people_of(article)
    named = frozenset(person for person in known if _family_words(person) & words)
    if named:
        return named
    nouns = stems(" ".join(word for word in words if is_person_noun(word)))
    described = [person for person in known if nouns & person.stems]
    return frozenset(described) if len(described) == 1 else frozenset()


def voice(article: Article, start: int, end: int, named: frozenset[Person]) -> int:
    """1 where one of the named says ``article.text[start:end]``, -1 where somebody else does, else 0."""
    speaker = speaker_of(article, start, end) if named else None
    return 0 if speaker is None else 1 if speaker in named else -1


def _family_words(person: Person) -> set[str]:
    return {word for name in person.family_names for word in _WORD.findall(fold(name)) if len(word) >= _LEAST}
