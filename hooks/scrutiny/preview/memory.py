"""What Python's search for dead objects need not look at: the records, which a preview holds as long as it runs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

SELDOM = 20
"""After so many edits everything is searched once, for what was left out of a search and has died since."""

_edits = count(1)


@contextmanager
def settled() -> Iterator[None]:
    """Leave what is made here out of later searches; at ten thousand records each would take a second.

    Before that, search once: the site of before, and the councils that were joined for it and are read again here,
    are full of objects that hold each other, and none of them would ever be found afterwards.
    """
    if next(_edits) % SELDOM == 0:
        gc.unfreeze()
    yield
    gc.collect()
    gc.freeze()
