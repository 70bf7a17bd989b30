"""Rules on values: words to choose from, texts, numbers and web addresses."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "Values"

RULES = (
    rule(
        FAMILY,
        "not-one-of",
        means="The value is not one of those to choose from.",
        why="Lists, counts and search put together what has the same value, so it has to be the same word everywhere.",
        mend="Take one that the message lists, spelt exactly so.",
        wrong="kind: written report",
        right="kind: report",
        see=("Values to choose from", "handbook/fields/values/"),
    ),
    rule(
        FAMILY,
        "one-line",
        means="This text must stand on one line.",
        why="It is printed where there is room for one line, such as a title or an entry of a list.",
        mend="Shorten it, and put the rest into ``notes``.",
        wrong="""
            heading: |
              Damp homes
              Letter of the regulator
        """,
        right="heading: Damp homes; letter of the regulator",
    ),
    rule(
        FAMILY,
        "too-long",
        means="The text or list is longer than allowed.",
        why="A line of more than 400 characters is a paragraph, which belongs into another field.",
        mend="Shorten it. The message gives the limit; what does not fit goes into ``notes``.",
        wrong="The ``heading`` of an item holds the whole first paragraph of the report.",
        right="The ``heading`` is ``Damp homes``.",
        in_words=True,
    ),
    rule(
        FAMILY,
        "markdown-too-deep",
        means="A text in small Markdown has more than twenty brackets, lists or quotations inside each other.",
        why="Each is read inside the one around it; a few thousand, by a slip of the keyboard or on purpose, would "
        "keep the site from being built.",
        mend="Close the brackets that are open, and write lists below each other. A text that only looks so can go "
        "without the signs.",
        wrong="The ``notes`` of an item begin with thirty ``>`` from an e-mail that was answered thirty times.",
        right="The ``notes`` have the sentence that matters.",
        in_words=True,
    ),
    rule(
        FAMILY,
        "too-short",
        means="The text or list is shorter than needed.",
        why="Some things need two: a contradiction with one claim is none.",
        mend="Add what is missing.",
        wrong="""
            discrepancies:
              - title: The day of the letter
                about: inspections/2026-housing#published
                claims:
                  - says: 3 February
                    at: minutes 30
        """,
        right="""
            discrepancies:
              - title: The day of the letter
                about: inspections/2026-housing#published
                claims:
                  - says: 3 February
                    at: minutes 30
                  - says: 4 February
                    at: minutes 32
        """,
        see=("When papers disagree", "handbook/#discrepancies"),
    ),
    rule(
        FAMILY,
        "not-a-whole-number",
        means="A whole number is wanted.",
        why="It is counted with: “seven or eight” cannot be added up.",
        mend="Write digits only. If the paper gives no number: ``not stated``, where the field takes it.",
        wrong="""
            # content/northport/inspections/2026-housing.yml
            ordinal: first
        """,
        right="""
            # content/northport/inspections/2026-housing.yml
            ordinal: 1
        """,
    ),
    rule(
        FAMILY,
        "not-a-number",
        means="A number is wanted.",
        why="It is counted with, so words and signs cannot stand there.",
        mend="Write digits only, with a point for decimals.",
        wrong="``three and a half``",
        right="``3.5``",
        in_words=True,
    ),
    rule(
        FAMILY,
        "out-of-range",
        means="The number is too small or too large.",
        why="Outside its range the number makes no sense: there is no limit of 0 working days.",
        mend="The message says which numbers are allowed.",
        wrong="""
            # content/northport/inspections/2026-housing.yml
            actions:
              - number: 1
                text: Answer the letter.
                check:
                  working_days: 0
                  basis: the letter
                  runs_from: the day of the letter
                  counted_from:
                    - date: 2026-02-03
                      event: letter published
        """,
        right="""
            # content/northport/inspections/2026-housing.yml
            actions:
              - number: 1
                text: Answer the letter.
                check:
                  working_days: 20
                  basis: the letter
                  runs_from: the day of the letter
                  counted_from:
                    - date: 2026-02-03
                      event: letter published
        """,
    ),
    rule(
        FAMILY,
        "not-yes-or-no",
        means="Yes or no is wanted.",
        why="The page shows one thing or the other; there is no third.",
        mend="Write ``yes`` or ``no``.",
        wrong="""
            # content/northport/inspections/2026-housing.yml
            anticipated: probably
        """,
        right="""
            # content/northport/inspections/2026-housing.yml
            anticipated: no
        """,
    ),
    rule(
        FAMILY,
        "bad-address",
        means="This is not a web address.",
        why="A reader who wants to see the paper must not end nowhere, and an address without ``https`` can be changed "
        "on its way.",
        mend="Copy the whole address, from ``https://`` on, without spaces; or write ``not stated``.",
        wrong="""
            sources:
              - ref: minutes
                title: Minutes, item 6
                kind: minutes
                url: www.northport.example/minutes
        """,
        right="""
            sources:
              - ref: minutes
                title: Minutes, item 6
                kind: minutes
                url: https://www.northport.example/minutes
        """,
    ),
    rule(
        FAMILY,
        "bad-digest",
        means="``sha256`` is no fingerprint of a file.",
        why="By it the weekly check of the sources sees whether an address still gives the file that the record was "
        "made from.",
        mend="Delete the line and let ``scrutiny sources --note`` write it, or take what ``sha256sum`` prints.",
        wrong="""
            sources:
              - ref: minutes
                title: Minutes, item 6
                kind: minutes
                url: https://www.northport.example/minutes.pdf
                sha256: 4a1f
        """,
        right="""
            sources:
              - ref: minutes
                title: Minutes, item 6
                kind: minutes
                url: https://www.northport.example/minutes.pdf
                sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
        """,
    ),
    rule(
        FAMILY,
        "not-a-web-address",
        means="This is not a web address.",
        why="A link that leads nowhere is worse than none.",
        mend="Copy the whole address, from ``https://`` on, without spaces.",
        wrong="``northport.example/minutes``",
        right="``https://northport.example/minutes``",
        in_words=True,
    ),
    rule(
        FAMILY,
        "wrong-form",
        means="The value does not have the form wanted.",
        why="The value is used to find something, which works only in one spelling.",
        mend="Follow the example in the message.",
        wrong="``page three``, where ``minutes 3`` is wanted",
        right="``minutes 3``",
        in_words=True,
    ),
    rule(
        FAMILY,
        "not-accepted",
        means="The value is refused for the reason in the message.",
        why="Some values can be told wrong only together with others.",
        mend="Do what the message says.",
        wrong="``2026-05-31``, where the message asks for a day before 2026",
        right="``2025-05-31``",
        in_words=True,
    ),
)
