"""Where the files of a content folder lie: which belong there, and what each holds.

Whether a file belongs where it lies, and what it may be called, is decided here, because its path is its id.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from scrutiny.address import AUTHORITY_NAME, FOLDERS, RECORD_NAME, RESERVED, Address
from scrutiny.model import Authority, Bodies, Frameworks, Offices, Record, Removals, Terms, Themes
from scrutiny.problem import Place, Problem, closest

SHARED_FOLDER = "shared"
"""The folder of what councils share, beside those of the authorities."""

SHARED: dict[str, type[BaseModel]] = {
    "bodies.yml": Bodies,
    "frameworks.yml": Frameworks,
    "offices.yml": Offices,
    "terms.yml": Terms,
    "themes.yml": Themes,
}
"""The files of ``content/shared/``."""

REMOVED = "removed.yml"
"""The file of an authority that says which of its records had to go, and why."""


class Placed(NamedTuple):
    """A file that belongs where it lies."""

    path: str
    """Where it is on the disk."""
    name: str
    """Its path as problems print it."""
    authority: str
    """The folder it is in; ``shared`` is one."""
    id: str
    """The id of its record; the path below the content folder of a file that is no record."""
    kind: type[BaseModel]
    """What it holds."""


def placed_files(folder: Path, problems: list[Problem]) -> Iterator[Placed]:
    """Walk the files below ``folder`` that belong there, in sorted order; note a problem for every other."""
    for path, parts in _files(folder, folder.name, (), problems):
        if file := _placed(path, named(folder.name, parts), parts, problems):
            yield file


def placed_at(folder: Path, id_: str) -> Placed:
    """Return a file that the walk has found, by its id.

    Raises ValueError if no file has that id where it belongs.
    """
    below = id_ if id_.endswith(".yml") else Address.read(id_).path
    parts = tuple(below.split("/"))
    file = _placed(f"{folder}/{below}", named(folder.name, parts), parts, [])
    if file is None:
        raise ValueError(id_)
    return file


def _placed(path: str, name: str, parts: tuple[str, ...], problems: list[Problem]) -> Placed | None:
    authority, below = parts[0], "/".join(parts)
    if authority == SHARED_FOLDER and len(parts) == 2 and parts[1] in SHARED:  # noqa: PLR2004  shared/<file>
        return Placed(path, name, authority, below, SHARED[parts[1]])
    if parts[1:] == (REMOVED,) and AUTHORITY_NAME.fullmatch(authority) and authority not in RESERVED:
        return Placed(path, name, authority, below, Removals)
    if kind := _kind(parts, name, problems):
        address, model = kind
        return Placed(path, name, authority, address.id, model)
    return None


def _files(
    folder: str | Path, root: str, parts: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Walk ordinary ``.yml`` files in sorted order; everything else becomes a problem and is never opened.

    Each comes with the parts of its path below the content folder, which problems call ``root``.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        problems.append(
            whole_file(named(root, parts), f"the folder cannot be read ({error.strerror})", "", "unreadable")
        )
        return
    for entry in entries:
        inside = (*parts, entry.name)
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, root, inside, problems)
        elif not entry.is_file(follow_symlinks=False):
            what, cure = "this is not an ordinary file", "put the file itself here, not a link"
            problems.append(whole_file(named(root, inside), what, cure, "not-a-file"))
        elif not entry.name.endswith(".yml"):
            what, cure = "files in this folder must end in .yml", "rename the file, or move it away"
            problems.append(whole_file(named(root, inside), what, cure, "not-yml"))
        else:
            yield entry.path, inside


def named(root: str, parts: Sequence[str]) -> str:
    """Write a path as problems print it; letters that are no text, or could steer a terminal, become U+FFFD."""
    return _printable("/".join((root, *parts) if root else parts) or ".")


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def whole_file(name: str, what: str, cure: str, rule: str) -> Problem:
    """Return a problem of a file or folder as a whole."""
    return Problem(Place(name), "", what, cure, rule)


def _kind(parts: tuple[str, ...], name: str, problems: list[Problem]) -> tuple[Address, type[Record]] | None:
    """Tell from a path what a file holds; note a problem where it belongs nowhere."""
    authority, stem = parts[0], parts[-1].removesuffix(".yml")
    if authority == SHARED_FOLDER or len(parts) == 1:
        in_shared = authority == SHARED_FOLDER
        meant = "the files here are " + ", ".join(SHARED) if in_shared else "put it into an authority's folder"
        problems.append(whole_file(name, "no record belongs here", meant, "unknown-folder"))
    elif not AUTHORITY_NAME.fullmatch(authority) or authority in RESERVED:
        taken = (
            "is a name of the site itself"
            if authority in RESERVED
            else "may have only small letters, digits and single hyphens"
        )
        problems.append(whole_file(name, f"the folder “{_printable(authority)}” {taken}", "rename it", "bad-folder"))
    elif parts[1:] == ("authority.yml",):
        return Address(authority), Authority
    elif len(parts) != 3 or parts[1] not in FOLDERS:  # noqa: PLR2004  authority/kind/file
        guess = closest(parts[1], FOLDERS) if len(parts) > 1 else None
        meant = f"did you mean {authority}/{guess}?" if guess else f"records go into {authority}/" + ", ".join(FOLDERS)
        problems.append(whole_file(name, "no record belongs here", meant, "unknown-folder"))
    elif not RECORD_NAME.fullmatch(stem):
        problems.append(
            whole_file(
                name,
                f"the name “{_printable(stem)}” is not a year (or undated), then words of small letters, with hyphens",
                "call it like 2019-jtai.yml, or undated-jtai.yml when the source states no year; "
                "small letters, digits and single hyphens only",
                "bad-file-name",
            )
        )
    else:
        return Address(authority, parts[1], stem), FOLDERS[parts[1]]
    return None
