"""The ids of withheld records, and the part of each that is its own, sought in addresses wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scrutiny.address import FOLDERS, Address
from scrutiny.leak.runs import texts_of
from scrutiny.model import Authority
from scrutiny.register import Register

_NAME = re.compile(r"(?:[0-9]{4}|undated)(?:-[a-z0-9]+)+")
_ID = re.compile(rf"(?<![a-z0-9-])([a-z0-9-]++)/({'|'.join(FOLDERS)})/([a-z0-9-]+)")
_FOLDER = re.compile(r"(?<=[/\"'=])([a-z0-9-]+)(?=/)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-(.+)")


class WithheldNames:
    """The names that stand nowhere in public."""

    def __init__(self, ids: Iterable[str], public: Register) -> None:
        """Keep what is a withheld record's own; a record that is public in part is found by its words alone."""
        said = " ".join(
            text for record in public.records.values() for text in texts_of(record) if "-" in text or "/" in text
        )
        shown = {part for id_ in public.records for part in _beginnings(Address.read(id_).name or id_)}
        shown.update(part for name in _NAME.findall(said) for part in _beginnings(name))
        withheld = [Address.read(id_) for id_ in ids if id_ not in public.records]
        sought = [each for each in withheld if not _is_derived(each, public)]
        self.names = {each.name for each in sought if each.name and each.name not in shown}
        self.ids = {each.id for each in sought if each.folder and each.name in shown}
        self.shared = {Address.read(id_).name for id_ in self.ids}
        self.councils = {each.id for each in withheld if not each.folder} - set(_FOLDER.findall(said)) - shown

    def __bool__(self) -> bool:
        """Tell whether there is anything to seek."""
        return bool(self.names or self.ids or self.councils)

    def found(self, text: str) -> set[str]:
        """Return the ids, names and authorities that stand in a text."""
        found: set[str] = set()
        if "-" not in text and not self.councils:
            return found
        shared = False
        for name in set(_NAME.findall(text)) if self.names or self.ids else ():
            parts = _beginnings(name)
            found.update(self.names.intersection(parts))
            shared = shared or name in self.shared
        if shared:
            found.update(self.ids.intersection(map("/".join, _ID.findall(text))))
        if self.councils:
            found.update(self.councils.intersection(_FOLDER.findall(text)))
        return found


def _beginnings(name: str) -> list[str]:
    """Return a name and its beginnings: addresses of parts are names with something added."""
    parts = name.split("-")
    return ["-".join(parts[:number]) for number in range(2, len(parts) + 1)] if len(parts) > 1 else [name]


def _is_derived(address: Address, public: Register) -> bool:
    """Tell whether an address is made of a day and a committee that are public: items at the meeting give it too."""
    authority = public.records.get(address.authority)
    day = _DAY.fullmatch(address.name)
    return bool(day and isinstance(authority, Authority) and day[1] in authority.committees)
