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
or code with one letter before it."""
_TITLE = re.compile(
    rb"(?<!\w)(?:M(?:rs?|s|x|iss|essrs)|D(?:r|ame)|Prof(?:essor)?|Rev(?:d|erend)?|Sir|Lady|Fr|Canon)(?:[.\s]|[^\x00-\x7f])"
)
"""An honorific."""
# One byte is sought far faster than one of several. So digits become 0 and the capitals of honorifics M; where the
# text of such a shape could match, the text itself decides.
_SHAPE = bytes.maketrans(b"0123456789" + b"CDFLMPRS", b"0" * 10 + b"M" * 8)
_SHAPED = (
    (re.compile(rb"0(?=[A-Za-z]{2}(?![A-Za-z0-9])|(?<!0.)(?<!0-.)(?:" + _GAP + rb"0){5})", re.DOTALL), _SIGN),
    (re.compile(rb"M(?=(?:r|s|x|rs|iss|essrs|ame|rof|rofessor|ev|evd|everend|ir|ady|anon)[^a-z])"), _TITLE),
)

_SMALL = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ[{<]}>", b"abcdefghijklmnopqrstuvwxyz((()))")
"""To small letters and round brackets."""
_MARKS = (
    rb"b(?:orn|irth|oy|(?<=\(b)|(?<=,b)\.|(?<=[(,]\sb)\.)",
    rb"d(?:ob|(?<!\w.)\.?\s?o\.?\s?b|ot[\s)](?<=[\s(]dot[\s)]))",
    rb"g(?:irl|eni\b|anwyd|aned\b)",
    rb"\((?=\s{0,3}at\s{0,3}\))",
)
_MARKED = tuple(map(re.compile, _MARKS))
_OLD = re.compile(rb"d\s(?:(?<=[\s-]old\s)|(?<=[\s(]aged\s))")
_RELATIVE = re.compile(rb"\b(?:son|daughter|brother|sister|niece|nephew|grand(?:son|daughter)|child [a-z])\b")
_OTHER_WIDTHS = (b"\xef\xbc", b"\xef\xbd", b"\xf0\x9d", b"\xd9", b"\xdb", b"\xe0\xa5")
"""How letters and digits of other widths and scripts begin in UTF-8."""


def found_in(text: str) -> list[Found]:
    """Return what tells of a person in a text, in its order; names only where an honorific stands before them."""
    text = plain(text)
    return first_of_each_place((*numbers_in(text), *addresses_in(text), *births_in(text), *titled_names_in(text)))


def may_hold_any(raw: bytes) -> bool:
    """Tell in a few quick looks at a file, or at one text, whether a search in it is worth while."""
    if b"@" in raw or b"\\" in raw:  # a backslash may begin the number of any letter
        return True
    small = raw.translate(_SMALL)
    if any(mark.search(small) for mark in _MARKED):
        return True
    shape = raw.translate(_SHAPE)
    for seems, is_one in _SHAPED:
        for place in seems.finditer(shape):
            if is_one.match(raw, place.start()):
                return True
    if _OLD.search(small) and _RELATIVE.search(small):
        return True
    return not raw.isascii() and any(sign in raw for sign in _OTHER_WIDTHS)
