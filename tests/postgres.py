"""The real PostgreSQL as an ordinary process, in a folder of its own and without a port: a socket in that folder."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SUPERUSER = "scrutiny"
ACCOUNT = "postgres"
"""The account that Debian's package makes: PostgreSQL refuses to run as root."""


@dataclass(frozen=True)
class Postgres:
    """A running server."""

    folder: Path

    @property
    def given(self) -> Mapping[str, str]:
        """What programs such as psql are given so that they find it."""
        return {"PGHOST": str(self.folder), "PGUSER": SUPERUSER, "PGDATABASE": "scrutiny", "PGCLIENTENCODING": "UTF8"}

    def ask(self, query: str) -> list[tuple[str, ...]]:
        """Return the rows that psql prints for a query, each cell as text."""
        done = self.psql("--no-align", "--tuples-only", "--field-separator=\x1f", "--record-separator=\x1e", told=query)
        assert done.returncode == 0, done.stderr
        return [tuple(row.split("\x1f")) for row in done.stdout.rstrip("\n").split("\x1e") if row]

    def psql(self, *options: str, told: str, patience: float = 120) -> subprocess.CompletedProcess[str]:
        """Run psql with a script on its input, for so many seconds at most."""
        return subprocess.run(
            ["psql", "--no-psqlrc", "--quiet", *options],
            input=told,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | self.given,
            timeout=patience,
        )


def program(name: str) -> str:
    """Where a program of the server is: Debian keeps each version in a folder of its own."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    found = shutil.which(name, path=os.pathsep.join([*map(str, reversed(folders)), os.environ["PATH"]]))
    assert found, f"{name} is not installed; on Debian and Ubuntu it is in the package postgresql"
    return found


@contextmanager
def running() -> Iterator[Postgres]:
    """Start a server with an empty database, and end it."""
    account = ACCOUNT if os.getuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg") as made:  # the path of a socket must be short
        folder = Path(made)
        if account:
            os.chown(folder, pwd.getpwnam(account).pw_uid, -1)
            folder.chmod(0o755)
        options = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", f"--username={SUPERUSER}")
        data = str(folder / "data")
        subprocess.run([program("initdb"), *options, data], check=True, capture_output=True, user=account, cwd=folder)
        settings = ("listen_addresses=", f"unix_socket_directories={folder}", "fsync=off", "autovacuum=off")
        server = subprocess.Popen(
            [program("postgres"), "-D", data, *(part for each in settings for part in ("-c", each))],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=account,
            cwd=folder,
        )
        try:
            postgres = Postgres(folder)
            _made_ready(postgres, server)
            yield postgres
        finally:
            server.send_signal(signal.SIGINT)  # it ends at once; told to terminate, it would wait for whoever asks
            server.wait(60)


def _made_ready(postgres: Postgres, server: "subprocess.Popen[bytes]") -> None:
    """Make the database once the server answers."""
    for _ in range(300):
        assert server.poll() is None, "PostgreSQL ended by itself"
        done = postgres.psql("--dbname=postgres", told="CREATE DATABASE scrutiny;")
        if done.returncode == 0:
            return
        time.sleep(0.1)
    raise AssertionError(f"PostgreSQL does not answer: {done.stderr}")
