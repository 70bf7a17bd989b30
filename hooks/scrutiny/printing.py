"""Pages made, put into their frames and written, in as many processes as are given.

A page exists in memory only until it is written. Processes are forked, so that they share what is known by then; each
takes the next task when it has done one, and of a page it hands back one line.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from scrutiny.pages import Lot, Page

Answer = TypeVar("Answer")

MOST_PROCESSES = 8
"""More would make few pages sooner, and in time each takes as much memory as the whole record."""


MOST_TASKS = 64
"""What one process does before another takes its place. Each council leaves some 1.5 MB in pieces."""


class ProcessEndedError(Exception):
    """A process that makes pages was ended from outside; the message says how."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What the rest of a build has to know of a page that is written."""

    url: str
    title: str
    is_record: bool
    """True for the page of a file of the record, false for a list."""
    modified: str
    """The last day on which it changed for its readers, as ISO date; empty where none is known."""
    noindex: bool
    """True where search engines are asked to leave it out."""

    @classmethod
    def of(cls, page: Page) -> Printed:
        """Return the line of one page."""
        modified = page.modified.isoformat() if page.modified else ""
        return cls(page.url, page.title, bool(page.source), modified, page.noindex)


def write_page(html: str, url: str, site: Path) -> None:
    """Write a page into the folder that stands for its address."""
    write_file(html.encode(errors="xmlcharrefreplace"), f"{url}index.html", site)


def write_file(content: bytes, path: str, site: Path) -> None:
    """Write a file below the folder of the site."""
    folder = f"{site}/{path}".rpartition("/")[0]
    # Nearly every page has a folder of its own below one that is there: the quick way first.
    try:
        os.mkdir(folder)  # noqa: PTH102  a Path for every page costs more than making the folder
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder)  # noqa: PTH103
    with open(f"{site}/{path}", "wb") as file:  # noqa: PTH123
        file.write(content)


def print_lots(lots: Sequence[Lot], write: Callable[[Page], None], processes: int) -> list[Printed]:
    """Make and write the pages of all lots; return what is to be known of them, lot by lot.

    Raises what `in_processes` raises.
    """
    printed = in_processes([partial(print_lot, lot, write) for lot in lots], processes)
    return [line for lines in printed for line in lines]


def print_lot(lot: Lot, write: Callable[[Page], None]) -> list[Printed]:
    """Make and write the pages of one lot; return what is to be known of them."""
    lines = []
    for page in lot.pages():
        write(page)
        lines.append(Printed.of(page))
    return lines


def in_processes(tasks: Sequence[Callable[[], Answer]], processes: int) -> list[Answer]:
    """Do every task, begun in this order by whichever process is free; return the answers in the order of the tasks.

    One process is this one. Several are forked for so many tasks, and then others in their place, because memory that
    Python has filled and emptied comes in pieces too small to be given back. Raises whatever a task raises, in this
    process or in another; and ProcessEndedError when a process was ended from outside, for example for want of memory.
    """
    with _searched_seldom():
        if processes == 1:
            return [_done(task) for task in tasks]
        wave = MOST_TASKS * processes
        waves = (tasks[first : first + wave] for first in range(0, len(tasks), wave))
        return [answer for some in waves for answer in _wave(some, processes)]


@contextmanager
def _searched_seldom() -> Iterator[None]:
    """Let Python search for dead objects that hold each other only when asked, and only among those made since.

    A search goes through all objects. While a council is made none are dead, and to look for them was a twentieth of
    the time; and what a forked process looks at is copied.
    """
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


def _done(task: Callable[[], Answer]) -> Answer:
    """Do a task; only now are its records dead, which hold each other."""
    answer = task()
    gc.collect()
    gc.freeze()
    return answer


def _wave(tasks: Sequence[Callable[[], Answer]], processes: int) -> list[Answer]:
    build = os.getpid()
    with _numbers(len(tasks)) as waiting:

        def share() -> list[tuple[int, Any]]:
            answers = []
            for number in waiting:
                if os.getppid() != build:
                    raise BrokenPipeError("the build is gone")
                answers.append((number, _done(tasks[number])))
            return answers

        with _others(share, processes) as others:
            answers = dict(chain.from_iterable([other.answer() for other in others]))
    return [answers[number] for number in range(len(tasks))]


@contextmanager
def _numbers(count: int) -> Iterator[Iterator[int]]:
    """Give the numbers from 0, each once, to whichever process asks next: they lie in a pipe that all inherit."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(2, "big") for number in range(count)))
    os.close(writing)  # so that it ends when it is empty
    try:
        yield (int.from_bytes(taken, "big") for taken in iter(partial(os.read, reading, 2), b""))
    finally:
        os.close(reading)


class _Other:
    """A forked process that does a share of the tasks."""

    def __init__(self, share: Callable[[], list[Any]]) -> None:
        self._answer, theirs = multiprocessing.Pipe(duplex=False)
        fork = multiprocessing.get_context("fork")
        self.process = fork.Process(target=_work, args=(share, theirs), daemon=True)
        self.process.start()
        theirs.close()

    def answer(self) -> list[Any]:
        """Wait for its answers; raise what it met."""
        try:
            answer = self._answer.recv()
        except EOFError:
            self.process.join()
            how = f"It ended with {self.process.exitcode}"
            raise ProcessEndedError(f"A process that makes pages was ended from outside. {how}.") from None
        if isinstance(answer, BaseException):
            raise answer
        answers: list[Any] = answer
        return answers


def _work(share: Callable[[], list[Any]], answer: Connection) -> None:
    """Do a share in a process of its own; its parent alone decides when to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        answer.send(share())
    except BrokenPipeError:  # the parent is gone
        pass
    except BaseException as error:  # noqa: BLE001  it is raised again in the parent
        answer.send(_told(error))


def _told(error: BaseException) -> BaseException:
    """Return an error as another process can raise it, with the place where it arose, which is lost on the way."""
    told = error
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  our own
    except Exception:  # noqa: BLE001  whatever keeps it from being sent
        told = RuntimeError(f"{type(error).__name__}: {error}")
    told.add_note("".join(traceback.format_exception(error)))
    return told


@contextmanager
def _others(share: Callable[[], list[Any]], processes: int) -> Iterator[list[_Other]]:
    others = [_Other(share) for _ in range(processes)]
    try:
        yield others
    finally:
        for other in others:
            other.process.kill()
            other.process.join()


def as_many_as_processors() -> int:
    """Return how many processes make pages fastest: one for each processor that this one may use, up to some number."""
    if "fork" not in multiprocessing.get_all_start_methods():  # Windows
        return 1
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(processors, MOST_PROCESSES)
