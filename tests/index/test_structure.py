import unicodedata

import pytest
from hypothesis import given

from index.structure import parse_article
from texts import ARTICLE, any_text, article_text


def kinds(text: str) -> list[str]:
    return [paragraph.kind for paragraph in parse_article("a", text).paragraphs]


def quotes(text: str) -> list[str]:
    article = parse_article("a", text)
    return [article.quote(paragraph) for paragraph in article.paragraphs]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("end_of_line", ["\n", "\r\n"])
def test_the_parts_of_a_newspaper_page_are_told_apart(form, end_of_line):
    text = unicodedata.normalize(form, ARTICLE).replace("\n", end_of_line)
    assert kinds(text) == ["title", "byline", "body", "related", "heading", "body", "body"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_byline_is_read_whatever_the_accents_are_made_of(form):
    article = parse_article("a", unicodedata.normalize(form, ARTICLE))
    facts = [article.author, article.published, article.updated]
    assert [unicodedata.normalize("NFC", article.quote(fact)) for fact in facts] == [
        "Lucie Marceau",
        "12/03/2024 à 08:15",
        "13/03/2024 à 19:40",
    ]


@pytest.mark.parametrize(
    ("byline", "author", "published", "updated"),
    [
        ("Par Anne Roy", "Anne Roy", None, None),
        ("Anne Roy, à Lille – 08/02/2024 à 06:30", "Anne Roy", "08/02/2024 à 06:30", None),
        ("Publié le 14 juin 2022 à 06:30, par Anne Le Roy", "Anne Le Roy", "14 juin 2022 à 06:30", None),
        (
            "Par Anne Roy et Jean-Luc d’Arc. Publié le 3 févr. 2024 à 18 h 04, modifié le 4 févr. 2024 à 9 h 31",
            "Anne Roy et Jean-Luc d’Arc",
            "3 févr. 2024 à 18 h 04",
            "4 févr. 2024 à 9 h 31",
        ),
        ("J. R. Dupont • Mis à jour le 02/07/2025 à 11h26", "J. R. Dupont", None, "02/07/2025 à 11h26"),
        ("By Ann Lee, June 20, 2024 at 11:54, updated 2024-06-21", "Ann Lee", "June 20, 2024 at 11:54", "2024-06-21"),
        ("LOMÉ, 3 févr. 2026 — Publié à 16:04", None, "3 févr. 2026", None),
        ("Propos recueillis par Anne Roy", "Anne Roy", None, None),
        ("Enquête d’Anne Roy et Jean Petit", "Anne Roy et Jean Petit", None, None),
        ("Texte : Anne Roy – Photos : Jean Petit", "Anne Roy", None, None),
        ("LA CHRONIQUE DE ANNE ROY", "ANNE ROY", None, None),
        ("De notre envoyée spéciale à La Paz, Anne Roy", "Anne Roy", None, None),
        ("De notre correspondant J.-B. Roy, à Metz", "J.-B. Roy", None, None),
        ("Anne Roy (à Metz) et Jean Petit", "Anne Roy (à Metz) et Jean Petit", None, None),
        ("De Anne Roy, à Metz", "Anne Roy", None, None),
        ("Anne Roy, bureau de Berne", "Anne Roy", None, None),
        ("Charles de Roy", "Charles de Roy", None, None),
        ("ANNE ROY", "ANNE ROY", None, None),
        ("Texte et vidéo : Anne Roy", "Anne Roy", None, None),
        ("Anne Roy et Jean Petit, le 2 juin 2025", "Anne Roy et Jean Petit", "2 juin 2025", None),
        ("Buenos Aires (AFP) – 12 mai 2024", None, "12 mai 2024", None),
        ("Von Anna Roth", "Anna Roth", None, None),
        ("Récit | par Anne Roy | n° 12, mars 2018", "Anne Roy", "mars 2018", None),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_bylines_of_many_forms(form, byline, author, published, updated):
    text = f"Un titre sans point\n\n{byline}\n\nLe texte commence ici. Il continue."
    article = parse_article("a", unicodedata.normalize(form, text))
    found = [
        span and unicodedata.normalize("NFC", article.quote(span))
        for span in (article.author, article.published, article.updated)
    ]
    assert article.paragraphs[1].kind == "byline"
    assert found == [author, published, updated]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le 12 mai 2024, il est parti.",
        "Trois lycées repoussent à 9 h 30 le début des cours, et publient leurs résultats.",
        "Par Toutatis, le ciel tient bon !",
    ],
)
def test_a_sentence_with_a_date_is_no_byline(sentence):
    assert "byline" not in kinds(f"Un titre\n\n{sentence}\n\nLe texte.")


@pytest.mark.parametrize(
    "heading",
    [
        "Un projet porté par Anne Roy",
        "Le Courrier des Cimes",
        "LAC DE MORANGES",
        "Tour de Galice (6e étape)",
        "Anne Roy, le retour",
        "La journaliste Anne Roy libérée",
        "La liste conduite par Anne Roy en tête",
        "Reporters Sans Frontières dénonce un recul",
        "Photo Anne Roy / AFP",
    ],
)
def test_a_name_that_is_not_the_authors_makes_no_byline(heading):
    assert "byline" not in kinds(f"Un titre\n\n{heading}\n\nLe texte commence ici. Il continue.")


def test_whom_the_article_tells_of_is_not_its_author():
    assert "byline" not in kinds("Un titre\n\nAnne Roy\n\nMme Roy a ouvert la porte. Elle continue.")


def test_a_name_above_everything_or_below_the_lead_is_a_byline():
    assert kinds("Anne Roy\n\nLe texte commence ici. Il continue.") == ["byline", "body"]
    assert kinds("Un titre\n\nUn résumé.\n\nAnne Roy\n\nLe texte commence. Il continue.") == [
        "title",
        "lead",
        "byline",
        "body",
    ]


def test_who_signs_may_be_told_of():
    article = parse_article("a", "Un titre\n\nPar Anne Roy\n\nMme Roy a ouvert la porte. Elle raconte.")
    assert article.quote(article.author) == "Anne Roy"


def test_names_that_head_parts_of_the_text_are_no_bylines():
    text = (
        "Deux femmes\n\nUn résumé.\n\nAnne Roy\n\nElle est venue. Elle part.\n\nJeanne Petit\n\nElle reste. Elle dort."
    )
    assert "byline" not in kinds(text)


def test_a_title_below_the_byline_is_the_title():
    article = parse_article("a", "Par Anne Roy\n\nLe port rouvre\n\nLe texte commence ici. Il continue.")
    assert article.title == "Le port rouvre"


def test_a_family_name_may_be_an_ordinary_word():
    assert kinds("Un titre\n\nAnne Petit\n\nUn petit port rouvre. Il est beau.") == ["title", "byline", "body"]


def test_a_chronology_is_no_byline():
    lines = [f"{day} mai 2024 : grève générale" for day in range(1, 20)]
    assert kinds("\n\n".join(["Chronologie", *lines, "Fin du texte."])).count("byline") <= 4


def test_a_date_below_the_name_belongs_to_the_byline():
    article = parse_article("a", "Un titre\n\nRécit\n\nUn résumé.\n\nAnne Roy\n\n12 mai 2024\n\nLe texte. Il continue.")
    assert [p.kind for p in article.paragraphs][3:] == ["byline", "byline", "body"]
    assert article.quote(article.published) == "12 mai 2024"


def test_an_article_without_byline_has_no_author():
    article = parse_article("a", "Une phrase seule.")
    assert (article.author, article.published, article.updated) == (None, None, None)


def test_a_name_alone_below_the_text_is_a_byline_at_the_end_only():
    text = "Un titre\n\nAnne Roy\n\nUne phrase.\n\nClaire Le Goff\n\nUne autre phrase.\n\nJean Martin"
    assert kinds(text) == ["title", "byline", "body", "heading", "body", "byline"]


def test_an_article_that_begins_with_its_byline_is_titled_by_its_first_paragraph():
    assert parse_article("a", "Par Anne Roy\n\nUne première phrase.\n\nUne autre.").title == "Une première phrase."


def test_a_first_paragraph_that_is_a_sentence_is_the_lead():
    assert kinds("Une phrase qui résume.\nUn corps de texte, plus bas.") == ["lead", "body"]


def test_the_title_is_the_title_paragraph_or_else_the_lead():
    assert parse_article("a", ARTICLE).title == "Le port de Brévannes rouvre après deux ans de travaux"
    assert parse_article("a", "Une phrase.\nUne autre.").title == "Une phrase."


def test_each_line_is_a_paragraph_unless_lines_were_wrapped():
    assert quotes("Première ligne.\nDeuxième ligne.\n\nTroisième.") == [
        "Première ligne.",
        "Deuxième ligne.",
        "Troisième.",
    ]
    wrapped = "Une phrase coupée\nsur trois lignes\nà largeur fixe.\n\nUne autre phrase\nsur deux lignes."
    indented = wrapped.replace("\n", "\n   ")
    assert len(quotes(indented)) == len(quotes(wrapped.replace("\n", "\r\n"))) == 2
    assert quotes(wrapped) == [
        "Une phrase coupée\nsur trois lignes\nà largeur fixe.",
        "Une autre phrase\nsur deux lignes.",
    ]


def test_a_long_blank_line_is_read_at_once():
    assert quotes("Avant." + "\n" + " " * 1_000_000 + "\n" + "Après.") == ["Avant.", "Après."]


@given(article_text)
def test_paragraphs_hold_every_character_but_white_space_in_order(text):
    article = parse_article("a", text)
    assert article.text == text
    assert [paragraph.number for paragraph in article.paragraphs] == list(range(1, len(article.paragraphs) + 1))
    held = "".join(article.quote(paragraph) for paragraph in article.paragraphs)
    assert "".join(held.split()) == "".join(text.split())
    bounds = [bound for paragraph in article.paragraphs for bound in (paragraph.start, paragraph.end)]
    assert bounds == sorted(bounds)


@given(any_text)
def test_a_byline_of_any_characters_is_read_without_exception(text):
    article = parse_article("a", f"Titre\nPar {text} le 12/03/2024\nUne phrase.")
    for span in (article.author, article.published, article.updated):
        assert span is None or 0 <= span.start < span.end <= len(article.text)
