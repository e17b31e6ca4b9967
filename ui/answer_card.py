"""An answer, a refusal or a problem, as a card of the conversation."""

from collections.abc import Mapping, Sequence

from qa import Answer, Article, Citation
from ui.article_pane import short_title, version
from ui.excerpts import Excerpt, excerpts
from ui.markup import Html, element
from ui.source import quote_with_source
from ui.strings import Strings

PROBABLE = ("span", "list")
"""Kinds of answers whose score says how probably they are right."""
_SURE, _LIKELY = 0.85, 0.6
"""From which probability on an answer is called sure, or likely."""


def answer_card(
    answer: Answer, articles: Mapping[str, Article], strings: Strings, *, instead: Sequence[str] = ()
) -> Html:
    """The quotes in their sentences with their citations; a reply; or the refusal with what is nearest.

    Args:
        instead: questions that a refusal offers.
    """
    if answer.reply:
        return element("p", answer.reply, class_="qa-card qa-reply")
    if not answer.answered:
        return _refusal(answer, articles, instead, strings)
    shown = [_quotation(excerpt, articles, strings) for excerpt in excerpts(answer.citations, articles)]
    if len(shown) > 1:
        shown = [element("ol" if answer.kind == "summary" else "ul", *(element("li", item) for item in shown))]
    probability = _probability(answer.score, strings) if answer.kind in PROBABLE else None
    return element("div", *shown, probability, class_=f"qa-card qa-answer qa-{answer.kind}")


def problem_card(message: str) -> Html:
    """A sentence that says what went wrong."""
    return element("p", message, class_="qa-card qa-problem", role="alert")


def percent(score: float, strings: Strings) -> str:
    """A probability in whole percent; never 0 or 100, which would claim certainty."""
    value = round(score * 100)
    if value < 1:
        return strings.under.format(percent=strings.percent.format(value=1))
    if value > 99:
        return strings.over.format(percent=strings.percent.format(value=99))
    return strings.percent.format(value=value)


def _quotation(excerpt: Excerpt, articles: Mapping[str, Article], strings: Strings) -> Html:
    sentence = element(
        "blockquote",
        *(element("strong", piece) if quoted else piece for piece, quoted in excerpt.pieces),
        class_="qa-sentence qa-whole" if excerpt.is_whole else "qa-sentence",
        lang="fr",
    )
    speakers = dict.fromkeys(c.speaker for c in excerpt.citations if c.speaker)
    return element(
        "div",
        sentence,
        element("p", "— " + ", ".join(speakers), class_="qa-speaker") if speakers else None,
        element(
            "div",
            *(_citation_button(c, articles, strings, with_quote=len(excerpt.citations) > 1) for c in excerpt.citations),
            _copy_button(excerpt, articles, strings),
            class_="qa-citations",
        ),
        class_="qa-quotation",
    )


def _probability(score: float, strings: Strings) -> Html:
    """A word and a bar; the number when it is asked for."""
    word = strings.sure if score >= _SURE else strings.likely if score >= _LIKELY else strings.to_check
    return element(
        "details",
        element(
            "summary",
            element("span", word),
            element("meter", value=f"{score:.2f}", min=0, max=1, aria_hidden="true"),
        ),
        element("p", strings.probability.format(percent=percent(score, strings))),
        class_="qa-probability",
        title=strings.probability_meaning,
    )


def _refusal(answer: Answer, articles: Mapping[str, Article], instead: Sequence[str], strings: Strings) -> Html:
    sentence = strings.refusal_many if len(articles) > 1 else strings.refusal_one
    looked_for = " → ".join(strings.quotation.format(quote=asked) for asked in (*answer.read_with, answer.question))
    nearest = [
        element(
            "li",
            _citation_button(citation, articles, strings),
            element("q", citation.quote, class_="qa-passage", lang="fr"),
        )
        for citation in answer.nearest
    ]
    return element(
        "div",
        element("p", sentence, class_="qa-refusal-sentence"),
        element("p", strings.looked_for.format(words=looked_for), class_="qa-looked-for"),
        element("p", strings.nearest, class_="qa-nearest") if nearest else None,
        element("ul", *nearest) if nearest else None,
        element("p", strings.ask_instead, class_="qa-nearest") if instead else None,
        element("div", *map(example_button, instead), class_="qa-examples") if instead else None,
        class_="qa-card qa-refusal",
    )


def example_button(question: str) -> Html:
    """A question that is asked by a click."""
    return element("button", question, type="button", class_="qa-example", data_question=question)


def _copy_button(excerpt: Excerpt, articles: Mapping[str, Article], strings: Strings) -> Html:
    lines = (quote_with_source(c, articles.get(c.article), strings) for c in excerpt.citations)
    return element(
        "button",
        strings.copy,
        type="button",
        class_="qa-copy",
        data_text="\n".join(lines),
        data_copied=strings.copied,
    )


def _citation_button(
    citation: Citation,
    articles: Mapping[str, Article],
    strings: Strings,
    *,
    with_quote: bool = False,
) -> Html:
    # Several citations of one sentence are told apart by their words.
    label = strings.paragraph_quote if with_quote else strings.paragraph
    label = label.format(number=citation.paragraph, quote=citation.quote)
    article = articles.get(citation.article)
    if len(articles) > 1:
        label += " · " + (short_title(article) if article else citation.article)
    return element(
        "button",
        label,
        type="button",
        class_="qa-citation",
        title=citation.sentence,
        data_article=citation.article,
        data_version=article and version(article),
        data_start=citation.start,
        data_end=citation.end,
    )
