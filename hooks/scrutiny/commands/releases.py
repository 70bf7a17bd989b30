"""``scrutiny releases``: which releases are kept, and which one readers see."""

from __future__ import annotations

from pathlib import Path

import click

from scrutiny.commands.today import today
from scrutiny.commands.told import release_told, tell
from scrutiny.problem import counted
from scrutiny.release import WAIT, forget_earlier, kept_releases
from scrutiny.release.standing import standing


@click.command(name="releases")
@click.option("--to", required=True, type=click.Path(path_type=Path), help="The folder of the releases.")
@click.option("--forget-earlier", is_flag=True, help="Delete all but the live one, as after a redaction.")
@click.option("--yes", is_flag=True, help="With --forget-earlier: delete without asking.")
@click.option("--wait", default=WAIT, type=click.FloatRange(min=0), help="Seconds to wait for another publisher.")
def command(to: Path, wait: float, *, forget_earlier: bool, yes: bool) -> None:
    """List the releases that are kept, oldest first.

    They are copies of earlier sites. After words had to be taken out of the record, delete them with --forget-earlier.
    """
    if yes and not forget_earlier:
        raise click.UsageError("--yes goes only with --forget-earlier.")
    with release_told(to):
        if forget_earlier:
            _forget(to, wait, yes=yes)
        for kept in kept_releases(to):
            state = "live" if kept.is_live else "" if kept.was_live else "never live"
            head = kept.head
            click.echo(
                f"{head.words}, commit {head.commit[:8]}, {head.counts.pages:,} pages{', ' if state else ''}{state}"
            )
        head_now = standing(to)
        click.echo(f"Live now: {head_now.words}." if head_now else "Nothing is live.")


def _forget(to: Path, wait: float, *, yes: bool) -> None:
    others = sum(not kept.is_live for kept in kept_releases(to))
    if others and not yes:
        click.confirm(
            f"Delete {counted(others, 'release')} for good? After that there is nothing to go back to.", abort=True
        )
    deleted = forget_earlier(to, tell, now=today(), wait=wait)
    click.echo(f"{counted(deleted, 'earlier release')} deleted.", err=True)
