"""A post that is an office by another title says why the editor takes it for that office."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.check.family import Family
from scrutiny.check.walk import Walked
from scrutiny.model import Authority
from scrutiny.problem import Problem


class Offices(Family):
    """A problem for every role whose title is not that of its office, without a reason."""

    def of_record(self, walked: Walked) -> Iterator[Problem]:
        """Look at the roles of an authority."""
        offices = self.loaded.register.shared.offices
        roles = walked.record.roles if isinstance(walked.record, Authority) else {}
        for name, role in roles.items():
            office = offices.get(role.office or "")
            if office and role.title != office.title and not role.office_because:
                yield walked.document.problem(
                    ("roles", name, "office"),
                    f"the post is called “{role.title}”, its office “{office.title}”: that they are one is a reading",
                    "say why in office_because, as in: office_because: The letters are those of the office",
                    "office-without-reason",
                )
