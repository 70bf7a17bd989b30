"""The content folder as a register: every file read, in sorted order, every problem kept.

It is read whole, or as a survey parts it: what is shared first, then one unit after the other.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from scrutiny.address import Address
from scrutiny.load.document import Document
from scrutiny.load.given import with_short_names
from scrutiny.load.names import ALIASES
from scrutiny.load.placed import SHARED_FOLDER, Placed, placed_at, placed_files, whole_file
from scrutiny.load.reader import read_document
from scrutiny.load.shape import validate
from scrutiny.load.sharing import share_names
from scrutiny.load.survey import ContentChangedError, Survey, Unit, hash_of
from scrutiny.model import Bodies, Frameworks, Offices, Record, Removal, Removals, Terms, Themes
from scrutiny.problem import Problem
from scrutiny.register import Register, Shared

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


def load_shared(survey: Survey, before: Loaded | None = None) -> Loaded:
    """Read what councils share: the shared files, and the ``authority.yml`` of every authority.

    The problems are those of the shared files and of files that are out of place; those of an authority are told with
    its unit. A folder without any record is in no unit, and is read here as a whole. With an earlier reading,
    ``before``, the authority of a file whose bytes are the same is taken from there.
    """
    if not survey.units:
        return load_content(survey.folder)
    loaded, authorities = Loaded(problems=list(survey.problems)), Loaded()
    with no_search_for_cycles():
        read = _read_all(_placed(survey, (SHARED_FOLDER,)), loaded, Loaded(), survey)
        files = (placed_at(survey.folder, name) for name in survey.files if name in survey.files[name])
        read |= _read_all(files, authorities, before or Loaded(), survey)
        loaded.documents |= authorities.documents
        return _finished(loaded, read)


def load_unit(survey: Survey, unit: Unit, shared: Loaded, before: Loaded | None = None) -> Loaded:
    """Read the records of some authorities, beside what councils share. The problems are those of their files alone.

    With an earlier reading, ``before``, the record of a file whose bytes are the same is taken from there.

    Raises ContentChangedError if a file is another than when it was surveyed.
    """
    of_all = {id_: each for id_, each in shared.documents.items() if id_.startswith(f"{SHARED_FOLDER}/")}
    loaded = Loaded(Register({}, shared.register.shared), of_all)
    with no_search_for_cycles():
        read = _read_all(_placed(survey, unit), loaded, _known(shared, before), survey)
        loaded.problems.extend(_orphans(survey.folder, loaded.documents))
        return _finished(loaded, read)


def _load(folder: Path, before: Loaded) -> Loaded:
    loaded = Loaded()
    read = _read_all(placed_files(folder, loaded.problems), loaded, before)
    if not any(isinstance(each, Record) for each in read.values()) and not loaded.problems:
        loaded.problems.append(
            whole_file(folder.name, "there are no records here", "refusing to build an empty site", "no-records")
        )
    loaded.problems.extend(_orphans(folder, loaded.documents))
    return _finished(loaded, read)


def _known(shared: Loaded, before: Loaded | None) -> Loaded:
    """Return what need not be read again: authorities are read with what councils share."""
    if before is None:
        return shared
    records = before.register.records | shared.register.records
    return Loaded(Register(records), before.documents | shared.documents)


def _placed(survey: Survey, folders: Iterable[str]) -> Iterator[Placed]:
    """Yield the files of some folders as a survey found them."""
    for name in folders:
        for id_ in survey.files.get(name, ()):
            yield placed_at(survey.folder, id_)


def _finished(loaded: Loaded, read: dict[str, BaseModel]) -> Loaded:
    """Make a register of what was read; what is shared stays where none of it was read."""
    records = {id_: each for id_, each in sorted(read.items()) if isinstance(each, Record)}
    shared = _shared(read) if any(id_.startswith(f"{SHARED_FOLDER}/") for id_ in read) else loaded.register.shared
    loaded.register = Register(records, shared, _removed(loaded.removals))
    loaded.problems = with_short_names(loaded.problems, loaded.documents, loaded.register)
    return loaded


def _read_all(
    files: Iterable[Placed], loaded: Loaded, before: Loaded, survey: Survey | None = None
) -> dict[str, BaseModel]:
    """Read files one by one; return by id what each good one holds, but for those of removed records."""
    read: dict[str, BaseModel] = {}
    for file in files:
        part = _read(file, loaded, before, survey)
        if file.kind is Removals:
            document = loaded.documents.pop(file.id, None)
            if document and isinstance(part, Removals):
                loaded.removals[file.authority] = document, part
        elif part is not None:
            read[file.id] = part
    return read


def _shared(read: dict[str, BaseModel]) -> Shared:
    frameworks = _one(read, "shared/frameworks.yml", Frameworks)
    return Shared(
        frameworks=frameworks.frameworks,
        scales=frameworks.scales,
        themes=_one(read, "shared/themes.yml", Themes).themes,
        offices=_one(read, "shared/offices.yml", Offices).offices,
        terms=_one(read, "shared/terms.yml", Terms).terms,
        bodies=_one(read, "shared/bodies.yml", Bodies).bodies,
    )


def _one(read: dict[str, BaseModel], name: str, model: type[Read]) -> Read:
    found = read.get(name)
    return found if isinstance(found, model) else model()


def _read(file: Placed, loaded: Loaded, before: Loaded, survey: Survey | None) -> BaseModel | None:
    try:
        raw = Path(file.path).read_bytes()
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        loaded.problems.append(whole_file(file.name, what, "", "unreadable"))
        return None
    if survey and hash_of(raw) != survey.files[file.authority][file.id]:
        raise ContentChangedError(file.name)
    if (earlier := before.documents.get(file.id)) and earlier.raw and earlier.raw == raw:
        known = before.register.records.get(file.id)
        if isinstance(known, file.kind):
            loaded.documents[file.id] = earlier
            return known
    document = read_document(raw, file.name)
    part, problems = validate(file.kind, document, ALIASES)
    loaded.problems.extend((*document.problems, *problems))
    loaded.documents[file.id] = document
    if part is not None:
        document.let_tree_go()
        share_names(part)
    return part


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
        yield whole_file(
            f"{folder.name}/{authority}/authority.yml",
            "the file is missing",
            "describe the authority in it",
            "no-authority",
        )
