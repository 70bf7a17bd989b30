"""The one address by which anybody may be reached: the mailbox of an office, never of a person."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

OFFICES = frozenset(
    re.findall(
        r"\w+",
        """
        accessibility assembly board cabinet clerk committee committees complaints contact contacts corrections council
        customer data democracy democratic digital editor editors editorial enquiries enquiry executive feedback foi
        governance hello help helpdesk info information inspection inspections legal mail mailbox meetings members
        monitoring office overview panel performance public publications record records reports scrutiny secretariat
        service services support team transparency web webmaster website webteam
        craffu cyngor cymorth cysylltu cywiriadau democrataidd gwasanaeth gwasanaethau gwybodaeth hygyrchedd
        llywodraethu pwyllgor pwyllgorau swyddfa ymholiadau
        """,
    )
)
"""Words by which a mailbox is known for that of an office; one of them must stand before the @, in English or Welsh."""

_MAILBOX = re.compile(r"([A-Za-z0-9][A-Za-z0-9._+-]{0,63})@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,})")


def office_mailbox(text: str) -> str:
    """Return an e-mail address as it is; raise PydanticCustomError unless it is one, and of an office.

    The rule is a first net: it cannot know who reads a mailbox, so it asks for a word that no person is called.
    """
    if not (match := _MAILBOX.fullmatch(text)):
        raise PydanticCustomError(
            "bad_mailbox",
            "{found} is not an e-mail address — write one like scrutiny@northport.example, with small letters "
            "after the @",
            {"found": repr(text)},
        )
    if OFFICES.isdisjoint(re.split(r"[._+-]", match[1].lower())):
        raise PydanticCustomError(
            "mailbox_of_a_person",
            "may be a person's mailbox — give that of an office, with a word such as scrutiny, democratic or "
            "corrections before the @, parted from others by a dot or hyphen",
        )
    return text


Mailbox = Annotated[str, AfterValidator(office_mailbox)]
"""The e-mail address of an office, such as scrutiny@northport.example."""
