"""Values as words: dates, owners, committees, people, places. Statuses are in `axes`, names of records in `titles`.

Missing values are said in words; italic on the site means missing and nothing else.
"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from markupsafe import Markup, escape

from scrutiny.address import Address
from scrutiny.language import day_words, html, say, say_html
from scrutiny.model import Committee, Inspection, Item, MayBeExempt, Owner, Person, Record, Role, Source, When, WhenKind
from scrutiny.model.item import CommitteeAsStated
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, joined
from scrutiny.vocabulary import (
    Missing,
)

NO_PAPER = "No paper of that meeting is held here, which does not mean that it did not take place."
"""What is said of a meeting whose day has passed without any paper of it."""


def missing(text: str) -> Markup:
    """Mark words as standing for a missing value."""
    return html('<i class="missing">{}</i>', text)


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


def opening(text: str) -> str:
    """Return the first sentence of a text, as a link calls it."""
    first = text.split("\n\n", maxsplit=1)[0].split(". ", maxsplit=1)[0]
    return first.rstrip(".")


def iso_words(day: str) -> str:
    """Write a day that stands in a record as YYYY-MM-DD as a page prints it."""
    return day_words(date.fromisoformat(day))


def when_words(when: When | None, nothing: str = "") -> Markup:
    """Write a date with all that is known of it: "Date not stated. Before 6 March 2019: ..."."""
    nothing = nothing or say("Not stated")
    if when is None or when.is_missing:
        return missing(nothing)
    if when.kind is WhenKind.NOT_STATED:
        text = html("{}. {}", missing(nothing), _bounds(when))
        return text if not when.stated else text + say_html(" The paper says: “{words}”.", words=when.stated)
    words = escape(capital(when.words) if when.first is None else when.words)
    details = []
    if when.inferred:
        details.append(say("inferred: {what}", what=when.inferred))
    if when.stated and when.stated != when.words:
        details.append(say("stated as “{words}”", words=when.stated))
    if when.to_be_confirmed:
        details.append(say("{what} is still to be agreed", what=when.to_be_confirmed))
    return words + (html(" ({})", "; ".join(details)) if details else "")


def _bounds(when: When) -> str:
    parts = []
    if when.before:
        parts.append(say("Before {day}", day=iso_words(when.before)))
    if when.after:
        parts.append(say("After {day}", day=iso_words(when.after)))
    return joined([*parts]) + (f": {when.because}" if when.because and parts else "")


def short_when(when: When | None) -> str:
    """Write a date in a few words, for lists and kickers; empty where nothing is known."""
    if when is None or when.is_missing:
        return ""
    if when.kind is WhenKind.NOT_STATED:
        return (
            say("before {day}", day=iso_words(when.before))
            if when.before
            else say("after {day}", day=iso_words(when.after))
            if when.after
            else ""
        )
    return when.words


def owner_words(edition: Edition, here: Here | None, id_: str, owner: Owner, on_behalf_of: str | None = None) -> Markup:
    """Write who owns something, each role leading to its page; without ``here`` as plain words, for dense tables."""
    authority = Address.read(id_).authority
    parts: list[Markup | str] = [role_link(edition, here, authority, name) for name in owner.roles]
    if owner.each:
        parts.append(say_html("An owner in each {place}", place=owner.each))
    words = joined(parts)
    if owner.to_be_confirmed:
        words += (", " if words else "") + missing(say("To be confirmed")) + f", {owner.to_be_confirmed}"
    if not words:
        words = escape(owner.stated) if owner.stated else missing(say("Not recorded"))
    if on_behalf_of:
        words += say_html(", for {whom}", whom=role_link(edition, here, authority, on_behalf_of))
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
        return escape(role_title(edition, authority, name))
    owner = edition.register.owner(authority, name)
    folder = "committees" if isinstance(owner, Committee) else "roles"
    return here.link(role_title(edition, authority, name), f"{authority}/{folder}/{name}/")


def committee_words(edition: Edition, here: Here | None, authority: str, committee: CommitteeAsStated) -> Markup:
    """Write a committee by name, leading to its page, or what the paper calls it and that it gives no name."""
    if not isinstance(committee.name, Missing):
        name = role_title(edition, authority, committee.name)
        return here.link(name, f"{authority}/committees/{committee.name}/") if here else escape(name)
    if not committee.stated:
        return missing(say("Not stated"))
    return missing(say("Not stated.")) + say_html(" The paper says “{words}”.", words=committee.stated)


def committee_short(edition: Edition, authority: str, committee: CommitteeAsStated) -> str:
    """Name a committee in a sentence: its name, or the words of the paper in small."""
    if not isinstance(committee.name, Missing):
        return say("the {committee}", committee=role_title(edition, authority, committee.name))
    stated = committee.stated or say("the committee")
    return small(stated)


def exempt_words(part: MayBeExempt) -> str:
    """Say under which paragraph of the law a part is kept back; empty where it is not."""
    if part.exempt is None:
        return ""
    return say("Exempt: paragraph {number} of Schedule 12A", number=part.exempt.paragraph)


def person_words(person: Person) -> str:
    """Write a person: name and role where a public role allows the name, the role alone otherwise."""
    return f"{person.name}, {person.role}" if person.name else person.role


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


def inspection_when(inspection: Inspection) -> str:
    """Write when an inspection was or is expected, in a few words; empty where unknown."""
    if words := happened_when(inspection):
        return words
    return say("expected {day}", day=words) if (words := short_when(inspection.expected)) else ""


def happened_when(inspection: Inspection) -> str:
    """Write when an inspection was, in a few words; empty where papers only expect it, or give no day at all."""
    if words := short_when(inspection.on_site):
        return words
    as_of = next((judgement.as_of for judgement in inspection.judgements if judgement.as_of), None)
    if as_of:
        return short_when(as_of)
    words = short_when(inspection.published)
    return say("published {day}", day=words) if words else ""


def item_when(item: Item) -> str:
    """Write when an item was taken, in a few words."""
    return short_when(item.meeting.date) or say("meeting date not stated")
