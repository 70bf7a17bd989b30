"""Canaries: withheld records whose every text is made-up words, built along with the real ones on each publishing.

They stand with an existing authority in each way of being withheld, and with an authority that is withheld itself. They
pass every check and must change no byte of the site; a word of theirs in a file is a leak, whatever way it took.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrutiny.address import FOLDERS, Address
from scrutiny.leak.invent import FAR_OFF, LONG_PAST, START, Invention, invented_word
from scrutiny.model import Authority, Removals
from scrutiny.register import Register
from scrutiny.vocabulary import Visibility
from scrutiny.write import Written, record_text

TOKEN = re.compile(START, re.IGNORECASE)
"""How every made-up word of a canary begins. No word of a language begins so, and no hash has these letters."""

WAYS = {
    "draft": ("draft", ""),
    "to come": ("embargoed", FAR_OFF),
    "not released": ("embargoed", LONG_PAST),
    "exempt": ("exempt", ""),
}
"""The ways of being withheld: what ``visibility`` says, and the year of an embargo."""

GROUPS = {"embargoed": "embargo", "exempt": "exemption"}
"""The group of fields that goes with a visibility, and with no other."""


def canaries(register: Register) -> dict[str, bytes]:
    """Return the canaries for a register, by their paths below the content folder.

    Nothing in them is random: the same register gives the same files. Raises what pydantic raises where a new rule of
    a model makes one of them impossible; then nothing can be published.
    """
    files: dict[str, bytes] = {}
    public = {id_: record for id_, record in register.records.items() if record.visibility is Visibility.PUBLIC}
    seen = Register({id_: record for id_, record in public.items() if id_.split("/")[0] in public}, register.shared)
    if council := next((id_ for id_, record in seen.records.items() if isinstance(record, Authority)), None):
        for way, (visibility, year) in WAYS.items():
            files.update(_records(way, visibility, year, council, seen.authority(council), seen))
    files.update(_withheld_authority(seen))
    return files


def _withheld_authority(seen: Register) -> Iterator[tuple[str, bytes]]:
    """Yield an authority that is a draft, and records of it that are public in themselves."""
    name = invented_word("authority")
    invention = Invention(name, {}, seen, None)
    tree = {"visibility": "draft"} | invention.group(Authority, (), {*GROUPS.values(), "withdrawn"})
    yield Address(name).path, _file(tree, invention)
    removals = invention.group(Removals, ("removed",))
    yield f"{name}/removed.yml", _file(removals, invention)
    yield from _records("public", "public", "", name, Authority.model_validate(tree), seen)


def _records(
    way: str, visibility: str, year: str, council: str, authority: Authority, seen: Register
) -> Iterator[tuple[str, bytes]]:
    """Yield a record of each kind that an authority may have, all withheld in one way."""
    ids = {
        kind: f"{council}/{folder}/undated-{invented_word(council, way, folder)}" for folder, kind in FOLDERS.items()
    }
    for kind, id_ in ids.items():
        invention = Invention(id_, ids, seen, authority, year)
        # A withdrawn record stands in few lists, so only one way has its notice.
        left_out = {group for of, group in GROUPS.items() if of != visibility}
        if way != "exempt":
            left_out.add("withdrawn")
        tree = {"visibility": visibility} | invention.group(kind, (), left_out)
        yield Address.read(id_).path, _file(tree, invention)


def _file(tree: dict[str, Written], invention: Invention) -> bytes:
    return record_text(tree, [invention.phrase("comment")]).encode()
