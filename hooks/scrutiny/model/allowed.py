"""What may stand in one record although a check of personal data would stop at it."""

from __future__ import annotations

from scrutiny.model.base import Line, Model, example


class Allowed(Model):
    """A text that may stand in this record, and why. It is for the checks alone: no page shows it."""

    text: Line = example("0300 123 0456", "Mr Justice Example")
    """Exactly what stands in the record. An entry that allows nothing is a problem."""
    reason: Line = example("public switchboard")
    """Why it may be public."""
