"""The command line: ``scrutiny check``, ``scrutiny new`` and the rest. Each command is a module of this package.

Exit codes: 0 good; 1 the content has problems, or something asked for is not there; 2 the command was not used as
it can be; 3 a fault of this program.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Sequence

import click

from scrutiny.commands.place import program
from scrutiny.problem import did_you_mean

FAULT = 3
"""The exit code of a fault that is the program's own."""

COMMANDS = {
    "check": "Say what is wrong with the record, where, and how to mend it.",
    "explain": "Explain a rule of the checks.",
    "new": "Begin an inspection or a committee item.",
    "import": "Make a draft from minutes, or take in news from a tracker.",
    "export": "Write the tracker of actions for Excel.",
    "show": "Show a record: what leads to it and from it, and whether it is public.",
    "sources": "Ask whether the papers of the record are still where they were.",
    "schemas": "Write the schemas that editors use.",
    "search-engine": "Print the published tables in the form that PostgreSQL or OpenSearch takes in.",
    "federate": "Make one content of the published data of many sites, verified.",
    "publish": "Let readers see a commit: build it aside, test it, and put it in the place of the old site.",
    "rollback": "Let readers see an earlier release again.",
    "releases": "List the releases that are kept.",
    "setup-server": "Prepare a server that officers publish on with git push.",
    "receive": "Take in a push on that server; git runs it.",
}
"""Every command and what it does; its module has the same name."""


class Desk(click.Group):
    """The commands, each imported only when it is used: checking must not wait for Word and Excel."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click gives it
        """Name the commands, in the order in which an officer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  as above
        """Import the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        # A command whose name Python reserves has an underscore behind it.
        module = "import_" if cmd_name == "import" else cmd_name.replace("-", "_")
        command: click.Command = importlib.import_module(f"scrutiny.commands.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant; a usage error names the nearest one, or all of them."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            cure = did_you_mean(args[0], COMMANDS, "there are: " + ", ".join(COMMANDS))
            raise click.UsageError(f'there is no command "{args[0]}" — {cure}', ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  as above
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Desk, context_settings={"help_option_names": ["-h", "--help"]})
def desk() -> None:
    """Write, check and look up the record of council scrutiny.

    Run it in the folder of the project. With --help behind a command it explains that one.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process with its exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal of another encoding shows a letter it lacks as "?", and does not end the command by a key.
            stream.reconfigure(errors="replace")
    try:
        code = desk.main(arguments, prog_name=program(), standalone_mode=False)
    except click.ClickException as wrong_use:
        wrong_use.show()
        code = wrong_use.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; nothing was changed.", err=True)
        code = 130
    except BrokenPipeError:
        # Whoever reads the output has enough of it, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as fault:  # noqa: BLE001  whatever it is, an officer gets a sentence
        code = _own_fault(fault)
    sys.exit(code if isinstance(code, int) else 0)


def _own_fault(fault: Exception) -> int:
    """Say that the program is at fault, and what to send to those who can mend it."""
    if os.environ.get("SCRUTINY_DEBUG"):
        traceback.print_exception(fault)
    last = traceback.extract_tb(fault.__traceback__)[-1]
    click.echo(
        "This is a fault of the program, not of your files, and nothing was changed.\n"
        f"Tell whoever looks after it: {type(fault).__name__} in {os.path.basename(last.filename)}:{last.lineno}: "  # noqa: PTH119
        f"{fault}\nWith SCRUTINY_DEBUG=1 in the environment the command prints more.",
        err=True,
    )
    return FAULT


if __name__ == "__main__":
    main()
