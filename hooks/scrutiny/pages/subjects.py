"""How much stands under each subject, council by council and in all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scrutiny.pages.archive import Archive
from scrutiny.pages.edition import Edition
from scrutiny.pages.holdings import Subject
from scrutiny.pages.page import counted
from scrutiny.vocabulary import FindingKind

HALVES = (FindingKind.STRENGTH, FindingKind.IMPROVEMENT)
"""The kinds of finding that stand side by side."""


class Counts(NamedTuple):
    """How much stands under one subject, of one council or of all."""

    strengths: int = 0
    improvements: int = 0
    others: int = 0
    """Findings of any other kind."""
    resolutions: int = 0
    points: int = 0
    questions: int = 0
    open: int = 0
    """Commitments that are neither done nor ended."""
    councils: int = 0
    size: int = 0
    """How many entries a page of all of it would show."""

    @classmethod
    def of(cls, subject: Subject) -> Counts:
        """Count what stands under a subject."""
        kinds = [finding.kind for _, finding in subject.findings]
        strengths, improvements = (kinds.count(kind) for kind in HALVES)
        return cls(
            strengths,
            improvements,
            len(kinds) - strengths - improvements,
            len(subject.resolutions),
            len(subject.points),
            len(subject.questions),
            len(subject.open),
            len(subject.authorities),
            subject.size,
        )

    @classmethod
    def sum(cls, counts: Iterable[Counts]) -> Counts:
        """Return the counts of several councils as one."""
        return cls(*map(sum, zip(cls(), *counts, strict=True)))

    @property
    def findings(self) -> int:
        """Findings of every kind."""
        return self.strengths + self.improvements + self.others

    @property
    def words(self) -> str:
        """All of it in one line; empty where nothing stands under the subject."""
        strength, improvement = HALVES
        told = [
            (self.strengths, strength.label.lower(), strength.plural),
            (self.improvements, improvement.label.lower(), improvement.plural),
            (self.others, "other finding", ""),
            (self.resolutions, "resolution", ""),
            (self.points, "point", ""),
            (self.questions, "question", ""),
            (self.open, "open action", ""),
            (self.councils, "council", ""),
        ]
        words = [counted(number, noun, plural) for number, noun, plural in told if number]
        if len(words) <= 1:
            return "".join(words)
        return f"{', '.join(words[:-1])}, in {words[-1]}"


def subject_rows(edition: Edition, name: str) -> Iterator[tuple[str, Counts]]:
    """Yield each subject under which a council has something, with how much."""
    for theme, subject in edition.subjects_of(name).items():
        yield theme, Counts.of(subject)


def subject_counts(archive: Archive) -> dict[str, Counts]:
    """Return how much of all councils stands under each subject, in the order of ``themes.yml``, the empty ones too."""
    found: dict[str, list[Counts]] = {name: [] for name in archive.edition.register.shared.themes}
    for theme, counts in archive.rows("subjects"):
        found[theme].append(counts)
    return {theme: Counts.sum(counts) for theme, counts in found.items()}


def council_counts(archive: Archive, subject: str) -> dict[str, Counts]:
    """Return how much each council has under one subject; councils that have nothing are left out."""
    rows = archive.by_authority("subjects")
    return {authority: counts for authority, own in rows for theme, counts in own if theme == subject}
