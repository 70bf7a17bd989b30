"""``scrutiny receive``: what a server does with a push. The git hooks made by ``scrutiny setup-server`` run it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from scrutiny.commands import after_push
from scrutiny.commands.repository import Push, Repository, printable, pushes

REFUSED = 1
"""The exit code by which git refuses the whole push."""

AS_IT_WAS = "Nothing was published, and the site is as it was."
"""What is live after a push that was refused."""


@click.command(name="receive")
@click.argument("step", type=click.Choice(["check", "start", "publish"]), default="check")
@click.option("--pushed", "commit", default="", help="With publish: the commit for which it is done.")
@click.pass_context
def command(ctx: click.Context, step: str, commit: str) -> None:
    """Take in a push on the server that publishes.

    Not to be typed: the hooks of the repository run it. "check" reads what git says is pushed and refuses it where the
    record has a problem; "start" begins to publish it; "publish" publishes the branch as it stands, for the timer too.
    """
    repository = Repository.here()
    if step == "publish":
        ctx.exit(after_push.publish(repository, commit))
    ours = [push for push in pushes(sys.stdin) if push.reference == repository.reference]
    for push in ours:
        if step == "start":
            after_push.start(repository, push.new)
        elif not _is_taken(repository, push):
            ctx.exit(REFUSED)


def _is_taken(repository: Repository, push: Push) -> bool:
    """Tell the pusher what is wrong with a push, or that it will be published; return which."""
    # Reading a record takes many modules, for which the other two steps need not wait.
    from scrutiny.clock import as_of  # noqa: PLC0415
    from scrutiny.commands import earlier, pushed  # noqa: PLC0415
    from scrutiny.problem import counted, report  # noqa: PLC0415

    if last := after_push.how_the_last_one_failed(repository):
        click.echo(
            f"The publishing before this one failed, and the site is older than the record. It ended so:\n{last}\n"
        )
    try:
        pushed.refuse_unfit(repository, push)
        with tempfile.TemporaryDirectory(prefix="scrutiny-") as folder:
            pushed.export(repository, push.new, Path(folder))
            ledger = repository.published / "state" / "ledger.jsonl"
            known = ledger.read_text("utf-8") if ledger.exists() else ""
            problems, files = pushed.problems_in(Path(folder), known, as_of())
            left = [] if problems or push.makes else earlier.in_earlier_commits(repository, push, Path(folder))
    except pushed.UnfitError as refusal:
        click.echo(f"{printable(str(refusal))}\n{AS_IT_WAS}")
        return False
    if problems:
        click.echo(printable(report(problems)))
        click.echo(f"{AS_IT_WAS} Mend what is listed above, commit, and push again.")
        if not push.makes and any(problem.rule in earlier.IN_NO_COMMIT for problem in problems):
            click.echo(f"A further commit would keep the old words for whoever reads the history. {_anew(push)}")
        click.echo(f'"scrutiny explain {problems[0].rule}" tells more about the first one.')
        return False
    if left:
        click.echo(printable(report(left)))
        click.echo(
            f"{AS_IT_WAS} The record is good now, but what is listed above stands in an earlier commit of this push, "
            f"where whoever reads the history would find it. {_anew(push)}"
        )
        return False
    if pushed.is_overtaken(repository, push):
        click.echo(
            "Somebody else pushed at the same moment, and theirs came first. Nothing of yours is lost, and nothing of "
            "it was published: take theirs into your copy (git pull --rebase), and push again."
        )
        return False
    click.echo(f"The record is good ({counted(files, 'file')}): it will be published.")
    return True


def _anew(push: Push) -> str:
    """Say how commits that were not taken in become one."""
    return (
        "So make one commit of all that you did since your last push:\n"
        f"  git reset --soft {push.old[:12]}\n"
        "  git add content docs\n"
        '  git commit -m "What you changed"\n'
        "  git push"
    )
