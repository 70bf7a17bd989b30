"""A real preview, as an officer starts it: `mkdocs serve` on a port of its own over a content folder."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AS_OF_EPOCH = 1_795_348_800

PATIENCE = 60.0
"""Seconds that a test waits at most for a page to change: the machine may have other things to do."""


@dataclass(frozen=True)
class Answer:
    """One answer of the server."""

    status: int
    text: str


@dataclass(frozen=True)
class Previewed:
    """A running preview."""

    address: str
    """Where it answers, ending in "/"."""
    content: Path
    """The content folder that it shows."""
    running: "subprocess.Popen[bytes]"
    told: Path
    """All that it printed."""

    def get(self, path: str = "") -> Answer:
        """Ask for an address from the root of the site; the answer may be a refusal, but there is one."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.read().decode())
        except urllib.error.HTTPError as refusal:
            return Answer(refusal.code, refusal.read().decode())

    def until(self, path: str, wanted: Callable[[str], bool], pause: float = 0.1) -> str:
        """Ask until the page is as wanted, and return it; AssertionError with what the server said if it never is."""
        end = time.monotonic() + PATIENCE
        while True:
            answer = self.get(path)
            if wanted(answer.text):
                return answer.text
            assert self.running.poll() is None, f"the preview ended by itself:\n{self.printed()}"
            assert time.monotonic() < end, f"{path} never was as wanted:\n{answer.text[-3000:]}\n{self.printed()}"
            time.sleep(pause)

    def printed(self) -> str:
        """Return the last of what it printed."""
        return self.told.read_text("utf-8", "replace")[-6000:]

    def seconds(self) -> float:
        """Return the processor seconds that it used so far, its own and those of programs it has run (Linux only)."""
        fields = Path(f"/proc/{self.running.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def preview(content: Path, told: Path, project: Path = ROOT) -> Iterator[Previewed]:
    """Start a preview of a content folder, wait until it answers, and end it."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SCRUTINY_")}
    env = inherited | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "SCRUTINY_CONTENT": str(content),
        "SOURCE_DATE_EPOCH": str(AS_OF_EPOCH),
    }
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    with told.open("wb") as output:
        running = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project,
            env=env,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            shown = Previewed(f"http://127.0.0.1:{port}/", content, running, told)
            end = time.monotonic() + PATIENCE
            while True:
                try:
                    shown.get()
                    break
                except OSError:
                    assert running.poll() is None, f"the preview ended by itself:\n{shown.printed()}"
                    assert time.monotonic() < end, f"the preview never answered:\n{shown.printed()}"
                    time.sleep(0.2)
            yield shown
        finally:
            running.terminate()
            try:
                running.wait(30)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()
