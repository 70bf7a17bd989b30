"""Rules on people, posts and mailboxes, and on what is kept back."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "People, and what is kept back"

VISIBILITY = ("Who may see a record", "handbook/#visibility")
CORRECTIONS = ("Reports of mistakes", "handbook/#corrections")

RULES = (
    rule(
        FAMILY,
        "name-without-public-role",
        means="Somebody is named without a public role.",
        why="No more is published of anybody than is needed (UK GDPR, Article 5(1)(c)): councillors and senior "
        "officers answer for what they do by name, others by their role.",
        mend="Add ``public_role``, or delete the name and keep the role.",
        wrong="""
            presented_by:
              - role: Tenant
                name: Ada Example
        """,
        right="""
            presented_by:
              - role: Tenant
        """,
        see=("People and names", "handbook/#people"),
    ),
    rule(
        FAMILY,
        "contact-detail",
        means="A text looks as if it held a telephone number or an e-mail address.",
        why="Minutes often end in an officer's direct line, which nobody meant to keep on the web for years (UK GDPR, "
        "Article 5(1)(c)).",
        mend="Take it out, and name a role instead. The one place for an address is ``corrections`` of an authority.",
        wrong="""
            points:
              - number: a
                text: Tenants may ring 01632 960 123.
        """,
        right="""
            points:
              - number: a
                text: Tenants may ring the repairs team.
        """,
        see=("People and names", "handbook/#people"),
    ),
    rule(
        FAMILY,
        "bad-mailbox",
        means="``corrections`` is no e-mail address, or is more than one.",
        why="Every page of the council offers it to readers who found a mistake, and their message has to arrive.",
        mend="Write one such as ``scrutiny@northport.example``, with small letters after the ``@``.",
        wrong="""
            # content/northport/authority.yml
            corrections: scrutiny at northport.example
        """,
        right="""
            # content/northport/authority.yml
            corrections: scrutiny@northport.example
        """,
        see=CORRECTIONS,
    ),
    rule(
        FAMILY,
        "mailbox-of-a-person",
        means="``corrections`` looks like the mailbox of a person.",
        why="A person leaves or is ill, and then nobody reads the reports; nor is a person's own address public.",
        mend="Give that of an office: a word such as ``scrutiny``, ``democratic`` or ``corrections`` before the ``@``, "
        "parted from others by a dot or hyphen.",
        wrong="""
            # content/northport/authority.yml
            corrections: ada.example@northport.example
        """,
        right="""
            # content/northport/authority.yml
            corrections: democratic.services@northport.example
        """,
        see=CORRECTIONS,
    ),
    rule(
        FAMILY,
        "office-without-reason",
        means="A post has another title than the office it is said to be, and nothing says why they are one.",
        why="The law names some offices (Children Act 2004, section 18, for example) and leaves the title to the "
        "council; that a post is such an office is then your reading.",
        mend="Add ``office_because:`` with your reason, which the page prints as your inference; or delete ``office``.",
        wrong="""
            # content/northport/authority.yml
            roles:
              director-of-housing:
                title: Director of Homes and Children
                office: director-of-childrens-services
        """,
        right="""
            # content/northport/authority.yml
            roles:
              director-of-housing:
                title: Director of Homes and Children
                office: director-of-childrens-services
                office_because: The letter calls the post DCS.
        """,
        see=("Posts and offices", "handbook/#offices"),
    ),
    rule(
        FAMILY,
        "embargo-without-date",
        means="The record is embargoed, and no day is given.",
        why="Without a day nobody could tell when the record may be seen.",
        mend="Add ``embargo`` with ``until``.",
        wrong="visibility: embargoed",
        right="""
            visibility: embargoed
            embargo:
              until: 2026-06-01
        """,
        see=VISIBILITY,
    ),
    rule(
        FAMILY,
        "summary-unwritten",
        means="The record is no draft any more, and nobody has written its summary.",
        why="The summary is all that many people read, and “still to be written” tells them nothing.",
        mend="Write two or three sentences, or say “visibility: draft”.",
        wrong="summary: The summary is still to be written.",
        right="summary: The committee heard about damp homes and asked for a plan.",
        see=VISIBILITY,
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
        see=VISIBILITY,
    ),
)
