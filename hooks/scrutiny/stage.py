"""Take away everything that may not be published, before anything links, counts, indexes or shows it.

What comes out holds no withheld record, no word of a withheld part, and no reference to a withheld record: whatever is
made of it is the same, byte for byte, as if the withheld files had been deleted. Therefore nothing at all is shown of
a wholly exempt record, its public summary included. Each rule is a function of its own, and what no rule lets out
stays back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias, TypeVar, cast
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from scrutiny.address import Address
from scrutiny.check.pointing import pointing
from scrutiny.check.walk import parts_of
from scrutiny.model import Item, MayBeExempt, Record, Removal, Resolution
from scrutiny.register import Register
from scrutiny.vocabulary import Visibility

HOME_ZONE = ZoneInfo("Europe/London")
"""The zone in which days of the record begin and end."""

AnyRecord = TypeVar("AnyRecord", bound=Record)
Removals: TypeAlias = dict[str, tuple[Removal, ...]]


def publishable(register: Register, as_of: datetime) -> Register:
    """Return the register of what may be published at the instant ``as_of``, which has a zone.

    Raises ValueError for an instant without one: nobody could say whether an embargo is over.
    """
    kept_back = withheld(register, as_of)
    shown = {id_: record for id_, record in register.records.items() if id_ not in kept_back}
    records = {id_: staged(id_, record, shown.__contains__) for id_, record in shown.items()}
    return replace(register, records=records, removed=staged_removals(register.removed, shown.__contains__))


def withheld(register: Register, as_of: datetime) -> frozenset[str]:
    """Return the ids of the records that are kept back at an instant, with those of a withheld authority."""
    if as_of.tzinfo is None:
        raise ValueError("staging needs an instant with a zone")
    return frozenset(
        id_
        for id_, record in register.records.items()
        if not (is_public(record, as_of) and has_public_authority(id_, register, as_of))
    )


def staged(id_: str, record: AnyRecord, is_shown: Callable[[str], bool]) -> AnyRecord:
    """Return a published record without its withheld parts, and without what leads to records that are not shown."""
    address, unseen = Address.read(id_), exempt_drafts(record)

    def leads_on(reference: str) -> bool:
        return is_shown(address.resolve(reference)[0])

    def rule(part: BaseModel) -> BaseModel | None:
        return without_dead_ends(without_exempt_words(without_exempt_comparison(part, unseen)), leads_on)

    if all(rule(part.model) is part.model for part in parts_of(record)):
        return record  # as nearly all are
    return cast("AnyRecord", rebuilt(record, rule))


def staged_removals(removed: Removals, is_shown: Callable[[str], bool]) -> Removals:
    """Return what is told of removed records: nothing of a withheld authority's, and no way to a withheld record.

    An authority that was public and had to go says so itself, and then its records are told of.
    """
    told: Removals = {}
    for id_, removals in removed.items():
        address = Address.read(id_)
        if is_shown(address.authority) or address.authority in removed:
            told[id_] = tuple(without_hidden_way(each, address, is_shown) for each in removals)
    return told


def without_hidden_way(removal: Removal, address: Address, is_shown: Callable[[str], bool]) -> Removal:
    """Return what is told of a removed record without the record to read instead, where that is not shown."""
    if removal.see is None or is_shown(address.resolve(removal.see)[0]):
        return removal
    return removal.model_copy(update={"see": None})


# Records


def is_public(record: Record, as_of: datetime) -> bool:
    """Tell whether a record by itself may be published at an instant with a zone."""
    if record.visibility is Visibility.EMBARGOED:
        return is_released(record) and is_due(record, as_of)
    return says_public(record)


def says_public(record: Record) -> bool:
    """Tell whether a record says that it is public. A draft, an exempt record and any other value do not."""
    return record.visibility is Visibility.PUBLIC


def is_released(record: Record) -> bool:
    """Tell whether somebody let an embargoed record go. Without that it stays back, whatever the hour."""
    return record.embargo is not None and bool(record.embargo.released_by)


def is_due(record: Record, as_of: datetime) -> bool:
    """Tell whether the instant of an embargo has come."""
    return record.embargo is not None and as_of >= record.embargo.ends


def has_public_authority(id_: str, register: Register, as_of: datetime) -> bool:
    """Tell whether the authority of a record is published: a withheld one takes all its records with it."""
    authority = register.records.get(Address.read(id_).authority)
    return authority is not None and is_public(authority, as_of)


# Parts of records


def without_exempt_words(part: BaseModel) -> BaseModel:
    """Return an exempt part with nothing but its address, the paragraph and the public summary."""
    return part.emptied() if isinstance(part, MayBeExempt) else part


def exempt_drafts(record: Record) -> frozenset[str]:
    """Return the numbers of the recommendations of a record that are exempt."""
    drafts = record.recommendations if isinstance(record, Item) else ()
    return frozenset(draft.number or "1" for draft in drafts if draft.exempt)


def without_exempt_comparison(part: BaseModel, unseen: frozenset[str]) -> BaseModel:
    """Return a resolution without how it differs from a recommendation that is exempt: both would be quoted."""
    if isinstance(part, Resolution) and part.recommended in unseen and (part.change or part.changes or part.meaning):
        return part.model_copy(update={"change": None, "changes": (), "meaning": None})
    return part


def without_dead_ends(part: BaseModel, leads_on: Callable[[str], bool]) -> BaseModel | None:
    """Return a part without its references to records that are not shown, so that none can tell of them.

    What is nothing without its reference goes whole: news about a withheld record is withheld with it.
    """
    changed: dict[str, object] = {}
    for field, wanted, _ in pointing(type(part)):
        value = getattr(part, field) if wanted else None
        if isinstance(value, tuple):
            if len(kept := tuple(filter(leads_on, value))) < len(value):
                changed[field] = kept
        elif value and not leads_on(value):
            if type(part).model_fields[field].is_required():
                return None
            changed[field] = None
    return part.model_copy(update=changed) if changed else part


def rebuilt(value: object, rule: Callable[[BaseModel], BaseModel | None]) -> object:
    """Return a value in which a rule has been applied to every model; what is None after that leaves its list."""
    if isinstance(value, tuple):
        return tuple(new for old in value if (new := rebuilt(old, rule)) is not None)
    if isinstance(value, dict):
        return {name: new for name, old in value.items() if (new := rebuilt(old, rule)) is not None}
    if not isinstance(value, BaseModel):
        return value
    made = rule(value)
    if made is None:
        return None
    return made.model_copy(update={name: rebuilt(getattr(made, name), rule) for name in type(made).model_fields})
