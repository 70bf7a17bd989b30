"""What can happen to an address, and the one line that tells it in the ledger."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class LedgerDamaged(ValueError):  # noqa: N818  it is the ledger that is meant
    """The ledger cannot be trusted; the message is a sentence with the line, for whoever keeps the server."""


class Kind(StrEnum):
    """Everything that can happen to an address, in the order in which the events of one build are written."""

    PUBLISHED = "published"
    """A page stands at the address for the first time."""
    RETURNED = "returned"
    """The page stands there again, and counts again."""
    MOVED = "moved"
    """The address leads on to another from now on."""
    WITHDRAWN = "withdrawn"
    """The page stays, and says that the record no longer counts."""
    REMOVED = "removed"
    """The record had to go; a notice stands there instead, with the reason."""
    EMPTIED = "emptied"
    """Nothing is listed there any more; a notice leads to the next list above."""


class What(StrEnum):
    """What stood at an address when it was first published."""

    RECORD = "record"
    """The page of one file of the record; its id is the address without the slashes at both ends."""
    LIST = "list"
    """A page made of records: of a meeting, a committee, a role, a subject, a list."""
    TEXT = "text"
    """A page written by hand."""
    FORMER = "former address"
    """An address that leads on, of a page that stood there before this ledger began."""


FIELDS: dict[Kind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Kind.PUBLISHED: (("page",), ()),
    Kind.RETURNED: ((), ("released_by",)),
    Kind.MOVED: (("to",), ()),
    Kind.WITHDRAWN: (("reason",), ()),
    Kind.REMOVED: (("reason",), ()),
    Kind.EMPTIED: ((), ()),
}
"""What the line of each kind says besides day, event and address: always, and sometimes."""

ADDRESS = re.compile(r"/(?:[a-z0-9]+(?:[-_.][a-z0-9]+)*/)*", re.IGNORECASE)
"""An address from the root of the site, as the ledger writes it: it begins and ends with a slash."""


MERGE_MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
"""How a line begins that git writes where it could not merge two versions."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the ledger."""

    on: datetime.date
    """The day of the build, in London."""
    kind: Kind
    """What happened."""
    address: str
    """To which address, from the root of the site: ``/bradford/items/undated-x/``."""
    says: str = ""
    """What stood there (published), where it leads (moved), why (withdrawn, removed) or who decided (returned)."""

    @property
    def rank(self) -> tuple[int, str]:
        """The place among the events of one build: an address leads on only to one that was published."""
        return list(Kind).index(self.kind), self.address

    def line(self) -> str:
        """Write the event as it stands in the ledger, with its line end."""
        told = {"on": self.on.isoformat(), "event": self.kind.value, "address": self.address}
        if self.says:
            told[next(name for names in FIELDS[self.kind] for name in names)] = self.says
        return json.dumps(told, ensure_ascii=False) + "\n"


def read_event(line: str, number: int) -> Event:
    """Read one line of the ledger, without its end; raise ``LedgerDamaged`` where it is none of ours."""
    try:
        return _event(line)
    except ValueError as fault:
        raise LedgerDamaged(f"The address ledger is damaged in line {number}: {fault}.") from None


def _event(line: str) -> Event:
    """Read one line; raise ``ValueError`` with the end of a sentence."""
    if line.startswith(MERGE_MARKS):
        raise ValueError("two versions of it were merged and the marks of the merge are still there")
    try:
        told: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("this is no line of the ledger (not JSON)") from None
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise ValueError("this is no event: every line is a group of names and texts")
    if told.get("event") not in list(Kind):
        raise ValueError(f"the event {json.dumps(told.get('event', ''), ensure_ascii=False)} is not known")
    kind = Kind(told["event"])
    always, sometimes = FIELDS[kind]
    wanted = {"on", "event", "address", *always}
    if not wanted <= told.keys() <= {*wanted, *sometimes}:
        raise ValueError(f"an event “{kind}” says {', '.join(['on', 'event', 'address', *always, *sometimes])}")
    says = next((told[name] for name in (*always, *sometimes) if name in told), "")
    _look_at(told, says)
    return Event(datetime.date.fromisoformat(told["on"]), kind, told["address"], says)


def _look_at(told: Mapping[str, str], says: str) -> None:
    """Raise ``ValueError`` where a value of a line is not what its name promises."""
    if not _is_day(told["on"]):
        raise ValueError("“on” is no day written YYYY-MM-DD")
    if not all(ADDRESS.fullmatch(told[name]) for name in ("address", "to") if name in told):
        raise ValueError("an address begins and ends with a slash and has no spaces or signs")
    if told.get("page", What.RECORD) not in list(What):
        raise ValueError("“page” is one of: " + ", ".join(What))
    if FIELDS[Kind(told["event"])][0] and not says.strip():
        raise ValueError("a value is missing")


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
