"""``scrutiny check --fix``: shows what can be mended in one way only, asks, and writes it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import click
from pydantic import BaseModel

from scrutiny.address import FOLDERS
from scrutiny.check.personal import conceal, conceal_lines
from scrutiny.check.withheld import is_meant_public
from scrutiny.load import read_document
from scrutiny.load.content import load_content
from scrutiny.load.placed import REMOVED, SHARED
from scrutiny.load.text import LARGEST_FILE
from scrutiny.mend import Mended, mended
from scrutiny.model import Authority, Removals
from scrutiny.problem import counted
from scrutiny.write import difference, save_over

_IN_A_FOLDER = 3


class _Mending(NamedTuple):
    """A file and what would become of it."""

    path: Path
    name: str
    raw: bytes
    """Its bytes as they were when they were mended."""
    mended: Mended


def fix_content(folder: Path, wanted: tuple[str, ...], *, yes: bool) -> None:
    """Mend the files of the record that are ``wanted`` (names as problems print them; none means all).

    Shows every difference before anything is written. Writes only with ``yes``, or where somebody at a terminal says
    so; a file that is changed by somebody else in between is left as it is.
    """
    found, left_alone = [], []
    for path, name in _files(folder, wanted):
        raw = _bytes_of(path)
        if raw is None:
            continue
        result = mended(raw, name, _model_of(name))
        if not result.mends:
            continue
        if _may_be_written(path):
            found.append(_Mending(path, name, raw, result))
        else:
            left_alone.append(f"{name} may not be written: it could be mended, but is left as it is.")
    for each in found:
        _say(_shown(each))
    for sentence in left_alone:
        _say(sentence)
    if not found:
        _say("Nothing to mend that has only one possible cure.\n")
        return
    number = sum(len(each.mended.mends) for each in found)
    changes, files = counted(number, "change"), counted(len(found), "file")
    these = "this change" if number == 1 else f"these {number:,} changes"
    if not yes and not _is_at_a_terminal():
        _say(f"Nothing is written: add --yes to write {these} to {files}.\n")
        return
    if not yes and not click.confirm(f"Write {these} to {files}?", default=False, err=_is_for_a_program()):
        _say("Nothing is written.\n")
        return
    written = [each for each in found if _is_written(each)]
    number = sum(len(each.mended.mends) for each in written)
    changes, files = counted(number, "change"), counted(len(written), "file")
    _say(f"{changes} written to {files}.\n")


def _files(folder: Path, wanted: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """Yield the files of the record that were read, which are ordinary ones; those of unknown place are left alone."""
    for name in sorted(document.name for document in load_content(folder).documents.values()):
        if not wanted or any(name == each or name.startswith(f"{each}/") for each in wanted):
            yield folder / name.partition("/")[2], name


def _bytes_of(path: Path) -> bytes | None:
    """Read an ordinary file of ordinary size without following a link; None for anything else."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            raw = file.read(LARGEST_FILE + 1)
    except OSError:
        return None
    return raw if len(raw) <= LARGEST_FILE else None


def _may_be_written(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & stat.S_IWUSR)
    except OSError:  # it went while it was looked at
        return False


def _model_of(name: str) -> type[BaseModel] | None:
    """Return what a file should hold, by its place in the record."""
    parts = name.split("/")[1:]
    if parts[0] == "shared":
        return SHARED.get(parts[-1])
    if len(parts) == _IN_A_FOLDER:
        return FOLDERS.get(parts[1])
    return Removals if parts[-1] == REMOVED else Authority


def _shown(each: _Mending) -> str:
    """Return the difference of a file and what is mended in it, in words.

    What tells of a person is masked in it. Of a record that is not public only somebody at a terminal sees the
    words: other output may end in a public log.
    """
    if not _is_at_a_terminal() and not is_meant_public(read_document(each.raw, each.name)):
        number = counted(len(each.mended.mends), "change")
        return f"{each.name}: {number}, not shown here, because the record is not public.\n"
    before, after = (_visible(conceal_lines(text)) for text in (each.mended.before, each.mended.text))
    lines = [difference(before, after, each.name) or each.name]
    for mend in each.mended.mends:
        where = f"line {mend.place.line}: " if mend.place.line else ""
        lines.append(_visible(f"  {where}{conceal(mend.what)}"))
    return "\n".join([*lines, ""])


def _visible(text: str) -> str:
    """Show what could steer a terminal, or cannot be seen, as U+FFFD, and spaces that only look like one as ␣."""
    return "".join(_sign(letter) for letter in text)


def _sign(letter: str) -> str:
    if letter in "\n\t" or letter.isprintable():
        return letter
    return "␣" if letter.isspace() and letter not in "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029" else "\ufffd"


def _is_written(each: _Mending) -> bool:
    """Write a mended file, unless somebody else has changed it, or it cannot be written."""
    if _bytes_of(each.path) != each.raw:
        _say(f"{each.name} was changed meanwhile and is left as it is: run the command again.")
        return False
    try:
        save_over(each.path, each.mended.raw)
    except OSError as error:
        _say(f"{each.name} cannot be written ({error.strerror}) and is left as it is.")
        return False
    return True


def _is_at_a_terminal() -> bool:
    streams: Sequence[object] = (sys.stdin, sys.stderr if _is_for_a_program() else sys.stdout)
    return all(getattr(stream, "isatty", bool)() for stream in streams)


def _is_for_a_program() -> bool:
    """Tell whether the output is read by a program, which must find nothing else in it."""
    context = click.get_current_context(silent=True)
    return context is not None and context.params.get("form", "text") != "text"


def _say(text: str) -> None:
    click.echo(text, err=_is_for_a_program())
