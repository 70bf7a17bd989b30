"""One thing that is wrong with a built site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, and where."""

    file: str
    """The file, from the root of the site; empty for the site as a whole."""
    what: str
    """What is wrong with it, to follow the file in a sentence."""

    def __str__(self) -> str:
        """Say it in a sentence."""
        return f"{self.file or 'the site'} {self.what}"
