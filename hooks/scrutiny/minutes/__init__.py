"""Minutes as a draft: ``scrutiny import`` reads a text, a saved page or a Word document of minutes, and guesses little.

The stages, in order:

1. A file becomes a `paper` of passages: `file` opens it, `text` (with its `columns`), `page` (with its `elements`) and
   `word` (with its `numbering`) read it; `tables` and `lists` are those of pages and Word documents.
2. `blocks` makes paragraphs of the passages; `labels` reads the numbers before them.
3. `item` takes the one item by its `item_headings`; `heading` reads the committee and day at the head of the paper.
4. `minuted` is the item, read: `parted` from what the agenda said and from who was there, up to its `ending`.
5. `decided` takes the decisions, with carried `motions`: `decision` finds the `opening` of each, at the head of a
   paragraph or within a `sentence`, by its `words`; `limbs` are its parts, and `effect` what each of them does.
6. `actions` are the ACTION lines, `duties` what a limb itself asks; `dates` finds by when, and `dated` writes it.
7. `talk` is what was told and asked; `people` keeps names and contact details out, `posts` knows offices and bodies.
8. `draft` writes the record with its comments: how the item was `presented`, what was `told`, what `recommended`, and
   the `outcome`, with `unique` numbers.

No clock, no network.
"""

from __future__ import annotations

from pathlib import Path

from scrutiny.minutes.draft import Draft, make_draft
from scrutiny.minutes.file import read_bytes, read_paper
from scrutiny.minutes.minuted import read_item
from scrutiny.minutes.paper import Paper, UnreadableError
from scrutiny.minutes.people import Privacy
from scrutiny.minutes.posts import Known
from scrutiny.model import Authority

__all__ = ["Draft", "Paper", "UnreadableError", "draft_from", "draft_from_paper", "read_bytes", "read_paper"]


LARGEST_DRAFT = 200_000
"""Bytes; the longest item of real minutes makes a draft of about 60,000."""


def draft_from(
    path: Path, authority: Authority | None = None, *, item: str | None = None, encoding: str | None = None
) -> Draft:
    """Read one item of a file of minutes as a draft record; raise ``UnreadableError`` with what to do otherwise."""
    return draft_from_paper(read_paper(path, encoding), authority, item=item)


def draft_from_paper(paper: Paper, authority: Authority | None = None, *, item: str | None = None) -> Draft:
    """Read one item of a paper as a draft record; raise ``UnreadableError`` where several items could be meant."""
    known, privacy = Known(authority), Privacy()
    minuted = read_item(paper, item, known, privacy)
    if not minuted.section.passages:
        raise UnreadableError("the item has a heading and nothing under it — look whether all of it was copied")
    draft = make_draft(paper, minuted, privacy, known, authority)
    if len(draft.text.encode()) > LARGEST_DRAFT:
        raise UnreadableError(
            "the item is far longer than one item of minutes — copy only what belongs to it into a file"
        )
    return draft
