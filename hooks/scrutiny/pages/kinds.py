"""The list of inspections, and a narrower one for each framework, with the rules of that framework under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.model import Framework, Inspection
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import listed_record
from scrutiny.pages.listing import BY_COUNCIL, Group, Listing, listing_pages
from scrutiny.pages.page import Here, Page, joined, outward
from scrutiny.pages.rows import Choice
from scrutiny.pages.shown import Row
from scrutiny.pages.words import when_words
from scrutiny.vocabulary import Missing

BY_KIND = "inspections/by-kind/"
NO_FRAMEWORK = {
    Missing.NOT_STATED: "Framework not stated",
    Missing.NONE: "No framework",
    Missing.UNKNOWN: "Framework not known",
}


def inspection_lists(edition: Edition, groups: list[Group]) -> Iterator[Page]:
    """Yield the list of all inspections, in the sections given, and that of each framework."""
    kinds = _kinds(edition)

    def choices(here: Here) -> list[Choice]:
        return [
            Choice(_kind_name(edition, key), here.href(f"{BY_KIND}{_slug(key)}/"), f"{len(ids):,}")
            for key, ids in kinds.items()
        ]

    yield from listing_pages(
        edition,
        Listing(
            "inspections/",
            "Inspections",
            "Inspections, visits and reviews, and those that papers expect.",
            "inspection",
            groups,
            order=BY_COUNCIL,
            section="inspections",
            folder="inspections",
            choices=choices,
            choices_lead="By kind:",
        ),
    )
    yield from _by_kind(edition, kinds)


def frameworks_listed(edition: Edition) -> dict[str, Framework]:
    """Return the frameworks of the inspections that lists show, by name, in the order of ``frameworks.yml``."""
    inspected = {record.framework for record in edition.records_listed.values() if isinstance(record, Inspection)}
    return {name: each for name, each in edition.register.shared.frameworks.items() if name in inspected}


def _kinds(edition: Edition) -> dict[str, list[str]]:
    """Return the inspections by framework, in the order of ``frameworks.yml``, those without one last."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in edition.authorities_listed:
        for id_ in edition.ids.get((name, "inspections"), ()):
            if inspection := edition.register.inspection(id_):
                found[inspection.framework].append(id_)
    order = [*edition.register.shared.frameworks, *Missing]
    return {key: found[key] for key in order if key in found}


def _slug(key: str) -> str:
    return key.replace(" ", "-")


def _kind_name(edition: Edition, key: str) -> str:
    framework = edition.register.shared.frameworks.get(key)
    return framework.short or framework.title if framework else NO_FRAMEWORK[Missing(key)]


def _by_kind(edition: Edition, kinds: Mapping[str, list[str]]) -> Iterator[Page]:
    for key, ids in kinds.items():
        framework = edition.register.shared.frameworks.get(key)
        title = framework.title if framework else NO_FRAMEWORK[Missing(key)]
        shown = [listed_record(edition, id_) for id_ in sorted(ids, key=edition.age)]
        yield from listing_pages(
            edition,
            Listing(
                f"{BY_KIND}{_slug(key)}/",
                f"Inspections: {title}",
                "What is recorded here of inspections under this framework."
                if framework
                else "Inspections for which the papers held here give no framework.",
                "inspection",
                [Group("", "list", shown, empty="No inspection of this kind is held here.")],
                kicker="Framework" if framework else "",
                section="inspections",
                parents=(("Inspections", "inspections/"),),
                facts_title="About this framework",
                facts=lambda _, framework=framework: _framework(edition, framework) if framework else [],  # type: ignore[misc]
            ),
        )


def _framework(edition: Edition, framework: Framework) -> list[Row]:
    shared = edition.register.shared
    names = [shared.bodies[name].name for name in framework.inspectorates if name in shared.bodies]
    scale = shared.scales.get(framework.scale or "")
    grades = "" if framework.graded else "None given, by design"
    if scale:
        grades = ", ".join(f"“{grade.label}”" for grade in scale.grades.values()) + f" ({scale.title})"
    source: Markup | str = ""
    if framework.basis:
        title, url = framework.basis.title, framework.basis.url
        source = outward(title, url)
    told: list[tuple[str, Markup | str | None]] = [
        ("Letters used", framework.short),
        ("Inspectorates", joined([*names])),
        ("Since", when_words(framework.valid_from) if framework.valid_from else None),
        ("Until", when_words(framework.valid_to) if framework.valid_to else None),
        ("What it judges", "; ".join(domain.label for domain in framework.domains.values())),
        ("Grades", grades),
        ("How it works", Markup().join(html("<p>{}</p>", rule) for rule in framework.rules)),
        ("Source", source),
        ("Checked", None if framework.verified else "Not checked against its source; no date on this site rests on it"),
    ]
    return [Row(label, value) for label, value in told if value]
