"""Measure a preview: how long after saving a file its page is there, broken and mended.

    python -m tests.bench.preview [--records 0 1000 10000] [--runs 7] [WORK]

starts the real `mkdocs serve` over a copy of content/ (for 0) or over so many generated records, in the folder WORK (or
a new one), and edits one record as an officer does. Printed for each size and kind of edit: the median, least and
greatest seconds from the save to the first answer that shows it, and the processor seconds of the server in between.
The wall time depends on what else the machine does; some 0.3 s of it is the server's wait for the file to come to rest.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from .generate import write_content

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from previewed import Previewed, preview  # noqa: E402  the tests are no package

RECORD = "bradford/items/undated-front-door"
"""The record of content/ that is edited."""


def measured(shown: Previewed, id_: str, save: Callable[[], object], wanted: Callable[[str], bool]) -> list[float]:
    """Save, wait for the page, and return the seconds that passed and the processor seconds that were used."""
    before, start = shown.seconds(), time.monotonic()
    save()
    shown.until(f"{id_}/", wanted, pause=0.02)
    passed = time.monotonic() - start
    time.sleep(1)  # whatever goes on behind the answer
    return [passed, shown.seconds() - before]


def edits(file: Path, run: int) -> Iterator[tuple[str, str, Callable[[str], bool]]]:
    """Yield the kinds of edit: what it is called, what is saved, and how the page shows it."""
    good = file.read_text("utf-8")
    title = next(line for line in good.splitlines() if line.startswith("title:"))

    def is_there(page: str, sign: str, *, broken: bool) -> bool:
        return sign in page and broken == ("To mend" in page)

    mended = good.replace(title, f"title: Mended for the {run}. time", 1)
    changed = good.replace(title, f"title: Changed for the {run}. time", 1)
    yield "broken", mended.replace("title:", "titel:", 1), partial(is_there, sign="To mend:", broken=True)
    yield "mended", mended, partial(is_there, sign=f"Mended for the {run}. time", broken=False)
    yield "changed", changed, partial(is_there, sign=f"Changed for the {run}. time", broken=False)


def rows(content: Path, id_: str, runs: int, told: Path) -> Iterator[str]:
    """Edit one record of a content folder again and again; yield the rows of the table."""
    file = content / f"{id_}.yml"
    times: dict[str, list[list[float]]] = {}
    with preview(content, told) as shown:
        for run in range(runs):
            for kind, text, wanted in edits(file, run):
                save = partial(file.write_text, text, "utf-8")
                times.setdefault(kind, []).append(measured(shown, id_, save, wanted))
    for kind, found in times.items():
        wall, used = ([each[place] for each in found] for place in (0, 1))
        spread = f"{statistics.median(wall):.2f} ({min(wall):.2f} to {max(wall):.2f})"
        yield f"{kind} | {spread} | {statistics.median(used):.2f} |"


def main() -> None:
    """Print a table of medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", type=int, nargs="+", default=[0, 1000])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("work", nargs="?", type=Path)
    asked = parser.parse_args()
    print("| Records | Edit | seconds to the page: median (least to greatest) | processor seconds |")  # noqa: T201
    print("| --: | --- | --- | --: |")  # noqa: T201
    with TemporaryDirectory() as own:
        work = asked.work or Path(own)
        for records in asked.records:
            content, id_ = work / f"content-{records}", RECORD
            if records:
                write_content(content, records, 1)
                id_ = str(min(content.glob("council-001/items/*.yml")).relative_to(content).with_suffix(""))
            else:
                shutil.copytree(ROOT / "content", content)
            for row in rows(content, id_, asked.runs, work / "told.txt"):
                print(f"| {records or 'seeds'} | {row}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
