"""A rule as plain text for a terminal: what it means, why it is there, how to mend it, and an example."""

from __future__ import annotations

import re
import textwrap

from scrutiny.rules.rule import Rule

WIDTH = 80
"""Columns of the text; lines of an example are never broken."""

_AS_IN_A_FILE = re.compile(r"``(.+?)``")
_FIRST_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“])")


def explained(rule: Rule) -> str:
    """Return what there is to say of a rule, as lines of text that end without a line break."""
    paragraphs = [f"{rule.name} ({rule.family})", rule.means]
    paragraphs += [f"Why: {rule.why}", f"Mend it: {rule.mend}"]
    told = [_wrapped(paragraph) for paragraph in paragraphs]
    if rule.in_words:
        told += [_wrapped(f"Wrong: {rule.wrong}"), _wrapped(f"Right: {rule.right}")]
    else:
        told += [
            f"{word}:\n\n{textwrap.indent(text, '    ')}"
            for word, text in (("Wrong", rule.wrong), ("Right", rule.right))
        ]
    if rule.see:
        told.append(_wrapped(f"See also, in the handbook: {rule.see[0]}."))
    return "\n\n".join(told)


def shortly(rule: Rule) -> str:
    """Return the first sentence of what a rule means, on one line."""
    return _FIRST_SENTENCE.split(_plain(rule.means), maxsplit=1)[0]


def _plain(text: str) -> str:
    """Put what is meant as it stands in a file into “…”."""
    return _AS_IN_A_FILE.sub(lambda part: f"“{part[1]}”", text)


def _wrapped(text: str) -> str:
    """Break a paragraph into lines; what is meant as it stands in a file is put into “…”, and kept on one line."""
    plain = _AS_IN_A_FILE.sub(lambda part: f"“{part[1].replace(' ', chr(0))}”", text)
    return textwrap.fill(plain, WIDTH, break_long_words=False, break_on_hyphens=False).replace("\0", " ")
