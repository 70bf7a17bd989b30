"""The papers of a new record and the short names by which its facts point at them."""

from __future__ import annotations

from scrutiny.scaffold.question import Answers, Group, groups
from scrutiny.vocabulary import Missing
from scrutiny.write import Written


def refs(answers: Answers) -> list[str]:
    """Return the ref of each paper: its kind, with a number where there are several of a kind."""
    found: list[str] = []
    for paper in groups(answers, "source"):
        same = sum(ref.partition("-")[0] == paper["kind"] for ref in found)
        found.append(f"{paper['kind']}-{same + 1}" if same else paper["kind"])
    return found


def source(paper: Group, ref: str) -> dict[str, Written]:
    """Return a paper as the file has it; one without an address says so."""
    url = paper.get("url") or Missing.NOT_STATED.value
    return {"ref": ref, "title": paper["title"], "kind": paper["kind"], "url": url}
