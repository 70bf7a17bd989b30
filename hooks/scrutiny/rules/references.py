"""Rules on references from one record to another and to its parts, and on former addresses."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "References"

FORMS = ("Names, addresses and references", "handbook/#references")

RULES = (
    rule(
        FAMILY,
        "bad-reference",
        means="This is not written like a reference.",
        why="A reference becomes a link, and a link has to name exactly one page.",
        mend="Write the path of the file without ``content/`` and ``.yml``, or ``#`` and a part of the same file.",
        wrong="""
            about:
              - The inspection of 2026
        """,
        right="""
            about:
              - inspections/2026-housing
        """,
        see=FORMS,
    ),
    rule(
        FAMILY,
        "unknown-reference",
        means="There is no record with this path.",
        why="The link would lead nowhere, and the thread from finding to resolution would be broken.",
        mend="Take the one that the message suggests, or write the path of the file, without ``content/`` "
        "and ``.yml``.",
        wrong="""
            about:
              - inspections/2026-houses
        """,
        right="""
            about:
              - inspections/2026-housing
        """,
        see=FORMS,
    ),
    rule(
        FAMILY,
        "unknown-part",
        means="The record has no such part.",
        why="A link to a finding or resolution that is not there lands at the top of the page, and tells nothing.",
        mend="Take one of those that the message lists.",
        wrong="""
            follow_up:
              expects: the plan of repairs
              date:
                date: next meeting
                through: "#resolution-7"
        """,
        right="""
            follow_up:
              expects: the plan of repairs
              date:
                date: next meeting
                through: "#resolution-1"
        """,
        see=FORMS,
    ),
    rule(
        FAMILY,
        "wrong-kind",
        means="The reference leads to another kind of thing than is wanted.",
        why="Each link says something: an item may be about an inspection, but not about a vote.",
        mend="The message says what is wanted here.",
        wrong="""
            about:
              - inspections/2026-housing#strength-1
        """,
        right="""
            about:
              - inspections/2026-housing
        """,
        see=FORMS,
    ),
    rule(
        FAMILY,
        "points-at-itself",
        means="The record names itself.",
        why="A record cannot follow itself, nor take its own place.",
        mend="Name the other record.",
        wrong="""
            follows_up:
              - items/2026-damp-homes
        """,
        right="""
            follows_up:
              - items/2025-mould
        """,
        see=FORMS,
    ),
    rule(
        FAMILY,
        "circle",
        means="Following the links, one comes back to the same record, finding, motion, action or subject.",
        why="What comes later follows what came earlier; in a circle each would have to come first.",
        mend="One of the links is the wrong way round: a link stands on the later record.",
        wrong="""
            motions:
              - number: 1
                text: That the plan be published.
                outcome: carried
                amends: "#motion-2"
              - number: 2
                text: That it be published in June.
                outcome: carried
                amends: "#motion-1"
        """,
        right="""
            motions:
              - number: 1
                text: That the plan be published.
                outcome: carried
              - number: 2
                text: That it be published in June.
                outcome: carried
                amends: "#motion-1"
        """,
        see=FORMS,
    ),
    rule(
        FAMILY,
        "bad-former-address",
        means="A line under ``formerly`` is not written like an address.",
        why="The old address goes on leading here, so it has to be one that this site once had.",
        mend="Write it like ``northport/items/2024-old-name``: no ``https://``, no ``.yml``.",
        wrong="""
            formerly:
              - https://scrutiny.example/northport/items/2026-mould/
        """,
        right="""
            formerly:
              - northport/items/2026-mould
        """,
        see=("Withdrawn and moved", "handbook/#withdrawn"),
    ),
    rule(
        FAMILY,
        "address-in-use",
        means="An address under ``formerly`` is that of a record or of the site itself, is claimed twice, or lies "
        "below another council that is not public.",
        why="One address can lead to one page only, and none may tell of a council that is kept back.",
        mend="Delete the line, or keep one of the two.",
        wrong="""
            formerly:
              - northport/items/2025-mould
        """,
        right="""
            formerly:
              - northport/items/2026-mould
        """,
        see=("Withdrawn and moved", "handbook/#withdrawn"),
    ),
)
