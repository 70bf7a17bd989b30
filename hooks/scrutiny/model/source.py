"""Where a fact comes from, what papers contradict, and what the editor inferred."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from scrutiny.model.base import Line, Model, OrMissing, Reference, Slug, WebAddress, example
from scrutiny.model.instant import Instant, read_instant
from scrutiny.model.when import IsoDay, When
from scrutiny.vocabulary import Assurance, Delivery, DiscrepancyState, Held, Missing, Response, SourceKind


def _at(text: str) -> str:
    if not text.split(maxsplit=1)[0].replace("-", "").isalnum():
        raise PydanticCustomError(
            "bad_place", "{found} is not a place — write the name of a source, then where in it", {"found": repr(text)}
        )
    return text


def _digest(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise PydanticCustomError(
            "bad_digest",
            "{found} is not a SHA-256 fingerprint of 64 small letters and digits — run: scrutiny sources --note",
            {"found": repr(text)},
        )
    return text


At = Annotated[Line, AfterValidator(_at)]
"""A place in a source: the source's ``ref``, then where in it: ``minutes d``, ``slides 7``, ``Y``."""


Digest = Annotated[str, AfterValidator(_digest)]
"""A SHA-256 fingerprint in hexadecimal."""


class Source(Model):
    """A paper the record rests on."""

    ref: Line = example("minutes", "Y")
    """The short name by which this record's facts point at the paper; no spaces."""
    title: Line = example("Agenda item page with minutes")
    """What the paper is."""
    kind: SourceKind = example("minutes")
    """What sort of paper it is."""
    url: OrMissing[WebAddress] = example("https://www.example.gov.uk/minutes", "not stated")
    """Its address, or ``not stated``."""
    place_word: Line = example("slide", "paragraph", default="")
    """What its places are called: ``slide`` makes "slides 7" print as "slide 7"."""
    publisher: Line | None = example("Haringey Council", default=None)
    """Who published it."""
    dated: When | None = example("2026-05-03", default=None)
    """The date on the paper, or when a late paper came."""
    replaces: Line | None = example("first-draft", default=None)
    """The ``ref`` of the paper it corrects or replaces."""
    held: Held = example("full", "partial", "no", default=Held.FULL)
    """How much of it the editor has."""
    is_copy: bool = example("yes", default=False)
    """True when the copy used is on somebody else's site."""
    sha256: Digest | None = example("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", default=None)
    """The fingerprint of the file that was used, SHA-256: shows whether its address still gives the same paper."""
    seen: IsoDay | None = example("2026-05-03", default=None)
    """The day on which the address gave that file."""
    archive: WebAddress | None = example("https://archive.example.org/2026/minutes", default=None)
    """The address of a copy in a web archive, for the day on which the paper is gone."""
    note: Line | None = example("The colours that marked some lines are lost.", default=None)
    """What a reader should know about the paper or the copy used."""


class Evidence(Model):
    """What shows that an update is true."""

    title: Line = example("Minutes, paragraph 18")
    """What the evidence is and where in it to look."""
    url: OrMissing[WebAddress] = example("https://www.example.gov.uk/minutes", default=Missing.NOT_STATED)
    """Its address, or ``not stated``."""


class Update(Model):
    """News of something that was to be done. Updates are only ever added, never changed."""

    about: Reference = example("#resolution-2", "bradford/items/undated-front-door#resolution-2")
    """What the news is about: a resolution, an action or a finding, here or in another record."""
    on: IsoDay = example("2026-09-16")
    """The day of the news."""
    by: Line = example("the committee")
    """Who says so: a role or body, never a private person."""
    text: Line = example("A named health lead started.")
    """The news, in a sentence."""
    stated: Line | None = example("Amber", default=None)
    """The status a council's own tracker gives, in its words."""
    response: Response | None = example("accepted", default=None)
    """What the recipient answered, where this is an answer."""
    delivery: Delivery | None = example("implemented", default=None)
    """How far the work is, where the news says."""
    done_on: IsoDay | None = example("2026-09-16", default=None)
    """The day the work was done, where that is stated; needed for "met on time"."""
    assurance: Assurance | None = example("acceptable to committee", default=None)
    """Who checked, and with what result."""
    evidence: tuple[Evidence, ...] = example([{"title": "Minutes, paragraph 18"}], default=())
    """What shows it."""


