"""What is said of a rule of the checks: what it means, why it is there, how to mend what breaks it, and an example."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the checks, explained to the person whose file breaks it.

    In ``means``, ``why`` and ``mend``, and in examples in words, what stands between double backticks is meant as it
    stands in a file.
    """

    name: str
    """Its public name, at the end of every message: ``not-a-date``. Never renamed: people look it up."""
    family: str
    """The heading it stands under: "Dates"."""
    means: str
    """What is wrong where the rule speaks, in a sentence or two."""
    why: str
    """Why the rule exists, in one sentence; with the law or standard behind it where there is one."""
    mend: str
    """What to do."""
    wrong: str
    """A few lines of a record that break the rule. A first line ``# content/…`` names the file; without one it is the
    item on damp homes that the handbook writes."""
    right: str
    """The same lines, mended."""
    in_words: bool
    """True where no lines can show the fault, such as a wrong name of a file: then both examples are sentences."""
    see: tuple[str, str] | None
    """What to read besides: its words, and its address from the root of the site."""


def rule(
    family: str,
    name: str,
    *,
    means: str,
    why: str,
    mend: str,
    wrong: str,
    right: str,
    in_words: bool = False,
    see: tuple[str, str] | None = None,
) -> Rule:
    """Make a rule; its examples may be indented as the code around them is."""
    return Rule(name, family, means, why, mend, _example(wrong), _example(right), in_words, see)


def _example(text: str) -> str:
    return dedent(text).strip("\n")
