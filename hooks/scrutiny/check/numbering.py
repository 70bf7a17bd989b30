"""Numbers that addresses are made of: every entry of a list has one, and no two have the same."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.load.content import Loaded
from scrutiny.model import Inspection
from scrutiny.problem import Problem


def check_numbering(loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem for every entry without a number among several, and for every number used twice."""
    for id_, record in loaded.register.records.items():
        document = loaded.documents[id_]
        for path, parts in record.numbered_lists():
            seen: set[str] = set()
            for position, part in enumerate(parts):
                if part.number is None and len(parts) > 1:
                    yield document.problem(
                        (*path, position),
                        "needs a number, because there are several: its address is made from it",
                        "add number:",
                        "number-missing",
                    )
                elif part.number in seen:
                    yield document.problem(
                        (*path, position), f"number {part.number} is used twice", "number each once", "number-twice"
                    )
                seen.add(part.number or "")
        if isinstance(record, Inspection):
            anchors: set[str] = set()
            for position, finding in enumerate(record.findings):
                if finding.anchor in anchors:
                    yield document.problem(
                        ("findings", position),
                        f"{finding.kind.value} {finding.number} is used twice",
                        "number each kind once",
                        "number-twice",
                    )
                anchors.add(finding.anchor)
