"""Write the same files again: less than that no builder can do.

    python -m tests.bench.floor SITE OUT

copies every file of a site from Python, one after the other, reading included. It is one of the ways of `compare`.
"""

from __future__ import annotations

import argparse
from pathlib import Path


def write_again(site: Path, out: Path) -> int:
    """Write every file of a site to the same path below another folder, and return their number."""
    count, made = 0, set()
    for file in site.rglob("*"):
        if file.is_dir():
            continue
        target = out / file.relative_to(site)
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(file.read_bytes())
        count += 1
    return count


def main() -> None:
    """Read the command line, and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    print(f"{write_again(asked.site, asked.out)} files in {asked.out}")  # noqa: T201


if __name__ == "__main__":
    main()
