"""The real nginx as an ordinary process on a free port of this machine, with the configuration of `setup-server`."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOT

ADDRESS = "https://scrutiny.northport.example/"

MAIN = """
daemon off;
{user}worker_processes 1;
pid "{folder}/nginx.pid";
error_log "{folder}/error.log" notice;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path "{folder}/body";
    proxy_temp_path "{folder}/proxy";
    fastcgi_temp_path "{folder}/fastcgi";
    uwsgi_temp_path "{folder}/uwsgi";
    scgi_temp_path "{folder}/scgi";
    include "{folder}/server.conf";
}}
"""


@dataclass(frozen=True)
class Reply:
    """What nginx answers."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Nginx:
    """A running server, and the folder of releases that it shows."""

    port: int
    published: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """One request on a connection of its own; the path goes out as it stands, also a wrong one."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            reply = connection.getresponse()
            return Reply(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())
        finally:
            connection.close()


def program() -> str:
    """Where nginx is: Debian keeps it out of the PATH of ordinary accounts."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    assert found, "nginx is not installed; on Debian and Ubuntu it is the package nginx-light"
    return found


def set_up(server: Path) -> str:
    """Run `scrutiny setup-server` outside any project, so that its repository stays empty; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "scrutiny", "setup-server", "--at", str(server), "--address", ADDRESS],
        cwd=server.parent,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def nginx(server: Path, folder: Path) -> Iterator[Nginx]:
    """Run nginx with the configuration in the folder `server`, changed in nothing but the port that it listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.mkdir()
    made = (server / "nginx.conf").read_text("utf-8")
    ours = made.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("    listen [::]:80;\n", "")
    assert re.findall(r"listen .*;", ours) == [f"listen 127.0.0.1:{port};"]
    (folder / "server.conf").write_text(ours, "utf-8")
    # Started by root it would otherwise read as somebody who may not enter the folder of a test.
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), "utf-8")
    command = [program(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "warn" not in tried.stderr, tried.stderr
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert running.poll() is None, (folder / "error.log").read_text("utf-8")
                time.sleep(0.05)
        yield Nginx(port, server / "published")
    finally:
        running.terminate()
        running.wait(timeout=30)
