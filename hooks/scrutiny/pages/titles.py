"""What records, meetings and parts of records are called, and in which language that is."""

from __future__ import annotations

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.language import ENGLISH, html, say, spoken
from scrutiny.link import Gathering, Target
from scrutiny.model import WhenKind
from scrutiny.pages.edition import Edition
from scrutiny.pages.words import role_title, short_when
from scrutiny.vocabulary import Language, Missing


def without_authority(title: str) -> str:
    """Return the title of a record without the authority it begins with."""
    return title.partition(": ")[2] or title


def title_of(edition: Edition, id_: str) -> str:
    """Return the title of a record or meeting."""
    if meeting := edition.meeting(id_):
        return meeting_title(edition, meeting)
    return edition.record(id_).title


def in_language(text: str, language: Language) -> Markup | str:
    """Mark words of a record in another language than the page's, so that they are read aloud rightly (WCAG 3.1.2)."""
    code = ENGLISH if language is Language.ENGLISH else language.value
    return text if code == spoken() else html('<span lang="{}">{}</span>', code, text)


def marked_title(edition: Edition, id_: str) -> Markup | str:
    """Return the title of a record or meeting, marked where it is in another language than the page."""
    title, meeting = title_of(edition, id_), edition.meeting(id_)
    record = meeting.record if meeting else edition.record(id_)
    return in_language(title, record.language) if record else title


def meeting_title(edition: Edition, meeting: Gathering) -> str:
    """Name a meeting: authority, committee, day; all that is known, and what is not."""
    if meeting.record:
        return meeting.record.title
    authority = edition.authority_of(meeting.id)
    name = Address.read(meeting.id).authority
    committee = (
        role_title(edition, name, meeting.committee.name)
        if not isinstance(meeting.committee.name, Missing)
        else (meeting.committee.stated or say("a committee not named"))
    )
    day = short_when(meeting.date) or say("date not stated")
    if meeting.date.kind is WhenKind.NEXT_MEETING:
        day = say("next meeting, date not stated")
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
        return say("follow-up")
    if kind == "improvement":
        kind = "area for improvement"
    elif kind == "workstream":
        return say("part {number} of the plan", number=number)
    elif kind == "resolution":
        item = edition.register.item(target.id)
        if item and len(item.resolutions.list) == 1 and item.resolutions.list[0].number is None:
            return say("the resolution")
    return numbered(kind.replace("-", " "), number)


def numbered(kind: str, number: str) -> str:
    """Write the kind of a part with its number: "resolution 2"."""
    return say(f"{kind} {{number}}", number=number)
