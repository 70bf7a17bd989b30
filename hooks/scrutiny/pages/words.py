"""Values as words: dates, owners, statuses, places. The only place that turns a value into a phrase.

Missing values are said in words; italic on the site means missing and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.deadline import Deadline
from scrutiny.link import Gathering, Target
from scrutiny.model import Committee, Inspection, Item, Owner, Person, Record, Role, Source, When, WhenKind, in_words
from scrutiny.model.item import CommitteeAsStated
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, counted, joined
from scrutiny.pages.tracked import Tracked
from scrutiny.vocabulary import (
    WARNING_TIMELINESS,
    Assurance,
    Delivery,
    Missing,
    Response,
    Shape,
    Status,
    Timeliness,
)


@dataclass(frozen=True)
class Word:
    """A status as a page shows it: the word, one of six shapes, a tone, and what follows the word."""

    word: str
    shape: Shape
    tone: str = ""
    detail: str | Markup = ""


def missing(text: str) -> Markup:
    """Mark words as standing for a missing value."""
    return Markup('<i class="missing">{}</i>').format(text)


Phrase = TypeVar("Phrase", str, Markup)


def capital(text: Phrase) -> Phrase:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Begin with a small letter."""
    return text[:1].lower() + text[1:]


def inline(text: str) -> str:
    """Begin a phrase small where it begins with an article, so that it can stand within a sentence."""
    return small(text) if text.startswith(("The ", "A ", "An ")) else text


def sentence(text: str) -> str:
    """Write a phrase as a sentence."""
    return capital(text.rstrip(".")) + "."


def without_authority(title: str) -> str:
    """Return the title of a record without the authority it begins with."""
    return title.partition(": ")[2] or title


def opening(text: str) -> str:
    """Return the first sentence of a text, as a link calls it."""
    first = text.split("\n\n", maxsplit=1)[0].split(". ", maxsplit=1)[0]
    return first.rstrip(".")


def iso_words(day: str) -> str:
    """Write a day that stands in a record as YYYY-MM-DD as a page prints it."""
    return in_words(date.fromisoformat(day))


def when_words(when: When | None, nothing: str = "Not stated") -> Markup:
    """Write a date with all that is known of it: "Date not stated. Before 6 March 2019: ..."."""
    if when is None or when.is_missing:
        return missing(nothing)
    if when.kind is WhenKind.NOT_STATED:
        text = Markup("{}. {}").format(missing(nothing), _bounds(when))
        return text if not when.stated else Markup("{} The paper says: “{}”.").format(text, when.stated)
    words = Markup("{}").format(capital(when.words) if when.first is None else when.words)
    details = []
    if when.inferred:
        details.append(f"inferred: {when.inferred}")
    if when.stated and when.stated != when.words:
        details.append(f"stated as “{when.stated}”")
    if when.to_be_confirmed:
        details.append(f"{when.to_be_confirmed} is still to be agreed")
    return words + (Markup(" ({})").format("; ".join(details)) if details else "")


def _bounds(when: When) -> str:
    parts = []
    if when.before:
        parts.append(f"Before {iso_words(when.before)}")
    if when.after:
        parts.append(f"After {iso_words(when.after)}")
    return " and ".join(parts) + (f": {when.because}" if when.because and parts else "")


def short_when(when: When | None) -> str:
    """Write a date in a few words, for lists and kickers; empty where nothing is known."""
    if when is None or when.is_missing:
        return ""
    if when.kind is WhenKind.NOT_STATED:
        return (
            f"before {iso_words(when.before)}"
            if when.before
            else f"after {iso_words(when.after)}"
            if when.after
            else ""
        )
    return when.words


def owner_words(edition: Edition, here: Here | None, id_: str, owner: Owner, on_behalf_of: str | None = None) -> Markup:
    """Write who owns something, each role leading to its page; without ``here`` as plain words, for dense tables."""
    authority = Address.read(id_).authority
    parts: list[Markup | str] = [role_link(edition, here, authority, name) for name in owner.roles]
    if owner.each:
        parts.append(Markup("An owner in each {}").format(owner.each))
    words = joined(parts)
    if owner.to_be_confirmed:
        words += (", " if words else "") + missing("To be confirmed") + f", {owner.to_be_confirmed}"
    if not words:
        words = Markup("{}").format(owner.stated) if owner.stated else missing("Not recorded")
    if on_behalf_of:
        words += Markup(", for {}").format(role_link(edition, here, authority, on_behalf_of))
    return words


