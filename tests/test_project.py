"""Promises about the repository itself."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("index", "qa", "ui")
SOURCES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names & set(PACKAGES)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path):
    package = path.relative_to(ROOT).parts[0]
    assert imported(path) <= set(PACKAGES[: PACKAGES.index(package) + 1])


def test_nothing_in_the_code_knows_a_name_of_the_article():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.txt"))
    names = {name for name in re.findall(r"(?<=[a-zé’,] )[A-ZÉ][\w-]{3,}", text)}
    assert len(names) > 10
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    code += "".join(path.read_text(encoding="utf-8") for path in (ROOT / "ui").glob("*.[cj]s*"))
    assert {name for name in names if re.search(rf"\b{name}\b", code)} == set()


def test_readme_s_two_lines_are_those_of_ci():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for line in readme.splitlines() if line.startswith("python3 -m venv")]
    assert lines[0].endswith("-m ui")
    assert lines[1].endswith("-m pytest")
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"]).returncode == 0
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    command = re.search(r"line=\$\((.*)\)", script)[1]
    found = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert found.stdout.strip() == lines[1]
