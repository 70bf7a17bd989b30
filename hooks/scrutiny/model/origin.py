"""Where a record is kept that this site shows beside those of others."""

from __future__ import annotations

from scrutiny.model.base import Line, Model, WebAddress, example
from scrutiny.model.source import Digest
from scrutiny.model.when import IsoDay


class Origin(Model):
    """The site that keeps the record of an authority, and the edition that was taken from it.

    ``scrutiny federate`` writes it. An authority whose record is kept here has none.
    """

    site: WebAddress | None = example("https://scrutiny.northport.example/", default=None)
    """The address of that site; left out where its edition does not say it."""
    as_of: IsoDay = example("2026-05-03")
    """The day of the edition."""
    commit: Line = example("4f2a9c", default="not stated")
    """The state of the record of which the edition was made, or ``not stated``."""
    licence: Line = example("Open Government Licence v3.0", default="not stated")
    """The licence under which that site publishes it, or ``not stated``."""
    files: Digest = example("0" * 64)
    """The fingerprint of the list of files of the edition, by which it can be told from any other."""
