"""What was pushed: whether it may become the published branch, and the record in it."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from scrutiny.check import check_content, withheld_in_public
from scrutiny.commands.repository import Push, Repository, printable
from scrutiny.ledger import LedgerDamaged, lost_records, read_ledger
from scrutiny.load.content import load_content
from scrutiny.load.settings import PROJECT, UnreadableSettingsError, read_settings, repository_of
from scrutiny.problem import Problem
from scrutiny.release.refused import Refused
from scrutiny.release.repository import Repository as Source
from scrutiny.release.snapshot import entries, write_files
from scrutiny.stage import publishable, withheld

OFFICERS = ("content/", "docs/")
"""The folders that officers write in. Everything else is the program that publishes."""

NAMED_AT_MOST = 5
"""How many changed files of the program a refusal names."""


class UnfitError(Exception):
    """The push is refused, for the reason given, which the pusher reads."""


def refuse_unfit(repository: Repository, push: Push) -> None:
    """Raise UnfitError where a push may not become the published branch, whatever the record in it says."""
    branch = repository.branch
    if push.deletes:
        raise UnfitError(f"The branch {branch} is what the site is published from; it cannot be deleted.")
    if push.makes:
        if not repository.program_may_change:
            raise UnfitError(
                f"The server has no branch {branch} yet, and the first push brings the program that publishes. "
                f"Whoever looks after the server allows it there with: {_allow(repository)}"
            )
        return
    if not repository.contains(push.old, push.new):
        raise UnfitError(
            "What you push does not build on what the server has, and would undo the work of others. "
            "Take it into your copy first (git pull --rebase), and do not push with --force."
        )
    changed = repository.git("diff", "--name-only", "--no-renames", "-z", push.old, push.new).split(b"\0")
    program = [name for name in map(os.fsdecode, changed) if name and not name.startswith(OFFICERS)]
    if program and not repository.program_may_change:
        named = ", ".join(map(printable, program[:NAMED_AT_MOST])) + (" and more" * (len(program) > NAMED_AT_MOST))
        raise UnfitError(
            f"You may change {' and '.join(OFFICERS)}; this push also changes {named}. "
            "Take that out of your commits. Whoever looks after the server allows a change of the program there "
            f"with: {_allow(repository)}"
        )


def is_overtaken(repository: Repository, push: Push) -> bool:
    """Tell whether another push was taken in while this one was checked: git will refuse it, in words that are hard."""
    return not push.makes and repository.git("rev-parse", repository.reference).decode("ascii").strip() != push.old


def _allow(repository: Repository) -> str:
    return f"git --git-dir {repository.folder} config scrutiny.program allowed"


def export(repository: Repository, commit: str, folder: Path) -> None:
    """Write the files of a pushed commit into a folder, as a publishing would take them.

    Raises UnfitError where one is no ordinary file, or where there is no record.
    """
    pushed = Source(repository.folder, pushed=True)
    try:
        files = [
            file
            for file in entries(pushed, commit)
            if file.name.startswith(b"content/") or file.name == PROJECT.encode()
        ]
        write_files(pushed, files, folder)
    except Refused as refused:
        raise UnfitError(str(refused)) from refused
    if not (folder / "content").is_dir():
        raise UnfitError("There is no record in it: the folder content/ is missing or empty.")


def problems_in(folder: Path, ledger: str, as_of: datetime) -> tuple[list[Problem], int]:
    """Return every problem of an exported record at an instant, and the number of its files.

    ``ledger`` is the text of the addresses ever published. Raises UnfitError where it is damaged, or where nobody can
    tell who may read the repository.
    """
    loaded = load_content(folder / "content")
    try:
        settings = read_settings(folder, os.environ)
        known = read_ledger(ledger)
    except (UnreadableSettingsError, LedgerDamaged) as damage:
        raise UnfitError(f"{damage}. Tell whoever looks after the server.") from damage
    guarded = withheld_in_public(loaded, repository_of(settings.repository, os.environ))
    problems = sorted([*check_content(loaded), *guarded])
    if not problems:  # of a record that cannot be read, nobody can say that it is gone
        kept_back = withheld(loaded.register, as_of)
        problems = lost_records(known, publishable(loaded.register, as_of), kept_back)
    return problems, len(loaded.documents)
