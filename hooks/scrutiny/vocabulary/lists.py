"""What a closed list is, and the six shapes a value may be shown with."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from scrutiny.language import say


class ClosedList(StrEnum):
    """A closed list whose members carry a public label and a public meaning."""

    _label: str
    _meaning: str

    def __new__(cls, value: str, label: str = "", meaning: str = "") -> Self:
        """Make the member; its label is the value with a capital unless given."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value[:1].upper() + value[1:]
        member.meaning = meaning
        return member

    @property
    def label(self) -> str:
        """What a page prints, in the language spoken now."""
        return say(self._label)

    @label.setter
    def label(self, text: str) -> None:
        self._label = text

    @property
    def meaning(self) -> str:
        """The public definition, in the language spoken now; empty where the label says it all."""
        return say(self._meaning) if self._meaning else ""

    @meaning.setter
    def meaning(self, text: str) -> None:
        self._meaning = text


class Shape(ClosedList):
    """The six shapes beside a status or a step; a help for the eye, never the only sign."""

    SOLID = "solid", "Solid", "It happened, and a paper says so."
    HALF = "half", "Half", "Some of it."
    RING = "ring", "Ring", "Still to come."
    BROKEN = "broken", "Broken ring", "Not known."
    TRIANGLE = "triangle", "Triangle", "Needs attention; a paper shows it."
    BARRED = "barred", "Barred ring", "Ended without being done."
