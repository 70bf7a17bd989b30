"""The words of linked data: terms of others where they fit, and our own, each with its meaning.

Everything a reader of the data needs is in the page itself: the context is written out, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OWN = "tag:scrutiny.example,2026:"
"""What our own terms begin with: a name (RFC 4151), which leads nowhere. It is the same on every site, for ever."""

TERMS: Mapping[str, str] = {
    "Inspection": "An inspection, visit or review of a public body.",
    "Judgement": "What inspectors judged one area to be: a grade, or the reason why there is none.",
    "Finding": "One thing inspectors found: a strength, an area for improvement or another kind.",
    "Resolution": "One numbered part of what a committee decided; never a status.",
    "Commitment": "Something to be done: an action, a promised follow-up, or a finding with a time limit.",
    "Plan": "An improvement or action plan.",
    "Response": "What a cabinet, partner or other recipient answered to a committee.",
    "Position": "What a response says of one resolution.",
    "authority": "The authority whose record it is.",
    "inspectorate": "Who inspected, as recorded.",
    "judgement": "A judgement of the inspection.",
    "no_grade": "Why a judgement has no grade.",
    "scale": "The scale of a grade. Grades of two scales are never compared.",
    "finding": "A finding of the inspection.",
    "kind": "What a finding says, or what sort of inspection or item it is.",
    "answered_by": "A resolution that answers a finding, an inspection, a plan or a part of one.",
    "answers": "What a resolution or a response answers.",
    "repeats": "An earlier finding that is raised again.",
    "takes_up": "An earlier finding that is spoken of again.",
    "follows": "An earlier inspection that this one follows.",
    "follows_up": "An earlier resolution, action or item that is taken up again.",
    "resolution": "A resolution of an item, or the one that a position is about.",
    "effect": "What a resolution does, such as “note” or “request information”.",
    "to_be_done": "What a record or a part of it promises.",
    "last_day": "The last day of a commitment, where it can be worked out.",
    "timeliness": "Whether a commitment was kept in time, as at the day of the site.",
    "position": "A position of a response.",
    "answer": "What a position says, such as “accepted in principle”.",
    "expects": "What a meeting was to receive: the part of a record that promises it.",
    "invented": "True for what is made up, as an example or for tests.",
}  # fmt: skip
"""Our own terms, those with a capital being types."""

LINKS = ("authority", "answered_by", "answers", "repeats", "takes_up", "follows", "follows_up", "expects")
"""Our own terms whose values are addresses and nothing else."""

CONTEXT: Mapping[str, Any] = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "oparl": "https://schema.oparl.org/1.1/",
    "opengov": "http://www.w3.org/ns/opengov#",
    "org": "http://www.w3.org/ns/org#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "scrutiny": OWN,
    **{name: {"@type": "Date"} for name in ("datePublished", "dateModified", "startDate")},
    **{name: {"@type": "@id"} for name in ("url", "item", "contentUrl", "actionStatus", "eventStatus")},
    **{f"scrutiny:{name}": {"@type": "@id"} for name in LINKS},
    "oparl:agendaItem": {"@type": "@id"},
    "oparl:meeting": {"@type": "@id"},
    "scrutiny:last_day": {"@type": "xsd:date"},
}
"""The context: schema.org without a prefix, OParl, Popolo (``opengov``, with ``org`` for posts), and our own terms."""
