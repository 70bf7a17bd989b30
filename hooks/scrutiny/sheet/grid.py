"""A sheet as it was read: its cells under their headings, whatever kind of file it came from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils.datetime import WINDOWS_EPOCH

from scrutiny.problem import Place, Problem, closest
from scrutiny.sheet.cells import EMPTY, Cell, CellPlace, shortened
from scrutiny.sheet.columns import COLUMNS, NEW, Column, Tracker

MOST_ROWS = 50_000
"""Rows looked at; the tracker of a country has fewer."""

LARGEST_FILE = 20_000_000
"""Bytes of a file that is opened; a tracker of 10,000 actions has about two million."""

HEAD_WITHIN = 10
"""The headings stand in one of the first rows: an officer may have put a title above them."""

MOST_NAMED = 8
"""Row numbers listed in a note; the others are counted."""

REQUIRED = (Tracker.REFERENCE.value, *NEW)
"""The columns without which news cannot be read; the others may be deleted or hidden to make room."""


class UnreadableSheetError(Exception):
    """A file cannot be read as a tracker; it carries what is wrong and the cure as a ``Problem``."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def unreadable(file: str, what: str, cure: str, sheet: str = "") -> UnreadableSheetError:
    """Return the error of a file that is no tracker, to be raised."""
    return UnreadableSheetError(Problem(CellPlace(file, sheet=sheet), "", what, cure, "tracker-unreadable"))


@dataclass
class Grid:
    """The cells of one sheet below its headings."""

    file: str
    """The name of the file, as problems print it."""
    sheet: str
    """The name of the sheet; empty for csv."""
    columns: dict[Column, int] = field(default_factory=dict)
    """Where each column of the tracker stands, from 1."""
    rows: dict[int, Mapping[Column, Cell]] = field(default_factory=dict)
    """The cells of each row that is not empty, by its number as Excel counts."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the sheet itself: its headings, merged cells."""
    notes: list[str] = field(default_factory=list)
    """What an officer should know and need not mend."""
    epoch: datetime.datetime = WINDOWS_EPOCH
    """The day from which numbers count days."""

    def place(self, row: int | None = None, column: Column | None = None) -> Place:
        """Return a place in the sheet as problems name it."""
        if column is None:
            return CellPlace(self.file, row, sheet=self.sheet)
        return CellPlace(self.file, row, self.columns.get(column), self.sheet, column.name)

    def cell(self, row: int, column: Column) -> Cell:
        """Return what stands in a cell."""
        return self.rows[row].get(column, EMPTY)


def heading_of(text: str) -> str:
    """Return a heading as it is compared: spaces and capitals make no difference."""
    return " ".join(text.split()).casefold()


_KNOWN = {heading_of(column.name): column for column in COLUMNS}


def headings_in(cells: Sequence[Cell]) -> int:
    """Count the headings of the tracker in a row; 0 where the reference is not among them."""
    named = {heading_of(cell.text) for cell in cells}
    return len(named & _KNOWN.keys()) if heading_of(Tracker.REFERENCE.value.name) in named else 0


def gridded(file: str, sheet: str, lines: Iterator[tuple[int, Sequence[Cell]]]) -> Grid | None:
    """Read numbered lines of cells as a grid: first the headings, then the rows. None where there are no headings."""
    for number, cells in lines:
        if number > HEAD_WITHIN:
            return None
        if headings_in(cells):
            grid = Grid(file, sheet)
            _read_headings(grid, number, cells)
            _read_rows(grid, lines)
            return grid
    return None


def _read_rows(grid: Grid, lines: Iterator[tuple[int, Sequence[Cell]]]) -> None:
    at = {position - 1: column for column, position in grid.columns.items()}
    for number, cells in lines:
        row = {at[position]: cell for position, cell in enumerate(cells) if position in at and cell != EMPTY}
        if row:
            grid.rows[number] = row
        if len(grid.rows) > MOST_ROWS:
            raise unreadable(grid.file, f"there are more than {MOST_ROWS:,} rows", "split the tracker", grid.sheet)


def _read_headings(grid: Grid, row: int, cells: Sequence[Cell]) -> None:
    unknown: dict[int, str] = {}
    for position, cell in enumerate(cells, 1):
        column = _KNOWN.get(heading_of(cell.text))
        if column and column in grid.columns:
            what = f"there are two columns “{column.name}”, this one and column {_letter(grid.columns[column])}"
            _refuse(grid, row, position, column.name, what, "delete one of them, or rename the one that is your own")
        elif column:
            grid.columns[column] = position
        elif cell.text:
            unknown[position] = shortened(cell.text)
    missing = {heading_of(column.name): column for column in REQUIRED if column not in grid.columns}
    without_new: dict[Column, str] = {}
    for position, text in unknown.items():
        short = missing.get(f"new {heading_of(text)}")
        if short and short not in without_new:
            without_new[short] = f"column “{text}” ({_letter(position)})"
            continue
        guess = closest(heading_of(text), missing)
        if guess is None:
            grid.notes.append(f"Column “{text}” ({_letter(position)}) is none of the tracker's; it was not read.")
        else:
            name = missing.pop(guess).name
            _refuse(grid, row, position, text, "this heading is not known", f"did you mean “{name}”?")
    for column in missing.values():
        what = f"the column “{column.name}” is missing"
        renamed = without_new.get(column, "it")
        cure = f"rename {renamed} back; columns may stand in any order, and the cells below may be empty"
        grid.problems.append(Problem(grid.place(row), "", what, cure, "tracker-column"))


def _refuse(grid: Grid, row: int, position: int, heading: str, what: str, cure: str) -> None:
    place = CellPlace(grid.file, row, position, grid.sheet, heading)
    grid.problems.append(Problem(place, "", what, cure, "tracker-column"))


def _letter(position: int) -> str:
    return str(CellPlace("", None, position)).rpartition(" ")[2]


def row_words(numbers: Sequence[int]) -> str:
    """Name some rows, the first by their numbers: ``rows 3, 7 and 12 more``."""
    listed = ", ".join(map(str, numbers[:MOST_NAMED]))
    more = f" and {len(numbers) - MOST_NAMED:,} more" if len(numbers) > MOST_NAMED else ""
    return f"row {listed}" if len(numbers) == 1 else f"rows {listed}{more}"
