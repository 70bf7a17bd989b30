"""An object store on this machine: moto, in a process of its own, and what it was told, in order."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import boto3  # type: ignore[import-untyped]

NAME = "scrutiny"
_CHANGE = re.compile(rf'"(PUT|DELETE) /{NAME}/([^ "]+) HTTP/1\.1" 2')


class Change(NamedTuple):
    """An object that was put or deleted."""

    method: str
    key: str


class Held(NamedTuple):
    """An object as a CDN gets it."""

    body: bytes
    kind: str
    cached: str


@dataclass(frozen=True)
class Bucket:
    """The bucket of a running store."""

    address: str
    log: Path

    @property
    def given(self) -> Mapping[str, str]:
        """What rclone is given so that it knows the store by the name `store`, and nothing of this machine's."""
        settings = {"TYPE": "s3", "PROVIDER": "Other", "ENDPOINT": self.address, "REGION": "us-east-1"}
        keys = {"ACCESS_KEY_ID": "testing", "SECRET_ACCESS_KEY": "testing"}
        named = {f"RCLONE_CONFIG_STORE_{name}": value for name, value in (settings | keys).items()}
        return named | {"RCLONE_CONFIG": "/dev/null", "PATH": os.environ["PATH"], "RCLONE_VERBOSE": "1"}

    @cached_property
    def _client(self) -> Any:
        keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
        return boto3.client("s3", endpoint_url=self.address, region_name="us-east-1", **keys)

    def make(self) -> None:
        """Make it."""
        self._client.create_bucket(Bucket=NAME)

    def changes(self) -> list[Change]:
        """Return what was put and deleted since the last call, in order."""
        found = [Change(method, unquote(key)) for method, key in _CHANGE.findall(self.log.read_text())]
        os.truncate(self.log, 0)
        return found

    def get(self, key: str) -> Held:
        """Fetch an object, as a CDN does."""
        answer = self._client.get_object(Bucket=NAME, Key=key)
        return Held(answer["Body"].read(), answer["ContentType"], answer["CacheControl"])

    def contents(self) -> dict[str, bytes]:
        """Return the body of every object by its name."""
        listed = self._client.list_objects_v2(Bucket=NAME).get("Contents", ())
        return {each["Key"]: self.get(each["Key"]).body for each in listed}


@contextmanager
def running(folder: Path) -> Iterator[Bucket]:
    """Start a store with an empty bucket, and end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "requests.log"
    with log.open("a") as told:
        program = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        server = subprocess.Popen(program, stdout=told, stderr=told)
        try:
            _wait(port, server)
            bucket = Bucket(f"http://127.0.0.1:{port}", log)
            bucket.make()
            yield bucket
        finally:
            server.terminate()
            server.wait(30)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    """Wait until the store answers."""
    for _ in range(600):
        assert server.poll() is None, "the store ended by itself"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the store does not answer")