def role_title(edition: Edition, authority: str, name: str) -> str:
    """Return the title of a role, body or committee."""
    owner = edition.register.owner(authority, name)
    if owner is None:
        return name
    return owner.title if isinstance(owner, Role) else owner.name


def role_link(edition: Edition, here: Here | None, authority: str, name: str) -> Markup:
    """Return the title of a role, body or committee, leading to its page where there is a ``here``."""
    if here is None:
        return Markup("{}").format(role_title(edition, authority, name))
    owner = edition.register.owner(authority, name)
    folder = "committees" if isinstance(owner, Committee) else "roles"
    return here.link(role_title(edition, authority, name), f"{authority}/{folder}/{name}/")


def committee_words(edition: Edition, here: Here | None, authority: str, committee: CommitteeAsStated) -> Markup:
    """Write a committee by name, leading to its page, or what the paper calls it and that it gives no name."""
    if not isinstance(committee.name, Missing):
        name = role_title(edition, authority, committee.name)
        return here.link(name, f"{authority}/committees/{committee.name}/") if here else Markup("{}").format(name)
    said = Markup(" The paper says “{}”.").format(committee.stated) if committee.stated else ""
    return missing("Not stated.") + said if said else missing("Not stated")


def committee_short(edition: Edition, authority: str, committee: CommitteeAsStated) -> str:
    """Name a committee in a sentence: its name, or the words of the paper in small."""
    if not isinstance(committee.name, Missing):
        return f"the {role_title(edition, authority, committee.name)}"
    stated = committee.stated or "the committee"
    return small(stated)


def person_words(person: Person) -> str:
    """Write a person: name and role where a public role allows the name, the role alone otherwise."""
    return f"{person.name}, {person.role}" if person.name else person.role


def deadline_words(deadline: Deadline) -> tuple[str | Markup, str | Markup]:
    """Return a deadline twice: as the source states it, and as a last day or the reason why there is none."""
    stated: str | Markup = missing("Not stated") if deadline.stated in {"not stated", ""} else capital(deadline.stated)
    if deadline.stated == "none":
        stated = "No date"
    if deadline.last:
        last = in_words(deadline.last)
        if last == deadline.stated and not deadline.how:
            return stated, "the same"
        return stated, f"{last}, {deadline.how}" if deadline.how else last
    return stated, capital(deadline.why_not) if deadline.why_not else "None"


def in_time(tracked: Tracked) -> Word:
    """Return the fourth axis in words."""
    value, days = tracked.standing.timeliness, tracked.standing.days
    span = counted(days, "day")
    details: dict[Timeliness, str] = {
        Timeliness.OVERDUE: f"by {span}",
        Timeliness.PASSED: "",
        Timeliness.DUE_SOON: f", in {span}" if days else ", today",
        Timeliness.DUE: f"on {in_words(tracked.deadline.last)}" if tracked.deadline.last else "",
        Timeliness.CANNOT_COMPUTE: f": {tracked.deadline.why_not}",
        Timeliness.MET_LATE: f", by {span}",
    }
    word = status_word(value)
    return Word(word.word, word.shape, word.tone, details.get(value, ""))


def status_word(value: Status) -> Word:
    """Return a value of one of the four axes in words, without days."""
    return Word(value.label, value.shape, "warn" if value in WARNING_TIMELINESS else "")


def _asks_for_an_answer(tracked: Tracked) -> bool:
    """Only a resolution asks somebody for an answer; a step of a plan or a time limit does not."""
    return tracked.commitment.action is not None and tracked.target.anchor.startswith("resolution-")


