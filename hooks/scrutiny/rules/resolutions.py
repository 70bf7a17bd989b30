"""Rules on what a committee resolved, and on how that differs from what was recommended."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "Resolutions"

RESOLUTIONS = ("Resolutions", "handbook/#resolutions")

RULES = (
    rule(
        FAMILY,
        "list-missing",
        means="There is a verb, but no resolution.",
        why="“Resolved” without a list would tell a reader that something was decided, and not what.",
        mend="Add the list; or write ``verb: none recorded``, or ``verb: not held`` if you do not have the minutes.",
        wrong="""
            resolutions:
              verb: resolved
        """,
        right="""
            resolutions:
              verb: none recorded
        """,
        see=RESOLUTIONS,
    ),
    rule(
        FAMILY,
        "verb-without-list",
        means="The verb says that no decision is recorded, but there is one.",
        why="The page would say both that nothing was decided and what was.",
        mend="Change the verb, or delete the list.",
        wrong="""
            resolutions:
              verb: none recorded
              list:
                - effect: request information
                  text: Bring a plan.
        """,
        right="""
            resolutions:
              verb: resolved
              list:
                - effect: request information
                  text: Bring a plan.
        """,
        see=RESOLUTIONS,
    ),
    rule(
        FAMILY,
        "note-with-action",
        means="A resolution that only notes sets no action and no follow-up.",
        why="“Noted” asks nobody for anything, so nothing can come late of it.",
        mend="Change its ``effect``, or delete the action.",
        wrong="""
            resolutions:
              verb: resolved
              list:
                - effect: note
                  text: Note the plan.
                  action:
                    due: 2026-06-11
        """,
        right="""
            resolutions:
              verb: resolved
              list:
                - effect: request information
                  text: Bring the plan.
                  action:
                    due: 2026-06-11
        """,
        see=RESOLUTIONS,
    ),
    rule(
        FAMILY,
        "change-missing",
        means="A resolution answers a recommendation, and how it differs is not said, or which phrases changed.",
        why="What members changed in the draft of their officers is often the most telling fact of an item.",
        mend="Add ``change``; and for ``editorial`` or ``material``, ``changes`` with ``was`` and ``became``.",
        wrong="""
            recommendations:
              - effect: request information
                text: Bring a plan.
            resolutions:
              verb: resolved
              list:
                - effect: request information
                  text: Bring a plan.
                  recommended: 1
        """,
        right="""
            recommendations:
              - effect: request information
                text: Bring a plan.
            resolutions:
              verb: resolved
              list:
                - effect: request information
                  text: Bring a plan.
                  recommended: 1
                  change: none
        """,
        see=RESOLUTIONS,
    ),
    rule(
        FAMILY,
        "change-not-none",
        means="The change is ``none``, but the two texts differ.",
        why="The page says “passed as recommended”, which then is not true.",
        mend="Say ``editorial`` or ``material``, or make the texts equal.",
        wrong="""
            recommendations:
              - effect: request information
                text: Bring a plan.
            resolutions:
              verb: resolved
              list:
                - effect: request information
                  text: Bring a plan in June.
                  recommended: 1
                  change: none
        """,
        right="""
            recommendations:
              - effect: request information
                text: Bring a plan.
            resolutions:
              verb: resolved
              list:
                - effect: request information
                  text: Bring a plan in June.
                  recommended: 1
                  change: material
                  changes:
                    - became: in June
        """,
        see=RESOLUTIONS,
    ),
    rule(
        FAMILY,
        "nothing-to-compare",
        means="There is a ``change``, but no recommendation that the resolution answers.",
        why="A change is one between two texts.",
        mend="Add ``recommended``, or delete ``change``.",
        wrong="""
            resolutions:
              verb: resolved
              list:
                - effect: request information
                  text: Bring a plan.
                  change: material
        """,
        right="""
            resolutions:
              verb: resolved
              list:
                - effect: request information
                  text: Bring a plan.
                  recommended: none
        """,
        see=RESOLUTIONS,
    ),
    rule(
        FAMILY,
        "phrase-not-found",
        means="A phrase under ``changes`` does not stand in the text.",
        why="The page marks the phrase in both texts, and a quotation has to be one.",
        mend="Quote it exactly as it stands there.",
        wrong="""
            recommendations:
              - effect: request information
                text: Bring a plan.
            resolutions:
              verb: resolved
              list:
                - effect: request information
                  text: Bring a plan in June.
                  recommended: 1
                  change: material
                  changes:
                    - became: by June
        """,
        right="""
            recommendations:
              - effect: request information
                text: Bring a plan.
            resolutions:
              verb: resolved
              list:
                - effect: request information
                  text: Bring a plan in June.
                  recommended: 1
                  change: material
                  changes:
                    - became: in June
        """,
        see=RESOLUTIONS,
    ),
)
