"""News made into changes of files, and the proof that each changed file is a good record.

Whatever the checks of a record find in a new update is told by sheet, row and column: that is where it is mended.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from scrutiny.address import Address
from scrutiny.check import check_content
from scrutiny.load import read_document, validate
from scrutiny.load.content import Loaded
from scrutiny.load.names import ALIASES
from scrutiny.problem import Place, Problem
from scrutiny.register import Register
from scrutiny.sheet.appended import with_updates
from scrutiny.sheet.cells import CellPlace
from scrutiny.sheet.columns import NEW, Column, Tracker
from scrutiny.sheet.grid import Grid
from scrutiny.sheet.news import STAND_IN
from scrutiny.sheet.taken import Piece

CURES = {
    "implemented-without-evidence": "fill in “New evidence”, or choose who confirmed it under “New assurance”",
    "evidence-missing": "fill in “New evidence”",
    "done-not-implemented": "choose implemented under “New delivery”, or empty this cell",
}
"""What to do in the tracker where the cure for a file reads otherwise; by rule."""

_WORDS_FOR_MISSING = ", or write one of: not stated, none, unknown"
_FIELD = re.compile(r"updates\[(\d+)\](?:\.(\w+))?(?:\[\d+\])?(?:\.(\w+))?")


@dataclass(frozen=True)
class Changed:
    """One file of the record with its new updates."""

    path: Path
    name: str
    """Its path as problems print it."""
    before: bytes
    after: bytes


@dataclass
class Proved:
    """The files to write; none is to be written while there is a problem."""

    files: list[Changed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def prove(folder: Path, loaded: Loaded, pieces: Iterable[Piece], grid: Grid) -> Proved:
    """Add each piece of news to the record it is about, and check the whole record with them.

    ``loaded`` is the record of ``folder`` as it is, without a problem.
    """
    proved, proving = Proved(), _Proving(loaded, grid)
    by_record: defaultdict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_record[piece.target.id].append(piece)
    for id_, mine in by_record.items():
        path = folder / Address.read(id_).path
        before = path.read_bytes()
        if (after := proving.record(id_, mine, before)) is not None:
            proved.files.append(Changed(path, loaded.documents[id_].name, before, after))
    if by_record:
        proved.problems = sorted({*proving.problems, *proving.whole()})
    return proved


class _Proving:
    """The record as it would be."""

    def __init__(self, loaded: Loaded, grid: Grid) -> None:
        self.loaded, self.grid = loaded, grid
        self.records, self.documents = dict(loaded.register.records), dict(loaded.documents)
        self.problems: list[Problem] = []
        self.added: dict[str, tuple[int, Sequence[Piece]]] = {}
        """File -> how many updates it had, and those that were added."""

    def record(self, id_: str, pieces: Sequence[Piece], before: bytes) -> bytes | None:
        """Add news to one record; where a cell is wrong, note it and go on with the others."""
        name, old = self.loaded.documents[id_].name, self.loaded.register.records[id_]
        while pieces:
            after = with_updates(before, name, [piece.entry for piece in pieces])
            if after is None:
                what = "news cannot be added to this file safely"
                cure = "write its updates: as a list, each under the other with a dash, and import again"
                self.problems.append(Problem(Place(name), "updates", what, cure, "tracker-file"))
                return None
            document = read_document(after, name)
            self.added[name] = len(old.updates), pieces
            record, problems = validate(type(old), document, ALIASES)
            if record is not None:
                self.records[id_], self.documents[id_] = record, document
                return after
            told = [self.in_sheet(problem) for problem in problems]
            self.problems += told
            left = [_without_wrong(piece, told) for piece in pieces]
            if left == list(pieces):
                return None
            pieces = left
        return None

    def whole(self) -> list[Problem]:
        """Run every check over the record with its news."""
        register = Register(self.records, self.loaded.register.shared)
        return [self.in_sheet(problem) for problem in check_content(Loaded(register, self.documents))]

    def in_sheet(self, problem: Problem) -> Problem:
        """Say where in the sheet a problem of a new update comes from; give back any other as it is."""
        found = _FIELD.match(problem.field)
        count, pieces = self.added.get(problem.place.file, (0, ()))
        position = int(found[1]) - count if found else -1
        if found is None or not 0 <= position < len(pieces):
            return problem
        place = self.grid.place(pieces[position].row, _column(found[2], found[3]))
        # A cell that may stay empty needs no word for what is missing.
        cure = CURES.get(problem.rule, problem.cure).replace(_WORDS_FOR_MISSING, ", or leave this cell empty")
        return replace(problem, place=place, field="", cure=cure, excerpt="")


def _without_wrong(piece: Piece, problems: Iterable[Problem]) -> Piece:
    """Take out of a piece of news what is wrong in it, so that the rest can be judged in the same run."""
    entry, columns = dict(piece.entry), {column.name: column for column in NEW}
    for problem in problems:
        if isinstance(problem.place, CellPlace) and problem.place.line == piece.row:
            column = columns.get(problem.place.heading)
            if column and column.field in {"by", "text"}:
                entry[column.field] = STAND_IN
            elif column and column.field in {"evidence", "evidence_address"}:
                entry["evidence"] = [{"title": STAND_IN}]
            elif column:
                entry.pop(column.field, None)
    return replace(piece, entry=entry)


def _column(name: str | None, inner: str | None) -> Column:
    """Return the column that gives a field of an update."""
    if name == "evidence":
        return Tracker.NEW_EVIDENCE_ADDRESS.value if inner == "url" else Tracker.NEW_EVIDENCE.value
    return next((column for column in NEW if column.field == name), Tracker.REFERENCE.value)
