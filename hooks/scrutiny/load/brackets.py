"""Commas that split what somebody wrote as one value inside `{…}` or `[…]`.

YAML takes every comma there as the end of an entry and says nothing. In `{each: partner agency, and board}` the
second half becomes a name without a value, which is never meant. In a list it may be meant, so only three signs
count: an entry that begins like the second half of a phrase, a thousand torn apart, and several words among several
that were not written to stand alone. Lists of short names (`[hub, staff]`) have none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scrutiny.load.document import Mark, Path, Tree
from scrutiny.load.slips import Fault, cut, missing_space

RULE = "comma-splits"

_JOINS = re.compile(r"(?:and|or|&|as|but|for|in|including|of|on|to|which|who|with)\b", re.IGNORECASE)
_HAS_JOIN = re.compile(r"\s(?:and|or|&)\s", re.IGNORECASE)
_SMALL_WORDS = re.compile(r"[a-z]\S*\s+\S")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_ENDS_IN_DIGITS = re.compile(r"(?<!\d)\d{1,3}$")
_AFTER_LAST_COLON = re.compile(r"(?:^|[{,])\s*[\w-]+:\s+(?P<value>[^{}\[\]\"']*)$")


def split_entries(
    lines: tuple[str, ...], lists: Iterable[tuple[Path, list[Tree]]], marks: dict[Path, Mark]
) -> Iterator[Fault]:
    """Yield the first entry of each list in brackets that looks like the rest of the entry before it."""
    for path, entries in lists:
        before: str | None = None
        for index, entry in enumerate(entries):
            _, _, line, column = marks[*path, index]
            plain = entry if isinstance(entry, str) and lines[line - 1][column - 1 : column] not in ("'", '"') else None
            if plain is not None and before is not None and _belongs(before, plain):
                comma = "" if _is_torn(before, plain) else " "
                what = f'the "," inside […] makes "{cut(plain)}" an entry of its own'
                cure = (
                    f'where it is not one, put the text in quotes: "{cut(f"{before},{comma}{plain}")}"; '
                    'where it is, begin each entry on a line of its own with "- "'
                )
                yield Fault(line, column, what, cure, RULE)
                break
            before = plain


def nameless_value(lines: tuple[str, ...], name: str, line: int, column: int) -> Fault | None:
    """Say why a name has no value although none is wanted: a comma made it a name, or it has no ":"."""
    text = lines[line - 1] if line <= len(lines) else ""
    start = column - 1
    before, after = text[:start].rstrip(), text[start + len(name) :].lstrip()
    if not text.startswith(name, start) or after[:1] == ":":
        return None
    if before.endswith("?"):
        return Fault(line, len(before), 'a line cannot start with "? "', 'write "name: value"', "not-name-value")
    # Text after the bracket is another slip, and the parser names it.
    is_text = after.startswith("}") and after[1:].strip(" ]},")[:1] not in ("", "#")
    if before[-1:] not in (",", "{") or is_text:
        return None
    if fault := missing_space(line, f"{' ' * start}{name}"):
        return fault
    if before.endswith(","):
        value = _AFTER_LAST_COLON.search(text[: start + len(name)])
        whole = f': "{cut(value["value"])}"' if value else ""
        what = f'the "," inside {{…}} makes "{cut(name)}" a name of its own'
        return Fault(line, column, what, f"put the whole text in quotes{whole}", RULE)
    what = f'"{cut(name)}" stands in {{…}} without a name'
    return Fault(line, column, what, 'put the whole value in quotes, or write "{name: value}"', "not-name-value")


def _belongs(before: str, entry: str) -> bool:
    several = " " in entry
    return bool(
        _JOINS.match(entry)
        or _is_torn(before, entry)
        or (several and (_HAS_JOIN.search(entry) or _SMALL_WORDS.match(entry)))
    )


def _is_torn(before: str, entry: str) -> bool:
    return bool(_ENDS_IN_DIGITS.search(before) and _THOUSANDS.match(entry))
