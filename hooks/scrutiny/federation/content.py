"""A content folder of many copies: canonical YAML, each authority with the site that keeps its record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, cast

from scrutiny.address import FACT_ANCHORS, Address
from scrutiny.check.everywhere import Everywhere
from scrutiny.check.walk import parts_of
from scrutiny.federation.agreed import SharedLists, merged
from scrutiny.federation.allowed import allowances
from scrutiny.federation.canonical import file_text, stated
from scrutiny.federation.copies import RefusedError
from scrutiny.federation.exported import Exported, SharedModels
from scrutiny.load.placed import REMOVED, SHARED_FOLDER
from scrutiny.model import Authority, CommitteeResponse, Record
from scrutiny.register import Shared
from scrutiny.stage import AnyRecord, rebuilt, without_dead_ends
from scrutiny.write import Written


@dataclass(frozen=True)
class Chosen:
    """An export as it is taken: its records, and what was found when all of them were looked at."""

    exported: Exported
    shared: SharedModels
    leaving: Mapping[str, frozenset[tuple[str, str]]]
    """What its records refer to in other authorities, by the id of each record that does."""

    @classmethod
    def of(cls, exported: Exported) -> Chosen:
        """Look at everything; raise RefusedError where anything cannot be read as what it should be."""
        shared, leaving = exported.shared(), exported.leaving()
        for name, model in shared.items():
            try:
                file_text(stated(model))
            except ValueError as error:
                raise RefusedError(f"shared/{name}: {error}.") from error
        for name in exported.authorities:
            exported.removed(name)
        return cls(exported, shared, leaving)


@dataclass(frozen=True)
class Content:
    """The content of the exports that were chosen, by their names."""

    chosen: Mapping[str, Chosen]
    alone: Collection[str] = ()
    """The ids of records whose references to other authorities are left out, because they contradict what is there."""

    @cached_property
    def speaker(self) -> dict[str, str]:
        """Who speaks for each authority."""
        return {name: export for export, each in self.chosen.items() for name in each.exported.authorities}

    def write(self, folder: Path) -> None:
        """Write the files into a folder that is empty or not there.

        Raises NotWrittenError where a record cannot stand in a file of ours.
        """
        shared = merged({name: each.shared for name, each in self.chosen.items()})
        for name, lists in shared.items():
            tree: dict[str, Written] = {
                listed: {each: stated(meaning) for each, meaning in named.items()} for listed, named in lists.items()
            }
            _save(folder / SHARED_FOLDER / name, file_text(tree))
        everywhere = self._everywhere(shared)
        for export, each in self.chosen.items():
            try:
                for path, text in self._files(each, everywhere):
                    _save(folder / path, text)
            except (RefusedError, ValueError) as error:
                raise NotWrittenError(export, str(error)) from error

    def _everywhere(self, shared: Mapping[str, SharedLists]) -> Everywhere:
        lists: dict[str, Any] = {listed: named for each in shared.values() for listed, named in each.items()}
        authorities: dict[str, Authority] = {}
        for each in self.chosen.values():
            authorities |= each.exported.authorities
        return Everywhere((), authorities, Shared(**lists), frozenset())

    def _files(self, chosen: Chosen, everywhere: Everywhere) -> Iterator[tuple[str, str]]:
        """Yield path and text of each file of an export."""
        exported = chosen.exported
        for authority in exported.authorities:
            for id_ in exported.ids(authority):
                if text := self._record(chosen, id_, everywhere):
                    yield Address.read(id_).path, text
            if removed := exported.removed(authority):
                for line in removed["removed"]:
                    if "see" in line and not self._leads_on(*Address(authority).resolve(line["see"])):
                        del line["see"]
                yield f"{authority}/{REMOVED}", file_text(removed)

    def _record(self, chosen: Chosen, id_: str, everywhere: Everywhere) -> str:
        """Return the text of a record; empty for one of which nothing is left here."""
        exported = chosen.exported
        if (record := self._here(chosen, id_)) is None:
            return ""
        tree = stated(record)
        if isinstance(record, Authority):
            tree["origin"] = stated(exported.origin(id_))
        if allow := allowances(record, file_text(tree).encode(), everywhere):
            tree["allow"] = allow
        return file_text(tree)

    def _here(self, chosen: Chosen, id_: str) -> Record | None:
        """Return a record without what leads nowhere; None for an answer to nothing that is here, or is public."""
        address, record = Address.read(id_), chosen.exported.record(id_)
        if id_ in self.alone:
            record = _leading_on(record, _tells(address, lambda *_: False))
        elif not all(self._leads_on(*way) for way in chosen.leaving.get(id_, ())):
            record = _leading_on(record, _tells(address, self._leads_on))
        return None if isinstance(record, CommitteeResponse) and not (record.to and record.positions) else record

    def _leads_on(self, id_: str, anchor: str) -> bool:
        """Tell whether a record, or a part of it, is in this content."""
        speaker = self.speaker.get(id_.partition("/")[0])
        if speaker is None:
            return False
        record = self._referred(speaker, id_)
        return record is not None and (not anchor or anchor in FACT_ANCHORS or anchor in record.parts())

    @cached_property
    def _referred(self) -> Callable[[str, str], Record | None]:
        """What records of others refer to; the same few are asked for again and again."""
        return lru_cache(1024)(self._find)

    def _find(self, speaker: str, id_: str) -> Record | None:
        exported = self.chosen[speaker].exported
        if "/" in id_ and not exported.copy.has_record(id_):
            return None
        try:
            return exported.record(id_)
        except RefusedError:  # a meeting without a record of its own
            return None


class NotWrittenError(Exception):
    """The records of an export cannot stand in a content."""

    def __init__(self, export: str, why: str) -> None:
        """Name the export, and say why in a sentence."""
        super().__init__(why)
        self.export = export


def _tells(address: Address, leads_on: Callable[[str, str], bool]) -> Callable[[str], bool]:
    """Return what tells of a reference, as a record writes it, whether it leads on; those to its own authority do."""

    def tells(reference: str) -> bool:
        id_, anchor = address.resolve(reference)
        return id_.partition("/")[0] == address.authority or leads_on(id_, anchor)

    return tells


def _save(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _leading_on(record: AnyRecord, leads_on: Callable[[str], bool]) -> AnyRecord:
    """Return a record without its references that lead nowhere."""
    if all(without_dead_ends(part.model, leads_on) is part.model for part in parts_of(record)):
        return record
    return cast("AnyRecord", rebuilt(record, lambda part: without_dead_ends(part, leads_on)))
