"""From a snapshot to a site that may be published: checked, staged, built, and searched for what must not be in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scrutiny.address import Address
from scrutiny.check import check_content, withheld_in_public
from scrutiny.leak import canaries, differences, find_leaks, words_of_the_site
from scrutiny.ledger import lost_records
from scrutiny.load.content import load_content
from scrutiny.load.settings import UnreadableSettingsError, read_settings, repository_of
from scrutiny.problem import Problem, counted, report
from scrutiny.register import Register
from scrutiny.release.addresses import read_published
from scrutiny.release.build import Job, build_site
from scrutiny.release.refused import Refused
from scrutiny.release.told import Tell, step
from scrutiny.stage import publishable, withheld
from scrutiny.verify import faults

MOST_NAMED = 10
"""So many findings of a test are printed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Made:
    """A site that passed every test."""

    site: Path
    records: tuple[str, ...]
    """The ids of the records that it shows."""


Make = Callable[[Path, Path, Job, Tell], Made]
"""Makes a site of a snapshot, in a folder for work."""


def make_site(snapshot: Path, work: Path, job: Job, tell: Tell) -> Made:
    """Make the site of a snapshot, below ``work``.

    Raises Refused where the record has problems or a test finds anything, BuildFailed where MkDocs fails.
    """
    with step(tell, "Checking the record"):
        content, record = _checked(snapshot, job, tell)
    secret = {id_: (content / Address.read(id_).path).read_bytes() for id_ in (*record.kept_back, *record.partly)}
    seeded = canaries(record.all)
    _seed(content, seeded)
    with step(tell, "Building the site"):
        build_site(snapshot, site := work / "site", job, tell)
    with step(tell, "Searching the site for what is withheld"):
        leaks = find_leaks(site, secret, record.staged, words_of_the_site(snapshot))
        _refuse((f"{leak.file}: {leak.what}" for leak in leaks), "Files of the site hold something withheld.", tell)
    if record.kept_back:
        with step(tell, f"Building once more without {counted(len(record.kept_back), 'withheld record')}, to compare"):
            for name in (*seeded, *(Address.read(id_).path for id_ in record.kept_back)):
                (content / name).unlink()
            build_site(snapshot, plain := work / "plain", job, tell)
            _refuse(differences(site, plain), "Withheld records change files of the site.", tell)
            site = plain
    with step(tell, "Testing every page and link"):
        _refuse(map(str, faults(site)), "The new site has faults. In a page written by hand you can mend them.", tell)
    return Made(site, tuple(sorted(record.staged.records)))


@dataclass(frozen=True, slots=True)
class Judged:
    """A record in which no problem was found."""

    all: Register
    staged: Register
    """What may be published."""
    kept_back: tuple[str, ...]
    """The ids of the records that may not."""

    @property
    def partly(self) -> tuple[str, ...]:
        """The ids of the records of which parts may not."""
        return tuple(id_ for id_, record in self.staged.records.items() if record != self.all.records[id_])


def _checked(snapshot: Path, job: Job, tell: Tell) -> tuple[Path, Judged]:
    """Return the folder of the record and what is in it; raise Refused where anything has to be mended."""
    # Another record or ledger, which a preview may have been given, is not what is published.
    env = {name: value for name, value in os.environ.items() if name not in {"SCRUTINY_CONTENT", "SCRUTINY_LEDGER"}}
    content, repository = _settings(snapshot, env)
    loaded = load_content(content)
    _refuse_problems([*check_content(loaded), *withheld_in_public(loaded, repository)], tell)
    staged = publishable(loaded.register, job.as_of)
    if not staged.records:
        raise Refused("No record in the commit may be published: the site would be empty.")
    kept_back = withheld(loaded.register, job.as_of)
    _refuse_problems(lost_records(read_published(job.ledger), staged, kept_back), tell)
    return content, Judged(loaded.register, staged, tuple(sorted(kept_back)))


def _settings(snapshot: Path, env: Mapping[str, str]) -> tuple[Path, str]:
    """Return the folder of the record, and who can read the repository."""
    try:
        settings = read_settings(snapshot, env)
    except UnreadableSettingsError as error:
        raise Refused(f"{error}.") from error
    content = (snapshot / settings.content).resolve()
    if not content.is_dir() or not content.is_relative_to(snapshot.resolve()):
        raise Refused(f"The commit has no folder {settings.content}, in which mkdocs.yml says that the record is.")
    return content, repository_of(settings.repository, env)


def _seed(content: Path, files: Mapping[str, bytes]) -> None:
    """Write records that must not show into the record; none may take the place of a real one."""
    for name, text in files.items():
        place = content / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(text)


def _refuse_problems(problems: list[Problem], tell: Tell) -> None:
    if problems:
        tell(report(problems))
        raise Refused("The record has problems; they are listed above. Mend them, commit, and publish again.")


def _refuse(found: Iterable[str], why: str, tell: Tell) -> None:
    """Print what a test found and raise Refused; do nothing where it found nothing."""
    told = list(found)
    if not told:
        return
    for line in told[:MOST_NAMED]:
        tell(f"  {line}")
    if len(told) > MOST_NAMED:
        tell(f"  and {len(told) - MOST_NAMED:,} more")
    raise Refused(f"{why} They are listed above. If you cannot mend that, tell whoever looks after the program.")
