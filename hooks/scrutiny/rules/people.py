"""Rules on people, posts and mailboxes, and on what is kept back."""

from __future__ import annotations

from scrutiny.rules.kept_back import FAMILY, KEPT_BACK, VISIBILITY
from scrutiny.rules.rule import rule

ALLOW = ("What a record allows", "handbook/#allow")
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
        mend="Take it out, and name a role instead. The number or mailbox of an office may stand in ``allow``, with a "
        "reason. The address for reports of mistakes stands in ``corrections`` of an authority.",
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
        "number-of-a-person",
        means="A text or a comment looks as if it held somebody's NHS or National Insurance number, or a bank account.",
        why="Such a number opens a person's records or money to whoever has it (UK GDPR, Articles 5(1)(c) and 32).",
        mend="Take it out. If it is the number of a paper, say so right before it, as in ``reference``, ``invoice`` or "
        "``UPRN``. No reason allows one that is a person's.",
        wrong="""
            points:
              - number: a
                text: The tenant's NHS number is 999 000 0018.
        """,
        right="""
            points:
              - number: a
                text: The repair has reference 999 000 0018.
        """,
        see=ALLOW,
    ),
    rule(
        FAMILY,
        "full-postcode",
        means="A text or a comment looks as if it held a full postcode.",
        why="About fifteen homes share one, so with anything else that is said it leads to a family (UK GDPR, Article "
        "4(1)).",
        mend="Leave out the second half, or name the ward. That of a public building may stand in ``allow``, with a "
        "reason.",
        wrong="""
            points:
              - number: a
                text: Mould came back in the flats at AB12 3CD.
        """,
        right="""
            points:
              - number: a
                text: Mould came back in flats in AB12, near the Civic Centre, AB12 3CE.
            allow:
              - text: AB12 3CE
                reason: the council's offices
        """,
        see=ALLOW,
    ),
    rule(
        FAMILY,
        "date-of-birth",
        means="A text or a comment gives the day on which somebody was born.",
        why="With a place or an event it tells who a child is, and banks ask for it (UK GDPR, Article 5(1)(c)).",
        mend="Take it out. The ages of a group may stay. No reason allows a date of birth.",
        wrong="""
            points:
              - number: a
                text: The eldest child was born on 3 May 2011.
        """,
        right="""
            points:
              - number: a
                text: The children are 10 to 15 years old.
        """,
        see=("People and names", "handbook/#people"),
    ),
    rule(
        FAMILY,
        "name-for-a-role",
        means="A field that wants a role, such as ``by``, ``owner`` or ``presented_by``, seems to hold a name.",
        why="Readers ask which office has to act, and that does not change with its holder; and only councillors and "
        "senior officers answer by name (UK GDPR, Article 5(1)(c)).",
        mend="Write the role. A councillor's name may stand with ``Councillor`` before it. Where a body only sounds "
        "like a person, add it to ``allow`` with the reason.",
        wrong="""
            points:
              - number: a
                by: Ada Example
                text: Tenants wait a year for repairs.
        """,
        right="""
            points:
              - number: a
                by: the chair of the tenants' forum
                text: Tenants wait a year for repairs.
        """,
        see=("People and names", "handbook/#people"),
    ),
    rule(
        FAMILY,
        "perhaps-a-name",
        means="A text has Mr, Mrs, Dr or the like before what may be a name. This is a warning: it does not stop "
        "publishing.",
        why="No check can know who is meant, and somebody has to look: only people in a public role are named (UK "
        "GDPR, Article 5(1)(c)).",
        mend="Write the role instead. If the person is named in a public role, say which in ``allow``, and the warning "
        "goes.",
        wrong="""
            points:
              - number: a
                text: Mrs Example said that tenants wait a year.
        """,
        right="""
            points:
              - number: a
                text: Dr Example said that tenants wait a year.
            allow:
              - text: Dr Example
                reason: spoke as Director of Public Health
        """,
        see=ALLOW,
    ),
    rule(
        FAMILY,
        "perhaps-a-child",
        means="A text gives the age of what may be one child. This is a warning: it does not stop publishing.",
        why="An age beside a place or an event can be enough to tell who a child is (UK GDPR, recital 26).",
        mend="Say the ages of a group, or leave the age out. If nobody can be told by it, say why in ``allow``.",
        wrong="""
            points:
              - number: a
                text: A girl aged 14 slept in the damp room.
        """,
        right="""
            points:
              - number: a
                text: Children slept in the damp room.
        """,
        see=ALLOW,
    ),
    rule(
        FAMILY,
        "allow-unused",
        means="An entry of ``allow`` allows nothing: its text is not in the record, or no check would stop at it.",
        why="An entry that is left behind would pass the same words later, when they mean somebody else.",
        mend="Delete the entry, or write exactly what stands in the record.",
        wrong="""
            allow:
              - text: 0300 123 0456
                reason: public switchboard
        """,
        right="""
            points:
              - number: a
                text: Tenants may ring 0300 123 0456.
            allow:
              - text: 0300 123 0456
                reason: public switchboard
        """,
        see=ALLOW,
    ),
    rule(
        FAMILY,
        "never-allowed",
        means="An entry of ``allow`` holds what no reason makes public: an NHS or National Insurance number, a bank "
        "account, a date of birth, or the mailbox of a person.",
        why="These serve no reader of scrutiny and do the person lasting harm (UK GDPR, Articles 5(1)(c) and 32).",
        mend="Take it out here, and where it stands in the record.",
        wrong="""
            allow:
              - text: ada.example@northport.example
                reason: she agreed
        """,
        right="""
            points:
              - number: a
                text: Write to scrutiny@northport.example.
            allow:
              - text: scrutiny@northport.example
                reason: the mailbox of the office
        """,
        see=ALLOW,
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
        "summary-unwritten",
        means="The record is no draft any more, and nobody has written its summary.",
        why="The summary is all that many people read, and “still to be written” tells them nothing.",
        mend="Write two or three sentences, or say “visibility: draft”.",
        wrong="summary: The summary is still to be written.",
        right="summary: The committee heard about damp homes and asked for a plan.",
        see=VISIBILITY,
    ),
    *KEPT_BACK,
)
