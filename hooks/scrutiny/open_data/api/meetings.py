"""The file of one meeting, which may have no record of its own."""

from __future__ import annotations

from scrutiny.link import Gathering
from scrutiny.open_data.api.derived import Expected, MeetingDerived
from scrutiny.open_data.api.imprint import Imprint
from scrutiny.open_data.api.parts import Written
from scrutiny.open_data.api.records import derived_of_any, headed, stated_with_parts, titled
from scrutiny.open_data.api.standing import owner
from scrutiny.pages import Edition
from scrutiny.vocabulary import Missing


def meeting_file(edition: Edition, imprint: Imprint, meeting: Gathering) -> Written:
    """Return the data of a meeting: what its own record states, if it has one, and what the items tell."""
    own = stated_with_parts(edition, imprint, meeting.id, meeting.record) if meeting.record else {}
    derived = MeetingDerived(
        **derived_of_any(edition, imprint, meeting.id, meeting.record),
        has_record=meeting.record is not None,
        date=meeting.date,
        state=meeting.state,
        state_label=meeting.state.label,
        committee=meeting.committee.name
        if isinstance(meeting.committee.name, Missing)
        else owner(edition, imprint, meeting.id, meeting.committee.name),
        committee_words=meeting.committee.stated,
        items=tuple(titled(edition, imprint, item.id) for item in meeting.items),
        expects=tuple(
            Expected(promised_by=imprint.to(each.by), expects=each.follow_up.expects) for each in meeting.expects
        ),
    )
    return headed(edition, imprint, meeting.id) | own | {"derived": derived}
