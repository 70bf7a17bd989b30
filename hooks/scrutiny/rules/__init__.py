"""Every rule of the checks, explained: the one definition behind ``scrutiny explain`` and the handbook.

One module for each family of rules. A test compares them with the code that speaks, and tries every example.
"""

from __future__ import annotations

from scrutiny.rules import (
    dates,
    judgements,
    lines,
    names,
    news,
    people,
    place,
    published,
    references,
    resolutions,
    saving,
    signs,
    sources,
    tracker,
    values,
)
from scrutiny.rules.explained import explained, shortly
from scrutiny.rules.rule import Rule

__all__ = ["FAMILIES", "RULES", "Rule", "explained", "shortly"]

_MODULES = (
    *(place, saving, lines, signs),
    *(names, values, dates, references, sources),
    *(judgements, resolutions, news, people, published, tracker),
)

FAMILIES: dict[str, tuple[Rule, ...]] = {module.FAMILY: module.RULES for module in _MODULES}
"""The rules under their headings, in the order of the handbook."""

RULES: dict[str, Rule] = {rule.name: rule for rules in FAMILIES.values() for rule in rules}
"""Every rule by its name."""
