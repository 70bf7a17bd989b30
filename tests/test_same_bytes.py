"""The same commit and the same instant give the same bytes, whatever the machine is like.

It builds a clone with a clock that is wrong by years, elsewhere, in another zone, locale and order of files, and with
other versions of Python. https://reproducible-builds.org/docs/definition/
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import AS_OF_EPOCH, ROOT

pytestmark = pytest.mark.server

DAY_OF_THE_COMMIT = "2026-11-20T12:00:00+00:00"

Sums = dict[str, str]


def git(folder: Path, *arguments: str) -> str:
    """Run git as an invented officer, on an invented day."""
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in WHO.items()}
    return subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env=os.environ | who | {"GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


WHO = {"NAME": "An officer", "EMAIL": "officer@northport.example", "DATE": DAY_OF_THE_COMMIT}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it stands, as a repository of one commit."""
    folder = tmp_path_factory.mktemp("origin") / "project"
    for name in git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if name and not name.startswith("tests/") and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git(folder.parent, "init", "-q", "-b", "main", "project")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "The record")
    return folder


def built(project: Path, site: Path, python: str = sys.executable, before: tuple[str, ...] = (), **env: str) -> Sums:
    """Build a clone of the project, and return the fingerprint of every file of the site."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SCRUTINY_", "LC_", "LANG", "TZ"))
    }
    fixed = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(AS_OF_EPOCH), "PYTHONPATH": str(project / "hooks")}
    done = subprocess.run(
        [*before, python, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=project,
        env=kept | fixed | env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def plain(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> Sums:
    """The site as this machine builds it."""
    return built(origin, tmp_path_factory.mktemp("plain") / "site")


def different(one: Sums, other: Sums) -> list[str]:
    """The files that are not in both with the same bytes."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_another_machine_builds_the_same_bytes(origin: Path, plain: Sums, tmp_path: Path) -> None:
    """Clock, zone, locale, hash seed, path, umask and order of files change no byte of any file."""
    project = tmp_path / "an other" / "plâce"
    project.mkdir(parents=True)
    for file in sorted((each for each in origin.rglob("*") if each.is_file()), reverse=True):
        copy = project / file.relative_to(origin)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        os.utime(copy, (10**9, 10**9))
    elsewhere = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7", "HOME": str(tmp_path), "COLUMNS": "40"}
    in_2031 = ("faketime", "2031-07-05 03:04:05", "sh", "-c", 'umask 077; exec "$@"', "sh")

    assert different(plain, built(project, tmp_path / "site here", before=in_2031, **elsewhere)) == []


def test_the_wrong_clock_is_wrong() -> None:
    """The clock that the other test turns is the one which Python reads."""
    asked = [sys.executable, "-c", "import datetime; print(datetime.datetime.now().year)"]
    told = subprocess.run(["faketime", "2031-07-05 03:04:05", *asked], capture_output=True, text=True, check=True)

    assert told.stdout == "2031\n"


def test_another_instant_builds_other_bytes(origin: Path, plain: Sums, tmp_path: Path) -> None:
    """The comparison sees a difference where there is one: on another day, other things are overdue."""
    later = str(AS_OF_EPOCH + 400 * 86_400)

    assert "index.html" in different(plain, built(origin, tmp_path / "site", SOURCE_DATE_EPOCH=later))


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_other_versions_of_python_build_the_same_bytes(
    origin: Path, plain: Sums, tmp_path: Path, version: str, find_python: Callable[[str], str]
) -> None:
    """Python 3.11, 3.12 and 3.13, each with the locked versions of all libraries, build the same bytes."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        assert different(plain, built(origin, tmp_path / "site")) == []
        return
    python = str(tmp_path / "venv" / "bin" / "python")
    subprocess.run([find_python(version), "-m", "venv", str(tmp_path / "venv")], check=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--constraint", str(ROOT / "constraints.txt"), str(origin)], check=True)

    assert different(plain, built(origin, tmp_path / "site", python)) == []


@pytest.fixture
def find_python() -> Callable[[str], str]:
    """Find a version of Python on the PATH, or among those of pyenv."""

    def find(version: str) -> str:
        held = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
        places = [shutil.which(f"python{version}") or "", *map(str, sorted(held.glob(f"{version}*/bin/python")))]
        for place in filter(None, places):
            asked = subprocess.run([place, "--version"], capture_output=True, text=True, check=False)
            if asked.returncode == 0 and asked.stdout.startswith(f"Python {version}."):
                return place
        raise AssertionError(f"Python {version} is not on this machine; the versions that are promised must be tested")

    return find
