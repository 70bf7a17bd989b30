"""Questions to git: which commit is meant, when it was made, and what came before it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from scrutiny.release.refused import Refused

COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
"""The whole name of a commit."""

QUARANTINE = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
"""What git tells its pre-receive hook (https://git-scm.com/docs/git-receive-pack#_quarantine_environment)."""


class Order(Enum):
    """How a commit stands to the one that is live."""

    SAME = "the same"
    NEWER = "made on top of it"
    OLDER = "it was made on top of this one"
    APART = "each has changes that the other one lacks"
    UNKNOWN = "the repository does not reach back so far"
    MISSING = "the repository does not have it"


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, with a working folder or without one."""

    path: Path
    pushed: bool = False
    """Whether a push is asked about that is not taken in yet: the hook is told where its objects lie."""

    def environment(self) -> dict[str, str]:
        """Return the environment in which git answers about this repository."""
        quarantine = {name: os.environ[name] for name in QUARANTINE if name in os.environ} if self.pushed else {}
        return plain_environment() | quarantine

    def commit(self, name: str) -> str:
        """Return the whole name of the commit that is meant by ``HEAD``, a branch, a tag or the beginning of a name.

        Raises Refused where there is none.
        """
        found = None if name.startswith("-") else self._answer("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if not found or not COMMIT.fullmatch(found):
            raise Refused(f"There is no commit {name!r} in {self.path}.")
        return found

    def committed(self, commit: str) -> datetime:
        """Return when a commit was made, by the clock of the machine on which it was made."""
        return datetime.fromisoformat(self.text("show", "--no-patch", "--no-show-signature", "--format=%cI", commit))

    def order(self, commit: str, live: str) -> Order:
        """Tell how a commit stands to the live one."""
        if commit == live:
            return Order.SAME
        if self._answer("cat-file", "-e", f"{live}^{{commit}}") is None:
            return Order.UNKNOWN if self.is_shallow() else Order.MISSING
        if self._answer("merge-base", "--is-ancestor", live, commit) is not None:
            return Order.NEWER
        if self._answer("merge-base", "--is-ancestor", commit, live) is not None:
            return Order.OLDER
        return Order.UNKNOWN if self.is_shallow() else Order.APART

    def is_shallow(self) -> bool:
        """Tell whether the repository lacks the commits before a certain one."""
        return self.text("rev-parse", "--is-shallow-repository") == "true"

    def uncommitted(self) -> int:
        """Count the files that were changed and not committed; none where there is no working folder."""
        if self.text("rev-parse", "--is-bare-repository") == "true":
            return 0
        return len(self.text("status", "--porcelain", "--ignore-submodules").splitlines())

    def text(self, *arguments: str) -> str:
        """Return what git answers, without space around it; raise Refused where it does not."""
        return self.read(*arguments).decode("utf-8", "replace").strip()

    def read(self, *arguments: str) -> bytes:
        """Return what git answers; raise Refused where it does not."""
        done = self._run(arguments)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise Refused(f"git cannot read {self.path}: {said[0] if said else 'it gave no reason'}.")
        return done.stdout

    def _answer(self, *arguments: str) -> str | None:
        done = self._run(arguments)
        return None if done.returncode else done.stdout.decode("utf-8", "replace").strip()

    def _run(self, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603  no shell
                git(self.path, *arguments), env=self.environment(), capture_output=True, check=False
            )
        except FileNotFoundError:
            raise Refused("The program git is not installed. Install it, then publish again.") from None


def repository_at(path: Path) -> Repository:
    """Return the repository in a folder; raise Refused where there is none."""
    if not path.is_dir():
        raise Refused(f"There is no folder {path}.")
    found = Repository(path.resolve())
    try:
        found.text("rev-parse", "--git-dir")
    except Refused as error:
        if "not a git repository" not in str(error):
            raise
        raise Refused(
            f"{path} is not in a git repository. Go to the folder of the project first, or name it with --repository."
        ) from error
    return found


def git(repository: Path, *arguments: str) -> list[str]:
    """Return the command line of git for a repository."""
    return ["git", "--no-replace-objects", "-C", str(repository), *arguments]


def plain_environment(env: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment without what a git hook was given, which names another repository."""
    kept = {name: value for name, value in env.items() if not name.startswith("GIT_") or "_CONFIG_" in name}
    return kept | {"LC_ALL": "C.UTF-8", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
