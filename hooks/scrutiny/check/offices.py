"""A post that is an office by another title says why the editor takes it for that office."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.load.content import Loaded
from scrutiny.model import Authority
from scrutiny.problem import Problem


def check_offices(loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem for every role whose title is not that of its office, without a reason."""
    offices = loaded.register.shared.offices
    for address, authority in loaded.register.of(Authority):
        for name, role in authority.roles.items():
            office = offices.get(role.office or "")
            if office and role.title != office.title and not role.office_because:
                yield loaded.documents[address.id].problem(
                    ("roles", name, "office"),
                    f"the post is called “{role.title}”, its office “{office.title}”: that they are one is a reading",
                    "say why in office_because, as in: office_because: The letters are those of the office",
                    "office-without-reason",
                )
