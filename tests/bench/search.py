"""Measure the search: what its index costs to make, and what a first search costs a reader.

    python -m tests.bench.search [--records 320 1600] [--runs 3] WORK

makes records of these sizes (see `generate`), the index of each, and a site of Material's own search with the same
texts, all in the folder WORK; then reads them in Chromium with an empty cache and prints two tables in Markdown. A time
goes from the click on a link to the first hit on the screen, a size is everything sent until then, the page included.

How far to trust it: the words are invented (see `prose`); sizes are exact, times depend on what else the machine does,
so each is the median of several runs. Chromium slows down only what runs in the page, so our search runs without its
worker (the size of that script is printed); Material's cannot, so its index is built at full speed.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from scrutiny.check import check_content
from scrutiny.extract import archive
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.pages import Archive, Edition
from scrutiny.pages.search_page import search_page
from scrutiny.problem import report
from scrutiny.render import Acronyms, Renderer
from scrutiny.search import SearchDocument, write_index
from scrutiny.search.volumes import in_volumes, search_volumes
from scrutiny.stage import publishable

from .generate import write_content
from .host import host, packed
from .reader import LINES, Line, Visit, middle, visit

ROOT = Path(__file__).resolve().parents[2]
AS_OF_EPOCH = 1_795_348_800
"""Noon on 22 November 2026, for which statuses are worked out."""


def archive_of(content: Path) -> Archive:
    """Read a content folder as a build does, for what can be found in it. Raises SystemExit with its problems."""
    loaded = load_content(content)
    if problems := check_content(loaded):
        raise SystemExit(report(problems))
    instant = datetime.datetime.fromtimestamp(AS_OF_EPOCH, datetime.UTC)
    edition = Edition(link(publishable(loaded.register, instant)), instant.date(), "")
    return archive(edition, Renderer(ROOT / "overrides", Acronyms({})))


def index(content: Path, output: Path) -> dict[str, float]:
    """Index a content folder and say what it cost: seconds, also after an edit of one text, and megabytes of memory."""
    whole = archive_of(content)
    documents = sum(len(rows) for _, rows in whole.by_authority("documents"))
    with TemporaryDirectory() as kept:
        began, own = time.perf_counter(), time.process_time()
        write_index(whole, output, Path(kept))
        wall, own = time.perf_counter() - began, time.process_time() - own
        child, python = resource.getrusage(resource.RUSAGE_CHILDREN), resource.getrusage(resource.RUSAGE_SELF)
        edited = _edited(whole)
        before = _seconds()
        write_index(edited, output, Path(kept))
        after = _seconds() - before
    return {
        "documents": documents,
        "volumes": len(in_volumes(whole)),
        "wall": wall,
        "pagefind": child.ru_utime + child.ru_stime,
        "own": own,
        "edited": after,
        "pagefind memory": child.ru_maxrss / 1024,
        "own memory": python.ru_maxrss / 1024,
    }


def _edited(whole: Archive) -> Archive:
    """Return an archive in which the first council says something else in one document."""
    name, (first, *others) = next(iter(whole.by_authority("documents")))
    tables = {**whole.extracts[name], "documents": [replace(first, text=("Another text.",)), *others]}
    return replace(whole, extracts={**whole.extracts, name: tables})


def _seconds() -> float:
    """Return the processor seconds of this program and those that it has run."""
    return sum(time for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN) for time in resource.getrusage(who)[:2])


def put_search_page(whole: Archive, site: Path) -> None:
    """Give a site the search page of what can be found, which names the volumes."""
    page = site / "search" / "index.html"
    begin, end = "<h1>Search</h1>", 'assets/search.js"></script>'
    before, _, rest = page.read_text("utf-8").partition(begin)
    body = Renderer(ROOT / "overrides", Acronyms({})).body(search_page(search_volumes(whole)))
    page.write_text(before + body + rest.partition(end)[2], encoding="utf-8")


def queries_of(documents: list[SearchDocument]) -> dict[str, str]:
    """Choose the searches to measure by how many documents have a word."""
    having = Counter[str]()
    for document in documents:
        having.update(set(re.findall(r"[a-z]+", " ".join((document.title, *document.text)).lower())))
    rare = min(word for word, count in having.items() if count == 5 and len(word) > 5)
    common = max((word for word in having if len(word) > 4), key=lambda word: (having[word], word))
    every = max(having, key=lambda word: (having[word], word))
    return {
        f"a rare word (in {having[rare]})": f"q={rare}",
        f"a common word (in {having[common]:,})": f"q={common}",
        f"a word in nearly every document (in {having[every]:,})": f"q={every}",
        "a common word and two facets": f"q={common}&kind=Resolution&year=2021",
    }


def run_mkdocs(settings: Path, site: Path, **environment: str) -> None:
    """Build a site, strictly."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", str(settings), "-d", str(site)]
    fixed = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(AS_OF_EPOCH)}
    subprocess.run(command, check=True, env=os.environ | fixed | environment)


