"""What a file of a site says, so that two sites can be compared whose texts differ only in what their signs mean.

Each kind of file is read as its own programs read it. So a text that became more than text, in whatever format, shows
as an element, a line, a cell or a property that the harmless twin has not.
"""

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from icalendar import Calendar
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from poisoned import harmless
from scrutiny.formula import restored

DATA_PAGE = "data/index.html"
"""The page that lists files with their sizes and fingerprints, which differ with every letter."""
MEASURED = {"size", "sha256", "contentSize", "dcat:byteSize", "spdx:checksumValue"}
"""What JSON calls these."""
_WRITTEN = re.compile(r"\\([\\;,nN])")
_MEASURE = re.compile(r"[\d,]+|[0-9a-f]{64}")


def said(name: str, data: bytes) -> Iterator[Any]:
    """Yield what a file says, piece by piece in its own order, every text with its signs in their wide form."""
    kind = PurePosixPath(name).suffix
    if kind == ".html":
        yield from (each for each in outline(data) if name != DATA_PAGE or not _is_measure(each))
    elif kind in {".json", ".jsonld", ".map"}:
        yield _tree(json.loads(data))
    elif kind == ".xml":
        yield from _elements(data)
    elif kind == ".ics":
        yield from _properties(data)
    elif kind == ".csv":
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            yield [harmless(restored(cell)) for cell in row]
    elif kind == ".sqlite":
        yield from _rows(data)
    elif kind == ".zip":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for member in packed.namelist():
                yield member
                yield from said(member, packed.read(member))
    else:
        yield anonymous(data.decode("latin-1"))


def anonymous(address: str) -> str:
    """Return an address without the mark by which that of a long value is told from others that begin like it."""
    return re.sub(r"-[0-9a-f]{8}(?=/)", "-*", address)


def outline(raw: bytes) -> Iterator[Any]:
    """Yield everything a page consists of, in its order: elements with their attributes, texts, remarks."""
    root = LexborHTMLParser(raw.decode()).root
    assert root is not None
    for node in root.traverse(include_text=True):
        if node.tag == "-text":
            around = node.parent
            is_data = around is not None and around.attributes.get("type") == "application/ld+json"
            text = node.text_content or ""
            yield _tree(json.loads(text)) if is_data else harmless(text)
        elif node.tag == "-comment":
            yield "<!--"
        else:
            yield (node.tag, *sorted((name, _value(name, value or "")) for name, value in node.attributes.items()))


def _value(name: str, value: str) -> str:
    return anonymous(harmless(unquote(value) if name == "href" else value).replace("／", "/"))


def _is_measure(piece: Any) -> bool:
    return isinstance(piece, str) and _MEASURE.fullmatch(piece) is not None


def _tree(value: Any) -> Any:
    """Return a tree as JSON knows it, its texts harmless, without sizes and fingerprints."""
    if isinstance(value, dict):
        return {harmless(key): _tree(each) for key, each in value.items() if key not in MEASURED}
    if isinstance(value, list):
        return [_tree(each) for each in value]
    return anonymous(harmless(value).replace("／", "/")) if isinstance(value, str) else value


def _elements(data: bytes) -> Iterator[Any]:
    """Yield the elements of a feed or sitemap, and what the pages in it consist of."""
    for node in etree.fromstring(data).iter():
        yield (str(node.tag), *sorted((str(name), _value(str(name), str(each))) for name, each in node.attrib.items()))
        if node.get("type") == "html":
            yield from outline((node.text or "").encode())
        else:
            yield anonymous(harmless(node.text or "").replace("／", "/"))
        yield harmless(node.tail or "")


def _properties(data: bytes) -> Iterator[Any]:
    """Yield the properties of every part of a calendar, in their order."""
    for part in Calendar.from_ical(data).walk():
        yield part.name
        for name, held in part.items():
            for value in held if isinstance(held, list) else [held]:
                written = value if isinstance(value, str) else value.to_ical()
                text = written.decode() if isinstance(written, bytes) else written
                # The library knows no type of these, and leaves them as they are written.
                text = _WRITTEN.sub(_read, text) if name.startswith("X-") else text
                yield name, dict(getattr(value, "params", {})), anonymous(harmless(text).replace("／", "/"))


def _read(written: re.Match[str]) -> str:
    return "\n" if written[1] in "nN" else written[1]


def _rows(data: bytes) -> Iterator[Any]:
    """Yield the tables of a database with their rows; the lists of words that its search keeps are its own affair."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        tables = "select name, sql from sqlite_master where type in ('table', 'view') order by name"
        for name, made in database.execute(tables).fetchall():
            yield name, made
            if not name.startswith("sqlite_") and "_fts" not in name and "search" not in name:
                for row in database.execute(f'select * from "{name}"'):  # noqa: S608  a name from the file itself
                    yield tuple(harmless(cell) if isinstance(cell, str) else cell for cell in row)
