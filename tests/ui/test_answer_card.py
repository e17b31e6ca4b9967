"""Answers, refusals and problems as HTML."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from html_text import read_elements, with_class
from index.structure import parse_article
from qa import Answer, Citation
from ui.answer_card import answer_card, percent, problem_card
from ui.conversation import conversation_log
from ui.strings import ENGLISH, FRENCH
from ui.transcript import transcript
from ui.turns import Turn, questions_before

storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)

TEXT = "Il pleut 😀. Le chat dort, le chat mange et le chien court. Fin."
ARTICLE = parse_article("meteo", TEXT)
ARTICLES = {ARTICLE.id: ARTICLE}
SENTENCE = "Le chat dort, le chat mange et le chien court."


def cite(quote: str, start: int | None = None, **more) -> Citation:
    start = TEXT.index(quote) if start is None else start
    return Citation(ARTICLE.id, 1, start, start + len(quote), quote, SENTENCE, **more)


def answered(*citations: Citation, score: float = 0.8) -> Answer:
    return Answer(
        question="?",
        answered=True,
        text=" ; ".join(c.quote for c in citations),
        score=score,
        citations=citations,
    )


def refused(*nearest: Citation) -> Answer:
    return Answer(question="?", answered=False, text="", score=0.1, nearest=nearest)


def bold(html: str) -> list[str]:
    return [e.text for e in read_elements(html) if e.tag == "strong"]


def test_the_quote_is_bold_in_its_sentence() -> None:
    html = answer_card(answered(cite("le chien court")), ARTICLES, FRENCH)
    (sentence,) = with_class(html, "qa-sentence")
    assert sentence.text == SENTENCE
    assert bold(html) == ["le chien court"]


def test_of_equal_words_the_cited_ones_are_bold() -> None:
    second = TEXT.index("le chat")
    html = answer_card(answered(cite("chat", second + 3)), ARTICLES, FRENCH)
    assert "le <strong>chat</strong> mange" in html
    assert bold(html) == ["chat"]


def test_quotes_of_one_sentence_share_it() -> None:
    html = answer_card(answered(cite("chien"), cite("dort")), ARTICLES, FRENCH)
    (sentence,) = with_class(html, "qa-sentence")
    assert sentence.text == SENTENCE
    assert bold(html) == ["dort", "chien"]
    assert len(with_class(html, "qa-citation")) == 2


def test_a_quote_that_is_the_sentence_is_not_set_off_from_it() -> None:
    html = answer_card(answered(cite(SENTENCE)), ARTICLES, FRENCH)
    assert with_class(html, "qa-whole")


def test_an_article_that_is_gone_still_shows_its_quote() -> None:
    assert bold(answer_card(answered(cite("dort")), {}, FRENCH)) == ["dort"]


def test_a_citation_is_a_button_with_its_offsets() -> None:
    citation = cite("dort")
    (button,) = with_class(answer_card(answered(citation), ARTICLES, FRENCH), "qa-citation")
    assert button.tag == "button"
    assert button.text == "Paragraphe 1"
    assert button.attributes["data-article"] == "meteo"
    assert TEXT[int(button.attributes["data-start"]) : int(button.attributes["data-end"])] == "dort"


def test_a_list_is_a_list_and_a_summary_an_ordered_one_without_probability() -> None:
    citations = (cite(SENTENCE), Citation(ARTICLE.id, 1, 61, 65, "Fin.", "Fin."))
    listed = answer_card(replace(answered(*citations), kind="list"), ARTICLES, FRENCH)
    summed = answer_card(replace(answered(*citations), kind="summary"), ARTICLES, FRENCH)
    for html, tag in ((listed, "ul"), (summed, "ol")):
        assert [e.tag for e in read_elements(html) if e.tag in ("ul", "ol")] == [tag]
        assert len([e for e in read_elements(html) if e.tag == "li"]) == 2
    assert with_class(listed, "qa-probability") and not with_class(summed, "qa-probability")


def test_a_reply_is_no_answer() -> None:
    html = answer_card(Answer("?", False, "", 0.0, kind="reply", reply="<b>Bonjour"), ARTICLES, FRENCH)
    (reply,) = with_class(html, "qa-reply")
    assert reply.text == "<b>Bonjour"
    assert not with_class(html, "qa-answer") and not with_class(html, "qa-refusal")


@pytest.mark.parametrize(("score", "word"), [(0.9, "sûr"), (0.7, "probable"), (0.5, "à vérifier")])
def test_the_probability_is_a_word_and_its_number_on_demand(score: float, word: str) -> None:
    (shown,) = with_class(answer_card(answered(cite("dort"), score=score), ARTICLES, FRENCH), "qa-probability")
    assert shown.tag == "details"
    assert shown.text.startswith(word) and f"{score:.0%}".removesuffix("%") in shown.text


def test_the_transcript_quotes_and_cites_and_interprets_nothing() -> None:
    turns = (
        Turn("*Qui* <b> ?", answer=answered(cite("dort", speaker="Anne")), articles=ARTICLES),
        Turn("rien", answer=refused(), articles=ARTICLES),
        Turn("pas fini"),
    )
    text = transcript(turns, FRENCH)
    assert "## \\*Qui\\* \\<b\\> ?" in text
    assert "> «\u00a0dort\u00a0»\n>\n> — Anne, " in text
    assert f"§1 \\[{TEXT.index('dort')}:" in text
    assert FRENCH.refusal_one in text and "pas fini" not in text


def test_the_speaker_is_named_once() -> None:
    answer = answered(cite("dort", speaker="Anne"), cite("mange", speaker="Anne"))
    (speaker,) = with_class(answer_card(answer, ARTICLES, FRENCH), "qa-speaker")
    assert speaker.text == "— Anne"


def test_a_refusal_looks_different_and_shows_the_nearest() -> None:
    html = answer_card(refused(cite(SENTENCE)), ARTICLES, FRENCH)
    assert with_class(html, "qa-refusal") and not with_class(html, "qa-answer")
    assert with_class(html, "qa-refusal-sentence")[0].text == FRENCH.refusal_one
    assert with_class(html, "qa-passage")[0].text == SENTENCE
    assert with_class(html, "qa-citation")
    assert not with_class(html, "qa-probability")


@pytest.mark.parametrize(
    ("score", "shown"),
    [(0.0, "under 1%"), (0.004, "under 1%"), (0.5, "50%"), (0.994, "99%"), (1.0, "over 99%")],
)
def test_a_probability_never_claims_certainty(score: float, shown: str) -> None:
    assert percent(score, ENGLISH) == shown


@given(storable, storable, storable)
def test_any_text_is_shown_as_text(before: str, quote: str, after: str) -> None:
    sentence = before + quote + after
    start = len(before)
    citation = Citation("a", 1, start, start + len(quote), quote, sentence, speaker=after)
    article = parse_article("a", "x")
    html = answer_card(answered(citation), {"a": article}, FRENCH)
    assert with_class(html, "qa-sentence")[0].text == sentence
    assert bold(html) == [quote]
    assert with_class(html, "qa-speaker")[0].text == "— " + after


@given(storable)
def test_questions_and_problems_are_shown_as_text(value: str) -> None:
    log = conversation_log((Turn(value, problem=value),), FRENCH, notice=value)
    assert with_class(log, "qa-question-text")[0].text == value
    assert [e.text for e in with_class(log, "qa-problem")] == [value, value]
    assert {e.tag for e in read_elements(log)} == {"div", "section", "p", "span", "button"}


def test_only_answered_turns_and_refusals_are_history() -> None:
    turns = (Turn("a", answer=refused()), Turn("b", problem="!"), Turn("c"))
    assert questions_before(turns) == ["a"]


def test_a_problem_is_announced() -> None:
    (shown,) = read_elements(problem_card("<b>"))
    assert (shown.text, shown.attributes["role"]) == ("<b>", "alert")


@given(storable)
def test_a_refusal_says_what_it_was_read_as_and_offers_other_questions(question: str) -> None:
    refusal = Answer(question, False, "", 0.1, read_with=("Qui ?",))
    html = answer_card(refusal, ARTICLES, FRENCH, instead=[question])
    (looked_for,) = with_class(html, "qa-looked-for")
    assert looked_for.text == FRENCH.looked_for.format(words=f"«\u00a0Qui ?\u00a0» → «\u00a0{question}\u00a0»")
    (other,) = with_class(html, "qa-example")
    assert other.text == other.attributes["data-question"] == question


def test_a_quote_is_copied_with_all_that_is_known_of_its_source() -> None:
    (button,) = with_class(answer_card(answered(cite("dort", speaker="Anne D.")), ARTICLES, FRENCH), "qa-copy")
    assert button.attributes["data-text"] == f"«\u00a0dort\u00a0» — Anne D., {TEXT}, §1"
    (button,) = with_class(answer_card(answered(cite("dort")), {}, FRENCH), "qa-copy")
    assert button.attributes["data-text"] == "«\u00a0dort\u00a0» — meteo, §1"


def test_only_the_last_settled_turn_can_be_edited_and_asked_again() -> None:
    turns = (Turn("a", answer=refused()), Turn("b", problem="!"))
    tools = with_class(conversation_log(turns, FRENCH), "qa-turn-tool")
    assert [(t.attributes["data-does"], t.attributes["data-question"]) for t in tools] == [
        ("edit", "b"),
        ("retry", "b"),
    ]
    tools = with_class(conversation_log((*turns, Turn("c")), FRENCH), "qa-turn-tool")
    assert [(t.attributes["data-does"], t.attributes["data-question"]) for t in tools] == [("stop", "c")]


def test_a_question_that_was_asked_is_not_offered_again() -> None:
    turns = (Turn("a", answer=refused()), Turn("b", answer=refused()))
    shown = with_class(conversation_log(turns, FRENCH, examples=["a", "c", "b"]), "qa-example")
    assert [button.text for button in shown] == ["c"]
