"""Which fields a new file shows, and in which order: those of the handbook's ten steps, as its examples have them.

The rest is on the handbook's page of the kind. Names, meanings and examples come from the models.
"""

from __future__ import annotations

from dataclasses import dataclass

from scrutiny.model import Inspection, Item, Record


@dataclass(frozen=True, slots=True)
class Shown:
    """A field that a new file has, or has ready as comments."""

    name: str
    inner: tuple[Shown, ...] = ()
    """Of a field that holds groups: the fields of a group that the prepared lines show."""
    told: bool = False
    """Within prepared lines: whether its meaning stands above it. That of a whole list of groups always does."""


MODELS: dict[str, type[Record]] = {"inspection": Inspection, "item": Item}
"""The model of each kind of file that can be begun."""

SOURCE_FIRST = (Shown("ref", told=True), Shown("title"), Shown("kind"), Shown("url", told=True))
SOURCE_MORE = (Shown("place_word", told=True), Shown("held", told=True))
SOURCES = Shown("sources", (*SOURCE_FIRST, *SOURCE_MORE))

LIMB_FIRST = (Shown("number", told=True), Shown("effect", told=True), Shown("text"))
LIMB_ANSWERS = (Shown("recommended", told=True), Shown("responds_to", told=True))
LIMB_SETS = (
    Shown("action", (Shown("due", told=True),), told=True),
    Shown("follow_up", (Shown("expects"), Shown("date")), told=True),
)
"""What only a limb that does more than note may have."""
LIMB_PLACE = (Shown("at", told=True),)
LIMBS = Shown("list", (*LIMB_FIRST, *LIMB_ANSWERS, *LIMB_SETS, *LIMB_PLACE))

GAPS = Shown("gaps", (Shown("what"),))

SHOWN: dict[str, tuple[Shown, ...]] = {
    "item": (
        *(Shown(name) for name in ("title", "visibility", "summary", "kind", "committee", "meeting")),
        *(Shown(name) for name in ("about", "follows_up", "themes")),
        SOURCES,
        Shown(
            "points", (Shown("number", told=True), Shown("kind", told=True), Shown("text"), Shown("by"), Shown("at"))
        ),
        Shown("questions", (Shown("number"), Shown("asked"), Shown("answered", told=True))),
        Shown("recommendations", (Shown("number"), Shown("effect", told=True), Shown("text"))),
        Shown("resolutions"),
        GAPS,
    ),
    "inspection": (
        *(Shown(name) for name in ("title", "visibility", "summary", "kind", "framework", "inspectorates")),
        *(Shown(name) for name in ("on_site", "published", "follows", "themes")),
        SOURCES,
        Shown("judgements", (Shown("domain"), Shown("grade"), Shown("no_grade", told=True))),
        Shown(
            "findings",
            (Shown("number", told=True), Shown("kind", told=True), Shown("text"), Shown("themes"), Shown("at")),
        ),
        GAPS,
    ),
}
"""The fields of each kind of file, in order."""
