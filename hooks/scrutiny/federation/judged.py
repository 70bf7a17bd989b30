"""Whether a content of many exports is in order, by the checks that every record has to pass.

All of it is judged each time: a newer version of this program may see what an older one let pass, and the build would.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from scrutiny.check import Everywhere, all_problems, unit_problems
from scrutiny.federation.content import Content
from scrutiny.load.content import Loaded, load_shared, load_unit
from scrutiny.load.placed import SHARED_FOLDER
from scrutiny.load.survey import Survey, Unit, survey
from scrutiny.printing import as_many_as_processors, in_processes
from scrutiny.problem import Problem, stopping


def faults(folder: Path, content: Content) -> dict[str, list[Problem]]:
    """Return the exports whose records have problems in a folder, with these."""
    surveyed = survey(folder)
    shared = load_shared(surveyed)
    everywhere = Everywhere.surveyed(surveyed, shared)
    tasks = [partial(_problems, unit, surveyed, shared, everywhere) for unit in surveyed.units]
    own = stopping(all_problems(shared, everywhere, ()))
    found: dict[str, list[Problem]] = {}
    for problem in (*own, *(each for answer in in_processes(tasks, as_many_as_processors()) for each in answer)):
        found.setdefault(_export(problem, content), []).append(problem)
    return found


def _problems(unit: Unit, surveyed: Survey, shared: Loaded, everywhere: Everywhere) -> Sequence[Problem]:
    return stopping(unit_problems(load_unit(surveyed, unit, shared), everywhere))


def _export(problem: Problem, content: Content) -> str:
    """Return the export that brought the file, or the name within a shared file, that has a problem."""
    _, authority, *rest = problem.place.file.split("/")
    if authority != SHARED_FOLDER:
        return content.speaker[authority]
    listed, _, inside = problem.field.partition(".")
    name = inside.partition(".")[0]
    givers = (export for export, each in content.chosen.items() if name in getattr(each.shared[rest[0]], listed, ()))
    return next(givers, next(iter(content.chosen)))
