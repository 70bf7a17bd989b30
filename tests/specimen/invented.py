"""Invented things for every part of a page: Northwick Council does not exist."""

from __future__ import annotations

from markupsafe import Markup

Part = dict[str, object]


def seen(word: str, shape: str, detail: str | Markup = "", tone: str = "") -> Part:
    """Return a status: its word, shape, what follows the word, and a tone other than the shape's own."""
    return {"word": word, "shape": shape, "tone": tone, "detail": detail}


def row(label: str, value: str | Markup, anchor: str = "") -> Part:
    """Return a label with its value."""
    return {"label": label, "value": value, "anchor": anchor}


def entry(text: str, href: str, soft: str) -> Part:
    """Return a link to a record with its one line, without a status."""
    return {"text": text, "href": href, "soft": soft, "anchor": "", "status": None}


def finding(number: int, half: str, text: str, *links: Markup, kind_label: str = "") -> Part:
    """Return a finding with its number in the source."""
    return {
        "number": number,
        "anchor": f"{half}-{number}",
        "called": f"{half} {number}",
        "text": text,
        "kind_label": kind_label,
        "links": links,
    }


STEPS: list[Part] = [
    {
        "name": "Found",
        "shape": "solid",
        "joined": True,
        "text": Markup('<a href="#found">Inspection of services</a>. Its grade is not stated in these papers'),
    },
    {
        "name": "Decided",
        "shape": "solid",
        "joined": True,
        "text": Markup('<a href="#decided">4 resolutions</a>, 1 changed in substance'),
    },
    {"name": "To be done", "shape": "half", "joined": False, "text": "3 things asked for, 1 under way"},
    {
        "name": "Followed up",
        "shape": "broken",
        "joined": False,
        "text": "Due on 20 March 2024. No record of that meeting here",
    },
    {
        "name": "Inspected again",
        "shape": "ring",
        "joined": False,
        "text": Markup('Expected in 2027. <a href="#disagree">Two dates are given</a>'),
    },
]

FACTS: list[Part] = [
    row("Committee", Markup('<i class="missing">Not stated</i>')),
    row("Meeting", Markup('<i class="missing">Date not stated</i>. Before 6 March 2024: the visit is still to come')),
    row("Report", "Document “Q”, Director of Invented Services", "report"),
    row("About", Markup('<a href="#found">Inspection of services</a>, <a href="#found">first monitoring visit</a>')),
    row("Subjects", Markup('<a href="#a">Front door</a>, <a href="#b">data quality</a>')),
]

TAGS: list[Part] = [
    row("Kind", Markup('<a href="#alike">Committee item</a>')),
    row("Subject", Markup('<a href="#alike">Front door</a>; <a href="#alike">Data and audit</a>')),
]

CONTENTS: list[Part] = [
    {"anchor": "decided", "text": "What the committee decided"},
    {"anchor": "disagree", "text": "Where the papers disagree"},
    {"anchor": "asked", "text": "What members asked"},
]

COMPARISON: Part = {
    "left": [
        {"kind": "same", "text": "look again at the "},
        {"kind": "out", "text": "next meeting"},
        {"kind": "same", "text": ", "},
        {"kind": "out", "text": "in advance of"},
        {"kind": "same", "text": " the visit"},
    ],
    "right": [
        {"kind": "same", "text": "look again at the "},
        {"kind": "in", "text": "20 March meeting"},
        {"kind": "same", "text": ", "},
        {"kind": "in", "text": "with the findings of"},
        {"kind": "same", "text": " the visit"},
    ],
    "note": Markup(
        "<strong>Changed in substance.</strong> The officers proposed to look again before the visit; the committee "
        "chose to look after it. Words taken out are struck through; words put in are underlined."
    ),
}

PROGRESS = Markup(
    '<span class="status"><span class="tone-warn"><span class="shape shape-broken" aria-hidden="true"></span>'
    "&#8288;<b>No progress recorded</b></span> since the date passed</span>"
)

RESOLUTIONS: list[Part] = [
    {
        "anchor": "resolution-1",
        "number_label": "Resolution 1",
        "does": "notes",
        "changed": False,
        "text": Markup("Note that risks and challenges remain."),
        "how": Markup("Passed as recommended. It sets no action."),
        "comparison": None,
        "rows": [],
        "trail": [],
    },
    {
        "anchor": "resolution-2",
        "number_label": "Resolution 2",
        "does": "arranges scrutiny",
        "changed": True,
        "text": Markup("Look at the front door again once the visit has taken place."),
        "how": "",
        "comparison": COMPARISON,
        "rows": [row("Due", "20 March 2024 (the year is inferred)"), row("Progress", PROGRESS)],
        "trail": [
            Markup('Answers <a href="#improvement-2">area for improvement 2</a>'),
            Markup('Sets <a href="#action-1">action 1</a>'),
        ],
    },
]

CLAIMS: list[Part] = [
    {"says": "6 and 7 March", "place": "minutes, second paragraph; no year given"},
    {"says": "7 and 8 March 2024", "place": "resolution 2"},
]

QUESTIONS: list[Part] = [
    {
        "anchor": "question-1",
        "asked": "Who is being talked to about housing?",
        "answered": "Colleagues in the council and the housing provider, about helping families with children.",
        "soft": "Asked by a co-opted member.",
    },
    {"anchor": "question-2", "asked": "Are the thresholds right?", "answered": "", "soft": "Not minuted."},
]

