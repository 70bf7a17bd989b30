"""The councils of a preview, unit by unit: of a unit in which nothing has changed, all that was made of it stays.

What may be published of a unit is known at once. It is joined when one of its pages is asked for, and hands over rows
when a list of all councils is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from scrutiny.extract import Extracted
from scrutiny.ground import Ground
from scrutiny.load.content import Loaded
from scrutiny.load.survey import Unit
from scrutiny.pages import Archive, Edition, Extract, Lot, Page, council_folders, council_lots
from scrutiny.register import Register
from scrutiny.render import Renderer
from scrutiny.stage import publishable


class Joined:
    """The units of the last look, from which the next takes those that would be the same."""

    def __init__(self) -> None:
        self._units: dict[Unit, _Unit] = {}

    def renew(self, units: Sequence[Loaded], ground: Ground, renderer: Renderer) -> Shown:
        """Return the site of what is shown, on the ground that its councils are made on."""
        told = ground.past.told_of(ground.repository, ground.commit, ground.instant)
        # What git tells of a folder that is no authority today may be the past of any that took its records over.
        gone = [each for name, each in sorted(told.items()) if name not in ground.survey.files]
        of_all = (
            *(ground.shared.register.shared, ground.councils.left_out, ground.councils.offices_gathered),
            *(ground.example, ground.corrections, gone),
        )
        kept = self._units
        self._units = {}
        for loaded in units:
            ids = chain(loaded.register.records, loaded.register.removed)
            names = tuple(sorted({id_.partition("/")[0] for id_ in ids}))
            is_timed = not ground.survey.timed.isdisjoint(names)
            now = ground.instant if is_timed else ground.instant.date()
            rests_on = (*of_all, now, [told.get(name) for name in names])
            unit = kept.get(names)
            if unit is None or not unit.is_still(loaded.register, rests_on):
                unit = _Unit(loaded.register, rests_on, ground)
            unit.print_with(renderer)
            self._units[names] = unit
        return Shown(ground, self._units)


class Shown:
    """The site as it stands after one look."""

    def __init__(self, ground: Ground, units: Mapping[Unit, _Unit]) -> None:
        self._ground, self._units = ground, units

    @property
    def records(self) -> Iterator[str]:
        """The ids of all records that are published."""
        return chain.from_iterable(unit.staged.records for unit in self._units.values())

    @property
    def archive(self) -> Archive:
        """What the councils hand over, when they are asked."""
        units = {name: unit for names, unit in self._units.items() for name in names if name in unit.staged.records}
        units = dict(sorted(units.items()))
        records = {name: unit.staged.records[name] for name, unit in units.items()}
        removed = chain.from_iterable(unit.staged.removed.items() for unit in self._units.values())
        register = Register(records, self._ground.shared.register.shared, dict(sorted(removed)))
        return Archive(self._ground.edition(register), _Extracts(units, self._ground))

    def lots(self) -> list[Lot]:
        """Return the pages of each unit, in lots that need nothing of each other."""
        return [self._lot(names, unit) for names, unit in self._units.items()]

    def _lot(self, names: Unit, unit: _Unit) -> Lot:
        def parts() -> Sequence[Lot]:
            return council_lots(unit.edition(self._ground))

        def pages() -> Iterator[Page]:
            return chain.from_iterable(lot.pages() for lot in parts())

        return Lot(tuple(chain.from_iterable(map(council_folders, names))), pages, parts)


class _Unit:
    """Some councils that need each other and no others, staged now and joined when that is wanted."""

    def __init__(self, register: Register, rests_on: object, ground: Ground) -> None:
        self._register, self._rests_on = register, rests_on
        self.staged = publishable(register, ground.instant)
        self._edition: Edition | None = None
        self._renderer: Renderer | None = None
        self._extracts: dict[str, Extract] = {}

    def is_still(self, register: Register, rests_on: object) -> bool:
        """Tell whether this is what would be made now of a register: of the very same records."""
        records, known = register.records, self._register.records
        return (
            rests_on == self._rests_on
            and register.removed == self._register.removed
            and records.keys() == known.keys()
            and all(records[id_] is record for id_, record in known.items())
        )

    def print_with(self, renderer: Renderer) -> None:
        """Take what turns lines into HTML; those are gone that another has printed."""
        if renderer is not self._renderer:
            self._renderer, self._extracts = renderer, {}

    def edition(self, ground: Ground) -> Edition:
        """Return the councils joined."""
        if self._edition is None:
            self._edition = ground.edition(self.staged, ground.history(self._register, self.staged))
        return self._edition

    def extract(self, name: str, ground: Ground) -> Extract:
        """Return what one of the councils hands over."""
        if name not in self._extracts and self._renderer:
            self._extracts[name] = Extracted(self.edition(ground), name, self._renderer)
        return self._extracts[name]


class _Extracts(Mapping[str, Extract]):
    """What councils hand over, by their names."""

    def __init__(self, units: Mapping[str, _Unit], ground: Ground) -> None:
        self._units, self._ground = units, ground

    def __getitem__(self, name: str) -> Extract:
        return self._units[name].extract(name, self._ground)

    def __iter__(self) -> Iterator[str]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)
