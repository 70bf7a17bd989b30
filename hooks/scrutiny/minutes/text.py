"""Plain text as lines: decoded strictly, because a wrong letter in a record is worse than a refusal."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from itertools import takewhile

from scrutiny.minutes.columns import without_right_column
from scrutiny.minutes.paper import Paper, Passage, UnreadableError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TAB = 4
_WINDOWS = frozenset("£’‘“”–—…•·°§½¼¾€éèêáàâôîïöüçÉÂÊÔ©®™\u00a0\u00ad".encode("cp1252"))
"""The signs of English and Welsh minutes in windows-1252; any other needs somebody to look."""
AS_WINDOWS = "The file is not in UTF-8 and was read as windows-1252: look whether its signs are right."
_RULE = re.compile(r"[=_*~#–—-]{3,}|[-–—]{2}")
_POSTED = re.compile(r"(?:from|sent|to|cc|bcc|subject|date|importance|attachments):\s", re.IGNORECASE)
_LEAST_POSTED = 3


def decoded(raw: bytes, encoding: str | None) -> str:
    """Return the text of a file; raise ``UnreadableError`` where its letters cannot be told for certain."""
    named = encoding or next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(named)
    except LookupError as error:
        raise UnreadableError(
            f"there is no encoding “{named}” — try --encoding utf-8 or --encoding windows-1252"
        ) from error
    except UnicodeError as error:
        if encoding or not is_from_windows(raw):
            raise UnreadableError(_wrong_encoding(raw, named, error)) from error
        text = raw.decode("cp1252")
    if text.count("\0") > 0:
        raise UnreadableError(
            "it is not text: it holds signs that no text has — save the minutes as plain text (UTF-8), "
            "as a web page or as a Word document (.docx), and import that"
        )
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def is_from_windows(raw: bytes) -> bool:
    """Tell a text in Windows letters for certain: it has signs that English minutes have there, and none of UTF-8."""
    if any(raw.startswith(mark) for mark, _ in _MARKS) or 0 in raw:
        return False
    signs = {byte for byte in raw if byte >= 0x80}  # noqa: PLR2004  beyond ASCII
    return bool(signs) and signs <= _WINDOWS and raw.decode("utf-8", "ignore").isascii()


def _wrong_encoding(raw: bytes, named: str, error: UnicodeError) -> str:
    start = error.start if isinstance(error, UnicodeDecodeError) else 0
    line = raw.count(b"\n", 0, start) + 1
    if named == "utf-8" and raw.count(0) == 0:
        return (
            f"line {line} is not in UTF-8, the encoding this program expects; files from Windows are often in another "
            "— save the file as UTF-8, or try again with --encoding windows-1252 and look whether the apostrophes "
            "and pound signs are right"
        )
    return f"it cannot be read as {named}; line {line} does not fit — save it as UTF-8, or name another --encoding"


def read_text(raw: bytes, encoding: str | None = None) -> Paper:
    """Read plain text: every line that is not empty is a passage; a page break parts like an empty line."""
    passages: list[Passage] = []
    raws: list[str] = []
    gap = True
    lines = decoded(raw, encoding).split("\n")
    posted = _posted(lines)
    for number, line in enumerate(lines[posted:], start=posted + 1):
        for position, part in enumerate(line.split("\f")):
            gap = gap or position > 0
            spaced = part.replace("\u00a0", " ").expandtabs(_TAB)
            stripped = part.replace("\u00a0", " ").strip()
            if not stripped or _RULE.fullmatch(stripped):
                gap = True
                continue
            level = (len(spaced) - len(spaced.lstrip())) // _TAB
            passages.append(Passage(stripped, f"line {number}", level=level, after_gap=gap))
            raws.append(spaced.rstrip())
            gap = False
    notes: tuple[str, ...] = (AS_WINDOWS,) if not encoding and is_from_windows(raw) else ()
    if posted:
        notes += ("The head of an e-mail was left out; a day in it is the day it was sent.",)
    return Paper(tuple(without_right_column(passages, raws)), "text", notes=notes)


def _posted(lines: Sequence[str]) -> int:
    """Return how many lines at the top are the head of an e-mail."""
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    head = sum(1 for _ in takewhile(_POSTED.match, lines[start:]))
    return start + head if head >= _LEAST_POSTED else 0
