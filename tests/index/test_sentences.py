import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentence_spans
from texts import any_text


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    "expected",
    [
        ["M. Dupont est venu.", "Il a parlé."],
        ["Mme. Durand, p. ex., n’a rien dit.", "Le Dr. Noir non plus."],
        ["MM. Roux et Leroy signent.", "Me Blanc, av. J.-C., sourit."],
        ["J. R. Martin écrit.", "L’O.N.U. répond."],
        ["Il partit... et revint.", "Bien sûr."],
        ["« C’est faux. Tout est faux ! », s’emporte-t-elle.", "Il se tait."],
        ["Il ajoute : « Non. Jamais. »", "Fin."],
        ["« Une citation qui ne se ferme pas.", "Et qui continue."],
        ["Mr. Smith left at 5 p.m. on Monday.", "He was late."],
        ["Quoi ?", "Vraiment !", "Oui."],
        ["J.-P. Martin y croit.", "- Pas moi."],
    ],
    ids=lambda expected: expected[0],
)
def test_abbreviations_ellipses_and_quotations_do_not_break_a_sentence(expected):
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize("text", ["Vitamine C\u00a0. Le port.", "U.R.S.S\u202f. Oui.", "M\u00a0. Dupont", "A\u3000. B"])
def test_a_space_of_several_bytes_before_a_full_stop_is_only_a_space(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(st.text(st.sampled_from("AMé .\u00a0\u202f«»!?…’'-(z"), max_size=30))
def test_any_punctuation_keeps_every_character(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_a_very_long_paragraph_is_cut_in_linear_time():
    text = "mot un mot. " * 20_000
    assert len(sentences(text)) == 1
    assert len(sentences("Un mot. " * 20_000)) == 20_000


@given(any_text)
def test_sentences_hold_every_character_but_white_space_in_order(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(sentence == sentence.strip() for sentence in sentences(text))


def test_spans_refer_to_the_whole_text():
    text = "Avant. Un. Deux. Après."
    spans = sentence_spans(text, 7, 16)
    assert [text[span.start : span.end] for span in spans] == ["Un.", "Deux."]
