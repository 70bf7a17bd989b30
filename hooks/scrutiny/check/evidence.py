"""What a claim needs: evidence for "implemented", a source for every place, news about what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scrutiny.check.family import Family
from scrutiny.check.walk import Part, Walked
from scrutiny.load import Path
from scrutiny.model import Update
from scrutiny.problem import Problem, did_you_mean
from scrutiny.vocabulary import Assurance, Delivery

CONFIRMED = frozenset({Assurance.ACCEPTED, Assurance.CONFIRMED})


class Evidence(Family):
    """A problem for every claim that lacks what it needs."""

    def of_record(self, walked: Walked) -> Iterator[Problem]:
        """Look at the news of a record, at the sources its facts name, and at those it lists."""
        document, record = walked.document, walked.record
        for position, update in enumerate(record.updates):
            yield from (
                document.problem(("updates", position, field), what, cure, rule)
                for field, what, cure, rule in _update(update)
            )
        known = [source.ref for source in record.sources]
        for path, ref, place in _places(walked.parts):
            if ref not in known:
                cure = did_you_mean(ref, known, "add it under sources:, or begin with one of: " + ", ".join(known))
                yield document.problem(path, f'"{place}" names no source of this record', cure, "unknown-source")
        seen: set[str] = set()
        for position, ref in enumerate(known):
            if ref in seen:
                yield document.problem(
                    ("sources", position, "ref"),
                    f'"{ref}" is used twice',
                    "give each source its own ref",
                    "source-twice",
                )
            seen.add(ref)


def _update(update: Update) -> Iterator[tuple[str, str, str, str]]:
    if update.delivery is Delivery.IMPLEMENTED and not update.evidence and update.assurance not in CONFIRMED:
        yield (
            "delivery",
            "“implemented” needs evidence, or a committee's or inspectorate's confirmation",
            "add evidence:, or assurance: acceptable to committee",
            "implemented-without-evidence",
        )
    if update.assurance is Assurance.EVIDENCE and not update.evidence:
        yield "assurance", "no evidence is given", "add evidence: with its title", "evidence-missing"
    if update.done_on and update.delivery is not Delivery.IMPLEMENTED:
        yield (
            "done_on",
            "there is a day of completion, but the work is not implemented",
            "say delivery: implemented",
            "done-not-implemented",
        )
    if update.done_on and update.done_on > update.on:
        yield "done_on", "the work was done after the day of the news", "correct one of the two days", "wrong-order"


def _places(parts: Iterable[Part]) -> Iterator[tuple[Path, str, str]]:
    """Yield each place in a source that a part names: its path, the source, the whole."""
    for part, path in parts:
        place = vars(part).get("at")
        if place is not None:
            yield (*path, "at"), place.split(maxsplit=1)[0], place
