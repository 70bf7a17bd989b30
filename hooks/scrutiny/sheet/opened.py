"""An xlsx file as somebody sent it: refused in plain words unless it is an ordinary workbook of ordinary size.

Nothing in it is run or worked out: a formula is named, not read for its result, because the result that a file keeps
may be older than its cells. No entity is expanded, and no more is unpacked than the limits below.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from xml.etree import ElementTree as ET

from openpyxl import load_workbook

from scrutiny.formula import restored
from scrutiny.problem import Problem
from scrutiny.sheet.cells import EMPTY, Cell, CellPlace, shortened
from scrutiny.sheet.columns import COLUMNS, SHEET
from scrutiny.sheet.grid import LARGEST_FILE, Grid, UnreadableSheetError, gridded, unreadable

LARGEST_UNPACKED = 60_000_000
"""Bytes of all parts of a workbook together, unpacked."""

MOST_PARTS = 1_000
"""Parts of a workbook; an ordinary one has about fifteen."""

MOST_LINES = 100_000
"""Rows that a sheet may hold, with those that are formatted and empty: looking through a million takes a minute."""

MOST_MERGED = 1_000
"""Merged cells of a workbook; an export has none."""

WIDEST = 100
"""Columns looked at; what stands beyond is no tracker."""

LAST_ROW = 1_048_576
"""The last row that Excel has."""

SAVE_AGAIN = "open it in Excel and save it as “Excel Workbook (*.xlsx)”"
"""The cure for a file of another kind."""

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/"
# openpyxl leaves the marks by which a workbook writes "_x000D_" as it is, and carriage returns.
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell[\s/>]")
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_workbook(raw: bytes, file: str) -> Grid:
    """Read the tracker in an xlsx file; raise ``UnreadableSheetError`` where it is none, with the reason."""
    _check_kind(raw, file)
    _check_parts(raw, file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of decorations that it leaves out
            grid = _read(raw, file)
    except UnreadableSheetError:
        raise
    except Exception as error:
        # openpyxl raises whatever it stumbles on: KeyError, ValueError, TypeError, ParseError.
        reason = f"it is damaged or was made by a program that writes it otherwise ({type(error).__name__})"
        raise unreadable(file, f"the workbook cannot be read: {reason}", SAVE_AGAIN) from error
    return grid


def _check_kind(raw: bytes, file: str) -> None:
    if not raw:
        raise unreadable(
            file, "the file is empty", f"export the tracker again with the command “scrutiny export {file}”"
        )
    if len(raw) > LARGEST_FILE:
        raise unreadable(file, f"the file has {len(raw):,} bytes; the limit is {LARGEST_FILE:,}", "split the tracker")
    if raw.startswith(_OLD_EXCEL):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            raise unreadable(
                file,
                "the workbook is locked with a password",
                "open it in Excel, take the password away (File, Info, Protect Workbook), and save it",
            )
        raise unreadable(file, "this is a workbook of the old kind (.xls)", SAVE_AGAIN)
    if not zipfile.is_zipfile(io.BytesIO(raw)):
        raise unreadable(file, "this is no Excel workbook", SAVE_AGAIN)


def _check_parts(raw: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            fault = _fault_of(parts)
    except Exception:  # noqa: BLE001  zipfile and zlib raise much, and it all means that the file is damaged
        fault = "the workbook is damaged or locked", SAVE_AGAIN
    if fault:
        raise unreadable(file, *fault)


def _fault_of(parts: zipfile.ZipFile) -> tuple[str, str] | None:
    """Say why a workbook is not read, and the cure; None where it may be."""
    listed = parts.infolist()
    # A part is never unpacked beyond the size it states, so that the sum of these is a limit.
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > LARGEST_UNPACKED:
        return (
            f"unpacked, the workbook is larger than {LARGEST_UNPACKED // 1_000_000} million bytes",
            "copy the rows of the tracker into a new workbook without pictures and other sheets",
        )
    if "xl/workbook.xml" not in parts.namelist():
        return "this is no Excel workbook", SAVE_AGAIN
    if "xl/vbaProject.bin" in parts.namelist():
        return "the workbook has macros", SAVE_AGAIN
    for part in listed:
        if fault := _fault_inside(parts.read(part).replace(b"\x00", b"")):
            return fault
    if _STRICT in parts.read("xl/workbook.xml"):
        return "the workbook is saved as “Strict Open XML Spreadsheet”", SAVE_AGAIN
    return None


def _fault_inside(text: bytes) -> tuple[str, str] | None:
    """Say why one part of a workbook is not read, and the cure; None where it may be."""
    if _DECLARED.search(text):
        return "the workbook declares entities, which Excel never does", SAVE_AGAIN
    if _more_than(MOST_LINES, _ROW, text):
        return (
            f"a sheet has more than {MOST_LINES:,} rows, most of them empty but formatted",
            "delete the rows below the tracker, so that their format goes too, and save it",
        )
    if _more_than(MOST_MERGED, _MERGED, text):
        return f"a sheet has more than {MOST_MERGED:,} merged cells", "take the merging away and fill in each cell"
    return None


def _more_than(most: int, mark: re.Pattern[bytes], text: bytes) -> bool:
    return next(islice(mark.finditer(text), most, None), None) is not None


def _read(raw: bytes, file: str) -> Grid:
    book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
    grids = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its size may be wrong
        grid = gridded(file, shortened(sheet.title), _lines(sheet))
        if grid:
            grids[sheet.title] = (grid, sheet)
    chosen = SHEET if SHEET in grids else next(iter(grids), "")
    if not chosen:
        named = ", ".join(f"“{sheet.title}”" for sheet in book.worksheets) or "none"
        raise unreadable(
            file,
            f"no sheet has the heading “Reference” at its top; the sheets are: {named}",
            "begin from a tracker made with the command “scrutiny export tracker.xlsx”",
        )
    if chosen != SHEET and len(grids) > 1:
        named = " and ".join(f"“{title}”" for title in grids)
        raise unreadable(file, f"{named} both look like the tracker", f"name the one that is meant “{SHEET}”")
    grid, sheet = grids[chosen]
    grid.epoch = book.epoch
    if chosen != SHEET:
        grid.notes.append(f"Read the sheet “{chosen}”, as there is no sheet “{SHEET}”.")
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        _look_at_layout(grid, parts, sheet)
    return grid


def _lines(sheet: Any) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Yield the rows that hold something; a stray cell far below leaves a million that do not."""
    nothing = None
    for number, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW, max_col=WIDEST), 1):
        if cells is nothing:  # openpyxl gives the same row for each one that the file leaves out
            continue
        if any(each.value is not None for each in cells):
            yield number, [_cell(each.value, each.data_type) for each in cells]
        else:
            nothing = cells