class Claim(Model):
    """One side of a contradiction."""

    says: Line = example("6 and 7 March")
    """What the paper says, in its own short phrase."""
    at: At = example("minutes 2")
    """Where it says so."""


class Discrepancy(Model):
    """A contradiction between papers: every claim kept, none picked in silence."""

    title: Line = example("The days of the first monitoring visit")
    """What the papers disagree about."""
    about: Reference = example("inspections/2019-monitoring-visit-1#on-site")
    """The fact concerned: a record, with ``#on-site`` or another anchor where the fact has one."""
    claims: tuple[Claim, ...] = example(
        [{"says": "6 and 7 March", "at": "minutes 2"}, {"says": "7 and 8 March", "at": "minutes 9"}], min_length=2
    )
    """What each paper says; at least two."""
    state: DiscrepancyState = example("open", default=DiscrepancyState.OPEN)
    """What became of it."""
    note: Line | None = example("Both are kept.", default=None)
    """What this site does about it."""


class Inference(Model):
    """Something the editor worked out; printed as such."""

    what: Line = example("The authority is Bradford")
    """What was inferred."""
    why: Line = example("The paper names neither the council nor the committee.")
    """From what, or why it had to be."""


class Gap(Model):
    """Something a reader would look for and the papers do not give."""

    what: Line = example("Slide 16 is headed “1/2”. There is no second part.")
    """The gap, in a sentence."""


class Withdrawal(Model):
    """Why a record no longer counts. Its page stays, with this notice."""

    on: IsoDay = example("2026-05-03")
    """The day it was withdrawn."""
    reason: Line = example("Published twice.")
    """Why, in public words."""
    replaced_by: Reference | None = example("northport/items/2025-housing", default=None)
    """The record to read instead."""


NO_POST = re.compile(
    r"[\W_]*|no|yes|true|false|none|nil|n/?a|nobody|no one|unknown|pending|on hold|unreleased|tb[acd]"
    r"|not (?:yet|stated|recorded|known|released|applicable)(?: (?:released|agreed|known|decided))?"
    r"|to be (?:agreed|confirmed|decided|released)",
    re.IGNORECASE,
)
"""What is written where a post belongs and there is none."""


def _post(text: str) -> str:
    """Refuse what names no post: ``released_by: not yet`` must release nothing."""
    if NO_POST.fullmatch(" ".join(text.replace("-", " ").split()).strip(" .…?()[]<>")):
        raise PydanticCustomError(
            "not_a_post",
            "{found} names no post — write the role that let it go, or delete the line while nobody has",
            {"found": repr(text)},
        )
    return text


Post = Annotated[Line, AfterValidator(_post)]
"""The role of whoever decided: ``Head of Democratic Services``."""


class Embargo(Model):
    """Until when a record is kept back, and who let it go."""

    until: Instant = example("2026-06-01T00:01 Europe/London", "2026-06-01T00:01+01:00")
    """The instant from which it may be published: date, time and zone."""
    released_by: Post | None = example("Head of Democratic Services", default=None)
    """The role that released it. Without it the record stays back, whatever the hour."""

    @property
    def ends(self) -> datetime:
        """The instant from which it may be published, if it is released."""
        return read_instant(self.until)


class Fact(Model):
    """A labelled fact of an inspection."""

    label: Line = example("Cases audited together")
    """What the fact is about."""
    value: Line = example("7")
    """The fact."""
    at: At | None = example("slides 6", default=None)
    """Where it is stated."""
    date: When | None = example("2019-07", default=None)
    """When it was so, where stated."""


class RecordedAs(Model):
    """A body as a paper names it, and which body that is."""

    recorded: Line = example("Police Inspectorate")
    """The name in the paper."""
    body: OrMissing[Slug] = example("hmicfrs", default=Missing.UNKNOWN)
    """The body in ``content/shared/bodies.yml``, matched by the editor; ``unknown`` where unsure."""

    @model_validator(mode="before")
    @classmethod
    def _from_one_line(cls, value: Any) -> Any:
        return {"recorded": value} if isinstance(value, str) else value
