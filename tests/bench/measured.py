"""What a program costs: processor time, wall time and memory of it and everything it starts. Linux only."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

EVERY = 0.05
"""Seconds between two looks at the memory; more where a look takes long."""


class Cost(NamedTuple):
    """What one run cost."""

    cpu: float
    """Processor seconds, user and system, of the program and all children that were waited for."""
    wall: float
    """Seconds from start to end; on a machine that others use too, they say little."""
    memory: int
    """The most bytes held at once by the program and all its children: the sum of their PSS, by which a page of
    memory that several share counts once. Sampled: a peak shorter than EVERY may be missed."""


class Sampler(threading.Thread):
    """Looks again and again at the memory of a program and of all that descend from it."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.over = pid, 0, threading.Event()

    def run(self) -> None:
        """Keep the largest sum until told that it is over."""
        took = 0.0
        while not self.over.wait(max(EVERY, 10 * took)):  # the kernel walks all its pages: never over a tenth of a core
            began = time.thread_time()
            self.most = max(self.most, sum(map(share, family(self.pid))))
            took = time.thread_time() - began


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it; none that has ended."""
    found = [pid]
    for each in found:  # grows while it is walked
        try:
            tasks = list(Path(f"/proc/{each}/task").iterdir())
            found += [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def share(pid: int) -> int:
    """Return the bytes of memory of a process, with its share of what others hold too; 0 for one that has ended."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (FileNotFoundError, ProcessLookupError):
        pass
    return 0


def run(command: Sequence[str | Path], folder: Path, settings: Mapping[str, str]) -> Cost:
    """Run a program in a folder, with these environment variables on top of our own, and say what it cost.

    Raises `RuntimeError`, with the end of what it printed, where it fails.
    """
    began = time.monotonic()
    with subprocess.Popen(
        command, cwd=folder, env=os.environ | settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as program:
        sampler = Sampler(program.pid)
        sampler.start()
        told = program.stdout.read() if program.stdout else ""
        _, status, used = os.wait4(program.pid, 0)
        wall = time.monotonic() - began
        program.returncode = os.waitstatus_to_exitcode(status)  # it is waited for: the class need not know how
        sampler.over.set()
        sampler.join()
    if program.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {program.returncode}:\n{told[-3000:]}")
    return Cost(used.ru_utime + used.ru_stime, wall, sampler.most)
