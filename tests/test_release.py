"""Publishing with a stand-in for the build: what is refused, what is kept, and going back."""

import datetime
import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from releasing import NOW, committed, git, live, new_repository, published, request, stand_in
from scrutiny.ledger import Event, Kind
from scrutiny.release import Refused, disk, disk_refused, forget_earlier, kept_releases, publish_release, roll_back
from scrutiny.release.build import Job
from scrutiny.release.folder import MARKER, Folder
from scrutiny.release.live import read_live
from scrutiny.release.making import Made, Make
from scrutiny.release.manifest import Counts, read_manifest
from scrutiny.release.size import unusual_size
from scrutiny.release.told import Tell

DAY = datetime.timedelta(days=1)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit."""
    return new_repository(tmp_path / "repository")


@pytest.fixture
def to(tmp_path: Path) -> Path:
    """A folder for releases that is not there yet."""
    return tmp_path / "releases of northport"


def names(to: Path) -> list[str]:
    """The releases that are kept."""
    return sorted(path.name for path in (to / "releases").iterdir())


def leads_to(to: Path) -> str | None:
    """Where the link leads; None where there is none."""
    return str((to / "live").readlink()) if (to / "live").is_symlink() else None


def refused(to: Path, repository: Path, saying: str, **given: Any) -> str:
    """Make sure that publishing is refused with these words, and changes nothing that readers see."""
    before = leads_to(to)
    with pytest.raises(Refused, match=saying) as told:
        published(to, repository, **given)
    assert leads_to(to) == before
    return str(told.value)


# What a release is


def test_a_commit_becomes_the_site_that_readers_see(repository: Path, to: Path) -> None:
    """The link leads to a whole release whose manifest names commit, instant, versions and the hash of every file."""
    head = published(to, repository)
    manifest = read_manifest(Folder(to.resolve()), head.release)

    assert live(to) == head
    assert leads_to(to) == f"releases/0001-{head.commit[:8]}"
    assert head.commit == git(repository, "rev-parse", "HEAD")
    assert (head.as_of, head.counts.pages, head.counts.files, head.counts.records) == (NOW, 3, 4, 1)
    assert manifest.files.keys() == {"index.html", "404.html", "sub/index.html", "addresses.jsonl"}
    assert manifest.records == ["northport"]
    assert (to / "state" / "ledger.jsonl").read_bytes() == (to / "live/site/addresses.jsonl").read_bytes()
    assert json.loads((to / "state" / "live.json").read_text("utf-8"))["commit"] == head.commit
    assert [*(to / "work").iterdir()] == []


def test_the_manifest_names_every_locked_dependency(repository: Path, to: Path) -> None:
    """Of each package that requirements.txt locks, the version that was there is written down."""
    (repository / "requirements.txt").write_text("mkdocs==1.6.1 \\\n    --hash=sha256:00\nno-such-thing==1\n", "utf-8")
    head = published(to, repository, commit=committed(repository, "locked"))
    packages = read_manifest(Folder(to.resolve()), head.release).packages

    assert re.fullmatch(r"\d+\.\d+\.\d+", packages.pop("mkdocs"))
    assert packages == {"no-such-thing": ""}


def test_readers_can_read_it_whatever_the_umask(repository: Path, to: Path) -> None:
    """With umask 077 files are 644 and folders 755 all the same; the folder for work is the owner's alone."""
    before = os.umask(0o077)
    try:
        published(to, repository)
    finally:
        os.umask(before)

    release = (to / "live").resolve()
    modes = {path.stat().st_mode & 0o7777 for path in [to, release, *release.rglob("*")] if path.is_dir()}
    assert modes == {0o755}
    assert {path.stat().st_mode & 0o7777 for path in release.rglob("*") if path.is_file()} == {0o644}
    assert (to / "work").stat().st_mode & 0o7777 == 0o700
    assert os.umask(before) == before


