"""News from a tracker that came back: every white cell judged, every wrong one named, nothing guessed."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scrutiny.address import Address
from scrutiny.language import day_words
from scrutiny.link.relations import Target
from scrutiny.load.text import MOST_PROBLEMS
from scrutiny.problem import Problem, closest, did_you_mean
from scrutiny.register import Register
from scrutiny.sheet.cells import Cell, day_of, same_text, shortened
from scrutiny.sheet.columns import NEW, SHOWN, WRITE_UNDER, Column, Tracker
from scrutiny.sheet.grid import Grid, row_words
from scrutiny.sheet.news import Entry, already_told, entry_of, is_broken, missing_parts, refusal_of, sketched
from scrutiny.sheet.rows import Row
from scrutiny.vocabulary import Status, Timeliness

NEEDED = (Tracker.NEW_DATE.value, Tracker.NEW_BY.value, Tracker.NEW_NEWS.value)
"""What every piece of news has."""

FIRST_YEAR = 2000
"""News of earlier years stands in no tracker: such a day is a slip, most often a year without day and month."""


@dataclass(frozen=True)
class Piece:
    """One new update, and the row it comes from. Where a cell of the row is wrong, the update is only a sketch."""

    row: int
    target: Target
    entry: Entry


@dataclass
class Taken:
    """What a tracker brings."""

    pieces: list[Piece] = field(default_factory=list)
    """The new updates, in the order of the rows."""
    problems: list[Problem] = field(default_factory=list)
    """Every wrong cell. While there is one, nothing is to be written."""
    notes: list[str] = field(default_factory=list)
    """What an officer should know and need not mend."""
    told_before: int = 0
    """Rows whose news is in the record already."""


def take(grid: Grid, register: Register, rows: Sequence[Row], shown: Iterable[Row], as_of: datetime.date) -> Taken:
    """Compare a tracker with the record on a day.

    ``rows`` are those of the whole record; ``shown`` those of what is public, which a tracker without withheld
    records shows. Each row with something in a white column becomes one update.
    """
    taking = _Taking(grid, register, {}, as_of)
    for row in rows:
        taking.known[row.reference] = [row]
    for row in shown:
        taking.known[row.reference].append(row)
        taking.public.add(row.reference)
    if not grid.problems or Tracker.REFERENCE.value in grid.columns:
        for number in grid.rows:
            taking.row(number)
            if len(taking.taken.problems) > MOST_PROBLEMS:
                break
    taking.taken.problems[:0] = grid.problems
    if len(taking.taken.problems) > MOST_PROBLEMS:
        taking.give_up()
    taking.taken.notes = [*grid.notes, *taking.notes()]
    return taking.taken


@dataclass
class _Taking:
    grid: Grid
    register: Register
    known: dict[str, list[Row]]
    """Reference -> its row in the whole record, then in what is public."""
    as_of: datetime.date
    public: set[str] = field(default_factory=set)
    """The references of what is public: a tracker need not have the others."""
    taken: Taken = field(default_factory=Taken)
    seen: dict[str, int] = field(default_factory=dict)
    old: list[int] = field(default_factory=list)
    changed: defaultdict[Column, list[int]] = field(default_factory=lambda: defaultdict(list))

    def wrong(self, row: int, column: Column, what: str, cure: str, rule: str = "tracker-cell") -> None:
        self.taken.problems.append(Problem(self.grid.place(row, column), "", what, cure, rule))

    def give_up(self) -> None:
        """Say that there is more: a hundred wrong cells have one cause, which the first ones show."""
        what = f"more than {MOST_PROBLEMS} cells are wrong; only the first are shown"
        self.taken.problems[MOST_PROBLEMS:] = [
            Problem(self.grid.place(), "", what, "mend these first, then import again", "tracker-cell")
        ]

    def row(self, number: int) -> None:
        reference = self.grid.cell(number, Tracker.REFERENCE.value)
        known = self.known.get(reference.text)
        if known is None or reference.fault:
            self.unknown(number, reference)
        elif reference.text in self.seen:
            what = f"this row is there twice: also in row {self.seen[reference.text]}"
            cure = "delete one of the two; where both have news, bring in one of them after the other"
            self.wrong(number, Tracker.REFERENCE.value, what, cure, "tracker-row")
        else:
            self.seen[reference.text] = number
            self.compare(number, known)
            self.news(number, known[0])

    def unknown(self, number: int, reference: Cell) -> None:
        column, text = Tracker.REFERENCE.value, reference.text
        id_, _, anchor = text.partition("#")
        moved = {old: new for new, record in self.register.records.items() for old in record.formerly}
        if reference.fault:
            what, cure = f"the cell {reference.fault}", "write the reference itself"
        elif not text:
            what = "this row has no reference"
            cure = "delete the row here, and write what is to be done in a record first; then export again"
        elif id_ in moved:
            what, cure = f"the record “{id_}” has moved", f"write “{moved[id_]}#{anchor}”"
        elif self.register.part(id_, anchor) is not None and id_ in self.register.records:
            what, cure = f"“{text}” sets nothing to be done", "delete the row, or correct the reference"
        else:
            what = f"“{text}” is not in the record"
            guess = closest(text, self.known)
            cure = f"did you mean “{guess}”?" if guess else "export the tracker again, and copy its reference"
        self.wrong(number, column, what, cure, "tracker-row")

    def compare(self, number: int, known: Sequence[Row]) -> None:
        """Look for grey cells that were written over: nothing there is taken in, and the officer has to know."""
        now, is_old = known[0], False
        for column in SHOWN:
            cell = self.grid.cell(number, column)
            if column is Tracker.REFERENCE.value or not cell.text:
                continue
            if not cell.fault and any(same_text(cell.text, row.shown[column]) for row in known):
                continue
            if column not in WRITE_UNDER:
                if column is not Tracker.TIMELINESS.value or cell.text not in {each.label for each in Timeliness}:
                    self.changed[column].append(number)
            elif not cell.fault and any(same_text(cell.text, old) for row in known for old in row.before[column]):
                is_old = True
            else:
                found = f"the cell {cell.fault}" if cell.fault else f"this says “{shortened(cell.text)}”"
                said = f"“{shortened(now.shown[column])}”" if now.shown[column] else "nothing"
                if now.reference not in self.public:
                    said = "otherwise"  # the words of a withheld record are in no message
                what = f"{found}, and the record says {said}"
                cure = f"put this cell back, and write the news under “{WRITE_UNDER[column].name}”"
                self.wrong(number, column, what, cure)
        self.old += [number] * is_old

    def news(self, number: int, row: Row) -> None:
        cells = {column: cell for column in NEW if (cell := self.grid.cell(number, column)).text}
        if not cells:
            return
        if not row.takes_news:
            what = "news of this row has no place in the record"
            cure = (
                "empty the cell; a promised look is recorded by the meeting that takes it, and an answer's action by "
                "news of the resolution it answers"
            )
            self.wrong(number, next(iter(cells)), what, cure, "tracker-row")
            return
        wrong = {column for column in NEEDED if column not in cells and column in self.grid.columns}
        for column in NEW:
            if column in wrong:
                given = ", ".join(f"“{each.name}”" for each in cells)
                self.wrong(number, column, f"this is empty, and the row has {given}", "fill it in, or empty the others")
        # What a column that is gone would have said is not known; that it is gone is told once, of the headings.
        wrong |= {column for column in NEW if column not in self.grid.columns}
        texts: dict[Column, str] = {}
        for column, cell in cells.items():
            before = len(self.taken.problems)
            texts[column] = self.text(number, column, cell)
            if len(self.taken.problems) > before:
                wrong.add(column)
        for column, what, cure in missing_parts(texts):
            if column not in self.grid.columns:
                continue
            self.wrong(number, column, what, cure)
            wrong.add(column)
        entry = entry_of(row.target, sketched(texts, wrong, self.as_of.isoformat()))
        if not wrong and already_told(entry, row.updates):
            self.taken.told_before += 1
        else:
            self.taken.pieces.append(Piece(number, row.target, entry))

    def text(self, number: int, column: Column, cell: Cell) -> str:
        """Return what a white cell says, as a record writes it; note a problem where it cannot be taken."""
        if cell.fault:
            cure = "copy the cell and paste it as a value (Paste Special, Values)"
            self.wrong(number, column, f"the cell {cell.fault}", cure)
        elif is_broken(cell.text):
            cure = "type it again, and save as an Excel workbook or as “CSV UTF-8”: other kinds of csv lack it"
            self.wrong(number, column, f"a letter was lost in “{shortened(cell.text)}”", cure)
        elif column.choices:
            return self.choice(number, column, cell.text, column.choices)
        elif column.field in {"on", "done_on"}:
            return self.day(number, column, cell)
        elif refusal := refusal_of(cell.text):
            self.wrong(number, column, *refusal)
        return cell.text

    def choice(self, number: int, column: Column, text: str, choices: type[Status]) -> str:
        plain = " ".join(text.split()).casefold()
        for value in choices:
            if plain in {value.value.casefold(), value.label.casefold()}:
                return value.value
        values = [value.value for value in choices]
        cure = did_you_mean(plain, values, "choose one of: " + ", ".join(values))
        self.wrong(number, column, f"“{shortened(text)}” is not in the list of this column", cure)
        return text

    def day(self, number: int, column: Column, cell: Cell) -> str:
        day = day_of(cell, self.grid.epoch)
        if isinstance(day, str):
            self.wrong(number, column, f"“{shortened(cell.text)}” is not plainly a day", day)
            return cell.text
        if day.year < FIRST_YEAR:
            what = f"{day_words(day)} is too long ago"
            self.wrong(number, column, what, "correct the day; Excel makes 1905 of a year that is written alone")
        if day > self.as_of:
            what = f"{day_words(day)} is still to come: today is {day_words(self.as_of)}"
            self.wrong(number, column, what, "news is written when it has happened; correct the day")
        return day.isoformat()

    def notes(self) -> Iterable[str]:
        for column, numbers in self.changed.items():
            yield (
                f"“{column.name}” differs from the record in {row_words(numbers)}. The grey columns are not taken in; "
                "to change what they say, correct the record."
            )
        if self.old:
            yield f"Grey cells show what the record said before, in {row_words(self.old)}. Export again for fresh ones."
        councils = {Address.read(self.known[reference][0].target.id).authority for reference in self.seen}
        absent = [
            reference
            for reference, rows in self.known.items()
            if reference in self.public - self.seen.keys() and Address.read(rows[0].target.id).authority in councils
        ]
        if absent:
            one = "1 action of these councils has no row in this tracker and stays as it is."
            several = f"{len(absent):,} actions of these councils have no row in this tracker and stay as they are."
            yield one if len(absent) == 1 else several
