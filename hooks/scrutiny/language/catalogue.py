"""The catalogue of Welsh interface words, ``cy.po``, in which the English words are the keys.

It is an ordinary gettext file, which a translator can open in Poedit. Entries marked fuzzy are not used.
"""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent


class Untranslated(gettext.NullTranslations):
    """What is asked for words the catalogue has not: it gives the English back and remembers it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()
        """The English words for which no others were found, since the program began."""

    def gettext(self, message: str) -> str:
        """Return the English words."""
        self.asked.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the English words for a number."""
        self.asked.add(msgid1)
        return msgid1 if n == 1 else msgid2


@cache
def untranslated(code: str) -> Untranslated:  # noqa: ARG001  one for each language
    """Return the collection of words that the catalogue of a language has not."""
    return Untranslated()


@cache
def catalogue(code: str) -> gettext.GNUTranslations:
    """Read the catalogue of a language, once; raise ``FileNotFoundError`` where there is none."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        words = read_po(file, locale=code, abort_invalid=True)
    packed = io.BytesIO()
    write_mo(packed, words)
    packed.seek(0)
    read = gettext.GNUTranslations(packed)
    read.add_fallback(untranslated(code))
    return read
