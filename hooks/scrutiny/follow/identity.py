"""What an entry or event is known by again, over every rebuild, correction and move of the site.

It comes from the address of the record alone and not from that of the site: the same entry has the same identity on the
site of its council and on a national one, and a reader who follows both sees it once.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from scrutiny.pages.edition import Edition

FAMILY = UUID("0b9e5a3c-7a52-4d0e-9d7c-3b1f6c2a8e41")
"""The name space of these identities (RFC 9562, version 5). It never changes."""


def identity(*words: str) -> str:
    """Return the identity that goes with some words; equal words give an equal one."""
    return str(uuid5(FAMILY, "\n".join(words)))


def lasting(edition: Edition, id_: str) -> str:
    """Return the address at which a record was first published, so that a move gives it no other identity."""
    record = edition.register.records.get(id_)
    return record.formerly[0] if record and record.formerly else id_
