"""What the checks of personal data may pass in a record of another site, whose officers have allowed it there.

An export does not say what they allowed, because nothing for the checks alone is published. So what a check would stop
at is allowed here as it stands. What no reason makes fit to print, such as an NHS number, is not, and stops the record.
"""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.check.everywhere import Everywhere
from scrutiny.check.personal import Found, Kind, found_in
from scrutiny.check.personal.allowed import is_of_an_office
from scrutiny.check.personal.family import names_fields
from scrutiny.check.personal.names import bare_names_in
from scrutiny.check.personal.plain import plain
from scrutiny.check.personal.search import may_hold_any
from scrutiny.check.walk import Part, parts_of, texts_of
from scrutiny.model import Authority, Record

REASON = "Published so by the site that keeps this record."
"""Why a text is allowed in a record that was taken from elsewhere."""

_ALLOWED = frozenset({Kind.PHONE, Kind.EMAIL, Kind.POSTCODE})
"""What may be allowed with a reason; a name or an age in a text is a warning, and stops nothing."""


def allowances(record: Record, raw: bytes, everywhere: Everywhere) -> list[dict[str, str]]:
    """Return what is to stand under ``allow`` of a record; ``raw`` is its file without that."""
    parts = parts_of(record)
    found = list(_names(parts, everywhere))
    if may_hold_any(raw):
        found += _in_texts(parts)
    return [{"text": stretch, "reason": REASON} for stretch in dict.fromkeys(found) if "\n" not in stretch]


def _in_texts(parts: list[Part]) -> Iterator[str]:
    for each in texts_of(parts, ""):
        is_mailbox = isinstance(each.part.model, Authority) and each.field == "corrections"
        if each.text.startswith("https://") or is_mailbox:
            continue
        text = plain(each.text)
        for found in found_in(text) if may_hold_any(each.text.encode()) else ():
            stretch = text[found.start : found.end]
            if found.kind in _ALLOWED and (found.kind is not Kind.EMAIL or is_of_an_office(stretch)):
                yield stretch


def _names(parts: list[Part], everywhere: Everywhere) -> Iterator[str]:
    """Yield what looks like the name of a person where a role should stand."""
    for part in parts:
        for field in names_fields(type(part.model)):
            value = getattr(part.model, field)
            for each in value if isinstance(value, tuple) else (value,):
                if type(each) is str:
                    text = plain(each)
                    yield from (name for name in _stretches(text) if not _is_known(name, everywhere))


def _stretches(text: str) -> Iterator[str]:
    found: list[Found] = list(bare_names_in(text))
    yield from (text[each.start : each.end] for each in found)


def _is_known(name: str, everywhere: Everywhere) -> bool:
    return everywhere.words_of_names.issuperset(name.lower().split())
