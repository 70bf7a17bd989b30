"""What a preview has read, unit by unit: after an edit one unit is read again, and of it the file that was edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from scrutiny.load.content import Loaded, load_shared, load_unit
from scrutiny.load.survey import Survey, Unit, survey
from scrutiny.register import Register, Shared


class Reading:
    """The last reading of a folder, from which the next takes what has the same bytes."""

    def __init__(self) -> None:
        self.surveyed = Survey(Path(), {}, (), frozenset(), ())
        """What the folder held when it was looked at last."""
        self._shared = Loaded()
        self._units: dict[Unit, tuple[bytes, Loaded]] = {}
        """With the hash of all that each was read from."""

    def begin(self, folder: Path) -> Loaded:
        """Look at every file below a folder, and read what councils share."""
        self.surveyed = survey(folder, self.surveyed)
        self._shared = load_shared(self.surveyed, self._shared)
        return self._shared

    def units(self, shared: Loaded) -> Mapping[Unit, Loaded]:
        """Read every unit that is not as it was; ``shared`` is what councils share, with the lists to go by.

        Raises ContentChangedError if a file was written since the survey.
        """
        lists, read = shared.register.shared, dict[Unit, tuple[bytes, Loaded]]()
        for unit in self.surveyed.units:
            digest, kept = self.surveyed.digest(unit), self._units.get(unit)
            if kept is None or kept[0] != digest or kept[1].register.shared != lists:
                kept = digest, load_unit(self.surveyed, unit, shared, self._before(unit))
            read[unit] = kept
        self._units = read
        return {unit: loaded for unit, (_, loaded) in read.items()}

    def _before(self, unit: Unit) -> Loaded:
        """Return what was read before of the authorities of a unit, which may have been in others."""
        return merged(loaded for known, (_, loaded) in self._units.items() if not set(unit).isdisjoint(known))


def merged(parts: Iterable[Loaded]) -> Loaded:
    """Return several readings as if they had been read together; all have the same lists."""
    every = list(parts)
    records = dict(sorted(chain.from_iterable(each.register.records.items() for each in every)))
    removed = dict(sorted(chain.from_iterable(each.register.removed.items() for each in every)))
    return Loaded(
        Register(records, every[0].register.shared if every else Shared(), removed),
        dict(chain.from_iterable(each.documents.items() for each in every)),
        [problem for each in every for problem in each.problems],
        dict(chain.from_iterable(each.removals.items() for each in every)),
    )


def parted(loaded: Loaded, units: Iterable[Unit]) -> dict[Unit, Loaded]:
    """Return what of a reading belongs to each unit; a unit of which it has nothing is left out."""
    whole: dict[str, Unit] = {name: unit for unit in units for name in unit}
    shared = loaded.register.shared
    parts = {unit: Loaded(Register({}, shared)) for unit in whole.values()}
    for id_, record in loaded.register.records.items():
        part = parts[whole[id_.partition("/")[0]]]
        part.register.records[id_] = record
        part.documents[id_] = loaded.documents[id_]
    for authority, removals in loaded.removals.items():
        parts[whole[authority]].removals[authority] = removals
    removed = loaded.register.removed.items()
    for unit, part in parts.items():
        own = {id_: each for id_, each in removed if id_.partition("/")[0] in unit}
        part.register = replace(part.register, removed=own)
    return {unit: part for unit, part in parts.items() if part.register.records or part.register.removed}
