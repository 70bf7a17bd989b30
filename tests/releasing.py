"""Releases in a folder of a test: a repository, a stand-in for the build, disks and machines that fail when asked."""

import datetime
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Never

from conftest import AS_OF_EPOCH
from scrutiny.ledger import Event, Kind, What
from scrutiny.release import Request, disk, publish_release
from scrutiny.release.build import Job
from scrutiny.release.folder import Folder
from scrutiny.release.making import Made
from scrutiny.release.manifest import Head, damage, read_manifest
from scrutiny.release.told import Tell

NOW = datetime.datetime.fromtimestamp(AS_OF_EPOCH, datetime.UTC)
COMMITTED = "2026-11-20T12:00:00+00:00"
"""When the commits of the tests were made, two days before NOW."""

WORDS = "content/words.txt"
"""The file of a stand-in repository that its page repeats."""


def git(folder: Path, *arguments: str, on: str = COMMITTED) -> str:
    """Run git as an invented officer, on an invented day."""
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in {"NAME": "An officer", "EMAIL": "officer@northport.example", "DATE": on}.items()
    }
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env=os.environ | who | {"GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def new_repository(folder: Path) -> Path:
    """Make a repository with one commit, small enough to be published in a blink with the stand-in."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    committed(folder, "first")
    return folder


def committed(repository: Path, words: str, on: str = COMMITTED) -> str:
    """Commit other words; return the name of the commit."""
    (repository / WORDS).parent.mkdir(exist_ok=True)
    (repository / WORDS).write_text(words, "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "-q", "--allow-empty", "-m", words, on=on)
    return git(repository, "rev-parse", "HEAD")


def stand_in(snapshot: Path, work: Path, job: Job, tell: Tell) -> Made:
    """Make a site of three pages, in a blink; each names the commit, so that a mixture would show."""
    site = work / "site"
    (site / "sub").mkdir(parents=True)
    words = (snapshot / WORDS).read_text("utf-8")
    for name in ("index.html", "404.html", "sub/index.html"):
        (site / name).write_text(f"{job.commit} {words}", "utf-8")
    old = job.ledger.read_text("utf-8") if job.ledger.exists() else ""
    address = f"/{job.commit[:8]}/"
    new = "" if address in old else Event(job.as_of.date(), Kind.PUBLISHED, address, What.TEXT.value).line()
    (site / "addresses.jsonl").write_text(old + new, "utf-8")
    return Made(site, ("northport",))


def request(to: Path, repository: Path, **given: Any) -> Request:
    """A request to publish HEAD now."""
    return Request(**{"to": to, "repository": repository, "commit": "HEAD", "as_of": NOW, "now": NOW, **given})


def published(to: Path, repository: Path, said: list[str] | None = None, **given: Any) -> Head:
    """Publish with the stand-in; what it tells goes into ``said``."""
    told: list[str] = [] if said is None else said
    return publish_release(request(to, repository, **given), told.append, stand_in)


def live(to: Path) -> Head | None:
    """What readers see, after making sure that it is one whole release and no mixture; None where nothing is live."""
    folder = Folder(to.resolve())
    if (name := folder.live_release()) is None:
        return None
    manifest = read_manifest(folder, name)
    assert damage(folder, manifest) == []
    site = folder.live / "site"
    assert {file.read_text("utf-8").split()[0] for file in site.rglob("*.html")} == {manifest.head.commit}
    return manifest.head


OPERATIONS = frozenset(
    {"mkdir", "open", "write", "fsync", "replace", "rename", "symlink", "unlink", "rmdir", "chmod", "ftruncate"}
)
"""What can fail, or be the last thing that a machine does."""


Place = tuple[str, tuple[tuple[str, int], ...]]
"""An operation, and the lines of the program that led to it."""


@dataclass
class Failing:
    """The module ``os`` for scrutiny.release.disk, in which something happens at the n-th operation."""

    at: int
    """Which operation it is, counted from 1; 0 for none."""
    happens: Callable[[str], None]
    """What happens then, before the operation itself; it is told its name."""
    stays: bool = False
    """Whether it happens again at every later operation that needs room on the disk."""
    count: int = 0
    places: list[Place] = field(default_factory=list)
    """Where in the program each operation was asked for."""

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return partial(self._run, name, real) if name in OPERATIONS else real

    def _run(self, name: str, real: Callable[..., Any], *arguments: Any) -> Any:
        self.count += 1
        self.places.append((name, _lines()))
        if self.count == self.at or (self.stays and self.at and self.count > self.at and name in {"mkdir", "write"}):
            if name == "write":
                real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            self.happens(name)
        # What a sync does is seen only after a power cut; here it would be most of the time that a test takes.
        return None if name == "fsync" else real(*arguments)


def _lines() -> tuple[tuple[str, int], ...]:
    """Return the lines of scrutiny.release that the program is in."""
    found, frame = [], sys._getframe(2).f_back
    while frame:
        if frame.f_globals.get("__name__", "").startswith("scrutiny.release."):
            found.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return tuple(found)


def refusing(code: int) -> Callable[[str], Never]:
    """What happens is an error of the disk with this code."""

    def refuse(name: str) -> Never:
        raise OSError(code, os.strerror(code), name)

    return refuse


def be_stopped(at: int, how: str, *arguments: str) -> None:
    """Be ``scrutiny publish`` with the stand-in; send oneself the signal ``how`` at the n-th operation."""
    from scrutiny.commands import main, publish

    number = signal.Signals[how]
    vars(disk)["os"] = Failing(at, lambda _: os.kill(os.getpid(), number))
    vars(publish)["publish_release"] = partial(publish_release, make=stand_in)
    main.main(["publish", *arguments])
