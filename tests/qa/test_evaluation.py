import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Passage
from qa import Answer, Citation
from qa.deciding import RANKING, Decision
from qa.evaluation.__main__ import main
from qa.evaluation.calibration import Bin, expected_calibration_error, reliability
from qa.evaluation.files import EvaluationError, Question, engine_over, load_questions, load_squad
from qa.evaluation.fitting import Sample, fit_samples
from qa.evaluation.questions import Outcome, is_right, latency, report
from qa.evaluation.retrieval import recalls
from qa.evaluation.scoring import contains, exact, f1, right
from qa.evaluation.squad import score_squad
from qa.reader.weights import SHA256
from qa.reading import Reading, ScoredSpan
from qa.retrieval import Retrieved


@pytest.mark.parametrize(
    ("text", "answers", "is_exact", "score"),
    [
        ("19 juin", ["Le 20 juin", "19 juin"], 1.0, 1.0),
        ("(19 Juin),", ["19 juin"], 1.0, 1.0),
        ("the cat", ["cat"], 1.0, 1.0),
        ("mercredi 19 juin", ["19 juin"], 0.0, 0.8),
        ("Paris – Lyon", ["Paris Lyon"], 0.0, 0.8),
        ("hier", ["19 juin"], 0.0, 0.0),
        ("", [], 1.0, 1.0),
        ("hier", [], 0.0, 0.0),
        ("", ["hier"], 0.0, 0.0),
    ],
)
def test_exact_match_and_f1_are_squad_s(text, answers, is_exact, score):
    assert exact(text, answers) == is_exact
    assert f1(text, answers) == pytest.approx(score)


@given(st.text(max_size=40), st.text(max_size=40))
def test_f1_is_symmetric_and_at_least_exact_match(a, b):
    assert f1(a, [b]) == pytest.approx(f1(b, [a]))
    assert f1(a, [b]) >= exact(a, [b])


def test_an_answer_stands_in_a_sentence_word_for_word():
    assert contains("Il est arrivé le 19 juin.", "19 juin")
    assert not contains("Il y en a 119 juin compris.", "19 juin")
    assert contains("C’est « l’été », dit-il.", "l'été")
    assert contains("C’est « l’été », dit-il.", "été")
    assert right("Il est arrivé le 19 juin.", ["19 juin"])
    assert not right("Il est arrivé le 20.", ["19 juin"])


def answer(text: str, *paragraphs: int, score: float = 0.5) -> Answer:
    citations = tuple(Citation("a", p, 0, 1, "x", "x") for p in paragraphs)
    return Answer("?", bool(text), text, score, citations)


@pytest.mark.parametrize(
    ("kind", "answers", "given_answer", "expected"),
    [
        ("none", (), answer(""), True),
        ("none", (), answer("hier", 1), False),
        ("when", ("hier",), answer(""), False),
        ("when", ("hier",), answer("C’était hier.", 1), True),
        ("list", ("le pain", "le vin"), answer("le pain ; le vin", 1, 2), True),
        ("list", ("le pain", "le vin"), answer("le pain", 1), False),
        ("summary", (), answer("a ; b", 1, 2), True),
        ("summary", (), answer("a ; b", 1, 9), False),
        ("summary", (), answer("a", 1), False),
        ("summary", (), answer(""), False),
    ],
)
def test_what_is_right_depends_on_the_kind(kind, answers, given_answer, expected):
    assert is_right(Question("?", "fr", kind, answers, (1, 2)), given_answer) is expected


def test_the_calibration_error_is_the_distance_between_said_and_seen():
    assert expected_calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0.0)
    assert expected_calibration_error([1.0, 1.0, 0.0], [True, False, False]) == pytest.approx(1 / 3)
    assert expected_calibration_error([], []) == 0.0


def test_probabilities_are_gathered_in_tenths():
    assert reliability([0.0, 0.31, 0.33, 1.0], [False, True, False, True]) == [
        Bin(0, 1, 0.0, 0.0),
        Bin(3, 2, pytest.approx(0.32), 0.5),
        Bin(9, 1, 1.0, 1.0),
    ]


