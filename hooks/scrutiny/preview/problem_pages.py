"""The pages of a preview that say what waits to be mended: one of all problems, and one for each record that waits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from textwrap import dedent

from scrutiny.address import Address
from scrutiny.frame import Framed, framed
from scrutiny.pages.page import Here, Link, Page, counted
from scrutiny.preview.places import id_of
from scrutiny.preview.versions import OWN_FAULT, View
from scrutiny.problem import Problem

TEMPLATE = "scrutiny/preview/problems.html"
"""The frame of a page of problems, in ``overrides/``."""
LIST = "problems/"
"""Address of the list of all problems."""
HANDBOOK = "handbook/problems/"
"""Address of the page that explains every rule, with an anchor for each."""
MOST = 50
"""Problems of one file that a page shows: whoever mends these has mended most of the others."""
MOST_FILES = 200
"""Files that the list shows."""


@dataclass(frozen=True)
class Waiting:
    """The notice at the top of every page."""

    words: str
    """How many problems wait, in how many files."""
    url: str
    """Address of the list of them, from the root of the site."""


@dataclass(frozen=True)
class ShownProblem:
    """One problem, ready to print."""

    where: str
    field: str
    what: str
    cure: str
    excerpt: str
    rule: Link | None
    """The handbook's explanation."""


@dataclass(frozen=True)
class ShownFile:
    """The problems of one file, ready to print."""

    name: str
    """Its path; empty where the page is about this file alone."""
    problems: Sequence[ShownProblem]
    more: str
    """How many more there are than are shown; empty if none."""
    page: Link | None
    """The page of its record, where that is another page than this."""


def waiting(view: View) -> Waiting | None:
    """Return the notice for every page, or None when nothing waits."""
    return Waiting(_number(view.problems), LIST) if view.problems else None


def problem_frame(page: Page) -> Framed:
    """Return a page of problems as its frame takes it, which is a template of its own."""
    given = framed(page, "", "")
    return replace(given, meta={**given.meta, "to_mend": page.shows}, template=TEMPLATE)


def problem_pages(view: View) -> Iterator[Page]:
    """Yield the list of all problems and the page of every record that waits; without records the list is the home."""
    if not view.problems:
        return
    yield _list(LIST, view)
    if not view.register.records:
        yield _list("", view)
    for id_ in sorted(view.bad):
        yield _bad(id_, view)
    for id_ in sorted(view.left_out):
        yield _left_out(id_, view)


def _list(url: str, view: View) -> Page:
    here = Here(url)
    files = _files(view.problems, here, view.bad)
    more = len({problem.place.file for problem in view.problems}) - len(files)
    return _page(
        url,
        "Problems to mend",
        f"{_number(view.problems)}. This list goes away by itself when they are mended.",
        files,
        note=f"{counted(more, 'more file')} not shown here." if more > 0 else "",
        left_out=[Link(Address.read(id_).path, here.href(f"{id_}/")) for id_ in sorted(view.left_out)],
    )


def _bad(id_: str, view: View) -> Page:
    here = Here(f"{id_}/")
    own = [problem for problem in view.problems if id_of(problem.place.file) == id_]
    stands = id_ in view.register.records
    return _page(
        here.url,
        f"To mend: {Address.read(id_).path}",
        f"{counted(len(own), 'problem')} in this file. This page comes back when the file is mended.",
        [replace(file, name="") for file in _files(own, here, ())],
        note=(
            "Other pages go on showing the last version of this record that had no problem."
            if stands
            else "Until then no other page shows anything of this record."
        ),
        further=Link(f"All that waits to be mended: {_number(view.problems)}", here.href(LIST)),
    )


def _left_out(id_: str, view: View) -> Page:
    here = Here(f"{id_}/")
    return _page(
        here.url,
        f"Waiting: {Address.read(id_).path}",
        "This file has no problem of its own, but it cannot be shown without another that has one.",
        [],
        note="It comes back by itself when the other is mended.",
        further=Link(_number(view.problems), here.href(LIST)),
    )


def _page(
    url: str,
    title: str,
    lead: str,
    files: Sequence[ShownFile],
    note: str = "",
    further: Link | None = None,
    left_out: Sequence[Link] = (),
) -> Page:
    here = Here(url)
    shows = {"lead": lead, "files": files, "note": note, "further": further, "left_out": left_out}
    return Page(url, title, "", shows, crumbs=(Link("Home", here.base),) if url else (), noindex=True, explains=False)


def _files(problems: Iterable[Problem], here: Here, bad: Collection[str]) -> list[ShownFile]:
    """Group problems by their file, those of shared lists first: others may come from them."""
    files = [(name, list(own)) for name, own in groupby(problems, key=lambda problem: problem.place.file)]
    files.sort(key=lambda file: "/shared/" not in file[0])
    shown = []
    for name, own in files[:MOST_FILES]:
        id_ = id_of(name)
        shown.append(
            ShownFile(
                name,
                [_shown(problem, here) for problem in own[:MOST]],
                f"{counted(len(own) - MOST, 'more problem')} in this file." if len(own) > MOST else "",
                Link("Its page", here.href(f"{id_}/")) if id_ in bad else None,
            )
        )
    return shown


def _shown(problem: Problem, here: Here) -> ShownProblem:
    place = problem.place
    where = "The whole file" if place.line is None else f"Line {place.line:,}"
    if place.column is not None and place.column > 1:
        where += f", place {place.column:,}"
    rule = None if problem.rule == OWN_FAULT else Link(problem.rule, here.href(f"{HANDBOOK}#{problem.rule}"))
    return ShownProblem(
        where, problem.field, _sentence(problem.what), _sentence(problem.cure), dedent(problem.excerpt), rule
    )


def _sentence(words: str) -> str:
    """Write a part of a message as a sentence of its own; a quotation keeps its first letter."""
    return words[:1].upper() + words[1:] + ("" if not words or words[-1] in ".?!:" else ".")


def _number(problems: Collection[Problem]) -> str:
    files = len({problem.place.file for problem in problems})
    return f"{counted(len(problems), 'problem')} in {counted(files, 'file')}"