def test_five_releases_are_kept(repository: Path, to: Path) -> None:
    """Of eight releases the last five remain."""
    for day in range(8):
        published(to, repository, as_of=NOW + day * DAY, now=NOW + day * DAY)

    assert [name[:4] for name in names(to)] == ["0004", "0005", "0006", "0007", "0008"]


def test_the_live_release_is_kept_even_if_it_is_old(repository: Path, to: Path) -> None:
    """After going back, the old release that is live is never deleted, and numbers go on from the highest."""
    for day in range(5):
        published(to, repository, as_of=NOW + day * DAY, now=NOW + day * DAY)
    roll_back(to, "1", print, now=NOW)
    assert (head := live(to)) is not None
    assert head.release.startswith("0001")

    published(to, repository, as_of=NOW + 9 * DAY, now=NOW + 9 * DAY)
    assert [name[:4] for name in names(to)] == ["0002", "0003", "0004", "0005", "0006"]


def test_uncommitted_changes_are_told_of_and_not_published(repository: Path, to: Path) -> None:
    """Publishing works from the commit; files that were changed since are counted."""
    (repository / "content/words.txt").write_text("not committed", "utf-8")
    said: list[str] = []
    published(to, repository, said)

    assert said[0].startswith("Files changed and not committed: 1.")
    assert (to / "live/site/index.html").read_text("utf-8").endswith(" first")


def test_each_step_is_told_with_its_seconds(repository: Path, to: Path) -> None:
    """Whoever waits reads what begins, and what has ended after how long."""
    said: list[str] = []
    published(to, repository, said)

    assert said[0].startswith("Taking the files of commit ")
    assert re.fullmatch(r"Writing the release: \d+\.\d s", said[-1])


# Order of commits


def test_the_same_commit_may_be_published_every_day(repository: Path, to: Path) -> None:
    """A daily rebuild is a new release of the same commit."""
    published(to, repository)
    later = published(to, repository, as_of=NOW + DAY, now=NOW + DAY)

    assert live(to) == later
    assert len(names(to)) == 2


def test_an_older_push_that_finishes_last_is_refused(repository: Path, to: Path) -> None:
    """A commit on top of which the live one was made is refused, and the command to go back is named."""
    old = git(repository, "rev-parse", "HEAD")
    committed(repository, "second")
    published(to, repository)

    assert "use the command rollback" in refused(to, repository, "is older than", commit=old)


def test_a_forced_push_is_refused(repository: Path, to: Path) -> None:
    """A commit beside the live one is refused, whether the live one is still in the repository or not."""
    committed(repository, "second")
    published(to, repository)
    git(repository, "reset", "-q", "--hard", "HEAD~1")
    committed(repository, "instead")
    assert "pushed by force" in refused(to, repository, "does not follow")

    git(repository, "reflog", "expire", "--expire=now", "--all")
    git(repository, "gc", "-q", "--prune=now")
    assert "history was rewritten" in refused(to, repository, "has no commit")


def test_a_rewritten_history_is_published_when_somebody_says_that_it_is_right(repository: Path, to: Path) -> None:
    """After a redaction the new history is let pass once, and the manifest says so."""
    published(to, repository)
    git(repository, "commit", "-q", "--amend", "-m", "redacted")
    refused(to, repository, "does not follow")

    head = published(to, repository, history_was_rewritten=True)
    assert live(to) == head
    assert head.history_was_rewritten


def test_a_detached_head_is_published_if_it_follows(repository: Path, to: Path) -> None:
    """HEAD need not be a branch; what counts is the commit."""
    first = git(repository, "rev-parse", "HEAD")
    newer = committed(repository, "second")
    git(repository, "checkout", "-q", "--detach", newer)
    published(to, repository)
    git(repository, "checkout", "-q", "--detach", first)

    refused(to, repository, "is older than")


