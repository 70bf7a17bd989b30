"""Write a record of any size about councils that do not exist, for measuring.

    python -m tests.bench.generate --records 320 --seed 1 OUT

fills the empty folder OUT with the record of invented councils: inspections with eight findings and committee items
with four resolutions on average, plans with actions, answers and meetings, over ten years, linked to each other; files
are about as long as the real ones in `content/`. They pass every check, and the site is built from them with
SCRUTINY_CONTENT=OUT. Equal seed and number give equal bytes. The files of `shared/` and the councils come on top of the
number of records. One council at a time is in memory; 100,000 records take two or three minutes.

Figures measured on it are figures of a self-made record. Its words have the frequencies of real papers (see `prose`)
and not their meaning.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .council import PER_COUNCIL, Council
from .shared import SHARED

Content = dict[str, Any]
"""The content of one file: texts, groups and lists."""

_PLAIN = re.compile(r"[A-Za-z0-9](?:[^:#\n]|:(?! |$)|(?<! )#)*")


def written(value: Any, depth: int = 0) -> str:
    """Write texts, groups and lists as YAML, the way an officer would: plain unless quotation marks are needed.

    An empty list is left out with its name.
    """
    start = "\n" + "  " * depth
    if isinstance(value, dict):
        return "".join(f"{start}{key}:{written(inner, depth + 1)}" for key, inner in value.items() if inner != [])
    if isinstance(value, list):
        return "".join(f"{start}- {written(inner, depth + 1).lstrip()}" for inner in value)
    text = str(value)
    return " " + (text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False))


def files(records: int, seed: int) -> Iterator[tuple[str, Content]]:
    """Yield path and content of every file of a record of that size."""
    yield from SHARED.items()
    councils = max(2, -(-records // PER_COUNCIL))
    for place in range(councils):
        # Records are dealt out evenly; what a council says does not depend on how many others there are.
        share = records // councils + (place < records % councils)
        yield from Council(place + 1, random.Random(f"{seed} {place}")).files(share)  # noqa: S311  no secret


def write_content(folder: Path, records: int, seed: int) -> int:
    """Write the content folder and return the number of files.

    Raises FileExistsError where the folder holds something: nothing of an older record may stay.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    count = 0
    for path, content in files(records, seed):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written(content).lstrip() + "\n", encoding="utf-8", newline="\n")
        count += 1
    return count


def main() -> None:
    """Read the command line, and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", type=int, default=320, help="inspections, items, plans, answers and meetings")
    parser.add_argument("--seed", type=int, default=1, help="equal seeds give equal bytes")
    parser.add_argument("out", type=Path, help="an empty folder, or one to be made")
    asked = parser.parse_args()
    print(f"{write_content(asked.out, asked.records, asked.seed)} files in {asked.out}")  # noqa: T201


if __name__ == "__main__":
    main()
