"""Measure reading and checking a record against reading the same files with PyYAML's CSafeLoader and no more.

    python -m tests.bench.check [--records 1000 10000] [--seeds] [--rounds 7] WORK

makes records of these sizes in the folder WORK, invented ones (see `generate`) or, with --seeds, copies of the real
ones under the names of councils that do not exist, and prints a table in Markdown.

How far to trust it: every figure is processor time, in a process of its own that has imported everything and read
the files once; the ways take turns, and a figure is the median of the rounds. A ratio is the median of the ratios of
each round, whose two figures come from the same minute, so another program on the machine moves it little. The plain
loader keeps nothing of what it reads; ours keeps every record, and the memory of each is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from statistics import median

import yaml

from scrutiny.check import check_content
from scrutiny.load.content import load_content
from scrutiny.problem import report

from .generate import write_content

ROOT = Path(__file__).resolve().parents[2]


def plain(content: Path) -> None:
    """Read every file as PyYAML does, with libyaml, and forget it."""
    for file in sorted(content.rglob("*.yml")):
        yaml.load(file.read_bytes(), yaml.CSafeLoader)


def load(content: Path) -> object:
    """Read every record."""
    return load_content(content)


def load_and_check(content: Path) -> object:
    """Read and check every record. Raises SystemExit with the problems, if there are any: that would be another job."""
    loaded = load_content(content)
    if problems := check_content(loaded):
        raise SystemExit(report(problems))
    return loaded


WAYS: dict[str, Callable[[Path], object]] = {"plain": plain, "load": load, "load and check": load_and_check}


def copies(folder: Path, records: int) -> int:
    """Write copies of the real record, each under new names, until there are so many; return the number of files."""
    shared = list((ROOT / "content" / "shared").glob("*.yml"))
    authorities = sorted(file.parent for file in (ROOT / "content").glob("*/authority.yml"))
    names = "|".join(authority.name for authority in authorities)
    written, made = 0, 0
    for file in shared:
        _write(folder / "shared" / file.name, file.read_text("utf-8"))
    for copy in count(1):
        for authority in authorities:
            for file in sorted(authority.rglob("*.yml")):
                if made == records and file.name != "authority.yml":
                    return written + len(shared)
                path = file.relative_to(authority)
                text = re.sub(rf"(?<![\w/-])({names})/", rf"\1-{copy}/", file.read_text("utf-8"))
                _write(folder / f"{authority.name}-{copy}" / path, text)
                written, made = written + 1, made + (file.name != "authority.yml")
    raise AssertionError  # the copies never end


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def once(way: str, content: Path) -> dict[str, float]:
    """Measure one way in this process: processor seconds, and megabytes of memory beyond what the start took."""
    plain(content)  # from here on the files lie in memory
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    WAYS[way](content)
    seconds = time.process_time() - began
    return {"seconds": seconds, "megabytes": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024}


def measured(content: Path, rounds: int) -> Iterator[str]:
    """Measure all ways in turn, and yield a row of the table for each."""
    found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way, costs in found.items():
            again = [sys.executable, "-m", "tests.bench.check", "--way", way, str(content)]
            path = os.environ | {"PYTHONPATH": str(ROOT / "hooks")}
            costs.append(json.loads(subprocess.run(again, check=True, capture_output=True, cwd=ROOT, env=path).stdout))
    files = sum(1 for _ in content.rglob("*.yml"))
    for way, costs in found.items():
        ratios = [cost["seconds"] / base["seconds"] for cost, base in zip(costs, found["plain"], strict=True)]
        yield (
            f"| {files:,} | {way} | {median(cost['seconds'] for cost in costs):.3f} | {median(ratios):.2f} "
            f"| {min(ratios):.2f} to {max(ratios):.2f} | {median(cost['megabytes'] for cost in costs):.0f} |"
        )


def main() -> None:
    """Read the command line, measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", type=int, nargs="+", default=[1000])
    parser.add_argument("--seeds", action="store_true", help="copies of the real record instead of invented ones")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)  # this program, run for one way alone
    parser.add_argument("work", type=Path, help="an empty folder, or one to be made")
    asked = parser.parse_args()
    if asked.way:
        print(json.dumps(once(asked.way, asked.work)))  # noqa: T201
        return
    print("| files | way | s CPU | ratio | least to most | MB |\n| --: | --- | --: | --: | --- | --: |")  # noqa: T201
    for records in asked.records:
        content = asked.work.resolve() / f"{'seeds' if asked.seeds else 'invented'}-{records}"
        if asked.seeds:
            copies(content, records)
        else:
            write_content(content, records, 1)
        for row in measured(content, asked.rounds):
            print(row, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
