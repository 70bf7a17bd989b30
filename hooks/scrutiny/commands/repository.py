"""The repository that officers push to: what "scrutiny setup-server" wrote into it, and what git says about it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click


class GitFailed(click.ClickException):
    """A command of git ended with an error, which is the server's fault and not the pusher's."""

    exit_code = 3


@dataclass(frozen=True)
class Repository:
    """A bare repository, and where what is pushed to it is published."""

    folder: Path

    @classmethod
    def here(cls) -> Repository:
        """Return the repository that git runs a hook for, or the one in the present folder.

        Raises a usage error where there is none, or where it publishes nothing.
        """
        place = Path(os.environ.get("GIT_DIR") or os.curdir).resolve()
        repository = cls(place)
        if not (place / "HEAD").is_file() or not repository.setting("branch") or not repository.setting("to"):
            raise click.UsageError(
                f'{place} is no repository made by "scrutiny setup-server". git runs this command there, after a push.'
            )
        return repository

    def git(self, *arguments: str, stdin: bytes | None = None) -> bytes:
        """Return what a command of git prints.

        The environment stays as git made it: while a push is looked at, its objects lie in a place of quarantine
        that only the environment names (https://git-scm.com/docs/git-receive-pack#_quarantine_environment).
        Raises GitFailed where the command fails.
        """
        done = self._run(arguments, stdin)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise GitFailed(f"git {arguments[0]} failed on the server: {printable(said)}")
        return done.stdout

    def says_yes(self, *arguments: str) -> bool:
        """Tell whether a command of git that answers by its exit code says yes."""
        return self._run(arguments, None).returncode == 0

    def _run(self, arguments: tuple[str, ...], stdin: bytes | None) -> subprocess.CompletedProcess[bytes]:
        command = ["git", "--git-dir", str(self.folder), *arguments]
        return subprocess.run(command, input=stdin, capture_output=True, check=False)  # noqa: S603  no shell

    def setting(self, name: str) -> str:
        """Return ``git config scrutiny.NAME``; empty where it is not set."""
        return self._run(("config", "--get", f"scrutiny.{name}"), None).stdout.decode("utf-8", "replace").strip()

    @cached_property
    def branch(self) -> str:
        """The branch that is published."""
        return self.setting("branch")

    @property
    def reference(self) -> str:
        """The full name of the branch that is published."""
        return f"refs/heads/{self.branch}"

    @cached_property
    def published(self) -> Path:
        """The folder of releases, which "scrutiny publish --to" is given."""
        return Path(self.setting("to"))

    @property
    def program_may_change(self) -> bool:
        """Whether a push may change more than the record and the pages written by hand."""
        return self.setting("program") == "allowed"

    def contains(self, commit: str, later: str) -> bool:
        """Tell whether a commit is a later one, or among what led to it."""
        return self.says_yes("merge-base", "--is-ancestor", commit, later)


def without_git() -> dict[str, str]:
    """Return the environment without what git gave a hook, which names the repository of the push."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


@dataclass(frozen=True)
class Push:
    """One line that git gives a hook: a reference, and what it points to before and after."""

    old: str
    new: str
    reference: str

    @property
    def makes(self) -> bool:
        """Whether the reference is new: git then gives noughts as the old commit."""
        return not self.old.strip("0")

    @property
    def deletes(self) -> bool:
        """Whether the reference is deleted: git then gives noughts as the new commit."""
        return not self.new.strip("0")


def pushes(lines: Iterable[str]) -> Iterator[Push]:
    """Yield each reference of a push. Raises ValueError for a line that git does not write."""
    for line in lines:
        old, new, reference = line.rstrip("\n").split(" ", 2)
        yield Push(old, new, reference)


def printable(text: str) -> str:
    """Return lines of text with every letter that could steer a terminal, or is no text, as U+FFFD."""
    return "".join(letter if letter == "\n" or letter.isprintable() else "\ufffd" for letter in text)
