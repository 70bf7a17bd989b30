import json
import subprocess
import sys
from pathlib import Path

from bench.check import copies
from conftest import ROOT
from scrutiny.check import check_content
from scrutiny.load.content import load_content


def measure(*asked: str | Path) -> str:
    """What the benchmark prints."""
    command = [sys.executable, "-m", "tests.bench.check", *map(str, asked)]
    env = {"PYTHONPATH": str(ROOT / "hooks")}
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=env).stdout


def test_all_ways_are_measured(tmp_path: Path) -> None:
    """The table has a row for each way at each size, with the files read, and the plain loader is the measure."""
    head, _, *rows = measure("--records", "4", "8", "--rounds", "1", tmp_path).splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert head == "| files | way | s CPU | ratio | least to most | MB |"
    ways = ["plain", "load", "load and check"]
    assert [row[:2] for row in cells] == [[files, way] for files in ("10", "14") for way in ways]
    assert [row[3] for row in cells if row[1] == "plain"] == ["1.00", "1.00"]
    assert all(float(row[2]) > 0 and float(row[3]) > 0 for row in cells)


def test_copies_of_the_real_record_pass_every_check(tmp_path: Path) -> None:
    """Copies under invented names are as many as asked for, lead nowhere but to each other, and have no problem."""
    files = copies(tmp_path, 30)
    loaded = load_content(tmp_path)
    assert check_content(loaded) == []
    assert len([id_ for id_ in loaded.register.records if "/" in id_]) == 30
    assert files == len(list(tmp_path.rglob("*.yml"))) == len(loaded.documents)
    real = {folder.name for folder in (ROOT / "content").iterdir()}
    assert not real & {id_.split("/")[0] for id_ in loaded.register.records}


def test_a_record_with_problems_is_not_measured(tmp_path: Path) -> None:
    """Checking a bad record is another job than checking a good one, so the benchmark ends with the problems."""
    (tmp_path / "content").mkdir()
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench.check", "--way", "load and check", str(tmp_path / "content")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "hooks")},
        check=False,
    )
    assert run.returncode == 1
    assert "there are no records here" in run.stderr


def test_one_way_says_what_it_cost(tmp_path: Path) -> None:
    """Each way runs in a process of its own and gives its processor seconds and its memory."""
    copies(tmp_path, 10)
    cost = json.loads(measure("--way", "load", tmp_path))
    assert cost["seconds"] > 0
    assert cost["megabytes"] >= 0
