"""The questions for an item and for an inspection, with the answers that an authority has to choose from."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.register import Register
from scrutiny.scaffold.choices import (
    NOT_STATED,
    committees,
    frameworks,
    inspectorates,
    looked_at,
    owners,
    some,
    themes,
)
from scrutiny.scaffold.question import Answers, Choice, Form, Question, first, groups
from scrutiny.vocabulary import Effect, InspectionKind, ItemKind, Missing, SourceKind, Verb, Visibility

KINDS = {"inspection": "inspections", "item": "items"}
"""What can be begun, and the folder in which it lies."""

WITHOUT_LIST = frozenset({Verb.NONE_RECORDED.value, Verb.NOT_HELD.value})
"""Verbs that say that there is no list of resolutions."""


LATER = "later"
"""The answer that the decision will be written later; the file stays a draft."""

DECIDED = Question(
    "decided",
    "Has the committee decided something?",
    "A word such as RESOLVED, AGREED or NOTED stands over what it decided. If you have not looked yet, take the last: "
    "the file stays a draft until the decision is written.",
    Form.CHOICE,
    choices=(
        Choice("yes", "Yes, the minutes say what"),
        Choice("no", "The minutes record no decision"),
        Choice("not held", "I do not have the minutes"),
        Choice(LATER, "I will write it later"),
    ),
    otherwise="I will write it later",
)
"""What is asked at a terminal before the word of the decision."""

DECIDED_VERBS = {"yes": None, "no": Verb.NONE_RECORDED.value, "not held": Verb.NOT_HELD.value, LATER: ""}
"""What each answer to it says of the word: None where that is still to be asked, ``""`` where it is left open."""


def questions(kind: str, register: Register | None = None, authority: str = "") -> tuple[Question, ...]:
    """Return what is asked for a record of a kind (a key of ``KINDS``).

    Without an authority that is in the register, the answers that it has to choose from are missing.
    """
    register = register or Register({})
    own = _of_item(register, authority) if kind == "item" else _of_inspection(register)
    return (_title(), *own, _sources(kind), *_decision(kind, register, authority), *_last(register))


def _title() -> Question:
    return Question(
        "title",
        "What is it called?",
        "The council first, then what it is about, then when. For example: Northport: damp homes, March 2026.",
        needed=True,
    )


def _of_item(register: Register, authority: str) -> Iterator[Question]:
    yield Question(
        "kind",
        "What was put to the committee?",
        "Take what the agenda or the minutes call it.",
        Form.CHOICE,
        needed=True,
        choices=some(*ItemKind),
        written="KIND",
    )
    yield Question(
        "committee",
        "Which committee took it?",
        "Only what a paper says. A committee that is not on the list is first written into "
        f"content/{authority}/authority.yml, under committees.",
        Form.CHOICE,
        choices=(*committees(register, authority), NOT_STATED),
        otherwise=Missing.NOT_STATED,
        written="NAME",
    )
    yield Question(
        "committee-words",
        "What do the papers call the committee?",
        "Their own words, such as: the Committee.",
        otherwise="nothing",
        only_if=lambda answers: first(answers, "committee") in {"", Missing.NOT_STATED},
        only="where the committee is not stated",
    )
    yield Question(
        "meeting",
        "On which day did the committee meet?",
        "Only what a paper says; otherwise: not stated. A day without a year is written like 12 March.",
        Form.DATE,
        otherwise=Missing.NOT_STATED,
        written="DATE",
    )
    yield Question(
        "about",
        "Which inspections and plans of the council did it look at?",
        "The record shows the item on their pages too. One that has no file yet can be added later, under about.",
        Form.CHOICE,
        several=True,
        choices=looked_at(register, authority),
        otherwise="none",
        written="RECORD",
    )


def _of_inspection(register: Register) -> Iterator[Question]:
    yield Question(
        "kind",
        "What sort of inspection is it?",
        "Where the papers do not say, it is an inspection.",
        Form.CHOICE,
        choices=some(*InspectionKind),
        otherwise=InspectionKind.INSPECTION,
        written="KIND",
    )
    yield Question(
        "framework",
        "Under which framework was it made?",
        "The rules by which the inspectors worked. A framework that is not on the list is first written into "
        "content/shared/frameworks.yml.",
        Form.CHOICE,
        choices=(*frameworks(register), NOT_STATED),
        otherwise=Missing.NOT_STATED,
        written="NAME",
    )
    yield Question(
        "inspectorate",
        "Who inspected?",
        "The bodies that came, by the names of the letter. Others than those on the list may be typed.",
        Form.CHOICE,
        several=True,
        free=True,
        choices=inspectorates(register),
        otherwise=Missing.NOT_STATED,
        written="NAME",
    )
    yield Question(
        "on-site",
        "On which days were the inspectors there?",
        "Only what a paper says. For example: 18 to 22 November 2026.",
        Form.DATE,
        otherwise=Missing.NOT_STATED,
        written="DATE",
    )
    yield Question(
        "published",
        "When was the letter or report published?",
        "Only what a paper says; otherwise: not stated.",
        Form.DATE,
        otherwise=Missing.NOT_STATED,
        written="DATE",
    )


def _sources(kind: str) -> Question:
    paper = "the letter or report" if kind == "inspection" else "the minutes"
    return Question(
        "source",
        f"Which papers do you have, beginning with {paper}?",
        "Every paper that the record rests on. A paper that is not on the web has no address.",
        Form.GROUP,
        several=True,
        parts=(
            Question("title", "What is the paper called?", "Its own title, such as: Minutes, item 6.", needed=True),
            Question(
                "kind",
                "What sort of paper is it?",
                "The nearest of these.",
                Form.CHOICE,
                needed=True,
                choices=some(*SourceKind),
            ),
            Question(
                "url",
                "Its web address?",
                "Paste the whole address, from https:// on. Leave it out where the paper is not on the web.",
                Form.ADDRESS,
            ),
        ),
        written="'TITLE|KIND|ADDRESS'",
    )


def _decision(kind: str, register: Register, authority: str) -> Iterator[Question]:
    if kind != "item":
        return
    yield Question(
        "verb",
        "Which word do the minutes use for the decision?",
        "The word over the list, such as RESOLVED. If the minutes record no decision: none recorded. If you do not "
        "have the minutes: not held.",
        Form.CHOICE,
        choices=some(*Verb),
        otherwise="not known yet",
        written="VERB",
    )
    yield Question(
        "resolution",
        "What did the committee decide, limb by limb?",
        "One numbered limb of the minutes at a time, in your own plain words.",
        Form.GROUP,
        several=True,
        only_if=has_list,
        only="together with the word of the decision, such as --verb resolved",
        parts=(
            Question("number", "Its number or letter in the minutes?", "Such as 1, or (a).", Form.NUMBER, needed=True),
            Question("text", "What is decided?", "In your own plain words, shortly.", Form.TEXT, needed=True),
            Question(
                "effect",
                "What does it do?",
                "One that only notes sets no action.",
                Form.CHOICE,
                needed=True,
                choices=some(*Effect),
            ),
        ),
        written="'NUMBER|TEXT|EFFECT'",
    )
    yield Question(
        "owner",
        "Who is to carry all of it out, as in an ACTION line?",
        "A post or body, never a person. If each limb has an owner of its own, leave it out here.",
        Form.CHOICE,
        several=True,
        only_if=lambda answers: bool(groups(answers, "resolution")),
        only="together with --resolution",
        choices=owners(register, authority),
        otherwise="none",
        written="NAME",
    )


def has_list(answers: Answers) -> bool:
    """Tell whether a decision was answered that the minutes give in limbs."""
    return first(answers, "verb") not in {"", *WITHOUT_LIST}


def _last(register: Register) -> Iterator[Question]:
    yield Question(
        "theme",
        "Which subjects is it about?",
        "Readers find the record by them.",
        Form.CHOICE,
        several=True,
        choices=themes(register),
        otherwise="none yet",
        written="NAME",
    )
    yield Question(
        "summary",
        "What would you tell somebody who reads nothing else?",
        "Two or three sentences in whole words, nothing that is not in the papers.",
        Form.TEXT,
        otherwise="write it later",
    )
    yield Question(
        "visibility",
        "Is it finished, so that everybody may read it?",
        "A draft is never published. You can change it in the file at any time, there also to embargoed or exempt.",
        Form.CHOICE,
        choices=some(Visibility.DRAFT, Visibility.PUBLIC),
        otherwise=Visibility.DRAFT,
        written="draft|public",
    )
