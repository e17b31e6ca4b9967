import subprocess
import sys

import pytest

from index.__main__ import main
from texts import ARTICLE, write_articles


@pytest.fixture
def environment(workspace, monkeypatch):
    monkeypatch.setenv("QA_SEEDS", str(workspace.seeds))
    monkeypatch.setenv("QA_INDEX", str(workspace.index))
    monkeypatch.setenv("QA_MODEL", workspace.model)
    return workspace


def test_build_then_status_then_verify(environment, capsys):
    write_articles(environment.seeds, port=ARTICLE, vide="")
    assert main(["build"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("built: 1 article, 7 passages, 9 sentences;")
    assert "skipped vide.txt: the file holds no words." in err
    assert main(["status"]) == 0
    assert "port.txt: Le port de Brévannes" in capsys.readouterr().out
    assert main(["verify"]) == 0
    assert capsys.readouterr().out.startswith("sound and current: 1 article")
    assert main([]) == 0
    assert capsys.readouterr().out.startswith("up to date: 1 article")


def test_status_without_an_index_is_one_line_and_exit_1(environment, capsys):
    assert main(["status"]) == 1
    assert capsys.readouterr().err == f"There is no index in {environment.index}; run python -m index build.\n"


def test_status_says_that_articles_changed(environment, capsys):
    write_articles(environment.seeds, port=ARTICLE)
    main(["build"])
    write_articles(environment.seeds, autre="Un nouvel article.")
    capsys.readouterr()
    assert main(["status"]) == 1
    assert "(autre.txt)" in capsys.readouterr().err


def test_a_wrong_command_is_exit_2():
    process = subprocess.run([sys.executable, "-m", "index", "bulid"], capture_output=True, text=True)
    assert process.returncode == 2
    assert "invalid choice: 'bulid'" in process.stderr


def test_help_names_the_settings():
    process = subprocess.run([sys.executable, "-m", "index", "--help"], capture_output=True, text=True)
    assert process.returncode == 0
    assert all(name in process.stdout for name in ("QA_SEEDS", "QA_INDEX", "QA_MODEL"))
