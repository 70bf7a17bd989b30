"""The tracker as a workbook for Excel. Equal rows on an equal day give equal bytes."""

from __future__ import annotations

import datetime
import io
import math
import re
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from scrutiny.formula import defused
from scrutiny.sheet.columns import COLUMNS, SHEET, Column, Tracker
from scrutiny.sheet.guide import TITLE, guide
from scrutiny.sheet.rows import Row

DAYS = frozenset({Tracker.LAST_DAY, Tracker.DATE, Tracker.DONE_ON, Tracker.NEW_DATE, Tracker.NEW_DONE_ON})
"""The columns that hold days, as real dates of Excel."""

_DAY_COLUMNS = frozenset(column.value for column in DAYS)
_DAY_FORMAT = "yyyy-mm-dd"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_GREY = PatternFill("solid", start_color="FFEDEDED")
_WHITE = PatternFill("solid", start_color="FFFFFFFF")
_HEAD = PatternFill("solid", start_color="FF1F3A4D")
_HEAD_NEW = PatternFill("solid", start_color="FF1B5E3A")
_LINE_HEIGHT = 15  # points
_LINE = Side(style="thin", color="FFBFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_BOLD_WHITE = Font(bold=True, color="FFFFFFFF")
_BOLD = Font(bold=True)


def write_workbook(rows: Sequence[Row], as_of: datetime.date) -> bytes:
    """Return the tracker as the bytes of an xlsx file; ``as_of`` is the day for which it is right."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _fill(sheet, rows)
    _explain(book.create_sheet(TITLE), as_of)
    book.properties.creator = "The Scrutiny Record"
    book.properties.title = "Tracker"
    written = io.BytesIO()
    book.save(written)
    return _fixed(written.getvalue(), as_of)


def _fill(sheet: Worksheet, rows: Sequence[Row]) -> None:
    for position, column in enumerate(COLUMNS, 1):
        head = sheet.cell(1, position, column.name)
        head.fill, head.font = (_HEAD_NEW if column.is_new else _HEAD), _BOLD_WHITE
        head.alignment, head.border = _WRAPPED, _BOX
        letter = get_column_letter(position)
        sheet.column_dimensions[letter].width = column.width
        if column.is_new and column.choices:
            _offer(sheet, column, f"{letter}2:{letter}{max(len(rows) + 1, 2)}")
    for number, row in enumerate(rows, 2):
        for position, column in enumerate(COLUMNS, 1):
            cell = sheet.cell(number, position)
            cell.fill = _WHITE if column.is_new and row.takes_news else _GREY
            cell.border, cell.alignment = _BOX, _WRAPPED
            _put(cell, column, row.shown.get(column, ""))
        lines = max(_lines(row.shown.get(column, ""), column.width) for column in COLUMNS)
        sheet.row_dimensions[number] = _GrowingRow(sheet, index=number, ht=_LINE_HEIGHT * lines)
    sheet.freeze_panes = "C2"  # the headings, the reference and what is to be done stay in view
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows) + 1}"
    # On paper the columns go over several sheets of A3: each begins with what is to be done, and has the headings.
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:B"


class _GrowingRow(RowDimension):
    """A row that is high enough for its text, and still grows when somebody writes more into it.

    A height alone is taken as fixed; without one LibreOffice shows a single line of a wrapped text.
    """

    @property
    def customHeight(self) -> bool:  # noqa: N802  openpyxl's name
        """Whether the height was set by hand: never."""
        return False


def _lines(text: str, width: float) -> int:
    """Estimate the lines that a text takes in a column of so many digits' width."""
    return sum(max(1, math.ceil(len(line) * 1.1 / width)) for line in text.split("\n"))


def _put(cell: Cell | MergedCell, column: Column, text: str) -> None:
    if column in _DAY_COLUMNS:
        cell.number_format = _DAY_FORMAT
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            cell.value = datetime.date.fromisoformat(text)
            return
    if text:
        # Excel reads "_x000D_" as a carriage return; this is how such letters are written as they are.
        cell.value = _ESCAPE_LIKE.sub("_x005F_", defused(text))
        cell.data_type = "s"


def _offer(sheet: Worksheet, column: Column, cells: str) -> None:
    """Let the cells of a column be chosen from its closed list."""
    values = ",".join(value.value for value in column.choices or ())
    offer = DataValidation(type="list", formula1=f'"{values}"', allow_blank=True, showErrorMessage=True)
    offer.errorTitle, offer.error = column.name, f"Choose a value from the list. The sheet “{TITLE}” explains each."
    sheet.add_data_validation(offer)
    offer.add(cells)


def _explain(sheet: Worksheet, as_of: datetime.date) -> None:
    for letter, width in (("A", 28), ("B", 90), ("C", 32)):
        sheet.column_dimensions[letter].width = width
    for number, line in enumerate(guide(as_of), 1):
        for position, text in enumerate(line, 1):
            cell = sheet.cell(number, position, defused(text))
            cell.alignment = _WRAPPED if position > 1 else Alignment(vertical="top")
            if number == 1 or line[0] == "Column" or line[1:2] == ("What it means",):
                cell.font = _BOLD


def _fixed(raw: bytes, as_of: datetime.date) -> bytes:
    """Take the time of the clock out of a workbook: openpyxl stamps its properties and its parts."""
    instant = f"{as_of.isoformat()}T00:00:00Z".encode()
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in _in_order(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + instant, content)
            part = zipfile.ZipInfo(name, _ZIP_TIME)
            part.compress_type, part.external_attr, part.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(part, content)
    return written.getvalue()


def _in_order(names: Iterable[str]) -> list[str]:
    """Order the parts by name, the list of their kinds first as Excel wants it."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
