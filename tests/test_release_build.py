"""Publishing with real builds and real tests of the site: what an officer meets at the command line."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Never

import pytest

from conftest import AS_OF_EPOCH, ROOT
from corpus import BASE, ITEM
from releasing import NOW, git, request
from scrutiny.ledger import Event, Kind, What
from scrutiny.problem import Place, Problem
from scrutiny.release import BuildFailed, Refused, publish_release
from scrutiny.release import making as making_module
from scrutiny.release.build import Job, build_site, environment
from scrutiny.release.folder import Folder
from scrutiny.release.making import make_site
from scrutiny.release.manifest import Head, damage, read_manifest
from scrutiny.release.told import Tell

DRAFT = "content/northport/items/undated-not-yet.yml"
PUBLISHED_PARTS = ("mkdocs.yml", "requirements.txt", ".gitignore", "hooks", "overrides")
PAGES = (
    *("index.md", "about/index.md", "about/method.md", "glossary.md", "accessibility.md", "data-quality.md"),
    *("data/index.md", "data/api.md", "data/linked-data.md", "data/tables.md", "data/duckdb.md"),
    "data/search-engines.md",
)
"""The pages written by hand that the others lead to: enough for a site, and soon built."""
STILL = "Nothing was changed: release 1 of 22 November 2026 is still live."


def commit(project: Path, message: str = "changed") -> str:
    """Commit the project as it stands."""
    git(project, "add", "--all")
    git(project, "commit", "-q", "--allow-empty", "-m", message)
    return git(project, "rev-parse", "HEAD")


def scrutiny(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an officer does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SCRUTINY_", "CI_"))}
    fixed = {"SOURCE_DATE_EPOCH": str(AS_OF_EPOCH), "PYTHONPATH": str(ROOT / "hooks"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "scrutiny", *arguments],
        env=kept | fixed | env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with few pages and records as a private repository, in which one record is a draft."""
    project = tmp_path_factory.mktemp("origin") / "project"
    project.mkdir()
    for name in PUBLISHED_PARTS:
        source, place = ROOT / name, project / name
        if source.is_dir():
            shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, place)
    for name in PAGES:
        (project / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "docs" / name, project / "docs" / name)
    shutil.copytree(BASE, project / "content")
    settings = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(
        settings.replace("[SCRUTINY_REPOSITORY, public]", "[SCRUTINY_REPOSITORY, private]"), "utf-8"
    )
    text = (BASE / ITEM).read_text("utf-8").replace("visibility: public", "visibility: draft", 1)
    assert "visibility: draft" in text
    (project / DRAFT).write_text(text, "utf-8")
    git(project, "init", "-q", "-b", "main")
    commit(project, "The record")
    return project


