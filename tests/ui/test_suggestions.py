"""What is suggested is answered."""

from index.structure import parse_article
from qa import Answer
from texts import ARTICLE
from ui.examples import example_questions
from ui.strings import ENGLISH, FRENCH
from ui.suggestions import Suggestions

PORT = parse_article("port", ARTICLE)


class Choosy:
    """An engine that refuses questions about anybody's words."""

    def __init__(self) -> None:
        self.articles = (PORT,)
        self.version = "1"
        self.asked: list[str] = []

    def ask(self, question: str, articles: list[str]) -> Answer:
        assert articles == ["port"]
        self.asked.append(question)
        return Answer(question, "dit" not in question and "say" not in question, "", 0.5)


def test_before_anything_is_known_all_examples_are_suggested() -> None:
    engine = Choosy()
    assert Suggestions(engine).of(PORT, FRENCH) == example_questions(PORT, FRENCH)
    assert engine.asked == []


def test_what_is_refused_is_not_suggested_in_either_language() -> None:
    suggestions = Suggestions(Choosy())
    suggestions.learn()
    for strings in (FRENCH, ENGLISH):
        suggested = suggestions.of(PORT, strings)
        assert strings.who_wrote in suggested
        assert 0 < len(suggested) < len(example_questions(PORT, strings))
        assert not any("dit" in question or "say" in question for question in suggested)


def test_an_index_is_asked_once() -> None:
    engine = Choosy()
    suggestions = Suggestions(engine)
    suggestions.learn()
    asked = len(engine.asked)
    suggestions.learn()
    assert len(engine.asked) == asked
    engine.version = "2"
    suggestions.learn()
    assert len(engine.asked) == 2 * asked
