"""Text, a list or a group where another of the three is wanted: what was probably meant, and the cure for it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scrutiny.load.slips import BULLETS, LISTED, bullet

_LIST = 'must be a list: each line starts with "- "', "not-a-list"
_GROUP = 'must be a group of "name: value" lines', "not-a-group"
_TEXT = "must be text", "not-text"
SHAPES = {
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type"), _LIST),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type", "dataclass_type", "mapping_type"), _GROUP),
    "string_type": _TEXT,
}
"""pydantic's errors for a list, group or text where another of the three is wanted: what is said, and the rule."""
JOINED = re.compile(r"([^\W\d][\w-]*):(?=[^\s/])")
"""A name whose value sticks to its colon."""
_SHORT_NAME = re.compile(r"[a-z0-9]+(?:[-/#][a-z0-9]+)*")
_FIELD = re.compile(r"[a-z_]+")


def noun_of(value: object) -> str:
    """What a reader would call a value: a list, a group, or text."""
    if isinstance(value, Mapping):
        return "a group"
    return "a list" if isinstance(value, list | tuple) else "text"


def wrong_kind(error: str, value: object, *, in_list: bool) -> tuple[str, str, str]:
    """Say what is wrong, the cure and the rule for an error of ``SHAPES``; ``in_list`` is true of a list's entry."""
    shape = SHAPES[error]
    what, rule = f"{shape[0]}, not {noun_of(value)}", shape[1]
    if shape == _TEXT:
        return what, _as_text(value, in_list=in_list), rule
    if shape == _GROUP:
        joined = JOINED.match(value) if isinstance(value, str) else None
        return what, f'a space is missing after "{joined[1]}:"' if joined else "", rule
    first = value if isinstance(value, str) else next(iter(value), "") if isinstance(value, Mapping) else ""
    if found := LISTED.match(first):
        if found[1] in BULLETS:
            return bullet(1, 1, found[1])[2:]
        return what, f'write "- " (a hyphen and a space) in place of "{found[1]}"', rule
    if first.startswith("- "):
        return what, 'delete the "|" or ">" before the list', rule
    return what, 'a space is missing after "-"' if re.match(r"-[^\s-]", first) else "", rule


def _as_text(value: object, *, in_list: bool) -> str:
    """Say how a list or a group becomes the text that is wanted."""
    match value:
        case {**entries} if len(entries) == 1 and isinstance(text := next(iter(entries.values())), str):
            name = str(next(iter(entries)))
            if in_list and _FIELD.fullmatch(name) and _SHORT_NAME.fullmatch(text):
                return f'write only the name after the dash: "- {text}"'
            return f'put the whole text in quotes: "{name}: {text}"'
        case [str(text)] if in_list:
            return f'take one dash or pair of brackets away: "- {text}"'
        case [str(text)]:
            return f'write it without dash or brackets: "{text}"; if the brackets are words, with them: "[{text}]"'
        case {}:
            return 'write one text here, without names; a text that starts with { or has ": " in it needs quotes'
    return "write one text here, without dashes; a text that starts with [ needs quotes"