@pytest.fixture(scope="module")
def first(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A folder in which the project was published once, for real, and what the command said."""
    to = tmp_path_factory.mktemp("first") / "releases"
    done = scrutiny("publish", "--to", str(to), "--repository", str(origin))
    assert done.returncode == 0, done.stdout + done.stderr
    return to, done


@pytest.fixture
def project(origin: Path, tmp_path: Path) -> Path:
    """A copy of the project for one test."""
    return Path(shutil.copytree(origin, tmp_path / "project"))


@pytest.fixture
def to(first: tuple[Path, object], tmp_path: Path) -> Path:
    """A copy of the folder with the first release for one test."""
    return Path(shutil.copytree(first[0], tmp_path / "to", symlinks=True))


def publish(to: Path, project: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Publish as an officer does."""
    return scrutiny("publish", "--to", str(to), "--repository", str(project), *more)


def refused(done: subprocess.CompletedProcess[str], code: int, *saying: str) -> None:
    """Make sure that a run ended with this code, these words and the sentence that nothing was changed."""
    assert (done.returncode, done.stdout) == (code, f"{STILL}\n"), done.stderr
    for words in saying:
        assert words in done.stderr


# A real release


def test_a_real_release_shows_what_is_public(first: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    """The site is live, each step is told with its seconds, and the last line says what is live."""
    to, done = first
    head = live_head(to)

    assert done.stdout == (
        f"Live now: release 1 of 22 November 2026, from commit {head.commit[:8]}, with {head.counts.records} records "
        f"on {head.counts.pages} pages.\n"
    )
    for step in ("Taking the files", "Checking the record", "Building the site", "Searching the site", "to compare",
                 "Testing every page", "Writing the release"):  # fmt: skip
        assert any(step in line and line.endswith(" s") for line in done.stderr.splitlines()), step
    assert "Northport" in (to / "live/site/index.html").read_text("utf-8")
    manifest = read_manifest(Folder(to.resolve()), head.release)
    assert manifest.packages["mkdocs"].startswith("1.6.")
    assert "northport" in manifest.records


def live_head(to: Path) -> Head:
    """The release that a real run has made, every file of it as its manifest says."""
    folder = Folder(to.resolve())
    name = folder.live_release()
    assert name
    manifest = read_manifest(folder, name)
    assert damage(folder, manifest) == []
    return manifest.head


def test_a_real_release_holds_nothing_withheld(first: tuple[Path, object]) -> None:
    """Neither the draft nor a canary is in any file, in the manifest or in the state."""
    to, _ = first
    files = [path for path in to.rglob("*") if path.is_file() and not path.is_symlink()]

    assert len(files) > 100
    assert not any(b"undated-not-yet" in path.read_bytes() for path in files)


# What is refused


def test_bad_content_is_refused_and_every_problem_is_told(to: Path, project: Path) -> None:
    """The problems are printed as scrutiny check prints them, and the old site stays."""
    record = project / "content/northport/authority.yml"
    record.write_text(record.read_text("utf-8") + "nonsense: yes\n", "utf-8")
    commit(project)

    refused(publish(to, project), 1, "content/northport/authority.yml:", '"nonsense"', "1 problem in 1 file")


def test_a_withheld_record_in_a_public_repository_is_refused(to: Path, project: Path) -> None:
    """What mkdocs.yml says of the repository is asked before anything is built."""
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("SCRUTINY_REPOSITORY, private", "NOT_SET, public"), "utf-8")
    commit(project)

    refused(publish(to, project), 1, DRAFT, "this repository is public")


def test_a_published_record_that_is_gone_is_refused(to: Path, project: Path) -> None:
    """An address that was published is not lost without a word."""
    ledger = to / "state/ledger.jsonl"
    known = ledger.read_text("utf-8") if ledger.exists() else ""
    line = Event(NOW.date(), Kind.PUBLISHED, "/northport/items/undated-lost/", What.RECORD.value).line()
    ledger.write_text(known + line, "utf-8")

    refused(publish(to, project), 1, "/northport/items/undated-lost/ was published", "is gone")


def test_a_record_without_anything_public_is_refused(to: Path, project: Path) -> None:
    """An empty site is never published."""
    for file in (project / "content").rglob("*/authority.yml"):
        file.write_text(file.read_text("utf-8").replace("visibility: public", "visibility: draft"), "utf-8")
    ledger = to / "state/ledger.jsonl"
    before = ledger.read_bytes() if ledger.exists() else None
    commit(project)
    done = publish(to, project)

    refused(done, 1)
    assert "empty" in done.stderr or "problem" in done.stderr
    assert (ledger.read_bytes() if ledger.exists() else None) == before


@pytest.mark.parametrize(
    "file, text",
    [
        ("overrides/scrutiny/frame.html", "{% if %}"),
        ("hooks/publish.py", "def broken(:\n"),
        ("docs/about/index.md", "[a page](../nowhere.md)\n"),
    ],
    ids=["template", "hook", "page written by hand"],
)
def test_a_build_that_breaks_changes_nothing(to: Path, project: Path, file: str, text: str) -> None:
    """A broken template or hook, or a dead link in a page written by hand: the last lines of the build are shown."""
    (project / file).write_text(text, "utf-8")
    commit(project)

    refused(publish(to, project), 3, "The build failed. It said:", "is at fault")


def test_a_missing_style_sheet_is_refused(to: Path, project: Path) -> None:
    """A site that links what it lacks is not published."""
    sheets = sorted((project / "overrides/assets").rglob("*.css"))
    sheets[0].unlink()
    (project / DRAFT).unlink()  # nothing is built twice, to compare
    commit(project)
    done = publish(to, project)

    assert done.returncode in {1, 3}
    assert done.stdout == f"{STILL}\n"


# What is not the officer's fault


def fake_build(snapshot: Path, site: Path, job: Job, tell: Tell) -> None:
    """Build a site of one page, in a blink."""
    site.mkdir()
    (site / "index.html").write_text(f"{job.commit} the record", "utf-8")
    (site / "addresses.jsonl").write_text(job.ledger.read_text("utf-8") if job.ledger.exists() else "", "utf-8")


def crash(*_given: object) -> Never:
    """Fail as a program does that has a fault."""
    raise ZeroDivisionError("in the scanner")


Change = Callable[[pytest.MonkeyPatch], None]


def _scanner_crashes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(making_module, "find_leaks", crash)


def _scanner_finds(patch: pytest.MonkeyPatch) -> None:
    found = type("Leak", (), {"file": "index.html", "what": "has a word of a withheld record"})
    patch.setattr(making_module, "find_leaks", lambda *_: [found] * 12)


def _builds_differ(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(making_module, "differences", lambda *_: ["sitemap.xml"])


def _site_has_faults(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(making_module, "faults", lambda *_: ["index.html: it is empty"])


def _address_is_lost(patch: pytest.MonkeyPatch) -> None:
    lost = Problem(Place("url-ledger"), "", "/x/ is gone", "bring it back", "address-lost")
    patch.setattr(making_module, "lost_records", lambda *_: [lost])


@pytest.mark.parametrize(
    "change, error, told",
    [
        (_scanner_crashes, ZeroDivisionError, []),
        (_scanner_finds, Refused, ["  index.html: has a word of a withheld record"] * 10 + ["  and 2 more"]),
        (_builds_differ, Refused, ["  sitemap.xml"]),
        (_site_has_faults, Refused, ["  index.html: it is empty"]),
        (_address_is_lost, Refused, ["url-ledger: /x/ is gone — bring it back (address-lost)\n1 problem in 1 file"]),
    ],
)
def test_a_test_of_the_site_that_fails_or_crashes_stops_the_run(
    to: Path,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Change,
    error: type[Exception],
    told: list[str],
) -> None:
    """Leak search, comparison, addresses and the test of every page: what they find is listed; a crash is no pass."""
    before = live_head(to)
    monkeypatch.setattr(making_module, "build_site", fake_build)
    monkeypatch.setattr(making_module, "faults", lambda *_: [])
    monkeypatch.setattr(making_module, "find_leaks", lambda *_: [])
    change(monkeypatch)
    said: list[str] = []
    with pytest.raises(error):
        publish_release(request(to, project, accept_size=True), said.append, make_site)

    assert live_head(to) == before
    assert said[len(said) - len(told) :] == told
    assert [*(to / "work").iterdir()] == []


def test_a_fault_of_the_program_still_ends_in_words(to: Path, project: Path, tmp_path: Path) -> None:
    """Whatever crashes, the exit code is 3 and the last line says what is live."""
    code = (
        "import scrutiny.release.making as m, scrutiny.commands.main as c, sys\n"
        "def crash(*a): raise ZeroDivisionError('in the check')\n"
        "m.check_content = crash\n"
        "c.main(sys.argv[1:])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "publish", "--to", str(to), "--repository", str(project)],
        env=os.environ | {"SOURCE_DATE_EPOCH": str(AS_OF_EPOCH), "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )

    refused(done, 3, "ZeroDivisionError")


# Killed in a real build


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_real_build_may_be_killed(to: Path, project: Path, how: signal.Signals) -> None:
    """The old site stays. Who is asked to stop sweeps at once; otherwise the next run waits, sweeps and publishes."""
    commit(project)
    running = subprocess.Popen(
        [sys.executable, "-m", "scrutiny", "publish", "--to", str(to), "--repository", str(project)],
        env=os.environ | {"SOURCE_DATE_EPOCH": str(AS_OF_EPOCH), "PYTHONPATH": str(ROOT / "hooks")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr
    while not running.stderr.readline().startswith("Building the site"):
        assert running.poll() is None
    while not any((to / "work/new").glob("site*")):
        assert running.poll() is None
        time.sleep(0.01)
    running.send_signal(how)
    said, _ = running.communicate()
    assert live_head(to).release.startswith("0001")
    if how == signal.SIGTERM:
        assert (running.returncode, said) == (130, f"{STILL}\n")
        assert [*(to / "work").iterdir()] == []
        return

    done = publish(to, project)
    assert done.returncode == 0, done.stderr
    assert live_head(to).release.startswith("0002")
    assert [*(to / "work").iterdir()] == []


# The build by itself


def test_a_build_knows_nothing_of_the_machine() -> None:
    """Locale, zone, hash seed, settings of Python and the word of the code host are left out; nothing is fetched."""
    job = Job(Path("/r"), "c" * 40, NOW, Path("/to/state/ledger.jsonl"), 3)
    given = {
        "LANG": "cy_GB",
        "LC_TIME": "cy_GB",
        "TZ": "Asia/Tokyo",
        "PYTHONHASHSEED": "7",
        "PYTHONSTARTUP": "/x",
        "GIT_DIR": "/x",
        "SCRUTINY_CONTENT": "/x",
        "SCRUTINY_REPOSITORY_SEEN": "public",
        "CI_PROJECT_VISIBILITY": "public",
        "no_proxy": "*",
        "SITE_URL": "https://scrutiny.northport.example/",
        "PATH": "/bin",
    }
    env = environment(Path("/snapshot"), job, given)

    assert given.keys() & env.keys() == {"TZ", "SITE_URL", "PATH"}
    assert (env["TZ"], env["SITE_URL"], env["PATH"]) == ("UTC", given["SITE_URL"], "/bin")
    assert {env[name] for name in env if name.casefold().endswith("_proxy")} == {"http://127.0.0.1:9/"}
    assert env["SOURCE_DATE_EPOCH"] == str(AS_OF_EPOCH)
    assert env["PYTHONPATH"] == str(Path("/snapshot/hooks"))
    assert env["SCRUTINY_CHECKED"] == "yes"


def test_a_build_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that hangs is told of, and killed with all that it started."""
    from scrutiny.release import build

    (tmp_path / "mkdocs").mkdir()
    (tmp_path / "mkdocs/__init__.py").touch()
    (tmp_path / "mkdocs/__main__.py").write_text("import time\ntime.sleep(600)\n", "utf-8")
    monkeypatch.setattr(build, "PATIENCE", 1)
    monkeypatch.setattr(build, "LONGEST", 2)
    monkeypatch.setattr(build, "environment", lambda *_, **__: os.environ | {"PYTHONPATH": str(tmp_path)})
    said: list[str] = []
    with (tmp_path / "lock").open("w") as lock:
        job = Job(tmp_path, "c" * 40, NOW, tmp_path / "ledger", lock.fileno())
        with pytest.raises(BuildFailed, match="did not end"):
            build_site(tmp_path, tmp_path / "site", job, said.append)

    assert said == ["  still building after 1 s"]


# The commands


def test_the_commands_say_what_is_kept_and_go_back(to: Path, project: Path) -> None:
    """They are listed, rollback shows the one before, and a daily build leaves that alone until told otherwise."""
    _second_release(to)
    listed = scrutiny("releases", "--to", str(to)).stdout.splitlines()
    assert [line.partition(",")[0] for line in listed] == [
        "release 1 of 22 November 2026",
        "release 2 of 22 November 2026",
        "Live now: release 2 of 22 November 2026.",
    ]
    assert listed[1].endswith("pages, live")

    back = scrutiny("rollback", "--to", str(to))
    assert (back.returncode, back.stdout.startswith("Live now: release 1 of 22 November 2026, from")) == (0, True)
    daily = publish(to, project, "--unless-rolled-back")
    assert (daily.returncode, daily.stdout) == (
        0,
        "Nothing was changed: release 1 of 22 November 2026 is live because somebody went back to it from release 2.\n",
    )


def _second_release(to: Path) -> None:
    from scrutiny.release.live import note_live, read_live
    from scrutiny.release.switch import switch

    folder = Folder(to.resolve())
    noted = read_live(folder)
    assert noted
    name = noted.release.replace("0001", "0002")
    shutil.copytree(folder.releases / noted.release, folder.releases / name)
    manifest = folder.releases / name / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace(noted.release, name), "utf-8")
    switch(folder, name)
    note_live(folder, noted.was_live, read_manifest(folder, name).head)


def test_earlier_releases_are_deleted_only_after_asking(to: Path) -> None:
    """--forget-earlier asks; without an answer nothing is deleted, with --yes all but the live one are."""
    _second_release(to)
    asked = scrutiny("releases", "--to", str(to), "--forget-earlier")
    assert asked.returncode == 130
    assert "Delete 1 release for good?" in asked.stdout + asked.stderr
    assert len([*(to / "releases").iterdir()]) == 2

    done = scrutiny("releases", "--to", str(to), "--forget-earlier", "--yes")
    assert (done.returncode, done.stderr) == (0, "1 earlier release deleted.\n")
    assert [path.name[:4] for path in (to / "releases").iterdir()] == ["0002"]


@pytest.mark.parametrize(
    "arguments, told",
    [
        (("publish",), "Missing option '--to'"),
        (("publish", "--to", "x", "--as-of", "tomorrow"), "is no day and time — write it like 2026-05-03T00:05"),
        (("releases", "--to", "x", "--yes"), "--yes goes only with --forget-earlier"),
    ],
)
def test_wrong_use_ends_with_2(arguments: tuple[str, ...], told: str) -> None:
    """A command that was not used as it can be says how, and ends with 2."""
    done = scrutiny(*arguments)

    assert done.returncode == 2
    assert told in done.stderr


def test_before_the_first_release_nothing_is_live(tmp_path: Path) -> None:
    """A refusal at the first time says that nothing is live yet."""
    (tmp_path / "plain").mkdir()
    done = scrutiny("publish", "--to", str(tmp_path / "to"), "--repository", str(tmp_path / "plain"))

    assert (done.returncode, done.stdout) == (1, "Nothing was changed: nothing is live yet.\n")


def test_what_was_refused_leaves_the_old_site_alone(to: Path, project: Path) -> None:
    """The last line also says so where the folder itself is at fault."""
    (to / "live").unlink()
    (to / "live").mkdir()
    done = publish(to, project)

    assert done.returncode == 1
    assert done.stdout == "Nothing was published. What readers see cannot be told from here: see above.\n"
