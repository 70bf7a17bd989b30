"""The tables as CSV files: as Excel and RFC 4180 want them, harmless, and described for programs."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT, SAMPLE
from scrutiny.follow import Site
from scrutiny.open_data.api import Imprint
from scrutiny.open_data.csv_files import CsvFolder, columns_file, csv_archive, csv_files
from scrutiny.open_data.described import csv_description
from scrutiny.open_data.tables import TABLES, Row, Rows, rows, shared_rows
from scrutiny.outputs import CouncilOutputs
from tabled import batches_of, edition_of, table_of

DEFUSED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
"""The cells of which, as the description of the files says, the first apostrophe is to be taken away."""


def restored(cell: str) -> str:
    """Do what the description says."""
    return cell[1:] if DEFUSED.match(cell) else cell


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the invented authorities."""
    made = tmp_path_factory.mktemp("csv")
    with CsvFolder(made) as files:
        for batch in batches_of(edition_of(SAMPLE)):
            files.add(batch)
    return made


def read(content: bytes) -> list[list[str]]:
    """Read a file as a program does that knows nothing of it but UTF-8 and commas."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def gaps_with(*texts: str) -> Rows:
    """Return rows of the table of gaps, each with one of some texts in its last cell."""
    told: list[Row] = [("a/items/2026-b", place, "a", False, text) for place, text in enumerate(texts, 1)]
    return {"gaps": told}


def test_a_file_begins_with_the_mark_by_which_excel_knows_utf_8(folder: Path) -> None:
    """Each file has the mark of UTF-8, the names of the columns in one line, and line ends as in RFC 4180."""
    files = sorted(folder.glob("*.csv"))

    assert len(files) == len(TABLES)
    for file in files:
        content = file.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf"), file.name
        head = content.decode("utf-8-sig").split("\r\n")[0]
        assert head == ",".join(column.name for column in table_of(file.stem).columns)
        assert content.endswith(b"\r\n")
        assert "\n" not in re.sub(r'"(?:[^"]|"")*"', "", content.decode("utf-8-sig")).replace("\r\n", "")


def test_a_file_gives_every_cell_back(folder: Path) -> None:
    """Read again, each file has the cells of its table: empty for nothing, true and false, numbers, days and texts."""
    edition = edition_of(SAMPLE)
    for name, found in (rows(edition) | shared_rows(edition)).items():
        texts = [["" if cell is None else str(cell) for cell in row] for row in found]
        wanted = [
            [text.lower() if isinstance(cell, bool) else text for cell, text in zip(row, line, strict=True)]
            for row, line in zip(found, texts, strict=True)
        ]
        _, *lines = read((folder / f"{name}.csv").read_bytes())
        assert [[restored(cell) for cell in line] for line in lines] == wanted


def test_a_known_row_is_read_as_somebody_would_write_it() -> None:
    """The row of Bradford in the file of authorities has the words of its record."""
    files = dict(csv_files(rows(edition_of(ROOT / "content"), "bradford")))
    head, *lines = read(files["authorities.csv"])

    assert len(lines) == 1
    row = dict(zip(head, lines[0], strict=True))
    assert (row["id"], row["title"], row["gss"], row["gss_missing"]) == ("bradford", "Bradford", "E08000032", "")
    assert (row["invented"], row["withdrawn"], row["withdrawn_on"]) == ("false", "false", "")


@pytest.mark.parametrize(
    "text", ["=1+1", "+44", "-5 places", "@SUM(A1)", "\tx", "'=1", "''@x", "＝1", '=HYPERLINK("https://x.example")']
)
def test_no_text_is_taken_for_a_formula_and_the_way_back_is_exact(text: str) -> None:
    """What begins like a formula has an apostrophe before it; without that one it is as it was."""
    ((_, content),) = csv_files(gaps_with(text))
    cell = read(content)[1][-1]

    assert cell[0] == "'"
    assert restored(cell) == text


@pytest.mark.parametrize(
    "text", ["'tis so", "a = b", "1, 2", 'say "no"', "two\n\nparagraphs", "it’s –", "Cynllun gwella"]
)
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    """Apostrophes, commas, quotation marks, line ends and Welsh are no reason to change a text."""
    ((_, content),) = csv_files(gaps_with(text))

    assert read(content)[1][-1] == text


def test_the_description_tells_what_the_files_hold(folder: Path) -> None:
    """CSV on the Web has each file with its columns in order, their types, its key, and where it leads."""
    told = json.loads(csv_description({"as_of": "2026-11-22", "licence": "not stated", "invented": "true"}))
    tables = {table["url"]: table["tableSchema"] for table in told["tables"]}

    assert told["dc:date"] == "2026-11-22"
    assert told["dc:license"] == "not stated"
    assert "invented: true" in told["dc:description"]
    assert set(tables) == {file.name for file in folder.glob("*.csv")}
    for name, schema in tables.items():
        assert [column["name"] for column in schema["columns"]] == read((folder / name).read_bytes())[0]
    findings = tables["findings.csv"]
    assert findings["primaryKey"] == ["id"]
    assert {
        "columnReference": ["inspection"],
        "reference": {"resource": "inspections.csv", "columnReference": ["id"]},
    } in (findings["foreignKeys"])
    types = {column["name"]: column["datatype"] for column in tables["updates.csv"]["columns"]}
    assert types["on"] == {"base": "date", "format": "yyyy-MM-dd"}
    assert types["number"] == "integer"


def test_a_file_says_what_every_column_means(folder: Path) -> None:
    """Who has only a spreadsheet finds each column of each file, with its meaning and where it leads."""
    name, content = columns_file()
    _, *told = read(content)

    assert name == "about_columns.csv"
    assert [(table.name, column.name) for table in TABLES for column in table.columns] == [
        (table, column) for table, column, *_ in told
    ]
    assert ["findings", "inspection", "text", "The inspection in which it stands.", "inspections"] in told


def test_every_promised_key_is_kept_in_the_files(folder: Path) -> None:
    """Keys are there once, and each foreign key that the description promises is in the file it names."""
    cells = {file.name: read(file.read_bytes()) for file in folder.glob("*.csv")}

    def keys(file: str, columns: list[str]) -> list[tuple[str, ...]]:
        head, *lines = cells[file]
        return [tuple(line[head.index(column)] for column in columns) for line in lines]

    promised = 0
    for table in json.loads(csv_description({}))["tables"]:
        own = keys(table["url"], table["tableSchema"]["primaryKey"])
        assert len(own) == len(set(own)), table["url"]
        for each in table["tableSchema"]["foreignKeys"]:
            to = each["reference"]
            assert set(keys(table["url"], each["columnReference"])) <= set(keys(to["resource"], to["columnReference"]))
            promised += 1
    assert promised > 50


@pytest.mark.parametrize("content, name", [(SAMPLE, "northwick"), (ROOT / "content", "bradford")])
def test_files_of_an_invented_authority_say_that_it_is(content: Path, name: str) -> None:
    """The description within the archive says of an invented council, and of no other, that all of it is made up."""
    edition = edition_of(content)
    outputs = CouncilOutputs(edition, name, Imprint(edition.as_of), Site("The Scrutiny Record"), 10)
    with zipfile.ZipFile(io.BytesIO(dict(outputs.files())[f"data/v1/{name}/tables.zip"])) as archive:
        told = json.loads(archive.read("csv-metadata.json"))["dc:description"]

    said = "invented: No council, person, date or document in these tables is real." in told
    assert said == (name == "northwick")


def test_one_authority_has_its_files_in_one_archive() -> None:
    """The archive of an authority has its own tables, none of what all share, and is the same every time."""
    edition = edition_of(SAMPLE)

    def made() -> bytes:
        described = ("csv-metadata.json", csv_description({"invented": "true"}, whole=False))
        return csv_archive([*csv_files(rows(edition, "northwick")), described])

    with zipfile.ZipFile(io.BytesIO(made())) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        head, *lines = read(archive.read("items.csv"))
        told = json.loads(archive.read("csv-metadata.json"))
    assert made() == made()
    assert {line[head.index("authority")] for line in lines} == {"northwick"}
    assert "themes.csv" not in names
    assert {table["url"] for table in told["tables"]} == set(names) - {"csv-metadata.json"}
    assert not [table for table in told["tables"] if "foreignKeys" in table["tableSchema"]]
