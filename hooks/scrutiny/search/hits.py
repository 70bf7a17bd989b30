"""What can be found: a search document for every record, finding, resolution, point, question and action.

Each lands on its own anchor and carries the facets by which it can be narrowed. Made from the register, not
from the pages, so that menus and repeated words never count as hits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scrutiny.address import Address
from scrutiny.link import Gathering, Target, when_of
from scrutiny.model import CommitteeResponse, Inspection, Item, Meeting, Plan, Record, Resolution
from scrutiny.pages.axes import deadline_words, in_time
from scrutiny.pages.edition import Edition
from scrutiny.pages.facets import RECORD_KINDS, Values, committee_of, framework_of, subjects_of, year_of
from scrutiny.pages.schedule import working
from scrutiny.pages.strip import finding_counts, was_expected
from scrutiny.pages.titles import meeting_title, target_words
from scrutiny.pages.words import capital, inspection_when, item_when, opening, short_when
from scrutiny.search.document import SearchDocument
from scrutiny.search.facets import answers_to, axes_of, owners_of
from scrutiny.track import Tracked
from scrutiny.vocabulary import MeetingState, Missing, Shape

_SHAPES = {
    MeetingState.HELD: Shape.SOLID,
    MeetingState.SCHEDULED: Shape.RING,
    MeetingState.PROMISED: Shape.RING,
    MeetingState.CANCELLED: Shape.BARRED,
    MeetingState.POSTPONED: Shape.RING,
    MeetingState.UNKNOWN: Shape.BROKEN,
}


NOT_KNOWN = "Not known whether it was held"
"""The state of a meeting of which nothing is known, where it stands by itself."""


def search_documents(edition: Edition, name: str) -> tuple[SearchDocument, ...]:
    """Return the search documents of a council, in the order of records and sources: of all that lists show.

    They are made once for all that is told of them.
    """
    made: tuple[SearchDocument, ...] | None = edition.kept.get((search_documents, name))
    if made is None:
        made = edition.kept[search_documents, name] = tuple(_search_documents(edition, name))
    return made


def _search_documents(edition: Edition, name: str) -> Iterator[SearchDocument]:
    for id_ in filter(edition.is_listed, edition.by_authority.get(name, ())):
        record = edition.register.records[id_]
        if isinstance(record, Inspection):
            framework = {"framework": (framework_of(edition, record),)}
            date = was_expected(edition, id_) or inspection_when(record) or "date not stated"
            yield from _Documents(edition, id_, record, date, framework).inspection(record)
        elif isinstance(record, Item):
            committee = {"committee": (committee_of(edition, id_, record.committee),)}
            yield from _Documents(edition, id_, record, item_when(record), committee).item(record)
        elif isinstance(record, Plan):
            yield from _Documents(edition, id_, record, short_when(record.agreed) or "date not stated").plan(record)
        elif isinstance(record, CommitteeResponse):
            date = short_when(record.received) or "date not stated"
            yield from _Documents(edition, id_, record, date).response(record)
    for meeting in edition.meetings_of.get(name, ()):
        if edition.is_listed(meeting.id):
            yield _meeting(edition, meeting)


class _Documents:
    """The search documents of one record."""

    def __init__(self, edition: Edition, id_: str, record: Record, date: str, facets: Values | None = None) -> None:
        """Take what all of them share: the words for the date, and the facets of the record as a whole."""
        self.edition, self.id, self.record, self.date = edition, id_, record, date
        self.council = edition.authority_of(id_).short_name
        self.facets = {"council": (self.council,), "year": (year_of(when_of(record)),), **(facets or {})}

    def document(
        self,
        kind: str,
        anchor: str,
        title: str,
        *text: str,
        themes: tuple[str, ...] = (),
        facets: Values | None = None,
    ) -> SearchDocument:
        """Make a document of the record or of a part of it."""
        target = Target(self.id, anchor)
        tracked = self.edition.tracked_at.get(target, ())
        word = in_time(tracked[0]) if tracked else None
        subjects = subjects_of(self.edition, themes or self.record.themes)
        filters = {**self.facets, "subject": subjects, **axes_of(self.edition, tracked), **(facets or {})}
        return SearchDocument(
            url=target.url,
            title=title,
            text=tuple(piece for piece in (*text, *_workings(tracked)) if piece),
            kind=kind,
            where=f"{self.council}, {target_words(self.edition, target) if anchor else kind.lower()}",
            page=self.record.title,
            status=word.word if word else "",
            shape=word.shape.value if word else "",
            tone=word.tone if word else "",
            owner=", ".join(dict.fromkeys(owner for each in tracked for owner in owners_of(self.edition, each))),
            subject=", ".join(subjects),
            due=_due(tracked),
            date=self.date,
            filters={key: values for key, values in filters.items() if values},
            day=_day(self.edition, self.id),
            last_day=_last_day(tracked),
            sets_action=bool(tracked),
        )

    def inspection(self, inspection: Inspection) -> Iterator[SearchDocument]:
        """An inspection, its findings and its actions."""
        yield self.document(
            RECORD_KINDS[Inspection], "", inspection.title, inspection.summary, finding_counts(inspection)
        )
        for finding in inspection.findings:
            yield self.document(
                "Finding",
                finding.anchor,
                finding.text,
                finding.text,
                finding.note or "",
                themes=finding.themes,
                facets={
                    "says": (finding.kind.label,),
                    **answers_to(self.edition, Target(self.id, finding.anchor), finding),
                },
            )
        for action in inspection.actions:
            yield self.document("Action", action.anchor, action.text or "", action.text or "")

    def item(self, item: Item) -> Iterator[SearchDocument]:
        """A committee item, its resolutions, points and questions."""
        yield self.document(RECORD_KINDS[Item], "", item.title, item.summary)
        for resolution in item.resolutions.list:
            yield self.document(
                "Resolution",
                resolution.anchor,
                opening(resolution.text),
                resolution.text,
                themes=resolution.themes,
                facets={"says": (capital(resolution.effect.label),)},
            )
        for point in item.points:
            title = f"{point.lead}: {opening(point.text)}" if point.lead else opening(point.text)
            yield self.document("Point reported", point.anchor, title, point.text, themes=point.themes)
        for question in item.questions:
            answer = "" if isinstance(question.answered, Missing) else question.answered
            yield self.document(
                "Question and answer",
                question.anchor,
                opening(question.asked),
                question.asked,
                answer,
                themes=question.themes,
            )
        if item.follow_up:
            expects = capital(item.follow_up.expects)
            yield self.document("Follow-up", "follow-up", expects, expects)

    def plan(self, plan: Plan) -> Iterator[SearchDocument]:
        """A plan and its actions."""
        yield self.document(
            RECORD_KINDS[Plan], "", plan.title, plan.summary, *(part.title for part in plan.workstreams)
        )
        for action in plan.actions:
            yield self.document("Action", action.anchor, action.text or "", action.text or "")

    def response(self, response: CommitteeResponse) -> Iterator[SearchDocument]:
        """An answer to a committee, and what it says of each resolution."""
        answered = {"answered": tuple(dict.fromkeys(each.position.label for each in response.positions))}
        yield self.document(RECORD_KINDS[CommitteeResponse], "", response.title, response.summary, facets=answered)
        for number, each in enumerate(response.positions, 1):
            target = Target(*Address.read(self.id).resolve(each.resolution))
            part = self.edition.register.part(*target)
            resolved = opening(part.text) if isinstance(part, Resolution) else target_words(self.edition, target)
            yield self.document(
                RECORD_KINDS[CommitteeResponse],
                f"position-{number}",
                f"{each.position.label}: {resolved}",
                each.text or each.position.label,
                themes=part.themes if isinstance(part, Resolution) else (),
                facets={"answered": (each.position.label,)},
            )


def _meeting(edition: Edition, meeting: Gathering) -> SearchDocument:
    council = edition.authority_of(meeting.id).short_name
    date = short_when(meeting.date) or "date not stated"
    expects = tuple(expected.follow_up.expects for expected in meeting.expects)
    items = tuple(edition.record(item.id).title for item in meeting.items)
    return SearchDocument(
        url=f"{meeting.id}/",
        title=meeting_title(edition, meeting),
        text=(*items, *expects),
        kind=RECORD_KINDS[Meeting],
        where=f"{council}, meeting",
        page=meeting_title(edition, meeting),
        date=date,
        status=NOT_KNOWN if meeting.state is MeetingState.UNKNOWN else meeting.state.label,
        shape=_SHAPES[meeting.state].value,
        filters={
            "council": (council,),
            "year": (year_of(meeting.date),),
            "committee": (committee_of(edition, meeting.id, meeting.committee),),
        },
        day=_day(edition, meeting.id),
        gathers=True,
    )


def _workings(tracked: Sequence[Tracked]) -> Iterator[str]:
    """Yield how stated last days were tested against the law, as the page says it: "70 working days" finds them."""
    for each in tracked:
        if tested := working(each, None):
            yield tested.answer
            yield from (note.striptags() for note in tested.notes)


def _due(tracked: Sequence[Tracked]) -> str:
    """Return by when something is to be done, as stated; empty where nothing is to be done or no date was set."""
    return "" if not tracked or tracked[0].commitment.due.is_missing else str(deadline_words(tracked[0].deadline)[0])


def _last_day(tracked: Sequence[Tracked]) -> str:
    """Return the earliest last day of what is to be done, as ISO 8601; empty where none is known."""
    return min((each.deadline.last.isoformat() for each in tracked if each.deadline.last), default="")


def _day(edition: Edition, id_: str) -> str:
    """Return the day that places a record or meeting in time, as ISO 8601; empty where none is known."""
    day = edition.links.threads.first_day(id_)
    return day.isoformat() if day else ""
