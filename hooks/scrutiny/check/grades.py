"""Judgements use the domains and the scale of their framework; one without grades carries none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scrutiny.check.family import Family
from scrutiny.check.walk import Walked
from scrutiny.load import Document, Path
from scrutiny.load.content import Loaded
from scrutiny.model import Framework, Inspection, Judgement
from scrutiny.problem import Problem, did_you_mean
from scrutiny.register import Shared


class Grades(Family):
    """A problem for every domain, scale and grade that its framework does not have."""

    def of_record(self, walked: Walked) -> Iterator[Problem]:
        """Look at the judgements and findings of an inspection."""
        if isinstance(walked.record, Inspection) and "frameworks.yml" not in self.everywhere.unread:
            yield from _OfInspection(walked.document, self.loaded.register.shared).check(walked.record)

    def of_shared(self) -> Iterator[Problem]:
        """Look at the frameworks themselves."""
        return _wider_domains(self.loaded)


@dataclass(frozen=True)
class _OfInspection:
    """The judgements and findings of one inspection beside the frameworks."""

    document: Document
    shared: Shared

    def check(self, inspection: Inspection) -> Iterator[Problem]:
        framework = self.shared.frameworks.get(inspection.framework)
        for position, judgement in enumerate(inspection.judgements):
            path = ("judgements", position)
            if framework and judgement.domain:
                yield from self._one_of(judgement.domain, (*path, "domain"), list(framework.domains), "domain")
            if judgement.grade:
                yield from self._grade(judgement, path, framework)
        for position, finding in enumerate(inspection.findings):
            if framework and finding.domain:
                yield from self._one_of(
                    finding.domain, ("findings", position, "domain"), list(framework.domains), "domain"
                )

    def _grade(self, judgement: Judgement, path: Path, framework: Framework | None) -> Iterator[Problem]:
        if framework and not framework.graded:
            yield self.document.problem(
                (*path, "grade"),
                f"{framework.title} gives no grades",
                "write no_grade: not graded by design",
                "grade-without-scale",
            )
            return
        scale = judgement.scale or (framework.scale if framework else None)
        if scale is None:
            yield self.document.problem(
                (*path, "grade"),
                "no scale is known for this grade",
                "add scale:, a name from content/shared/frameworks.yml",
                "grade-without-scale",
            )
            return
        scales = self.shared.scales
        for field, name in (("grade", scale), ("earlier", judgement.earlier_scale or scale)):
            own = {"grade": judgement.scale, "earlier": judgement.earlier_scale}[field]
            if name not in scales and own:
                yield from self._one_of(
                    name, (*path, "scale" if field == "grade" else "earlier_scale"), list(scales), "scale"
                )
            grade = getattr(judgement, field)
            if name in scales and grade:
                yield from self._one_of(grade, (*path, field), list(scales[name].grades), "grade")

    def _one_of(self, text: str, path: Path, known: list[str], noun: str) -> Iterator[Problem]:
        if text not in known:
            cure = did_you_mean(text, known, f"the {noun}s are: " + ", ".join(known))
            yield self.document.problem(path, f'"{text}" is not a {noun} here', cure, f"unknown-{noun}")


def _wider_domains(loaded: Loaded) -> Iterator[Problem]:
    """A domain is part of another domain of its own framework."""
    for name, framework in loaded.register.shared.frameworks.items():
        for domain, entry in framework.domains.items():
            others = [other for other in framework.domains if other != domain]
            if entry.part_of and entry.part_of not in others:
                cure = did_you_mean(entry.part_of, others, "the other domains are: " + ", ".join(others))
                path = ("frameworks", name, "domains", domain, "part_of")
                yield loaded.documents["shared/frameworks.yml"].problem(
                    path, f'"{entry.part_of}" is not a domain here', cure, "unknown-domain"
                )