def test_a_shallow_clone_says_what_it_cannot_know(repository: Path, to: Path, tmp_path: Path) -> None:
    """Without the commits in between it is refused, with the command that fetches them; with them it is published."""
    published(to, repository)
    committed(repository, "second")
    committed(repository, "third")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "clone")
    assert "git fetch --unshallow" in refused(to, tmp_path / "clone", "shallow clone, which lacks earlier commits")

    git(tmp_path / "clone", "fetch", "-q", "--unshallow")
    assert live(to) != published(to, tmp_path / "clone")


def test_a_shallow_clone_may_publish_what_is_live_already(repository: Path, to: Path, tmp_path: Path) -> None:
    """A daily rebuild of the same commit needs no history."""
    head = published(to, repository)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "clone")

    assert published(to, tmp_path / "clone").commit == head.commit


@pytest.mark.parametrize("commit", ["no-such-branch", "--all", "HEAD:content", ""])
def test_what_is_no_commit_is_refused_in_words(repository: Path, to: Path, commit: str) -> None:
    """A name that means no commit is repeated."""
    refused(to, repository, re.escape(f"There is no commit {commit!r}"), commit=commit)


def test_what_is_no_repository_is_refused_in_words(tmp_path: Path, to: Path) -> None:
    """A folder without git, and none at all, are named."""
    (tmp_path / "plain").mkdir()
    refused(to, tmp_path / "plain", "plain is not in a git repository")
    refused(to, tmp_path / "nowhere", "There is no folder .*nowhere")


# The clock


def test_a_clock_that_went_back_is_refused(repository: Path, to: Path) -> None:
    """Forty days, and one second, before the instant of what is live."""
    published(to, repository)
    refused(to, repository, "The clock went back", as_of=NOW - datetime.timedelta(seconds=1))
    refused(to, repository, "The clock went back", as_of=NOW - 40 * DAY, now=NOW - 40 * DAY)


def test_a_clock_before_the_commit_is_refused(repository: Path, to: Path) -> None:
    """More than an hour before the commit was made somebody's clock is wrong; an hour is let pass."""
    commit = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
    slow = commit - datetime.timedelta(hours=1, seconds=1)
    refused(to, repository, "clock of this machine is slow", as_of=slow, now=slow)

    an_hour = commit - datetime.timedelta(hours=1)
    assert published(to, repository, as_of=an_hour, now=an_hour) == live(to)


def test_a_day_to_come_is_refused(repository: Path, to: Path) -> None:
    """A site for more than five minutes ahead would end an embargo early, also where somebody asks for it."""
    refused(to, repository, "is in the future", as_of=NOW + datetime.timedelta(minutes=5, seconds=1))

    assert published(to, repository, as_of=NOW + datetime.timedelta(minutes=5)) == live(to)


# The folder


def test_a_folder_with_other_things_is_refused(repository: Path, to: Path) -> None:
    """A folder that is not its own is left exactly as it is."""
    to.mkdir()
    (to / "letters.doc").write_text("x", "utf-8")
    refused(to, repository, "holds other things, such as 'letters.doc'")

    assert [path.name for path in to.iterdir()] == ["letters.doc"]


@pytest.mark.parametrize("inside", ["", "site", "content/releases", ".git/x"])
def test_a_folder_in_the_repository_is_refused(repository: Path, inside: str) -> None:
    """Releases in the repository would be built into themselves."""
    refused(repository / inside, repository, "lies in the repository")
    assert git(repository, "status", "--porcelain") == ""


def test_a_folder_whose_parent_is_missing_is_refused(repository: Path, tmp_path: Path) -> None:
    """A slip in a path makes no folders."""
    refused(tmp_path / "nowhere" / "releases", repository, "There is no folder .*nowhere")


def test_the_state_alone_is_enough(repository: Path, to: Path) -> None:
    """Where nothing but the state is kept between two runs, order and clock are checked, and numbers go on."""
    committed(repository, "second")
    first = published(to, repository)
    for path in to.iterdir():
        if path.name != "state":
            path.unlink() if path.is_symlink() or path.is_file() else shutil.rmtree(path)
    refused(to, repository, "is older than", commit="HEAD~1")
    refused(to, repository, "The clock went back", as_of=NOW - DAY)

    second = published(to, repository)
    assert second.release.startswith("0002")
    assert second.ledger == first.ledger


