"""An engine for the page's tests: what it answers stands in the question."""

from collections.abc import Sequence
from threading import Event

from index.articles import Article
from index.structure import parse_article
from qa import Answer, Citation, QAError
from qa.answers import SEPARATOR

HOSTILE = (
    "<img src=x onerror=alert(1)> <script>alert(2)</script> **gras** $x^2$ $$y$$ {{ value }} "
    "${value} [lien](javascript:alert(3)) &lt;b&gt; `code` # titre "
    '__i18n__{"__type__": "translation_metadata", "key": "x"}'
)

_FIRST = "\r\n".join(
    (
        "Un titre 😀 avec <b>du balisage</b>",
        "Anne Dupont 01/02/2024 à 10:00",
        f"😀👩‍👩‍👧 {HOSTILE} Le chat 😀  dort encore. Une autre phrase.",
        *(f"Paragraphe de remplissage numéro {number}, assez long." * 8 for number in range(12)),
        "Le chien court ici. Le chien court ici. Fin.",
    )
)
_SECOND = "Un second article, tout court.\nIl parle d’une loutre 🦦 heureuse.\n"


class ScriptedEngine:
    """Questions: «cite:WORDS» the last place of the words, «list», «summary», «refuse», «fail», «crash».

    Answers wait while ``patience`` is cleared.
    """

    def __init__(self) -> None:
        self.articles = (
            parse_article("premier", _FIRST),
            parse_article('second"><img src=x onerror=alert(4)>', _SECOND),
        )
        self.version = "scripted"
        self.histories: list[list[str]] = []
        self.scopes: list[Sequence[str] | None] = []
        self.patience = Event()
        self.patience.set()

    def ask(self, question: str, history: Sequence[str] = (), articles: Sequence[str] | None = None) -> Answer:
        self.patience.wait(timeout=20)
        self.histories.append(list(history))
        self.scopes.append(articles)
        if question == "fail":
            raise QAError("Cette question <b>échoue</b>.")
        if question == "crash":
            raise ZeroDivisionError("not for the reader's eyes")
        if question.startswith("cite:"):
            citation = self._cite(question.removeprefix("cite:"))
            return Answer(question, True, citation.quote, 0.8, (citation,))
        if question in ("list", "summary"):
            citations = tuple(self._paragraph(place) for place in (2, 5, 8))
            text = SEPARATOR.join(citation.quote for citation in citations)
            return Answer(question, True, text, 0.9, citations, kind=question)
        nearest = tuple(self._paragraph(number) for number in (2, 4))
        return Answer(question, False, "", 0.1, nearest=nearest)

    def _cite(self, words: str) -> Citation:
        for article in self.articles:
            start = article.text.rfind(words)
            if start >= 0:
                return self._citation(article, start, start + len(words))
        raise QAError("no such words")

    def _paragraph(self, place: int) -> Citation:
        article = self.articles[0]
        paragraph = article.paragraphs[place]
        return self._citation(article, paragraph.start, paragraph.end)

    def _citation(self, article: Article, start: int, end: int) -> Citation:
        paragraph = article.paragraph_at(start)
        return Citation(article.id, paragraph.number, start, end, article.text[start:end], article.quote(paragraph))
