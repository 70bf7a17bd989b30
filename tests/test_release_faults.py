"""Machines and disks that fail while a site is published: readers see the old site or the new one, and nothing else."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from releasing import (
    NOW,
    Failing,
    Place,
    be_stopped,
    committed,
    git,
    live,
    new_repository,
    published,
    refusing,
    request,
    stand_in,
)
from scrutiny.release import Refused, disk, kept_releases, publish_release, roll_back
from scrutiny.release.build import Job
from scrutiny.release.folder import Folder
from scrutiny.release.live import read_live
from scrutiny.release.lock import held
from scrutiny.release.making import Made
from scrutiny.release.manifest import Head
from scrutiny.release.told import Tell

NOBODY = 65534
"""The user that owns nothing."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of seven commits."""
    folder = new_repository(tmp_path_factory.mktemp("repository") / "northport")
    for number in range(2, 8):
        committed(folder, f"commit {number}")
    return folder


@pytest.fixture(scope="module")
def before(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which five commits were published, so that the next one has something to delete."""
    to = tmp_path_factory.mktemp("before") / "releases"
    for back in range(5, 0, -1):
        published(to, repository, commit=f"HEAD~{back}")
    (to / "work" / "left").mkdir()
    return to


@pytest.fixture
def to(before: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return copied(before, tmp_path / "to")


def copied(before: Path, folder: Path) -> Path:
    """Copy a folder of releases, its link as a link."""
    shutil.copytree(before, folder, symlinks=True)
    return folder


@pytest.fixture
def disk_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """What lets a test give the disk another module os; the true one is back afterwards."""
    yield monkeypatch
    monkeypatch.undo()


def operations(before: Path, repository: Path, folder: Path) -> list[Place]:
    """The operations on the disk of one publishing, in order, each with the place in the program that asks for it."""
    counting = Failing(0, refusing(errno.EIO))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(disk, "os", counting)
        published(copied(before, folder) if before.exists() else folder, repository)
    return counting.places


def each_place_once(places: list[Place]) -> list[int]:
    """The numbers of the first operation of every place in the program, and of the last operation of all."""
    first = {place: number for number, place in reversed([*enumerate(places, 1)])}
    return sorted({*first.values(), len(places)})


# The n-th operation of the disk


@pytest.mark.parametrize(
    "code, stays", [(errno.ENOSPC, False), (errno.ENOSPC, True), (errno.EIO, False)], ids=["full", "stays full", "bad"]
)
@pytest.mark.parametrize("first", [False, True], ids=["a sixth", "a first"])
def test_any_operation_of_the_disk_may_fail(
    repository: Path,
    before: Path,
    tmp_path: Path,
    disk_of: pytest.MonkeyPatch,
    code: int,
    *,
    stays: bool,
    first: bool,
) -> None:
    """Whichever write, sync, rename, link or deletion fails: the old site or the new one, and the next run succeeds.

    A bad disk fails at every operation in turn. The program does the same whatever the error is called and words it
    otherwise; so a full disk fails at every place of the program where it uses the disk, the first time it comes by.
    """
    start = tmp_path / "nothing" if first else before
    places = operations(start, repository, tmp_path / "counted")
    numbers = each_place_once(places) if code == errno.ENOSPC else range(1, len(places) + 1)
    old = None if first else live(before)
    seen = set()
    for number in numbers:
        to = tmp_path / f"{number}"
        if not first:
            copied(start, to)
        failing = Failing(number, refusing(code), stays=stays)
        disk_of.setattr(disk, "os", failing)
        try:
            published(to, repository)
            failed = False
        except (OSError, Refused):
            failed = True
        disk_of.setattr(disk, "os", Failing(0, refusing(code)))
        now = live(to) if to.exists() else None
        seen.add((now == old, failed))
        assert now == old or (now and now.commit == git(repository, "rev-parse", "HEAD")), number
        assert now != old or failed, f"operation {number} failed, and the run said that all was well"

        again = published(to, repository)
        assert live(to) == again, number
        assert len(kept_releases(to)) <= 5
        assert all(kept.was_live for kept in kept_releases(to)), number
        shutil.rmtree(to)
    assert seen >= {(True, True), (False, True)}, "both sides of the switch were met"
    assert len(numbers) > 30


# Machines that stop


def run_that_stops(to: Path, repository: Path, at: int, how: str) -> subprocess.CompletedProcess[str]:
    """Publish in a child that gets a signal at the n-th operation of the disk; it has loaded the program already."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which the child does not use
            child = os.fork()
        if child == 0:  # pragma: no cover
            code = 70
            try:
                signal.signal(signal.SIGINT, signal.default_int_handler)  # as at a terminal, wherever the tests run
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
                os.environ["SOURCE_DATE_EPOCH"] = str(int(NOW.timestamp()))
                be_stopped(at, how, *("--to", str(to), "--repository", str(repository), "--wait", "20"))
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 0
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        ended = os.waitstatus_to_exitcode(status)
        return subprocess.CompletedProcess((), ended, out.read().decode(), err.read().decode())


@pytest.mark.parametrize("how, moments", [("SIGKILL", 10), ("SIGTERM", 6), ("SIGINT", 6)])
def test_a_run_may_be_killed_at_any_moment(
    repository: Path, before: Path, tmp_path: Path, how: str, moments: int
) -> None:
    """From the first operation of the disk to the last: the old site or the new one, and the next run succeeds.

    One that is asked to stop says what is live, in its last line.
    """
    count = len(operations(before, repository, tmp_path / "counted"))
    old = live(before)
    switched = set()
    for at in sorted({1 + round(step * (count - 1) / (moments - 1)) for step in range(moments)}):
        to = copied(before, tmp_path / f"{at}")
        done = run_that_stops(to, repository, at, how)
        now = live(to)
        assert now is not None
        switched.add(now != old)
        if how == "SIGKILL":
            assert done.returncode == -signal.SIGKILL, done.stderr
        else:
            assert done.returncode == 130, done.stdout + done.stderr
            last = done.stdout.splitlines()[-1]
            number = int(now.release[:4])
            still = f"Nothing was changed: release {number} of 22 November 2026 is still live."
            fresh = f"Release {number} of 22 November 2026 is live now; the run ended after that"
            assert last == still if now == old else last.startswith(fresh), (at, last)

        again = published(to, repository)
        assert live(to) == again
        assert int(again.release[:4]) > 5
        assert [*(to / "work").iterdir()] == []
    assert switched == {True, False}


def test_what_a_killed_run_could_not_note_is_noted_by_the_next(repository: Path, to: Path) -> None:
    """Killed between the switch and the state: the next run notes what is live, and its addresses, before anything."""
    noted = read_live(Folder(to))
    assert noted
    state, ledger = (to / "state/live.json").read_bytes(), (to / "state/ledger.jsonl").read_bytes()
    new = published(to, repository)
    grown = (to / "state/ledger.jsonl").read_bytes()
    (to / "state/live.json").write_bytes(state)
    (to / "state/ledger.jsonl").write_bytes(ledger)
    said: list[str] = []
    with pytest.raises(Refused, match="is older than"):
        published(to, repository, said, commit="HEAD~1")

    assert any("was stopped before it could note that release 6" in line for line in said)
    mended = read_live(Folder(to))
    assert mended
    assert (mended.release, mended.was_live[-2:]) == (new.release, [noted.release, new.release])
    assert (to / "state/ledger.jsonl").read_bytes() == grown


def test_a_killed_rollback_is_noted_by_the_next_run(repository: Path, to: Path) -> None:
    """The link was switched back and nothing noted: the ledger stays as long as it was."""
    noted = read_live(Folder(to))
    assert noted
    ledger = (to / "state/ledger.jsonl").read_bytes()
    disk.point(to / "live", f"releases/{noted.was_live[-2]}")
    with pytest.raises(Refused, match="There is no release 99"):
        roll_back(to, "99", print, now=NOW)

    mended = read_live(Folder(to))
    assert mended
    assert (mended.release, mended.instead_of) == (noted.was_live[-2], noted.release)
    assert (to / "state/ledger.jsonl").read_bytes() == ledger
    assert published(to, repository) == live(to)


# Full and read-only disks


def as_nobody(act: object, *arguments: object) -> str:
    """Do something as an ordinary user, in a child, also where the tests run as root; return what it was refused."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which the child does not use
        child = os.fork()
    if child == 0:  # pragma: no cover
        said = "no error"
        try:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            assert callable(act)
            act(*arguments)
        except (OSError, Refused) as error:
            said = f"{type(error).__name__}: {error}"
        except BaseException as error:  # noqa: BLE001  the parent has to hear of it
            said = f"fault: {error!r}"
        os.write(writing, said.encode()[:60_000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read().decode()
    os.waitpid(child, 0)
    return said


def owned_by_nobody(folder: Path) -> None:
    """Let the child of the test own a folder, where the tests run as root."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """The folder of the test, which other users may enter."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder not in {Path("/"), Path("/tmp")}:
            folder.chmod(folder.stat().st_mode | 0o055)
    return tmp_path


def test_a_folder_of_releases_that_is_read_only_is_refused(repository: Path, before: Path, open_folder: Path) -> None:
    """An ordinary user who may not write into releases/ is told which file or folder it was."""
    to, source = copied(before, open_folder / "to"), open_folder / "source"
    shutil.copytree(repository, source)
    owned_by_nobody(to)
    owned_by_nobody(source)
    (to / "releases").chmod(0o555)
    try:
        # have_folder() gives rights back to its own folders, so the whole run succeeds on an ordinary disk ...
        assert as_nobody(published, to, source) == "no error"
        # ... and the folder above cannot be mended.
        to.chmod(0o555)
        assert "cannot be written to" in as_nobody(published, to, source)
    finally:
        to.chmod(0o755)


def test_a_read_only_disk_is_refused(repository: Path, to: Path, disk_of: pytest.MonkeyPatch) -> None:
    """A disk that became read-only, as after a fault of its own, changes nothing."""
    old = live(to)
    disk_of.setattr(disk, "os", Failing(1, refusing(errno.EROFS), stays=True))
    with pytest.raises(OSError, match="Read-only"):
        published(to, repository)

    assert live(to) == old


def test_somebody_elses_folder_is_refused(repository: Path, before: Path, open_folder: Path) -> None:
    """Another user is told as whom to run the command."""
    source = open_folder / "source"
    shutil.copytree(repository, source)
    owned_by_nobody(source)
    told = as_nobody(published, Path("/usr"), source)

    assert "/usr belongs to the user root, and this command runs as" in told
    assert told.endswith("Run it as root.")
    if os.geteuid() == 0:
        to = copied(before, open_folder / "to")
        owned_by_nobody(to)
        with pytest.raises(Refused, match="belongs to the user nobody, and this command runs as root"):
            published(to, repository)


def test_a_small_disk_is_filled_and_the_old_site_stays(repository: Path, before: Path, tmp_path: Path) -> None:
    """On a true file system of one megabyte: refused for lack of room, and published once there is room."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        # Without the right to mount, the limit on the size of a file stands in for the full disk.
        assert "Error" in as_nobody(_with_tiny_files, copied(before, small / "to"), repository)
        return
    try:
        to = copied(before, small / "to")
        old = live(to)

        def large(snapshot: Path, work: Path, job: Job, tell: Tell) -> Made:
            made = stand_in(snapshot, work, job, tell)
            for number in range(2000):
                (made.site / f"{number}.bin").write_bytes(bytes(1000))
            return made

        with pytest.raises(OSError, match="No space left"):
            publish_release(request(to, repository, accept_size=True), print, large)
        assert live(to) == old

        (small / "filler").write_bytes(bytes(shutil.disk_usage(small).free))
        with pytest.raises(Refused, match="MB are needed and 0 MB are there"):
            published(to, repository)
        assert live(to) == old

        (small / "filler").unlink()
        assert published(to, repository) == live(to)
    finally:
        subprocess.run(["umount", str(small)], check=True)


def _with_tiny_files(to: Path, repository: Path) -> None:
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))
    published(to, repository)


# Two at once


def test_two_publishers_go_one_after_the_other(repository: Path, to: Path) -> None:
    """The second waits, says for whom, and then publishes the newer commit; none of the work is mixed."""
    inside, on = threading.Event(), threading.Event()

    def slow(snapshot: Path, work: Path, job: Job, tell: Tell) -> Made:
        inside.set()
        assert on.wait(20)
        return stand_in(snapshot, work, job, tell)

    said: list[str] = []
    heads: list[Head] = []

    def first() -> None:
        heads.append(publish_release(request(to, repository, commit="HEAD~1"), print, slow))

    def second() -> None:
        heads.append(publish_release(request(to, repository), _noted, stand_in))

    def _noted(line: str) -> None:
        said.append(line)
        on.set()

    one, two = threading.Thread(target=first), threading.Thread(target=second)
    one.start()
    assert inside.wait(20)
    two.start()
    one.join()
    two.join()

    assert said[0].startswith(f"Waiting for process {os.getpid()}, publishing commit ")
    assert "since 12:00 on 22 November 2026, at most 600 s" in said[0]
    assert [head.commit for head in heads] == [git(repository, "rev-parse", name) for name in ("HEAD~1", "HEAD")]
    assert live(to) == heads[1]


def test_the_older_of_two_that_waits_is_refused(repository: Path, to: Path) -> None:
    """If the newer commit was first, the older one finds it live when its turn comes."""
    new = published(to, repository)
    with pytest.raises(Refused, match="is older than"):
        published(to, repository, commit="HEAD~1")

    assert live(to) == new


def test_who_has_waited_enough_is_told_who_is_at_work(repository: Path, to: Path) -> None:
    """The holder is named with process, commit and start; nothing is changed and nothing swept."""
    (to / "work" / "of another").mkdir()
    with held(Folder(to), "publishing commit 1a2b3c4d since 12:00", 0, print):
        with pytest.raises(Refused, match=r"process \d+, publishing commit 1a2b3c4d since 12:00 is still at work"):
            published(to, repository, wait=0.3)
        with pytest.raises(Refused, match="still at work"):
            roll_back(to, "", print, now=NOW, wait=0)

    assert (to / "work" / "of another").is_dir()


def test_a_build_whose_publisher_was_killed_keeps_the_lock(repository: Path, to: Path) -> None:
    """Nobody sweeps a folder into which a build still writes."""
    with held(Folder(to), "publishing", 0, print) as handle:
        orphan = subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE, pass_fds=(handle,)
        )
    with pytest.raises(Refused, match="another publisher is still at work"):
        published(to, repository, wait=0.2)

    orphan.communicate()
    assert published(to, repository) == live(to)
