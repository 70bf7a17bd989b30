"""Bytes that are not UTF-8, and line ends of several kinds: mended where there is one reading, left where two.

UTF-16 and UTF-32 say themselves what they are. Windows-1252 does not: its bytes are also letters of other countries, of
Macintosh and of DOS, so every one of them must make sense where it stands (``council’s``, ``£40``, ``2018–19``,
``café``); one that does not leaves the whole file alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrutiny.load.text import LARGEST_FILE, UNSEEN, UTF_16_OR_32

_RIVALS = ("cp1250", "cp1254", "iso8859_14")
"""Encodings in which names of Poland, Turkey and Wales come: the ř of Dvořák would become ø, the ŵ of dŵr ð."""
_LETTERS = "".join(
    letter
    for byte in range(0x80, 0x100)
    if (letter := bytes((byte,)).decode("cp1252", "replace")).isalpha()
    and all(bytes((byte,)).decode(rival, "replace") in {letter, "\ufffd"} for rival in _RIVALS)
)
_SMALL = "".join(letter for letter in _LETTERS if letter.islower())
_CAPITAL = "".join(letter for letter in _LETTERS if letter.isupper())
_LIKELY = re.compile(
    rf"""[ \t\n(\[/\-–—"'‘“][‘“][\w£(\[‘“]     # “not, (‘not
    |\w’.|[.,;:!?)\]%’”…]’\W                    # council’s, boards’, ‘late.’
    |[\w.,;:!?)\]%’”…]”\W                       # enough”, enough.”
    |\w[–—]\w|[ \n][–—][ \n]                    # 2018–19, this – that
    |\w…\W                                      # and so on…
    |.[£€]\d
    |[ \n][•·][ \t]                             # a bullet
    |\w[°²]\W|[\d ][½¼¾]\W
    |\W§.|.\u00a0.
    |[^\W\d_][{_SMALL}].|.[{_SMALL}][a-z{_SMALL}]   # café, élan
    |[^a-z{_SMALL}][{_CAPITAL}][^\W\d_]         # Émile, but not councilÕs
    """,
    re.VERBOSE | re.DOTALL,
)
"""A sign of Windows-1252 with one character before and behind it, where that is how it is used."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The text of a file with the line end LF, and how to make a file of such a text again."""

    text: str
    mark: str
    """The byte order mark of a UTF-8 file, which is accepted and stays; or nothing."""
    line_end: str
    """What ends each line in the file as it will be written."""
    shown: str
    """The text as it was, with U+FFFD for each byte that is no letter."""
    mends: tuple[str, ...]
    """What was mended so far, in words; all of it concerns the whole file."""

    def as_bytes(self, text: str) -> bytes:
        """Return the file that holds a text."""
        return (self.mark + text.replace("\n", self.line_end)).encode("utf-8")


def opened(raw: bytes) -> Opened | None:
    """Read the bytes of a file; None where they are too many, binary, or can be read in more than one way."""
    if len(raw) > LARGEST_FILE:
        return None
    mends: list[str] = []
    encoding = next((encoding for mark, encoding in UTF_16_OR_32 if raw.startswith(mark)), "UTF-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        found = _windows(raw) if encoding == "UTF-8" else None
        if found is None:
            return None
        text = found
        mends.append("the file is saved as UTF-8; it was Windows-1252")
    if encoding != "UTF-8":
        if "\x00" in text:
            return None
        mends.append(f"the file is saved as UTF-8; it was {encoding}")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    if text.startswith("\ufeff"):
        return None
    shown = raw.decode("utf-8", "replace") if encoding == "UTF-8" else text
    text, line_end, what = _line_ends(text)
    shown = _line_ends(shown.removeprefix("\ufeff"))[0]
    return Opened(text, mark, line_end, shown, (*mends, *what))


def makes_sense(before: str, sign: str, after: str) -> bool:
    """Tell whether a sign of Windows-1252 is likely between its neighbours, each a character, or "" at an end."""
    return _LIKELY.fullmatch((before or "\n") + sign + (after or "\n")) is not None


def _windows(raw: bytes) -> str | None:
    """Read bytes as Windows-1252 where every sign beyond ASCII makes sense; None otherwise."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if UNSEEN.search(text):
        return None
    for found in re.finditer(r"[^\x00-\x7f]", text):
        at = found.start()
        if not makes_sense(text[at - 1 : at] if at else "", found[0], text[at + 1 : at + 2]):
            return None
    return text


def _line_ends(text: str) -> tuple[str, str, list[str]]:
    """Return the text with LF, the line end to write, and what is mended about line ends.

    CRLF throughout is what Windows writes; it is accepted and stays.
    """
    pairs, returns, feeds = text.count("\r\n"), text.count("\r"), text.count("\n")
    if not returns:
        return text, "\n", []
    if pairs == returns == feeds:
        return text.replace("\r\n", "\n"), "\r\n", []
    if text.count("\r\r\n") == feeds and returns == 2 * feeds:
        return text.replace("\r\r\n", "\n"), "\n", ["every line has one line end; it had two"]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    was = "an old Macintosh's" if not feeds else "of several kinds"
    return text, "\n", [f"all lines end alike; the line ends were {was}"]
