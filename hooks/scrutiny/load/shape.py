"""From a tree of text to a model, with every error at its line and column.

pydantic checks a whole record and reports all errors at once, but by the way through
its own validators. Here each error finds its way back to the file: labels of union
branches drop out, several complaints about one value become the most helpful one, and
a misspelt name with its missing counterpart becomes one question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from scrutiny.load.document import Document, Path, dotted
from scrutiny.load.fields import accepted_at, bounds_of, examples_of, names_of
from scrutiny.load.found import Found, at, find
from scrutiny.load.given import short_name_cure
from scrutiny.load.kind import SHAPES
from scrutiny.load.lines_wanted import written_out
from scrutiny.load.slips import missing_space
from scrutiny.load.text import MOST_PROBLEMS, too_many
from scrutiny.load.union import fold_unions
from scrutiny.load.wording import NO_VALUE, word
from scrutiny.problem import Problem, closest

#: Errors looked at in one file. Several may become one problem; no file by hand has so many.
_MOST_ERRORS = 10 * MOST_PROBLEMS
#: Names told to whoever wrote one that is not used; a record has many more.
_MOST_NAMES = 15
_VISIBILITY = 'add a line "visibility: draft", or "visibility: public" once it may be read by everybody'

Record = TypeVar("Record", bound=BaseModel)


def validate(
    model: type[Record], document: Document, names: Mapping[str, str] | None = None
) -> tuple[Record | None, list[Problem]]:
    """Make a record of a document, or say everything that keeps it from being one.

    `names` are aliases for did-you-mean, such as `due` for `deadline`. The document's
    own problems are not repeated; while it has any, or any is found, there is no record.
    """
    if document.tree is None:
        return None, []
    record: Record | None = None
    errors: list[Any] = []
    try:
        record = model.model_validate(document.tree, strict=False)
    except ValidationError as refused:
        errors = refused.errors(include_url=False)[:_MOST_ERRORS]
    if not errors and not document.blanks:
        return (None if document.problems else record), []
    found = fold_unions([find(error, document.tree) for error in errors], document.tree)
    # What stands on a line that cannot be read as written is not judged further.
    taken = {problem.place.line for problem in document.problems}
    problems = sorted(
        problem
        for problem in _problems(model, document, found, names or {})
        if (problem.rule == "missing-name" or problem.place.line not in taken)
        and not _is_below(problem.field, document.twice)
    )
    if len(problems) > MOST_PROBLEMS:
        problems[MOST_PROBLEMS:] = [too_many(document.name)]
    return None, problems


def _is_below(field: str, groups: list[Path]) -> bool:
    return any(
        field.startswith(name) and field[len(name) : len(name) + 1] in ("", ".", "[") for name in map(dotted, groups)
    )


def _problems(
    model: type[BaseModel], document: Document, found: list[Found], aliases: Mapping[str, str]
) -> Iterator[Problem]:
    """Put every fault into words, each once."""
    # Inside a group that should not be there, nothing is worth a message of its own.
    misplaced = {each.path for each in found if each.unknown or each.error["type"] in SHAPES}
    blank = [path for path in document.blanks[:_MOST_ERRORS] if path in misplaced or not _within(path, misplaced)]
    unknown = {each.path for each in found if each.unknown}
    for path in blank:
        if path not in unknown:
            yield document.problem(path, *NO_VALUE)
    blanks = set(blank)
    missing = {(*each.path, each.absent) for each in found if each.absent is not None}
    for each in found:
        if each.unknown:
            problem, guess = _unknown_name(model, document, each, aliases)
            missing.discard((*each.path[:-1], guess))
            yield problem
    for each in found:
        if each.absent is not None:
            if (*each.path, each.absent) in missing and not _within(each.path, blanks):
                yield _missing_name(document, each)
        elif not each.unknown and not _within(each.path, blanks):
            yield _worded(model, document, each)


def _within(path: Path, groups: set[Path]) -> bool:
    return any(path[:length] in groups for length in range(len(path) + 1))


def _missing_name(document: Document, found: Found) -> Problem:
    name = str(found.absent)
    path = (*found.path, name) if isinstance(at(document.tree, found.path), dict) else found.path
    cure = _VISIBILITY if name == "visibility" else f'add a line "{name}: …"'
    return document.problem(path, f'"{name}" is missing', cure, "missing-name")


def _unknown_name(
    model: type[BaseModel], document: Document, found: Found, aliases: Mapping[str, str]
) -> tuple[Problem, str | None]:
    """Ask what was meant by a name that is not used here."""
    name = str(found.path[-1])
    names = names_of(accepted_at(model, found.way[:-1]))
    group = at(document.tree, found.path[:-1])
    written = group if isinstance(group, dict) else {}
    free = [known for known in names if known not in written]
    if stuck := missing_space(1, f"{name}:"):
        guess = closest(name.partition(":")[0], free, aliases)
        return document.problem(found.path, stuck.what, stuck.cure, stuck.rule, at_name=True), guess
    guess = closest(name, free, aliases)
    if guess:
        cure = f'did you mean "{guess}"?'
    elif again := closest(name, names, aliases):
        line = document.marks[(*found.path[:-1], again)][0]
        cure = f'did you mean "{again}"? It is already on line {line}: keep one of the two'
    else:
        cure = (
            f"names that may still be added here: {_listed(free)}" if free else "put it where it belongs, or delete it"
        )
    what = f'"{name}" is not a name used here'
    return document.problem(found.path, what, cure, "unknown-name", at_name=True), guess


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more, which the handbook lists" if more > 0 else "")


def _worded(model: type[BaseModel], document: Document, found: Found) -> Problem:
    """Say any other error, at the value or where its validator points inside."""
    error = found.error
    accepted = accepted_at(model, found.way)
    wording = found.wording or word(error, bounds_of(accepted), examples_of(accepted))
    if wording.rule == "bad-name":
        wording = wording._replace(cure=short_name_cure(wording.cure, found.path))
    elif not wording.cure and isinstance(value := at(document.tree, found.path), str):
        wording = wording._replace(cure=written_out(model, found, wording.rule, value))
    inside = (error.get("ctx") or {}).get("at", ())
    path = found.path
    for part in (inside,) if isinstance(inside, str | int) else inside:
        if isinstance(at(document.tree, path), str):
            break
        path = (*path, part)
    return document.problem(path, *wording, at_name=error["loc"][-1:] == ("[key]",))
