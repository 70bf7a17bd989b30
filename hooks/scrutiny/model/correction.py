"""A correction that an officer owns up to."""

from __future__ import annotations

from scrutiny.model.base import Line, Model, example
from scrutiny.model.when import IsoDay


class Correction(Model):
    """A mistake that was on the page and is put right. Corrections are only ever added."""

    on: IsoDay = example("2026-05-03")
    """The day on which it was put right."""
    what: Line = example("The date of the meeting: 12 March, not 21 March.")
    """What was wrong and what is right, in public words. Leave out what must not be read any more."""
