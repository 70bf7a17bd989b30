"""Councils from their files to their pages: read, checked, staged, joined and printed, a few at a time.

Councils that name each other are made together; no other is in memory meanwhile. What is left of them is what the
lists of all councils need.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scrutiny.check import unit_problems, withheld_in_public
from scrutiny.extract import Extracted
from scrutiny.ground import Ground
from scrutiny.load.content import load_unit
from scrutiny.load.survey import Unit
from scrutiny.model import Removal
from scrutiny.pages import Page, council_lots
from scrutiny.printing import Printed, print_lot, write_file, write_page
from scrutiny.problem import Problem, stopping
from scrutiny.stage import publishable, withheld
from scrutiny.stored import store

PAGES = "pages"
"""The folder of the pages of a unit."""
END = ".rows"
"""What the name of the file ends in that holds what a council hands over."""


@dataclass(frozen=True)
class Made:
    """What is left of the councils of one unit when their pages are written."""

    problems: tuple[Problem, ...] = ()
    """Also warnings. Where one stops publishing, nothing was made."""
    guarded: tuple[Problem, ...] = ()
    """What stands in a repository that everybody can read, and is withheld; it stops publishing too."""
    authorities: tuple[str, ...] = ()
    """Those that are published."""
    kept_back: frozenset[str] = frozenset()
    """The ids of the records that are withheld, of those that ``removed`` names."""
    removed: Mapping[str, tuple[Removal, ...]] = field(default_factory=dict)
    printed: tuple[Printed, ...] = ()
    is_sure: bool = True
    """False where the past of a page may look otherwise though nothing changes that ``Ground.key`` knows of."""

    @property
    def may_be_kept(self) -> bool:
        """Tell whether later builds may use it: a warning has to be told each time, and no withheld name is kept."""
        return self.is_sure and not self.problems and not self.kept_back


def make(unit: Unit, ground: Ground, folder: Path) -> Made:
    """Make the pages of the councils of a unit below a folder, which is empty, and what they hand over beside them.

    Raises ContentChangedError if a file was written since the survey.
    """
    loaded = load_unit(ground.survey, unit, ground.shared)
    problems = tuple(loaded.problems if ground.was_judged else unit_problems(loaded, ground.everywhere))
    guarded = () if ground.was_judged else tuple(withheld_in_public(loaded, ground.readable_by))
    if stopping((*problems, *guarded)):
        return Made(problems, guarded)
    staged = publishable(loaded.register, ground.instant)
    edition = ground.edition(staged, ground.history(loaded.register, staged))
    source, pages = ground.source_of(unit), folder / PAGES
    pages.mkdir()

    def write(page: Page) -> None:
        write_page(ground.printed(page, edition, source), page.url, pages)

    printed = [line for lot in council_lots(edition) for line in print_lot(lot, write)]
    for name in edition.authorities:
        outputs = ground.outputs(edition, name, source)
        for path, content in outputs.files() if outputs else ():
            write_file(content, path, pages)
        handed_over = outputs.handed_over() if outputs else {}
        store(folder / f"{name}{END}", {**Extracted(edition, name, ground.renderer).whole(), **handed_over})
    kept_back = withheld(loaded.register, ground.instant) & staged.removed.keys()
    is_sure = ground.past.is_sure
    return Made(problems, guarded, tuple(edition.authorities), kept_back, staged.removed, tuple(printed), is_sure)
