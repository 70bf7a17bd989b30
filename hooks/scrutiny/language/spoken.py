"""Which language is spoken now, and the catalogue that goes with it."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ENGLISH, WELSH = "en-GB", "cy"
"""The codes of the languages (BCP 47), as they stand in ``lang`` attributes."""

_SPOKEN: ContextVar[tuple[str, gettext.NullTranslations | None]] = ContextVar("_SPOKEN", default=(ENGLISH, None))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language within a ``with`` block. Never yield from a generator inside one: the language would leak."""
    read = None
    if code != ENGLISH:
        # Not at the top: a site without a Welsh record never pays for reading a catalogue.
        from scrutiny.language.catalogue import catalogue  # noqa: PLC0415

        read = catalogue(code)
    token = _SPOKEN.set((code, read))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> str:
    """Return the code of the language spoken now."""
    return _SPOKEN.get()[0]


def is_english() -> bool:
    """Tell whether the language spoken now is English, in which nothing is looked up."""
    return _SPOKEN.get()[1] is None


def words() -> gettext.NullTranslations | None:
    """Return the catalogue of the language spoken now; None for English, which needs none."""
    return _SPOKEN.get()[1]


def translated(text: str) -> str:
    """Return English words in the language spoken now."""
    catalogue = _SPOKEN.get()[1]
    return text if catalogue is None else catalogue.gettext(text)
