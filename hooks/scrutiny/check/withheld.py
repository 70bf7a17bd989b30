"""What is withheld is not printed: problems of a record that is not public show their place and cure, not its words.

The report of a refused build is read by whoever pushed, and may end in a public log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from scrutiny.load import Document
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
_SAYS_PUBLIC = re.compile(r"visib\w*\s*:\s*[\"']?public\b", re.IGNORECASE)


def unless_withheld(problems: Iterable[Problem], documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield each problem; one of a file that is not public without a word of the file."""
    files = {document.name: document for document in documents}
    # Only files with a problem are asked: of thousands of others it does not matter.
    public: dict[str, bool] = {}
    values: dict[str, str] = {}
    for problem in problems:
        name = problem.place.file
        if name not in files:
            yield problem
            continue
        if name not in public:
            public[name] = is_meant_public(files[name])
            if not public[name]:
                values[name] = "\n".join(_values(files[name])).casefold()
        yield problem if public[name] else masked(problem, values[name])


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
