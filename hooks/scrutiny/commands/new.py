"""``scrutiny new inspection|item``: the first lines of a record, asked for at a terminal or given as options."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from scrutiny.address import Address
from scrutiny.commands.asking import Complaint, ask, ask_name, ask_one
from scrutiny.commands.council import council
from scrutiny.commands.place import content_folder, content_option, program, schema_of
from scrutiny.load.content import Loaded, load_content
from scrutiny.scaffold import (
    DECIDED,
    DECIDED_VERBS,
    KINDS,
    LATER,
    NO_SUMMARY,
    Answer,
    Answers,
    Choice,
    Question,
    WrongAnswerError,
    file_text,
    problems_of,
    proposed,
    questions,
    read_answer,
    read_name,
    why_not_public,
)
from scrutiny.write import AlreadyThereError, save_new

NO_NAME_YET = "undated-x"
"""Stands for the name of the file while its answers are judged one by one."""

TO_COME = {"summary": ("A summary.",)}
"""Stands for the summary while the other answers are judged."""

WHAT = {
    "inspection": "Begin an inspection, visit or review.",
    "item": "Begin one item of a committee's business.",
}
"""What each kind is, for the help of the command."""

HOW = """At a terminal it asks for whatever no option gives. It shows the file before it writes it, replaces none,
and what it writes passes every check. Ctrl-C writes nothing."""


@dataclass(frozen=True)
class Begun:
    """A record that is being begun: where, and beside which others."""

    kind: str
    folder: Path
    loaded: Loaded
    authority: str

    def address(self, name: str) -> Address:
        """Return the address of a file of this kind."""
        return Address(self.authority, KINDS[self.kind], name)

    def path(self, name: str) -> Path:
        """Return the file of a name."""
        return self.folder / self.address(name).path

    def text(self, answers: Answers) -> str:
        """Return the text of the file, with the way from it to the schema for editors where there is one."""
        return file_text(self.kind, answers, self.loaded.register, self.authority, schema_of(self.path("x"), self.kind))

    def complaint(self, answers: Answers, name: str) -> str:
        """Say why these answers could not stand in a file of this name; empty where they can."""
        return why_not_public(self.kind, answers) or self.problem(answers, name)

    def problem(self, answers: Answers, name: str) -> str:
        """Say what the checks have against these answers in a file of this name; empty where they are good."""
        # An item needs its kind; until that is answered, the others are judged without it.
        whole = {"kind": ("other",), **answers} if self.kind == "item" else answers
        problems = problems_of(self.loaded, self.address(name), self.text(whole), self.folder.name)
        told = dict.fromkeys(" — ".join(part for part in (each.what, each.cure) if part) for each in problems)
        return ". ".join(told)

    def complaint_of_one(self, answers: Answers, *, asks: bool) -> str:
        """Say why the latest of the answers cannot stand; at a terminal what a public record lacks is asked later."""
        return self.problem({**TO_COME, **answers}, NO_NAME_YET) if asks else self.complaint(answers, NO_NAME_YET)


def _begin(kind: str, given: Mapping[str, Any]) -> None:
    asks = given["ask"] if given["ask"] is not None else sys.stdin.isatty() and sys.stdout.isatty()
    folder = content_folder(given["content"])
    loaded = load_content(folder)
    begun = Begun(kind, folder, loaded, council(given["authority"], folder, loaded, asks=asks))
    answers = _answers(begun, given, asks=asks)
    name = _name(begun, answers, given["name"], asks=asks)
    if why := begun.complaint(answers, name):
        raise click.UsageError(_sentence(why))
    text, path = begun.text(answers), begun.path(name)
    if given["print_only"]:
        click.echo(text, nl=False)
        return
    shown = Path(os.path.relpath(path))
    if asks:
        click.echo(f"\n{text}")
        if not click.confirm(f"Write this to {shown}?", default=True):
            click.echo("Nothing was written.")
            return
    try:
        save_new(path, text)
    except AlreadyThereError:
        raise click.UsageError(f"there is a file {shown} already; it stays as it is. Give another --name.") from None
    except OSError as error:
        raise click.ClickException(f"{shown} cannot be written: {error.strerror}.") from None
    click.echo(f"Written: {shown}\nGo on in your editor. To check it: {program()} check {shown}")


def _answers(begun: Begun, given: Mapping[str, Any], *, asks: bool) -> Answers:
    """Read the answers that options give, and ask for the others where that is possible."""
    answers: dict[str, tuple[Answer, ...]] = {}
    for question in questions(begun.kind, begun.loaded.register, begun.authority):

        def complaint(found: tuple[Answer, ...], name: str = question.name) -> str:
            return begun.complaint_of_one(answers | {name: found}, asks=asks)

        found: tuple[Answer, ...] = ()
        if texts := _texts(question, given):
            found = tuple(_read(question, text) for text in texts)
            if not question.only_if(answers | {question.name: found}):
                raise click.UsageError(f"{question.option} goes only {question.only}.")
            if why := complaint(found):
                raise click.UsageError(_sentence(f"{question.option}: {why}"))
        elif asks and question.only_if(answers):
            found = _asked(question, complaint)
        elif question.needed:
            raise click.UsageError(f"{question.option} is missing: {question.ask} {question.help}")
        if found:
            answers[question.name] = found
    if asks:
        _make_fit_for_public(begun, answers)
    return answers


def _asked(question: Question, complaint: Complaint) -> tuple[Answer, ...]:
    """Ask a question; before that of the word of the decision, whether anything was decided at all."""
    if question.name == "verb":
        decided = ask(DECIDED, lambda _: "")
        verb = DECIDED_VERBS[str(decided[0]) if decided else LATER]
        if verb is not None:
            return (verb,) if verb else ()
    return ask(question, complaint)


def _make_fit_for_public(begun: Begun, answers: dict[str, tuple[Answer, ...]]) -> None:
    """Ask for the summary that a public record lacks; where something is still lacking, keep it a draft and say so."""
    why = why_not_public(begun.kind, answers)
    if why == NO_SUMMARY:
        click.echo(f"\n{why.partition(' — ')[0]}.")
        summary = next(each for each in questions(begun.kind) if each.name == "summary")
        asked = replace(summary, otherwise="keep it a draft, and write it later")
        if found := ask(
            asked, lambda found: begun.complaint(answers | {"summary": found}, NO_NAME_YET) if found else ""
        ):
            answers["summary"] = found
        why = why_not_public(begun.kind, answers)
    if why:
        click.echo(f"\n{why.partition(' — ')[0]}. It stays a draft until then.")
        del answers["visibility"]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _texts(question: Question, given: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what an option was given, once or several times."""
    value = given[question.name.replace("-", "_")]
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _read(question: Question, text: str) -> Answer:
    try:
        return read_answer(question, text)
    except WrongAnswerError as wrong:
        raise click.UsageError(_sentence(f"{question.option}: {wrong}")) from None


