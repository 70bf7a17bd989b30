"""Rules on quotation marks, brackets and other signs that mean something in a file."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "Quotation marks, brackets and other signs"

SIGNS = ("Signs to take care with", "handbook/#signs")

RULES = (
    rule(
        FAMILY,
        "second-colon",
        means="There is a second colon on the line, so nobody knows where the value begins.",
        why="A colon with a space after it ends a name, and titles of reports often have one.",
        mend="Put the whole value in quotation marks.",
        wrong="heading: Damp homes: the letter of the regulator",
        right='heading: "Damp homes: the letter of the regulator"',
        see=SIGNS,
    ),
    rule(
        FAMILY,
        "hash-in-value",
        means="Everything after `` #`` on this line would be lost.",
        why="A space and a hash begin a note to yourself, so half of “Flat #3” would vanish from the page unseen.",
        mend="Put the whole value in quotation marks. A note to yourself goes on a line of its own.",
        wrong="heading: Damp in block #3",
        right='heading: "Damp in block #3"',
        see=SIGNS,
    ),
    rule(
        FAMILY,
        "value-start",
        means="A value begins with a sign that means something else here.",
        why="Signs such as ``%``, ``@``, a backtick or ``- `` at the beginning are kept for the language of these "
        "files (YAML 1.2, section 5.3).",
        mend="Put the whole value in quotation marks.",
        wrong="heading: % of homes with damp",
        right='heading: "% of homes with damp"',
        see=SIGNS,
    ),
    rule(
        FAMILY,
        "unclosed-quote",
        means="A quotation mark is opened and never closed.",
        why="Everything up to the next quotation mark, or to the end of the file, would become one text.",
        mend="Add the closing one.",
        wrong="""
            heading: "Damp homes
            number: 6
        """,
        right="""
            heading: "Damp homes"
            number: 6
        """,
        see=SIGNS,
    ),
    rule(
        FAMILY,
        "text-after-quote",
        means="There is more text after a closing quotation mark.",
        why="A value in quotation marks ends at the second one, so the rest would belong to nothing.",
        mend='Inside ``\'…\'`` write an apostrophe twice; inside ``"…"`` write a quotation mark as ``\\"``; or put a '
        "long text under ``|``.",
        wrong="heading: 'The regulator's letter'",
        right="heading: 'The regulator''s letter'",
        see=SIGNS,
    ),
    rule(
        FAMILY,
        "unknown-escape",
        means="A backslash inside double quotation marks starts a code that does not exist.",
        why='Inside ``"…"`` a backslash and a letter stand for a sign, as ``\\t`` for a tab; a path of a computer is '
        "full of them.",
        mend="Use ``'…'`` instead of ``\"…\"``, or write the backslash twice.",
        wrong='heading: "Homes\\Damp"',
        right="heading: 'Homes\\Damp'",
        see=SIGNS,
    ),
    rule(
        FAMILY,
        "brackets",
        means="Square or curly brackets do not match, or text follows them.",
        why="A value that begins with a bracket is read as a list or a group, to its closing bracket.",
        mend="Close them; or put the whole value in quotation marks, if the brackets are text.",
        wrong="heading: [Draft] Damp homes",
        right='heading: "[Draft] Damp homes"',
        see=SIGNS,
    ),
    rule(
        FAMILY,
        "comma-splits",
        means="A comma inside ``{…}`` or ``[…]`` splits what looks like one value.",
        why="Between brackets every comma ends an entry, without a word, so half of a phrase would become something "
        "else.",
        mend="Put the text in quotation marks; if it is several entries, begin each on a line of its own with ``- ``.",
        wrong="""
            resolutions:
              verb: resolved
              owner: {each: partner agency, and the board}
              list:
                - effect: request information
                  text: Bring a plan.
        """,
        right="""
            resolutions:
              verb: resolved
              owner: {each: "partner agency, and the board"}
              list:
                - effect: request information
                  text: Bring a plan.
        """,
        see=SIGNS,
    ),
    rule(
        FAMILY,
        "placeholder",
        means="A gap of a template, ``{{ … }}``, was not filled in.",
        why="Double curly brackets are left by programs that fill in forms; nothing belongs on the page for them.",
        mend="Write what belongs there, or delete the line.",
        wrong="heading: {{ title }}",
        right="heading: Damp homes",
    ),
    rule(
        FAMILY,
        "block-text",
        means="Text stands on the same line as ``|`` or ``>``.",
        why="The sign says that the text begins on the next line; what stands beside it belongs to nothing.",
        mend="Start the text on the next line, indented.",
        wrong="notes: | The report came late.",
        right="""
            notes: |
              The report came late.
        """,
        see=SIGNS,
    ),
    rule(
        FAMILY,
        "anchor",
        means="A value begins with ``&``.",
        why="In this kind of file the sign names a part that is to be copied elsewhere; a record says everything in "
        "its place.",
        mend="If it is text, put the whole value in quotation marks.",
        wrong="heading: &c.",
        right='heading: "&c."',
        see=SIGNS,
    ),
    rule(
        FAMILY,
        "alias",
        means="A value begins with ``*``.",
        why="The sign would copy a part from elsewhere; nine short lines of such copies can fill a computer's memory.",
        mend="If it is a bullet or bold text, put the whole value in quotation marks.",
        wrong="heading: *Damp homes*",
        right='heading: "Damp homes"',
        see=SIGNS,
    ),
    rule(
        FAMILY,
        "tag",
        means="A value begins with ``!``.",
        why="The sign would tell the program to make something else of the value than text.",
        mend="If it is text, put the whole value in quotation marks.",
        wrong="heading: !Urgent damp homes",
        right='heading: "!Urgent damp homes"',
        see=SIGNS,
    ),
)
