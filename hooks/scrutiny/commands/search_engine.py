"""``scrutiny search-engine``: the published tables, in the form that PostgreSQL or OpenSearch takes in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from scrutiny.open_data.bulk import NotTheTablesError, Tables, bulk_lines, index_settings, opened, statements


@click.group(name="search-engine")
def command() -> None:
    """Print the published tables in the form that a search engine takes in.

    FILE is the published SQLite file, data/v1/tables/scrutiny.sqlite of a site.
    """


@command.command(name="postgresql")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def postgresql(file: Path) -> None:
    """Print a script for psql, which fills the schema "scrutiny"."""
    _print(file, statements)


@command.command(name="opensearch")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def opensearch(file: Path) -> None:
    """Print the lines for the bulk interface of OpenSearch, two for each part of the record."""
    _print(file, bulk_lines)


@command.command(name="opensearch-index")
def opensearch_index() -> None:
    """Print the settings of the index that takes them in."""
    click.echo(index_settings(), nl=False)


def _print(file: Path, lines: Callable[[Tables], Iterator[str]]) -> None:
    """Print what is made of a file, in UTF-8 whatever the terminal has: programs read it."""
    try:
        with opened(file) as tables:
            for line in lines(tables):
                sys.stdout.buffer.write(line.encode())
    except NotTheTablesError as error:
        raise click.ClickException(f"{error}.") from error
