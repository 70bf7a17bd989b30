"""Rules on numbers, from which addresses are made, and on the papers that a record rests on."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "Numbers and sources"

FORMS = ("Names, addresses and references", "handbook/#references")

RULES = (
    rule(
        FAMILY,
        "number-missing",
        means="One of several has no number.",
        why="The address of a resolution is made from its number, and other records point at it.",
        mend="Number it as the paper does; where the paper does not number, in its order.",
        wrong="""
            resolutions:
              verb: resolved
              list:
                - number: 1
                  effect: request information
                  text: Bring a plan.
                - effect: note
                  text: Note the letter.
        """,
        right="""
            resolutions:
              verb: resolved
              list:
                - number: 1
                  effect: request information
                  text: Bring a plan.
                - number: 2
                  effect: note
                  text: Note the letter.
        """,
        see=FORMS,
    ),
    rule(
        FAMILY,
        "number-twice",
        means="A number is used twice.",
        why="Two parts would have the same address, and a link would reach the first of them only.",
        mend="Number each once, as the paper does; where the paper does not number, in its order.",
        wrong="""
            points:
              - number: a
                text: Repairs take 90 days.
              - number: a
                text: Four inspectors were hired.
        """,
        right="""
            points:
              - number: a
                text: Repairs take 90 days.
              - number: b
                text: Four inspectors were hired.
        """,
        see=FORMS,
    ),
    rule(
        FAMILY,
        "unknown-source",
        means="A place names no paper of this record.",
        why="Every fact leads a reader to the paper where it stands.",
        mend="Begin it with the ``ref`` of one of the sources, or add the source.",
        wrong="""
            points:
              - number: a
                text: Repairs take 90 days.
                at: slides 4
        """,
        right="""
            points:
              - number: a
                text: Repairs take 90 days.
                at: minutes 31
        """,
        see=FORMS,
    ),
    rule(
        FAMILY,
        "source-twice",
        means="Two sources have the same ``ref``.",
        why="A place such as “minutes 31” would point at two papers.",
        mend="Give each its own.",
        wrong="""
            sources:
              - ref: minutes
                title: Minutes, item 6
                kind: minutes
                url: not stated
              - ref: minutes
                title: Minutes, item 7
                kind: minutes
                url: not stated
        """,
        right="""
            sources:
              - ref: minutes
                title: Minutes, item 6
                kind: minutes
                url: not stated
              - ref: minutes-7
                title: Minutes, item 7
                kind: minutes
                url: not stated
        """,
    ),
    rule(
        FAMILY,
        "bad-place",
        means="A place does not begin with the name of a source.",
        why="Without its paper a page or paragraph number leads nowhere.",
        mend="Write the ``ref`` of a source, then where in it: ``minutes 31``.",
        wrong="""
            points:
              - number: a
                text: Repairs take 90 days.
                at: (paragraph 31)
        """,
        right="""
            points:
              - number: a
                text: Repairs take 90 days.
                at: minutes 31
        """,
        see=FORMS,
    ),
)