def _cell(value: Any, kind: str) -> Cell:
    if value is None:
        return EMPTY
    if kind == "f":
        return Cell("a formula", fault="holds a formula")
    if kind == "e":
        return Cell(str(value), fault=f"holds the error {value}")
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, datetime.datetime | datetime.date):
        day = value.date() if isinstance(value, datetime.datetime) else value
        return Cell(day.isoformat())
    if isinstance(value, int | float):
        whole = int(value) if float(value).is_integer() else value
        return Cell(str(whole), number=float(value))
    text = _ESCAPED.sub("_", str(value)).replace("_x000D_\n", "\n")
    return Cell(restored(text).strip())


def _look_at_layout(grid: Grid, parts: zipfile.ZipFile, sheet: Any) -> None:
    """Refuse merged cells, and tell of rows that are hidden: they were read like the others."""
    hidden = 0
    path = sheet._worksheet_path  # noqa: SLF001  openpyxl keeps the layout from those who read fast
    with parts.open(path) as source:
        for _, element in ET.iterparse(source):  # noqa: S314  a workbook with declarations was refused above
            name = element.tag.rpartition("}")[2]
            if name == "row":
                number = int(element.get("r") or 0)
                hidden += element.get("hidden") in {"1", "true"} and number in grid.rows
                element.clear()
            elif name == "mergeCell":
                _refuse_merged(grid, element.get("ref") or "")
    if hidden:
        rows = "1 row is" if hidden == 1 else f"{hidden:,} rows are"
        grid.notes.append(f"{rows} hidden, by a filter or by hand; hidden rows are read like the others.")


def _refuse_merged(grid: Grid, cells: str) -> None:
    """Refuse cells that are merged across a column of the tracker, unless they are a title above the headings."""
    corners = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", cells)
    if corners is None:
        return
    first, last = (_position(corners[number]) for number in (1, 3))
    touched = [column for column, position in grid.columns.items() if first <= position <= last]
    rows = list(grid.rows)
    if touched and bisect_left(rows, int(corners[2])) < bisect_right(rows, int(corners[4])):
        column = min(touched, key=COLUMNS.index)
        place = CellPlace(grid.file, int(corners[2]), grid.columns[column], grid.sheet, column.name)
        what = f"the cells {cells} are merged, so that only one of them has a value"
        grid.problems.append(Problem(place, "", what, "take the merging away and fill in each cell", "tracker-cell"))


def _position(letters: str) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position
