"""The history of a page: what readers could see of it and when that changed; nothing else that git knows."""

import os
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from dated import AS_OF, CANARY, ITEM, OTHER, Dated, day, git
from scrutiny.address import FOLDERS
from scrutiny.history import History, Past, Repository, Step, public_history, where_kept
from scrutiny.history.change import changes
from scrutiny.history.days import GIT_BEGAN, believed
from scrutiny.history.named import CALLED, HAVE_ADDRESSES, NEVER_TOLD, SEVERAL
from scrutiny.history.repository import Log, Versions
from scrutiny.language import speaking
from scrutiny.language.catalogue import catalogue
from scrutiny.load.content import load_content
from scrutiny.model import Authority, Item, Record
from scrutiny.pages.past import past
from scrutiny.stage import publishable

CASES = ROOT / "tests" / "cases" / "history"
STORIES = sorted(CASES.glob("*.yml"))


def lines(dated: Dated, id_: str = ITEM) -> list[str]:
    """The lines of the history on the page of a record, as a reader reads them."""
    edition = dated.edition()
    with speaking({"cy": "cy"}.get(edition.record(id_).language.value, "en-GB")):
        shown: Any = past(edition, id_, edition.record(id_))
    note = [shown["past_note"]] if shown["past_note"] else []
    told = [f"{each.when}: {each.text}" if each.iso else str(each.text) for each in shown["past"]]
    return note + [re.sub(r"<[^>]*>", "", line) for line in told]


def tell(dated: Dated, steps: list[dict[str, Any]]) -> None:
    """Make the commits of a story."""
    dated.write("northport")
    for step in steps:
        at, id_ = day(str(step["at"])), step.get("file", ITEM)
        if "moves" in step:
            dated.now[ITEM] = dated.now.pop(step["moves"])
            dated.file(step["moves"]).unlink()
        if "authority" in step:
            dated.write("northport", **step["authority"])
        if "other" in step:
            dated.write(OTHER, **step["other"])
        if step.get("only") != "authority":
            dated.write(id_, step.get("raw"), **step.get("set", {}))
        file = dated.file(id_)
        if "comment" in step:
            file.write_text(f"# {step['comment']}\n{file.read_text('utf-8')}", "utf-8")
        if step.get("backwards"):
            backwards = dict(reversed(yaml.safe_load(file.read_text("utf-8")).items()))
            file.write_text(yaml.safe_dump(backwards, sort_keys=False), "utf-8")
        if step.get("latin"):
            file.write_bytes(file.read_bytes() + "notes: \N{LATIN SMALL LETTER E WITH ACUTE}\n".encode("latin-1"))
        dated.commit(at)
        for number in range(1, int(step.get("repeat", 1))):
            dated.save(at + timedelta(days=number), id_, summary=f"Summary {number}.")


@pytest.fixture
def dated(tmp_path: Path) -> Dated:
    """A project whose repository is empty."""
    return Dated(tmp_path / "project")


# Stories


