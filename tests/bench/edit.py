"""Edit one record, and measure how long the site takes to be ready again, with a cache of councils and without.

    python -m tests.bench.edit WORK [--records 10000] [--runs 5]

makes an invented record in the folder WORK (in memory, see `compare`) and builds it, without a cache and with one that
is new. Then, in each turn, it edits the title of one committee item and builds again over the same site with the cache,
and builds a Material site of four pages: the least that MkDocs can take. Printed are all four, the ratios by pairs, and
how many councils were made anew. At the end the same record is built without a cache into a new folder: the two sites
must be the same, byte by byte.
"""

from __future__ import annotations

import argparse
import filecmp
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from .compare import ratio
from .generate import write_content
from .material import write_empty
from .measured import Cost, run
from .ways import SETTINGS, fresh, mkdocs, ours


def differences(one: Path, other: Path) -> list[str]:
    """Return the paths of all files that differ between two sites, or that only one of them has."""
    paths = {file.relative_to(site).as_posix() for site in (one, other) for file in site.rglob("*") if file.is_file()}
    _, differ, missing = filecmp.cmpfiles(one, other, sorted(paths), shallow=False)
    return sorted({*differ, *missing})


def edit(record: Path, number: int) -> None:
    """Change the title of a record, which pages of others quote; each time into another."""
    text = record.read_text("utf-8")
    record.write_text(re.sub(r"(?m)^title: .*$", f"title: Edited for the {number}. time.", text), "utf-8")


def places(cache: Path) -> set[str]:
    """Return the names of the places where the councils of a build stand in a cache."""
    return {made.parent.name for made in (cache / "councils").glob("*/made")}


def measure(work: Path, records: int, runs: int) -> Iterator[str]:
    """Build, edit and build again in the folder `work`; yield the lines of the table, and last whether the sites agree.

    Raises `SystemExit` where they differ.
    """
    content, site, empty, cache, clean = (
        fresh(work / f"edit-{name}") for name in ("content", "site", "empty", "cache", "clean")
    )
    write_content(content, records, 1)
    write_empty(empty)
    record = min(content.glob("council-*/items/*.yml"))
    way = ours(content, whole=False)
    with_cache = {**way.settings, "SCRUTINY_CACHE": str(cache)}
    full = run(way.command(clean), way.folder, way.settings)
    first = run(way.command(site), way.folder, with_cache)
    again: list[Cost] = []
    nothing: list[Cost] = []
    anew: list[int] = []
    for number in range(1, runs + 1):
        edit(record, number)
        before = places(cache)
        again.append(run(way.command(site), way.folder, with_cache))
        anew.append(len(places(cache) - before))
        nothing.append(run(mkdocs(empty)(work / "edit-nothing"), empty, SETTINGS))
    yield f"| {records:,} records, no search | s CPU | s wall | MB memory |\n| --- | --: | --: | --: |"
    rows = {
        "all, without a cache": [full],
        "all, into a new cache": [first],
        "one edit, with the cache": again,
        "empty Material": nothing,
    }
    for name, costs in rows.items():
        figures = [median(cost.cpu for cost in costs), median(cost.wall for cost in costs)]
        memory = max(cost.memory for cost in costs) / 1_000_000
        yield f"| {name} | {figures[0]:.2f} | {figures[1]:.2f} | {memory:.0f} |"
    yield f"\nCouncils made anew after each edit: {', '.join(map(str, anew))} of {len(places(cache))}."
    for figure in ("cpu", "wall"):
        told = f"{ratio(again, nothing, figure)} times an empty Material build"
        yield f"\n{figure}, after one edit: {told}; {ratio(again, [full] * runs, figure)} of all without a cache"
    run(way.command(fresh(clean)), way.folder, way.settings)
    if found := differences(site, clean):
        sys.exit(f"{len(found)} files differ from those of a clean build:\n" + "\n".join(found[:20]))
    yield "\nThe site is the same as that of a clean build, byte by byte."


def main() -> None:
    """Read the command line, measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", type=int, default=10000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("work", type=Path, help="an empty folder, or one to be made, in memory")
    asked = parser.parse_args()
    for line in measure(asked.work.resolve(), asked.records, asked.runs):
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
