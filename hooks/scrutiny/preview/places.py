"""Which record, or which list that councils share, the file of a problem holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from scrutiny.address import AUTHORITY_NAME, FOLDERS, RESERVED
from scrutiny.load.placed import SHARED
from scrutiny.model.base import SLUG
from scrutiny.problem import Problem

SHARED_IDS = {
    f"shared/{file}": (file.removesuffix(".yml"), *(("scales",) if file == "frameworks.yml" else ())) for file in SHARED
}
"""Each shared file as documents name it, and what the register holds of it."""


def ids_of(problems: Iterable[Problem]) -> set[str]:
    """Return the ids of the files that problems are in; a file that is no record's has none."""
    return {id_ for problem in problems if (id_ := id_of(problem.place.file))}


def id_of(file: str) -> str:
    """Return the id of the record, or of the shared list, that a problem's file holds; empty for any other file."""
    parts = PurePosixPath(file).parts[1:]  # the first is the content folder itself
    if len(parts) == 2 and (id_ := "/".join(parts)) in SHARED_IDS:  # noqa: PLR2004  shared/<file>
        return id_
    authority, name = parts[0] if parts else "", parts[-1].removesuffix(".yml") if parts else ""
    if not (AUTHORITY_NAME.fullmatch(authority) and SLUG.fullmatch(name)) or authority in RESERVED:
        return ""
    if parts[1:] == ("authority.yml",):
        return authority
    is_record = len(parts) == 3 and parts[1] in FOLDERS and parts[2].endswith(".yml")  # noqa: PLR2004  authority/kind/file
    return f"{authority}/{parts[1]}/{name}" if is_record else ""


def folder_of(file: str) -> str:
    """Return the folder below the content folder that a problem's file is in; empty where it is in none."""
    parts = PurePosixPath(file).parts
    return parts[1] if len(parts) > 1 else ""
