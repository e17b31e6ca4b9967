from index import Passage
from qa.reading import SentenceReader
from qa.retrieval import Retrieved, RetrievedSentence


def passage(start: int, *scores: float, score: float) -> Retrieved:
    spans = [Passage("a", 1, start + i, start + i + 1) for i in range(len(scores))]
    sentences = tuple(RetrievedSentence(span, 0.8, value) for span, value in zip(spans, scores, strict=True))
    return Retrieved(Passage("a", 1, start, start + len(scores)), score, sentences)


def test_a_sentence_is_chosen_by_its_own_and_its_passage_s_score():
    reading = SentenceReader().read("?", [passage(0, 1.0, 2.0, score=1.0), passage(10, 2.5, 0.0, score=-1.0)])
    assert [span.span.start for span in reading.spans] == [1, 0, 10, 11]
    assert [span.score for span in reading.spans] == [3.0, 2.0, 1.5, -1.0]


def test_nothing_to_read_gives_no_span():
    assert SentenceReader().read("?", []).spans == ()
