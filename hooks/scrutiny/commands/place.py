"""Where the record lies, for every command: the folder that was named, or the project around the present folder."""

from __future__ import annotations

from pathlib import Path

import click

PROJECT = "mkdocs.yml"
"""The file by which the folder of the project is known."""


def project_folder(start: Path | None = None) -> Path:
    """Return the nearest folder upwards that has ``mkdocs.yml``; raise a usage error where there is none."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / PROJECT).is_file():
            return folder
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
        raise click.UsageError(f"there is no folder {folder}. Name the folder of the record with --content.")
    return folder


content_option = click.option(
    "--content",
    envvar="SCRUTINY_CONTENT",
    type=click.Path(path_type=Path),
    help="The folder of the record, where it is not content/ of the project.",
)
"""The option by which every command that reads the record is told where it lies."""
