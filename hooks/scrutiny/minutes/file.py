"""Any file an officer may have as a paper, told by its first bytes and not by its name; the rest is refused."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from scrutiny.load.broken import broken_letters
from scrutiny.minutes.page import read_page
from scrutiny.minutes.paper import MOST_PASSAGES, Paper, UnreadableError
from scrutiny.minutes.text import read_text
from scrutiny.minutes.word import read_word

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; minutes of a whole year have fewer."""
LARGEST_PAPER = 2_000_000
"""Letters of text in a paper."""

LONGEST_PARAGRAPH = 12_000
"""Letters in a paragraph; the longest of real minutes has about 3,000."""
_LONGEST_WORD = 120
_ENDLESS = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")

_SAVE_AS = "save the minutes as a Word document (.docx), as a web page (“Webpage, HTML only”) or as plain text (UTF-8)"
_MARKUP = re.compile(
    (
        rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html"
        rb"|head|body|div|p|h\d|table|meta|title|ul|ol|main)\b"
    ),
    re.IGNORECASE | re.DOTALL,
)
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")


def read_paper(path: Path, encoding: str | None = None) -> Paper:
    """Read a file of minutes; raise ``UnreadableError`` with what to do where it cannot be read."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableError(
                f"the file is {size // 1_048_576} MB; minutes are never so large — copy the item into a new file"
            )
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"the file cannot be opened ({error.strerror}) — look whether its name is right"
        ) from error
    return read_bytes(raw, path.suffix.lower(), encoding)


def read_bytes(raw: bytes, suffix: str = "", encoding: str | None = None) -> Paper:
    """Read the bytes of a file whose name ends in ``suffix``; raise ``UnreadableError`` as above."""
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableError("the file is empty — save it again from the program in which the minutes are open")
    if foreign := _foreign(raw):
        raise UnreadableError(foreign)
    if raw.startswith(b"PK"):
        paper = read_word(raw)
    elif suffix == ".docx":
        raise UnreadableError(f"its name ends in .docx, but it is no Word document — open it in Word and {_SAVE_AS}")
    elif suffix in {".html", ".htm", ".xhtml"} or _MARKUP.match(raw[:8192]):
        paper = read_page(raw, encoding)
    else:
        paper = read_text(raw, encoding)
    if len(paper.passages) > MOST_PASSAGES:
        raise UnreadableError(
            f"this is too long for one item: {len(paper.passages):,} lines — copy the item you want into a new file"
        )
    paper = _mended(paper)
    if sum(len(passage.text) for passage in paper.passages) > LARGEST_PAPER:
        raise UnreadableError("the paper is far longer than minutes — copy the item you want into a new file")
    if not any(letter.isalpha() for passage in paper.passages for letter in passage.text):
        raise UnreadableError("there is no text in it — if you see words, they are a picture: ask for the text itself")
    return paper


def _mended(paper: Paper) -> Paper:
    """Write letters that Word or a wrong encoding made unreadable as they were meant, and say where."""
    notes = list(paper.notes)
    passages = []
    for passage in paper.passages:
        text = _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), passage.text)
        for _ in range(2):  # a control character may stand between the two halves of a broken letter
            for _, there, meant in list(broken_letters(text)):
                text = text.replace(there, meant)
                notes.append(f"{passage.place}: broken letters were read as “{meant}”.")
            text = _CONTROLS.sub("", text)
        text = _ENDLESS.sub(lambda found: found[0][:_LONGEST_WORD] + "…", text)
        if len(text) > LONGEST_PARAGRAPH:
            raise UnreadableError(
                f"{passage.place} is one paragraph of {len(text):,} letters, as no minutes have — copy the item anew, "
                "so that its paragraphs stand apart"
            )
        passages.append(replace(passage, text=text))
    return replace(paper, passages=tuple(passages), notes=tuple(dict.fromkeys(notes)))


def _foreign(raw: bytes) -> str:
    """Say what to do with a file of a kind that is not read; empty for one that may be."""
    if raw[:1024].lstrip().startswith(b"%PDF"):
        return (
            "this is a PDF, not text. Open it, select the item, copy it into a plain text file and import that. "
            "If nothing can be selected it is a scan, a picture of the paper: ask for the minutes as a document"
        )
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            return "the document is locked with a password — open it, take the password off, save it and import that"
        return (
            "this is an old Word or Excel file (.doc, .xls) — open it, save it as .docx (Word Document) and import that"
        )
    if raw.lstrip()[:5] == b"{\\rtf":
        return f"this is a rich text file (.rtf) — open it in Word and {_SAVE_AS}"
    if raw.startswith(b"PK") and b"opendocument" in raw[:200]:
        return f"this is an OpenDocument file — open it and {_SAVE_AS}"
    if raw.startswith(_PICTURES):
        return "this is a picture, not text — ask for the minutes themselves, as a document or web page"
    if re.match(rb"(?:From|MIME-Version|Date|Subject|Received):", raw) and b"MIME-Version:" in raw[:4096]:
        return "this is an e-mail or a web archive (.mht) — save the page as “Webpage, HTML only” and import that"
    return ""
