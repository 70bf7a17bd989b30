"""What is taken from git for a build: ordinary files, exactly as they were committed, and nothing else."""

import os
import subprocess
from pathlib import Path

import pytest

from releasing import WORDS, committed, git, live, new_repository, published, request, stand_in
from scrutiny.release import Refused, publish_release
from scrutiny.release.build import Job
from scrutiny.release.making import Made
from scrutiny.release.repository import plain_environment
from scrutiny.release.snapshot import export
from scrutiny.release.told import Tell


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit."""
    return new_repository(tmp_path / "repository")


def refused(repository: Path, tmp_path: Path, saying: str, commit: str = "HEAD") -> None:
    """Make sure that a commit is refused with these words, and that what is live stays."""
    before = published(tmp_path / "to", repository, commit="HEAD~1")
    with pytest.raises(Refused, match=saying):
        published(tmp_path / "to", repository, commit=commit)
    assert live(tmp_path / "to") == before


def tree_with(repository: Path, *lines: bytes) -> str:
    """Commit a folder of git's that no tool of its own would write; return the commit."""
    made = subprocess.run(
        ["git", "-C", str(repository), "mktree", "-z", "--missing"],
        input=b"".join(line + b"\0" for line in lines),
        capture_output=True,
        check=True,
    )
    return git(repository, "commit-tree", "-p", "HEAD", "-m", "odd", made.stdout.decode().strip())


def test_a_snapshot_is_the_commit(repository: Path, tmp_path: Path) -> None:
    """Every file with its bytes, also where .gitattributes would leave it out or rewrite it in an archive."""
    odd = {
        ".gitattributes": b"*.yml export-ignore\n*.txt export-subst ident eol=crlf\n",
        "content/a.yml": b"a\n",
        "content/b.txt": b"$Format:%an%n$ $Id$\n",
        "content/empty.yml": b"",
        "docs/Ffestiniog \xc5\xb5.md".encode("latin-1").decode("latin-1"): b"\x00\xff\r\n",
        "docs/deep/deeper/x.md": b"x" * 300_000,
    }
    for name, content in odd.items():
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_bytes(content)
    git(repository, "-c", "core.autocrlf=false", "add", "--all")
    git(repository, "commit", "-q", "-m", "odd")
    folder = tmp_path / "snapshot"
    folder.mkdir()
    export(repository, "HEAD", folder)

    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert found == odd | {WORDS: b"first"}


def test_a_symbolic_link_is_refused_by_name(repository: Path, tmp_path: Path) -> None:
    """A link in the record might lead to any file of the server."""
    (repository / "content/evil.yml").symlink_to("/etc/passwd")
    committed(repository, "second")

    refused(repository, tmp_path, r"content/evil\.yml is a symbolic link")


def test_a_submodule_is_refused_by_name(repository: Path, tmp_path: Path) -> None:
    """Another repository inside this one is no part of a commit."""
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{git(repository, 'rev-parse', 'HEAD')},content/x")
    git(repository, "commit", "-q", "-m", "submodule")

    refused(repository, tmp_path, "content/x is a submodule")


def test_a_file_that_is_too_large_is_refused_unread(repository: Path, tmp_path: Path) -> None:
    """Its size is asked of git, and the file never opened."""
    with (repository / "content/huge.yml").open("wb") as file:
        file.truncate(60_000_000)
    git(repository, "-c", "core.looseCompression=1", "add", "--all")
    git(repository, "commit", "-q", "-m", "huge")

    refused(repository, tmp_path, r"content/huge\.yml has 60 MB; 53 MB may be")


def test_a_name_that_is_no_text_is_refused(repository: Path, tmp_path: Path) -> None:
    """A name in Latin-1 is printed so that it steers no terminal."""
    with open(os.fsencode(repository) + b"/content/caf\xe9.yml", "wb") as file:  # noqa: PTH123  a Path is text
        file.write(b"x")
    committed(repository, "second")

    refused(repository, tmp_path, r"content/caf\\xe9\.yml has a name that is not in UTF-8")


def test_a_control_character_in_a_name_is_refused(repository: Path, tmp_path: Path) -> None:
    """An escape that colours a terminal is shown as a number."""
    (repository / "content/\x1b[31mred.yml").write_text("x", "utf-8")
    committed(repository, "second")

    refused(repository, tmp_path, r"content/\\x1b\[31mred\.yml has a control character in its name")


