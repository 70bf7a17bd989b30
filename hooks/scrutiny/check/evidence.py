"""What a claim needs: evidence for "implemented", a source for every place, news about what is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.check.walk import walk
from scrutiny.load import Path
from scrutiny.load.content import Loaded
from scrutiny.model import Record, Update
from scrutiny.problem import Problem, did_you_mean
from scrutiny.vocabulary import Assurance, Delivery

CONFIRMED = frozenset({Assurance.ACCEPTED, Assurance.CONFIRMED})


def check_evidence(loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem for every claim that lacks what it needs."""
    for id_, record in loaded.register.records.items():
        document = loaded.documents[id_]
        for position, update in enumerate(record.updates):
            yield from (
                document.problem(("updates", position, field), what, cure, rule)
                for field, what, cure, rule in _update(update)
            )
        for path, ref, place in _places(record):
            known = [source.ref for source in record.sources]
            if ref not in known:
                cure = did_you_mean(ref, known, "add it under sources:, or begin with one of: " + ", ".join(known))
                yield document.problem(path, f'"{place}" names no source of this record', cure, "unknown-source")
        seen: set[str] = set()
        for position, source in enumerate(record.sources):
            if source.ref in seen:
                yield document.problem(
                    ("sources", position, "ref"),
                    f'"{source.ref}" is used twice',
                    "give each source its own ref",
                    "source-twice",
                )
            seen.add(source.ref)


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


def _places(record: Record) -> Iterator[tuple[Path, str, str]]:
    for part, path in walk(record):
        place = getattr(part, "at", None)
        if isinstance(place, str):
            yield (*path, "at"), place.split()[0], place
