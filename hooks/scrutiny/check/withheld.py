"""What is withheld is not printed: problems of a record or part that is not public show place and cure, not its words.

The report of a refused build is read by whoever pushed, and may end in a public log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from scrutiny.load import Document, Path
from scrutiny.load.document import dotted
from scrutiny.load.given import BY_SHORT_NAME
from scrutiny.problem import Problem, closest
from scrutiny.vocabulary import Visibility

#: From the first mark to the last: a value may have marks of its own.
_QUOTED = re.compile(r"""['"“](.*)['"”]""")
_WORD = re.compile(r"\w{2,}")
#: What to say where the cure is written out from the value.
_PLAIN_CURES = {
    "not-a-date": "write it as YYYY-MM-DD, for example 2026-05-31",
    "bad-name": "write it as in front-door",
    "bad-address": "paste the whole address",
}
_SAYS_EXEMPT = re.compile(r"[\s\-{,]*[\"']?exempt[\"']?\s*:")
_SAYS_PUBLIC = re.compile(r"visib\w*\s*:\s*[\"']?public\b", re.IGNORECASE)


def unless_withheld(problems: Iterable[Problem], documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield each problem; one of a file or part that is not public without a word of it."""
    files = {document.name: document for document in documents}
    # Only files with a problem are asked: of thousands of others it does not matter.
    kept_back: dict[str, dict[str, str]] = {}
    for problem in problems:
        name = problem.place.file
        if name in files and name not in kept_back:
            kept_back[name] = _kept_back(files[name])
        told_of = (values for part, values in kept_back.get(name, {}).items() if _is_of(problem.field, part))
        values = next(told_of, None)
        yield problem if values is None else masked(problem, values)


def _is_of(field: str, part: str) -> bool:
    """Tell whether a field belongs to what is kept back of a part; its paragraph and its summary are shown."""
    if not part or field == part:
        return True
    return field.startswith((f"{part}.", f"{part}[")) and not field.startswith(f"{part}.exempt.")


def _kept_back(document: Document) -> dict[str, str]:
    """Return what in a file is not public, by the dotted name of its field, with its words; "" is the whole file."""
    if not is_meant_public(document) or (
        document.tree is None and any(_SAYS_EXEMPT.match(line) for line in document.lines.lines)
    ):
        return {"": "\n".join(_values(document)).casefold()}
    return dict(_exempt_parts(document.tree, ()))


def _exempt_parts(value: object, path: Path) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if "exempt" in value:
            yield dotted(path), "\n".join(_texts(value)).casefold()
            return
        for name, each in value.items():
            yield from _exempt_parts(each, (*path, str(name)))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _exempt_parts(each, (*path, number))


def _texts(value: object) -> Iterator[str]:
    """Yield every text below a value of a file."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
    else:
        yield str(value)


def is_meant_public(document: Document) -> bool:
    """Tell whether a file says that it is public, also where a slip keeps it from being read. Shared files are."""
    if "/shared/" in document.name:
        return True
    if document.tree is not None and "visibility" in document.tree:
        stated = str(document.tree["visibility"]).strip().casefold()
        return closest(stated, [value.value for value in Visibility]) == Visibility.PUBLIC
    return any(_SAYS_PUBLIC.match(line) for line in document.lines.lines)


def masked(problem: Problem, values: str) -> Problem:
    """Take out of a problem every word of the record's ``values``: the excerpt, and what is quoted from a value."""

    def hidden(found: re.Match[str]) -> str:
        # A sign such as ":" or "---" tells nothing; words do, and so does a single letter that is all there is.
        quoted = found[1].casefold()
        told = any(word in values for word in _WORD.findall(quoted)) or (
            any(letter.isalnum() for letter in quoted) and quoted in values
        )
        return "“…”" if told else found[0]

    if problem.rule == "missing-name":
        # It names a field, and has no word of the record.
        return replace(problem, excerpt="")
    cure = _PLAIN_CURES.get(problem.rule, problem.cure)
    if known := BY_SHORT_NAME.match(problem.cure):
        cure = known[0]
    return replace(problem, excerpt="", what=_QUOTED.sub(hidden, problem.what), cure=_QUOTED.sub(hidden, cure))


def _values(document: Document) -> Iterator[str]:
    """Yield what stands behind the names of a file, line by line."""
    for line in document.lines.lines:
        name, colon, value = line.partition(":")
        yield value if colon else name
