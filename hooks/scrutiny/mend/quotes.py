"""Quotation marks: put round a value that has a sign of YAML in it, or mended where they are of the wrong kind.

Every cure keeps the words. Left alone, because there is more than one: a value that holds the name of a field and a
colon (two lines may have become one), a ``#`` that may begin a comment, ``*`` (bold or a bullet), ``[``…``]`` alone
and ``{`` (a template's gap, or a list), ``|`` and ``>`` (a long text, or a sign), an apostrophe that may close a
quotation, a mark that is opened and never closed where the next line may go on with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrutiny.mend.draft import Draft
from scrutiny.mend.value import Value, holds_a_name, quoted, stands_alone, value_on
from scrutiny.problem import Problem
from scrutiny.write import Change

_COLON = re.compile(r":(?:\s|$)")
_SIGN_FIRST = re.compile(r"[@`%]|\? |![^!<]|&")
_WORDS_AFTER_BRACKET = re.compile(r"\[[\w ,.-]*\] +[^\s#,\]}]")
_PAIRS = {"“": '”“"', "„": "“”", "‘": "’‘", "‚": "‘’", '"': "”", "”": "”"}
_DOUBLE = '“”„"'
_APOSTROPHE = re.compile(r"(?<=\w)'{1,2}(?=\w)")
_REFERENCE = re.compile(r"#[a-z]+-[a-z0-9-]+")
_WHOLE = "the whole value is put in quotation marks"


def quotation(draft: Draft, problem: Problem) -> Iterator[tuple[Change, ...]]:
    """Yield what may mend the quotation marks on the line of a problem."""
    line = (problem.place.line or 1) - 1
    if change := _reference(draft, line):
        yield (change,)
    value = value_on(draft.lines, line)
    if value is None:
        return
    for cure in (_curly, _doubled, _apostrophes, _never_closed, _whole):
        found = cure(draft, value, problem)
        if found:
            new, why = found
            start = draft.offset(value.line + 1, value.start + 1)
            yield (Change(start, start + len(value.text), new, why),)


def _curly(draft: Draft, value: Value, _problem: Problem) -> tuple[str, str] | None:
    """Write straight marks for the curly ones round a value; inside a text they are words and stay."""
    first, last, inside = value.text[:1], value.text[-1:], value.text[1:-1]
    if last not in _PAIRS.get(first, ()) or first == last == '"' or not inside.strip():
        return None
    single = first in "‘‚"
    others = "‘‚'" if single else _DOUBLE
    is_mixed = any(sign in inside for sign in others) or (single and "’" in re.sub(r"(?<=\w)’(?=\w)", "", inside))
    if is_mixed or inside != inside.strip() or not stands_alone(draft.lines, value):
        return None
    new = quoted(inside)
    return (new, "the curly quotation marks round the value are straight ones") if new else None


def _doubled(draft: Draft, value: Value, _problem: Problem) -> tuple[str, str] | None:
    """Mend double quotation marks inside or at the start of a value that begins with one."""
    text = value.text
    if not text.startswith('"') or text.count('"') < 3 - (text[-1] != '"') or "\\" in text:
        return None
    if not stands_alone(draft.lines, value):
        return None
    inside = text[1:-1]
    if text.endswith('"') and '""' in inside and '"' not in inside.replace('""', ""):
        inside = inside.replace('""', '"')
        text = f'"{inside}"'
    deepest = _deepest(text)
    if deepest == 1:
        new = quoted(text)
        return (new, f"{_WHOLE}; those inside are words of the text") if new else None
    if deepest == 2:  # noqa: PLR2004  a quotation in a quotation
        new = quoted(inside)
        return (new, "the quotation marks inside the value are words of the text") if new else None
    return None


def _deepest(text: str) -> int | None:
    """Say how deep double quotation marks are nested: 1, or 2 with the outer ones first and last; None in doubt."""
    depth, depths = 0, []
    for found in re.finditer('"', text):
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        opens = (not before or before in ' (["') and bool(after.strip()) and after not in ".,;:!?)"
        closes = bool(before.strip()) and (not after or after in ' .,;:!?)]"')
        if opens == closes:
            return None
        depth += 1 if opens else -1
        depths.append(depth)
        if depth < 0:
            return None
    if depth or max(depths, default=0) > 2:  # noqa: PLR2004  deeper is no English
        return None
    if max(depths) == 1:
        return 1
    is_outer = text.startswith('"') and text.endswith('"') and all(depths[:-1])
    return 2 if is_outer else None


def _apostrophes(draft: Draft, value: Value, _problem: Problem) -> tuple[str, str] | None:
    """Double the apostrophes between the letters of words in single quotation marks."""
    text = value.text
    if len(text) < 3 or text[0] != "'" or text[-1] != "'" or not stands_alone(draft.lines, value):  # noqa: PLR2004
        return None
    inside = text[1:-1]
    if not _APOSTROPHE.search(inside) or "'" in _APOSTROPHE.sub("", inside):
        return None
    return "'" + _APOSTROPHE.sub("''", inside) + "'", "an apostrophe inside '…' is written twice"


def _never_closed(draft: Draft, value: Value, problem: Problem) -> tuple[str, str] | None:
    """Close a double quotation mark at the end of its line, where the next line begins something else."""
    text = value.text
    if problem.rule != "unclosed-quote" or text.count('"') != 1 or text[0] != '"' or "\\" in text or text[-1] in "'’“„":
        return None
    after = [line for line in draft.lines[value.line + 1 :] if line.strip() and not line.lstrip().startswith("#")]
    begins_anew = not after or re.match(r" *(?:- |[^\W\d][\w-]*:(?: |$))", after[0])
    if not begins_anew or not stands_alone(draft.lines, value):
        return None
    return f'{text}"', "the quotation mark is closed at the end of the line"


def _whole(draft: Draft, value: Value, problem: Problem) -> tuple[str, str] | None:
    """Put a value in quotation marks that has a sign of YAML in it and can only be meant as text."""
    text = value.text
    if text[0] in "\"'|>{*" or not stands_alone(draft.lines, value):
        return None
    sign = _sign(text, problem.rule)
    if sign is None or holds_a_name(text) or (text[0] == "&" and f"*{text[1:].split(' ')[0]}" in draft.text):
        return None
    new = quoted(text)
    return (new, f"{_WHOLE}, because of the {sign}") if new else None


def _sign(text: str, rule: str) -> str | None:
    """Name the sign for which a value needs quotation marks; None where it is no matter of a sign."""
    if _SIGN_FIRST.match(text):
        return f"“{text[0]}” at its start"
    if text[0] == "[":
        return "“[” at its start" if _WORDS_AFTER_BRACKET.match(text) else None
    if _COLON.search(text) and rule in {"second-colon", "not-text"}:
        return "“:” in it"
    return "“#” in it" if re.search(r"\s#\d", text) and rule == "hash-in-value" else None


def _reference(draft: Draft, line: int) -> Change | None:
    """Quote ``#resolution-1`` where it is all that stands behind a name: it would be a comment otherwise."""
    found = re.match(r"^ *(?:- +)*(?:[\w-]+:|-) (#\S+) *$", draft.lines[line])
    if not found or not _REFERENCE.fullmatch(found[1]):
        return None
    start = draft.offset(line + 1, found.start(1) + 1)
    return Change(start, start + len(found[1]), f'"{found[1]}"', f"{_WHOLE}, because of the “#” at its start")
