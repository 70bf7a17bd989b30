"""What there is to choose from: closed lists, and what an authority and its records offer."""

from __future__ import annotations

from scrutiny.address import Address
from scrutiny.model import Inspection, Plan
from scrutiny.register import Register
from scrutiny.scaffold.question import Choice
from scrutiny.vocabulary import BodyKind, ClosedList, Missing

Choices = tuple[Choice, ...]

OTHER = "other"
"""The value of every closed list for what none of its values says."""

NOT_STATED = Choice(Missing.NOT_STATED.value, Missing.NOT_STATED.label, Missing.NOT_STATED.meaning)


def some(*values: ClosedList) -> Choices:
    """Return values of a closed list as choices; a whole list is given as ``*ItemKind``."""
    return tuple(
        Choice(each.value, each.label, each.meaning or ("None of these." if each.value == OTHER else ""))
        for each in values
    )


def committees(register: Register, authority: str) -> Choices:
    """Return the committees of an authority; none without one."""
    known = register.authority(authority).committees if authority else {}
    return tuple(Choice(name, each.name, also=each.other_names) for name, each in known.items())


def looked_at(register: Register, authority: str) -> Choices:
    """Return the inspections and plans of an authority."""
    return tuple(
        Choice(in_authority(address), record.title, also=(address.id, address.name))
        for model in (Inspection, Plan)
        for address, record in register.of(model, authority)
        if authority
    )


def in_authority(address: Address) -> str:
    """Write a reference to a record as another record of its authority does: ``inspections/2026-housing``."""
    return f"{address.folder}/{address.name}"


def owners(register: Register, authority: str) -> Choices:
    """Return the posts, bodies and committees of an authority that may own something."""
    if not authority:
        return ()
    council = register.authority(authority)
    posts = (Choice(name, role.title, also=_letters(role.short)) for name, role in council.roles.items())
    bodies = (
        Choice(name, body.name, also=body.other_names)
        for known in (council.bodies, council.committees)
        for name, body in known.items()
    )
    return (*posts, *bodies)


def frameworks(register: Register) -> Choices:
    """Return the frameworks of inspections."""
    known = register.shared.frameworks.items()
    return tuple(Choice(name, each.title, also=_letters(each.short)) for name, each in known)


def inspectorates(register: Register) -> Choices:
    """Return the bodies that inspect."""
    return tuple(
        Choice(name, each.name, also=each.other_names)
        for name, each in register.shared.bodies.items()
        if each.kind is BodyKind.INSPECTORATE
    )


def themes(register: Register) -> Choices:
    """Return the themes, each with what belongs under it."""
    known = register.shared.themes.items()
    return tuple(Choice(name, each.label, " ".join(each.definition.split())) for name, each in known)


def _letters(short: str | None) -> tuple[str, ...]:
    return (short,) if short else ()
