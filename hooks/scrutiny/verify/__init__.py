"""Whether a built site may take the place of the live one: every page, address, link, anchor and the search."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from scrutiny.verify.fault import Fault
from scrutiny.verify.files import file_faults
from scrutiny.verify.index import index_faults
from scrutiny.verify.links import link_faults
from scrutiny.verify.numbers import numbers
from scrutiny.verify.tree import Tree

__all__ = ["Fault", "faults", "numbers"]


def faults(site: Path) -> list[Fault]:
    """Return everything that is wrong with a built site, in order of file.

    Never raises for a bad file: what cannot be read is a fault.
    """
    return sorted(set(_faults(site)))


def _faults(site: Path) -> Iterator[Fault]:
    if not site.is_dir():
        yield Fault("", "is no folder: there is no site")
        return
    tree = Tree(site)
    yield from chain(file_faults(tree), index_faults(tree), link_faults(tree))
