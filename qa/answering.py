"""Answering: what is done with a question, by what it asks for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from index import Article, Index, Span
from qa.answers import SEPARATOR, Answer, AnswerKind, Citation
from qa.citing import cite
from qa.deciding import Decision, Ranked
from qa.facts import fact
from qa.following import Context, in_context
from qa.intents import SUMMARY, IntentModel
from qa.listing import items
from qa.reading import Reader, Reading, ScoredSpan
from qa.replies import reply
from qa.retrieval import Retrieved, Retriever
from qa.speech import Person, mentions, named_in, people_of, speeches, voice
from qa.summarising import sentences_wanted, summary

_PASSAGES_RETRIEVED = 1_000
"""More than a reader's budget allows."""
_NEAREST = 3
_LIKELY = 0.5
FOLLOWS = " || "
"""Stands between earlier questions and the one that leans on them; the reader was trained with one earlier question."""


@dataclass(frozen=True)
class Evidence:
    """What was found for a question before the decision.

    Attributes:
        index: the index it was found in.
        passages: retrieved, best first.
        ranked: what was read, its spans as the decision ranks them.
    """

    index: Index
    passages: tuple[Retrieved, ...]
    ranked: Ranked


class Answerer:
    """Answers questions from one index."""

    def __init__(self, index: Index, retriever: Retriever, reader: Reader, decision: Decision, intents: IntentModel):
        self.index = index
        self.retriever = retriever
        self._reader = reader
        self._decision = decision
        self._intents = intents

    def answer(self, question: str, text: str, history: Sequence[str], articles: Collection[str] | None) -> Answer:
        """Answer a question.

        Args:
            question: as asked.
            text: the same, cleaned.
            history: earlier questions, oldest first.
            articles: ids to limit the question to; None asks all.

        Raises:
            ArticleIndexError: the model cannot be used.
            QAError: the reader cannot be used.
        """
        context = in_context(text, history, self._intents.understand)
        if talk := context.small_talk:
            said = reply(talk, context.understood.language)
            return Answer(question, False, "", 0.0, kind="reply", reply=said)
        answer = (
            self._of_the_article(question, context, articles)
            or self._speaker_before(question, context, articles)
            or self._from_reading(question, context, articles)
        )
        return replace(answer, read_with=context.earlier)

    def find(self, text: str, articles: Collection[str] | None, earlier: Sequence[str] = ()) -> Evidence:
        """All that is known of a cleaned question, and the ones it leans on, before the decision."""
        passages = self.retriever.retrieve(" ".join((*earlier, text)), _PASSAGES_RETRIEVED, articles)
        asked = FOLLOWS.join((" ".join(earlier), text)) if earlier else text
        reading = self._reader.read(asked, passages, self.index.articles)
        return Evidence(self.index, passages, self._decision.rank(self._heard(reading, asked)))

    def _heard(self, reading: Reading, question: str) -> Reading:
        """The reading with the voice of every span."""
        articles = {scored.span.article: self.index.articles[scored.span.article] for scored in reading.spans}
        named = {name: named_in(question, article) for name, article in articles.items()}

        def heard(scored: ScoredSpan) -> ScoredSpan:
            place = scored.span
            return replace(scored, voice=voice(articles[place.article], place.start, place.end, named[place.article]))

        return replace(reading, spans=tuple(map(heard, reading.spans)))

    def _of_the_article(self, question: str, context: Context, articles: Collection[str] | None) -> Answer | None:
        """A summary, or a fact of the article itself; None where that is not asked for, or not there."""
        wanted, certainty = context.wanted
        if wanted is None:
            return None
        article = self._article(context, articles)
        if wanted == SUMMARY:
            spans: Sequence[Span] = [
                Span(s.start, s.end) for s in summary(self.index, article, sentences_wanted(context.question))
            ]
        else:
            spans = fact(article, wanted)
        if not spans:
            return None
        citations = tuple(cite(article, span.start, span.end) for span in spans)
        kind: AnswerKind = "summary" if wanted == SUMMARY else "fact"
        return _answered(question, citations, certainty, kind)

    def _article(self, context: Context, articles: Collection[str] | None) -> Article:
        """The article that a question about an article is about: the only one, else the nearest."""
        known = [self.index.articles[name] for name in articles or self.index.articles]
        if len(known) == 1:
            return known[0]
        nearest = self.retriever.retrieve(" ".join((*context.earlier, context.question)), 1, articles)[0]
        return self.index.articles[nearest.passage.article]

    def _speaker_before(self, question: str, context: Context, articles: Collection[str] | None) -> Answer | None:
        """«Qui l’affirme ?»: who says what was answered before; None where that is not asked, or not known."""
        if not context.earlier or context.understood.who_said < _LIKELY:
            return None
        *before, last = context.earlier
        answer = self.answer(last, last, before, articles)
        named = [self._named(citation) for citation in answer.citations]
        citation = next(filter(None, named), None)
        return citation and _answered(question, (citation,), answer.score, "span")

    def _from_reading(self, question: str, context: Context, articles: Collection[str] | None) -> Answer:
        found = self.find(context.question, articles, context.earlier)
        probability = self._decision.probability(found.ranked)
        if probability < self._decision.threshold or not found.ranked.spans:
            nearest = tuple(self._cited(retrieved.passage) for retrieved in found.passages[:_NEAREST])
            return Answer(question, False, "", probability, nearest=nearest, kind="refusal")
        if context.understood.list >= _LIKELY:
            spans = items(found.ranked, self.index.articles)
            citations = tuple(self._cited(scored.span) for scored in spans)
            return _answered(question, citations, probability, "list" if len(citations) > 1 else "span")
        citation = self._cited(found.ranked.spans[0].span)
        if context.understood.who_said >= _LIKELY:
            citation = self._named(citation) or citation
        return _answered(question, (citation,), probability, "span")

    def _named(self, said: Citation) -> Citation | None:
        """Where the article names who says a quote: beside it, else where it first names them.

        None where the quote names somebody itself, or its speaker is not known.
        """
        article = self.index.articles[said.article]
        known = people_of(article)
        naming = sum(m.span.end - m.span.start for m in mentions(article.text, said.start, said.end, known))
        if 2 * naming > said.end - said.start:
            return None
        speaker = _speaker_beside(article, said, known)
        if speaker is None:
            return None
        paragraph = article.paragraph_at(said.start)
        beside = [m.span for m in mentions(article.text, paragraph.start, paragraph.end, known) if m.person == speaker]
        full = [span for span in beside if article.quote(span) == speaker.name]
        span = (full or [speaker.first])[0]
        return cite(article, span.start, span.end)

    def _cited(self, span) -> Citation:
        return cite(self.index.articles[span.article], span.start, span.end)


def _speaker_beside(article: Article, said: Citation, known: Sequence[Person]) -> Person | None:
    """Who speaks in the quote, else the only one who speaks in its sentence."""
    own = [person for person in known if person.name == said.speaker]
    if own:
        return own[0]
    start = article.text.index(said.sentence, article.paragraph_at(said.start).start)
    end = start + len(said.sentence)
    speakers = {speech.speaker for speech in speeches(article) if speech.start < end and start < speech.end}
    return speakers.pop() if len(speakers) == 1 else None


def _answered(question: str, citations: Sequence[Citation], score: float, kind: AnswerKind) -> Answer:
    text = SEPARATOR.join(citation.quote for citation in citations)
    return Answer(question, True, text, score, tuple(citations), kind=kind)
