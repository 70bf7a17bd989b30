"""Everything that tells of a person in one text; and, quickly, whether a file could hold any."""

from __future__ import annotations

import re

from scrutiny.check.personal.addresses import addresses_in
from scrutiny.check.personal.births import births_in
from scrutiny.check.personal.found import Found, first_of_each_place
from scrutiny.check.personal.names import titled_names_in
from scrutiny.check.personal.numbers import numbers_in
from scrutiny.check.personal.plain import plain

_GAP = rb"[^A-Za-z0-9,;:'\"]{0,24}"
_SIGN = re.compile(
    rb"[0-9](?:(?!st|nd|rd|th)[A-Za-z]{2}(?![A-Za-z0-9])"
    rb"|(?<![0-9].)(?<![0-9]-.)(?<![^A-Za-z][A-Z].)(?!(?<=[12])[09][0-9]{2}-[0-9]{2}(?:-[0-9]{2})?(?![0-9]))"
    rb"(?:" + _GAP + rb"[0-9]){5})",
    re.DOTALL,
)
"""The end of a postcode; or six digits as close as in a number of a person, over two lines perhaps, and no day, month
or code with one letter before it. It begins with a digit, which is sought far faster than anything else."""
_MARKS = (b"@", b"\\", b" dot ", b"at]", b"at)", b"born", b"birth", b"dob", b"d.o.b", b"(b", b"boy", b"girl")
"""In small letters. A backslash may begin the number of any letter."""
_WELSH = (b" geni", b"anwyd", b"aned ")
_RELATIVE = re.compile(rb"\b(?:son|daughter|brother|sister|niece|nephew|grand(?:son|daughter)|child [a-z])\b")
_OTHER_WIDTHS = (b"\xef\xbc", b"\xef\xbd", b"\xf0\x9d", b"\xd9", b"\xdb", b"\xe0\xa5")
"""How letters and digits of other widths and scripts begin in UTF-8."""
_TITLE = re.compile(
    rb"[MDPRSLFC](?<!\w.)(?:(?<=M)(?:rs?|s|x|iss|essrs)|(?<=D)(?:r|ame)|(?<=P)rof(?:essor)?|(?<=R)ev(?:d|erend)?|(?<=S)ir"
    rb"|(?<=L)ady|(?<=F)r|(?<=C)anon)(?:[.\s]|[^\x00-\x7f])",
    re.DOTALL,
)
"""An honorific. It begins with a letter that is sought fast."""


def found_in(text: str) -> list[Found]:
    """Return what tells of a person in a text, in its order; names only where an honorific stands before them."""
    text = plain(text)
    return first_of_each_place((*numbers_in(text), *addresses_in(text), *births_in(text), *titled_names_in(text)))


def may_hold_any(raw: bytes) -> bool:
    """Tell in a few quick looks at a file, or at one text, whether a search in it is worth while."""
    small = raw.lower()
    for mark in _MARKS:
        if mark in small:
            return True
    if _SIGN.search(raw):
        return True
    if _TITLE.search(raw):
        return True
    if b" yn " in small and any(word in small for word in _WELSH):
        return True
    if (b" aged " in small or b"-old " in small or b" old " in small) and _RELATIVE.search(small):
        return True
    return not raw.isascii() and any(sign in raw for sign in _OTHER_WIDTHS)
