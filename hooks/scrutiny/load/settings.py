"""The settings of the project that its commands share with a build: ``extra.scrutiny`` of ``mkdocs.yml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from scrutiny.model.mailbox import office_mailbox

PROJECT = "mkdocs.yml"
"""The file with the settings, by which the folder of the project is known."""

PRIVATE, PUBLIC = "private", "public"
"""Who can read the repository. Whatever is not said to be private counts as public."""

SEEN_PUBLIC = "seen public"
"""A repository that the settings call private, while the code host says that everybody can read it."""


@dataclass(frozen=True)
class Settings:
    """What ``mkdocs.yml`` says of the record."""

    repository: str = PUBLIC
    """Who can read the repository: ``private`` or ``public``. Any other word is not known, and counts as public."""
    content: str = "content"
    """The folder of the record, from the folder of the project."""
    ledger: str = ""
    """The file with the addresses ever published; empty where there is none."""


class UnreadableSettingsError(ValueError):
    """The settings cannot be read; the message is a sentence that says why."""


class _Loader(yaml.SafeLoader):
    """Reads ``mkdocs.yml`` with its environment variables; what other tags would make is left out, and never made."""

    environment: Mapping[str, str]


def _from_environment(loader: _Loader, node: yaml.Node) -> Any:
    """Read ``!ENV NAME`` or ``!ENV [NAME, OTHER, default]``: the first that is set, otherwise what stands last."""
    if isinstance(node, yaml.ScalarNode):
        return loader.environment.get(node.value)
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return None
    *names, last = node.value
    known = (loader.environment[name.value] for name in names if name.value in loader.environment)
    return next(known, None if not names else loader.construct_object(last, deep=True))


_Loader.add_constructor("!ENV", _from_environment)
_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_settings(project: Path, environment: Mapping[str, str]) -> Settings:
    """Read the settings of a project's folder as a build with these environment variables would.

    What is left out has the value that is safe: a repository of which nothing is said counts as public. Raises
    UnreadableSettingsError where the file is missing, or is no list of settings.
    """
    loader = type("_ReadingLoader", (_Loader,), {"environment": environment})
    try:
        read = yaml.load((project / PROJECT).read_bytes(), Loader=loader)  # noqa: S506  a SafeLoader
    except OSError as error:
        raise UnreadableSettingsError(f"{PROJECT} cannot be read ({error.strerror})") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableSettingsError(f"{PROJECT} cannot be read: it is not valid YAML") from error
    extra = read.get("extra") if isinstance(read, dict) else None
    said = extra.get("scrutiny") if isinstance(extra, dict) else None
    if not isinstance(said, dict):
        raise UnreadableSettingsError(f"{PROJECT} has no settings below extra: scrutiny:")
    given = {name: str(said[name]) for name in ("repository", "content", "ledger") if said.get(name) is not None}
    return Settings(**given)


def repository_seen(environment: Mapping[str, str]) -> str:
    """Return who can read the repository as the code host tells it; empty where no host says so.

    SCRUTINY_REPOSITORY_SEEN is set by the workflow for GitHub, CI_PROJECT_VISIBILITY by GitLab itself
    (https://docs.gitlab.com/ci/variables/predefined_variables/). What GitLab calls internal can be read by everybody
    who has an account there, and counts as public.
    """
    told = environment.get("SCRUTINY_REPOSITORY_SEEN") or environment.get("CI_PROJECT_VISIBILITY") or ""
    return "" if not told else PRIVATE if told.strip().casefold() == PRIVATE else PUBLIC


def repository_of(said: str, environment: Mapping[str, str]) -> str:
    """Return who can read a repository of which the settings say one thing and a code host perhaps another.

    It is private only if the settings say so and no host says otherwise; then it is ``SEEN_PUBLIC``.
    """
    if said.strip() != PRIVATE:
        return PUBLIC
    return SEEN_PUBLIC if repository_seen(environment) == PUBLIC else PRIVATE


@dataclass(frozen=True)
class BuildSettings:
    """What a build is told: ``extra.scrutiny`` of ``mkdocs.yml``, each by its own name there."""

    content: str
    corrections: str
    """The mailbox of an office, for mistakes."""
    example: str = ""
    repository: str = ""
    cache: str = ""
    """A folder that keeps councils and volumes of the search for the next build; empty for none."""
    frames: str = "spliced"
    ledger: str = ""
    data: bool = True
    """Whether data, feeds and calendars are published beside the pages; without them, for measuring."""
    parquet: bool = False
    """Whether tables are published as Parquet too; it needs the extra of that name."""
    search: bool = True
    """Whether there is a search index; without one, for measuring."""


def cache_folder(project: Path, settings: BuildSettings, shown: Iterable[Path]) -> Path | None:
    """Return the folder that keeps what a build made for the next, from the folder of the project; None without one.

    It is made where it is missing. Raises UnreadableSettingsError where that cannot be, and where it is in a folder of
    those ``shown``, whose files become part of the site.
    """
    if not settings.cache:
        return None
    folder = project / settings.cache
    for each in shown:
        if folder.resolve().is_relative_to(each.resolve()):
            raise UnreadableSettingsError(
                f"extra.scrutiny.cache (SCRUTINY_CACHE) is “{settings.cache}”, which is in the folder {each.name} and "
                "would be published with it; name a folder elsewhere."
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableSettingsError(
            f"extra.scrutiny.cache (SCRUTINY_CACHE) is “{settings.cache}”, which cannot be made a folder "
            f"({error.strerror})."
        ) from error
    return folder


_FEW: dict[str, dict[object, str]] = {
    "frames": {"spliced": "spliced", "in full": "in full"},
    "data": {True: "yes", False: "no"},
    "parquet": {True: "yes", False: "no"},
    "search": {True: "yes", False: "no"},
}
"""The settings that have few values, which nobody would see mistaken, with these as they are written."""


def build_settings(said: Mapping[str, Any]) -> BuildSettings:
    """Return the settings of a build.

    Raises UnreadableSettingsError where one that has few values is given another, or where the mailbox for mistakes is
    missing or not an office's.
    """
    for name, values in _FEW.items():
        if name in said and said[name] not in tuple(values):
            given, known = said[name] or "", " or ".join(f"“{word}”" for word in values.values())
            raise UnreadableSettingsError(
                f"extra.scrutiny.{name} (SCRUTINY_{name.upper()}) is “{given}”; it may be {known}."
            )
    try:
        office_mailbox(str(said.get("corrections") or ""))
    except ValueError as error:
        raise UnreadableSettingsError(f"extra.scrutiny.corrections (CORRECTIONS_MAILBOX): {error}") from error
    names = {field.name for field in fields(BuildSettings)}
    told: dict[str, Any] = {
        name: value if name in _FEW else str(value or "") for name, value in said.items() if name in names
    }
    return BuildSettings(**told)
