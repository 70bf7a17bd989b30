"""A small project of invented councils that is changed step by step, and built with a cache and without."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from bench.council import Council
from bench.generate import written
from bench.shared import SHARED
from conftest import AS_OF_EPOCH, ROOT
from dated import git
from forked import Running, start
from scrutiny.stage import HOME_ZONE

COUNCILS, RECORDS = 3, 8
"""How many councils there are, and the records of each."""
OFFICES = """offices:
  finance:
    title: Director of Finance
    letters: S151
    basis:
      title: Invented Act, section 151
"""

Files = dict[str, bytes]


class Built(NamedTuple):
    """What one build left."""

    returncode: int
    said: str
    files: Files


class Project:
    """A project folder with its own settings, templates, record and repository; the program is the one under test."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.content, self.cache = folder, folder / "content", folder.parent / "cache"
        self.chance = random.Random(seed)  # noqa: S311  no secret
        self.env = {"SOURCE_DATE_EPOCH": str(AS_OF_EPOCH), "SCRUTINY_REPOSITORY": "private", "SCRUTINY_SEARCH": "no"}
        self.day = datetime(2026, 1, 5, 9, tzinfo=HOME_ZONE)
        """When the next commit is made."""
        self._builds = 0
        shutil.copytree(ROOT / "overrides", folder / "overrides")
        settings = (ROOT / "mkdocs.yml").read_text("utf-8")
        self.settings.write_text(settings.replace("hooks/publish.py", str(ROOT / "hooks/publish.py")), "utf-8")
        (folder / "docs").mkdir()
        (folder / "docs/index.md").write_text("---\ntitle: Home\nshows: home\n---\n\nAll of it.\n", "utf-8")
        files = dict(SHARED)
        for number in range(1, COUNCILS + 1):
            chance = random.Random(f"{seed} {number}")  # noqa: S311
            files |= dict(Council(number, chance).files(RECORDS))
        for path, content in files.items():
            self.write(path, written(content).lstrip() + "\n")
        self.write("shared/offices.yml", OFFICES)
        self.change("council-001/authority.yml", "^    title: Director of Finance$", r"\g<0>\n    office: finance")
        git(folder, "init", "-q", "-b", "main")
        self.commit()

    @property
    def settings(self) -> Path:
        """The settings of the site."""
        return self.folder / "mkdocs.yml"

    def write(self, path: str, text: str) -> None:
        """Write a file of the record."""
        (self.content / path).parent.mkdir(parents=True, exist_ok=True)
        (self.content / path).write_text(text, "utf-8", newline="\n")

    def change(self, path: str, pattern: str, becomes: str) -> None:
        """Replace the first of what a pattern finds in a file of the record, line by line."""
        text = (self.content / path).read_text("utf-8")
        changed, count = re.subn(f"(?m){pattern}", becomes, text, count=1)
        assert count, f"{path} has no {pattern}"
        self.write(path, changed)

    def some_council(self) -> str:
        """Choose a council."""
        return self.chance.choice(sorted(each.parent.name for each in self.content.glob("*/authority.yml")))

    def some_record(self, folder: str = "*", council: str = "") -> str:
        """Choose a record."""
        found = sorted(self.content.glob(f"{council or self.some_council()}/{folder}/*.yml"))
        return self.chance.choice(found).relative_to(self.content).as_posix()

    def some_word(self) -> str:
        """Make a word that stands nowhere yet."""
        return "word" + "".join(self.chance.choices("abcdefghij", k=8))

    def commit(self, *words: str) -> None:
        """Commit all of the record, days after the last commit."""
        self.day += timedelta(days=9)
        git(self.folder, "add", "content")
        git(self.folder, "commit", "-q", "--allow-empty", "-m", "An edit", *words, at=self.day)

    def start(self, cache: Path | None) -> tuple[Running, Path]:
        """Start a build into a new folder, with a cache or without."""
        self._builds += 1
        site = self.folder.parent / f"site-{self._builds}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SCRUTINY_")}
        env = kept | {"NO_MKDOCS_2_WARNING": "1", "SCRUTINY_CACHE": str(cache or "")} | self.env
        command = ("mkdocs", "build", "--quiet", "-f", self.settings, "-d", site)
        return start(*command, folder=self.folder, env=env), site

    def both(self) -> tuple[Built, Built]:
        """Build with the cache and without it, at the same time, each into a new folder."""
        started = [self.start(self.cache), self.start(None)]
        kept, clean = (finished(*each) for each in started)
        return kept, clean

    def kill_a_build(self) -> None:
        """Start a build with the cache, and kill it at some moment; its children may go on for a moment."""
        build, site = self.start(self.cache)
        until = time.monotonic() + 30
        while not site.parent.exists() or (time.monotonic() < until and not list(self.places(whole=False))):
            time.sleep(0.01)
        time.sleep(self.chance.random())
        build.send_signal(signal.SIGKILL)
        build.communicate()
        shutil.rmtree(site, ignore_errors=True)

    def places(self, *, whole: bool = True) -> list[Path]:
        """The places of councils in the cache, or also those that are not whole."""
        found = sorted((self.cache / "councils").glob("*/made" if whole else "*/"))
        return [each.parent if whole else each for each in found]


def finished(build: Running, site: Path) -> Built:
    """Wait for a build, and return what it left; its folder goes."""
    said, _ = build.communicate()
    assert build.returncode is not None
    files = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    shutil.rmtree(site, ignore_errors=True)
    return Built(build.returncode, said.replace(site.name, "SITE"), files)
