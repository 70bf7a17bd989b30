"""Lighthouse's verdict on a phone, as a table in Markdown: points, speed and weight of a page of each sort.

    python -m tests.bench.lighthouse [--runs 3] WORK

builds the sites of content/ and of the sample, and fetches Lighthouse with npm, all in the folder WORK. Points for
speed vary with what else the machine does: the median of several runs is given, with the lowest and the highest.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from .host import host

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = "lighthouse@12.8.2"
"""The npm package: exact, because a newer one may weigh anew, and the last one for the Node.js 18 of Debian 12."""

PERFECT = ("accessibility", "best-practices", "seo")
"""The categories in which every point must be had."""

LARGEST_SHIFT = 0.1
"""Cumulative layout shift, without unit: what browsers call good is below this."""

CONTENTS = {"seeds": ROOT / "content", "sample": ROOT / "tests" / "sample" / "content"}
PAGES = {
    "home": ("seeds", ""),
    "list": ("seeds", "actions/"),
    "long record": ("sample", "eastmere/inspections/2025-fire/"),
    "search with results": ("seeds", "search/?q=plan"),
}
"""What is measured: the site, and an address in it."""

HEADS = ("Page", "Accessibility", "Best practices", "SEO", "Speed (lowest to highest)", "LCP", "TBT", "CLS", "Sent")

Report = Mapping[str, Any]
"""What Lighthouse writes about one visit."""


def install(folder: Path) -> Path:
    """Fetch Lighthouse into a folder and return the program.

    Raises `RuntimeError`, with what npm said, where that fails.
    """
    if not shutil.which("npm"):
        raise RuntimeError("Lighthouse needs Node.js and npm (on Debian and Ubuntu: apt-get install nodejs npm)")
    command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(folder), PROGRAM]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return folder / "node_modules" / ".bin" / "lighthouse"


def visit(program: Path, browser: str, flags: Sequence[str], address: str, out: Path) -> Report:
    """Load an address as on a phone and return the report, which is also written to the file `out`.

    Raises `RuntimeError`, with what Lighthouse said, where it came to no verdict.
    """
    command = [str(program), address, "--quiet", "--output=json", f"--output-path={out}", "--no-enable-error-reporting"]
    command.append(f"--chrome-flags={' '.join(flags)}")
    env = os.environ | {"CHROME_PATH": browser}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if "Please run Lighthouse again" in done.stderr:
        # On a busy machine it may miss the start of a page, and asks for this itself: no score is thrown away.
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    read: Report = json.loads(out.read_text("utf-8"))
    if read.get("runtimeError"):
        raise RuntimeError(str(read["runtimeError"]))
    return read


def points(report: Report, category: str) -> int:
    """Return the points of a category, out of 100."""
    return round(100 * (report["categories"][category]["score"] or 0))


def lost(report: Report, category: str) -> list[str]:
    """Return what cost points in a category, each with what Lighthouse says of it."""
    weighed = {each["id"] for each in report["categories"][category]["auditRefs"] if each["weight"] > 0}
    return [f"{id_}: {report['audits'][id_]['title']}" for id_ in weighed if (report["audits"][id_]["score"] or 0) < 1]


def figure(report: Report, audit: str) -> float:
    """Return the figure of an audit, in its own unit: milliseconds, bytes or none."""
    return float(report["audits"][audit]["numericValue"])


def row(name: str, reports: Sequence[Report]) -> str:
    """Return the line of the table for one page: the lowest points, and the medians of what varies."""
    speeds = [points(each, "performance") for each in reports]
    paint, blocking, shift, sent = (
        statistics.median(figure(each, audit) for each in reports)
        for audit in ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight")
    )
    cells = [name, *(str(min(points(each, category) for each in reports)) for category in PERFECT)]
    cells.append(f"{statistics.median(speeds):.0f} ({min(speeds)} to {max(speeds)})")
    cells += [f"{paint / 1000:.1f} s", f"{blocking:.0f} ms", f"{shift:.3f}", f"{sent / 1024:.0f} KiB"]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Build, visit every page, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path, metavar="WORK", help="folder for the sites and the program")
    parser.add_argument("--runs", type=int, default=3, help="visits of each page (3)")
    asked = parser.parse_args()
    work = asked.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium or Chrome is needed; set the variable CHROMIUM to its path")
    flags = ["--headless=new", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    program = install(work)
    with ExitStack() as servers:
        bases = {}
        for site, content in CONTENTS.items():
            folder = work / site
            bases[site] = servers.enter_context(host(folder))
            env = os.environ | {"SCRUTINY_CONTENT": str(content), "SITE_URL": bases[site]}
            build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
            subprocess.run(build, cwd=ROOT, env=env, check=True)
        sys.stdout.write(f"| {' | '.join(HEADS)} |\n|{' --- |' * len(HEADS)}\n")
        for name, (site, address) in PAGES.items():
            out = work / "report.json"
            visits = [visit(program, browser, flags, bases[site] + address, out) for _ in range(asked.runs)]
            sys.stdout.write(f"{row(name, visits)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
