"""Measure what one site over the exports of many councils costs: two hundred of them, and one that has changed.

    python -m tests.bench.federate OUT

fills the empty folder OUT (which should lie in memory) with the exports of invented councils, makes one content of
them, once more unchanged, and once more with one council changed. ``--build`` builds the site of it, too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from conftest import AS_OF_EPOCH, ROOT
from exported import INSTANT, export_each
from scrutiny.open_data.api import Imprint

from . import council, generate
from .measured import Cost, run

_FEDERATE = (sys.executable, "-m", "scrutiny", "federate", "sources.yml", "--into", "federated")
_BUILD = (sys.executable, "-m", "mkdocs", "build", "-q", "-d")


def exports(folder: Path, records: int, councils: int) -> None:
    """Write the exports of so many councils, and the list of them."""
    generate.PER_COUNCIL = council.PER_COUNCIL = records // councils  # type: ignore[attr-defined]
    generate.write_content(folder / "content", records, 1)
    _export(folder)


def _export(folder: Path) -> None:
    names = export_each(
        folder / "content",
        lambda name: (folder / "exports" / name, Imprint(INSTANT.date(), f"https://{name}.example/")),
    )
    lines = (
        f"  - name: {name}\n    address: exports/{name}\n    authorities: [{name}]\n    licence: not stated\n"
        for name in names
    )
    (folder / "sources.yml").write_text("sources:\n" + "".join(lines), "utf-8")


def change_one(folder: Path) -> None:
    """Change a record of the first council, and export all again."""
    file = next((folder / "content").glob("council-001/items/*.yml"))
    file.write_text(file.read_text("utf-8").replace("summary: ", "summary: Changed. ", 1), "utf-8")
    shutil.rmtree(folder / "exports")
    _export(folder)


def measured(folder: Path, *, with_site: bool) -> Iterator[tuple[str, Cost]]:
    """Yield what each step cost, as it ends."""
    settings = {"PYTHONPATH": str(ROOT / "hooks")}
    for step in ("all taken", "none changed"):
        yield step, run(_FEDERATE, folder, settings)
    change_one(folder)
    yield "one changed", run(_FEDERATE, folder, settings)
    if with_site:
        told = {"SCRUTINY_CONTENT": str(folder / "federated" / "content"), "NO_MKDOCS_2_WARNING": "1"}
        told |= {"SOURCE_DATE_EPOCH": str(AS_OF_EPOCH), "SCRUTINY_SEARCH": "no", "SCRUTINY_REPOSITORY": "private"}
        yield "the site, without search", run((*_BUILD, folder / "site"), ROOT, settings | told)


def main() -> None:
    """Read the command line, measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--councils", type=int, default=200)
    parser.add_argument("--build", action="store_true", help="build the site, too")
    parser.add_argument("out", type=Path, help="an empty folder, or one to be made")
    asked = parser.parse_args()
    folder = asked.out.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    exports(folder, asked.records, asked.councils)
    for step, cost in measured(folder, with_site=asked.build):
        line = f"{step:26} {cost.cpu:7.1f} s CPU {cost.wall:7.1f} s wall {cost.memory / 2**20:6.0f} MB"
        print(line, flush=True)  # noqa: T201
    size = sum(entry.stat().st_size for entry in (folder / "exports").rglob("*") if entry.is_file())
    print(f"exports: {size / 2**20:.0f} MB; {os.cpu_count()} processors")  # noqa: T201


if __name__ == "__main__":
    main()
