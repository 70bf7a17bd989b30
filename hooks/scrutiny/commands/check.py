"""``scrutiny check``: the problems that a build would refuse, without building; and mending what has one cure."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from scrutiny.check import problems_and_warnings, withheld_in_public
from scrutiny.commands.annotation import annotation
from scrutiny.commands.place import content_folder, content_option, program, repository_around
from scrutiny.load.content import load_content
from scrutiny.problem import Problem, counted, report, stopping, summed_up

PROBLEMS_FOUND = 1
"""The exit code where a file that was asked for has a problem."""


@click.command(name="check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@content_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="text to read, github for notes beside the lines of a pull request, json for programs.",
)
@click.option("--fix", is_flag=True, help="Mend what has only one possible cure; shows the difference first.")
@click.option("--yes", is_flag=True, help="With --fix: write without asking.")
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], content: Path | None, form: str, *, fix: bool, yes: bool
) -> None:
    """Say what is wrong with the record, where, and how to mend it.

    Reads the whole record, as a build does. With PATHS, files or folders, it tells of those alone.
    Ends with 0 where all is well or only warned of, with 1 where something has to be mended.
    """
    if yes and not fix:
        raise click.UsageError("--yes goes only with --fix.")
    folder = content_folder(content)
    wanted = _wanted(paths, folder)
    if fix:
        from scrutiny.commands.fix import fix_content  # noqa: PLC0415  nobody else waits for it

        fix_content(folder, wanted, yes=yes)
    loaded = load_content(folder)
    problems = sorted([*problems_and_warnings(loaded), *withheld_in_public(loaded, repository_around(folder))])
    asked = [problem for problem in problems if _is_wanted(problem, wanted)]
    click.echo(FORMS[form](asked, folder, len(loaded.documents)))
    others = len(stopping(problems)) - len(stopping(asked))
    if form == "text" and others:
        be, them = ("is", "it") if others == 1 else ("are", "them")
        click.echo(f"There {be} {counted(others, 'problem')} in other files; a build needs {them} mended.")
    ctx.exit(PROBLEMS_FOUND if stopping(asked) else 0)


def _wanted(paths: Sequence[Path], folder: Path) -> tuple[str, ...]:
    """Turn paths as typed into names as problems print them; raise a usage error for one outside the record."""
    root, names = folder.resolve(), []
    for path in paths:
        # A link is named itself: where it leads is no business of the check.
        place = Path(os.path.abspath(path))  # noqa: PTH100  resolve() would follow it
        if not place.is_relative_to(root):
            raise click.UsageError(f"{path} is not in the record, which is in {folder}.")
        if not os.path.lexists(place):
            raise click.UsageError(f"there is no {path}.")
        names.append(Path(root.name, place.relative_to(root)).as_posix())
    return tuple(names)


def _is_wanted(problem: Problem, wanted: tuple[str, ...]) -> bool:
    file = problem.place.file
    return not wanted or any(file == name or file.startswith(f"{name}/") for name in wanted)


def _as_text(problems: Sequence[Problem], folder: Path, files: int) -> str:  # noqa: ARG001  the forms are called alike
    if not problems:
        return f"no problems in {counted(files, 'file')}"
    return f"{report(problems)}\n{program()} explain {problems[0].rule} tells more about the first one."


def _as_github(problems: Sequence[Problem], folder: Path, files: int) -> str:
    """Write a note of the code host for each problem."""
    notes = []
    for problem in problems:
        place = {"file": _path(problem, folder), "line": problem.place.line, "col": problem.place.column}
        kind = "warning" if problem.warning else "error"
        notes.append(annotation(kind, {**place, "title": problem.rule}, _message(problem)))
    told = f"{counted(len(stopping(problems)), 'problem')} in {counted(files, 'file')}"
    warnings = [problem for problem in problems if problem.warning]
    notes.append(f"{told}; {summed_up(warnings)}" if warnings else told)
    return "\n".join(notes)


def _as_json(problems: Sequence[Problem], folder: Path, files: int) -> str:
    told: dict[str, object] = {"files": files, "problems": [_entry(each, folder) for each in stopping(problems)]}
    if warnings := [_entry(each, folder) for each in problems if each.warning]:
        told["warnings"] = warnings
    return json.dumps(told, ensure_ascii=False, indent=1)


def _entry(problem: Problem, folder: Path) -> dict[str, object]:
    return {
        "file": _path(problem, folder),
        "line": problem.place.line,
        "column": problem.place.column,
        "field": problem.field or None,
        "what": problem.what,
        "cure": problem.cure or None,
        "rule": problem.rule,
    }


FORMS: dict[str, Callable[[Sequence[Problem], Path, int], str]] = {
    "text": _as_text,
    "github": _as_github,
    "json": _as_json,
}
"""How problems are told: of the problems, the folder of the record and the number of its files."""


def _message(problem: Problem) -> str:
    field = f"{problem.field}: " if problem.field else ""
    return f"{field}{problem.what}" + (f" — {problem.cure}" if problem.cure else "")


def _path(problem: Problem, folder: Path) -> str:
    """Return the path of a problem's file from the present folder, where programs look for it."""
    inside = problem.place.file.partition("/")[2]
    return Path(os.path.relpath(folder / inside)).as_posix()
