"""Findings by subject: strengths beside what is to improve, each with one line on where its thread leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from scrutiny.language import html, say, say_html, say_number, strung
from scrutiny.link import Target
from scrutiny.model import Finding, Inspection
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, counted, joined
from scrutiny.pages.shown import named_part, numbered_links
from scrutiny.pages.strip import was_expected
from scrutiny.pages.titles import marked_title, numbered, target_words, title_of
from scrutiny.pages.words import (
    capital,
    exempt_words,
    inline,
    inspection_when,
    item_when,
    missing,
    place_words,
    sentence,
    short_when,
)
from scrutiny.vocabulary import AppliesTo, Delivery, Exhaustive, FindingKind, MeetingState

_HALVES = (FindingKind.STRENGTH, FindingKind.IMPROVEMENT)


@dataclass(frozen=True)
class ShownFinding:
    """A finding, ready to print."""

    number: str
    anchor: str
    called: str
    """What a link to it is called: "improvement 6"."""
    text: str
    kind_label: Markup
    """What else there is to say in the same line: its kind, its time limit, its domain, whom it is about."""
    links: list[Markup]


@dataclass(frozen=True)
class Halves:
    """The findings of one subject, ready to print."""

    title: Markup
    left_title: str
    left: list[ShownFinding]
    left_empty: str
    right_title: str
    right: list[ShownFinding]
    right_empty: str
    others: list[ShownFinding]


def groups(edition: Edition, here: Here, id_: str, inspection: Inspection) -> list[Halves]:
    """Return the findings by their first theme, in the order of ``themes.yml``; without themes, as one group."""
    themes = edition.register.shared.themes
    by_theme: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in inspection.findings:
        by_theme[next((name for name in finding.themes if name in themes), "")].append(finding)
    several = len({finding.domain for finding in inspection.findings if not finding.exempt}) > 1

    def group(title: Markup, found: list[Finding]) -> Halves:
        def shown(*kinds: FindingKind) -> list[ShownFinding]:
            chosen = (each for each in found if each.kind in kinds)
            return [_shown(edition, here, id_, inspection, each, several_domains=several) for each in chosen]

        left, right = shown(FindingKind.STRENGTH), shown(FindingKind.IMPROVEMENT)
        return Halves(
            title,
            counted(len(left), "strength"),
            left,
            say("No strength is listed under this subject.") if title else say("No strength is listed."),
            say_number("{n} to improve", "{n} to improve", len(right)),
            right,
            say("No area for improvement is listed under this subject.")
            if title
            else say("No area for improvement is listed."),
            shown(*(kind for kind in FindingKind if kind not in _HALVES)),
        )

    made = [
        group(here.link(theme.label, f"themes/{name}/"), by_theme[name])
        for name, theme in themes.items()
        if name in by_theme
    ]
    if "" in by_theme:
        made.append(group(say_html("Without a subject") if made else Markup(), by_theme[""]))
    return made


def _shown(
    edition: Edition, here: Here, id_: str, inspection: Inspection, finding: Finding, *, several_domains: bool
) -> ShownFinding:
    said: list[Markup | str] = []
    if finding.exempt:
        said.append(html("<b>{}</b>", exempt_words(finding)))
    if finding.kind is FindingKind.NOT_EVALUATED and finding.because:
        said.append(
            say_html("<b>{kind}</b>, because: {why}", kind=finding.kind.label, why=inline(finding.because).rstrip("."))
        )
    elif finding.kind not in _HALVES:
        said.append(html("<b>{}</b>", finding.kind.label))
    if finding.time_limit:
        said.append(html("<b>{}</b>", capital(finding.time_limit.words)))
    framework = edition.register.shared.frameworks.get(inspection.framework)
    domain = framework.domains.get(finding.domain or "") if framework else None
    if domain and several_domains:
        said.append(domain.label)
    if finding.subject and finding.subject.lower() not in finding.text.lower():
        said.append(say("About: {what}", what=finding.subject))
    elif finding.applies_to in {AppliesTo.LOCAL_AUTHORITY, AppliesTo.PARTNERSHIP}:
        said.append(say("About {whom}", whom=finding.applies_to.label.lower()))
    label, called = strung(". ", said), numbered(finding.kind.anchor.replace("-", " "), finding.number)
    target = Target(id_, finding.anchor)
    return ShownFinding(
        finding.number, finding.anchor, called, finding.text, label, _links(edition, here, target, finding)
    )


def _links(edition: Edition, here: Here, target: Target, finding: Finding) -> list[Markup]:
    """Return where the thread of a finding leads, one line each; a finding without any has none."""
    relations = edition.links.relations
    lines: list[Markup] = []
    if answers := relations.answered_by.get(target):
        lines.append(say_html("Answered by {parts}", parts=_answers(edition, here, answers)))
        lines += _trail(edition, here, target)
    lines += [_also(edition, here, target, other) for other in relations.also.get(target, ())]
    for words, reverse in (
        (say("Raised before"), relations.repeats),
        (say("Raised again"), relations.repeated_by),
        (say("Takes up"), relations.takes_up),
        (say("Taken up"), relations.taken_up_by),
    ):
        lines += [_elsewhere(edition, here, words, other) for other in reverse.get(target, ())]
    if finding.attributed_to:
        lines.append(say_html("According to {whom}", whom=finding.attributed_to))
    if finding.note:
        lines.append(escape(finding.note))
    return lines


def _answers(edition: Edition, here: Here, answers: list[Target]) -> Markup:
    """Name the resolutions shortly, each item once by its day: "resolutions 1 and 2, 18 June 2024"."""
    parts: list[Markup | str] = []
    for id_, group in groupby(answers, key=lambda each: each.id):
        own = list(group)
        item = edition.register.item(id_)
        words = [target_words(edition, each) for each in own]
        if len(own) > 1 and all(each.anchor.startswith("resolution-") for each in own):
            links = numbered_links(here, own, words)
        else:
            links = joined([here.to(each, word) for each, word in zip(own, words, strict=True)])
        parts.append(links + (f", {item_when(item)}" if item else ""))
    return strung("; ", parts)


def _trail(edition: Edition, here: Here, target: Target) -> list[Markup]:
    """Return in short what came of the answers: the actions counted, the later days as links."""
    trail = edition.links.threads.trail(target)
    told = [tracked for part in trail.to_be_done for tracked in edition.tracked_at.get(part, ())]
    lines: list[Markup] = []
    if told:
        done = sum(tracked.standing.delivery is Delivery.IMPLEMENTED for tracked in told)
        lines.append(
            html(
                "{}, {}",
                counted(len(told), "action"),
                say_number("{n} recorded as done", "{n} recorded as done", done)
                if done
                else say("none recorded as done"),
            )
        )
    if days := _days(edition, here, trail.followed_up):
        lines.append(say_html("Followed up: {parts}", parts=days))
    elif told:
        lines.append(missing(say("No follow-up is recorded")))
    if days := _days(edition, here, trail.inspected_again):
        lines.append(say_html("Inspected again: {parts}", parts=days))
    return lines


def _days(edition: Edition, here: Here, targets: Iterable[Target]) -> Markup:
    """Return events as links named by their day; a meeting and its item on one day are one."""
    links: dict[str, Markup | str] = {}
    for target in targets:
        meeting, item = edition.meeting(target.id), edition.register.item(target.id)
        inspection = edition.register.inspection(target.id)
        when = item_when(item) if item else ""
        if inspection:
            when = was_expected(edition, target.id) or inspection_when(inspection)
        not_held = ""
        if meeting:
            when = short_when(meeting.date)
            not_held = say(" (not held)") if meeting.state is MeetingState.CANCELLED else ""
        words = when or title_of(edition, target.id)
        links.setdefault(words, here.to(target, words) + not_held)
    return joined(list(links.values()))


def _also(edition: Edition, here: Here, target: Target, other: Target) -> Markup:
    kind, number = _kind_and_number(edition, other)
    words = {FindingKind.STRENGTH: say("Also a strength"), FindingKind.IMPROVEMENT: say("Also to improve")}.get(
        kind, say("Also {kind}", kind=kind.label.lower())
    )
    link = here.to(other, f"{words} ({number})")
    return link if other.id == target.id else link + say_html(" in {record}", record=marked_title(edition, other.id))


def _kind_and_number(edition: Edition, target: Target) -> tuple[FindingKind, str]:
    part = edition.register.part(*target)
    return (part.kind, part.number) if isinstance(part, Finding) else (FindingKind.CONTEXT, "")


def _elsewhere(edition: Edition, here: Here, words: str, other: Target) -> Markup:
    """Lead to an earlier or later place of the same matter: "Raised before, 2016"."""
    inspection = edition.register.inspection(other.id)
    when = inspection_when(inspection) if inspection else ""
    return here.to(other, f"{words}, {when}" if when else html("{}: {}", words, named_part(edition, here, other)))


def found_note(edition: Edition, here: Here, id_: str, inspection: Inspection) -> Markup:
    """Say once above the findings: whose order, whose grouping, whether they are all, whether any is answered."""
    if not inspection.findings:
        return Markup()
    relations, said = edition.links.relations, []
    if inspection.listed_in:
        said.append(say("Numbered {where}.", where=inspection.listed_in))
    if any(finding.themes for finding in inspection.findings):
        said.append(say("Grouped by subject by this site."))
    if (domain := _only_domain(edition, inspection)) is not None:
        said.append(say("All belong to “{domain}”.", domain=domain))
    said.append(
        {
            Exhaustive.YES: say("The papers list all of them."),
            Exhaustive.NO: say("The papers list only some."),
            Exhaustive.NOT_STATED: say("Whether the papers list all of them is not stated."),
        }[inspection.exhaustive]
    )
    note = escape(" ".join(said))
    if whole := relations.answered_by.get(Target(id_)):
        return note + say_html(" Answered as a whole by {parts}.", parts=_answers(edition, here, whole))
    if not any(relations.answered_by.get(Target(id_, finding.anchor)) for finding in inspection.findings):
        note += say(" No resolution held here answers any of them.")
    return note


def _only_domain(edition: Edition, inspection: Inspection) -> str | None:
    names = {finding.domain for finding in inspection.findings if not finding.exempt}
    framework = edition.register.shared.frameworks.get(inspection.framework)
    domain = framework.domains.get(names.pop() or "") if framework and len(names) == 1 else None
    return domain.label if domain else None


def places(inspection: Inspection) -> str:
    """Say where in the papers the findings stand, in ranges, so that no row has to repeat it."""
    said = []
    for kind in FindingKind:
        found = [finding for finding in inspection.findings if finding.kind is kind and finding.at]
        if runs := _runs(inspection, found):
            said.append(f"{kind.label if len(found) == 1 else capital(say(kind.plural))} {'; '.join(runs)}")
    return say("Where they stand.") + " " + " ".join(sentence(each) for each in said) if said else ""


def _runs(inspection: Inspection, found: list[Finding]) -> list[str]:
    """Return findings with their place, as few ranges as will do: "1 to 8, minutes, headlines 1 to 8"."""
    whole = [(finding.at or "").rpartition(" ") for finding in found]
    same_numbers = all(number == finding.number for (_, _, number), finding in zip(whole, found, strict=True))
    if len(found) > 1 and same_numbers and len({place for place, _, _ in whole}) == 1:
        first = place_words(inspection, found[0].at).removesuffix(f" {found[0].number}")
        return [f"{_span(found)}, {first}s {_span(found)}"]
    return [
        f"{_span(list(run))}, {place_words(inspection, at)}" for at, run in groupby(found, key=lambda each: each.at)
    ]


def _span(found: Iterable[Finding]) -> str:
    numbers = [finding.number for finding in found]
    if len(numbers) <= 2:  # noqa: PLR2004  one, or both by name
        return joined([*numbers])
    return say("{first} to {last}", first=numbers[0], last=numbers[-1])