def test_the_report_counts_by_language_and_kind():
    outcomes = [
        Outcome(Question("?", "fr", "when", ("hier",), (1,)), answer("hier", 1), 0.1),
        Outcome(Question("?", "en", "none"), answer("hier", 1), 0.3),
    ]
    lines = report(outcomes).splitlines()
    assert [line.split()[:5] for line in lines if line.startswith(("lang en", "kind when"))] == [
        ["lang", "en", "1", "1", "0.0%"],
        ["kind", "when", "1", "1", "100.0%"],
    ]
    assert "unanswerable: 0.0% refused" in lines
    assert latency(outcomes) == "latency: median 0.200 s"


@pytest.fixture
def squad_file(tmp_path):
    contexts = {
        "Le port a rouvert lundi. Les dockers sont contents.": [("Quand le port a-t-il rouvert ?", ["lundi"])],
        "La tour mesure 300 mètres. Elle date de 1889.": [
            ("quelle hauteur fait la tour", ["300 mètres"]),
            ("Qui l'a payée ?", []),
        ],
    }
    paragraphs = [
        {
            "context": context,
            "qas": [
                {"id": q, "question": q, "answers": [{"text": a, "answer_start": context.index(a)} for a in answers]}
                for q, answers in qas
            ],
        }
        for context, qas in contexts.items()
    ]
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"version": "v2.0", "data": [{"title": "t", "paragraphs": paragraphs}]}))
    return path


def test_a_squad_file_is_scored_question_by_question(squad_file, workspace):
    squad = load_squad(squad_file)
    with engine_over(squad.contexts, workspace) as engine:
        scores = score_squad(engine, squad, may_refuse=False)
    assert scores.questions == 3
    assert scores.answerable_f1 > 50
    assert scores.unanswerable_f1 == 0
    assert len(load_squad(squad_file, limit=1).questions) == 1


def test_a_context_or_a_question_without_words_counts_as_unanswered(tmp_path, workspace):
    qas = [{"id": "1", "question": "?", "answers": [{"text": "lundi", "answer_start": 0}]}]
    paragraphs = [
        {"context": "lundi \ud800", "qas": qas},
        {"context": "...", "qas": [qas[0] | {"question": "Quand ?"}]},
    ]
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}))
    squad = load_squad(path)
    with engine_over(squad.contexts, workspace) as engine:
        assert score_squad(engine, squad, may_refuse=False).f1 == 0


@pytest.mark.parametrize("limit", ["0", "-2", "many"])
def test_a_limit_that_is_no_number_of_questions_is_exit_2(squad_file, limit):
    with pytest.raises(SystemExit, match="2"):
        main(["squad", str(squad_file), "--limit", limit])


def test_retrieval_is_measured_over_all_contexts(squad_file, packaged_workspace):
    squad = load_squad(squad_file)
    with engine_over(squad.contexts, packaged_workspace) as engine:
        table = recalls(engine.retriever, [passage.article for passage in engine.index.passages], squad)
    assert table.splitlines()[0] == "2 questions, 2 contexts"
    retriever = next(line for line in table.splitlines() if line.startswith("retriever"))
    assert retriever.split()[1] == "100.0%"


