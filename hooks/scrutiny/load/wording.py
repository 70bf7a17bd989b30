"""What a model refuses, said to the person who wrote the value.

pydantic speaks of validators and regular expressions; each kind of its errors gets a
sentence and a cure here. Validators of our own models bring both themselves, as
`what — cure`, and pass through unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from scrutiny.problem import closest

_DASH = " — "
_EXPECTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_WIDEST_QUOTE = 60
_DATE = "write it as YYYY-MM-DD, for example 2026-05-31"


class Wording(NamedTuple):
    """What is wrong, how to mend it, and the name of the rule."""

    what: str
    cure: str
    rule: str


NO_VALUE = Wording("has no value", "fill it in, or delete the line if it is optional", "no-value")


def word(
    error: Mapping[str, Any], bounds: tuple[object, object] = (None, None), examples: Iterable[object] = ()
) -> Wording:
    """Say one pydantic error in our words.

    `bounds` are the least and greatest number the field allows, where known, and
    `examples` what the model gives for the field.
    """
    kind: str = error["type"]
    value = error["input"]
    context: Mapping[str, Any] = error.get("ctx") or {}
    if kind in SHAPES:
        return _wrong_shape(kind, value)
    if kind in ("enum", "literal_error"):
        return not_one_of(value, allowed(error))
    if kind == "union_tag_invalid":
        return not_one_of(context["tag"], _listed(context["expected_tags"]))
    if kind in _NOT_A:
        noun, cure, rule = _NOT_A[kind]
        return Wording(f"{quoted(value)} is not {noun}", cure, rule)
    if kind in _NUMBERS:
        return _NUMBERS[kind]
    if kind in _LIMITS:
        return _out_of_range(kind, context, bounds)
    if kind in ("string_too_long", "string_too_short", "too_long", "too_short"):
        return _wrong_length(kind, value, context)
    if kind == "string_pattern_mismatch":
        given = [str(example) for example in examples]
        cure = f"write it as in {', '.join(given[:2])}" if given else "see the handbook for the form wanted"
        return Wording(f"{quoted(value)} does not have the form wanted here", cure, "wrong-form")
    if kind in ("value_error", "assertion_error"):
        return _own_words(str(context.get("error") or error["msg"]), "not-accepted")
    return _own_words(str(error["msg"]), kind.replace("_", "-"))


def not_one_of(value: object, names: list[str]) -> Wording:
    """Say that a value is not in its closed list, and guess which was meant."""
    guess = closest(value, names) if isinstance(value, str) else None
    cure = f'did you mean "{guess}"?' if guess else "write one of these"
    return Wording(f"{quoted(value)} is not one of: {', '.join(names)}", cure, "not-one-of")


def allowed(error: Mapping[str, Any]) -> list[str]:
    """The values an enum or literal error would have accepted."""
    return _listed(str((error.get("ctx") or {}).get("expected", "")))


def quoted(value: object) -> str:
    """Show a value as it stands in the file, cut when long; a group or list by its noun."""
    if not isinstance(value, str):
        return noun_of(value)
    return f"'{value}'" if len(value) <= _WIDEST_QUOTE else f"'{value[: _WIDEST_QUOTE - 1]}…'"


def noun_of(value: object) -> str:
    """What a reader would call a value: a list, a group, or text."""
    if isinstance(value, Mapping):
        return "a group"
    return "a list" if isinstance(value, list | tuple) else "text"


_LIST = 'must be a list: each line starts with "- "', "not-a-list"
_GROUP = 'must be a group of "name: value" lines', "not-a-group"
_TEXT = "must be text", "not-text"
#: pydantic's errors for a list, group or text where another of the three is wanted.
SHAPES = {
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type"), _LIST),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type", "dataclass_type", "mapping_type"), _GROUP),
    "string_type": _TEXT,
}
_NOT_A = {
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
        ("a date", _DATE, "not-a-date"),
    ),
    **dict.fromkeys(("time_type", "time_parsing"), ("a time", "write it as HH:MM, for example 18:30", "not-a-time")),
    **dict.fromkeys(
        (
            "datetime_type",
            "datetime_parsing",
            "datetime_from_date_parsing",
            "timezone_aware",
            "datetime_object_invalid",
        ),
        ("a date with time and zone", "give a time and zone, for example 2026-01-01T00:01+00:00", "not-an-instant"),
    ),
    **dict.fromkeys(("bool_parsing", "bool_type"), ("yes or no", "write yes or no", "not-yes-or-no")),
    **dict.fromkeys(
        ("url_parsing", "url_scheme", "url_type", "url_syntax_violation", "url_too_long"),
        ("a web address that starts with https:// and has no spaces", "copy the whole address", "not-a-web-address"),
    ),
}
_NUMBERS = {
    **dict.fromkeys(
        ("int_parsing", "int_type", "int_from_float", "int_parsing_size"),
        Wording("must be a whole number", "write digits only, for example 3", "not-a-whole-number"),
    ),
    **dict.fromkeys(
        ("float_parsing", "float_type", "decimal_parsing", "decimal_type", "finite_number"),
        Wording("must be a number", "write digits, for example 3.5", "not-a-number"),
    ),
}
#: pydantic's errors for text that does not have the form of a date, a number and so on.
FORMS = frozenset((*_NOT_A, *_NUMBERS))
_LIMITS = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"}


def _wrong_shape(kind: str, value: object) -> Wording:
    what, rule = SHAPES[kind]
    cure = ""
    if rule == "not-text":
        cure = 'if it starts with [ or { or contains ": ", put it in quotes'
    elif (
        rule == "not-a-group" and isinstance(value, str) and (joined := re.match(r"([^\W\d][\w-]*):(?=[^\s/])", value))
    ):
        cure = f'a space is missing after "{joined[1]}:"'
    return Wording(f"{what}, not {noun_of(value)}", cure, rule)


def _out_of_range(kind: str, context: Mapping[str, Any], bounds: tuple[object, object]) -> Wording:
    least, greatest = bounds
    if least is not None and greatest is not None:
        return Wording(f"must be from {least} to {greatest}", "write a number in that range", "out-of-range")
    words = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}
    sign = _LIMITS[kind]
    return Wording(f"must be {words[sign]} {context.get(sign)}", "write a number in that range", "out-of-range")


def _wrong_length(kind: str, value: object, context: Mapping[str, Any]) -> Wording:
    length = len(value) if isinstance(value, str | list | tuple | Mapping) else context.get("actual_length")
    noun = "character" if kind.startswith("string") else "entry" if length == 1 else "entrie"
    unit = f"{noun} long" if length == 1 else f"{noun}s long"
    if kind.endswith("long"):
        return Wording(f"is {length:,} {unit}; the limit is {context['max_length']:,}", "shorten it", "too-long")
    if not length:
        return NO_VALUE
    return Wording(
        f"is {length:,} {unit}; at least {context['min_length']:,} are needed", "add what is missing", "too-short"
    )


def _own_words(message: str, rule: str) -> Wording:
    """Take `what — cure` apart; a dash may also stand in a quoted value, so split at the last."""
    what, dash, cure = message.rpartition(_DASH)
    return Wording(what, cure, rule) if dash else Wording(message, "", rule)


def _listed(expected: str) -> list[str]:
    found = [single or double for single, double in _EXPECTED.findall(expected)]
    return [re.sub(r"\\(.)", r"\1", name) for name in found] or [expected]
