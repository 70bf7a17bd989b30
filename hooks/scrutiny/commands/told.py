"""What the commands about releases say: progress as it goes on, and at the end, whatever happens, what is live."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from scrutiny.release import BuildFailed, Refused, disk_refused, standing_words
from scrutiny.release.standing import standing

REFUSED, FAULT, STOPPED = 1, 3, 130


def tell(line: str) -> None:
    """Show a line of progress, at once, beside what the command has to say in the end."""
    click.echo(line, err=True)


@contextmanager
def release_told(to: Path) -> Iterator[None]:
    """Turn what ends a run into words; the last line on the output says what readers see now.

    A run that is ended from outside is ended in order, as by Ctrl-C.
    """
    before = _live_release(to)
    for ending in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(ending, _stop)
    try:
        yield
    except Refused as refused:
        _end(to, before, str(refused), REFUSED)
    except BuildFailed as failed:
        _end(
            to,
            before,
            f"{failed}\nThe record is in order; a template, a hook or a page written by hand is at fault.",
            FAULT,
        )
    except OSError as error:
        _end(to, before, str(disk_refused(error)), REFUSED)
    except (KeyboardInterrupt, click.Abort):
        _end(to, before, "Stopped.", STOPPED)
    except Exception as fault:
        tell(f"This is a fault of the program: {type(fault).__name__}: {fault}")
        click.echo(standing_words(to, before))
        raise


def _live_release(to: Path) -> str | None:
    try:
        head = standing(to)
    except (Refused, OSError):
        return None
    return head.release if head else None


def _end(to: Path, before: str | None, why: str, code: int) -> None:
    tell(why)
    click.echo(standing_words(to, before))
    click.get_current_context().exit(code)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
