"""Files of another program under the name of a record, told by how they begin."""

from __future__ import annotations

#: What comes before the first sign: a byte order mark and empty lines.
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_LONGEST_SIGN = 256

_AS_TEXT = "write the record in a text editor; what it should say can be copied from there"
_PATCH = 'copy the lines into the record without the "+" or "-" before them'
_KINDS: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    ((b"PK\x03\x04", b"PK\x05\x06"), "a zip file", "take out of it what is wanted"),
    ((b"%PDF",), "a PDF", _AS_TEXT),
    ((b"\xd0\xcf\x11\xe0",), "an old Word, Excel or Outlook file", _AS_TEXT),
    ((b"{\\rtf",), "an RTF document", _AS_TEXT),
    (
        (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM6"),
        "a picture",
        _AS_TEXT,
    ),
    ((b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!"), "a packed file", "take out of it what is wanted"),
    ((b"SQLite format", b"bplist", b"\x7fELF", b"MZ\x90"), "a file for a program", _AS_TEXT),
    ((b"<!doctype", b"<html", b"<head", b"<body"), "a web page", _AS_TEXT),
    ((b"<?xml",), "an XML file", _AS_TEXT),
    ((b"diff --git", b"--- a/", b"index: "), "a list of changes (a patch), not the record itself", _PATCH),
    (
        (b"received: ", b"mime-version: ", b"return-path: ", b"delivered-to: ", b"message-id: ", b"from: ", b"sent: "),
        "an e-mail, or begins with the head of one",
        "delete the lines above the record",
    ),
)
_SIGNS = tuple(sign for signs, _, _ in _KINDS for sign in signs)
#: Of signs that are words, capitals do not matter; those of programs are compared as they are.
_WORDS = tuple(sign for sign in _SIGNS if sign.islower())
_OFFICE = ((b"word/", "a Word document"), (b"xl/", "an Excel workbook"), (b"ppt/", "a PowerPoint file"))


def foreign(raw: bytes) -> tuple[str, str] | None:
    """Say what a file is, and what to do about it, when it is plainly none of ours."""
    head = raw[:_LONGEST_SIGN].lstrip(_BEFORE)
    # Hardly a file has one: one look decides for the others.
    if not head.startswith(_SIGNS) and not head.lower().startswith(_WORDS):
        return None
    for signs, noun, cure in _KINDS:
        if head.startswith(signs) or head.lower().startswith(tuple(sign for sign in signs if sign in _WORDS)):
            if noun == "a zip file":
                inside = next((office for part, office in _OFFICE if part in raw), None)
                return f"the file is {inside or noun}", _AS_TEXT if inside else cure
            return f"the file is {noun}", cure
    return None
