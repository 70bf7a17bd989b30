"""The bad-input cases of ``tests/cases/bad``: how one is read, and the bytes it stands for.

A family is one YAML file: `about:` what did it, `left_out:` what is not here and why, and `cases:`
by name. A case says `why:`, which input, and `expect:` every message after the file's name, in order;
none means that the input is accepted. Where there are very many, `problems:` counts and `begins:` gives
the first. The input is the base record (`tests/cases/bad/base`) with some lines
written otherwise:

- `file:` the file of the base folder that is changed; the item when left out
- `replace:` line number -> what stands there instead (several lines, or null for none)
- `whole:` the whole file instead; `hex:` the same as bytes
- `encoding:` how the text becomes bytes, `line_end:` what ends its lines
- `cut:` how many bytes are kept, `cut_end:` how many are lost at the end
- `files:` other files of the folder: path -> text, or null for none
- `row:` the row of the table of bad inputs that the case stands for

Where a text would be long it is spelt `{before:, repeat:, times:, after:}`.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parent / "cases" / "bad"
BASE = CASES / "base"
ITEM = "northport/items/2025-hub.yml"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KEYS = frozenset(
    [
        "row",
        "why",
        "file",
        "replace",
        "files",
        "whole",
        "hex",
        "encoding",
        "line_end",
        "cut",
        "cut_end",
        "expect",
        "problems",
        "begins",
    ]
)


@cache
def cases() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Every case with its name, family first."""
    return tuple(
        (f"{path.stem}: {name}", case)
        for path in sorted(CASES.glob("*.yml"))
        for name, case in family(path)["cases"].items()
    )


def family(path: Path) -> dict[str, Any]:
    """One file of cases."""
    read: dict[str, Any] = yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506  safe, and fast where it can be
    return read


def spelt(value: Any) -> str:
    """A text as it stands, or as many times as the case says."""
    if not isinstance(value, dict):
        return str(value)
    return f"{value.get('before', '')}{value['repeat'] * value['times']}{value.get('after', '')}"


def raw_of(case: dict[str, Any]) -> bytes:
    """The bytes of the changed file."""
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    if "whole" in case:
        text = spelt(case["whole"])
    else:
        lines: list[str | None] = list((BASE / case.get("file", ITEM)).read_text("utf-8").splitlines())
        for number, line in case.get("replace", {}).items():
            lines[number - 1] = None if line is None else spelt(line)
        text = "".join(f"{line}\n" for line in lines if line is not None)
    raw = text.replace("\n", case.get("line_end", "\n")).encode(case.get("encoding", "utf-8"))
    raw = raw[: case.get("cut", len(raw))]
    return raw[: len(raw) - case.get("cut_end", 0)]


def folder_of(case: dict[str, Any], content: Path) -> Path:
    """Write the base folder with the case's change."""
    shutil.copytree(BASE, content)
    for name, text in case.get("files", {}).items():
        path = content / name
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(spelt(text).encode("utf-8"))
    if not case.keys().isdisjoint(("replace", "whole", "hex", "line_end", "cut", "cut_end", "encoding")):
        (content / case.get("file", ITEM)).write_bytes(raw_of(case))
    return content