def material_site(documents: list[SearchDocument], work: Path) -> Path:
    """Build a site of Material with its own search: a page for each record, a section for each other hit."""
    sources = work / "docs"
    for document in documents:
        page, _, anchor = document.url.partition("#")
        file = sources / f"{page.strip('/')}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        heading = f"## {document.title} {{ #{anchor} }}" if anchor else f"# {document.title}"
        with file.open("a", encoding="utf-8") as out:
            out.write("\n\n".join((heading, *map(escape, document.text))) + "\n\n")
    (sources / "index.md").write_text("# Home\n", encoding="utf-8")
    settings = work / "mkdocs.yml"
    settings.write_text(
        "site_name: Same texts\nnav: [index.md]\nnot_in_nav: '*'\nplugins: [search]\nmarkdown_extensions: [attr_list]\n"
        "theme: {name: material, font: false}\n",
        encoding="utf-8",
    )
    run_mkdocs(settings, work / "site")
    return work / "site"


def searched(browser: Browser, sites: dict[str, tuple[str, dict[str, str]]], runs: int) -> Iterator[str]:
    """Visit every site with every search over every line; yield the rows of the table."""
    for size, (address, queries) in sites.items():
        ours = ".search-hits .result"
        for name, query in queries.items():
            for line in LINES:
                visits = [visit(browser, f"{address}search/?{query}", ours, line, workers=False) for _ in range(runs)]
                yield _row(size, "ours", name, line, middle(visits))


def material(browser: Browser, size: str, address: str, query: tuple[str, str], runs: int) -> Iterator[str]:
    """Visit the site of Material's own search with one search over every line."""
    for line in LINES:
        hits = ".md-search-result__item"
        visits = [visit(browser, f"{address}?{query[1]}", hits, line, workers=True) for _ in range(runs)]
        yield _row(size, "Material", query[0], line, middle(visits))


def _row(size: str, engine: str, name: str, line: Line, found: Visit) -> str:
    figures = f"{found.seconds:.1f} | {found.kilobytes:.0f} | {found.requests} | {found.after:.0f}"
    return f"| {size} | {engine} | {name} | {line.name} | {figures} |"


def index_row(records: int, cost: dict[str, float], output: Path) -> str:
    """Write the row of the first table for one index."""
    files = [file for file in output.rglob("*") if file.is_file()]
    megabytes = sum(file.stat().st_size for file in files) / 1_000_000
    return (
        f"| {records:,} | {cost['documents']:,} | {cost['volumes']:.0f} | {cost['wall']:.1f} | {cost['pagefind']:.1f} "
        f"| {cost['own']:.1f} | {cost['edited']:.1f} | {cost['pagefind memory']:.0f} | {cost['own memory']:.0f} "
        f"| {megabytes:.1f} | {len(files):,} |"
    )


def main() -> None:
    """Read the command line, measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", type=int, nargs="+", default=[320, 1600])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--without-material", action="store_true", help="leave out Material's own search")
    parser.add_argument("--index", type=Path, help=argparse.SUPPRESS)  # this program, run for one index alone
    parser.add_argument("work", type=Path, help="an empty folder, or one to be made")
    asked = parser.parse_args()
    if asked.index:
        print(json.dumps(index(asked.index, asked.work)))  # noqa: T201
        return
    with ExitStack() as stack:
        work, with_material = asked.work.resolve(), not asked.without_material
        for row in measure(stack, work, asked.records, asked.runs, with_material=with_material):
            print(row, flush=True)  # noqa: T201


def measure(stack: ExitStack, work: Path, sizes: list[int], runs: int, *, with_material: bool) -> Iterator[str]:
    """Make everything in the folder `work`, measure, and yield the lines of both tables."""
    write_content(work / "few", 30, 1)
    run_mkdocs(ROOT / "mkdocs.yml", work / "site", SCRUTINY_CONTENT=str(work / "few"))
    yield (
        "| records | documents | volumes | s wall | s CPU Pagefind | s CPU ours | s CPU after an edit "
        "| MB Pagefind | MB ours | MB index | files |"
    )
    yield "|" + " --: |" * 11
    sites, others = {}, {}
    for records in sizes:
        content, site = work / f"content-{records}", work / f"site-{records}"
        write_content(content, records, 1)
        shutil.copytree(work / "site", site)
        shutil.rmtree(site / "pagefind")
        again = [sys.executable, "-m", "tests.bench.search", "--index", str(content), str(site / "pagefind")]
        cost = json.loads(subprocess.run(again, check=True, capture_output=True, cwd=ROOT).stdout)
        yield index_row(records, cost, site / "pagefind")
        whole = archive_of(content)
        put_search_page(whole, site)
        documents = list(whole.rows("documents"))
        size = f"{len(documents):,}"
        sites[size] = (stack.enter_context(host(site)), queries_of(documents))
        if with_material:
            others[size] = stack.enter_context(host(material_site(documents, work / f"material-{records}")))
    worker = len(packed(work / "site" / "pagefind" / "pagefind-worker.js")) / 1000
    yield f"\nOur sizes are without the script of the worker, {worker:.0f} KB, which browsers fetch as well.\n"
    yield "| documents | search | words | line | s to first hit | KB to first hit | files | KB after it |"
    yield "| --: | --- | --- | --- |" + " --: |" * 4
    playwright = stack.enter_context(sync_playwright())
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
    browser = playwright.chromium.launch(executable_path=path, chromium_sandbox=not is_root, args=flags)
    yield from searched(browser, sites, runs)
    for size, address in others.items():
        yield from material(browser, size, address, list(sites[size][1].items())[1], runs)
    browser.close()


if __name__ == "__main__":
    main()
