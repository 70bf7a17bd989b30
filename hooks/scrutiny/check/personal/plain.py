"""Text as the patterns want it: one sort of space, dash and digit, and every letter in its old place."""

from __future__ import annotations

import unicodedata

_SPACES = "\t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
"""Letters, digits and signs as wide as a Chinese one, which pasted text may have."""
_DIGITS = {
    code: str(unicodedata.digit(chr(code)))
    for first in (0x0660, 0x06F0, 0x0966, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6)
    for code in range(first, first + 10)
}
_TABLE = str.maketrans(
    {
        **_WIDE,
        **_DIGITS,
        **{ord(sign): " " for sign in _SPACES},
        **{ord(sign): "-" for sign in _DASHES},
        **{ord(sign): "." for sign in "\u00b7\u2022\u2024\u2027\u2219"},
        **{ord(sign): "'" for sign in "\u2018\u2019\u02bc"},
    }
)


def plain(text: str) -> str:
    """Return a text of the same length in which spaces, dashes, dots and digits are those of a keyboard."""
    return text if text.isascii() and text.isprintable() else text.translate(_TABLE)
