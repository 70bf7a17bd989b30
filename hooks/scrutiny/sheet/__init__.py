"""The tracker of actions as a sheet for Excel, going out as xlsx or csv and coming back with news.

A row is one commitment. Its grey columns show the record and are never taken in; its white columns, whose names begin
with "New", are empty on the way out, and what an officer writes there becomes one update, added to the record.

Why not write over the grey cells? Updates are only ever added, and a row shows the latest word on each axis, which may
come from three papers of different days. Of a row that was written over nobody can tell whether the evidence still
belongs to the new status, whether an unchanged "accepted" was said again, or whether an old sheet only lags behind the
record. With columns of its own each piece of news is whole: what is not written was not said. And so an untouched
sheet brings nothing, however old it is.
"""

from scrutiny.sheet.grid import Grid, UnreadableSheetError
from scrutiny.sheet.opened import read_workbook
from scrutiny.sheet.proved import Proved, prove
from scrutiny.sheet.rows import Row, rows_of
from scrutiny.sheet.table import read_table, write_table
from scrutiny.sheet.taken import Taken, take
from scrutiny.sheet.workbook import write_workbook

__all__ = [
    "Grid",
    "Proved",
    "Row",
    "Taken",
    "UnreadableSheetError",
    "prove",
    "read_table",
    "read_workbook",
    "rows_of",
    "take",
    "write_table",
    "write_workbook",
]
