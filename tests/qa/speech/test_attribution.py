"""Who says what: the ways in which French newspapers name a speaker, and those in which they do not."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.structure import parse_article
from qa.speech import speaker_of, speeches
from texts import any_text

QUESTIONS = Path(__file__).parents[2] / "questions"
INTRODUCED = "Paul Morel, hydrologue à l’Institut des eaux (Ide), connaît bien la rivière."


def speaker(text: str, quote: str) -> str | None:
    article = parse_article("a", text)
    start = text.index(quote)
    person = speaker_of(article, start, start + len(quote))
    return person and person.name


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("« La crue viendra », prévient Paul Morel, hydrologue à Metz.", "La crue viendra"),
        ("« La crue viendra », explique au Courrier Paul Morel, hydrologue à Metz.", "La crue viendra"),
        ("“La crue viendra”, prévient son directeur, Paul Morel.", "La crue viendra"),
        ("Selon Paul Morel, hydrologue à Metz, la crue viendra en mars.", "la crue viendra"),
        ("Pour Paul Morel, hydrologue, « rien n’est sûr ».", "rien n’est sûr"),
        ("Paul Morel, hydrologue à Metz, n’y croit guère : « La crue viendra. »", "La crue viendra"),
        ("Paul Morel, hydrologue, rappelle que la crue revient tous les dix ans.", "la crue revient"),
        ("La crue viendra, estime Paul Morel, hydrologue à Metz.", "La crue viendra"),
        ("« La crue, prévient l’hydrologue Paul Morel, viendra en mars. »", "viendra en mars"),
        ("According to Paul Morel, head of the institute, the flood will come.", "the flood will come"),
        ("“The flood will come,” said Paul Morel, a lawyer.", "The flood will come"),
    ],
)
def test_a_speaker_is_named_beside_the_words(sentence, quote):
    assert speaker(f"Un titre\n\n{sentence}\n\nFin de l’article.", quote) == "Paul Morel"


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("« La crue viendra », prévient l’hydrologue.", "La crue viendra"),
        ("« La crue viendra », ajoute le chercheur de l’Ide.", "La crue viendra"),
        ("« La crue viendra », dit-il.", "La crue viendra"),
        ("« La crue viendra », a-t-il ajouté.", "La crue viendra"),
        ("Selon lui, la crue viendra.", "la crue viendra"),
        ("Il n’est pas rassuré : « La crue viendra. »", "La crue viendra"),
        ("« Elle viendra », dit Morel. « Et vite. »", "Et vite"),
        ("Morel est vieux. « Elle viendra », raconte le vieil homme.", "Elle viendra"),
        ("« Elle viendra », dit M. Morel. Et d’ajouter : « Et vite. »", "Et vite"),
    ],
)
def test_pronouns_and_descriptions_are_resolved_across_paragraphs(sentence, quote):
    assert speaker(f"{INTRODUCED}\n\n{sentence}\n\nFin de l’article.", quote) == "Paul Morel"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (f"{INTRODUCED}\n\nLe pays a signé un « traité de paix ». Rien d’autre.", "traité de paix"),
        (f"{INTRODUCED}\n\nLe ministère assure que la crue viendra.", "la crue viendra"),
        (f"{INTRODUCED}\n\n« La crue viendra », dit-on à la mairie.", "La crue viendra"),
        (f"{INTRODUCED}\n\nUn porte-parole y a vu « une manœuvre ».", "une manœuvre"),
        ("Paul Morel, hydrologue, et Anne Roux, juriste, sont venus.\n\n« La crue viendra. »", "La crue viendra"),
        (f"{INTRODUCED}\n\n« La crue viendra », raconte la jeune femme. Puis elle part.", "La crue viendra"),
        ("Paul Morel, maire de Metz, est venu. « La crue viendra », confie la femme du maire.", "La crue viendra"),
        ("Paul Morel, avocat, habite ici. « La crue viendra », dit la femme de ménage.", "La crue viendra"),
        (
            "Paul Morel, maire, est là. Une jeune femme part. « La crue viendra », lance la jeune femme.",
            "La crue viendra",
        ),
        ("Anne Roux, avocate, est là.\n\nAir France a perdu. « La crue viendra », confie-t-elle.", "La crue viendra"),
        ("Wall Street a fini en hausse. Elle ajoute : « La crue viendra. »", "La crue viendra"),
        ("« La crue viendra », dit-elle. Puis elle est partie.", "La crue viendra"),
        ("« La crue viendra », prévient Paul Morel, alors que la ville a signé un « plan bleu ».", "plan bleu"),
        ("La crue viendra. Rien n’est cité ici.", "La crue viendra"),
    ],
)
def test_what_is_not_clear_has_no_speaker(text, quote):
    assert speaker(text, quote) is None


def test_a_heading_that_repeats_a_quotation_has_its_speaker():
    text = "Un titre\n\n« La crue viendra »\n\n« La crue viendra en mars », prévient Paul Morel, hydrologue.\n\nFin."
    assert speaker(text, "La crue viendra") == "Paul Morel"


def test_the_name_is_the_one_first_given_in_full():
    text = "Paul Morel, hydrologue, est venu.\n\n« La crue viendra », répète Morel. Puis il part.\n\nFin."
    (speech,) = [speech for speech in speeches(parse_article("a", text)) if speech.quoted]
    assert text[speech.speaker.first.start : speech.speaker.first.end] == speech.speaker.name == "Paul Morel"


@given(st.one_of(any_text, st.text(st.sampled_from("«»“”\"' ,.:;AaÀéLldit-Pour selon\n"), max_size=200)))
@example("« ouvert, dit Paul Morel.")
@example("fermé », dit Paul Morel. « « deux »")
def test_any_text_can_be_read_and_speeches_lie_in_it(text):
    if not any(character.isalnum() for character in text):
        return
    article = parse_article("a", text)
    for speech in speeches(article):
        assert 0 <= speech.start <= speech.end <= len(text)
        assert speech.speaker.name in text


def test_speakers_of_held_out_press_articles_are_right_and_mostly_given():
    articles = {}
    given = right = asked = 0
    for line in (QUESTIONS / "press-held-out-speakers.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if gold["article"] not in articles:
            data = (QUESTIONS / "press-held-out" / f"{gold['article']}.txt").read_bytes()
            articles[gold["article"]] = parse_article(gold["article"], data.decode())
        article = articles[gold["article"]]
        assert article.text[gold["start"] : gold["end"]] == gold["text"]
        found = speaker_of(article, gold["start"], gold["end"])
        if gold["type"] != "indirect":
            given += found is not None
            right += found is not None and found.name == gold["speaker"]
            asked += gold["speaker"] is not None
    assert right / given >= 0.9
    assert right / asked >= 0.8


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Les « gilets jaunes », reçus par Édouard Philippe, maire du Havre, repartent déçus.", "gilets jaunes"),
        ("Le livre « La Peste », dédié à Albert Camus, écrivain, reparaît.", "La Peste"),
        ("« La France forte », slogan de Nicolas Sarkozy, ancien président, revient.", "La France forte"),
        ("« Il est innocent », plaide l’avocat de Pierre Palmade, comédien.", "Il est innocent"),
        ("« Il est fini », glisse un proche de Nicolas Sarkozy, ancien président.", "Il est fini"),
        ("« Partez ! », ont crié des manifestants à Boris Johnson, ministre.", "Partez"),
        ("Interrogé par Léa Salamé, journaliste, le ministre a botté en touche : « On verra. »", "On verra"),
        ("Alors que Bruno Retailleau, ministre, parlait, un député a crié : « Démission ! »", "Démission"),
        ("Le juge dont Alain Juppé, maire de Bordeaux, se plaint a estimé que « tout est prescrit ».", "tout est"),
        ("Selon une étude de Jean Perrin, physicien, « rien ne bouge ».", "rien ne bouge"),
        ("La rue porte le nom de Jean Moulin, préfet. « C’est bruyant. »", "C’est bruyant"),
        ("Paul Morel, juriste, a reçu Anne Roux, juge. « Non », a-t-il répondu.", "Non"),
        ("Le joueur a vu Didier Deschamps, sélectionneur. Le gardien ajoute que « la vie continue ».", "la vie"),
        ("« Oui », dit Paul Morel, juriste.\n\nEt de leur côté, les syndicats crient : « Menteur ! »", "Menteur"),
        ("Emmanuel Macron, président, n’a pas dit que la guerre était perdue.", "la guerre était perdue"),
    ],
)
def test_somebody_named_nearby_is_not_who_speaks(text, quote):
    assert speaker(f"Un titre\n\n{text}\n\nFin de l’article.", quote) is None


@pytest.mark.parametrize("piece", ["« ", "“", "«“", "A-A-", "Ab Ab ", "Selon Xa ", "« a ». ", "« a », dit Paul Roux. "])
def test_long_odd_texts_are_read_in_good_time(piece):
    text = piece * (8_000 // len(piece)) + "fin"
    speeches(parse_article("a", text))
