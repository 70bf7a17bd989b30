"""Every text in a file of the site, whatever it is packed in; a file that cannot be searched is refused, not passed."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePosixPath

import cbor2

from scrutiny.leak.invent import START
from scrutiny.search.packed import MAGIC

LARGEST = 512 * 1024 * 1024
"""Bytes that one packed file may hold; nothing this site writes comes near."""

PIECE_END = ">\n"
"""What parts the pieces of a text that belong together: lines of markup, and the entries of a list."""

DEEPEST = 4
"""How far files may be packed in each other: text in a zip member in a zip is three."""

TEXTS = frozenset({".css", ".csv", ".html", ".js", ".md", ".rss", ".atom", ".svg", ".txt", ".xml", ".rels", ".opf"})
JSON, JSON_LINES = frozenset({".json", ".map", ".webmanifest", ".geojson", ".jsonld"}), frozenset({".jsonl", ".ndjson"})
OPAQUE = frozenset({".gif", ".ico", ".jpeg", ".jpg", ".png", ".wasm", ".webp", ".woff", ".woff2"})
"""Pictures, fonts and programs: words in them can be found only as they stand."""

_GZIP, _ZIP, _PNG, _SQLITE, _WASM = b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"SQLite format 3\0", b"\0asm"
_PARQUET = b"PAR1"
_INDEXED = re.compile(rf"(?i){START}\w*")
_FOLDED = re.compile(r"\r?\n[ \t]")
_PARTED = re.compile(r"[\ud800-\udfff\ufffd]+|[\x00-\x08\x0b\x0c\x0e-\x1f]+")


class UnsearchableError(ValueError):
    """A file whose words nobody can look through; the message ends a sentence that begins with the file."""


def texts_in(name: str, data: bytes, depth: int = 0) -> Iterator[str]:
    """Yield the texts in a file, unpacked and decoded. Markup, entities and percent signs are left as they are.

    Raises UnsearchableError for a file of unknown kind, and what the libraries raise for a broken one.
    """
    if depth > DEEPEST:
        raise UnsearchableError("is packed too many times over")
    if data.startswith(_GZIP):
        yield from texts_in(name.removesuffix(".gz"), _gunzipped(data), depth + 1)
    elif data.startswith(MAGIC):
        yield from _index(PurePosixPath(name).suffix, data.removeprefix(MAGIC))
    elif data.startswith(_ZIP):
        yield from _members(data, depth)
    elif data.startswith(_SQLITE):
        yield from _cells(data)
        yield from _letters(data)  # what was deleted stays in the file
    elif data.startswith(_PARQUET):
        yield from _columns(data)
    elif data.startswith(_PNG):
        yield from _png(data)
    else:
        yield from _by_name(PurePosixPath(name).suffix.lower(), data)


def _by_name(suffix: str, data: bytes) -> Iterator[str]:
    if suffix in OPAQUE or data.startswith(_WASM):
        yield from _letters(data)
    elif suffix in JSON:
        yield _joined(json.loads(data))
    elif suffix in JSON_LINES:
        for line in data.splitlines():
            yield _joined(json.loads(line))
    elif suffix == ".ics":
        yield re.sub(r"\\n", "\n", _FOLDED.sub("", data.decode()), flags=re.IGNORECASE)
    elif suffix in TEXTS:
        text = data.decode()
        yield text
        if suffix == ".xml" and "&amp;" in text:
            yield html.unescape(text)  # a feed holds pages, whose own signs are coded a second time
    else:
        raise UnsearchableError("is of a kind that cannot be searched")


def _gunzipped(data: bytes) -> bytes:
    if int.from_bytes(data[-4:], "little") > LARGEST:
        raise UnsearchableError("holds too much when unpacked")
    return gzip.decompress(data)


def _index(suffix: str, data: bytes) -> Iterator[str]:
    """Yield the texts of a file of the search index: a hit, or a list of values; of a list of words the words."""
    if suffix == ".pf_index":
        yield " ".join(_INDEXED.findall(data.decode("latin-1")))
    elif data.startswith(b"{"):
        yield _joined(json.loads(data))
    elif data.startswith(_WASM):
        yield from _letters(data)
    else:
        yield _joined(cbor2.loads(data))


def _members(data: bytes, depth: int) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for member in packed.infolist():
            yield member.filename
            yield member.comment.decode()
            if member.file_size > LARGEST:
                raise UnsearchableError("holds too much when unpacked")
            if not member.is_dir():
                # Names in a workbook or document need not end as on the site; what is in them is text all the same.
                name = member.filename if PurePosixPath(member.filename).suffix.lower() != ".vml" else "x.xml"
                yield from texts_in(name, packed.read(member), depth + 1)


def _cells(data: bytes) -> Iterator[str]:
    """Yield every text in the tables of a database, and how they were made."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        tables = database.execute("select name, sql from sqlite_master").fetchall()
        for name, made in tables:
            yield from (str(name), str(made or ""))
            if not (made or "").upper().startswith("CREATE TABLE"):
                continue
            quoted = str(name).replace('"', '""')
            for row in database.execute(f'select * from "{quoted}"'):  # noqa: S608  a name from the file itself
                for value in row:
                    if isinstance(value, str | bytes):
                        yield from (value,) if isinstance(value, str) else _letters(value)


def _columns(data: bytes) -> Iterator[str]:
    """Yield every text of a Parquet file."""
    try:
        from scrutiny.open_data.parquet import texts_of  # noqa: PLC0415  pyarrow is an extra, and takes a while to load
    except ModuleNotFoundError as error:
        raise UnsearchableError("cannot be searched without pyarrow") from error
    for texts in texts_of(data):
        yield _joined(texts)


def _png(data: bytes) -> Iterator[str]:
    """Yield the texts that a picture carries beside its dots."""
    place = len(_PNG)
    while place + 8 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        kind, chunk = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        place += length + 12
        if kind in {b"tEXt", b"iTXt", b"eXIf"}:
            yield from _letters(chunk)
        if kind in {b"zTXt", b"iTXt"}:
            _, _, packed = chunk.partition(b"\0")
            start = packed.find(b"x")  # how a zlib stream begins
            if start >= 0:
                yield from _letters(zlib.decompressobj().decompress(packed[start:], LARGEST))
    if place < len(data):
        yield from _letters(data[place:])


def _letters(data: bytes) -> Iterator[str]:
    """Yield what can be read in bytes that are no text."""
    for text in (data.decode("utf-8", "replace"), data.decode("utf-16-le", "replace") if b"\0" in data else ""):
        yield from (part for part in _PARTED.split(text) if len(part) > 3)  # noqa: PLR2004  no word worth finding


def _joined(value: object) -> str:
    """Return the texts of a tree of lists and groups, names included."""
    texts: list[str] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if type(one) is str:
            texts.append(one)
        elif isinstance(one, list | tuple):
            waiting.extend(each for each in one if type(each) is not int)
        elif isinstance(one, dict):
            texts.extend(map(str, one))
            waiting.extend(one.values())
    return f"\n{PIECE_END}".join(texts)
