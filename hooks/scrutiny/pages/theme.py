"""The page of a subject: what inspectors found about it, council by council, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from scrutiny.address import Address
from scrutiny.language import html
from scrutiny.link import Target
from scrutiny.model import Finding, Point
from scrutiny.pages.axes import status_word
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import listed_record, tracked_entry
from scrutiny.pages.findings import Halves, ShownFinding
from scrutiny.pages.holdings import Subject
from scrutiny.pages.listing import Group, Listing, Section, council_pages, listing_pages
from scrutiny.pages.page import Here, Link, Page, counted, joined
from scrutiny.pages.rows import BYTES, MANY, ROWS, weight
from scrutiny.pages.shown import Entry, Row, record_entry, theme_links
from scrutiny.pages.tags import search_within
from scrutiny.pages.titles import target_words, title_of
from scrutiny.pages.words import capital, inspection_when, opening
from scrutiny.vocabulary import Change, Delivery, FindingKind, Missing, PointKind

NOTE = "What names no subject of its own stands under the subjects of its record."
_HALVES = (FindingKind.STRENGTH, FindingKind.IMPROVEMENT)


def theme_pages(edition: Edition, name: str) -> Iterator[Page]:
    """Yield the page of a subject; one with more than ``ROWS`` entries leads to a page for each council."""
    subject, url = edition.subjects[name], f"themes/{name}/"
    if whole := _whole(edition, name, subject, url):
        yield whole
        return
    councils = subject.split()
    yield from _overview(edition, name, subject, councils, url)
    for authority, part in councils.items():
        if whole := _whole(edition, name, part, f"{url}{authority}/", authority):
            yield whole
        else:
            yield from _by_record(edition, name, part, f"{url}{authority}/", authority)


def _whole(edition: Edition, name: str, subject: Subject, url: str, authority: str = "") -> Page | None:
    """Return the page that shows all of a subject, or None where one page cannot."""
    if subject.size > ROWS:
        return None
    here = Here(url)
    sections = [section for section in _sections(edition, here, subject) if section.entries]
    groups = _groups(edition, here, subject.findings)
    if weight([groups, sections]) > BYTES:
        return None
    return _page(edition, here, name, subject, authority, groups, sections)


def _overview(edition: Edition, name: str, subject: Subject, councils: dict[str, Subject], url: str) -> Iterator[Page]:
    here = Here(url)
    told = {authority: counts(part) for authority, part in councils.items()}
    if len(told) > MANY:
        label = edition.register.shared.themes[name].label
        by_council = f"{url}by-council/"
        yield from council_pages(edition, by_council, f"{label}: by council", (label, url), told)
        way = here.link(f"All {counted(len(told), 'council')}", by_council)
        section = Section("By council", "councils", [], way)
    else:
        entries = [
            Entry(edition.authorities[authority].short_name, here.href(f"{url}{authority}/"), line)
            for authority, line in told.items()
        ]
        section = Section("By council", "councils", entries)
    yield _page(edition, here, name, subject, "", [], [section])


def _by_record(edition: Edition, name: str, subject: Subject, url: str, authority: str) -> Iterator[Page]:
    """Yield the records of one council with the counts of what they hold, where their parts are too many to show."""
    theme, council = edition.register.shared.themes[name], edition.authorities[authority].short_name
    listed = [listed_record(edition, id_) for id_ in sorted(subject.records, key=edition.age)]
    yield from listing_pages(
        edition,
        Listing(
            url,
            f"{theme.label}: {council}",
            theme.definition,
            "record",
            [Group("", "list", listed)],
            kicker="Subject",
            section="subjects",
            parents=(("Subjects", "themes/"), (theme.label, f"themes/{name}/")),
        ),
    )


def _page(
    edition: Edition,
    here: Here,
    name: str,
    subject: Subject,
    authority: str,
    groups: list[Halves],
    sections: list[Section],
) -> Page:
    theme = edition.register.shared.themes[name]
    title = theme.label + (f": {edition.authorities[authority].short_name}" if authority else "")
    nothing = "" if subject.findings else "No finding held here is about this subject."
    found = [Row("What inspectors found", "", "found")] if groups or nothing else []
    on_this_page = [*found, *(Row(each.title, "", each.anchor) for each in sections)]
    parents = [Link("Home", here.base), Link("Subjects", here.href("themes/"))]
    if authority:
        parents.append(Link(theme.label, here.href(f"themes/{name}/")))
    return Page(
        url=here.url,
        title=title,
        template="theme",
        shows={
            "title": title,
            "kicker": "Subject",
            "lead": theme.definition,
            "number_words": counts(subject),
            "groups": groups,
            "nothing_found": nothing,
            "sections": sections,
            "facts": _facts(edition, here, name, subject),
            "note": NOTE,
            "on_this_page": on_this_page,
        },
        kicker="Subject",
        description=theme.definition,
        crumbs=tuple(parents),
        section="subjects",
    )


def counts(subject: Subject) -> str:
    """Count what stands under a subject, in one line; empty where nothing does."""
    kinds = [finding.kind for _, finding in subject.findings]
    others = len(kinds) - sum(kind in _HALVES for kind in kinds)
    told = [
        *((kinds.count(kind), kind.label.lower(), kind.plural) for kind in _HALVES),
        (others, "other finding", ""),
        (len(subject.resolutions), "resolution", ""),
        (len(subject.points), "point", ""),
        (len(subject.questions), "question", ""),
        (len(subject.open), "open action", ""),
        (len(subject.authorities), "council", ""),
    ]
    words = [counted(number, noun, plural) for number, noun, plural in told if number]
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])}, in {words[-1]}"


def _facts(edition: Edition, here: Here, name: str, subject: Subject) -> list[Row]:
    themes, terms = edition.register.shared.themes, edition.register.shared.terms
    theme = themes[name]
    rows = []
    if theme.broader:
        rows.append(Row("Part of", theme_links(edition, here, [theme.broader])))
    narrower = [other for other, each in themes.items() if each.broader == name]
    if narrower:
        rows.append(Row("Its parts", theme_links(edition, here, narrower)))
    related = dict.fromkeys((*theme.related, *(other for other, each in themes.items() if name in each.related)))
    if related:
        rows.append(Row("See also", theme_links(edition, here, related)))
    if len(subject.authorities) <= MANY:
        links = [here.link(edition.authorities[each].short_name, f"{each}/") for each in subject.authorities]
        rows += [Row("Councils", joined([*links]))] if links else []
    words = [here.link(term.term, f"glossary/#{key}") for key, term in terms.items() if term.theme == name]
    if words:
        rows.append(Row("Words used", joined([*words])))
    if subject.size:
        rows.append(search_within(here, "Search within this subject", ("subject", theme.label)))
    return rows


def _groups(edition: Edition, here: Here, findings: Sequence[tuple[Target, Finding]]) -> list[Halves]:
    """Return the findings of each inspection, strengths beside what is to improve."""
    made = []
    for id_, own in groupby(findings, key=lambda each: each[0].id):
        found = list(own)
        inspection = edition.register.inspection(id_)
        day = inspection_when(inspection) if inspection else ""
        council = edition.authority_of(id_).short_name
        title = here.to(Target(id_), f"{council}, {day or 'date not stated'}")
        left = [_shown(edition, here, *each) for each in found if each[1].kind is FindingKind.STRENGTH]
        right = [_shown(edition, here, *each) for each in found if each[1].kind is FindingKind.IMPROVEMENT]
        others = [_shown(edition, here, *each) for each in found if each[1].kind not in _HALVES]
        made.append(
            Halves(
                title,
                counted(len(left), "strength"),
                left,
                "No strength is listed under this subject.",
                f"{len(right)} to improve",
                right,
                "No area for improvement is listed under this subject.",
                others,
            )
        )
    return made


def _shown(edition: Edition, here: Here, target: Target, finding: Finding) -> ShownFinding:
    answers = edition.links.relations.answered_by.get(target, ())
    links = [_answered(edition, here, answers)] if answers else []
    label = escape(finding.kind.label if finding.kind not in _HALVES else "")
    address = Address.read(target.id)
    anchor = f"{address.authority}-{address.name}-{target.anchor}"
    return ShownFinding(finding.number, anchor, anchor.replace("-", " "), here.to(target, finding.text), label, links)


def _answered(edition: Edition, here: Here, answers: Sequence[Target]) -> Markup:
    """Lead to the resolution that answers a finding; of several say how many, because the finding lists them."""
    if len(answers) > 1:
        return html("Answered by {}", counted(len(answers), "resolution"))
    words = f"{target_words(edition, answers[0])} of {title_of(edition, answers[0].id)}"
    return html("Answered by {}", here.to(answers[0], words))


def _kind(point: Point) -> str:
    """Say what sort of point it is, where that adds something."""
    return "" if point.kind in {PointKind.CONTEXT, PointKind.PROGRESS} else point.kind.label


def _sections(edition: Edition, here: Here, subject: Subject) -> list[Section]:
    def entry(target: Target, text: str, *soft: str) -> Entry:
        where = f"{edition.authority_of(target.id).short_name}, {target_words(edition, target)}"
        tracked = edition.tracked_at.get(target, ())
        status = None
        if tracked:
            standing = tracked[0].standing
            unknown = standing.delivery is Delivery.NOT_RECORDED
            status = status_word(standing.timeliness if unknown else standing.delivery)
        return Entry(text, here.href(target.url), ". ".join(filter(None, (where, *soft))), status=status)

    resolutions = [
        entry(
            target,
            opening(resolution.text),
            capital(resolution.effect.label),
            "Changed in substance" if resolution.change is Change.MATERIAL else "",
        )
        for target, resolution in subject.resolutions
    ]
    points = [
        entry(target, (f"{point.lead}: " if point.lead else "") + opening(point.text), _kind(point))
        for target, point in subject.points
    ]
    questions = [
        entry(
            target,
            opening(question.asked),
            "No answer is recorded" if isinstance(question.answered, Missing) else "",
        )
        for target, question in subject.questions
    ]
    plans = [entry(target, part.title) for target, part in subject.parts_of_plans]
    return [
        Section("What committees resolved", "resolutions", resolutions),
        Section("Still open", "open", [tracked_entry(edition, here, each) for each in subject.open]),
        Section("What members asked", "asked", questions),
        Section("What committees were told", "told", points),
        Section("Parts of plans", "plans", plans),
        Section("On the record", "records", [record_entry(edition, here, id_) for id_ in subject.records]),
    ]
