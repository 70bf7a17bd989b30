"""Numbers that addresses are made of: every entry of a list has one, and no two have the same."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.check.family import Family
from scrutiny.check.walk import Walked
from scrutiny.model import Inspection
from scrutiny.problem import Problem


class Numbering(Family):
    """A problem for every entry without a number among several, and for every number used twice."""

    def of_record(self, walked: Walked) -> Iterator[Problem]:
        """Look at the lists of a record whose entries have addresses."""
        document, record = walked.document, walked.record
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
