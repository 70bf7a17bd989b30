"""``scrutiny sources``: whether the papers that the record rests on can still be read where they were."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from scrutiny.commands.annotation import annotation
from scrutiny.commands.place import content_folder, content_option, program
from scrutiny.commands.today import today
from scrutiny.load import Document
from scrutiny.load.content import load_content
from scrutiny.problem import counted
from scrutiny.sources import Judged, Paper, Reply, State, Visitor, judge, papers
from scrutiny.stage import publishable
from scrutiny.write import Change, changed, save_over

WORK_TO_DO = 1
"""The exit code where a paper is gone, has moved or is another file."""

_VALUE = re.compile(r""""[^"]*"|'[^']*'|[^\s,}]+""")
"""A web address as written in a list on one line."""


@click.command(name="sources")
@content_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="text to read, github for notes on a code host, json for programs.",
)
@click.option("--note", is_flag=True, help="Write the fingerprint and the day into each source that has none yet.")
@click.pass_context
def command(ctx: click.Context, content: Path | None, form: str, *, note: bool) -> None:
    """Ask every address of the public record whether its paper is still there. Meant for once a week.

    It is the only command that uses the network. Ends with 1 where a paper is gone, has moved for good, or is another
    file than the one the record was made from. A host that does not answer today is only told.
    """
    folder = content_folder(content)
    loaded = load_content(folder)
    if loaded.problems:
        raise click.ClickException(
            f"{counted(len(loaded.problems), 'problem')} in the record. To see: {program()} check"
        )
    day = today()
    asked = list(visited(list(papers(publishable(loaded.register, day))), Visitor(), _progress))
    judged = [judge(paper, reply) for paper, reply in asked]
    click.echo(FORMS[form](judged, folder))
    if note:
        for line in noted(asked, loaded.documents, folder, day.date().isoformat()):
            click.echo(line)
    ctx.exit(WORK_TO_DO if any(each.state.wants_work for each in judged) else 0)


def visited(
    wanted: Sequence[Paper], visitor: Visitor, tell: Callable[[int, int, str], None]
) -> Iterator[tuple[Paper, Reply]]:
    """Ask for each address once, whoever names it."""
    replies: dict[str, Reply] = {}
    addresses = list(dict.fromkeys(paper.url for paper in wanted))
    for number, url in enumerate(addresses, 1):
        tell(number, len(addresses), url)
        replies[url] = visitor.fetch(url)
    for paper in wanted:
        yield paper, replies[paper.url]


def _progress(number: int, of: int, url: str) -> None:
    click.echo(f"{number} of {of}: {url}", err=True)


def noted(
    asked: Sequence[tuple[Paper, Reply]], documents: dict[str, Document], folder: Path, day: str
) -> Iterator[str]:
    """Write fingerprint and day behind the address of each source without one; say in which files."""
    read = {document.name.partition("/")[2]: document for document in documents.values()}
    changes: dict[str, list[Change]] = {}
    for paper, reply in asked:
        if paper.can_note and not paper.sha256 and judge(paper, reply).state is State.THERE and reply.lasts:
            change = _behind(read[paper.file], (*paper.path, "url"), {"sha256": reply.sha256, "seen": day})
            changes.setdefault(paper.file, []).append(change)
    for file, lines in changes.items():
        text = read[file].raw.decode("utf-8")
        save_over(folder / file, changed(text, lines).encode("utf-8"))
        yield f"Noted in {folder.name}/{file}: {counted(len(lines), 'fingerprint')}."


def _behind(document: Document, path: tuple[str | int, ...], named: dict[str, str]) -> Change:
    """Return the change that adds names and values behind a value, in the manner in which that one is written."""
    _, name_column, line, column = document.marks[path]
    lines = document.raw.decode("utf-8").splitlines(keepends=True)
    text = lines[line - 1].rstrip("\r\n")
    start = sum(map(len, lines[: line - 1]))
    if text[: name_column - 1].strip(" -"):  # within {…}: the next name stands on the same line
        value = _VALUE.match(text, column - 1)
        at, margin = start + (value.end() if value else len(text)), ", "
    else:
        at, margin = start + len(text), "\n" + " " * (name_column - 1)
    return Change(at, at, "".join(f"{margin}{name}: {value}" for name, value in named.items()))


def _as_text(judged: Sequence[Judged], folder: Path) -> str:
    told = [
        f"{folder.name}/{each.paper.file}: {_message(each)}\n    {each.paper.url}"
        for each in judged
        if each.state.wants_work or each.state is State.NOT_KNOWN
    ]
    return "\n".join([*told, _count(judged)])


def _message(judged: Judged) -> str:
    return f"{judged.paper.title}: {judged.what}" + (f" — {judged.cure}" if judged.cure else "")


def _count(judged: Sequence[Judged]) -> str:
    counts = Counter(each.state for each in judged)
    return f"{counted(len(judged), 'paper')} with an address" + "".join(
        f"; {state.word}: {counts[state]}" for state in State if counts[state]
    )


def _as_github(judged: Sequence[Judged], folder: Path) -> str:
    """Write a note of the code host for each paper that wants work."""
    notes = [
        annotation("warning", {"file": f"{folder.name}/{each.paper.file}", "title": "sources"}, _message(each))
        for each in judged
        if each.state.wants_work
    ]
    return "\n".join([*notes, _count(judged)])


def _as_json(judged: Sequence[Judged], folder: Path) -> str:
    listed = [
        {
            "file": f"{folder.name}/{each.paper.file}",
            "title": each.paper.title,
            "url": each.paper.url,
            "state": each.state.word,
            "what": each.what,
            "cure": each.cure or None,
        }
        for each in judged
    ]
    return json.dumps({"papers": listed}, ensure_ascii=False, indent=1)


FORMS: dict[str, Callable[[Sequence[Judged], Path], str]] = {
    "text": _as_text,
    "github": _as_github,
    "json": _as_json,
}
"""How the result is told: of the papers as judged, and the folder of the record."""
