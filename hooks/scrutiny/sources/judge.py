"""What the answer of an address means for a paper, and what the officer can do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus

from scrutiny.sources.fetch import Reply
from scrutiny.sources.papers import Paper


class State(Enum):
    """What became of a paper at its address: the word, and whether somebody has to do something."""

    AS_IT_WAS = "as it was", False
    THERE = "there", False
    MOVED = "moved", True
    CHANGED = "another file", True
    GONE = "gone", True
    NOT_KNOWN = "not known", False

    def __init__(self, word: str, wants_work: bool) -> None:  # noqa: FBT001  an enum has no names for its values
        self.word, self.wants_work = word, wants_work


@dataclass(frozen=True)
class Judged:
    """A paper with its state, and a sentence that says what was seen and how to mend it."""

    paper: Paper
    state: State
    what: str
    cure: str = ""


GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


def judge(paper: Paper, reply: Reply) -> Judged:
    """Say what an answer means. A host that is silent for a day has lost nothing: that is *not known*, never *gone*."""
    kept = f"the copy at {paper.archive}" if paper.archive else "a copy in a web archive"
    if reply.status in GONE:
        cure = (
            f"put {paper.archive} in the place of url, and url: into the note"
            if paper.archive
            else "look for its new address, or for a copy in a web archive; where there is none, write url: not stated"
        )
        return Judged(paper, State.GONE, f"the address answers that the paper is gone ({reply.status:d})", cure)
    if reply.status != HTTPStatus.OK:
        why = reply.why or f"the address answers {reply.status}"
        return Judged(paper, State.NOT_KNOWN, f"not known, because {why}")
    if paper.sha256 and reply.sha256 and reply.sha256 != paper.sha256:
        cure = f"compare it with {kept}; if the record still holds, write the new sha256 and seen"
        return Judged(
            paper, State.CHANGED, "the address gives another file than the one the record was made from", cure
        )
    if reply.moved_to:
        return Judged(paper, State.MOVED, f"the paper has moved to {reply.moved_to}", "write the new address as url")
    if paper.sha256 and reply.sha256:
        return Judged(paper, State.AS_IT_WAS, "the same file")
    return Judged(paper, State.THERE, "the address answers; whether it is the same file is not known")
