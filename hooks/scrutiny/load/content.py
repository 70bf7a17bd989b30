"""The content folder as a register: every file read, in sorted order, every problem kept.

Whether a file belongs where it lies, and what it may be called, is decided here, because its path is its id.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from scrutiny.address import AUTHORITY_NAME, FOLDERS, RECORD_NAME, RESERVED, Address
from scrutiny.load.document import Document
from scrutiny.load.given import with_short_names
from scrutiny.load.names import ALIASES
from scrutiny.load.reader import read_document
from scrutiny.load.shape import validate
from scrutiny.load.sharing import share_names
from scrutiny.model import Authority, Bodies, Frameworks, Offices, Record, Removal, Removals, Terms, Themes
from scrutiny.problem import Place, Problem, closest
from scrutiny.register import Register, Shared

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

Read = TypeVar("Read", bound=BaseModel)


@dataclass
class Loaded:
    """What a content folder holds. Usable as a site only while ``problems`` is empty."""

    register: Register = field(default_factory=lambda: Register({}))
    documents: dict[str, Document] = field(default_factory=dict)
    """The file behind every record that was read, for the places of later problems; shared files by their path."""
    problems: list[Problem] = field(default_factory=list)
    removals: dict[str, tuple[Document, Removals]] = field(default_factory=dict)
    """The records of each authority that had to go, with the file that says so."""


def load_content(folder: Path, before: Loaded | None = None) -> Loaded:
    """Read every record below ``folder``. Never raises: what cannot be read is in ``problems``.

    With an earlier reading, ``before``, the record of a file whose bytes are the same is taken from there.
    """
    with no_search_for_cycles():
        return _load(folder, before or Loaded())


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Put off Python's search for dead objects that hold each other.

    Reading and checking leave none, and the search, which begins anew with every few hundred objects made, would go
    through all records read so far again and again: a fifth of the time of both. Afterwards what was made counts as
    old, or the next object made would begin a search through all of it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _load(folder: Path, before: Loaded) -> Loaded:
    loaded, records = Loaded(), dict[str, Record]()
    shared: dict[str, BaseModel] = {}
    for path, parts in _files(folder, folder.name, (), loaded.problems):
        name = _named(folder.name, parts)
        if parts[0] == "shared" and len(parts) == 2 and parts[1] in SHARED:  # noqa: PLR2004  shared/<file>
            if part := _read(path, name, SHARED[parts[1]], loaded, f"shared/{parts[1]}"):
                shared[parts[1]] = part
        elif parts[1:] == (REMOVED,) and AUTHORITY_NAME.fullmatch(parts[0]) and parts[0] not in RESERVED:
            _read_removals(path, name, parts[0], loaded)
        elif kind := _kind(parts, name, loaded.problems):
            address, model = kind
            record = _read(path, name, model, loaded, address.id, before)
            if record is not None:
                records[address.id] = record
    if not records and not loaded.problems:
        loaded.problems.append(
            _whole(folder.name, "there are no records here", "refusing to build an empty site", "no-records")
        )
    loaded.problems.extend(_orphans(folder, loaded.documents))
    loaded.register = Register(dict(sorted(records.items())), _shared(shared), _removed(loaded.removals))
    loaded.problems = with_short_names(loaded.problems, loaded.documents, loaded.register)
    return loaded


def _shared(read: dict[str, BaseModel]) -> Shared:
    frameworks = _one(read, "frameworks.yml", Frameworks)
    return Shared(
        frameworks=frameworks.frameworks,
        scales=frameworks.scales,
        themes=_one(read, "themes.yml", Themes).themes,
        offices=_one(read, "offices.yml", Offices).offices,
        terms=_one(read, "terms.yml", Terms).terms,
        bodies=_one(read, "bodies.yml", Bodies).bodies,
    )


def _one(read: dict[str, BaseModel], name: str, model: type[Read]) -> Read:
    found = read.get(name)
    return found if isinstance(found, model) else model()


def _files(
    folder: str | Path, root: str, parts: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Walk ordinary ``.yml`` files in sorted order; everything else becomes a problem and is never opened.

    Each comes with the parts of its path below the content folder, which problems call ``root``.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        problems.append(_whole(_named(root, parts), f"the folder cannot be read ({error.strerror})", "", "unreadable"))
        return
    for entry in entries:
        inside = (*parts, entry.name)
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, root, inside, problems)
        elif not entry.is_file(follow_symlinks=False):
            what, cure = "this is not an ordinary file", "put the file itself here, not a link"
            problems.append(_whole(_named(root, inside), what, cure, "not-a-file"))
        elif not entry.name.endswith(".yml"):
            what, cure = "files in this folder must end in .yml", "rename the file, or move it away"
            problems.append(_whole(_named(root, inside), what, cure, "not-yml"))
        else:
            yield Path(entry.path), inside


def _named(root: str, parts: tuple[str, ...]) -> str:
    """Write a path as problems print it; letters that are no text, or could steer a terminal, become U+FFFD."""
    return _printable("/".join((root, *parts) if root else parts) or ".")


def _printable(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def _whole(name: str, what: str, cure: str, rule: str) -> Problem:
    return Problem(Place(name), "", what, cure, rule)


def _kind(parts: tuple[str, ...], name: str, problems: list[Problem]) -> tuple[Address, type[Record]] | None:
    """Tell from a path what a file holds; note a problem where it belongs nowhere."""
    authority, stem = parts[0], parts[-1].removesuffix(".yml")
    if authority == "shared" or len(parts) == 1:
        meant = (
            "the files here are " + ", ".join(SHARED) if authority == "shared" else "put it into an authority's folder"
        )
        problems.append(_whole(name, "no record belongs here", meant, "unknown-folder"))
    elif not AUTHORITY_NAME.fullmatch(authority) or authority in RESERVED:
        taken = (
            "is a name of the site itself"
            if authority in RESERVED
            else "may have only small letters, digits and single hyphens"
        )
        problems.append(_whole(name, f"the folder “{_printable(authority)}” {taken}", "rename it", "bad-folder"))
    elif parts[1:] == ("authority.yml",):
        return Address(authority), Authority
    elif len(parts) != 3 or parts[1] not in FOLDERS:  # noqa: PLR2004  authority/kind/file
        guess = closest(parts[1], FOLDERS) if len(parts) > 1 else None
        meant = f"did you mean {authority}/{guess}?" if guess else f"records go into {authority}/" + ", ".join(FOLDERS)
        problems.append(_whole(name, "no record belongs here", meant, "unknown-folder"))
    elif not RECORD_NAME.fullmatch(stem):
        problems.append(
            _whole(
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


def _read(
    path: Path, name: str, model: type[Read], loaded: Loaded, id_: str, before: Loaded | None = None
) -> Read | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        loaded.problems.append(_whole(name, f"the file cannot be read ({error.strerror})", "", "unreadable"))
        return None
    if before and (earlier := before.documents.get(id_)) and earlier.raw and earlier.raw == raw:
        known = before.register.records.get(id_)
        if isinstance(known, model):
            loaded.documents[id_] = earlier
            return known
    document = read_document(raw, name)
    record, problems = validate(model, document, ALIASES)
    loaded.problems.extend((*document.problems, *problems))
    loaded.documents[id_] = document
    if record is not None:
        document.let_tree_go()
        share_names(record)
    return record


def _read_removals(path: Path, name: str, authority: str, loaded: Loaded) -> None:
    """Read the file of an authority's removed records, which is no record itself."""
    key = f"{authority}/{REMOVED}"
    removals = _read(path, name, Removals, loaded, key)
    if (document := loaded.documents.pop(key, None)) and removals:
        loaded.removals[authority] = document, removals


def _removed(removals: dict[str, tuple[Document, Removals]]) -> dict[str, tuple[Removal, ...]]:
    """Return the removed records by id, sorted, each with every time it went."""
    found: dict[str, tuple[Removal, ...]] = {}
    for authority, (_, file) in removals.items():
        for removal in file.removed:
            id_, _ = Address(authority).resolve(removal.record)
            found[id_] = (*found.get(id_, ()), removal)
    return dict(sorted(found.items()))


def _orphans(folder: Path, documents: dict[str, Document]) -> Iterator[Problem]:
    """Name every authority whose records have no ``authority.yml``."""
    authorities = {id_.split("/")[0] for id_ in documents if not id_.startswith("shared/")}
    for authority in sorted(authorities - documents.keys()):
        yield _whole(
            f"{folder.name}/{authority}/authority.yml",
            "the file is missing",
            "describe the authority in it",
            "no-authority",
        )