def test_a_live_that_is_a_folder_is_refused(repository: Path, to: Path) -> None:
    """What somebody put there by hand is not deleted."""
    published(to, repository)
    (to / "live").unlink()
    (to / "live").mkdir()
    (to / "live" / "index.html").write_text("by hand", "utf-8")
    refused(to, repository, "is a file or folder and not the link")

    assert (to / "live" / "index.html").read_text("utf-8") == "by hand"


@pytest.mark.parametrize("target", ["..", "/", "releases", "releases/../..", "work", "releases/0001-zzzzzzzz"])
def test_a_live_that_leads_elsewhere_is_refused(repository: Path, to: Path, target: str) -> None:
    """A link that is not ours is not replaced."""
    published(to, repository)
    (to / "live").unlink()
    (to / "live").symlink_to(target)

    refused(to, repository, "which is no release of")


@pytest.mark.parametrize("target", [None, "releases/0001-00000000"])
def test_a_live_that_is_missing_or_leads_nowhere_is_made_anew(repository: Path, to: Path, target: str | None) -> None:
    """The state still says what was live, so order and clock are checked as always."""
    committed(repository, "second")
    published(to, repository)
    (to / "live").unlink()
    if target:
        (to / "live").symlink_to(target)
    refused(to, repository, "is older than", commit="HEAD~1")

    assert published(to, repository) == live(to)


def test_parts_of_the_folder_that_are_links_are_refused(repository: Path, to: Path, tmp_path: Path) -> None:
    """Sweeping never leaves the folder."""
    published(to, repository)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "kept").write_text("x", "utf-8")
    (to / "work").rmdir()
    (to / "work").symlink_to(tmp_path / "elsewhere")
    refused(to, repository, "work is a link")

    assert (tmp_path / "elsewhere" / "kept").is_file()


def test_another_user_is_refused(repository: Path, to: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever does not own the folder would leave files that its owner cannot change."""
    published(to, repository)
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)

    assert "Run it as" in refused(to, repository, "belongs to the user")


def test_what_killed_runs_have_left_is_swept(repository: Path, to: Path, tmp_path: Path) -> None:
    """Everything in the folder for work is deleted; links in it are not followed."""
    published(to, repository)
    (tmp_path / "precious").write_text("x", "utf-8")
    left = to / "work" / "new" / "site" / "deep"
    left.mkdir(parents=True)
    (left / "page.html").write_text("x", "utf-8")
    (left / "link").symlink_to(tmp_path)
    (to / "work" / "file").write_text("x", "utf-8")
    published(to, repository)

    assert [*(to / "work").iterdir()] == []
    assert (tmp_path / "precious").is_file()


def test_too_little_room_is_refused_before_anything_begins(
    repository: Path, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How many megabytes are needed, and how many are there, is told."""
    published(to, repository)
    full = shutil.disk_usage(to)._replace(free=3)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)

    refused(to, repository, "1 MB are needed and 0 MB are there")


# The size


def of_size(pages: int, size: int) -> Make:
    """A stand-in that makes so many pages of so many bytes."""

    def make(snapshot: Path, work: Path, job: Job, tell: Tell) -> Made:
        made = stand_in(snapshot, work, job, tell)
        for number in range(pages):
            (made.site / f"{number}.html").write_text(f"{job.commit} ".ljust(size), "utf-8")
        return made

    return make