def four_questions(tracked: Tracked) -> list[tuple[str, Word | Markup | str]]:
    """Return the four axes as questions, each always answered, with what is due between them."""
    standing = tracked.standing
    stated, last = deadline_words(tracked.deadline)
    said_below = last in {"the same", "None"} or tracked.deadline.why_not  # why not is what "In time?" answers
    due = Markup("{}").format(stated) if said_below else Markup("{} ({})").format(stated, last)
    done = status_word(standing.delivery)
    if standing.delivery is Delivery.IMPLEMENTED and standing.done_on:
        done = Word(done.word, done.shape, "", f"on {in_words(standing.done_on)}")
    rows: list[tuple[str, Word | Markup | str]] = []
    if standing.response is not Response.NOT_RECORDED or _asks_for_an_answer(tracked):
        rows.append(("Answered?", status_word(standing.response)))
    rows += [("Due", due), ("Done?", done), ("In time?", in_time(tracked))]
    if standing.assurance is not Assurance.NONE or standing.delivery is not Delivery.NOT_RECORDED:
        rows.append(("Checked?", status_word(standing.assurance)))
    return rows


def place_words(record: Record, at: str | None) -> str:
    """Write a place in a source: ``slides 7`` becomes "slide 7" where the source says what its places are called."""
    if not at:
        return ""
    ref, _, rest = at.partition(" ")
    source = next((each for each in record.sources if each.ref == ref), None)
    if source is None:
        return at
    return _place_in(source, ref, rest)


def _place_in(source: Source, ref: str, rest: str) -> str:
    if not rest:
        return source.title
    ref = ref.replace("-", " ")
    numbered = rest.replace(" to ", "").replace("-", "").replace(",", "").replace(" ", "")
    if source.place_word and (numbered.isdigit() or len(rest) == 1):
        word = source.place_word if rest.isalnum() else f"{source.place_word}s"
        within = f"{word} {rest}"
        return within if ref.startswith(source.place_word) else f"{ref}, {within}"  # not "slides, slide 7"
    return f"{ref}, {rest}"


def title_of(edition: Edition, id_: str) -> str:
    """Return the title of a record or meeting."""
    if meeting := edition.meeting(id_):
        return meeting_title(edition, meeting)
    return edition.record(id_).title


def meeting_title(edition: Edition, meeting: Gathering) -> str:
    """Name a meeting: authority, committee, day; all that is known, and what is not."""
    if meeting.record:
        return meeting.record.title
    authority = edition.authority_of(meeting.id)
    name = Address.read(meeting.id).authority
    committee = (
        role_title(edition, name, meeting.committee.name)
        if not isinstance(meeting.committee.name, Missing)
        else (meeting.committee.stated or "a committee not named")
    )
    day = short_when(meeting.date) or "date not stated"
    if meeting.date.kind is WhenKind.NEXT_MEETING:
        day = "next meeting, date not stated"
    # Two undated meetings of one committee need different titles: the item tells them apart.
    if meeting.date.first is None and meeting.items:
        item = edition.record(meeting.items[0].id)
        day += f" ({without_authority(item.title)})"
    return f"{authority.short_name}: {committee}, {day}"


def target_words(edition: Edition, target: Target) -> str:
    """Name a part of a record in a few words: "resolution 2", "area for improvement 6", or the record's title."""
    if not target.anchor:
        return title_of(edition, target.id)
    kind, _, number = target.anchor.rpartition("-")
    if target.anchor == "follow-up":
        return "follow-up"
    if kind == "improvement":
        kind = "area for improvement"
    elif kind == "workstream":
        return f"part {number} of the plan"
    elif kind == "resolution":
        item = edition.register.item(target.id)
        if item and len(item.resolutions.list) == 1 and item.resolutions.list[0].number is None:
            return "the resolution"
    return f"{kind.replace('-', ' ')} {number}"


def inspection_when(inspection: Inspection) -> str:
    """Write when an inspection was, in a few words; empty where unknown."""
    if words := short_when(inspection.on_site):
        return words
    as_of = next((judgement.as_of for judgement in inspection.judgements if judgement.as_of), None)
    if as_of:
        return short_when(as_of)
    if words := short_when(inspection.published):
        return f"published {words}"
    return f"expected {words}" if (words := short_when(inspection.expected)) else ""


def item_when(item: Item) -> str:
    """Write when an item was taken, in a few words."""
    return short_when(item.meeting.date) or "meeting date not stated"
