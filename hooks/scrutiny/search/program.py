"""The Pagefind program: pages go in, the files of their index come out.

It is spoken to over its pipe, as its own Python package does, whose functions wait a tenth of a second for each page.
Nothing is written to disk, and pages are numbered in the order in which they are given: neither holds when it reads a
folder.
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, TYPE_CHECKING, Any, cast

from pagefind.service import get_executable

from scrutiny.search.document import SearchIndexError
from scrutiny.search.packed import Files

if TYPE_CHECKING:
    from io import BufferedReader

END = b","
"""What ends a request and its answer; both are JSON in base64, which has no comma."""


def indexed(pages: Iterable[tuple[str, str]]) -> Files:
    """Index pages, each an address and its HTML, as English, and return every file of the index by its name.

    Raises `SearchIndexError` when the program is missing or fails.
    """
    # Pagefind obeys a settings file in the working folder and PAGEFIND_ variables: either would
    # make one machine's index differ from another's.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    command = [str(executable()), "--service"]
    with TemporaryDirectory(prefix="search-") as empty, TemporaryFile() as said:
        try:
            process = subprocess.Popen(  # noqa: S603 - the program is the installed package's
                command, cwd=empty, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
            )
        except OSError as error:
            raise SearchIndexError(f"the Pagefind program could not be started: {error}") from error
        try:
            return _files(_Conversation(process), pages)
        except (EOFError, BrokenPipeError) as error:
            code = process.wait()
            said.seek(0)
            reason = said.read().decode(errors="replace").strip() or "it gave no reason"
            raise SearchIndexError(f"Pagefind failed with exit code {code}: {reason}") from error
        finally:
            process.kill()
            process.communicate()  # closes the pipes


class _Conversation:
    """Requests to the program, each with its answer before the next."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._requests = cast("IO[bytes]", process.stdin)
        self._answers = cast("BufferedReader", process.stdout)

    def ask(self, what: str, **given: object) -> Any:
        """Send one request and return its answer. Raises EOFError or BrokenPipeError when the program is gone."""
        request = {"message_id": 1, "payload": {"type": what, **given}}
        self._requests.write(b64encode(json.dumps(request).encode()) + END)
        self._requests.flush()
        got = bytearray()
        while not got.endswith(END):
            piece = self._answers.read1(1 << 20)
            if not piece:
                raise EOFError
            got += piece
        answer = json.loads(b64decode(got[: -len(END)]))["payload"]
        if answer["type"] == "Error":
            raise SearchIndexError(f"Pagefind refused a page or a setting: {answer.get('message')}")
        return answer


def _files(pagefind: _Conversation, pages: Iterable[tuple[str, str]]) -> Files:
    index = pagefind.ask("NewIndex", config={"force_language": "en"})["index_id"]
    for address, html in pages:
        pagefind.ask("AddFile", index_id=index, url=address, file_contents=html)
    files = pagefind.ask("GetFiles", index_id=index)["files"]
    return {file["path"]: b64decode(file["content"]) for file in files}


def executable() -> Path:
    """Find the program that the package `pagefind[bin]` installs."""
    try:
        file = get_executable()
    except FileNotFoundError:
        file = None
    if file is None or not file.is_file():
        raise SearchIndexError(
            "the Pagefind program is not installed; run: pip install --force-reinstall 'pagefind[bin]'"
        )
    return file
