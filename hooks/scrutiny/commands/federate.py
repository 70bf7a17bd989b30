"""``scrutiny federate``: the records of many sites as one content folder, of which one site is built."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from scrutiny.federation import NothingTakenError, State, Taken, federate, read_exports
from scrutiny.problem import counted, report

NOT_ALL = 1
"""The exit code where an export was not taken, or nothing was."""


@click.command(name="federate")
@click.argument("sources", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("federated"),
    show_default=True,
    help="The folder for the copies and the content.",
)
@click.pass_context
def command(ctx: click.Context, sources: Path, into: Path) -> None:
    """Take the published data of the sites that SOURCES names, verify it, and make one content folder of it.

    Nothing is used that differs by a byte from what its site has listed. An export with anything wrong is not taken:
    its last good copy stays, and the others go on. Ends with 1 where that happened; then somebody should look.
    """
    exports, problems = read_exports(sources)
    if problems:
        raise click.ClickException(f"Nothing was asked for.\n\n{report(problems)}")
    try:
        taken = federate(exports, sources.parent, into, _tell)
    except BlockingIOError as error:
        raise click.ClickException(f"Another scrutiny federate is still at work in {into}. Try again later.") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or into}: {os.strerror(error.errno or 0)}.") from error
    except NothingTakenError as error:
        raise click.ClickException(f"No export can be used, and what stands is unchanged.\n{error}") from error
    click.echo("\n".join(_told(taken)))
    content = into / "content"
    click.echo(f"\nThe content is in {content}. To build its site: SCRUTINY_CONTENT={content} mkdocs build")
    ctx.exit(NOT_ALL if any(each.why for each in taken) else 0)


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _told(taken: Sequence[Taken]) -> list[str]:
    """Tell what became of each export, those that somebody should look at last, and how many were in order."""
    bad = [each for each in taken if each.why]
    lines = [f"{each.export.name}: {each.state.value}" for each in taken if not each.why]
    lines += [f"{each.export.name}: {each.state.value}.\n    {each.why}" for each in bad]
    in_content = sum(each.state is not State.LEFT_OUT for each in taken)
    return [*lines, "", f"{counted(in_content, 'export')} in the content; {counted(len(bad), 'export')} not in order."]
