"""What many pages show alike is made once: the same event stands on the page of every record of its thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

from scrutiny.language import spoken
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Elsewhere, Here

MOST = 10_000
"""Pieces kept at once. Pages are made council by council, so that few are asked for again later."""

About = TypeVarTuple("About")
Made = TypeVar("Made")


def once(make: Callable[[Edition, Here, *About], Made]) -> Callable[[Edition, Here, *About], Made]:
    """Let ``make`` make each thing once for all pages of one depth and language; what it returns must never change.

    It must ask its ``here`` for every address, and by ``is_at`` whether a page is the one being made. So it is known
    on which pages a thing looks otherwise, such as that of a record it leads to: for these it is made anew.
    """

    @wraps(make)
    def made(edition: Edition, here: Here, *about: *About) -> Made:
        kept, key = edition.kept, (make, spoken(), here.base, *about)
        known: tuple[Made, frozenset[str]] | None = kept.get(key)
        if known is None:
            if len(kept) >= MOST:
                kept.clear()
            elsewhere = Elsewhere.as_deep_as(here)
            # Asked for only once: in a preview the search is made beside the pages, and may clear all that is kept.
            known = kept[key] = make(edition, elsewhere, *about), frozenset(elsewhere.asked)
        thing, asked = known
        return make(edition, here, *about) if here.is_among(asked) else thing

    return made
