"""A tree of text as YAML that an officer can read and go on with: block style, quotes only where needed, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from scrutiny.load.refusal import NO_VALUE
from scrutiny.load.text import ODD_SPACE, UNSEEN

Written: TypeAlias = "str | Noted | Sequence[Written] | Mapping[str, Written]"
"""What can be written: text, a list, a group, or any of them with comments."""

STEP = "  "
"""One step of indentation."""

# Text that stands without quotes: it starts with a letter, digit or an opening round bracket, and has no ": ", no
# " #" and no sign that could be read as more than text.
_PLAIN = re.compile(r"[\w(£€“‘][^\n]*", re.ASCII)
_NOT_PLAIN = re.compile(r":(?:\s|$)|\s#|\t")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_ODD_SPACES = re.compile(f"[{ODD_SPACE}]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LINE_TAILS = re.compile(r"[ \t]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with comments for whoever edits the file next; the site shows none of them."""

    value: Written
    """The value; an empty text together with comments writes the comments alone."""
    above: Sequence[str] = ()
    """Lines above it."""
    below: Sequence[str] = ()
    """Lines below it, such as fields that may be filled in."""
    apart: bool = False
    """True for an empty line before it and its comments."""


def record_text(tree: Mapping[str, Written], head: Sequence[str] = ()) -> str:
    """Return the text of a file that ``load`` reads as ``tree``; ``head`` are comments at its top.

    A text of several lines goes under ``|``; empty lines before and after it go. An empty text, list or group is left
    out, because a name without a value is refused. Raises ValueError for a text that no record may hold (see
    ``readable``).
    """
    lines = [*(_comment(line) for line in _split(head)), *_group(tree, "")]
    return "\n".join(lines).lstrip("\n") + "\n"


def for_editors(schema: str) -> str:
    """Return the comment by which a YAML language server finds the schema of a file, given the way to it."""
    return f"yaml-language-server: $schema={schema}"


def readable(text: str) -> str:
    """Return a text without what a record may not hold or nobody sees.

    Odd spaces and line ends become plain; unseen characters and spaces at the end of a line go.
    """
    text = UNSEEN.sub("", _ODD_SPACES.sub(" ", _LINE_ENDS.sub("\n", text)))
    return _LINE_TAILS.sub("", text)


def scalar(text: str) -> str:
    """Write one text as a value on one line, in quotes only where it needs them."""
    if UNSEEN.search(text):
        raise ValueError(f"an unseen character may stand in no record: {text!r}")
    plain = text.isprintable() and text == text.strip() and text not in NO_VALUE
    if plain and _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text):
        return text
    return '"' + "".join(_ESCAPED.get(letter, letter) for letter in text) + '"'


def _group(tree: Mapping[str, Written], indent: str) -> Iterator[str]:
    for name, written in tree.items():
        value, above, below = _parts(written)
        if isinstance(written, Noted) and written.apart:
            yield ""
        yield from (indent + _comment(line) for line in above)
        if not _is_empty(value):
            yield from _entry(f"{indent}{name}:", value, indent)
        yield from (indent + _comment(line) for line in below)


def _entry(name: str, value: Written, indent: str) -> Iterator[str]:
    """Write a value after its name, on the same line or on those below."""
    inner = indent + STEP
    if isinstance(value, str):
        yield from _text(name, value, inner)
    elif isinstance(value, Mapping):
        yield name
        yield from _group(value, inner)
    elif isinstance(value, Sequence):
        yield name
        for entry in value:
            yield from _list_entry(entry, inner)


def _list_entry(written: Written, indent: str) -> Iterator[str]:
    value, above, below = _parts(written)
    yield from (indent + _comment(line) for line in above)
    if _is_empty(value):
        pass
    elif isinstance(value, str):
        yield from _text(f"{indent}-", value, indent + STEP)
    elif isinstance(value, Mapping):
        lines = list(_group(value, indent + STEP))
        first = next(n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        # Comments of the first field go above the dash, which has to stand on the line of that field.
        yield from ((indent + line.strip()).rstrip() for line in lines[:first])
        yield f"{indent}- {lines[first].lstrip()}"
        yield from lines[first + 1 :]
    else:
        raise TypeError("a list directly inside a list has no place in a record")
    yield from (indent + _comment(line) for line in below)


def _text(name: str, text: str, indent: str) -> Iterator[str]:
    text = text.strip("\n")
    lines = text.split("\n")
    # Below "|" nobody sees a space at the end of a line, and the first line sets how far all are indented.
    plain = "\t" not in text and not text.startswith(" ") and not any(line.endswith(" ") for line in lines)
    if len(lines) > 1 and plain and not UNSEEN.search(text):
        yield f"{name} |"
        yield from ((indent + line).rstrip() for line in lines)
    else:
        yield f"{name} {scalar(text)}"


def _parts(written: Written) -> tuple[Written, list[str], list[str]]:
    """Take a value and its comments apart."""
    if isinstance(written, Noted):
        return written.value, _split(written.above), _split(written.below)
    return written, [], []


def _is_empty(value: Written) -> bool:
    if isinstance(value, Noted):
        return _is_empty(value.value)
    if isinstance(value, str):
        return not value.strip()
    return all(_is_empty(each) for each in (value.values() if isinstance(value, Mapping) else value))


def _split(comments: Sequence[str]) -> list[str]:
    return [line for comment in comments for line in readable(comment).split("\n")]


def _comment(line: str) -> str:
    return f"# {line}".replace("\t", " ").rstrip()
