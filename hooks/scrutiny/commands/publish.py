"""``scrutiny publish``: a commit becomes the site that readers see, or nothing changes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from scrutiny.commands.today import today
from scrutiny.commands.told import release_told, tell
from scrutiny.release import WAIT, Request, number_of, publish_release, read_live
from scrutiny.release.folder import Folder
from scrutiny.stage import HOME_ZONE


class Instant(click.ParamType[datetime]):
    """An instant with its zone, or in London."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read an instant such as 2026-05-03T00:05."""
        if isinstance(value, datetime):
            return value
        try:
            read = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day and time — write it like 2026-05-03T00:05", param, ctx)
        return read if read.tzinfo else read.replace(tzinfo=HOME_ZONE)


@click.command(name="publish")
@click.option("--to", required=True, type=click.Path(path_type=Path), help="The folder of the releases.")
@click.option(
    "--repository", default=".", type=click.Path(path_type=Path), help="The git repository; this folder by default."
)
@click.option("--commit", default="HEAD", help="The commit, branch or tag to publish; HEAD by default.")
@click.option("--as-of", type=Instant(), help="For which instant to build, such as 2026-05-03T00:05; now by default.")
@click.option("--wait", default=WAIT, type=click.FloatRange(min=0), help="Seconds to wait for another publisher.")
@click.option("--accept-size", is_flag=True, help="Publish also a site that is much smaller or larger than before.")
@click.option(
    "--history-was-rewritten", is_flag=True, help="Publish also a commit that does not follow the one that is live."
)
@click.option(
    "--unless-rolled-back", is_flag=True, help="Do nothing while a release is live that was gone back to by hand."
)
def command(
    to: Path,
    repository: Path,
    commit: str,
    as_of: datetime | None,
    wait: float,
    *,
    accept_size: bool,
    history_was_rewritten: bool,
    unless_rolled_back: bool,
) -> None:
    """Publish a commit: build it aside, test it, and let readers see it, in one step.

    Only what is committed is published. The last line says what readers see now. Ends with 0 where the commit is live,
    with 1 where it was refused, and then nothing has changed.
    """
    now = today()
    request = Request(to, repository, commit, as_of or now, now, wait, accept_size, history_was_rewritten)
    with release_told(to):
        if unless_rolled_back and (live := read_live(Folder(to.resolve()))) and live.instead_of:
            click.echo(
                f"Nothing was changed: {live.words} is live because somebody went back to it from release "
                f"{number_of(live.instead_of)}."
            )
            return
        head = publish_release(request, tell)
        click.echo(
            f"Live now: {head.words}, from commit {head.commit[:8]}, with {head.counts.records:,} records on "
            f"{head.counts.pages:,} pages."
        )
