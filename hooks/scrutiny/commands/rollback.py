"""``scrutiny rollback``: readers see an earlier release again."""

from __future__ import annotations

from pathlib import Path

import click

from scrutiny.commands.today import today
from scrutiny.commands.told import release_told, tell
from scrutiny.release import WAIT, roll_back


@click.command(name="rollback")
@click.argument("release", default="")
@click.option("--to", required=True, type=click.Path(path_type=Path), help="The folder of the releases.")
@click.option("--wait", default=WAIT, type=click.FloatRange(min=0), help="Seconds to wait for another publisher.")
@click.option("--even-withdrawn", is_flag=True, help="Also where it shows again what was withdrawn since then.")
def command(release: str, to: Path, wait: float, *, even_withdrawn: bool) -> None:
    """Let readers see an earlier RELEASE again, by its number; by default the one before.

    Nothing is built. The next "scrutiny publish" publishes as always: mend the record before that.
    """
    with release_told(to):
        head = roll_back(to, release, tell, now=today(), wait=wait, even_withdrawn=even_withdrawn)
        click.echo(f"Live now: {head.words}, from commit {head.commit[:8]}.")
