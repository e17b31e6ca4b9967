"""The chat's words, examples, page and command line, without a browser."""

import socket
import subprocess
import sys

import pytest

from index.structure import parse_article
from texts import ARTICLE
from ui.examples import example_questions
from ui.server import mend_page
from ui.strings import ENGLISH, FRENCH, french_spaces, strings_for


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "fr"),
        ("", "fr"),
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("fr;q=0.3, EN;q=0.7", "en"),
        ("de-DE,de;q=0.9", "fr"),
        ("de, en;q=0.5", "en"),
        ("en;q=0", "fr"),
        ("en;q=abc;;,,=", "fr"),
    ],
)
def test_french_unless_english_is_preferred(header: str | None, language: str) -> None:
    assert strings_for(header).language == language


def test_both_languages_fill_in_the_same_places() -> None:
    for name, french in vars(FRENCH).items():
        english = getattr(ENGLISH, name)
        assert english.strip()
        assert {c for c in french if c in "{}"} == {c for c in english if c in "{}"}, name


def test_french_punctuation_does_not_break() -> None:
    assert french_spaces("Qui dit : « ah » ?") == "Qui dit\u00a0: «\u00a0ah\u00a0»\u202f?"


def test_examples_come_from_the_articles_structure() -> None:
    article = parse_article(
        "a",
        "Un chapeau assez long pour un article de ce genre, avec deux phrases. Voici la seconde.\n"
        "Anne Dupont 01/02/2024 à 10:00\n"
        "Un premier paragraphe qui dit quelque chose et finit par un point.\n"
        "Le retour des loutres\n"
        "Un deuxième paragraphe qui dit quelque chose et finit par un point.\n"
        "« Nous sommes ravis »\n"
        "Un troisième paragraphe qui dit quelque chose et finit par un point.\n",
    )
    assert example_questions(article, ENGLISH) == (
        "What does the article say about “Le retour des loutres”?",
        "Who wrote this article?",
        "Who says: “Nous sommes ravis”?",
        "When was the article published?",
    )


def test_examples_ask_for_people_and_figures_too() -> None:
    examples = example_questions(parse_article("port", ARTICLE), FRENCH)
    assert "Que dit Armand Leduc\u202f?" in examples
    assert "Que dit l’article de «\u00a048 millions d’euros\u00a0»\u202f?" in examples
    assert len(set(examples)) == len(examples)


def test_an_article_without_structure_has_modest_examples() -> None:
    article = parse_article("a", "Une phrase seule, sans rien autour.")
    assert len(example_questions(article, FRENCH)) <= 1


PAGE = """<!doctype html><html
    lang="en" style=""><head>
<meta property="og:url" content="https://gradio.app/" /><meta
    name="twitter:title" content="a" />
<link rel="manifest" href="/manifest.json" /></head>
<body><script>1</script><script type="module" src="./a.js"></script></body></html>"""


def test_the_page_names_no_other_host_and_signs_its_scripts() -> None:
    page = mend_page(PAGE, FRENCH, "N")
    assert "https://" not in page and "manifest" not in page
    assert 'lang="fr"' in page
    assert page.count('<script nonce="N"') == 2
    assert page.index("style.css") < page.index("</head>")


def run_ui(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "ui", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | environment,
    )


def test_help_and_usage_errors() -> None:
    assert run_ui("--help").returncode == 0
    wrong = run_ui("--port", "70000")
    assert wrong.returncode == 2
    assert "70000" in wrong.stderr.splitlines()[-1]


def test_a_busy_port_is_said_in_one_line() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        result = run_ui("--port", str(busy.getsockname()[1]))
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "cannot listen on" in result.stderr


def test_missing_articles_are_said_in_one_line(tmp_path) -> None:
    result = run_ui("--port", "0", QA_SEEDS=str(tmp_path / "none"), QA_INDEX=str(tmp_path / "index"))
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("error: ")
    assert "Traceback" not in result.stderr
