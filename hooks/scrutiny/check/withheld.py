"""What is withheld is not printed: problems of a record that is not public show their place and cure, not its words.

The report of a refused build is read by whoever pushed, and may end in a public log.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scrutiny.load import Document
from scrutiny.problem import Problem, closest
from scrutiny.vocabulary import Visibility

_QUOTED = re.compile(r"""'([^']*)'|"([^"]*)"|“([^”]*)”""")
_SAYS_PUBLIC = re.compile(r"visib\w*\s*:\s*[\"']?public\b", re.IGNORECASE)


def is_meant_public(document: Document) -> bool:
    """Tell whether a file says that it is public, also where a slip keeps it from being read. Shared files are."""
    if "/shared/" in document.name:
        return True
    if document.tree is not None and "visibility" in document.tree:
        stated = str(document.tree["visibility"]).strip().casefold()
        return closest(stated, [value.value for value in Visibility]) == Visibility.PUBLIC
    return any(_SAYS_PUBLIC.match(line) for line in document.lines.lines)


def masked(problem: Problem, document: Document) -> Problem:
    """Take out of a problem every word of the record: the excerpt, and what is quoted from a value."""
    values = list(_values(document))

    def hidden(found: re.Match[str]) -> str:
        quoted = next(group for group in found.groups() if group is not None)
        # A sign such as ":" or "---" tells nothing; words do.
        told = any(letter.isalnum() for letter in quoted) and any(quoted in value for value in values)
        return "“…”" if told else found[0]

    return replace(problem, excerpt="", what=_QUOTED.sub(hidden, problem.what), cure=_QUOTED.sub(hidden, problem.cure))


def _values(document: Document) -> Iterator[str]:
    """Yield what stands behind the names of a file, line by line."""
    for line in document.lines.lines:
        name, colon, value = line.partition(":")
        yield value if colon else name
