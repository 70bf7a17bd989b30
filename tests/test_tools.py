"""The code is linted, formatted and typed; the lock files and the README agree with the declared dependencies."""

import re
import subprocess
import sys
import tomllib

import pytest

from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def tool(*command: str) -> str:
    """What is wrong according to a tool run as `python -m`, its settings included; empty if it is content."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout if done.returncode != 0 or "warning:" in done.stdout else ""


def names(requirements: list[str]) -> set[str]:
    """The normalised names of packages in requirement lines such as `pagefind[bin]>=1.5`."""
    return {re.split(r"[^\w.-]", line)[0].lower().replace("_", "-") for line in requirements}


def locked(file: str) -> dict[str, str]:
    """The packages that a lock file fixes, each with its version and the systems that it is for."""
    lines = (ROOT / file).read_text("utf-8").splitlines()
    fixed = [re.fullmatch(r"([\w.-]+)==([^\s;]+)\s*(?:;\s*([^\\]+?))?\s*\\?", line) for line in lines]
    return {f"{line[1]} {line[3] or ''}".strip(): line[2] for line in fixed if line}


@pytest.mark.parametrize("command", ["ruff check .", "ruff format --check .", "mypy"])
def test_tool_is_content(command: str) -> None:
    """Ruff and mypy find nothing to say about the whole repository."""
    if said := tool(*command.split()):
        pytest.fail(said, pytrace=False)


@pytest.mark.parametrize("file", ["constraints.txt", "requirements.txt"])
def test_lock_file_names_no_place(file: str) -> None:
    """A lock file holds names, versions and hashes: no address of a package index, no path of the machine."""
    strange = [
        line
        for line in (ROOT / file).read_text("utf-8").splitlines()
        if not re.fullmatch(r"#.*|[a-z\d-]+==[\w.]+( ; [\w\s.'<>=!]+)?( \\)?|    --hash=sha256:[\da-f]{64}( \\)?", line)
        or "://" in line
    ]

    assert strange == []


def test_lock_files_agree() -> None:
    """Servers install the versions that the tests ran with, and every one of them has a hash."""
    everything, needed = locked("constraints.txt"), locked("requirements.txt")

    assert needed.items() <= everything.items()
    assert all("--hash=" in block for block in (ROOT / "requirements.txt").read_text("utf-8").split("==")[1:])


def test_lock_files_hold_what_is_declared() -> None:
    """Every declared dependency is locked, that of the tests in constraints.txt alone."""
    backend = names(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"])
    needed, tests = names(PROJECT["dependencies"]), names(PROJECT["optional-dependencies"]["test"])

    assert needed | backend <= {package.split()[0] for package in locked("requirements.txt")}
    assert needed | backend | tests <= {package.split()[0] for package in locked("constraints.txt")}


def test_readme_gives_a_reason_for_every_dependency() -> None:
    """The README's tables name the declared dependencies, those of the tests included, and no other."""
    section = (ROOT / "README.md").read_text("utf-8").partition("\n## What it depends on\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| *\w.+\|$", section, re.MULTILINE)
    declared = names(PROJECT["dependencies"]) | names(PROJECT["optional-dependencies"]["test"])

    assert sorted(names(rows)) == sorted(declared)


def test_readme_commands_are_whole() -> None:
    """Each of the README's two commands stands once, on one line, so that it can be pasted, and .ci/run can run it."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()

    for command in (
        "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/mkdocs build --strict",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
    ):
        assert lines.count(command) == 1
