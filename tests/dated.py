"""A content folder with a past: real git repositories whose commits have the days that a test gives them."""

import os
import subprocess
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from scrutiny.history import History, public_history, where_kept
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.pages import Edition
from scrutiny.stage import HOME_ZONE, publishable

AS_OF = datetime(2026, 11, 22, 12, tzinfo=HOME_ZONE)
ITEM, OTHER = "northport/items/2026-item", "northport/items/2026-other"
CANARY = "Zzq Canary"
"""Stands in every message, author and branch; no page may hold it."""

COUNCIL: dict[str, Any] = {
    "title": "Northport Council",
    "visibility": "public",
    "summary": "An invented council.",
    "short_name": "Northport",
    "invented": "yes",
    "gss": "none",
}
RECORD: dict[str, Any] = {
    "title": "Northport: an item",
    "visibility": "public",
    "summary": "A summary.",
    "kind": "report",
    "committee": "not stated",
    "meeting": "2026-01-05",
    "resolutions": {
        "verb": "resolved",
        "list": [
            {"number": "1", "effect": "note", "text": "Note the report."},
            {"number": "2", "effect": "recommend", "text": "Publish the plan."},
        ],
    },
}


def git(folder: Path, *words: str, at: datetime | None = None, **variables: str) -> str:
    """Run git as an invented officer, on a day; no setting of this machine counts."""
    who = {f"GIT_{role}_NAME": CANARY for role in ("AUTHOR", "COMMITTER")}
    who |= {f"GIT_{role}_EMAIL": "zzq.canary@northport.example" for role in ("AUTHOR", "COMMITTER")}
    who |= {f"GIT_{role}_DATE": f"@{int(at.timestamp())} +0000" for role in ("AUTHOR", "COMMITTER") if at}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env = kept | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | variables
    done = subprocess.run(["git", "-C", str(folder), *words], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Dated:
    """A project with a content folder and a repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.now: dict[str, dict[str, Any]] = {"northport": COUNCIL, ITEM: RECORD}
        folder.mkdir(parents=True, exist_ok=True)
        git(folder, "init", "-q", "-b", "zzq-canary")

    def file(self, id_: str) -> Path:
        """The file of a record."""
        return self.content / (f"{id_}.yml" if "/" in id_ else f"{id_}/authority.yml")

    def write(self, id_: str, raw: bytes | str | None = None, **settings: Any) -> None:
        """Change fields of a record and write its file, or write these bytes; a field set to None is taken away."""
        base = self.now.get(id_, RECORD if "/" in id_ else COUNCIL)
        self.now[id_] = {name: value for name, value in (base | settings).items() if value not in (None, "null")}
        text = raw if raw is not None else yaml.safe_dump(quoted(self.now[id_]), sort_keys=False, allow_unicode=True)
        self.file(id_).parent.mkdir(parents=True, exist_ok=True)
        self.file(id_).write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, at: datetime, *words: str) -> None:
        """Commit everything as it stands, on a day."""
        git(self.folder, "add", "-A")
        git(self.folder, "commit", "-q", "--allow-empty", "-m", f"{CANARY}: a message", *words, at=at)

    def save(self, at: datetime, id_: str = ITEM, raw: bytes | str | None = None, **settings: Any) -> None:
        """Change a record and commit it."""
        if not self.file("northport").exists():
            self.write("northport")
        self.write(id_, raw, **settings)
        self.commit(at)

    def histories(self, as_of: datetime = AS_OF, **variables: str) -> Mapping[str, History]:
        """The public histories of all records."""
        register = load_content(self.content).register
        kept_in, commit = where_kept(self.folder, self.content, variables)
        return public_history(register, publishable(register, as_of), self.content, kept_in, commit, as_of)

    def edition(self, as_of: datetime = AS_OF) -> Edition:
        """The edition of which pages are made."""
        staged = publishable(load_content(self.content).register, as_of)
        return Edition(link(staged), as_of.date(), histories=self.histories(as_of))


def quoted(value: Any) -> Any:
    """Return settings with every day as text, as an officer writes it."""
    if isinstance(value, dict):
        return {name: quoted(each) for name, each in value.items() if each not in (None, "null")}
    if isinstance(value, list):
        return [quoted(each) for each in value]
    return value if isinstance(value, str) else str(value)


def day(text: str) -> datetime:
    """Noon of a day in London, or the time that is given with it."""
    read = datetime.fromisoformat(text)
    return (read if "T" in text else read + timedelta(hours=12)).replace(tzinfo=HOME_ZONE)
