"""Rules on dates and times."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "Dates"

FORMS = ("Every form of a date", "handbook/#dates")

RULES = (
    rule(
        FAMILY,
        "not-a-date",
        means="This is not a date that can be read.",
        why="12/03 is 12 March to one reader and 3 December to another; year, month, day is the order that the "
        "government's open standards ask for (ISO 8601).",
        mend="Write ``2026-05-31``, or one of the other forms. If the papers do not say: ``not stated``.",
        wrong="meeting: 12/03/2026",
        right="meeting: 2026-03-12",
        see=FORMS,
    ),
    rule(
        FAMILY,
        "not-a-time",
        means="This is not a time of day.",
        why="“Half past six” is morning to some and evening to others.",
        mend="Write it as ``18:30``.",
        wrong="``half past six``",
        right="``18:30``",
        in_words=True,
    ),
    rule(
        FAMILY,
        "not-an-instant",
        means="A day with time and zone is wanted.",
        why="Without its zone one minute past midnight is an hour earlier in winter than in summer (ISO 8601).",
        mend="Write it as ``2026-01-01T00:01 Europe/London``.",
        wrong="""
            visibility: embargoed
            embargo:
              until: 1 January 2026
        """,
        right="""
            visibility: embargoed
            embargo:
              until: 2026-01-01T00:01 Europe/London
        """,
    ),
    rule(
        FAMILY,
        "range-backwards",
        means="A range ends before it begins.",
        why="The last day decides whether something is late, so the two must not be changed over.",
        mend="Put the earlier day first.",
        wrong="meeting: 2026-03-14 to 2026-03-12",
        right="meeting: 2026-03-12 to 2026-03-14",
        see=FORMS,
    ),
    rule(
        FAMILY,
        "nothing-to-count",
        means="``counted_from`` or ``counts_first_day`` stands beside a date that is no limit.",
        why="Only a limit such as “within 3 months” is counted from a day; a day of its own is not.",
        mend="Delete it, or write the limit: ``within 3 months``.",
        wrong="""
            follow_up:
              expects: the plan of repairs
              date:
                date: 2026-06-11
                counted_from: 2026-03-12
        """,
        right="""
            follow_up:
              expects: the plan of repairs
              date:
                date: within 3 months
                counted_from: 2026-03-12
        """,
        see=FORMS,
    ),
    rule(
        FAMILY,
        "not-recurring",
        means="``next`` stands beside a date that does not recur.",
        why="Only what comes again has a next day.",
        mend="Delete it, or write ``every …``.",
        wrong="""
            follow_up:
              expects: figures of damp homes
              date:
                date: within 3 months
                next: 2026-06-30
        """,
        right="""
            follow_up:
              expects: figures of damp homes
              date:
                date: every quarter
                next: 2026-06-30
        """,
        see=FORMS,
    ),
    rule(
        FAMILY,
        "not-next-meeting",
        means="``through`` stands beside a date that is not ``next meeting``.",
        why="It names the resolution or meeting that gives a “next meeting” its day; any other date has its own.",
        mend="Delete it, or write ``next meeting``.",
        wrong="""
            follow_up:
              expects: the plan of repairs
              date:
                date: 2026-06
                through: "#resolution-1"
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
        "wrong-order",
        means="Two dates cannot both be right: an answer before its question, a report before the inspection.",
        why="One of them is most often a slip in the year, and everything worked out from it would be wrong.",
        mend="Look both up, and correct one. Is the slip in the paper itself, keep it under ``discrepancies``.",
        wrong="""
            # content/northport/inspections/2026-housing.yml
            on_site: 2026-01-12 to 2026-01-16
            published: 2025-02-03
        """,
        right="""
            # content/northport/inspections/2026-housing.yml
            on_site: 2026-01-12 to 2026-01-16
            published: 2026-02-03
        """,
    ),
)
