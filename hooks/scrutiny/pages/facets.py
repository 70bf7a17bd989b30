"""By what a search can be narrowed: the facets, their names in addresses, and the links that narrow by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote

from scrutiny.address import Address
from scrutiny.model import CommitteeResponse, Inspection, Item, Meeting, Plan, Record, When
from scrutiny.model.item import CommitteeAsStated
from scrutiny.pages.axes import four_questions
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here
from scrutiny.pages.words import role_title
from scrutiny.track import Tracked
from scrutiny.vocabulary import Missing

NOT_STATED = "Not stated"


class Facet(NamedTuple):
    """One way to narrow a search: "any of" its chosen values, "all of" the facets."""

    key: str
    """Its name in addresses (``?council=Bradford``), in the index and in the folders of the browse pages."""
    label: str
    """Its name on pages."""
    meaning: str
    """What its values say, for a reader who has come to the browse pages."""

    def says(self, value: str) -> str:
        """Name one value with its facet: "Council: Bradford", "In time? Met late"."""
        return f"{self.label} {value}" if self.label.endswith("?") else f"{self.label}: {value}"


FACETS = (
    Facet("kind", "Kind", "What sort of entry it is."),
    Facet("says", "What it says", "How a finding judges, or what a resolution does."),
    Facet("council", "Council", "The council or other authority whose record it is."),
    Facet("year", "Year", "The year that its papers state."),
    Facet("time", "In time?", "Whether what was to be done was done by its last day, as at the date of this site."),
    Facet("done", "Done?", "What a paper says of the work."),
    Facet("answered", "Answered?", "What became of it: a recipient's answer, or a resolution on a finding."),
    Facet("checked", "Checked?", "Who has checked that the work was done."),
    Facet("owner", "Owner", "Who is to do it: a role or a body, never a person."),
    Facet("subject", "Subject", "What it is about."),
    Facet("committee", "Committee", "The committee that took it."),
    Facet("framework", "Kind of inspection", "The rules under which inspectors came."),
)
"""Every facet, in the order in which pages show them."""

RECORD_KINDS: dict[type[Record], str] = {
    Inspection: "Inspection",
    Item: "Committee item",
    Plan: "Plan",
    CommitteeResponse: "Response",
    Meeting: "Meeting",
}
"""The value of the facet "Kind" for a record as a whole; its parts have kinds of their own."""

Values = Mapping[str, tuple[str, ...]]
"""Where something stands: facet key to its values, as pages print them. A facet that does not apply is left out."""

_AXES = {"In time?": "time", "Done?": "done", "Answered?": "answered", "Checked?": "checked"}
"""The questions that an action's page answers, and their facets."""


def statuses(tracked: Iterable[Tracked]) -> dict[str, list[str]]:
    """Return where commitments stand on the four axes, exactly as their page says it; a value may come twice."""
    found: dict[str, list[str]] = {}
    for each in tracked:
        for question, answer in four_questions(each):
            # Only a status has a word; the answer to "Due" is a date.
            if question in _AXES and not isinstance(answer, str):
                found.setdefault(_AXES[question], []).append(answer.word)
    return found


def narrowed_search(here: Here, *chosen: tuple[str, str]) -> str:
    """Return the way to the search page, narrowed to values given each with the key of its facet."""
    return here.href("search/") + "?" + "&".join(f"{key}={quote(value, safe='')}" for key, value in chosen)


def year_of(when: When | None) -> str:
    """Return the year a date states; a day before or after which something was states none."""
    return str(when.first.year) if when and when.first else NOT_STATED


def framework_of(edition: Edition, inspection: Inspection) -> str:
    """Return the letters or, without any, the title of the framework of an inspection."""
    framework = edition.register.shared.frameworks.get(inspection.framework)
    return framework.short or framework.title if framework else NOT_STATED


def committee_of(edition: Edition, id_: str, committee: CommitteeAsStated) -> str:
    """Return the name of the committee of an item or meeting."""
    named = committee.name
    return NOT_STATED if isinstance(named, Missing) else role_title(edition, Address.read(id_).authority, named)


def subjects_of(edition: Edition, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of subjects."""
    themes = edition.register.shared.themes
    return tuple(themes[name].label for name in names if name in themes)
