"""Rules on news of what came of a resolution, and on what shows it."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "News and evidence"

NEWS = ("News", "handbook/#updates")

RULES = (
    rule(
        FAMILY,
        "implemented-without-evidence",
        means="Work is said to be implemented, and nothing shows it.",
        why="Readers rely on the word, so there must be something they can look at, or somebody else who looked.",
        mend="Add ``evidence``; or the word of the committee or inspectorate in ``assurance``.",
        wrong="""
            updates:
              - about: "#resolution-1"
                on: 2026-06-11
                by: the Director of Housing
                text: The plan was received.
                delivery: implemented
        """,
        right="""
            updates:
              - about: "#resolution-1"
                on: 2026-06-11
                by: the Director of Housing
                text: The plan was received.
                delivery: implemented
                evidence:
                  - title: Minutes, paragraph 12
        """,
        see=NEWS,
    ),
    rule(
        FAMILY,
        "evidence-missing",
        means="Evidence is said to be published, and none is given.",
        why="A reader who is told that there is evidence wants to know which.",
        mend="Add ``evidence`` with its title.",
        wrong="""
            updates:
              - about: "#resolution-1"
                on: 2026-06-11
                by: the Director of Housing
                text: The plan is on the council's site.
                assurance: evidence published
        """,
        right="""
            updates:
              - about: "#resolution-1"
                on: 2026-06-11
                by: the Director of Housing
                text: The plan is on the council's site.
                assurance: evidence published
                evidence:
                  - title: Plan of repairs, 2026
        """,
        see=NEWS,
    ),
    rule(
        FAMILY,
        "done-not-implemented",
        means="There is a day of completion, but the work is not implemented.",
        why="The day decides between “met on time” and “met late”, and what is not done is neither.",
        mend="Write ``delivery: implemented``, or delete ``done_on``.",
        wrong="""
            updates:
              - about: "#resolution-1"
                on: 2026-06-11
                by: the Director of Housing
                text: Half of the homes are dry.
                delivery: partly implemented
                done_on: 2026-06-11
        """,
        right="""
            updates:
              - about: "#resolution-1"
                on: 2026-06-11
                by: the Director of Housing
                text: Half of the homes are dry.
                delivery: partly implemented
        """,
        see=NEWS,
    ),
)
