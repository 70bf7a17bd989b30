"""Words brought down to plain letters, so that "Ŵ" stands under W in an index and in an address."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from unicodedata import category, normalize

SLUG_LENGTH = 60
"""Letters of an address at most, before it is cut and told apart by a digest."""

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile("['\u2019\u02bc]")
_PAGE_NUMBER = re.compile(r"\d{1,3}")


def folded(text: str) -> str:
    r"""Return text in small letters without their accents; letters of other scripts stay what they are.

    The Unicode form NFD without its marks, as the search page writes it in the browser:
    ``text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()``.
    """
    if text.isascii():
        return text.lower()
    return "".join(sign for sign in normalize("NFD", text) if not category(sign).startswith("M")).lower()


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the letters, digits and spaces of a text in small letters without accents: what an index sorts by."""
    return "".join(letter for letter in folded(text) if letter.isalnum() or letter == " ").strip()


def slug(label: str) -> str:
    """Return a label as the last part of an address: small letters, digits and single hyphens.

    It rests on the label alone, so no other label can ever change it. Labels that differ only in capitals, accents
    or signs have one slug. A label without a plain letter, one too long, and a number that could be that of a page
    ("2") end in a digest of the label.
    """
    plain = _NOT_PLAIN.sub("-", _APOSTROPHES.sub("", folded(label))).strip("-")
    if plain and len(plain) <= SLUG_LENGTH and not _PAGE_NUMBER.fullmatch(plain):
        return plain
    digest = hashlib.sha256(folded(label).encode()).hexdigest()[:8]
    return f"{plain[:SLUG_LENGTH].rstrip('-')}-{digest}".lstrip("-")
