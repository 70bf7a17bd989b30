"""Numbers that a program puts before list entries, as a reader sees them."""

from __future__ import annotations

_LETTERS = 26
_ROMANS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST = 4000


def numeral(number: int, kind: str) -> str:
    """Write a list number in the style that a page or Word names; empty for bullets and styles not known here."""
    kind = kind.lower().replace("-", "").replace("latin", "letter").replace("alpha", "letter")
    if not 0 <= number < _MOST:
        return ""
    if kind in {"decimal", "decimalzero", "ordinal", "decimalleadingzero"}:
        return str(number)
    if kind in {"lowerletter", "upperletter"} and number:
        # Word writes aa after z, then bb: the letter is repeated.
        letters = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        return letters.upper() if kind.startswith("upper") else letters
    if kind in {"lowerroman", "upperroman"} and number:
        letters = _roman(number)
        return letters.upper() if kind.startswith("upper") else letters
    return ""


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMANS:
        written += letters * (number // value)
        number %= value
    return written