@pytest.mark.parametrize("pages, size", [(60, 1000), (200, 1000), (100, 100), (100, 40_000)])
def test_a_site_of_an_unusual_size_waits_for_consent(repository: Path, to: Path, pages: int, size: int) -> None:
    """A third fewer or more pages or bytes are refused with both figures, and accepted when somebody says so."""
    usual = of_size(100, 1000)
    unusual = of_size(pages, size)
    publish_release(request(to, repository), print, usual)
    with pytest.raises(Refused, match=r"unusual size: .* instead of .*--accept-size"):
        publish_release(request(to, repository), print, unusual)
    assert (head := live(to)) is not None
    assert head.counts.pages == 103

    publish_release(request(to, repository, accept_size=True), print, unusual)
    assert (head := live(to)) is not None
    assert head.counts.pages == pages + 3


@pytest.mark.parametrize("pages", [75, 125, 140])
def test_a_site_of_a_usual_size_is_published(repository: Path, to: Path, pages: int) -> None:
    """A little fewer, a little more, and fifty pages more on a young site are as usual."""
    publish_release(request(to, repository), print, of_size(100, 1000))

    assert publish_release(request(to, repository), print, of_size(pages, 1000)).counts.pages == pages + 3


@pytest.mark.parametrize(
    "figure, factor, told",
    [
        ("records", 0.69, "69 records instead of 100"),
        ("files", 1.31, "1,310 files instead of 1,000"),
        ("documents", 0.5, "1,000 entries in the search instead of 2,000"),
        ("documents", 1.5, "3,000 entries in the search instead of 2,000"),
        ("index", 0.2, "800,000 bytes of search index instead of 4,000,000"),
        ("index", 20, "80,000,000 bytes of search index instead of 4,000,000"),
        ("index", 1.25, ""),
        ("documents", 0.8, ""),
    ],
)
def test_every_figure_is_compared(figure: str, factor: float, told: str) -> None:
    """A change by more than 30 % of any figure of a grown site is told in words; a change by a quarter is usual."""
    usual = Counts(records=100, pages=500, files=1000, bytes=50_000_000, documents=2000, index=4_000_000)
    now = usual.model_copy(update={figure: round(getattr(usual, figure) * factor)})

    assert unusual_size(usual, now) == told


def test_an_empty_site_is_refused(repository: Path, to: Path) -> None:
    """A build without a page is no site, with consent or without."""

    def empty(snapshot: Path, work: Path, job: Job, tell: Tell) -> Made:
        made = stand_in(snapshot, work, job, tell)
        for page in made.site.rglob("*.html"):
            page.unlink()
        return made

    with pytest.raises(Refused, match="empty site"):
        publish_release(request(to, repository, accept_size=True), print, empty)
    assert live(to) is None


def test_a_site_with_a_link_in_it_is_refused(repository: Path, to: Path) -> None:
    """A release is made of files and folders alone."""

    def linked(snapshot: Path, work: Path, job: Job, tell: Tell) -> Made:
        made = stand_in(snapshot, work, job, tell)
        (made.site / "passwords").symlink_to("/etc/passwd")
        return made

    with pytest.raises(Refused, match="neither a file nor a folder"):
        publish_release(request(to, repository), print, linked)
    assert live(to) is None


# The ledger of addresses


def damaged_ledger(to: Path, how: str) -> None:
    """Do to the ledger beside the releases what can happen to it."""
    ledger = to / "state" / "ledger.jsonl"
    text = ledger.read_bytes()
    match how:
        case "deleted":
            ledger.unlink()
        case "emptied":
            ledger.write_bytes(b"")
        case "cut short":
            ledger.write_bytes(text[:-1])
        case "changed":
            ledger.write_bytes(text.replace(b"published", b"returned", 1))
        case "in conflict":
            ledger.write_bytes(b"<<<<<<< HEAD\n" + text + b"=======\n" + text + b">>>>>>> other\n")
        case "conflict at the end":
            ledger.write_bytes(text + b"<<<<<<< HEAD\n")
        case "not text":
            ledger.write_bytes(text + b"\xff\n")


@pytest.mark.parametrize(
    "how", ["deleted", "emptied", "cut short", "changed", "in conflict", "conflict at the end", "not text"]
)
def test_a_ledger_that_is_not_what_it_was_is_refused(repository: Path, to: Path, how: str) -> None:
    """An address that was published is never forgotten; where the ledger is put back from is told."""
    published(to, repository)
    damaged_ledger(to, how)

    assert "Put back the copy" in refused(to, repository, "ledger")