def _name(begun: Begun, answers: Answers, given: str | None, *, asks: bool) -> str:
    """Return the name of the file: the one that was given, or a free one."""
    proposal = proposed(begun.kind, answers, begun.loaded, begun.authority)

    def read(text: str) -> str:
        name = read_name(text, begun.kind, answers, begun.loaded, begun.authority)
        if why := begun.complaint(answers, name):
            raise WrongAnswerError(why)
        return name

    if given is not None:
        try:
            return read(given)
        except WrongAnswerError as wrong:
            raise click.UsageError(_sentence(f"--name: {wrong}")) from None
    if proposal.taken:
        click.echo(f"{proposal.taken} is the name of {proposal.by}.", err=True)
    return ask_name(proposal.name, read) if asks else proposal.name


def _command(kind: str) -> click.Command:
    """Return the command for a kind: every question is an option."""
    params: list[click.Parameter] = [
        click.Option(["--authority"], metavar="NAME", help="The council, by its folder or its name."),
        *(_option(question) for question in questions(kind)),
        click.Option(["--name"], metavar="NAME", help="The name of the file, if not the one that is proposed."),
        click.Option(["--print", "print_only"], is_flag=True, help="Show the file and write nothing."),
        click.Option(["--ask/--no-ask"], default=None, help="Ask for the rest, or not; as a rule only at a terminal."),
    ]

    def begin(**given: Any) -> None:
        _begin(kind, given)

    return content_option(click.Command(kind, params=params, callback=begin, help=f"{WHAT[kind]}\n\n{HOW}"))


def _option(question: Question) -> click.Option:
    listed = [choice.value for choice in question.choices]
    # Of a list that depends on the authority only "not stated" is known before the record is read.
    values = f" One of: {', '.join(listed)}." if len(listed) > 1 else ""
    again = " May be given several times." if question.several else ""
    needed = " Needed." if question.needed else ""
    return click.Option(
        [question.option],
        multiple=question.several,
        metavar=question.written,
        help=f"{question.ask}{needed}{values}{again}",
    )


@click.group(name="new", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Begin an inspection or a committee item: a file with what you know, ready to go on with."""
    if ctx.invoked_subcommand:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(f"say what to begin: {program()} new inspection, or {program()} new item.")
    kinds = tuple(Choice(kind, what.removeprefix("Begin ").rstrip(".").capitalize()) for kind, what in WHAT.items())
    more = "An inspection is what inspectors did and found; an item is what a committee heard and decided."
    kind = ask_one("What do you want to begin?", more, kinds)
    chosen = command.commands[kind]
    with chosen.make_context(kind, [], parent=ctx) as inner:
        chosen.invoke(inner)


for _kind in KINDS:
    command.add_command(_command(_kind))
