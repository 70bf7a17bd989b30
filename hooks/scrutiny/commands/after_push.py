"""After a push: one publishing after the other, in the background, while the pusher looks on for a while."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from scrutiny.commands.repository import Repository, printable, without_git

LAST = "last-publishing.txt"
"""The file in the repository with all that the last publishing said."""

ENDED = "The publishing ended with code "
"""How its last line begins; without that line it goes on, or was broken off."""

PATIENCE = 60.0
"""For how many seconds a push shows the publishing, where ``scrutiny.patience`` says nothing else."""

LOOK = 0.2
"""Seconds between two looks at what the publishing says."""

SHOWN_OF_LAST = 3
"""How many of its last lines are shown of a publishing that failed."""


def own_command() -> list[str]:
    """Return the command by which this program was started, to start it again."""
    started = Path(sys.argv[0])
    return [str(started.resolve())] if started.stem == "scrutiny" else [sys.executable, "-m", "scrutiny"]


def start(repository: Repository, commit: str) -> None:
    """Begin to publish a pushed commit, and show the pusher how it goes on, as long as their patience lasts."""
    with tempfile.TemporaryFile("ab") as said:
        # A session of its own: the publishing goes on when the pusher goes away, and git waits for none of its files.
        publishing = subprocess.Popen(  # noqa: S603  no shell
            [*own_command(), "receive", "publish", "--pushed", commit],
            cwd=repository.folder,
            env=without_git(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        shown, until = 0, time.monotonic() + float(repository.setting("patience") or PATIENCE)
        while True:
            code = publishing.poll()
            shown = _show(said.fileno(), shown, whole=code is not None)
            if code is not None or time.monotonic() > until:
                break
            time.sleep(LOOK)
    if code is None:
        click.echo(
            "Your push was taken in, and the publishing goes on without you. How it ends is told at the next push, "
            f"and stands on the server in {repository.folder / LAST}."
        )
    elif code:
        click.echo(
            "Your push was taken in, but publishing it failed, and the site is as it was. Tell whoever looks after the "
            f"server; what happened stands there in {repository.folder / LAST}."
        )


def _show(file: int, shown: int, *, whole: bool) -> int:
    """Print what was said since ``shown`` bytes, in whole lines; return how much is shown now."""
    # pread() leaves alone the place at which the publishing writes, which is the same for both.
    news = b""
    while part := os.pread(file, 65536, shown + len(news)):
        news += part
    if not whole:
        news = news[: news.rfind(b"\n") + 1]
    if news:
        click.echo(printable(news.decode("utf-8", "replace")).rstrip("\n"))
    return shown + len(news)


def publish(repository: Repository, pushed: str) -> int:
    """Publish the branch as it stands; return the exit code of "scrutiny publish".

    One at a time. A push that has gone out with a later one, while it waited, needs nothing more.
    """
    with _turn(repository):
        if pushed and _is_live(repository, pushed):
            click.echo("Your push is on the site already: it went out together with another one.")
            return 0
        with (repository.folder / LAST).open("w", encoding="utf-8") as said:
            running = subprocess.Popen(  # noqa: S603  no shell
                [
                    *(*own_command(), "publish", "--to", str(repository.published)),
                    *("--repository", str(repository.folder), "--commit", repository.reference),
                    # Only people undo what somebody went back to by hand; the timer does not.
                    *(() if pushed else ("--unless-rolled-back",)),
                ],
                env=without_git() | dict(_given(repository)),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
            for line in running.stdout or ():
                click.echo(printable(line), nl=False)
                said.write(printable(line))
                said.flush()
            code = running.wait()
            said.write(f"{ENDED}{code}.\n")
    return code


def _given(repository: Repository) -> Iterator[tuple[str, str]]:
    """Yield what the site is told besides its settings."""
    for name, setting in (("SITE_URL", "address"), ("CORRECTIONS_MAILBOX", "corrections")):
        if value := repository.setting(setting):
            yield name, value


def _is_live(repository: Repository, commit: str) -> bool:
    try:
        live = json.loads((repository.published / "state" / "live.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(live, dict) and repository.contains(commit, str(live.get("commit", "")))


@contextmanager
def _turn(repository: Repository) -> Iterator[None]:
    """Wait until no other push is being published."""
    import fcntl  # noqa: PLC0415  not on Windows, where no server is

    with (repository.folder / "publishing.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            click.echo("An earlier push is being published; yours is next.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def how_the_last_one_failed(repository: Repository) -> str:
    """Return the last lines of the last publishing where it failed or was broken off; empty otherwise."""
    import fcntl  # noqa: PLC0415  as above

    try:
        lines = (repository.folder / LAST).read_text("utf-8", "replace").splitlines()
        lock = (repository.folder / "publishing.lock").open("r")
    except OSError:
        return ""
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return ""  # it goes on
    if not lines or not lines[-1].startswith(ENDED):
        return printable("\n".join([*lines[-SHOWN_OF_LAST:], "It was broken off."]))
    return "" if lines[-1] == f"{ENDED}0." else printable("\n".join(lines[-SHOWN_OF_LAST - 1 : -1]))