@pytest.mark.parametrize("command", ["questions", "squad", "retrieval", "fit", "page"])
@pytest.mark.parametrize("content", [None, "", "{", '{"question": 3}', "[]", '{"data": [{"paragraphs": []}]}'])
def test_a_file_that_is_none_is_one_line_and_exit_1(tmp_path, capsys, command, content):
    path = tmp_path / "file"
    if content is not None:
        path.write_text(content)
    assert main([command, str(path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_line_of_a_bad_question_is_named(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "Qui ?", "lang": "fr", "kind": "who"}\n\n{"question": "Quoi ?"}\n')
    with pytest.raises(EvaluationError, match="line 3"):
        load_questions(path)


def test_questions_are_asked_from_the_command_line(tmp_path, workspace, monkeypatch, capsys):
    monkeypatch.setenv("QA_MODEL", workspace.model)
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "port.txt").write_text("Le port a rouvert lundi. Il pleut.", encoding="utf-8")
    path = tmp_path / "questions.jsonl"
    entry = {
        "question": "Quand ?",
        "lang": "fr",
        "kind": "when",
        "answers": ["lundi"],
        "paragraphs": [1],
        "article": "port",
    }
    path.write_text(json.dumps(entry))
    assert main(["questions", str(path), "--wrong"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(" ")
    assert "kind when" in out and "latency: median" in out


def fitting_questions(folder, articles: int):
    """A question file with its articles: a third easy, a third with a wrong key, a third unanswerable."""
    (folder / "questions").mkdir()
    lines = []
    for i in range(articles):
        (folder / "questions" / f"a{i}.txt").write_text("Le port a rouvert lundi, il pleut.", encoding="utf-8")
        for kind, question, answers in (
            ("when", "Quel jour le port a-t-il rouvert ?", ["lundi"]),
            ("who", "Qui a rouvert le port ?", ["personne"]),
            ("none", "Combien a coûté la mairie ?", []),
        ):
            entry = {"question": question, "lang": "fr", "kind": kind, "answers": answers, "article": f"a{i}"}
            lines.append(json.dumps(entry))
    path = folder / "questions.jsonl"
    path.write_text("\n".join(lines))
    return path


def test_fitting_writes_a_decision_that_says_where_it_comes_from(tmp_path, workspace, monkeypatch, capsys):
    monkeypatch.setenv("QA_MODEL", workspace.model)
    path = fitting_questions(tmp_path, articles=6)
    assert main(["fit", str(path), "--out", str(tmp_path / "decision.json")]) == 0
    assert capsys.readouterr().out.startswith("18 questions; threshold ")
    assert "questions.jsonl" in Decision.load(tmp_path / "decision.json").fitted_on


def sample(article: str, right: int, answerable: bool = True, score: float = 2.0) -> Sample:
    """A reading of four spans; that of the best passage is right, or none when ``right`` is negative."""
    spans = [Passage("a", n, 10 * n, 10 * n + 5) for n in range(1, 5)]
    passages = [Retrieved(span, 2.0 * (n == right)) for n, span in enumerate(spans)]
    found = tuple(ScoredSpan(p.passage, score - n, p) for n, p in enumerate(passages))
    return Sample(article, Reading(found, tuple(passages)), tuple(n == right for n in range(4)), answerable)


def test_fitting_learns_whom_to_trust():
    # Every second right span is not the reader's first, but in the retriever's first passage.
    samples = [sample(f"a{n % 5}", right=n % 2, score=3.0) for n in range(20)]
    samples += [sample(f"a{n % 5}", right=-1, answerable=False, score=-0.5) for n in range(20)]
    fitted = fit_samples(samples, "a test")
    weights = dict(zip(RANKING, fitted.decision.ranking, strict=True))
    assert weights["passage"] > 0
    assert fitted.answered_right == fitted.refused == 1.0
    chosen = [fitted.decision.rank(s.reading).spans[0] == s.reading.spans[n % 2] for n, s in enumerate(samples[:20])]
    assert all(chosen)


def test_the_page_says_what_was_measured(tmp_path, workspace, monkeypatch, capsys):
    monkeypatch.setenv("QA_MODEL", workspace.model)
    path = fitting_questions(tmp_path, articles=1)
    assert main(["page", str(path), "--out", str(tmp_path / "page.md")]) == 0
    page = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert "## questions" in page and "kind none" in page and SHA256 in page
    assert (tmp_path / "reliability.png").read_bytes().startswith(b"\x89PNG")


def test_too_few_questions_to_fit_on_are_an_error(tmp_path, workspace, monkeypatch, capsys):
    monkeypatch.setenv("QA_MODEL", workspace.model)
    path = fitting_questions(tmp_path, articles=2)
    assert main(["fit", str(path), "--out", str(tmp_path / "decision.json")]) == 1
    assert "at least 5 articles" in capsys.readouterr().err
    assert not (tmp_path / "decision.json").exists()
