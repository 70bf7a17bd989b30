"""Runs of six words: those that only withheld records have, and how a text is cut into words for it.

Case, punctuation, spaces and the marks of Markdown make no difference. A run stands within one text of a record. It
does not count where a public record, a shared list or a page written by hand has it, nor where it is made of nothing
but public names (committees, posts, bodies, subjects), dates, numbers and little words: pages put those together anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from pydantic import BaseModel

from scrutiny.language import MONTHS
from scrutiny.load.reader import read_document
from scrutiny.model import Authority
from scrutiny.register import Register

LENGTH = 6
"""Words in a run. Five gave false alarms between made-up records of one subject; seven would miss short titles."""

WORD = re.compile(r"""[^\W_]+|[.!?…](?=["'’”)]*\s)""")
"""A word, or the end of a sentence: what runs over it on a page may be two fields, and is no run of one."""
LITTLE = frozenset(
    re.findall(
        r"\w+",
        """
        a an and are as at be been by for from has have in into is it its no not of on or s that the their this to was
        were which with
        """,
    )
) | {month.casefold() for month in MONTHS}
"""Words that make no text of anybody: with names and numbers alone they are not sought."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'’”)]*\s+|\n\s*\n")
_COMMENT = re.compile(r"(?:^|(?<=\s))#+(.*)$", re.MULTILINE)
_SET_IN = re.compile(r"\n(?= {2})")
"""Where a list begins in a comment: "scrutiny new" sets in the words to choose from, which pages of the handbook show
behind the same sentence."""
_REFERENCE = re.compile(r"(?<!\S)[\w/-]+/[\w-]+#[\w-]+(?!\S)")
"""A reference to a part of a record, as in examples in comments: ids are sought as such, not as words."""


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return WORD.findall(text.lower())


def runs(of: list[str]) -> Iterator[int]:
    """Yield every run of six words, as the hash of the six: a tenth of the memory, for one error in 10^12 runs."""
    return map(hash, zip(of, of[1:], of[2:], of[3:], of[4:], of[5:], strict=False))


def fields(raw: bytes, name: str) -> Iterator[str]:
    """Yield every text in the file of a record, comments included; of a file that cannot be read, the whole."""
    tree = read_document(raw, name).tree
    text = raw.decode("utf-8", "replace")
    if tree is None:
        yield text
        return
    yield from texts_of(tree)
    if "#" in text:
        lines = [_REFERENCE.sub("…", line) for line in _COMMENT.findall(text)]
        yield from lines
        for part in _SET_IN.split("\n".join(lines)):
            yield part.replace("\n", " ")  # a comment may go on in the next line


def texts_of(value: object) -> Iterator[str]:
    """Yield every text in a record, in the order of its fields: pages show them so, one after the other."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, BaseModel):
        for one in vars(value).values():
            if one:
                yield from texts_of(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_of(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)


class Withheld:
    """The runs that only withheld records have."""

    def __init__(self, files: Mapping[str, bytes], public: Register, words_of_the_site: Iterable[str]) -> None:
        """Read the withheld files, and take away what is public."""
        self.files, self.public = files, public
        self.runs = {run for name in files for run in self._runs(name)}
        if not self.runs:
            return
        for entry in chain(public.records.values(), *(group.values() for group in vars(public.shared).values())):
            self.runs.difference_update(runs(words(" ".join(texts_of(entry)))))
        for text in words_of_the_site:
            self.runs.difference_update(runs(words(text)))

    def _runs(self, name: str) -> Iterator[int]:
        """Yield the runs of one file that are more than names, dates and little words.

        A run stands within a sentence, because pages put sentences of several fields one after the other; in a text
        of shorter sentences it goes over their ends.
        """
        for text in fields(self.files[name], name):
            if " " not in text and "://" not in text:
                continue  # ids and short names are sought as such
            long = [found for part in _SENTENCE_END.split(text) if len(found := words(part)) >= LENGTH]
            for found in long or [words(text)]:
                said = self._said(found)
                for place, run in enumerate(runs(found)):
                    if any(said[place : place + LENGTH]):
                        yield run

    def _said(self, found: list[str]) -> bytearray:
        """Return a 1 for each word that is no part of a public name, date or number, and no little word."""
        said = bytearray(word not in LITTLE and word.isalnum() and not word.isdigit() for word in found)
        for place, word in enumerate(found):
            for name in self._names.get(word, ()):
                if found[place : place + len(name)] == name:
                    said[place : place + len(name)] = bytes(len(name))
        return said

    @cached_property
    def _names(self) -> dict[str, list[list[str]]]:
        """Public names by their first word."""
        by_first: dict[str, list[list[str]]] = defaultdict(list)
        for name in {tuple(words(name)) for name in names_in(self.public)}:
            if name:
                by_first[name[0]].append(list(name))
        return by_first

    def by_record(self) -> Iterator[tuple[str, set[int]]]:
        """Yield every withheld record with its runs, to find out whose words have been found."""
        for name in self.files:
            yield name, self.runs.intersection(self._runs(name))


def names_in(public: Register) -> Iterator[str]:
    """Yield the names that pages put together with dates and numbers."""
    shared = public.shared
    bodies = list(shared.bodies.values())
    for record in public.records.values():
        if isinstance(record, Authority):
            yield from (record.title, record.short_name)
            yield from (committee.name for committee in record.committees.values())
            yield from (role.title for role in record.roles.values())
            bodies.extend(record.bodies.values())
    yield from (body.name for body in bodies)
    yield from (theme.label for theme in shared.themes.values())
    yield from (office.title for office in shared.offices.values())
    for framework in shared.frameworks.values():
        yield from (framework.title, framework.short or "")
