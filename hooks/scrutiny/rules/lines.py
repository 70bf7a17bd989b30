"""Rules on lines: names, values, and what stands under what."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "Lines and names"

RULES = (
    rule(
        FAMILY,
        "not-a-record",
        means="The file is not made of ``name: value`` lines.",
        why="The names say what each value is; without them it is only text.",
        mend="Write each line as ``name: value``.",
        wrong="The file has the minutes as they were pasted, without names.",
        right="The file begins ``title: Damp homes``.",
        in_words=True,
        see=("From minutes to a record in ten steps", "handbook/#from-minutes-to-a-record-in-ten-steps"),
    ),
    rule(
        FAMILY,
        "not-name-value",
        means="A line is not ``name: value``: the name or the colon is missing, or another sign stands in its place.",
        why="A line without a name is most often the rest of a longer text, and would be lost.",
        mend="Write the name and a colon in front, or indent the line under the text it goes on with.",
        wrong="""
            heading: Damp homes
            and the letter of the regulator
            number: 6
        """,
        right="""
            heading: Damp homes
              and the letter of the regulator
            number: 6
        """,
    ),
    rule(
        FAMILY,
        "missing-space",
        means="The space after a colon or a hyphen is missing.",
        why="``10:30`` and ``half-hour`` are text, so a colon or hyphen without a space does not part anything.",
        mend="Write ``name: value``, and ``- `` before an entry.",
        wrong="""
            heading:Damp homes
            number: 6
        """,
        right="""
            heading: Damp homes
            number: 6
        """,
    ),
    rule(
        FAMILY,
        "bullet",
        means="An entry of a list begins with a bullet or dash that came from Word, a web page or an e-mail.",
        why="Only a hyphen and a space begin an entry; with another sign the whole list becomes one text.",
        mend="Write ``- `` in its place: the hyphen of the keyboard and a space.",
        wrong="""
            points:
              • number: a
                text: Repairs take 90 days.
        """,
        right="""
            points:
              - number: a
                text: Repairs take 90 days.
        """,
    ),
    rule(
        FAMILY,
        "indentation",
        means="A line does not stand under anything above it.",
        why="What belongs to what is shown by the spaces in front alone, and here they fit two readings or none.",
        mend="Start the line exactly under the name or the hyphen it belongs with.",
        wrong="""
            meeting:
                date: 2026-03-12
              minutes: approved
        """,
        right="""
            meeting:
              date: 2026-03-12
              minutes: approved
        """,
    ),
    rule(
        FAMILY,
        "duplicate-name",
        means="The same name stands twice in one group.",
        why="One of the two values would be lost without a word.",
        mend="Keep one of the two.",
        wrong="""
            heading: Damp homes
            heading: Damp and mould
        """,
        right="heading: Damp and mould",
    ),
    rule(
        FAMILY,
        "document-mark",
        means="There is a line ``---``, ``...`` or one that begins with ``%``.",
        why="In this kind of file these lines end a record, so what follows would be lost.",
        mend="Delete the line. One record for each file, from the first line.",
        wrong="""
            heading: Damp homes
            ...
        """,
        right="heading: Damp homes",
    ),
    rule(
        FAMILY,
        "second-document",
        means="A second record begins in the file, after a line ``---``.",
        why="The file's name is the address of one record; a second would have none.",
        mend="Give the second record a file of its own. Is the line part of a text, put the text under ``|``.",
        wrong="""
            heading: Damp homes
            ---
            heading: Mould
        """,
        right="heading: Damp homes and mould",
    ),
    rule(
        FAMILY,
        "merge-key",
        means="The name ``<<`` is not used here.",
        why="It would bring in lines from elsewhere, and a reader of the file could not see what it says.",
        mend="Write the lines out.",
        wrong="<<: Damp homes",
        right="heading: Damp homes",
    ),
    rule(
        FAMILY,
        "too-deep",
        means="Lists and groups lie more than twenty levels inside each other.",
        why="No record needs half as many; so deep a file is a slip, or meant to break the program.",
        mend="Look for brackets that should be text, and put the value in quotation marks.",
        wrong="heading: [[[[[[[[[[[[[[[[[[[[[[Damp homes]]]]]]]]]]]]]]]]]]]]]]",
        right='heading: "[Damp homes]"',
    ),
    rule(
        FAMILY,
        "text-too-long",
        means="One text is longer than 200,000 characters.",
        why="Nobody reads it, and the page would be too heavy for a phone.",
        mend="Shorten it, or publish it as a paper and name it as a source.",
        wrong="The whole report of 120 pages stands under ``notes``.",
        right="The report is named under ``sources``, with its address.",
        in_words=True,
    ),
    rule(
        FAMILY,
        "not-readable",
        means="The line cannot be read, and none of the other rules fits.",
        why="What cannot be read is never guessed.",
        mend="Compare it with the lines around it; if nothing helps, put the value in quotation marks.",
        wrong="A line has a sign that the program does not know how to read.",
        right="The value stands in quotation marks.",
        in_words=True,
    ),
)