@pytest.mark.parametrize("case", STORIES, ids=[case.stem for case in STORIES])
def test_a_story(case: Path, dated: Dated) -> None:
    """Each story of tests/cases/history is told on the page in exactly its lines, and no canary with them."""
    story = yaml.load(case.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  text only
    tell(dated, story["story"])

    told = lines(dated)
    assert told == story["expect"]
    assert not re.search("canary|Zzq", " ".join(told), re.IGNORECASE)


def test_what_was_done_while_withheld_is_the_same_as_nothing(tmp_path: Path) -> None:
    """A record made public after no commit, one or five as a draft has one and the same history."""
    told = []
    for number in (0, 1, 5):
        dated = Dated(tmp_path / f"project-{number}")
        dated.write("northport")
        dated.commit(day("2026-01-01"))
        for draft in range(number):
            dated.save(day(f"2026-01-{draft + 2:02}"), visibility="draft", summary=f"Canary {draft}.")
        dated.save(day("2026-02-01"), visibility="public", summary="A summary.")
        dated.save(day("2026-03-01"), summary="Another summary.")
        told.append((dated.histories()[ITEM], dated.edition().histories[ITEM].modified))
    assert told[0] == told[1] == told[2]
    assert told[0][1] == day("2026-03-01").date()


# Repositories


def test_a_shallow_clone_says_what_it_cannot_know(dated: Dated, tmp_path: Path) -> None:
    """Of what a shallow clone begins with no day of publication is told; what came later is told as ever."""
    dated.save(day("2026-01-10"))
    dated.save(day("2026-02-10"), summary="Another summary.")
    dated.save(day("2026-03-10"), OTHER, title="Northport: another item")
    dated.save(day("2026-04-10"), title="Northport: the item")

    told = {}
    for depth in (1, 2, 3, 9):
        clone = Dated(tmp_path / f"clone-{depth}")
        shutil.rmtree(clone.folder)
        git(tmp_path, "clone", "-q", "--depth", str(depth), f"file://{dated.folder}", str(clone.folder))
        told[depth] = lines(clone), lines(clone, OTHER)
    nothing, earlier = "The history of this page is not known here.", "Earlier history is not known here."
    changed = "10 April 2026: Changed: the title."
    assert told[1] == ([nothing], [nothing])
    assert told[2] == ([earlier, changed], [nothing])
    assert told[3] == ([earlier, changed], ["10 March 2026: Published."])
    assert told[9] == (lines(dated), ["10 March 2026: Published."])


@pytest.mark.parametrize("how", ["no repository", "no commit", "no git", "not git", "elsewhere", "no such commit"])
def test_without_git_the_page_says_so(how: str, dated: Dated, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where git, the repository or the commit is missing, the page says so, and marked corrections are still told."""
    variables: dict[str, str] = {}
    dated.save(day("2026-01-10"), corrected=[{"on": "2026-01-09", "what": "A name"}])
    dated.write(OTHER)
    if how in {"no repository", "no commit"}:
        shutil.rmtree(dated.folder / ".git")
    if how == "no commit":
        git(dated.folder, "init", "-q")
    if how == "no git":
        monkeypatch.setenv("PATH", str(tmp_path))
    if how == "not git":
        (tmp_path / "git").write_text("#!/bin/sh\necho nonsense\n")
        (tmp_path / "git").chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
    if how == "no such commit":
        variables = {"SCRUTINY_COMMIT": "--output=canary"}
    if how == "elsewhere":
        variables = {"SCRUTINY_GIT": str(tmp_path / "nowhere")}
    histories = dated.histories(AS_OF, **variables)
    assert [(each.day.isoformat(), each.corrections) for each in histories[ITEM].days] == [("2026-01-09", ("A name",))]
    assert histories[OTHER] == History(is_whole=False)
    assert not histories[ITEM].is_whole
    assert not (dated.folder / "canary").exists()


def test_a_folder_outside_the_project_has_no_history(dated: Dated, tmp_path: Path) -> None:
    """A content folder that does not lie in the project is looked for in no repository."""
    assert where_kept(dated.folder, tmp_path / "other", {}) == (None, "")
    assert where_kept(dated.folder, dated.folder, {}) == (None, "")
    assert where_kept(dated.folder, dated.content, {"SCRUTINY_COMMIT": "abc"})[1] == "abc"


def test_a_record_that_is_not_committed_has_no_history(dated: Dated) -> None:
    """Of a new file nothing is told, and an edit that is not committed is not told either."""
    dated.save(day("2026-01-10"))
    dated.write(OTHER)
    dated.write(ITEM, summary="Not committed.")
    assert lines(dated) == ["10 January 2026: Published."]
    assert lines(dated, OTHER) == []


def test_what_was_published_only_by_an_uncommitted_edit_has_no_history(dated: Dated) -> None:
    """A draft that somebody makes public without committing tells nothing of the commits in which it was a draft."""
    dated.save(day("2026-01-10"))
    dated.save(day("2026-02-10"), visibility="draft")
    dated.write(ITEM, visibility="public")
    assert lines(dated) == []


def test_the_copy_of_a_commit_has_the_history_of_its_repository(dated: Dated, tmp_path: Path) -> None:
    """A snapshot without git tells the same, with the repository and the commit named beside it, bare or not."""
    dated.save(day("2026-01-10"))
    dated.save(day("2026-02-10"), summary="Another summary.")
    commit = git(dated.folder, "rev-parse", "HEAD").strip()
    dated.save(day("2026-03-10"), summary="A third summary.")
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "-q", "--bare", str(dated.folder), str(bare))
    snapshot = Dated(tmp_path / "snapshot")
    shutil.rmtree(snapshot.folder)
    git(tmp_path, "clone", "-q", str(dated.folder), str(snapshot.folder))
    git(snapshot.folder, "checkout", "-q", commit)
    shutil.rmtree(snapshot.folder / ".git")

    told = [
        snapshot.histories(SCRUTINY_GIT=str(folder), SCRUTINY_COMMIT=commit)[ITEM] for folder in (dated.folder, bare)
    ]
    assert [each.day for each in told[0].days] == [day("2026-01-10").date(), day("2026-02-10").date()]
    assert told[0] == told[1]


def test_a_project_within_a_repository(tmp_path: Path) -> None:
    """A project that is a folder of a larger repository has the history of its own content folder."""
    whole = tmp_path / "whole"
    whole.mkdir()
    git(whole, "init", "-q")
    for at in ("2026-01-10", "2026-02-10"):
        dated = Dated(whole / "a project [with] *")
        shutil.rmtree(dated.folder / ".git")
        dated.save(day(at), summary=f"The summary of {at}.")
    assert lines(dated) == ["10 January 2026: Published.", "10 February 2026: Changed: the summary."]


def test_a_merge_publishes_what_it_brings(dated: Dated) -> None:
    """What was written on another branch is told on the day of the merge, not before, and no step of it is."""
    dated.save(day("2026-01-10"))
    git(dated.folder, "checkout", "-q", "-b", "canary-branch")
    dated.save(day("2026-02-10"), summary="A canary.")
    dated.save(day("2026-02-11"), OTHER)
    dated.save(day("2026-02-12"), summary="Another summary.")
    git(dated.folder, "checkout", "-q", "zzq-canary")
    git(dated.folder, "merge", "-q", "--no-ff", "-m", CANARY, "canary-branch", at=day("2026-03-10"))
    assert lines(dated) == ["10 January 2026: Published.", "10 March 2026: Changed: the summary."]
    assert lines(dated, OTHER) == ["10 March 2026: Published."]


def test_what_git_is_told_to_hide_or_replace_changes_nothing(
    dated: Dated, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Replaced commits, grafts, settings, and the variables with which a git hook runs, leave the history as it is."""
    dated.save(day("2026-01-10"))
    dated.save(day("2026-02-10"), summary="Another summary.")
    dated.save(day("2026-03-10"), title="Northport: the item")
    before = lines(dated)
    commits = git(dated.folder, "rev-list", "HEAD").split()
    git(dated.folder, "replace", "--graft", commits[0])
    (dated.folder / ".git" / "info" / "grafts").write_text(f"{commits[0]}\n", "ascii")
    for name, value in {
        "log.showSignature": "true",
        "log.follow": "true",
        "log.showRoot": "false",
        "diff.renames": "copies",
        "color.ui": "always",
        "core.quotePath": "true",
        "i18n.logOutputEncoding": "UTF-16",
        "log.date": "relative",
        "format.pretty": "%an",
        "diff.noprefix": "true",
    }.items():
        git(dated.folder, "config", name, value)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    assert len(before) == 3
    assert lines(dated) == before


def test_links_and_repositories_within_are_no_versions(dated: Dated) -> None:
    """A path at which there was a link, a folder or another repository before begins when it is an ordinary file."""
    dated.write("northport")
    dated.file(ITEM).parent.mkdir(parents=True)
    dated.file(ITEM).symlink_to("canary.yml")
    dated.commit(day("2026-01-10"))
    dated.file(ITEM).unlink()
    git(dated.folder, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},content/{ITEM}.yml")
    git(dated.folder, "commit", "-q", "-m", CANARY, at=day("2026-02-10"))
    dated.save(day("2026-03-10"))
    assert lines(dated) == ["10 March 2026: Published."]


def test_a_repository_with_longer_names(tmp_path: Path) -> None:
    """A repository that names its contents by SHA-256 is read like any other."""
    dated = Dated(tmp_path / "project")
    shutil.rmtree(dated.folder / ".git")
    git(dated.folder, "init", "-q", "--object-format=sha256")
    dated.save(day("2026-01-10"))
    dated.save(day("2026-02-10"), summary="Another summary.")
    assert lines(dated) == ["10 January 2026: Published.", "10 February 2026: Changed: the summary."]


def test_versions_whose_bytes_are_gone(dated: Dated) -> None:
    """Where git has lost an earlier version the page says that not all is known, and the rest is told."""
    dated.save(day("2026-01-10"), summary="The one that is lost.")
    dated.save(day("2026-02-10"), summary="Another summary.")
    dated.save(day("2026-03-10"), title="Northport: the item")
    lost = git(dated.folder, "rev-parse", f"HEAD~2:content/{ITEM}.yml").strip()
    (dated.folder / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    told = lines(dated)
    assert told[0] == "Earlier history is not known here."
    assert told[-1] == "10 March 2026: Changed: the title."


def test_large_and_many_versions(dated: Dated, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version larger than a record may be is passed over; of a thousand on few days only the last of each is read."""
    dated.save(day("2026-01-10"))
    dated.save(day("2026-02-10"), raw=b"# " + b"canary " * 200_000)
    dated.save(day("2026-03-10"), raw=b"notes: >\n" + b"  A canary.\n" * 80_000)
    stream: list[str] = []
    dated.write(ITEM)
    text = dated.file(ITEM).read_text("utf-8")
    began = int(day("2026-04-01").timestamp())
    parent = git(dated.folder, "rev-parse", "HEAD").strip()
    for number in range(1000):
        body = text.replace("A summary.", f"Summary {number}.")
        who = f"committer {CANARY} <a@b.example> {began + number * 600} +0000"
        first = f"from {parent}\n" if number == 0 else ""
        stream.append(
            f"commit refs/heads/zzq-canary\n{who}\ndata 0\n{first}M 100644 inline content/{ITEM}.yml\n"
            f"data {len(body.encode())}\n{body}\n"
        )
    subprocess.run(
        ["git", "-C", str(dated.folder), "fast-import", "--quiet", "--force"],
        input="".join(stream).encode(),
        check=True,
        env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull},
    )
    git(dated.folder, "checkout", "-q", "-f", "zzq-canary")
    reads: list[str] = []
    read = Past.read

    def counted(self: Past, id_: str, version: str, versions: Any) -> Any:
        reads.append(version)
        return read(self, id_, version, versions)

    monkeypatch.setattr(Past, "read", counted)
    told = lines(dated)
    assert told[0] == "10 January 2026: Published."
    assert told[-1] == "8 April 2026: Changed: the summary."
    assert len(told) == 9
    assert len(reads) <= 12


# What a preview keeps


def test_git_is_asked_once_a_commit(dated: Dated, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within one session the log is read anew only when there is a new commit, and no version is read twice."""
    dated.save(day("2026-01-10"))
    dated.save(day("2026-02-10"), summary="Another summary.")
    kept, asked = Past(), list[str]()
    log, read = Repository.log, Versions.read

    def counted_log(self: Repository, commit: str) -> Log | None:
        asked.append("log")
        return log(self, commit)

    def counted_read(self: Versions, name: str) -> bytes | None:
        asked.append("version")
        return read(self, name)

    monkeypatch.setattr(Repository, "log", counted_log)
    monkeypatch.setattr(Versions, "read", counted_read)

    def look() -> History:
        register = load_content(dated.content).register
        kept_in, commit = where_kept(dated.folder, dated.content, {})
        staged = publishable(register, AS_OF)
        return public_history(register, staged, dated.content, kept_in, commit, AS_OF, kept)[ITEM]

    first = look()
    assert look() == first
    assert asked == ["log", "version"]
    dated.save(day("2026-03-10"), title="Northport: the item")
    assert len(look().days) == 3
    assert asked == ["log", "version", "log", "version"]


# Days


@given(st.lists(st.integers(GIT_BEGAN - 10, GIT_BEGAN + 40), max_size=30), st.integers(GIT_BEGAN, GIT_BEGAN + 50))
def test_days_never_go_backwards(seconds: list[int], as_of: int) -> None:
    """Whatever dates commits have, those told never go backwards and are never after the day of the build."""
    dates = believed(seconds, as_of)
    assert len(dates) == len(seconds)
    assert list(dates) == sorted(dates)
    assert all(each <= as_of for each in dates)
    if seconds == sorted(seconds) and all(GIT_BEGAN <= each <= as_of for each in seconds):
        assert list(dates) == seconds


# Names


def test_every_field_is_named_or_kept_quiet() -> None:
    """A field of a record is called something in its history, or somebody decided that it is never told."""
    models: list[type[Record]] = [Authority, *FOLDERS.values()]
    for model in models:
        assert set(model.model_fields) - {*CALLED, *NEVER_TOLD, *HAVE_ADDRESSES} == set()
    assert not set(CALLED) & (NEVER_TOLD | HAVE_ADDRESSES)
    assert set(SEVERAL) <= set(CALLED.values())


def test_every_name_has_welsh() -> None:
    """What a history calls the fields of a record is in the Welsh catalogue."""
    welsh = catalogue("cy")
    for words in (*CALLED.values(), *SEVERAL.values()):
        assert welsh.gettext(words) != words


def test_no_old_word_is_told() -> None:
    """The difference of two versions that share no word has nothing of either but anchors, days and short names."""
    base = {
        "title": "One",
        "visibility": "public",
        "kind": "report",
        "committee": "not stated",
        "meeting": "not stated",
    }
    old = Item.model_validate(
        base
        | {"summary": "Canary.", "resolutions": {"verb": "none recorded"}, "gaps": [{"what": "A canary."}]}
        | {"sources": [{"ref": "canary", "title": "A canary", "kind": "minutes", "url": "not stated"}]}
        | {"discrepancies": [], "points": [{"number": "a", "text": "A canary."}], "notes": "A canary."}
    )
    new = Item.model_validate(base | {"summary": "Bird.", "resolutions": {"verb": "none recorded"}})
    told = changes(old, new)
    assert len(told) == 5
    assert "anary" not in repr(told)


# The site


def test_the_site_tells_dates_and_nothing_else_of_git(tmp_path: Path) -> None:
    """In a whole site no message, author or branch is in any file; record pages have their history with its days."""
    dated = Dated(tmp_path / "project")
    shutil.copytree(ROOT / "content" / "shared", dated.content / "shared")
    dated.save(day("2026-01-10"))
    dated.save(day("2026-05-03"), corrected=[{"on": "2026-05-03", "what": "The date of the <b>meeting</b>"}])
    for name in ("docs", "hooks", "overrides", "mkdocs.yml"):
        (dated.folder / name).symlink_to(ROOT / name)
    site = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site)],
        cwd=dated.folder,
        env=os.environ | {"SOURCE_DATE_EPOCH": str(int(AS_OF.timestamp())), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for file in site.rglob("*"):
        assert not file.is_file() or not re.search(rb"(?i)zzq.?canary", file.read_bytes()), file
    page = (site / ITEM / "index.html").read_text("utf-8")
    section = page[page.index('id="history"') :].partition("</section>")[0]
    assert '<time datetime="2026-01-10">10 January 2026</time>: Published.' in section
    assert "<b>Corrected.</b> The date of the &lt;b&gt;meeting&lt;/b&gt;." in section
    assert '<meta property="article:published_time" content="2026-01-10">' in page
    assert "<lastmod>2026-05-03</lastmod>" in (site / "sitemap.xml").read_text("utf-8")
    assert Step.PUBLISHED in dated.histories()["northport"].days[0].steps
