"""Where the record lies, for every command: the folder that was named, or the project around the present folder."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

NAME = "scrutiny"
"""The name of the program."""

PROJECT = "mkdocs.yml"
"""The file by which the folder of the project is known."""


def program() -> str:
    """Return the program as the officer typed it, for commands named in messages: they have to work when typed again.

    ``scrutiny`` where the PATH leads to it; otherwise its path, from the present folder where it lies below, such as
    ``.venv/bin/scrutiny``.
    """
    typed = Path(os.path.abspath(sys.argv[0]))  # noqa: PTH100  a link is named itself
    if typed.stem.casefold() != NAME:  # run in another way, such as by a test
        return NAME
    found = shutil.which(NAME)
    # Windows adds an ending to what is typed.
    if found and Path(os.path.abspath(found)).with_suffix("") == typed.with_suffix(""):  # noqa: PTH100  as above
        return NAME
    here = Path.cwd()
    shown = str((typed.relative_to(here) if typed.is_relative_to(here) else typed).with_suffix(""))
    if os.sep not in shown:
        shown = os.path.join(os.curdir, shown)  # noqa: PTH118  a Path drops the point
    return f'"{shown}"' if " " in shown else shown


def project_around(place: Path) -> Path | None:
    """Return the folder of the project around a file or folder, which need not exist; None where it is in none."""
    here = place.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / PROJECT).is_file()), None)


def published_folder(place: Path) -> Path | None:
    """Return the folder of the project around a place whose files all go onto the site; None outside a project."""
    project = project_around(place)
    return project / "docs" if project else None


def schema_of(file: Path, kind: str) -> str:
    """Return the way from a file to the schema by which editors know its kind; empty where there is none."""
    place = file.parent.resolve()
    published = published_folder(place)
    schema = published / "schemas" / f"{kind}.schema.json" if published else None
    return Path(os.path.relpath(schema, place)).as_posix() if schema and schema.is_file() else ""


def project_folder() -> Path:
    """Return the folder of the project around the present folder; raise a usage error where there is none."""
    if project := project_around(Path.cwd()):
        return project
    raise click.UsageError(
        f"this is not the folder of the project: there is no {PROJECT} here or above. "
        "Go there first (cd FOLDER), or name the folder of the record with --content."
    )


def content_folder(given: Path | None) -> Path:
    """Return the folder of the record: ``given``, otherwise ``content`` in the project.

    Raises a usage error where there is no such folder.
    """
    folder = given or project_folder() / "content"
    if not folder.is_dir():
        raise click.UsageError(
            f"there is no folder {folder}. Name the folder of the record with --content or in SCRUTINY_CONTENT."
        )
    return folder


def repository_around(place: Path) -> str:
    """Return who can read the repository around a place, as ``withheld_in_public`` asks it: unknown counts as public.

    Outside a project SCRUTINY_REPOSITORY may say it, as it does in ``mkdocs.yml``.
    """
    # Reading settings takes all the models, for which the other commands need not wait.
    from scrutiny.load.settings import PUBLIC, UnreadableSettingsError, read_settings, repository_of  # noqa: PLC0415

    project = project_around(place)
    try:
        said = read_settings(project, os.environ).repository if project else os.environ.get("SCRUTINY_REPOSITORY", "")
    except UnreadableSettingsError:
        return PUBLIC
    return repository_of(said, os.environ)


content_option = click.option(
    "--content",
    envvar="SCRUTINY_CONTENT",
    type=click.Path(path_type=Path),
    help="The folder of the record, where it is not content/ of the project.",
)
"""The option by which every command that reads the record is told where it lies."""
