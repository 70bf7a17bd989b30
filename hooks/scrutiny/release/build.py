"""Building a site from a snapshot: MkDocs as a process of its own, in an environment that is the same everywhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scrutiny.release.refused import BuildFailed
from scrutiny.release.repository import plain_environment
from scrutiny.release.told import Tell

PATIENCE = 15
"""After so many seconds somebody who waits is told again that the build goes on."""

LONGEST = 3600
"""Seconds after which a build is taken for hanging. That of 100,000 records takes minutes."""

LINES_SHOWN = 40
"""So many of the last lines of a build that failed are shown."""

CHANGING = ("SCRUTINY_", "CI_PROJECT_VISIBILITY", "PYTHON", "LC_", "LANG", "MKDOCS")
"""How variables begin that would make a build differ from one machine to the next."""

NOWHERE = "http://127.0.0.1:9/"
"""A proxy that is none: a build that would fetch something fails instead."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a build has to know besides its snapshot."""

    repository: Path
    commit: str
    as_of: datetime
    """The instant for which the site is built."""
    ledger: Path
    """Every address ever published; may be missing before the first release."""
    lock: int
    """The handle of the lock, which the build holds as well."""


def build_site(snapshot: Path, site: Path, job: Job, tell: Tell) -> None:
    """Build the site of a snapshot into a folder that is not there yet; raise BuildFailed with what MkDocs said."""
    with subprocess.Popen(  # noqa: S603  our own interpreter, no shell
        [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "-d", str(site)],
        cwd=snapshot,
        env=environment(snapshot, job),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        pass_fds=(job.lock,),
        start_new_session=True,
        umask=0o022,
    ) as running:
        try:
            said = _awaited(running, tell)
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
    if running.returncode:
        lines = said.decode("utf-8", "replace").strip().splitlines()[-LINES_SHOWN:]
        raise BuildFailed("\n".join(["The build failed. It said:", *(f"  {line}" for line in lines)]))


def environment(snapshot: Path, job: Job, env: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment of a build: the caller's, without what differs between machines or could reach out."""
    kept = {name: value for name, value in plain_environment(env).items() if not name.startswith(CHANGING)}
    proxies = {name: NOWHERE for plain in ("http_proxy", "https_proxy", "all_proxy") for name in (plain, plain.upper())}
    return (
        {name: value for name, value in kept.items() if name.casefold() != "no_proxy"}
        | proxies
        | {
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(snapshot / "hooks"),
            "NO_MKDOCS_2_WARNING": "1",
            "SOURCE_DATE_EPOCH": str(int(job.as_of.timestamp())),
            # The record was judged before, and is built with records that are seeded, or without those withheld.
            "SCRUTINY_CHECKED": "yes",
            "SCRUTINY_REPOSITORY": "private",
            "SCRUTINY_LEDGER": str(job.ledger),
            "SCRUTINY_GIT": str(job.repository),
            "SCRUTINY_COMMIT": job.commit,
        }
    )


def _awaited(running: subprocess.Popen[bytes], tell: Tell) -> bytes:
    waited = 0
    while True:
        try:
            return running.communicate(timeout=PATIENCE)[0]
        except subprocess.TimeoutExpired:
            waited += PATIENCE
            if waited >= LONGEST:
                raise BuildFailed(f"The build did not end within {LONGEST // 60} minutes.") from None
            tell(f"  still building after {waited} s")
