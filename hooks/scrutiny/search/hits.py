"""What can be found: a search document for every record, finding, resolution, point, question and action.

Each lands on its own anchor and carries the facets by which it can be narrowed. Made from the register, not
from the pages, so that menus and repeated words never count as hits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scrutiny.address import Address
from scrutiny.link import Gathering, Target, when_of
from scrutiny.model import CommitteeResponse, Inspection, Item, Plan, Record, When
from scrutiny.pages.edition import Edition
from scrutiny.pages.strip import finding_counts
from scrutiny.pages.words import (
    in_time,
    inspection_when,
    item_when,
    meeting_title,
    opening,
    role_title,
    short_when,
    target_words,
)
from scrutiny.search.document import SearchDocument
from scrutiny.vocabulary import Missing

NOT_STATED = "Not stated"


def search_documents(edition: Edition) -> Iterator[SearchDocument]:
    """Yield the search documents of an edition, in the order of records and sources."""
    for id_, record in edition.register.records.items():
        if record.withdrawn:
            continue
        if isinstance(record, Inspection):
            yield from _Documents(edition, id_, record, inspection_when(record) or "date not stated").inspection(record)
        elif isinstance(record, Item):
            yield from _Documents(edition, id_, record, item_when(record)).item(record)
        elif isinstance(record, Plan):
            yield from _Documents(edition, id_, record, short_when(record.agreed) or "date not stated").plan(record)
        elif isinstance(record, CommitteeResponse):
            yield _Documents(edition, id_, record, short_when(record.received) or "date not stated").response(record)
    for meeting in edition.links.meetings.values():
        yield _meeting(edition, meeting)


class _Documents:
    """The search documents of one record."""

    def __init__(self, edition: Edition, id_: str, record: Record, date: str) -> None:
        self.edition, self.id, self.record, self.date = edition, id_, record, date
        self.council = edition.authority_of(id_).short_name

    def document(
        self,
        kind: str,
        anchor: str,
        title: str,
        *text: str,
        themes: tuple[str, ...] = (),
        facets: Mapping[str, str] | None = None,
    ) -> SearchDocument:
        """Make a document of the record or of a part of it."""
        target = Target(self.id, anchor)
        labels = self.edition.register.shared.themes
        filters: dict[str, tuple[str, ...]] = {
            "Council": (self.council,),
            "Year": (_year(when_of(self.record)),),
            "Subject": tuple(labels[name].label for name in themes or self.record.themes if name in labels),
            **{name: (value,) for name, value in (facets or {}).items()},
        }
        tracked = self.edition.tracked_at.get(target, ())
        word = in_time(tracked[0]) if tracked else None
        if word:
            filters["Progress"] = (word.word,)
        return SearchDocument(
            url=target.url,
            title=title,
            text=tuple(piece for piece in text if piece),
            kind=kind,
            where=f"{self.council}, {target_words(self.edition, target) if anchor else kind.lower()}",
            page=self.record.title,
            status=word.word if word else "",
            shape=word.shape.value if word else "",
            date=self.date,
            filters={name: values for name, values in filters.items() if values},
            sort={"date": _sortable(self.edition, self.id)},
        )

    def inspection(self, inspection: Inspection) -> Iterator[SearchDocument]:
        """An inspection, its findings and its actions."""
        framework = self.edition.register.shared.frameworks.get(inspection.framework)
        name = framework.short or framework.title if framework else NOT_STATED
        yield self.document(
            "Inspection",
            "",
            inspection.title,
            inspection.summary,
            finding_counts(inspection),
            facets={"Framework": name},
        )
        for finding in inspection.findings:
            yield self.document(
                "Finding",
                finding.anchor,
                finding.text,
                finding.text,
                finding.note or "",
                themes=finding.themes,
                facets={"Framework": name, "What it says": finding.kind.label},
            )
        for action in inspection.actions:
            yield self.document("Action", action.anchor, action.text or "", action.text or "")

    def item(self, item: Item) -> Iterator[SearchDocument]:
        """A committee item, its resolutions, points and questions."""
        authority = Address.read(self.id).authority
        named = item.committee.name
        committee = NOT_STATED if isinstance(named, Missing) else role_title(self.edition, authority, named)
        facets = {"Committee": committee}
        yield self.document("Committee item", "", item.title, item.summary, facets=facets)
        for resolution in item.resolutions.list:
            yield self.document(
                "Resolution",
                resolution.anchor,
                opening(resolution.text),
                resolution.text,
                themes=resolution.themes,
                facets={**facets, "What it says": resolution.effect.label},
            )
        for point in item.points:
            title = f"{point.lead}: {opening(point.text)}" if point.lead else opening(point.text)
            yield self.document("Point reported", point.anchor, title, point.text, themes=point.themes, facets=facets)
        for question in item.questions:
            answer = "" if isinstance(question.answered, Missing) else question.answered
            yield self.document(
                "Question and answer",
                question.anchor,
                opening(question.asked),
                question.asked,
                answer,
                themes=question.themes,
                facets=facets,
            )

    def plan(self, plan: Plan) -> Iterator[SearchDocument]:
        """A plan and its actions."""
        yield self.document("Plan", "", plan.title, plan.summary, *(part.title for part in plan.workstreams))
        for action in plan.actions:
            yield self.document("Action", action.anchor, action.text or "", action.text or "")

    def response(self, response: CommitteeResponse) -> SearchDocument:
        """An answer to a committee, with what it says of each resolution."""
        told = (f"{each.position.label}. {each.text or ''}".strip() for each in response.positions)
        return self.document("Response", "", response.title, response.summary, *told)


def _meeting(edition: Edition, meeting: Gathering) -> SearchDocument:
    council = edition.authority_of(meeting.id).short_name
    date = short_when(meeting.date) or "date not stated"
    expects = tuple(expected.follow_up.expects for expected in meeting.expects)
    items = tuple(edition.record(item.id).title for item in meeting.items)
    return SearchDocument(
        url=f"{meeting.id}/",
        title=meeting_title(edition, meeting),
        text=(*items, *expects, meeting.state.label),
        kind="Meeting",
        where=f"{council}, meeting",
        page=meeting_title(edition, meeting),
        date=date,
        filters={"Council": (council,), "Year": (_year(meeting.date),)},
        sort={"date": _sortable(edition, meeting.id)},
    )


def _year(when: When | None) -> str:
    """Return the year a date states; a day before or after which something was states none."""
    return str(when.first.year) if when and when.first else NOT_STATED


def _sortable(edition: Edition, id_: str) -> str:
    day = edition.links.threads.first_day(id_)
    return day.isoformat() if day else "0000-00-00"
