"""Officers who push: a project in git, a server made by `scrutiny setup-server`, and clones that push to it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from conftest import ROOT
from corpus import BASE

ADDRESS = "https://scrutiny.northport.example/"

AS_MADE = "srv-as-made"
"""A copy of a server that nobody has pushed to."""

PROGRAM = """#!{python}
# The real program; "publish" alone is played, where the file beside it says so.
import json, os, subprocess, sys, time
from pathlib import Path
if sys.argv[1:2] == ["publish"] and Path({play!r}).exists():
    given = dict(zip(sys.argv[2::2], sys.argv[3::2]))
    place = Path(given["--to"])
    asked = ["git", "--git-dir", given["--repository"], "rev-parse", given["--commit"]]
    commit = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    (place / "state").mkdir(exist_ok=True)
    Path({play!r}).with_name("seen").write_text(json.dumps({{
        "environment": dict(os.environ), "session": os.getsid(0), "leader": os.getppid()}}))
    with (place / "begun").open("a") as begun:  # last: who waits for it looks at the rest
        begun.write(commit + "\\n")
    print("Building " + commit, flush=True)
    play = json.loads(Path({play!r}).read_text())
    while play["gate"] and not Path(play["gate"]).exists():
        time.sleep(0.05)
    print(play["says"], flush=True)
    if play["code"] == 0:
        (place / "state" / "live.json").write_text(json.dumps({{"commit": commit}}))
    sys.exit(play["code"])
from scrutiny.commands.main import main
main()
"""

OFFICER = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    **{f"GIT_{who}_NAME": "Officer" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "officer@northport.example" for who in ("AUTHOR", "COMMITTER")},
    "PYTHONPATH": str(ROOT / "hooks"),
    "PYTHONUTF8": "1",
    "NO_MKDOCS_2_WARNING": "1",
}


def environment() -> dict[str, str]:
    """The environment of an officer: none of the settings of whoever runs the tests."""
    strange = ("SCRUTINY_", "GIT_", "CI_")
    return {name: value for name, value in os.environ.items() if not name.startswith(strange)} | OFFICER


def run(*command: str | Path, at: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder; what it prints is kept."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=at,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=300,
    )


def git(at: Path, *arguments: str) -> str:
    """What a command of git prints, which has to succeed."""
    done = run("git", *arguments, at=at)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def make_project(folder: Path, *, private: bool = False) -> Path:
    """A repository with the program of this one and a small invented record."""
    for part in ("hooks", "overrides", "docs"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(BASE, folder / "content")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    public = "[SCRUTINY_REPOSITORY, public]"
    assert public in settings
    (folder / "mkdocs.yml").write_text(
        settings.replace(public, public.replace("public", "private")) if private else settings, "utf-8"
    )
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=Begin")
    return folder


@dataclass(frozen=True)
class Pushed:
    """How a push went, and what the officer saw."""

    taken: bool
    said: str


@dataclass
class Server:
    """A server set up from a project. `publish` is played until `unplayed`."""

    folder: Path
    program: Path
    clones: int = field(default=0)

    @property
    def repository(self) -> Path:
        """What is pushed to."""
        return self.folder / "repository.git"

    @property
    def published(self) -> Path:
        """The folder of releases."""
        return self.folder / "published"

    def play(self, *, says: str = "The site is new.", code: int = 0, gate: Path | None = None) -> None:
        """Let the next publishings say something and end so, as soon as the file `gate` is there."""
        told = {"says": says, "code": code, "gate": str(gate or "")}
        self.program.with_name("play").write_text(json.dumps(told), "utf-8")

    def unplay(self) -> None:
        """Let the real program publish."""
        self.program.with_name("play").unlink()

    def seen(self) -> dict[str, object]:
        """What the last played publishing saw around it."""
        found: dict[str, object] = json.loads(self.program.with_name("seen").read_text("utf-8"))
        return found

    def begun(self) -> list[str]:
        """The commits that were published, in order; played publishings alone."""
        file = self.published / "begun"
        return file.read_text("utf-8").split() if file.exists() else []

    def tip(self) -> str:
        """The commit that the published branch stands at."""
        return git(self.repository, "rev-parse", "refs/heads/main")

    def renew(self) -> None:
        """Be as `setup-server` made it: whatever was pushed, published or set since then is gone."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.folder.with_name(AS_MADE), self.folder)
        self.play()

    def clone(self) -> Clone:
        """A folder of one more officer."""
        self.clones += 1
        folder = self.folder.parent / f"officer-{self.clones}"
        git(self.folder, "clone", "--quiet", "--origin", "site", str(self.repository), str(folder))
        return Clone(folder)


@dataclass(frozen=True)
class Clone:
    """The folder of one officer."""

    folder: Path

    def commit(self, **files: str | bytes | None) -> str:
        """Write files (`content/x.yml`), or delete them with None, and commit all that changed; return the commit."""
        return self.commit_files(files)

    def commit_files(self, files: dict[str, str | bytes | None]) -> str:
        """Write files, or delete them with None, and commit all that changed; return the commit."""
        for path, text in files.items():
            file = self.folder / path
            if text is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        git(self.folder, "add", "--all", ".")
        git(self.folder, "commit", "--quiet", "--message=Change")
        return git(self.folder, "rev-parse", "HEAD")

    def edit(self, path: str, old: str, new: str) -> str:
        """Replace words of a file, and commit."""
        text = (self.folder / path).read_text("utf-8")
        assert old in text
        return self.commit_files({path: text.replace(old, new)})

    def push(self, *arguments: str) -> Pushed:
        """Push to the server, by default the branch that is published; return what the officer saw."""
        done = run("git", "push", "site", *(arguments or ("main",)), at=self.folder)
        return Pushed(done.returncode == 0, done.stdout + done.stderr)

    def begin_to_push(self) -> subprocess.Popen[str]:
        """Push, and do not wait until that has ended."""
        return subprocess.Popen(
            ["git", "push", "site", "main"],
            cwd=self.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )


def make_program(folder: Path) -> Path:
    """The program of this repository, as `scrutiny`, so that its publishing can be played."""
    folder.mkdir(parents=True)
    program = folder / "scrutiny"
    program.write_text(PROGRAM.format(python=sys.executable, play=str(folder / "play")), "utf-8")
    program.chmod(0o755)
    return program


def make_server(folder: Path, project: Path) -> Server:
    """Run `scrutiny setup-server` in a project."""
    server = Server(folder / "srv", make_program(folder / "bin"))
    server.play()
    done = run(server.program, "setup-server", "--at", server.folder, "--address", ADDRESS, at=project)
    assert done.returncode == 0, done.stderr
    shutil.copytree(server.folder, server.folder.with_name(AS_MADE))
    return server


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until something is so; the test fails where it is not for a whole minute."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it was never so")
