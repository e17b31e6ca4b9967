import pytest

from index.structure import parse_article
from qa.speech import mentions, people_of


def names(text: str) -> list[str]:
    return [person.name for person in people_of(parse_article("a", text + "\n\nFin de l’article."))]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Me Jean Roux, avocat, est venu.", "Jean Roux"),
        ("Selon Anne-Marie de La Tour, juriste, tout va bien.", "Anne-Marie de La Tour"),
        ("Pour Jean Roux, chercheur, tout va bien.", "Jean Roux"),
        ("« Oui », confie au Monde Jean Roux.", "Jean Roux"),
        ("L’équipe d’Aurore Pellen, biologiste, a plongé.", "Aurore Pellen"),
        ("Le maire, Jean Roux, est venu.", "Jean Roux"),
        ("Jean Roux, 54 ans, est venu.", "Jean Roux"),
        ("Économiste à Metz, Jean Roux a compté.", "Jean Roux"),
        ("Anne Roux, de l’université de Metz, rappelle que l’eau monte.", "Anne Roux"),
        ("Hier, l’Italienne Anne Roux, 30 ans, a gagné.", "Anne Roux"),
        ("Anne Roux a tout vendu. « C’est triste », confie-t-elle.", "Anne Roux"),
        ("Ce matin, Anne Roux a tout vendu. « C’est triste », raconte la jardinière.", "Anne Roux"),
    ],
)
def test_people_are_named_as_the_article_introduces_them(sentence, name):
    assert names(f"Un titre\n\n{sentence}") == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "Il habite à New York depuis dix ans.",
        "La région Grand Est a prêté de l’argent.",
        "Le Conseil d’État a tranché.",
        "À Saint-Malo, on attend.",
        "Sidi Lakhdar attend. « C’est triste », confie-t-elle.\n\nÀ Sidi Lakhdar, on travaille.",
        "New Delhi hésite encore. Que veut-elle vraiment ?",
        "« Oui », rappelle Roux, économiste à l’université Gaston-Berger de Saint-Louis.",
    ],
)
def test_places_and_bodies_are_no_people(sentence):
    assert names(f"Un titre\n\n{sentence}") == []


def test_a_family_name_that_two_share_names_nobody():
    text = "Jean Roux, maire, et Anne Roux, juriste, sont là. Roux est parti."
    found = mentions(text, 0, len(text), people_of(parse_article("a", text)))
    assert [mention.person.name for mention in found] == ["Jean Roux", "Anne Roux"]
