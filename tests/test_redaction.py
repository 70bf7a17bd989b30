"""The handbook's page on taking something back: its commands are run as they stand there, in a real repository."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from scrutiny.model import Removals

PAGE = (ROOT / "docs" / "handbook" / "redaction.md").read_text("utf-8")
COMMANDS = [re.sub(r"^ {4}", "", text, flags=re.MULTILINE) for text in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)]
GIVEN, REWRITE, DELETE, LOOK, MESSAGES = COMMANDS[:5]
FILE = re.search(r"FILE=(\S+)", GIVEN)[1]  # type: ignore[index]  # the page names it
WORDS = re.search(r"WORDS='(.*)'", GIVEN)[1]  # type: ignore[index]
OTHER = "content/northport/items/2025-mould.yml"


def run(command: str, folder: Path) -> str:
    """Run lines of a shell in a folder, with a git that knows no settings of this machine; return what they print."""
    known = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, **known, **names},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1} if "grep" in command else done.returncode == 0, done.stdout
    return done.stdout


def commit(folder: Path, message: str, **files: str | None) -> None:
    """Write or delete files and commit them."""
    for name, text in {FILE: files.get("file", ""), OTHER: files.get("other", "")}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        elif text:
            path.write_text(text, "utf-8")
    run(f"git add -A && git commit -q -m '{message}'", folder)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A bare repository whose history holds the words in a file, with a tag, two branches and a deflated pack."""
    work = tmp_path / "work"
    work.mkdir()
    run("git init -q -b main", work)
    commit(work, "Mould", other="title: Mould\n")
    commit(work, "Damp homes", file=f"title: Damp homes\nsummary: It concerns {WORDS}.\n")
    run("git tag v1 && git branch draft", work)
    commit(work, "Damp homes, longer", file=f"title: Damp homes\nsummary: It concerns {WORDS}, again.\n")
    commit(work, "Mould, mended", other="title: Mould again\n")
    run("git clone -q --bare work record.git && git -C record.git gc -q", tmp_path)
    return tmp_path / "record.git"


def pushed(bare: Path, message: str, text: str | None) -> None:
    """Push one more commit, as an officer does, with another text of the file or without it."""
    work = bare.parent / "officer"
    run(f"git clone -q {bare} {work}", bare.parent)
    commit(work, message, file=text)
    run("git push -q origin main", work)


def in_place(bare: Path, *commands: str) -> str:
    """Run commands of the page in a repository, wherever the page says that it is."""
    given = re.sub(r"^cd .*$", f"cd '{bare}'", GIVEN, flags=re.MULTILINE)
    return run("\n".join([given, *commands]), bare)


def test_the_words_leave_the_whole_history(bare: Path) -> None:
    """Steps 2 to 5 take a deleted file out of every branch and tag; the number of places with its words becomes 0."""
    pushed(bare, "Record removed", None)
    before = run("git rev-parse main^{tree}", bare)
    assert int(in_place(bare, LOOK)) >= 2

    in_place(bare, REWRITE, DELETE)
    assert in_place(bare, LOOK).strip() == "0"
    assert run("git rev-parse main^{tree}", bare) == before
    assert run(f"git log --all --oneline -- {FILE}", bare) == ""
    assert run(f"git show main:{OTHER}", bare) == "title: Mould again\n"
    assert run("git tag", bare).split() == ["v1"]
    assert len(run(f"git log --oneline main -- {OTHER}", bare).splitlines()) == 2
    assert run("git fsck --no-progress", bare) == ""


def test_the_mended_text_stays(bare: Path) -> None:
    """Where only a sentence had to go, the file as it is now stays, and its earlier texts are gone."""
    pushed(bare, "Damp homes, mended", "title: Damp homes\n")
    before = run("git rev-parse main^{tree}", bare)

    in_place(bare, REWRITE, DELETE)
    assert in_place(bare, LOOK).strip() == "0"
    assert run("git rev-parse main^{tree}", bare) == before
    assert len(run(f"git log --oneline main -- {FILE}", bare).splitlines()) == 1


def test_words_in_a_message_are_found_and_taken_out(bare: Path) -> None:
    """Words in the message of a change are counted by step 5, shown by its command, and taken out by the next."""
    pushed(bare, f"Letter about {WORDS}", None)
    in_place(bare, REWRITE, DELETE)
    assert in_place(bare, LOOK).strip() != "0"
    assert "Letter about" in in_place(bare, 'git log --all --oneline --grep="$WORDS"')

    in_place(bare, "export FILTER_BRANCH_SQUELCH_WARNING=1", MESSAGES, DELETE)
    assert in_place(bare, LOOK).strip() == "0"
    assert "Letter about [removed]" in run("git log --oneline main", bare)


def test_the_new_history_does_not_follow_the_old(bare: Path) -> None:
    """After it, the commit that was live is no ancestor of the new one: publishing needs --history-was-rewritten."""
    pushed(bare, "Record removed", None)
    live = run("git rev-parse main", bare).strip()
    in_place(bare, REWRITE, DELETE)

    assert run(f"git cat-file -e {live} 2>/dev/null && echo there || echo gone", bare).strip() == "gone"
    assert any("--history-was-rewritten" in command for command in COMMANDS)


def test_the_files_that_the_page_shows_are_valid() -> None:
    """Both examples of removed.yml on the page pass the model."""
    shown = [yaml.load(text, yaml.BaseLoader) for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]  # noqa: S506
    assert [Removals.model_validate(each).removed[0].record for each in shown] == ["items/2026-damp-homes"] * 2


def test_every_option_that_the_page_names_exists() -> None:
    """The commands of ours on the page have the options that they are given there."""
    for command in COMMANDS[5:]:
        words = command.split()
        told = subprocess.run(
            [*words[:2], "--help"], stdout=subprocess.PIPE, text=True, check=True, env=_with_scrutiny()
        )
        assert all(word in told.stdout for word in words if word.startswith("--"))


def _with_scrutiny() -> dict[str, str]:
    """The environment with the commands of this installation first."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
