"""A client of the YAML language server that editors use, speaking its protocol: what an officer sees while typing.

The protocol is the Language Server Protocol, version 3.17, over standard input and output.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

PROGRAM = "yaml-language-server@1.19.2"
"""The npm package: exact, because its answers are compared; the one that runs on the Node.js 18 of Debian 12."""

LONGEST_WAIT = 60
"""Seconds to wait for one answer; it comes in less than one unless the machine is busy."""

Answer = Any
"""What the server says, as JSON."""


def install(folder: Path) -> Path:
    """Fetch the server with npm into a folder and return the program."""
    command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(folder), PROGRAM]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"npm could not fetch {PROGRAM}:\n{done.stdout}{done.stderr}")
    return folder / "node_modules" / ".bin" / "yaml-language-server"


class Editor:
    """An editor with one project open."""

    def __init__(self, server: subprocess.Popen[bytes], settings: Mapping[str, Any]) -> None:
        self._server, self._settings, self._last = server, settings, 0
        self._said: Queue[dict[str, Any]] = Queue()
        self.marks: dict[str, list[dict[str, Any]]] = {}
        """What the server marks in each open file: messages and their places."""
        Thread(target=self._listen, daemon=True).start()

    def ask(self, method: str, **given: Any) -> Answer:
        """Ask something and wait for the answer, giving the server the settings when it asks for them."""
        self._last += 1
        number = self._last
        self._send(id=number, method=method, params=given)
        while True:
            said = self._next()
            if said.get("id") == number and "method" not in said:
                assert "error" not in said, said
                return said["result"]

    def tell(self, method: str, **given: Any) -> None:
        """Tell the server something that has no answer."""
        self._send(method=method, params=given)

    def open(self, file: Path, text: str) -> str:
        """Open a file, once, with a text that need not be saved; return its address when the server has read it."""
        uri = file.as_uri()
        assert uri not in self.marks, f"{file} is open already"
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        while uri not in self.marks:
            self._next()
        return uri

    def _next(self) -> dict[str, Any]:
        """Take what the server says next; answer its own questions on the way."""
        try:
            said = self._said.get(timeout=LONGEST_WAIT)
        except Empty:
            raise RuntimeError(f"the server has said nothing for {LONGEST_WAIT} seconds") from None
        if said.get("method") == "textDocument/publishDiagnostics":
            self.marks[said["params"]["uri"]] = said["params"]["diagnostics"]
        elif said.get("method") == "workspace/configuration":
            asked = [each.get("section", "") for each in said["params"]["items"]]
            self._send(id=said["id"], result=[self._section(name) for name in asked])
        elif "method" in said and "id" in said:
            self._send(id=said["id"], result=None)
        return said

    def _section(self, name: str) -> dict[str, Any]:
        """The settings of one section, nested as an editor gives them: ``yaml.schemas`` is ``schemas`` of ``yaml``."""
        section: dict[str, Any] = {}
        for key, value in self._settings.items():
            if key.startswith(f"{name}."):
                *groups, last = key.removeprefix(f"{name}.").split(".")
                inner = section
                for group in groups:
                    inner = inner.setdefault(group, {})
                inner[last] = value
        return section

    def _send(self, **said: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **said}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _listen(self) -> None:
        """Put what the server says into the queue, until it ends."""
        assert self._server.stdout is not None
        while line := self._server.stdout.readline():
            length = 0
            while line.strip():
                name, _, value = line.decode().partition(":")
                length = int(value) if name.lower() == "content-length" else length
                line = self._server.stdout.readline()
            self._said.put(json.loads(self._server.stdout.read(length)))


@contextmanager
def editor(program: Path, project: Path, settings: Mapping[str, Any]) -> Iterator[Editor]:
    """Open a project in an editor with some settings, such as those of ``.vscode/settings.json``."""
    with subprocess.Popen(
        [str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        try:
            opened = Editor(server, settings)
            opened.ask(
                "initialize",
                processId=None,
                rootUri=project.as_uri(),
                workspaceFolders=[{"uri": project.as_uri(), "name": "project"}],
                capabilities={
                    "workspace": {"configuration": True, "workspaceFolders": True},
                    "textDocument": {
                        "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"]}},
                        "hover": {"contentFormat": ["markdown"]},
                    },
                },
            )
            opened.tell("initialized")
            yield opened
        finally:
            server.kill()