def test_a_site_that_has_lost_a_line_of_the_ledger_is_refused(repository: Path, to: Path) -> None:
    """The ledger in a new site begins with all of the one beside the releases."""
    published(to, repository)

    def forgetful(snapshot: Path, work: Path, job: Job, tell: Tell) -> Made:
        made = stand_in(snapshot, work, job, tell)
        (made.site / "addresses.jsonl").write_text("", "utf-8")
        return made

    with pytest.raises(Refused, match="has lost addresses"):
        publish_release(request(to, repository), print, forgetful)
    assert live(to)


def test_a_state_that_is_damaged_is_refused(repository: Path, to: Path) -> None:
    """It is said that the file may be made anew from the release that is live, and so it is."""
    head = published(to, repository)
    (to / "state" / "live.json").write_text("{", "utf-8")
    refused(to, repository, "live.json is damaged")

    (to / "state" / "live.json").unlink()
    published(to, repository)
    assert [kept.head.release for kept in kept_releases(to)] == [head.release, names(to)[-1]]
    assert all(kept.was_live for kept in kept_releases(to))


# Going back


def gone(to: Path, kind: Kind, address: str) -> None:
    """Let a later release remove or withdraw what stood at an address."""
    noted = read_live(Folder(to.resolve()))
    assert noted
    line = Event(NOW.date(), kind, address, "It named a family.").line()
    ledger = to / "state" / "ledger.jsonl"
    ledger.write_text(ledger.read_text("utf-8") + line, "utf-8")


def back(to: Path, release: str = "", *, even_withdrawn: bool = False, said: list[str] | None = None) -> str:
    """Go back; return the name of the release that is live then."""
    told: list[str] = [] if said is None else said
    return roll_back(to, release, told.append, now=NOW, even_withdrawn=even_withdrawn).release


def test_rollback_shows_the_release_before(repository: Path, to: Path) -> None:
    """Without a name it is the one before, and then the one before that; the newer commit can be published again."""
    first = published(to, repository)
    committed(repository, "second")
    second = published(to, repository)
    committed(repository, "third")
    published(to, repository)

    assert back(to) == second.release
    assert back(to) == first.release
    assert live(to) == first
    again = published(to, repository)
    assert again.release.startswith("0004")
    assert live(to) == again


@pytest.mark.parametrize("write", [str, lambda number: f"{number:04}"])
def test_rollback_takes_the_number_of_a_release(repository: Path, to: Path, write: object) -> None:
    """A number as people say it, or with its zeros."""
    heads = [published(to, repository) for _ in range(3)]

    assert callable(write)
    assert back(to, write(1)) == heads[0].release
    assert back(to, heads[2].release) == heads[2].release


def test_rollback_says_which_releases_there_are(repository: Path, to: Path) -> None:
    """One that is not kept, one that is live and none before the first are told apart."""
    with pytest.raises(Refused, match="no folder of releases"):
        back(to)
    published(to, repository)
    with pytest.raises(Refused, match="No earlier release is kept"):
        back(to)
    published(to, repository)
    with pytest.raises(Refused, match=r"There is no release 7\. These are kept: 1, 2"):
        back(to, "7")
    with pytest.raises(Refused, match="Release 2 is live already"):
        back(to, "2")


@pytest.mark.parametrize("how", ["changed", "deleted", "added", "no manifest"])
def test_rollback_to_a_damaged_release_is_refused(repository: Path, to: Path, how: str) -> None:
    """Every file is compared with its hash first."""
    first = published(to, repository)
    second = published(to, repository)
    site = to / "releases" / first.release / "site"
    match how:
        case "changed":
            (site / "index.html").write_text("other", "utf-8")
        case "deleted":
            (site / "index.html").unlink()
        case "added":
            (site / "more.html").write_text("other", "utf-8")
        case "no manifest":
            (site.parent / "manifest.json").unlink()
    with pytest.raises(Refused, match="damaged"):
        back(to)

    assert live(to) == second


