"""What a model refuses, said to the person who wrote the value.

pydantic speaks of validators and regular expressions; each kind of its errors gets a
sentence and a cure here. Validators of our own models bring both themselves, as
`what — cure`, and pass through unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from scrutiny.load.kind import JOINED, SHAPES, noun_of, wrong_kind
from scrutiny.load.meant import address_meant, date_meant, name_meant, without_curly_quotes, words_meant
from scrutiny.problem import closest

_DASH = " — "
_EXPECTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_WIDEST_QUOTE = 60
_SHORT = frozenset(("not-a-date", "bad-name", "not-one-of"))
#: Values that are no sentences, so that quotation marks around them are none of their signs.
_BARE = frozenset(
    ("not-one-of", "bad-reference", "bad-address", "not-a-time", "not-an-instant", "not-a-whole-number", "not-a-number")
)
_OR_WORDS = ", or say: "
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
    wording = _said(error, bounds, examples)
    value = error["input"]
    return _with_value(wording, value) if isinstance(value, str) and value else wording


def _with_value(wording: Wording, value: str) -> Wording:
    """Write the cure out where the value shows what was meant."""
    if wording.rule in _SHORT and (joined := JOINED.match(value)):
        return wording._replace(cure=f'a space is missing after "{joined[1]}:"')
    if wording.rule == "not-a-date":
        in_words = words_meant(value) if _OR_WORDS in wording.cure else None
        return wording._replace(cure=date_meant(value) or in_words or wording.cure)
    if wording.rule == "bad-address":
        return wording._replace(cure=address_meant(value) or wording.cure)
    if wording.rule == "bad-name":
        return wording._replace(cure=name_meant(value))
    if wording.rule in _BARE and (bare := without_curly_quotes(value)):
        return wording._replace(cure=f'write it without the curly quotation marks, or in straight ones: "{bare}"')
    return wording


def _said(error: Mapping[str, Any], bounds: tuple[object, object], examples: Iterable[object]) -> Wording:
    kind: str = error["type"]
    value = error["input"]
    context: Mapping[str, Any] = error.get("ctx") or {}
    if kind in SHAPES:
        in_list = isinstance((error.get("loc") or ("",))[-1], int)
        return Wording(*wrong_kind(kind, value, in_list=in_list))
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
    # A validator of ours may use the same name, with words of its own.
    if kind in ("string_too_long", "string_too_short", "too_long", "too_short") and context.keys() & _LENGTHS:
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
    # A space that only looks like one is the fault, or hides it.
    value = re.sub(r"[^\S \n\t]", "␣", value)
    return f"'{value}'" if len(value) <= _WIDEST_QUOTE else f"'{value[: _WIDEST_QUOTE - 1]}…'"


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
_LENGTHS = {"min_length", "max_length"}
_LIMITS = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"}


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
