"""The parts of a record as linked data, and the way from each to the next: what answers it, what it promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from scrutiny.address import Address
from scrutiny.link import Target
from scrutiny.model import CommitteeResponse, Finding, Inspection, Item, Judgement, Plan, Record, Resolution
from scrutiny.open_data.api.imprint import Imprint
from scrutiny.open_data.api.standing import owner
from scrutiny.pages import Edition
from scrutiny.pages.described import shortened
from scrutiny.pages.judgement import scale_of
from scrutiny.track import Tracked
from scrutiny.vocabulary import Delivery

Node = dict[str, Any]
"""A thing as linked data: its properties by the names of the context. One without a value is left out at the end."""

MOST = 40
"""Parts of one kind told on a page at most; the data of the record has them all."""

NAME = 100
"""Characters of the words by which a part is called."""

_DONE = {
    Delivery.NOT_STARTED: "https://schema.org/PotentialActionStatus",
    Delivery.IN_PROGRESS: "https://schema.org/ActiveActionStatus",
    Delivery.PARTLY: "https://schema.org/ActiveActionStatus",
    Delivery.IMPLEMENTED: "https://schema.org/CompletedActionStatus",
}
"""Values of the second axis for which schema.org has a word; for any other it would say more than a paper does."""

Listed = TypeVar("Listed")


@dataclass(frozen=True)
class LinkedParts:
    """The parts of one record as linked data."""

    edition: Edition
    imprint: Imprint
    id: str
    """The record's id."""

    def url(self, target: Target) -> str:
        """Return the address of a record or part."""
        return self.imprint.at(target.url)

    def urls(self, targets: Iterable[Target]) -> list[str]:
        """Return the addresses of records and parts."""
        return [self.url(target) for target in targets]

    def present(self, references: Iterable[str]) -> list[str]:
        """Return the addresses of what references written in the record lead to."""
        return self.urls(self.edition.present(self.id, references))

    def of(self, record: Record) -> Node:
        """Return the parts of a record by the terms that lead to them."""
        if isinstance(record, Inspection):
            return {
                "scrutiny:judgement": [self._judgement(record, each) for each in first(record.judgements)],
                "scrutiny:finding": [self._finding(each) for each in first(record.findings)],
                "scrutiny:to_be_done": list(self._steps(record)),
            }
        if isinstance(record, Item):
            return {
                "scrutiny:resolution": [self._resolution(each) for each in first(record.resolutions.list)],
                "scrutiny:to_be_done": list(self._steps(record)),
            }
        if isinstance(record, Plan):
            return {
                "hasPart": [self._part(each.anchor, each.title) for each in first(record.workstreams)],
                "scrutiny:to_be_done": list(self._steps(record)),
            }
        return {"scrutiny:position": list(self._positions(record))} if isinstance(record, CommitteeResponse) else {}

    def _part(self, anchor: str, text: str) -> Node:
        target = Target(self.id, anchor)
        return {
            "@id": self.url(target),
            "@type": "CreativeWork",
            "name": shortened(text, NAME),
            "scrutiny:answered_by": self.urls(self.edition.links.relations.answered_by.get(target, ())),
        }

    def _judgement(self, inspection: Inspection, judgement: Judgement) -> Node:
        framework = self.edition.register.shared.frameworks.get(inspection.framework)
        domain = framework.domains.get(judgement.domain or "") if framework else None
        _, scale = scale_of(self.edition, inspection, judgement)
        grade = scale.grades.get(judgement.grade or "") if scale else None
        return {
            "@type": ["Rating", "scrutiny:Judgement"] if grade else "scrutiny:Judgement",
            "reviewAspect": domain.label if domain else None,
            "ratingValue": grade.label if grade else None,
            "scrutiny:scale": scale.title if scale and grade else None,
            "scrutiny:no_grade": judgement.no_grade.value if judgement.no_grade else None,
        }

    def _finding(self, finding: Finding) -> Node:
        return {
            **self._part(finding.anchor, finding.text),
            "@type": "scrutiny:Finding",
            "scrutiny:kind": finding.kind.value,
            "scrutiny:repeats": self.present(finding.repeats),
            "scrutiny:takes_up": self.present(finding.takes_up),
            "scrutiny:to_be_done": self._promised(finding.anchor),
        }

    def _resolution(self, resolution: Resolution) -> Node:
        return {
            **self._part(resolution.anchor, resolution.text),
            "@type": ["CreativeWork", "scrutiny:Resolution"],
            "scrutiny:effect": resolution.effect.value,
            "scrutiny:answers": self.present(resolution.responds_to),
            "scrutiny:to_be_done": self._promised(resolution.anchor),
        }

    def _promised(self, anchor: str) -> list[Node]:
        tracked = self.edition.tracked_at.get(Target(self.id, anchor), ())
        return [self._commitment(each) for each in tracked]

    def _steps(self, record: Record) -> Iterator[Node]:
        """Yield what is to be done, and hangs on no finding and no resolution: actions, points, a follow-up."""
        told = {each.anchor for each in record.findings} if isinstance(record, Inspection) else set[str]()
        told |= {each.anchor for each in record.resolutions.list} if isinstance(record, Item) else set()
        others = [each for each in self.edition.tracked_in.get(self.id, ()) if each.target.anchor not in told]
        for tracked in first(others):
            yield self._commitment(tracked) | {"url": self.url(tracked.target)}

    def _commitment(self, tracked: Tracked) -> Node:
        owners = (owner(self.edition, self.imprint, self.id, name) for name in tracked.commitment.owner.roles)
        last = tracked.deadline.last
        return {
            "@type": ["Action", "scrutiny:Commitment"],
            "name": shortened(tracked.commitment.text, NAME),
            "agent": [{"@id": each.url, "name": each.title} for each in owners],
            "scrutiny:last_day": last.isoformat() if last else None,
            "scrutiny:timeliness": tracked.standing.timeliness.value,
            "actionStatus": _DONE.get(tracked.standing.delivery),
        }

    def _positions(self, response: CommitteeResponse) -> Iterator[Node]:
        for number, position in enumerate(first(response.positions), 1):
            target = Target(*Address.read(self.id).resolve(position.resolution))
            yield {
                "@id": self.url(Target(self.id, f"position-{number}")),
                "@type": "scrutiny:Position",
                "scrutiny:answers": self.url(target),
                "scrutiny:answer": position.position.value,
                "scrutiny:to_be_done": self._promised(f"position-{number}"),
            }


def first(parts: Sequence[Listed]) -> Sequence[Listed]:
    """Return the parts that a page tells of."""
    return parts[:MOST]
