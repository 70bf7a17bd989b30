"""The ways in which the same record becomes a site, each ready to be run and measured."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from . import hugo, material
from .generate import write_content
from .measured import run

ROOT = Path(__file__).resolve().parents[2]
RIVALS = ("pages", "ours", "hugo", "material", "floor")

SETTINGS = {
    "NO_MKDOCS_2_WARNING": "1",
    "SOURCE_DATE_EPOCH": "1795348800",  # noon on 22 November 2026
    "SCRUTINY_REPOSITORY": "private",
}
"""What every build is told: one day as today, and nothing that needs a network."""


class Way(NamedTuple):
    """One way to build a site."""

    name: str
    """As the tables call it."""
    version: str
    command: Callable[[Path], list[str | Path]]
    """The program and its arguments, for the folder that the site goes to."""
    folder: Path
    """Where the program is started."""
    settings: Mapping[str, str]


def mkdocs(source: Path, *more: str) -> Callable[[Path], list[str | Path]]:
    """Return the command of a build with MkDocs, for any output folder."""
    return lambda out: [sys.executable, "-m", "mkdocs", "build", "-q", "-f", source / "mkdocs.yml", "-d", out, *more]


def ours(content: Path, *, whole: bool) -> Way:
    """Our own build with the project's own settings: whole, or for the others' sake the pages alone, as they make them.

    Then it has no search index, and no data, feeds and calendars.
    """
    name, more = ("ours", "yes") if whole else ("ours, pages alone", "no")
    settings = {**SETTINGS, "SCRUTINY_CONTENT": str(content), "SCRUTINY_SEARCH": more, "SCRUTINY_DATA": more}
    return Way(name, f"MkDocs {version('mkdocs')}", mkdocs(ROOT), ROOT, settings)


@cache
def one_page(work: Path) -> str:
    """Build a small record and return the page of a committee item: it carries our frame."""
    content, site = fresh(work / "few"), fresh(work / "few-site")
    write_content(content, 30, 1)
    way = ours(content, whole=False)
    run(way.command(site), way.folder, way.settings)
    return min(site.glob("council-*/items/*/index.html")).read_text("utf-8")


def ways(content: Path, work: Path, only: Iterable[str], *, with_material: bool) -> list[Way]:
    """Prepare every way that is asked for in the folder `work`, and return them in the order of their turns."""
    found: list[Way] = []
    if "pages" in only:
        found.append(ours(content, whole=False))
    if "ours" in only:
        found.append(ours(content, whole=True))
    if "hugo" in only:
        source, program = fresh(work / f"{content.name}-hugo"), hugo.install(work / "hugo")
        hugo.write_site(content, one_page(work), source)
        command: list[str | Path] = [program, "build", "--quiet", "--source", source]
        found.append(Way("Hugo", hugo.version_of(program), lambda out: [*command, "--destination", out], source, {}))
    title = f"MkDocs {version('mkdocs')}, Material {version('mkdocs-material')}"
    if "material" in only and with_material:
        source = fresh(work / f"{content.name}-material")
        material.write_site(content, source)
        found.append(Way("plain Material", title, mkdocs(source), source, SETTINGS))
    if "floor" in only:
        empty = fresh(work / f"{content.name}-empty")
        material.write_empty(empty)
        found.append(Way("empty Material", title, mkdocs(empty), empty, SETTINGS))
        again: list[str | Path] = [sys.executable, "-m", "tests.bench.floor", site_of(content, "ours, pages alone")]
        python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
        found.append(Way("same files again", python, lambda out: [*again, out], ROOT, {}))
    return found


def fresh(folder: Path) -> Path:
    """Remove what an earlier run left in a folder, and return it."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def site_of(content: Path, name: str) -> Path:
    """Return the folder that the site of one way goes to."""
    return content.with_name(f"{content.name}-site-{name.replace(',', '').replace(' ', '-').lower()}")
