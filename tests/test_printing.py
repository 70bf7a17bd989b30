"""Pages made and written in several processes: the same pages, and no fault is lost between them."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from scrutiny.pages import Lot, Page
from scrutiny.printing import (
    MOST_PROCESSES,
    Printed,
    ProcessEndedError,
    as_many_as_processors,
    in_processes,
    print_lots,
    write_page,
)

PROCESSES = [1, 2, 3, 8]


def pages(lot: int, number: int) -> Iterator[Page]:
    """Some pages of one lot."""
    for place in range(number):
        yield Page(f"lot-{lot}/{place}/", f"Page {place} of {lot}", "item", source=f"{lot}.yml" if place else "")


def lots(count: int) -> list[Lot]:
    """So many lots, of none, one, two ... pages."""
    return [Lot((f"lot-{lot}/",), partial(pages, lot, lot)) for lot in range(count)]


@pytest.mark.parametrize("processes", PROCESSES)
def test_any_number_of_processes_writes_the_same(processes: int, tmp_path: Path) -> None:
    """One process or several write the same files, and say of them the same in the same order."""
    printed = print_lots(lots(5), lambda page: write_page(page.title, page.url, tmp_path), processes)

    wanted = [page for lot in lots(5) for page in lot.pages()]
    assert printed == [Printed(page.url, page.title, bool(page.source), "", noindex=False) for page in wanted]
    assert {file.relative_to(tmp_path).as_posix(): file.read_text("utf-8") for file in tmp_path.rglob("*.html")} == {
        f"{page.url}index.html": page.title for page in wanted
    }


@pytest.mark.parametrize("processes", PROCESSES)
@pytest.mark.parametrize("bad", [0, 1, 4])
def test_a_fault_of_any_process_stops_the_build(processes: int, bad: int) -> None:
    """A page that cannot be made stops everything with its own error, whichever process met it."""

    def write(page: Page) -> None:
        if page.url.startswith(f"lot-{bad + 1}/"):
            raise ValueError(f"no ink for {page.url}")

    with pytest.raises(ValueError, match=rf"no ink for lot-{bad + 1}/0/"):
        print_lots(lots(6), write, processes)


class InkError(Exception):
    """An error that no other process can make again from its message."""

    def __init__(self, colour: str, page: str) -> None:
        super().__init__(f"no {colour} ink for {page}")


@pytest.mark.parametrize("processes", PROCESSES)
def test_a_fault_that_cannot_be_sent_is_told_all_the_same(processes: int) -> None:
    """An error that cannot be made again in another process comes with its name, its words and its place."""

    def write(page: Page) -> None:
        if page.url == "lot-2/1/":
            raise InkError("red", page.url)

    with pytest.raises(Exception, match=r"no red ink for lot-2/1/") as caught:
        print_lots(lots(3), write, processes)
    if not isinstance(caught.value, InkError):
        assert str(caught.value) == "InkError: no red ink for lot-2/1/"
        assert "in write" in caught.value.__notes__[0]


def test_there_are_never_very_many_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of very many processors does not hold the record as many times."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(96)))
    assert as_many_as_processors() == MOST_PROCESSES
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {5})
    assert as_many_as_processors() == 1


def test_a_process_that_is_killed_is_told() -> None:
    """When the system kills one of the processes, for want of memory for example, the build says so and ends."""
    here = os.getpid()

    def write(_page: Page) -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ProcessEndedError, match=r"ended from outside\. It ended with -9\."):
        print_lots(lots(4), write, 2)


def test_no_process_outlives_the_build(tmp_path: Path) -> None:
    """When one process fails, the others that the build began are gone with it."""
    here = os.getpid()
    before = children(here)

    def write(page: Page) -> None:
        (tmp_path / str(os.getpid())).touch()
        if page.url.startswith("lot-0/"):
            while len(list(tmp_path.iterdir())) < 3:
                time.sleep(0.01)
            raise ValueError("the paper is out")
        signal.pause()

    with pytest.raises(ValueError, match="the paper is out"):
        print_lots([Lot((), partial(pages, lot, 1)) for lot in range(4)], write, 3)
    began = {file.name for file in tmp_path.iterdir()}
    assert len(began) == 3
    assert str(here) not in began
    assert not began & children(here)
    assert children(here) == before


def test_processes_are_replaced_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many tasks another process takes over; every answer comes, each in its place."""
    monkeypatch.setattr("scrutiny.printing.MOST_TASKS", 2)

    answers = in_processes([partial(lambda number: (number, os.getpid()), number) for number in range(11)], 2)

    assert [number for number, _ in answers] == list(range(11))
    did = Counter(process for _, process in answers)
    assert len(did) >= 3
    assert max(did.values()) <= 4


@pytest.mark.parametrize("long", [0, 3])
def test_a_long_task_keeps_no_other_waiting(long: int, tmp_path: Path) -> None:
    """While one process is at a long task, another does all that would have come after it."""

    def task(number: int) -> bool:
        (tmp_path / str(number)).touch()
        end = time.monotonic() + 20
        while number == long and len(list(tmp_path.iterdir())) < 9 and time.monotonic() < end:
            time.sleep(0.01)
        return time.monotonic() < end

    assert in_processes([partial(task, number) for number in range(9)], 2) == [True] * 9


def children(process: int) -> set[str]:
    """The numbers of the processes that a process has begun and that are still there."""
    return set(Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split())


def test_a_page_is_written_where_its_address_says(tmp_path: Path) -> None:
    """A page goes into the folder of its address, at any depth, and replaces what stands there."""
    for url in ("", "actions/", "northport/items/2025-hub/", "northport/"):
        write_page("before", url, tmp_path)
        write_page("Cyngor Môn", url, tmp_path)
        assert (tmp_path / url / "index.html").read_bytes() == "Cyngor Môn".encode()
