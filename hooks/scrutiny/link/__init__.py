"""Join the records: reverses of every relation, meetings, commitments, and the thread through all of them."""

from __future__ import annotations

from dataclasses import dataclass

from scrutiny.link.commitments import Commitment, all_commitments
from scrutiny.link.meetings import Gathering, gather
from scrutiny.link.relations import Relations, Target, relate
from scrutiny.link.thread import Threads, Trail, thread, when_of
from scrutiny.register import Register

__all__ = ["Commitment", "Gathering", "Links", "Relations", "Target", "Threads", "Trail", "link", "when_of"]


@dataclass(frozen=True)
class Links:
    """Everything derived from how records point at each other."""

    register: Register
    relations: Relations
    meetings: dict[str, Gathering]
    commitments: tuple[Commitment, ...]
    threads: Threads


def link(register: Register) -> Links:
    """Join the records of a staged register."""
    relations = relate(register)
    meetings = gather(register)
    commitments = all_commitments(register)
    return Links(register, relations, meetings, commitments, thread(register, relations, meetings, commitments))
