"""Summaries: whole sentences of an article that together say what it says.

Sentences are weighed by continuous LexRank (Erkan & Radev 2004) over the
cosines of their embeddings: a sentence counts that is like many others. One
is taken from each part of the article, so that its end counts as its
beginning, by Maximal Marginal Relevance (Carbonell & Goldstein 1998), so that
none repeats another.
"""

import re

import numpy as np

from index import Article, Index, Passage
from index.folding import fold

SENTENCES = 3
"""Sentences of a summary where the question does not say."""
_MOST = 20
_DAMPING = 0.85
_ROUNDS = 50
_RELEVANCE = 0.7
"""How much of MMR is weight; the rest is being unlike what is chosen."""
_SHORTEST, _LONGEST = 40, 400
"""Characters of a sentence that can stand in a summary."""
_LEANING = re.compile(
    r"\W*(?:il|elle|ils|elles|celui|celle|ceux|cela|ca|ce(?! (?:lun|mar|mercre|jeu|vendre|same)di| dimanche)|c'|cet"
    r"|cette|ces|lui|leur|leurs|son|sa|ses|et|mais|or|car|donc|ainsi|puis|d'ou|cependant|toutefois|pourtant"
    r"|par ailleurs|d'ailleurs|en revanche|en effet|selon lui|selon elle|pour lui|pour elle|de son cote"
    r"|he|she|it|they|this|that|these|and|but|so)\b"
)
"""How a sentence begins that needs the one before it; folded."""
_UNIT = r"(?:phrases?|lignes?|points?|mots cles|sentences?|lines?|bullets?|frases?|frasi|puntos?|satze?n?|zinnen|zin)"
_NUMBERS = {
    number: value
    for value, words in {
        1: "un une una uma one ein eine einem einen een single seule",
        2: "deux two dos zwei due dois twee", 3: "trois three tres drei tre drie", 4: "quatre four cuatro vier quattro",
        5: "cinq five cinco funf fuenf cinque vijf", 6: "six seis sechs sei zes", 7: "sept seven siete sieben sette",
        8: "huit eight ocho acht otto", 9: "neuf nine nueve neun nove", 10: "dix ten diez zehn dieci tien",
    }.items()
    for number in words.split()
}  # fmt: skip

_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_COUNTED = re.compile(
    rf"(?<![\w/.,-]){_NUMBER}(?:\s*(?:-|a|ou|to|or|bis|o)\s*\d{{1,2}})?\s*(?:[^\W\d]+\s+)?{_UNIT}\b"
    rf"|\b(?:en|in|em)\s+{_NUMBER.replace('number', 'last')}\W*$"
)


def sentences_wanted(question: str) -> int:
    """How many sentences a question asks for; ``SENTENCES`` where it does not say."""
    counted = _COUNTED.search(fold(question))
    if not counted:
        return SENTENCES
    number = counted["number"] or counted["last"]
    return max(1, min(_MOST, _NUMBERS.get(number) or int(number)))


def summary(index: Index, article: Article, count: int = SENTENCES) -> tuple[Passage, ...]:
    """At most ``count`` sentences of the article, in its order; empty where it has none that could stand alone."""
    rows = _rows(index, article, count)
    if not rows:
        return ()
    likeness = _likeness(np.stack([index.sentence_vectors.reconstruct(row) for row in rows]))
    weights = _lexrank(likeness)
    chosen: list[int] = []
    for part in np.array_split(np.arange(len(rows)), min(count, len(rows))):
        repeats = likeness[np.ix_(part, chosen)].max(axis=1) if chosen else np.zeros(len(part))
        marginal = _RELEVANCE * weights[part] / weights.max() - (1 - _RELEVANCE) * repeats
        chosen.append(int(part[marginal.argmax()]))
    return tuple(index.sentences[rows[place]] for place in chosen)


def _rows(index: Index, article: Article, count: int) -> list[int]:
    """The rows of the sentences that can stand in a summary; of all that are prose where too few can stand alone."""
    body = {paragraph.number for paragraph in article.paragraphs if paragraph.kind in ("lead", "body")}
    prose = [
        row
        for row, sentence in enumerate(index.sentences)
        if sentence.article == article.id and sentence.paragraph in body
    ]
    standing = [row for row in prose if _stands_alone(article, index.sentences[row])]
    return standing if len(standing) >= min(count, SENTENCES) else prose


def _stands_alone(article: Article, sentence: Passage) -> bool:
    text = article.text[sentence.start : sentence.end]
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and not text.rstrip(" »”\u00a0").endswith("?")
        and text.count("«") == text.count("»")
        and not _LEANING.match(fold(text))
    )


def _likeness(vectors: np.ndarray) -> np.ndarray:
    """(n, n) cosines, not negative, around the sentences' mean: what they all share says nothing."""
    centred = vectors - vectors.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    return np.clip(centred @ centred.T, 0, None)


def _lexrank(likeness: np.ndarray) -> np.ndarray:
    """(n,) the stationary weights of a walk that goes from sentence to like sentence."""
    size = len(likeness)
    steps = likeness / np.maximum(likeness.sum(axis=1, keepdims=True), 1e-9)
    weights = np.full(size, 1 / size)
    for _ in range(_ROUNDS):
        weights = (1 - _DAMPING) / size + _DAMPING * weights @ steps
    return weights