POINTS: list[Part] = [
    {
        "anchor": "point-a",
        "label": "a",
        "lead": "Management.",
        "text": "An experienced manager is in post.",
        "soft": "",
    },
    {"anchor": "point-b", "label": "b", "lead": "", "text": "Talks continue.", "soft": "The officers’ view."},
    {"anchor": "point-3", "label": "", "lead": "", "text": "A point without a letter.", "soft": ""},
]

SOURCES: list[Part] = [
    {"anchor": "source-1", "title": "Minutes, item 6", "soft": "Pages 2 to 4.", "href": "https://example.org/minutes"},
    {"anchor": "source-2", "title": "Report, Document “Q”", "soft": "Not held here.", "href": ""},
]

GROUPS: list[Part] = [
    {
        "title": "Front door",
        "left_title": "1 strength",
        "left": [
            finding(
                1,
                "strength",
                "Several agencies sit together",
                Markup('<a href="#improvement-1">Also to improve (1)</a>'),
            )
        ],
        "left_empty": "",
        "right_title": "3 to improve",
        "right": [
            finding(
                1,
                "improvement",
                "Agencies deciding together",
                Markup('<a href="#resolution-2">Answered by resolution 2</a>'),
            ),
            finding(2, "improvement", "Understanding and using thresholds, whichever agency is asked"),
            finding(18, "improvement", "Making real use of what the hub could do"),
        ],
        "right_empty": "",
        "others": [finding(1, "priority", "Answer new contacts the same day", kind_label="Priority action")],
    },
    {
        "title": "Early help",
        "left_title": "",
        "left": [],
        "left_empty": "No strength is listed under this subject.",
        "right_title": "1 to improve",
        "right": [finding(3, "improvement", "Early help that meets families’ needs")],
        "right_empty": "",
        "others": [],
    },
]

ENTRIES: list[Part] = [
    {
        "when": "11 March 2024",
        "shape": "solid",
        "title": "Inspectors found it",
        "text": Markup("Health staff are too often absent."),
        "source": Markup('<a href="#source-1">Report, page 4</a>'),
        "joined": True,
        "anchor": "stage-1",
    },
    {
        "when": "21 November to 8 December 2024",
        "shape": "barred",
        "title": "Follow-up meeting not held.",
        "text": "",
        "source": Markup('<a href="#source-1">Notice</a>'),
        "joined": False,
        "anchor": "",
    },
    {
        "when": "19 January 2027",
        "shape": "ring",
        "title": "Next follow-up promised",
        "text": "A new date is to be given.",
        "source": "",
        "joined": False,
        "anchor": "",
    },
]

CHART: list[Part] = [
    {
        "label": "Date passed, no progress recorded",
        "shape": "broken",
        "tone": "warn",
        "count": 12,
        "href": "#passed",
        "width": 12,
    },
    {"label": "Date cannot be computed", "shape": "broken", "tone": "", "count": 6, "href": "#cannot", "width": 6},
    {"label": "No date was set", "shape": "ring", "tone": "", "count": 4, "href": "", "width": 4},
    {"label": "Overdue", "shape": "triangle", "tone": "", "count": 2, "href": "#overdue", "width": 2},
    {"label": "Done, with a source", "shape": "solid", "tone": "", "count": 1, "href": "#done", "width": 1},
]

HEADS = ["To be done", "Owner", "Due, as stated", "Last day"]

TRACKER: list[Part] = [
    {"heading": True, "cells": [Markup('<a href="#x">Northwick, plan after the invented inspection</a> 2')]},
    {
        "heading": False,
        "cells": [
            Markup('<a href="#action-2">2. Send partners the plan template</a>'),
            "Director of Invented Services",
            "March 2024",
            "31 March 2024",
        ],
    },
    {
        "heading": False,
        "cells": [
            Markup('<a href="#action-3">3. Agree who will sign the plan off</a>'),
            Markup('<i class="missing">To be confirmed</i>'),
            "Within three months",
            "Start day not stated",
        ],
    },
    {"heading": True, "cells": [Markup('<a href="#y">Southwick, resolutions on the invented front door</a> 1')]},
    {
        "heading": False,
        "cells": ["1. Bring a summary", "Interim Director", "Next meeting", "20 March 2024, by resolution 2"],
    },
]

WORKING_ROWS: list[list[str | Markup]] = [
    ["30 January 2024, letter published", "11 May 2024", "Agrees"],
    ["26 January 2024, letter sent", "9 May 2024", "Differs: two days earlier"],
]

STATUSES: list[Part] = [
    seen("Accepted", "solid"),
    seen("Implemented", "solid", "on 16 September 2024"),
    seen("Accepted in principle", "half", ", which is not yet acceptance"),
    seen("Due soon", "ring", ", in 39 days", "warn"),
    seen("Not started", "ring"),
    seen("Date passed, no progress recorded", "broken", ", for 722 days", "warn"),
    seen("Cannot be computed", "broken", ": the day it runs from is not stated"),
    seen("Overdue", "triangle", "by 236 days"),
    seen("Rejected", "barred", ": no money this year"),
]

UPDATES: list[Part] = [
    {
        "date": "14 April 2026",
        "by": "the Assistant Director",
        "text": "two teams have moved.",
        "evidence": Markup('<a href="#source-1">letter to the chair</a>'),
        "told_in": "",
    },
    {
        "date": "14 July 2026",
        "by": "the committee",
        "text": "did not accept the explanation.",
        "evidence": "",
        "told_in": "",
    },
]

RECORDS: list[Part] = [
    entry(
        "Northwick: the invented front door",
        "#n",
        "Inspection, 2018 to 2019. 4 resolutions, 1 changed in substance",
    ),
    entry("Southwick: invented mental health services", "#s", ""),
]