@pytest.mark.parametrize("kind", [Kind.REMOVED, Kind.WITHDRAWN])
def test_rollback_does_not_bring_back_what_was_withdrawn(repository: Path, to: Path, kind: Kind) -> None:
    """What a later release withdrew or removed is named; readers see it again only if somebody insists."""
    first = published(to, repository)
    gone(to, kind, f"/{first.commit[:8]}/")
    second = published(to, repository)
    with pytest.raises(Refused, match=rf"withdrawn since: /{first.commit[:8]}/ \({kind} on 22 November 2026\)"):
        back(to)
    assert live(to) == second

    said: list[str] = []
    assert back(to, even_withdrawn=True, said=said) == first.release
    assert said[-1].startswith("Warning: readers see again what was withdrawn")


def test_rollback_keeps_the_ledger(repository: Path, to: Path) -> None:
    """The ledger never shrinks: what a later release published is still known, and published again."""
    published(to, repository)
    later = committed(repository, "second")
    published(to, repository)
    ledger = (to / "state" / "ledger.jsonl").read_bytes()
    back(to)
    assert (to / "state" / "ledger.jsonl").read_bytes() == ledger

    published(to, repository)
    assert f"/{later[:8]}/".encode() in (to / "live/site/addresses.jsonl").read_bytes()


def test_a_release_that_was_never_live_is_no_way_back(repository: Path, to: Path) -> None:
    """One that was finished when the machine stopped is not gone back to, and goes with the next run."""
    first = published(to, repository)
    published(to, repository)
    stray = f"0003-{first.commit[:8]}"
    shutil.copytree(to / "releases" / first.release, to / "releases" / stray)
    manifest = to / "releases" / stray / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace(first.release, stray), "utf-8")

    assert [kept.was_live for kept in kept_releases(to)] == [True, True, False]
    with pytest.raises(Refused, match="was never live"):
        back(to, "3")
    assert published(to, repository).release.startswith("0004")
    assert stray not in names(to)


def test_earlier_releases_are_forgotten_after_a_redaction(repository: Path, to: Path) -> None:
    """All but the live one are deleted, and then there is nothing to go back to."""
    for _ in range(3):
        head = published(to, repository)
    assert forget_earlier(to, print, now=NOW) == 2

    assert names(to) == [head.release]
    assert live(to) == head
    with pytest.raises(Refused, match="No earlier release is kept"):
        back(to)
    assert published(to, repository).release.startswith("0004")


# Words for errors of the disk


@pytest.mark.parametrize(
    "error, words",
    [
        (OSError(28, "No space left on device", "/x/y"), "There is no room left on the disk for /x/y."),
        (OSError(122, "Disk quota exceeded", "/x/y"), "There is no room left on the disk for /x/y."),
        (OSError(30, "Read-only file system", "/x/y"), "/x/y cannot be written or read (read-only file system)."),
        (OSError(13, "Permission denied", "/x/y"), "/x/y cannot be written or read (permission denied)."),
    ],
)
def test_errors_of_the_disk_are_sentences(error: OSError, words: str) -> None:
    """The file and the reason, in words."""
    assert str(disk_refused(error)).startswith(words)


def test_a_file_is_replaced_by_one_step(tmp_path: Path) -> None:
    """What a killed run left of its copy is no hindrance."""
    (tmp_path / ".x.new").write_text("left", "utf-8")
    disk.write_over(tmp_path / "x", b"one")
    disk.write_over(tmp_path / "x", b"two")

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x": b"two"}


def test_the_marker_makes_a_folder_ours(repository: Path, to: Path) -> None:
    """An empty folder may be given, and is marked."""
    to.mkdir()
    published(to, repository)

    assert (to / MARKER).is_file()
