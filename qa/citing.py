"""Citing: a span of an article, with its paragraph, the sentence around it, and who says it."""

from index import Article
from index.sentences import sentence_spans
from qa.answers import Citation
from qa.speech import speaker_of


def cite(article: Article, start: int, end: int) -> Citation:
    """Cite ``article.text[start:end]``, which lies within one paragraph."""
    paragraph = article.paragraph_at(start)
    around = [
        sentence
        for sentence in sentence_spans(article.text, paragraph.start, paragraph.end)
        if sentence.start < end and start < sentence.end
    ]
    speaker = speaker_of(article, start, end)
    return Citation(
        article=article.id,
        paragraph=paragraph.number,
        start=start,
        end=end,
        quote=article.text[start:end],
        sentence=article.text[around[0].start : around[-1].end],
        speaker=speaker and speaker.name,
    )
