"""What the councils of one build are made on: settings, day, what they share, and what tells when any of it changes."""

from __future__ import annotations

import datetime
import hashlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from scrutiny.check import Everywhere
from scrutiny.follow import Site, fair_share
from scrutiny.frame import Framed, framed
from scrutiny.history import History, Past, Repository, public_history
from scrutiny.link import link
from scrutiny.load.content import Loaded
from scrutiny.load.survey import Survey, Unit
from scrutiny.model import Authority
from scrutiny.open_data.api import Imprint
from scrutiny.outputs import CouncilOutputs, alternates, linked
from scrutiny.pages import Edition, Page
from scrutiny.register import Register
from scrutiny.render import Acronyms, Renderer
from scrutiny.stage import is_public

PACKAGE = Path(__file__).parent
"""The folder of the program; its templates stand elsewhere."""


@dataclass(frozen=True)
class Ground:
    """What all councils of one build are made on."""

    survey: Survey
    shared: Loaded
    """What councils share, as read."""
    instant: datetime.datetime
    """The instant as at which the site is made."""
    imprint: Imprint
    """From what the site is made, as its data says."""
    site: Site
    """The site, as its feeds name it."""
    example: str
    corrections: str
    readable_by: str
    """Who can read the repository; see ``load.settings``."""
    repository: Repository | None
    commit: str
    past: Past
    templates: Path
    """The folder of the templates."""
    frame: Callable[[Framed], str]
    settings: str
    """What else the frames of pages show, such as the name of the site."""
    has_data: bool = True
    """Whether anything is published beside the pages."""
    has_parquet: bool = False
    """Whether tables are published as Parquet too."""
    was_judged: bool = False
    """True where ``scrutiny publish`` has judged the record before, and builds it once more without the withheld files,
    to compare: then files are missing on purpose, and only what cannot be read is a problem."""

    @cached_property
    def everywhere(self) -> Everywhere:
        """What the rules ask of all councils together."""
        return Everywhere.surveyed(self.survey, self.shared)

    @cached_property
    def renderer(self) -> Renderer:
        """What turns pages into HTML."""
        return Renderer(self.templates, Acronyms(self.shared.register.shared.terms))

    @cached_property
    def published(self) -> Mapping[str, Authority]:
        """The authorities that are published, as their files are."""
        return {
            address.authority: authority
            for address, authority in self.shared.register.of(Authority)
            if is_public(authority, self.instant)
        }

    @cached_property
    def councils(self) -> Edition:
        """The authorities alone, as their files are: what is said of all of them that the pages of one need."""
        return Edition(link(Register(dict(self.published), self.shared.register.shared)), self.instant.date())

    def edition(self, staged: Register, histories: Mapping[str, History] | None = None) -> Edition:
        """Return the edition of some councils."""
        return Edition(
            link(staged),
            self.instant.date(),
            self.example,
            self.corrections,
            histories=histories or {},
            invented_elsewhere=self.councils.left_out,
            gathered=self.councils.offices_gathered,
        )

    def history(self, read: Register, staged: Register) -> Mapping[str, History]:
        """Return the public history of the records of some councils."""
        folder = self.survey.folder
        return public_history(read, staged, folder, self.repository, self.commit, self.instant, self.past)

    def printed(self, page: Page, edition: Edition, imprint: Imprint) -> str:
        """Return a page with its frame; the edition holds what it is about, and the imprint says what that is from."""
        body = self.renderer.body(page)
        if not self.has_data:
            return self.frame(framed(page, body, self.site.url))
        imprint = _kept(edition, page.url.partition("/")[0], imprint)
        told = linked(edition, imprint, page), alternates(edition, page)
        return self.frame(framed(page, body, self.site.url, *told))

    def outputs(self, edition: Edition, name: str, imprint: Imprint) -> CouncilOutputs | None:
        """Return what is published of a council beside its pages, if anything is."""
        if not self.has_data:
            return None
        return CouncilOutputs(edition, name, _kept(edition, name, imprint), self.site, self._share)

    @cached_property
    def _share(self) -> int:
        return fair_share(len(self.councils.authorities_listed))

    def source_of(self, unit: Unit) -> Imprint:
        """Return from what the data of some councils is made: the last commit that changed their files."""
        return replace(self.imprint, commit=self.past.last_commit(self.repository, self.commit, unit))

    def key(self, unit: Unit) -> str:
        """Return what changes whenever the pages of a unit may: equal keys mean equal pages."""
        is_timed = not self.survey.timed.isdisjoint(unit)
        told = (
            *(self._common, self.instant if is_timed else self.instant.date()),
            *(self.survey.digest(unit), [self._told_by_git.get(name) for name in unit], self.source_of(unit).commit),
        )
        return hashlib.sha256(repr(told).encode()).hexdigest()

    @cached_property
    def _common(self) -> str:
        """What the pages of all units rest on."""
        # What git tells of a folder that is no authority today may be the past of any that took its records over.
        gone = [told for name, told in sorted(self._told_by_git.items()) if name not in self.survey.files]
        told = (
            *(
                program(self.templates),
                self.settings,
                self.site,
                self.has_data,
                self._share,
                self.example,
                self.corrections,
                self.readable_by,
            ),
            *(
                self.was_judged,
                self.everywhere.digest,
                sorted(self.councils.left_out),
                sorted(self.councils.offices_gathered),
                gone,
            ),
        )
        return hashlib.sha256(repr(told).encode()).hexdigest()

    @cached_property
    def _told_by_git(self) -> Mapping[str, Sequence[str]]:
        return self.past.told_of(self.repository, self.commit, self.instant)


def _kept(edition: Edition, name: str, imprint: Imprint) -> Imprint:
    """Return from what the data of a council is made; that of one whose record another site keeps, from there."""
    authority = edition.authorities.get(name)
    return imprint.taken_from(authority.origin) if authority and authority.origin else imprint


def program(templates: Path) -> str:
    """Return what changes whenever equal records may get other pages: program, templates, and what they rest on."""
    hashed = hashlib.sha256(repr((sys.version, _installed())).encode())
    for folder in (PACKAGE, templates):
        for file in sorted(file for file in folder.rglob("*") if _counts(file)):
            content = file.read_bytes()
            hashed.update(f"{file.relative_to(folder)} {len(content)} ".encode() + content)
    return hashed.hexdigest()


def _installed() -> list[str]:
    """Name every distribution with its version, as its folder is called: what one of ours brings with it counts too."""
    places = [place for place in sys.path if os.path.isdir(place)]  # noqa: PTH112
    return sorted(name for place in places for name in os.listdir(place) if name.endswith(".dist-info"))  # noqa: PTH208


def _counts(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts
