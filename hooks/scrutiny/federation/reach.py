"""The files of an export where they are: in a folder, or at the address of a site.

Of a site only https is asked, at the host that was named and no other: a redirection is refused, so that nothing is
taken from a place that nobody wrote down. One connection is used for all files. However slowly it answers, a site has
its hour and no more, so that the others have their turn.
"""

from __future__ import annotations

import http.client
import os
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from threading import Timer
from typing import TypeAlias
from urllib.parse import quote, urlsplit

Read: TypeAlias = Callable[[str, int], bytes]
"""Returns the file at a path from the root of a site; raises UnreachableError, also for more bytes than are allowed."""

LIMIT = 60.0
"""Seconds to wait for any part of an answer."""
WHOLE = 3600.0
"""Seconds that all files of a site may take."""
_AGENT = "scrutiny-federate/1 (copies the published data of public records)"


class UnreachableError(Exception):
    """A file cannot be had; the message says why in a sentence."""


@contextmanager
def reached(address: str, beside: Path) -> Iterator[Read]:
    """Give what reads the files at an address; a folder is named from the folder ``beside``.

    Certificates are believed as the system believes them; ``SSL_CERT_FILE`` may name others.
    """
    if address.startswith("https://"):
        site = _Site(address)
        try:
            yield site.read
        finally:
            site.close()
    elif "://" in address:
        raise UnreachableError(f"{address} is no address that begins with https://, and no folder.")
    else:
        yield _Folder(beside / address).read


class _Folder:
    """A folder with the files of a site."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: str, most: int) -> bytes:
        """Read a file; a link is not followed out of the folder."""
        file = self._folder / path
        try:
            if not file.resolve().is_relative_to(self._folder.resolve()):
                raise UnreachableError(f"{path} leads out of the folder.")
            with file.open("rb") as opened:
                return _within(opened.read(most + 1), path, most)
        except OSError as error:
            raise UnreachableError(f"{path} cannot be read ({os.strerror(error.errno or 0)}).") from error


class _Site:
    """A site on the web."""

    def __init__(self, address: str) -> None:
        parts, context = urlsplit(address), ssl.create_default_context()
        self._host, self._root = parts.hostname or "", parts.path.rstrip("/")
        self._connection = http.client.HTTPSConnection(self._host, parts.port, timeout=LIMIT, context=context)
        self._socket: socket.socket | None = None
        self._is_over = False
        self._hour = Timer(WHOLE, self._end)
        self._hour.start()

    def close(self) -> None:
        """Let the connection go."""
        self._hour.cancel()
        self._hour.join()
        self._connection.close()

    def _end(self) -> None:
        """End the answer that is being read: whoever sends one letter a minute keeps to every other limit."""
        self._is_over = True
        with suppress(OSError):
            if self._socket:
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def read(self, path: str, most: int) -> bytes:
        """Ask for a file; once more where the connection had been closed for want of questions."""
        try:
            try:
                return self._ask(path, most)
            except (http.client.RemoteDisconnected, http.client.CannotSendRequest, ConnectionError):
                self._connection.close()
                return self._ask(path, most)
        except ssl.SSLCertVerificationError as error:
            raise UnreachableError(f"The certificate of {self._host} is not in order ({error.reason}).") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._connection.close()
            late = f"its files took more than {WHOLE / 60:.0f} minutes in all"
            why = late if self._is_over else str(error) or type(error).__name__
            raise UnreachableError(f"{self._host} did not answer for {path} ({why}).") from error

    def _in_time(self) -> None:
        if self._is_over:
            raise TimeoutError

    def _ask(self, path: str, most: int) -> bytes:
        where = quote(f"{self._root}/{path}", safe="/%~")
        self._connection.request("GET", where, headers={"User-Agent": _AGENT, "Accept": "*/*"})
        self._socket = self._connection.sock  # the connection itself forgets that of a last answer
        self._in_time()
        answer = self._connection.getresponse()
        content = answer.read(most + 1)
        self._in_time()
        if not answer.isclosed():  # what is longer than it may be is not read to its end
            self._connection.close()
        if answer.status != HTTPStatus.OK:
            raise UnreachableError(f"{self._host} answered {answer.status} for {path}.")
        return _within(content, path, most)


def _within(content: bytes, path: str, most: int) -> bytes:
    if len(content) > most:
        raise UnreachableError(f"{path} has more than the {most} bytes it may have.")
    return content
