"""Interviews: articles of questions and answers, where whoever answers is not quoted."""

import re

from index import Article
from qa.speech.attribution import people_of
from qa.speech.people import Person

_QUESTION = re.compile(r"[^«»“”?]{8,250}\?")
_ADDRESSED = re.compile(r"\b(?:vous|votre|vos|you|your|usted|su|sie|ihr|lei|suo)\b", re.IGNORECASE)
_LEAST = 3
_SHARE = 0.4


def interviewee(article: Article) -> Person | None:
    """Who answers: the first whom an interview names; None where the article is none.

    An interview has three or more paragraphs with a question at their
    beginning, two in five of all, and most of them say «vous».
    """
    paragraphs = [p for p in article.paragraphs if p.kind in ("body", "heading")]
    asked = [q.group() for p in paragraphs if (q := _QUESTION.match(article.text, p.start, p.end))]
    addressed = sum(_ADDRESSED.search(question) is not None for question in asked)
    if len(asked) < _LEAST or len(asked) < _SHARE * len(paragraphs) or 2 * addressed < len(asked):
        return None
    return next(iter(people_of(article)), None)
