"""Which authorities the bytes of a file mention, found without reading most files as YAML.

A mention too many costs only that two authorities are read together. One too few would be a fault that nobody is told
of; so where bytes do not show what a text says, as behind a backslash, the file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from scrutiny.address import FOLDERS
from scrutiny.load.document import Tree
from scrutiny.load.reader import read_document
from scrutiny.model import Removals

_FOLDER = re.compile(rb"/(?:%s)/" % b"|".join(folder.encode() for folder in FOLDERS))
_LONGEST_NAME = 256
_NAME_BEFORE = re.compile(rb"(?<![\w./-])[a-z0-9-]+\Z")
"""The name of an authority at the end of some bytes. Within a web address there are signs before it."""
_FORMERS = re.compile(rb"formerly[\"']?\s*:(?P<values>(?:[^\n]|\n(?=[\s#-]))*)")
"""The addresses a record had before, to the next name that begins a line."""
_COMMENT = re.compile(rb"(?:^|(?<=\s))#.*", re.MULTILINE)
_ADDRESS = re.compile(rb"[a-z0-9-]+(?:/[a-z0-9-]+)*")
_REFERENCE = re.compile(rf"{_ADDRESS.pattern.decode()}(?:#[a-z0-9-]*)?")
_ALONE = tuple((word, re.compile(rb"%s[\"']?\s*:\s*(?P<value>[^\s,}]*)" % word)) for word in (b"about", b"replaced_by"))
"""Fields that may hold nothing but the name of an authority."""
_NOT_PLAIN = (b"", b"#", b"|", b">", b"&", b"!")
"""How a value begins that stands elsewhere, on the lines below perhaps."""


class Mentioned(NamedTuple):
    """Which authorities a file mentions."""

    names: frozenset[str]
    """Names of authorities that are there or are not."""
    alone: frozenset[str]
    """Words that mention an authority only if there is one called so."""


def mentioned(kind: type[BaseModel], raw: bytes) -> Mentioned:
    """Look at the bytes of a file that holds a thing of some kind."""
    names, alone = set[str](), set[str]()
    for found in _FOLDER.finditer(raw):
        if name := _NAME_BEFORE.search(raw, max(0, found.start() - _LONGEST_NAME), found.start()):
            names.add(name[0].decode())
    if b"formerly" in raw:
        for former in _FORMERS.finditer(raw):
            addresses = _ADDRESS.findall(_COMMENT.sub(b"", former["values"]))
            names.update(address.partition(b"/")[0].decode() for address in addresses)
    values = [found["value"] for word, field in _ALONE if word in raw for found in field.finditer(raw)]
    alone.update(value.strip(b"\"'").partition(b"#")[0].decode("utf-8", "replace") for value in values)
    if kind is Removals or b"\\" in raw or any(value[:1] in _NOT_PLAIN for value in values):
        for field, text in _texts("", read_document(raw, "").tree):
            if _REFERENCE.fullmatch(text):
                first, slash, _ = text.partition("#")[0].partition("/")
                is_name = (slash and first not in FOLDERS) or field == "record"
                (names if is_name else alone).add(first)
    return Mentioned(frozenset(names), frozenset(alone))


class Mentions:
    """Which authorities are mentioned by the files of which others."""

    def __init__(self) -> None:
        self._names: dict[str, set[str]] = {}
        """By authority, the names that its files mention."""
        self._alone: dict[str, set[str]] = {}

    def add(self, authority: str, found: Mentioned) -> None:
        """Take what a file of an authority mentions."""
        self._names.setdefault(authority, set()).update(found.names)
        self._alone.setdefault(authority, set()).update(found.alone)

    def units(self) -> tuple[tuple[str, ...], ...]:
        """Return the authorities in groups that mention each other, each group and all of them in order of names."""
        leads: dict[str, str] = {}

        def end_of(name: str) -> str:
            while (further := leads.get(name, name)) != name:
                leads[name] = name = leads.get(further, further)
            return name

        for authority, names in self._names.items():
            for name in (*names, *(self._alone[authority] & self._names.keys())):
                leads[end_of(name)] = end_of(authority)
        units: dict[str, list[str]] = {}
        for authority in sorted(self._names):
            units.setdefault(end_of(authority), []).append(authority)
        return tuple(tuple(unit) for unit in units.values())


def _texts(field: str, value: Tree | None) -> Iterator[tuple[str, str]]:
    """Yield every text of a file with the name of its field."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(name, each)
    else:
        for each in value or ():
            yield from _texts(field, each)
