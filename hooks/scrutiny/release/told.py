"""What the person who publishes is told while it goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[str], None]
"""How a line of progress is shown."""


@contextmanager
def step(tell: Tell, what: str) -> Iterator[None]:
    """Say that a step begins and, when it has ended well, how many seconds it took."""
    tell(f"{what} …")
    begun = time.monotonic()
    yield
    tell(f"{what}: {time.monotonic() - begun:.1f} s")
