"""A value where it stands in a line, and the same text in quotation marks."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from scrutiny.address import FOLDERS
from scrutiny.load.placed import SHARED
from scrutiny.load.text import UNSEEN
from scrutiny.model import Authority

_ENTRY = re.compile(r"^( *)((?:- +)*)(?:([^\W\d][\w-]*|\"[\w -]+\"|'[\w -]+') *:(?: +|$))?(.*?) *$")
_COMMENT = re.compile(r"([ \t]+)#(.?)")
_NAME_INSIDE = re.compile(r"(?:^|[\s,])\"?([A-Za-z_]+)\"?\s*:(?=\s|$)")


class Value(NamedTuple):
    """What stands behind the name or dash of one line; columns count from 0."""

    line: int
    """Index of its line."""
    start: int
    end: int
    """Where it ends, before spaces and a comment."""
    text: str
    name: str
    """The name before it; empty for an entry of a list."""
    indent: int
    """The column of its name, or of its dash where it has no name."""


def value_on(lines: list[str], line: int) -> Value | None:
    """Return the value on a line (index from 0); None where there is none, or where a ``#`` leaves its end in doubt.

    Two spaces before the sign make a comment, as reading has it; a digit at once behind it makes a number
    (``Flat #3``); everything else may be either.
    """
    found = _ENTRY.match(lines[line])
    if not found or not found[4] or "\t" in found[0] or not (found[2] or found[3]):
        return None
    text, indent = found[4], len(found[1]) + (len(found[2]) if found[3] else max(len(found[2].rstrip()) - 1, 0))
    if found[3] is None and text.startswith("#"):
        return None
    for hash_ in _COMMENT.finditer(text):
        if len(hash_[1]) > 1 or hash_[1] == "\t":
            text = text[: hash_.start()]
            break
        if not hash_[2].isdigit():
            return None
    start = found.start(4)
    return Value(line, start, start + len(text), text, (found[3] or "").strip("\"'"), indent)


def stands_alone(lines: list[str], value: Value) -> bool:
    """Tell whether a value ends on its line: the next line with words is not indented below it."""
    for line in lines[value.line + 1 :]:
        bare = line.strip()
        if bare and not bare.startswith("#"):
            return len(line) - len(line.lstrip()) <= value.indent or (not value.name and bare.startswith("- "))
    return True


def quoted(text: str) -> str | None:
    """Write a text in quotation marks, with as few signs before others as can be; None where that changes its signs."""
    if UNSEEN.search(text) or "\t" in text:
        return None
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def holds_a_name(text: str) -> bool:
    """Tell whether a text has the name of a field with its colon in it: then two lines may have become one."""
    return any(found[1].lower() in known_names() for found in _NAME_INSIDE.finditer(text))


@cache
def known_names() -> frozenset[str]:
    """Return the names of all fields of all kinds of file."""
    found: set[str] = set()
    seen: set[type[BaseModel]] = set()
    waiting: list[Any] = [*FOLDERS.values(), Authority, *SHARED.values()]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if kind not in seen:
                seen.add(kind)
                for name, field in kind.model_fields.items():
                    found.add(field.alias or name)
                    waiting.append(field.annotation)
        else:
            waiting.extend(get_args(getattr(kind, "__value__", kind)))
    return frozenset(found)