@pytest.mark.parametrize("name", [b"..", b".", b".git", b".GIT"])
def test_a_path_that_leads_out_is_refused(repository: Path, tmp_path: Path, name: bytes) -> None:
    """A folder of git's may hold such a name although git itself would not write it."""
    blob = git(repository, "hash-object", "-w", WORDS).encode()
    inner = subprocess.run(
        ["git", "-C", str(repository), "mktree", "-z"],
        input=b"100644 blob " + blob + b"\tevil.yml\0",
        capture_output=True,
        check=True,
    ).stdout.strip()
    odd = tree_with(repository, b"040000 tree " + inner + b"\t" + name)
    git(repository, "reset", "-q", "--soft", odd)

    refused(repository, tmp_path, r"evil\.yml has a path that leads out of the project")


def test_every_fault_is_counted_and_five_are_named(repository: Path, tmp_path: Path) -> None:
    """Eight links: five are named, three counted."""
    for number in range(8):
        (repository / f"content/{number}.yml").symlink_to("x")
    committed(repository, "second")

    refused(repository, tmp_path, r"content/4\.yml is a symbolic link; and 3 more\.")


@pytest.mark.parametrize("how", ["deleted", "damaged"])
def test_a_repository_that_is_damaged_is_refused(repository: Path, tmp_path: Path, how: str) -> None:
    """A file that git has lost, or that cannot be read on the disk, stops the run with a sentence."""
    committed(repository, "unreadable")
    blob = git(repository, "rev-parse", f"HEAD:{WORDS}")
    stored = repository / ".git/objects" / blob[:2] / blob[2:]
    stored.chmod(0o644)
    if how == "deleted":
        stored.unlink()
    else:
        stored.write_bytes(b"\x78\x01nonsense")

    refused(repository, tmp_path, r"content/words\.txt cannot be read by git")


def test_nothing_outside_the_commit_matters(repository: Path, tmp_path: Path) -> None:
    """A pipe, an unreadable file, a link and a file of a gigabyte that are not committed are never opened."""
    (repository / ".gitignore").write_text("odd-*\n", "utf-8")
    committed(repository, "second")
    os.mkfifo(repository / "content/odd-pipe.yml")
    (repository / "content/odd-link.yml").symlink_to("/dev/zero")
    (repository / "content/odd-unreadable.yml").touch(0o000)
    with (repository / "content/odd-huge.yml").open("wb") as file:
        file.truncate(1_000_000_000)

    assert published(tmp_path / "to", repository) == live(tmp_path / "to")


def test_what_changes_during_the_build_is_not_published(repository: Path, tmp_path: Path) -> None:
    """Edits, commits and deletions after the snapshot was taken reach no page: the site is that of its commit."""

    def disturbed(snapshot: Path, work: Path, job: Job, tell: Tell) -> Made:
        committed(repository, "meanwhile")
        (repository / WORDS).unlink()
        return stand_in(snapshot, work, job, tell)

    head = publish_release(request(tmp_path / "to", repository), print, disturbed)
    assert (tmp_path / "to/live/site/index.html").read_text("utf-8") == f"{head.commit} first"
    assert git(repository, "rev-parse", "HEAD~1") == head.commit


def test_the_environment_of_a_git_hook_is_not_passed_on() -> None:
    """A hook is told of its own repository; the one that is asked for is another. Settings of git are kept."""
    env = {
        "GIT_DIR": "/x",
        "GIT_INDEX_FILE": "/y",
        "GIT_QUARANTINE_PATH": "/z",
        "GIT_CONFIG_GLOBAL": "/c",
        "HOME": "/h",
    }
    kept = plain_environment(env)

    assert {name for name in env if name in kept} == {"GIT_CONFIG_GLOBAL", "HOME"}
    assert kept["GIT_NO_LAZY_FETCH"] == "1"


def test_a_bare_repository_can_be_published_from(repository: Path, tmp_path: Path) -> None:
    """Officers push to one without a working folder."""
    git(tmp_path, "clone", "-q", "--bare", str(repository), "bare.git")

    assert published(tmp_path / "to", tmp_path / "bare.git", commit="refs/heads/main") == live(tmp_path / "to")
