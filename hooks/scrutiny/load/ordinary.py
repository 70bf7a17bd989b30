"""The tree of an ordinary file, read without looking closely.

Nearly every file is good, and a good file needs its tree and nothing else: no place of any value, no message. Such a
file is read here in half the time. Whatever might be refused ends the reading, and `reader` then reads the file
again from its start and says what is wrong, if anything is. So nothing is decided here but that a file is beyond
doubt: **whatever `refusal` and `reader` refuse must be in doubt here**, which the tests try with every bad input
they have.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from scrutiny.load.document import DEEPEST, Tree
from scrutiny.load.refusal import LONGEST_TEXT, NO_VALUE

# A "#" after one space may end a text early; after two, or at the start of a line, it begins a comment.
_DOUBTFUL_HASH = re.compile(r"\S[ \t]#")

_NextEvent = Callable[[], Any]


class _InDoubtError(Exception):
    """Something that has to be looked at closely."""


def ordinary_tree(text: str, parser: Any) -> dict[str, Tree] | None:
    """Read a text with a parser of PyYAML's kind; None unless everything in it is beyond doubt."""
    if len(text) > LONGEST_TEXT or "\\" in text:
        return None
    if (" #" in text or "\t#" in text) and _DOUBTFUL_HASH.search(text):
        return None
    try:
        return _record(parser(text).get_event)
    except (yaml.YAMLError, _InDoubtError):
        return None


def _record(next_event: _NextEvent) -> dict[str, Tree]:
    """Read a whole file: one group, with nothing before or after it."""
    next_event()  # the start of the stream
    start = next_event()
    if type(start) is not DocumentStartEvent or start.explicit:
        raise _InDoubtError
    tree = _inside(next_event(), next_event, 1)
    end = next_event()
    if type(end) is not DocumentEndEvent or end.explicit or type(next_event()) is not StreamEndEvent:
        raise _InDoubtError
    if not isinstance(tree, dict):
        raise _InDoubtError
    return tree


def _inside(start: Any, next_event: _NextEvent, depth: int) -> Tree:
    """Read what stands in a group or list after its start."""
    is_group = type(start) is MappingStartEvent
    if not is_group and type(start) is not SequenceStartEvent:
        raise _InDoubtError
    # Commas split what stands in {…} and […]: whether that is meant, only a closer look tells.
    if start.anchor or start.tag or start.flow_style or depth > DEEPEST:
        raise _InDoubtError
    return _group(next_event, depth) if is_group else _list(next_event, depth)


def _group(next_event: _NextEvent, depth: int) -> dict[str, Tree]:
    group: dict[str, Tree] = {}
    while True:
        event = next_event()
        if type(event) is not ScalarEvent:
            if type(event) is MappingEndEvent:
                return group
            raise _InDoubtError
        name = event.value
        if event.anchor or event.tag or not name or name == "<<" or name in group:
            raise _InDoubtError
        event = next_event()
        if type(event) is ScalarEvent:
            group[name] = _text(event)
        else:
            group[name] = _inside(event, next_event, depth + 1)


def _list(next_event: _NextEvent, depth: int) -> list[Tree]:
    entries: list[Tree] = []
    while True:
        event = next_event()
        if type(event) is ScalarEvent:
            entries.append(_text(event))
        elif type(event) is SequenceEndEvent:
            return entries
        else:
            entries.append(_inside(event, next_event, depth + 1))


def _text(event: Any) -> str:
    """Accept a text that is not empty, and in which no "- " of an entry has become part of the text above."""
    value: str = event.value
    if event.anchor or event.tag:
        raise _InDoubtError
    if event.style:
        if not value.strip():
            raise _InDoubtError
    elif value in NO_VALUE or ((" -" in value or "\n-" in value) and event.start_mark.line != event.end_mark.line):
        raise _InDoubtError
    return value
