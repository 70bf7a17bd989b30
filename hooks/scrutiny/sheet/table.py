"""The tracker as csv: written for Excel, and read in whatever form Excel saves it.

Written as RFC 4180 with every cell in quotation marks, in UTF-8 with the mark by which Excel knows it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from scrutiny.formula import defused, restored
from scrutiny.sheet.cells import Cell
from scrutiny.sheet.columns import COLUMNS
from scrutiny.sheet.grid import LARGEST_FILE, Grid, gridded, headings_in, unreadable
from scrutiny.sheet.rows import Row

SEPARATORS = ",;\t"
"""What Excel puts between cells: by the language it is set to, and for "Text (Tab delimited)"."""


def write_table(rows: Iterable[Row]) -> bytes:
    """Return the tracker as the bytes of a csv file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    writer.writerows([defused(row.shown.get(column, "")) for column in COLUMNS] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def read_table(raw: bytes, file: str) -> Grid:
    """Read a csv file; raise ``UnreadableSheetError`` where it is none or has no headings.

    Commas, semicolons or tabs; UTF-8, UTF-16 or the Windows-1252 of "CSV (Comma delimited)".
    """
    if len(raw) > LARGEST_FILE:
        raise unreadable(file, f"the file has {len(raw):,} bytes; the limit is {LARGEST_FILE:,}", "split the tracker")
    text, first = _decoded(raw, file), 1
    if not text.strip():
        raise unreadable(
            file, "the file is empty", f"export the tracker again with the command “scrutiny export {file}”"
        )
    separators = SEPARATORS
    if text[:4].casefold() == "sep=" and len(text) > len("sep="):  # a line by which Excel is told the separator
        separators, first = text[4], 2
        text = text.partition("\n")[2]
    best = max(separators, key=lambda separator: _headings(text, separator))
    grid = gridded(file, "", _lines(text, best, first, file))
    if grid is None:
        raise unreadable(
            file,
            "no row at its top has the heading “Reference”",
            "begin from a tracker made with the command “scrutiny export tracker.csv”",
        )
    return grid


def _decoded(raw: bytes, file: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in raw:
        raise unreadable(file, "this is no csv file", "save the sheet as “CSV UTF-8 (Comma delimited)”")
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(file, "its letters cannot be read", "save the sheet as “CSV UTF-8 (Comma delimited)”")


def _headings(text: str, separator: str) -> int:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return max((headings_in([Cell(cell.strip()) for cell in row]) for row, _ in zip(rows, range(10), strict=False)))
    except (csv.Error, ValueError):
        return 0


def _lines(text: str, separator: str, first: int, file: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = first - 1
    try:
        for number, cells in enumerate(rows, first):
            yield number, [Cell(restored(cell).strip()) for cell in cells]
    except csv.Error as error:
        raise unreadable(
            file,
            f"row {number + 1} cannot be read as csv ({error})",
            "a quotation mark has no partner there; open the file in Excel and save it as csv again",
        ) from error
