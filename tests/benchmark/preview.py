"""Measure a preview: how long after saving a file its page is there, broken and mended.

    python -m tests.benchmark.preview [--runs 7] [WORK]

starts the real `mkdocs serve` over a copy of content/ in the folder WORK (or a new one) and edits one record as an
officer does. Printed for each kind of edit: the median, least and greatest seconds from the save to the first answer
that shows it, and the processor seconds of the server in between. The wall time depends on what else the machine does;
some 0.3 s of it is the server's wait for the file to come to rest.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from previewed import Previewed, preview  # noqa: E402  the tests are no package

RECORD = "bradford/items/undated-front-door"


def measured(shown: Previewed, save: Callable[[], object], wanted: Callable[[str], bool]) -> tuple[float, float]:
    """Save, wait for the page, and return the seconds that passed and the processor seconds that were used."""
    before, start = shown.seconds(), time.monotonic()
    save()
    shown.until(f"{RECORD}/", wanted, pause=0.02)
    passed = time.monotonic() - start
    time.sleep(1)  # whatever goes on behind the answer
    return passed, shown.seconds() - before


def main() -> None:
    """Print a table of medians."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--runs", type=int, default=7)
    asked.add_argument("work", nargs="?", type=Path)
    told = asked.parse_args()
    with TemporaryDirectory() as own:
        work = told.work or Path(own)
        content = work / "content"
        shutil.copytree(ROOT / "content", content)
        file = content / f"{RECORD}.yml"
        good = file.read_text("utf-8")
        title = next(line for line in good.splitlines() if line.startswith("title:"))
        times: dict[str, list[tuple[float, float]]] = {"broken": [], "mended": [], "changed": []}
        with preview(content, work / "told.txt") as shown:
            for run in range(told.runs):
                now = good.replace(title, f"title: Mended for the {run}. time", 1)
                changed = good.replace(title, f"title: Changed for the {run}. time", 1)
                for kind, text, sign in (
                    ("broken", now.replace("title:", "titel:", 1), "To mend:"),
                    ("mended", now, f"Mended for the {run}. time"),
                    ("changed", changed, f"Changed for the {run}. time"),
                ):

                    def is_there(page: str, kind: str = kind, sign: str = sign) -> bool:
                        return sign in page and (kind == "broken") == ("To mend" in page)

                    times[kind].append(measured(shown, partial(file.write_text, text, "utf-8"), is_there))
        print("| Edit | seconds to the page: median (least to greatest) | processor seconds |\n|---|---|---|")  # noqa: T201
        for kind, runs in times.items():
            wall, used = [each[0] for each in runs], [each[1] for each in runs]
            spread = f"{statistics.median(wall):.2f} ({min(wall):.2f} to {max(wall):.2f})"
            print(f"| {kind} | {spread} | {statistics.median(used):.2f} |")  # noqa: T201


if __name__ == "__main__":
    main()
