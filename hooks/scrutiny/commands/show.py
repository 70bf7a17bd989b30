"""``scrutiny show``: one record from all sides, and why it is public or is not."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from scrutiny.address import Address
from scrutiny.check import check_content
from scrutiny.check.pointing import WORDS
from scrutiny.commands.place import content_folder, content_option, program
from scrutiny.commands.today import today
from scrutiny.language import day_words
from scrutiny.link import Target, link
from scrutiny.link.pointers import pointers_of, pointers_to
from scrutiny.load.content import Loaded, load_content
from scrutiny.model import Record
from scrutiny.problem import counted, did_you_mean
from scrutiny.register import Register
from scrutiny.stage import is_public, publishable
from scrutiny.track import Tracked, track
from scrutiny.vocabulary import Visibility

NOT_THERE = 1
"""The exit code where there is no such record."""

MOST_PROPOSED = 20
"""Records that are proposed for a word that many have."""


@click.command(name="show")
@click.argument("record")
@content_option
@click.pass_context
def command(ctx: click.Context, record: str, content: Path | None) -> None:
    """Show RECORD: what leads to it and from it, its page, and whether it is public and why.

    RECORD is written as in a reference, or is the path of its file: northport/items/2026-damp-homes, or
    items/2026-damp-homes where there is one council; #resolution-2 behind it shows that part alone.
    """
    folder = content_folder(content)
    loaded = load_content(folder)
    target = _meant(record, folder, loaded)
    if target.id not in loaded.documents:
        file = f"{target.id}.yml" if "/" in target.id else f"{target.id}/authority.yml"
        if not file.startswith("shared/") and os.path.exists(folder / file):  # noqa: PTH110  no error for any name
            click.echo(f"{_from_here(folder / file)} was not read. To see why: {program()} check")
            ctx.exit(NOT_THERE)
        click.echo(f"There is no record “{target.id}”: {_proposal(target.id, loaded)}")
        ctx.exit(NOT_THERE)
    if target.id in loaded.register.records and loaded.register.part(*target) is None:
        parts = list(loaded.register.records[target.id].parts())
        click.echo(f"{target.id} has no part “#{target.anchor}”: {did_you_mean(target.anchor, parts, _listed(parts))}")
        ctx.exit(NOT_THERE)
    click.echo("\n".join(_lines(target, loaded, folder, today())))


def _meant(text: str, folder: Path, loaded: Loaded) -> Target:
    """Read what was typed: an id, a shorter one where there is one council, or the path of a file."""
    text, _, anchor = text.partition("#")
    file = Path(os.path.abspath(text))  # noqa: PTH100  a link is named itself
    if file.is_relative_to(folder.resolve()) and file.suffix == ".yml":
        text = file.relative_to(folder.resolve()).as_posix().removesuffix(".yml").removesuffix("/authority")
    text = text.strip("/").removeprefix(f"{folder.name}/").removesuffix(".yml").removesuffix("/authority")
    ends = [id_ for id_ in loaded.documents if id_.endswith(f"/{text}")]
    return Target(ends[0] if text not in loaded.documents and len(ends) == 1 else text, anchor)


def _proposal(text: str, loaded: Loaded) -> str:
    """Propose the records whose id or title has what was typed, otherwise the nearest one."""
    known = [id_ for id_ in loaded.documents if not id_.startswith("shared/")]
    titles = {id_: record.title for id_, record in loaded.register.records.items()}
    word = text.casefold()
    found = [id_ for id_ in known if word and (word in id_.casefold() or word in titles.get(id_, "").casefold())]
    if not found:
        return did_you_mean(text, known, "see the folders of content/")
    lines = [f"  {id_}" + (f" — {titles[id_]}" if id_ in titles else "") for id_ in found[:MOST_PROPOSED]]
    more = len(found) - MOST_PROPOSED
    if more > 0:
        lines.append(f"  and {more:,} more")
    return "\n".join(["did you mean one of these?" if len(found) > 1 else "did you mean this one?", *lines])


def _from_here(file: Path) -> str:
    """Name a file from the present folder, as it is typed."""
    return Path(os.path.relpath(file)).as_posix()


def _listed(parts: list[str]) -> str:
    return "it has " + (", ".join(f"#{part}" for part in parts) or "no parts")


def _lines(target: Target, loaded: Loaded, folder: Path, instant: datetime.datetime) -> Iterator[str]:
    address, register = Address.read(target.id), loaded.register
    file = _from_here(folder / address.path)
    problems = check_content(loaded)
    own = [problem for problem in problems if problem.place.file == loaded.documents[target.id].name]
    record = register.records.get(target.id)
    anchor = f"#{target.anchor}" if target.anchor else ""
    yield record.title if record else target.id
    yield ""
    yield f"Record    {target.id}{anchor}" + (f", {WORDS.get(type(record), 'a record')}" if record else "")
    yield f"File      {file}"
    if own:
        yield f"Problems  {counted(len(own), 'problem')}: {program()} check {file}"
    if record is None:
        yield "Public    no: the file cannot be read until its problems are mended."
        return
    yield f"Page      {address.url}{anchor}"
    yield f"Public    {_why(address, register, instant)}"
    if problems:
        yield f"          Nothing is published anew while the record has problems: there are {len(problems)}."
    yield f"          As of {day_words(instant.date())}."
    if holds := _holds(record):
        yield f"Holds     {holds}"
    yield from _section("It leads to", _from(target, record, register))
    yield from _section("What leads to it", _to(target, record, register))
    yield from _section("News", _news(target, register))
    yield from _section("To be done", _to_be_done(target, register, instant))


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    yield from ("", heading, *(f"  {line}" for line in found or ["nothing"]))


def _why(address: Address, register: Register, instant: datetime.datetime) -> str:
    """Say whether a record may be published at an instant, and what decides it."""
    record, authority = register.records[address.id], register.records.get(address.authority)
    if record.visibility is Visibility.DRAFT:
        return "no: it is a draft. Write “visibility: public” once it is finished."
    if record.visibility is Visibility.EXEMPT:
        paragraph = record.exemption.paragraph if record.exemption else "not stated"
        return f"no: it is exempt, under paragraph {paragraph} of Schedule 12A; only an edit can change that."
    if record.visibility is Visibility.EMBARGOED and not is_public(record, instant):
        return f"no: it is embargoed. {_embargo(record)}"
    if authority is None:
        return "no: the file of its authority is missing or cannot be read."
    if not is_public(authority, instant):
        return f"no: its authority is not public, and takes all its records with it (“{authority.visibility}”)."
    if record.visibility is Visibility.EMBARGOED:
        return f"yes: its embargo has ended. {_embargo(record)}"
    return "yes: it says “visibility: public”" + (
        ", and that it was withdrawn: the page stays with a notice." if record.withdrawn else "."
    )


def _embargo(record: Record) -> str:
    if record.embargo is None:
        return "No day is given."
    released = record.embargo.released_by
    return f"Until: {record.embargo.until}. " + (
        f"Released by: {released}." if released else "Nobody has released it (released_by), so it stays back."
    )


def _holds(record: Record) -> str:
    """Count what has an address in the record: ``6 points, 4 resolutions``."""
    lists = ((path[0], parts) for path, parts in record.numbered_lists() if parts)
    return ", ".join(counted(len(parts), name.removesuffix("s")) for name, parts in lists)


def _from(target: Target, record: Record, register: Register) -> Iterator[str]:
    for pointer in pointers_of(target.id, record):
        # News of the record itself has a section of its own.
        if target.anchor in {"", pointer.by.anchor} and not (pointer.in_news and pointer.to.id == target.id):
            at = f"#{pointer.by.anchor} " if pointer.by.anchor and not target.anchor else ""
            yield f"{at}{pointer.field}: {_named(pointer.to, target.id, register)}"


def _to(target: Target, record: Record, register: Register) -> Iterator[str]:
    inside = (pointer for pointer in pointers_of(target.id, record) if target.anchor)
    for pointer in (*inside, *pointers_to(target.id, register)):
        if target.anchor in {"", pointer.to.anchor} and pointer.by != target and not pointer.in_news:
            to = f" #{pointer.to.anchor}" if pointer.to.anchor and not target.anchor else ""
            yield f"{_named(pointer.by, target.id, register)} ({pointer.field}{to})"


def _named(target: Target, here: str, register: Register) -> str:
    """Name what a pointer means: its reference, and the title of another record."""
    if target.id == here:
        return f"#{target.anchor}" if target.anchor else "the record as a whole"
    record = register.records.get(target.id)
    reference = f"{target.id}#{target.anchor}" if target.anchor else target.id
    return f"{reference} — {record.title}" if record else f"{reference} — not there"


def _news(target: Target, register: Register) -> Iterator[str]:
    """Give the news of a record or a part of it, from whichever record tells it, the oldest first."""
    told: list[tuple[datetime.date, str]] = []
    for id_, record in register.records.items():
        for update in record.updates:
            about = Target(*Address.read(id_).resolve(update.about))
            if about.id == target.id and target.anchor in {"", about.anchor}:
                day = datetime.date.fromisoformat(update.on)
                part = f"#{about.anchor} " if about.anchor and not target.anchor else ""
                by = "" if id_ == target.id else f" ({id_})"
                told.append((day, f"{part}{day_words(day)}, {update.by}: {update.text}{by}"))
    yield from (line for _, line in sorted(told, key=lambda each: each[0]))


def _to_be_done(target: Target, register: Register, instant: datetime.datetime) -> Iterator[str]:
    """Give the commitments of a record with their status, from the staged register where it is public."""
    staged = publishable(register, instant)
    known = staged if target.id in staged.records else register
    for tracked in track(link(known), instant.date()):
        if tracked.target.id == target.id and target.anchor in {"", tracked.target.anchor}:
            yield _commitment(tracked)


def _commitment(tracked: Tracked) -> str:
    owners = ", ".join(tracked.commitment.owner.roles) or "owner not recorded"
    due = tracked.commitment.due.words
    return f"#{tracked.target.anchor} {owners}; due: {due}; {tracked.standing.timeliness.label.lower()}"
