"""The list of inspections, and a narrower one for each framework, with the rules of that framework under it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.model import Framework, Inspection
from scrutiny.pages.archive import Archive
from scrutiny.pages.edition import Edition
from scrutiny.pages.line import Line, newest_first
from scrutiny.pages.listing import BY_COUNCIL, Listing, listing_pages
from scrutiny.pages.page import Here, Page, joined, outward
from scrutiny.pages.rows import Choice
from scrutiny.pages.section import Group
from scrutiny.pages.shown import Row
from scrutiny.pages.words import when_words
from scrutiny.vocabulary import Missing

BY_KIND = "inspections/by-kind/"
NO_FRAMEWORK = {
    Missing.NOT_STATED: "Framework not stated",
    Missing.NONE: "No framework",
    Missing.UNKNOWN: "Framework not known",
}


def framework_rows(edition: Edition, name: str) -> Iterator[str]:
    """Yield the frameworks of the inspections of a council, for each inspection that counts show."""
    for id_ in edition.by_authority.get(name, ()):
        inspection = edition.records_listed.get(id_)
        if isinstance(inspection, Inspection):
            yield str(inspection.framework)


def inspection_lists(archive: Archive, groups: list[Group]) -> Iterator[Page]:
    """Yield the list of all inspections, in the sections given, and that of each framework."""
    edition, kinds = archive.edition, _kinds(archive)

    def choices(here: Here) -> list[Choice]:
        return [
            Choice(_kind_name(edition, key), here.href(f"{BY_KIND}{_slug(key)}/"), f"{len(lines):,}")
            for key, lines in kinds.items()
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


def frameworks_listed(archive: Archive) -> dict[str, Framework]:
    """Return the frameworks of the inspections that counts show, by name, in the order of ``frameworks.yml``."""
    inspected = set(archive.rows("frameworks"))
    return {name: each for name, each in archive.edition.register.shared.frameworks.items() if name in inspected}


def _kinds(archive: Archive) -> dict[str, list[Line]]:
    """Return the inspections by framework, in the order of ``frameworks.yml``, those without one last."""
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for line in archive.rows("inspections"):
        found[line.group].append(line)
    order = [*archive.edition.register.shared.frameworks, *Missing]
    return {key: found[key] for key in order if key in found}


def _slug(key: str) -> str:
    return key.replace(" ", "-")


def _kind_name(edition: Edition, key: str) -> str:
    framework = edition.register.shared.frameworks.get(key)
    return framework.short or framework.title if framework else NO_FRAMEWORK[Missing(key)]


def _by_kind(edition: Edition, kinds: Mapping[str, list[Line]]) -> Iterator[Page]:
    for key, lines in kinds.items():
        framework = edition.register.shared.frameworks.get(key)
        title = framework.title if framework else NO_FRAMEWORK[Missing(key)]
        yield from listing_pages(
            edition,
            Listing(
                f"{BY_KIND}{_slug(key)}/",
                f"Inspections: {title}",
                "What is recorded here of inspections under this framework."
                if framework
                else "Inspections for which the papers held here give no framework.",
                "inspection",
                [Group("", "list", newest_first(lines), empty="No inspection of this kind is held here.")],
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
