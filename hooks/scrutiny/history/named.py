"""What a page calls the fields of a record when it tells that one of them changed: English words of the interface."""

from __future__ import annotations

CALLED: dict[str, str] = {
    # every record
    "title": "the title",
    "summary": "the summary",
    "language": "the language",
    "also_in": "title and summary in the other language",
    "words": "whose words it is in",
    "themes": "the subjects",
    "sources": "a source",
    "inferred": "an inference of the editor",
    "gaps": "a gap",
    "discrepancies": "a disagreement of papers",
    "updates": "news",
    "background": "the background",
    "notes": "the notes",
    "corrected": "the note of a correction",
    "formerly": "the address",
    "kind": "the kind",
    "about": "what it is about",
    "owner": "the owner",
    "committee": "the committee",
    "follows_up": "what it follows up",
    # committee items
    "heading": "the heading on the agenda",
    "number": "the number on the agenda",
    "meeting": "the meeting",
    "also_before": "the other committees",
    "presented_by": "who presented it",
    "introduction": "the introduction",
    "resolutions": "the decision",
    "follow_up": "the follow-up",
    # inspections
    "ordinal": "the number in its series",
    "anticipated": "whether it took place",
    "framework": "the framework",
    "inspectorates": "who inspected",
    "bodies_inspected": "who was inspected",
    "topic": "the topic",
    "ages": "the ages",
    "on_site": "the days on site",
    "published": "the day of publication",
    "expected": "when it is expected",
    "facts": "a fact",
    "stages": "how it ran",
    "judgements": "a judgement",
    "exhaustive": "whether every finding is listed",
    "listed_in": "the order of the findings",
    "actions_title": "a heading",
    "follows": "what it follows",
    # meetings
    "date": "the date of the meeting",
    "state": "whether the meeting took place",
    "minutes": "what is known of the minutes",
    "reason": "the reason",
    # responses
    "to": "what it answers",
    "by": "who answers",
    "due": "the deadline",
    "notice_sent": "when the answer was asked for",
    "basis": "the rule behind it",
    "received": "when it came",
    # plans
    "agreed": "when it was agreed",
    "sign_off_by": "who signs it off",
    "board": "the board",
    "board_facts": "the board",
    "board_first_meeting": "the board",
    "workstreams_title": "a heading",
    # authorities
    "short_name": "the short name",
    "invented": "whether it is invented",
    "nation": "the nation",
    "gss": "the code",
    "committees": "a committee",
    "roles": "a role",
    "bodies": "a partner body",
    "corrections": "the mailbox for mistakes",
}
"""By field. What is not here is never told: a new field is left out until somebody names it."""

SEVERAL: dict[str, str] = {
    "a source": "sources ({number})",
    "an inference of the editor": "inferences of the editor ({number})",
    "a gap": "gaps ({number})",
    "a disagreement of papers": "disagreements of papers ({number})",
    "the note of a correction": "notes of corrections ({number})",
    "a fact": "facts ({number})",
    "a judgement": "judgements ({number})",
    "a committee": "committees ({number})",
    "a role": "roles ({number})",
    "a partner body": "partner bodies ({number})",
}
"""The same words where several of a kind changed at once."""

NEWS, JUDGEMENT, GAP = CALLED["updates"], CALLED["judgements"], CALLED["gaps"]
CORRECTION, ADDRESS = CALLED["corrected"], CALLED["formerly"]

NEVER_TOLD = frozenset({"visibility", "embargo", "exemption", "withdrawn", "allow", "origin"})
"""Fields that decide what is public, say from where a record was taken, or are shown nowhere. A withdrawal is an event
of its own."""

HAVE_ADDRESSES = frozenset(
    {"findings", "actions", "points", "questions", "recommendations", "motions", "workstreams", "positions"}
)
"""Fields whose entries are parts with an address of their own."""
