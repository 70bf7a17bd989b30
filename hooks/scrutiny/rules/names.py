"""Rules on names of fields, groups and lists, and on the short names by which files point at things."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "Names, groups and lists"

RULES = (
    rule(
        FAMILY,
        "unknown-name",
        means="A name is not used here: a field that does not exist, or a subject, committee, post or body that is not "
        "in its list.",
        why="A misspelt name would drop its value from the page, or split one committee into two.",
        mend="Take the name that the message suggests, or look it up in the handbook. A new subject, committee, post "
        "or office is first added to the file that the message names.",
        wrong="comittee: housing-scrutiny",
        right="committee: housing-scrutiny",
        see=("Every field", "handbook/fields/"),
    ),
    rule(
        FAMILY,
        "missing-name",
        means="A field that must be there is missing.",
        why="The page cannot be understood without it; a record without ``visibility``, say, must not be published.",
        mend="Add it. If the papers do not say, most fields take ``not stated``.",
        wrong="""
            questions:
              - asked: How many homes are damp?
                answered: not stated
        """,
        right="""
            questions:
              - number: 1
                asked: How many homes are damp?
                answered: not stated
        """,
        see=("Every field", "handbook/fields/"),
    ),
    rule(
        FAMILY,
        "no-value",
        means="A name has nothing after it.",
        why="Nobody could tell whether there is none, the papers do not say, or you have not come to it yet.",
        mend="Fill it in, or delete the line. If the papers do not say, write ``not stated``; if they say that there "
        "is none, ``none``.",
        wrong="meeting:",
        right="meeting: not stated",
        see=("Unknown, none and not stated", "handbook/#missing"),
    ),
    rule(
        FAMILY,
        "not-a-list",
        means="A list is wanted.",
        why="There may be several, and each entry of a list has a place of its own on the page.",
        mend="Begin each entry with ``- `` on a line of its own, also where there is only one.",
        wrong="also_before: housing-scrutiny",
        right="""
            also_before:
              - housing-scrutiny
        """,
    ),
    rule(
        FAMILY,
        "not-a-group",
        means="A group is wanted.",
        why="The value has several parts, and each needs its name.",
        mend="Write ``name: value`` lines, indented under the name.",
        wrong="follow_up: the plan of repairs",
        right="""
            follow_up:
              expects: the plan of repairs
        """,
    ),
    rule(
        FAMILY,
        "not-text",
        means="Text is wanted, and there is a list or a group.",
        why="A value that begins with ``[`` or ``{``, or goes on below with hyphens, is read as a list or a group.",
        mend="If it is text, put it in quotation marks. If it is several things, look up which field takes a list.",
        wrong="heading: [Damp homes]",
        right='heading: "[Damp homes]"',
    ),
    rule(
        FAMILY,
        "bad-name",
        means="A short name has capital letters, spaces or other signs.",
        why="Short names become parts of addresses, where a capital letter or a space does not always arrive.",
        mend="Use small letters, digits and single hyphens.",
        wrong="committee: Housing Scrutiny",
        right="committee: housing-scrutiny",
    ),
    rule(
        FAMILY,
        "name-twice",
        means="A post and a body of the authority have the same short name.",
        why="Where an action names its owner, nobody could tell which of the two is meant.",
        mend="Rename one of them.",
        wrong="""
            # content/northport/authority.yml
            roles:
              tenants-panel:
                title: Head of the tenants' panel
            bodies:
              tenants-panel:
                name: Tenants' panel
                kind: partner
        """,
        right="""
            # content/northport/authority.yml
            roles:
              head-of-tenants-panel:
                title: Head of the tenants' panel
            bodies:
              tenants-panel:
                name: Tenants' panel
                kind: partner
        """,
    ),
)
