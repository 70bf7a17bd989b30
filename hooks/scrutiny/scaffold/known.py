"""Examples that fit the authority: where a prepared line names a record, a post or a paper, it is one that is there.

So a line whose comment sign is taken away is good at once, as far as that can be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from scrutiny.model import Framework, Inspection, Item
from scrutiny.register import Register
from scrutiny.scaffold.choices import in_authority
from scrutiny.scaffold.question import Answers, first, words
from scrutiny.scaffold.sources import refs
from scrutiny.vocabulary import GradeState
from scrutiny.write import Written

Examples: TypeAlias = "Mapping[str, Written | None]"
"""Field -> the example to show instead of the model's own; None where the line is left out."""


def examples(answers: Answers, register: Register, authority: str) -> Examples:
    """Return what a prepared line shows in place of the model's example."""
    council = register.authority(authority)
    inspections = [address for address, _ in register.of(Inspection, authority)]
    seen = [about for about in words(answers, "about") if about.startswith("inspections/")]
    answered = seen or [in_authority(address) for address in inspections]
    papers = refs(answers)
    owners = [*council.roles, *council.bodies]
    found: dict[str, Written | None] = {
        "number": "1",
        "recommended": "none",
        "framework": next(iter(register.shared.frameworks), None),
        "responds_to": answered[:1] or None,
        "at": f"{papers[0]} 7" if papers else None,
        "themes": [*register.shared.themes][:1] or None,
        "owner": owners[0] if owners else "not recorded",
        **_judged(register.shared.frameworks.get(first(answers, "framework")), register),
    }
    if inspections:
        found |= {"about": answered[:1], "follows": [in_authority(inspections[0])]}
    if earlier := _earlier(answers, register, authority):
        found["follows_up"] = [earlier]
    return found


def _earlier(answers: Answers, register: Register, authority: str) -> str:
    """Return a resolution of the authority that an item of this meeting can follow up."""
    day = first(answers, "meeting")
    for address, item in register.of(Item, authority):
        before = item.meeting.date.last
        if item.resolutions.list and not (before and day[:4].isdigit() and before.isoformat() > day):
            return f"{in_authority(address)}#{item.resolutions.list[0].anchor}"
    return ""


def _judged(framework: Framework | None, register: Register) -> dict[str, Written | None]:
    """Return a judgement that the framework allows: one of its domains and a word of its scale, or why none."""
    scale = register.shared.scales.get(framework.scale or "") if framework else None
    if framework is None or scale is None or not framework.graded:
        graded = framework is None or framework.graded
        why = GradeState.NOT_STATED if graded else GradeState.BY_DESIGN
        return {"domain": None, "grade": None, "no_grade": why.value}
    grade = "good" if "good" in scale.grades else next(iter(scale.grades))
    return {"domain": next(iter(framework.domains), None), "grade": grade, "no_grade": None}
