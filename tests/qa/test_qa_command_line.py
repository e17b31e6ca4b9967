import json
import os
import subprocess
import sys

import pytest

from qa.__main__ import main

QUESTION = "C'était quel jour l'arrivée du chef d'État russe ?"


@pytest.fixture
def environment(seed_settings, engine, monkeypatch):
    engine.ask(QUESTION)
    monkeypatch.setenv("QA_INDEX", str(seed_settings.index))


def test_the_answer_is_printed_with_its_place_and_probability(environment, capsys):
    assert main([QUESTION]) == 0
    text, place, probability = capsys.readouterr().out.splitlines()
    assert "19 juin" in text
    assert "§3 [" in place
    assert probability.startswith("probability ")


def test_json_holds_the_whole_answer(environment, engine, capsys):
    assert main([QUESTION, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(engine.ask(QUESTION).as_dict()))


@pytest.mark.parametrize("arguments", [[" "], [QUESTION, "--article", "nowhere"]])
def test_a_user_s_error_is_one_line_and_exit_1(environment, capsys, arguments):
    assert main(arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


def test_an_output_that_lacks_characters_gets_them_escaped(environment, seed_settings):
    process = subprocess.run(
        [sys.executable, "-m", "qa", "--json", QUESTION],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert process.returncode == 0
    assert b"19 juin" in process.stdout


def test_a_wrong_call_is_exit_2_and_help_is_exit_0():
    for arguments, code in (([], 2), (["--help"], 0)):
        process = subprocess.run([sys.executable, "-m", "qa", *arguments], capture_output=True, text=True)
        assert process.returncode == code
