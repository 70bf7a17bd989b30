"""Whose exports one site is made of, and what is expected of each: the file that ``scrutiny federate`` is given."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import field_validator, model_validator

from scrutiny.address import RESERVED
from scrutiny.load.reader import read_document
from scrutiny.load.shape import validate
from scrutiny.model.base import Line, Model, Slug, example
from scrutiny.open_data.api.imprint import VERSION
from scrutiny.problem import Problem

FORM = VERSION.partition(".")[0]
"""The version of the form of data that can be read; what was added within it does no harm."""


class Export(Model):
    """What one site publishes of the authorities whose record it keeps, and what is expected of it."""

    name: Slug = example("northport")
    """What it is called in messages, and in the folder of copies. Give each its own, and keep it."""
    address: Line = example("https://scrutiny.northport.example/", "../northport/site")
    """Where it is: the address of the site, which begins with ``https://``, or a folder with the same files."""
    authorities: tuple[Slug, ...] = example(["northport"])
    """The authorities it may speak for. What it publishes of others is not taken."""
    version: Line = example("1", default=FORM)
    """The version of the form of its data."""
    licence: Line = example("Open Government Licence v3.0", "not stated")
    """The licence that it has to state; where it states another, nothing is taken before somebody has looked."""
    sha256: Line | None = example("0" * 64, default=None)
    """The fingerprint of its list of files, where one edition and no other is wanted."""

    @field_validator("address")
    @classmethod
    def _can_be_asked(cls, address: str) -> str:
        if address.startswith("https://") and not _is_of_a_site(address):
            raise ValueError(f"{address} is no address of a site — write https://, its host and the folder it lies in")
        return address

    @field_validator("version")
    @classmethod
    def _can_be_read(cls, version: str) -> str:
        if version != FORM:
            raise ValueError(f"version {version} cannot be read by this program — only version {FORM} can")
        return version

    @field_validator("sha256")
    @classmethod
    def _is_a_fingerprint(cls, sha256: str | None) -> str | None:
        if sha256 is not None and not re.fullmatch("[0-9a-f]{64}", sha256):
            raise ValueError("it is no SHA-256 fingerprint — write its 64 small letters and digits")
        return sha256

    @field_validator("authorities")
    @classmethod
    def _speaks_for_some(cls, authorities: tuple[str, ...]) -> tuple[str, ...]:
        if not authorities:
            raise ValueError("it speaks for nobody — name the authorities whose record it keeps")
        for name in RESERVED.intersection(authorities):
            raise ValueError(f"{name} is a name of the site itself, and of no authority")
        return authorities


def _is_of_a_site(address: str) -> bool:
    """Tell whether an address has a host and at most a port and a folder; of more than that nothing would be asked."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host) and port != 0 and "@" not in parts.netloc and not parts.query and not parts.fragment


class Exports(Model):
    """All exports of which a site is made."""

    sources: tuple[Export, ...] = example([{"name": "northport", "address": "…", "licence": "not stated"}])
    """One for each site, in any order."""

    @model_validator(mode="after")
    def _each_is_one(self) -> Self:
        for name, times in Counter(each.name for each in self.sources).items():
            if times > 1:
                raise ValueError(f"{times} of them are called {name} — give each its own name")
        speaks: dict[str, str] = {}
        for each in self.sources:
            for authority in each.authorities:
                if authority in speaks:
                    raise ValueError(f"{speaks[authority]} and {each.name} speak for {authority} — leave it to one")
                speaks[authority] = each.name
        return self


def read_exports(file: Path) -> tuple[tuple[Export, ...], list[Problem]]:
    """Read the file; return the exports, or none and everything that is wrong with it.

    Raises OSError where it cannot be opened.
    """
    document = read_document(file.read_bytes(), file.name)
    read, problems = validate(Exports, document)
    problems = [*document.problems, *problems]
    return (read.sources if read and not problems else ()), problems
