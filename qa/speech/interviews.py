"""Interviews: articles of questions and answers, where whoever answers is not quoted."""

import re

from index import Article
from qa.speech.attribution import people_of
from qa.speech.people import Person

_QUESTION = re.compile(r"[^«»“”]{8,250}\?")
_LEAST = 3
_SHARE = 0.4


def interviewee(article: Article) -> Person | None:
    """Who answers: the first whom an interview names; None where the article is none.

    An interview has several paragraphs that begin with a question, alone
    or with its answer behind it; they are two in five or more.
    """
    paragraphs = [p for p in article.paragraphs if p.kind in ("body", "heading")]
    asked = sum(_QUESTION.match(article.text, p.start, p.end) is not None for p in paragraphs)
    if asked < _LEAST or asked < _SHARE * len(paragraphs):
        return None
    return next(iter(people_of(article)), None)
