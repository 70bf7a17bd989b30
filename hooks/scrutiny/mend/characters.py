"""Characters nobody sees or wants, letters that a wrong encoding broke, and spaces that only look like one.

Left alone, because nobody can tell what was meant: U+FFFD and U+FFFC (something is lost), the right-to-left override
U+202E (what was seen is the reverse of what is stored), private use, tags, U+2029 and U+0085 (a new paragraph, or an
ellipsis), control characters that break no line, and a soft hyphen at the end of a line or beside a space. Between
letters that have no capitals (Arabic, Hebrew) and between emoji, what joins, parts or turns them is how they are spelt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from scrutiny.load.broken import broken_letters
from scrutiny.load.text import ODD_SPACES, UNSEEN
from scrutiny.mend.draft import Draft
from scrutiny.mend.encoding import makes_sense
from scrutiny.problem import Problem
from scrutiny.write import Change

_INVISIBLE = "\u034f\u061c\u180e\u200b-\u200f\u202a-\u202d\u2060-\u2064\u2066-\u206f\ufeff"
_GONE = re.compile(f"[{_INVISIBLE}]")
_PAGE_OR_LINE = "\x0b\x0c\u2028"
_SOFT_HYPHEN = "\xad"
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_C1 = range(0x80, 0xA0)
_JOINED = frozenset({"Lo", "Mc", "Mn", "Sk", "So"})
"""Categories of signs that others may join or turn without being seen."""


def unseen(draft: Draft) -> tuple[Change, ...]:
    """Take out what cannot be seen, and write out what has one meaning."""
    return tuple(change for found in UNSEEN.finditer(draft.text) if (change := _instead(draft.text, found)))


def odd_spaces(draft: Draft) -> tuple[Change, ...]:
    """Write ordinary spaces where YAML needs them; inside a text they may stay."""
    return tuple(
        Change(found.start(2), found.end(2), " " * len(found[2]), f"an odd space {where} is an ordinary one")
        for pattern, where in ODD_SPACES
        for found in pattern.finditer(draft.text)
    )


def broken(draft: Draft) -> tuple[Change, ...]:
    """Write the letters that a wrong encoding broke into several."""
    return tuple(
        Change(index, index + len(there), meant.strip("\ufeff"), f"“{there}” is {_name(meant)}")
        for index, there, meant in broken_letters(draft.text)
    )


CHARACTERS: dict[str, Callable[[Draft], tuple[Change, ...]]] = {
    "broken-letters": broken,
    "odd-space": odd_spaces,
    "unseen-character": unseen,
}
"""Rules about characters and the cure for all of their places at once."""


def sees_all(draft: Draft, problem: Problem) -> bool:
    """Tell whether every sign on the line of a problem can be seen, so that its column can be trusted."""
    line = draft.lines[(problem.place.line or 1) - 1]
    return not UNSEEN.search(line) and not any(broken_letters(line))


def _instead(text: str, found: re.Match[str]) -> Change | None:
    sign, (start, end) = found[0], found.span()
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    code = f"U+{ord(sign):04X}"
    if _GONE.match(sign):
        if {unicodedata.category(beside) for beside in before + after} & _JOINED:
            return None
        return Change(start, end, "", f"the invisible character {code} is deleted")
    if _LIGATURES.match(sign):
        letters = unicodedata.normalize("NFKC", sign)
        return Change(start, end, letters, f"the one sign “{sign}” is written as the letters “{letters}”")
    if sign == _SOFT_HYPHEN and before.isalpha() and after.isalpha():
        return Change(start, end, "", "a soft hyphen is deleted")
    # A space beside one of these signs would begin a comment, a value or an entry.
    if sign in _PAGE_OR_LINE and before.strip(":-? \t\n") and after.strip("# \t\n"):
        return Change(start, end, " ", f"the line break {code} inside a line is a space")
    if sign == "\x0c" and (not before.strip() or not after.strip()):
        return Change(start, end, "", "a page break is deleted")
    if ord(sign) in _C1:
        meant = bytes((ord(sign),)).decode("cp1252", "replace")
        if sign != "\x85" and meant.isprintable() and makes_sense(before, meant, after):
            return Change(start, end, meant, f"{code} is {_name(meant)}, as Windows writes it")
    return None


def _name(sign: str) -> str:
    return "a space" if sign == "\u00a0" else f"“{sign}”" if sign != "\ufeff" else "nothing that can be seen"
