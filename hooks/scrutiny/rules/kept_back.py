"""Rules on what is kept back: embargoes, exempt records and parts, confidential papers, and public repositories."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "People, and what is kept back"

VISIBILITY = ("Who may see a record", "handbook/#visibility")
NOT_YET = ("Not yet public", "handbook/what-may-be-published/#not-yet")
EXEMPT = ("Exempt papers", "handbook/what-may-be-published/#exempt")

_RIGHT_UNTIL = """
            visibility: embargoed
            embargo:
              until: 2026-06-01T00:01 Europe/London
        """

KEPT_BACK = (
    rule(
        FAMILY,
        "embargo-without-date",
        means="The record is embargoed, and no instant is given.",
        why="Without it nobody could tell when the record may be seen.",
        mend="Add ``embargo`` with ``until``: a date, a time and a zone.",
        wrong="visibility: embargoed",
        right=_RIGHT_UNTIL,
        see=NOT_YET,
    ),
    rule(
        FAMILY,
        "no-time",
        means="An embargo gives a day and no time of day.",
        why="Letters are released at an hour, and a day begins and ends at different hours in different zones.",
        mend="Add the time and the zone.",
        wrong="""
            visibility: embargoed
            embargo:
              until: 2026-06-01
        """,
        right=_RIGHT_UNTIL,
        see=NOT_YET,
    ),
    rule(
        FAMILY,
        "no-zone",
        means="An embargo gives a time, and not whose clock is meant.",
        why="One minute past midnight in London is an hour earlier in summer than in winter, for a computer elsewhere.",
        mend="Add the zone: ``Europe/London``.",
        wrong="""
            visibility: embargoed
            embargo:
              until: 2026-06-01T00:01
        """,
        right=_RIGHT_UNTIL,
        see=NOT_YET,
    ),
    rule(
        FAMILY,
        "unknown-zone",
        means="The zone of an embargo is not known.",
        why="Short names such as BST are used by several countries for different clocks.",
        mend="Write ``Europe/London``, or how far the clock is from UTC: ``+01:00``.",
        wrong="""
            visibility: embargoed
            embargo:
              until: 2026-06-01T00:01 BST
        """,
        right=_RIGHT_UNTIL,
        see=NOT_YET,
    ),
    rule(
        FAMILY,
        "no-such-hour",
        means="On the night on which the clocks go forward, no clock of that zone shows this time.",
        why="Two instants could be meant, an hour apart.",
        mend="Write how far the clock is from UTC in place of the zone.",
        wrong="""
            visibility: embargoed
            embargo:
              until: 2026-03-29T01:30 Europe/London
        """,
        right="""
            visibility: embargoed
            embargo:
              until: 2026-03-29T01:30+00:00
        """,
        see=NOT_YET,
    ),
    rule(
        FAMILY,
        "hour-twice",
        means="On the night on which the clocks go back, the clocks of that zone show this time twice.",
        why="A paper would be public an hour early, or an hour late.",
        mend="Write how far the clock is from UTC in place of the zone: the first time or the second.",
        wrong="""
            visibility: embargoed
            embargo:
              until: 2026-10-25T01:30 Europe/London
        """,
        right="""
            visibility: embargoed
            embargo:
              until: 2026-10-25T01:30+00:00
        """,
        see=NOT_YET,
    ),
    rule(
        FAMILY,
        "impossible-instant",
        means="The instant of an embargo cannot be: no calendar has the day, no clock the time, or the year is a slip.",
        why="A record would stay back for ever, or be public at once.",
        mend="Correct the date or the time.",
        wrong="""
            visibility: embargoed
            embargo:
              until: 2206-06-01T00:01 Europe/London
        """,
        right=_RIGHT_UNTIL,
        see=NOT_YET,
    ),
    rule(
        FAMILY,
        "kept-back-and-public",
        means="The record says that it may be seen, and has a group that says why it is kept back.",
        why="Only ``visibility`` decides: the record would be published at once. Somebody who wrote ``embargo`` or "
        "``exemption`` expects it to be kept back.",
        mend="Correct ``visibility``; or, if the record may be seen, delete the group.",
        wrong="""
            visibility: public
            embargo:
              until: 2026-06-01T00:01 Europe/London
        """,
        right=_RIGHT_UNTIL,
        see=NOT_YET,
    ),
    rule(
        FAMILY,
        "not-a-post",
        means="``released_by`` says that nobody has decided, or does not say who.",
        why="Whatever stands there lets the record go. With “not yet” it would be published at its hour.",
        mend="Write the role that decided, such as Head of Democratic Services. While nobody has, delete the line.",
        wrong="""
            visibility: embargoed
            embargo:
              until: 2026-06-01T00:01 Europe/London
              released_by: not yet
        """,
        right=_RIGHT_UNTIL,
        see=NOT_YET,
    ),
    rule(
        FAMILY,
        "exempt-without-paragraph",
        means="The record is exempt, and the law is not named.",
        why="Who keeps the public out has to say under which description of Schedule 12A (Local Government Act 1972, "
        "section 100A(5)).",
        mend="Add ``exemption`` with its paragraph of Schedule 12A and a public summary.",
        wrong="visibility: exempt",
        right="""
            visibility: exempt
            exemption:
              paragraph: 3
              summary: A report on a contract for repairs.
        """,
        see=EXEMPT,
    ),
    rule(
        FAMILY,
        "not-a-paragraph",
        means="This is no paragraph of Schedule 12A that describes exempt information.",
        why="The public may be kept out only under such a paragraph (Local Government Act 1972, section 100A(5)): 1 to "
        "7 in England, 12 to 18 in Wales. Those between only say how the Schedule is to be read.",
        mend="Write the number of the paragraph that the minutes give, alone.",
        wrong="""
            visibility: exempt
            exemption:
              paragraph: 33
              summary: A report on a contract for repairs.
        """,
        right="""
            visibility: exempt
            exemption:
              paragraph: 3
              summary: A report on a contract for repairs.
        """,
        see=EXEMPT,
    ),
    rule(
        FAMILY,
        "confidential",
        means="The record says that it is confidential.",
        why="Confidential information may not be given to the public (Local Government Act 1972, section 100A(2)), and "
        "whatever was once in a repository stays in its history.",
        mend="Take the file out. If it was pushed, tell whoever looks after the repository: its history still has it.",
        wrong="visibility: confidential",
        right="visibility: public",
        see=("Confidential papers", "handbook/what-may-be-published/#confidential"),
    ),
    rule(
        FAMILY,
        "withheld-in-public",
        means="Everybody can read the repository, and something in it is a draft, embargoed or exempt.",
        why="That no page shows it is no help: anybody can read the file, now and in every later copy of its history.",
        mend="Keep a draft outside ``content/``, and do not commit it. Keep what is embargoed or exempt in a private "
        "repository, and say so in ``mkdocs.yml``: ``repository: private``.",
        wrong="A draft lies in the folder content of a repository that everybody can read.",
        right="The draft lies outside content until it is public.",
        in_words=True,
        see=VISIBILITY,
    ),
)
"""They stand at the end of their family."""
