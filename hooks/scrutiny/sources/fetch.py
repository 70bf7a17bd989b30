"""Ask an address for its paper, politely and without being led astray.

Only https, only addresses of the public internet (an officer's text must not make a server ask its own neighbours),
a few redirects, a limit of time and of bytes, one request to a host in a second.
"""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

MOST_REDIRECTS = 5
MOST_BYTES = 200 * 2**20
"""Bytes of a paper at most; a longer one is judged by its first answer alone."""
PAUSE = 1.0
"""Seconds between two requests to one host."""
PIECE = 2**16
MOVED_FOR_GOOD = {301, 308}
MOVED = MOVED_FOR_GOOD | {302, 303, 307}


@dataclass(frozen=True)
class Reply:
    """What an address answered."""

    status: int
    """The HTTP status of the last answer; 0 where there was none."""
    why: str = ""
    """Why there was none, in words."""
    sha256: str = ""
    """The fingerprint of the file; empty where it was not read to the end."""
    kind: str = ""
    """What sort of file the address says it is, such as ``application/pdf``."""
    moved_to: str = ""
    """Where the address leads for good (HTTP 301, 308), if it says so."""

    @property
    def lasts(self) -> bool:
        """Whether it is the same next week: a web page is made anew for each reader, a file is not."""
        return bool(self.sha256) and self.kind not in {"text/html", "application/xhtml+xml"}


def is_public(address: str) -> bool:
    """Tell an address of the public internet from those of a machine itself and its neighbours."""
    return ipaddress.ip_address(address.partition("%")[0]).is_global


class _Connection(http.client.HTTPSConnection):
    """A connection to an address that was looked at first, so that a name cannot mean two places."""

    def __init__(self, host: str, port: int | None, visitor: Visitor) -> None:
        super().__init__(host, port, timeout=visitor.limit, context=visitor.context)
        self._visitor = visitor

    def connect(self) -> None:
        """Look up the host, and connect to the first of its addresses that may be asked."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        allowed = [place for *_, place in found if self._visitor.may_ask(str(place[0]))]
        if not allowed:
            raise OSError("it leads into a private network")
        plain = socket.create_connection((str(allowed[0][0]), self.port), self.timeout)
        self.sock = self._visitor.context.wrap_socket(plain, server_hostname=self.host)


@dataclass
class Visitor:
    """Asks for papers one after another."""

    name: str = "scrutiny-sources/1 (weekly check of the sources of a public record)"
    """How it introduces itself."""
    limit: float = 30.0
    """Seconds to wait for any part of an answer."""
    may_ask: Callable[[str], bool] = is_public
    """Which numeric addresses may be asked."""
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    """Whose certificates are believed."""
    pause: float = PAUSE
    """Seconds between two requests to one host."""
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Reply:
        """Ask for the paper at an address; never raises: what went wrong is in the reply."""
        moved_to, stays = "", True
        for _ in range(MOST_REDIRECTS + 1):
            try:
                status, way, digest, kind = self._ask(url)
            except ssl.SSLError as error:
                return Reply(0, f"its certificate is not in order ({error.reason or 'unknown cause'})")
            except socket.gaierror:
                return Reply(0, f"there is no host {urlsplit(url).hostname}")
            except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
                return Reply(0, str(error) or type(error).__name__)
            if status not in MOVED or not way:
                return Reply(status, "", digest, kind, moved_to)
            url = urljoin(url, way)
            if urlsplit(url).scheme != "https":
                return Reply(0, "it leads to an address that is not https")
            # One step that may change tomorrow, and what comes behind it is not where the paper lives.
            stays = stays and status in MOVED_FOR_GOOD
            moved_to = url if stays else moved_to
        return Reply(0, "it leads from one address to the next without an end")

    def _ask(self, url: str) -> tuple[int, str, str, str]:
        parts = urlsplit(url)
        host = parts.hostname or ""
        self._wait_for(host)
        path = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/%?&=:;,+$!~*'()@[]")
        connection = _Connection(host, parts.port, self)
        try:
            connection.request("GET", path, headers={"User-Agent": self.name, "Accept": "*/*"})
            answer = connection.getresponse()
            if answer.status in MOVED:
                return answer.status, answer.headers.get("Location", ""), "", ""
            return answer.status, "", _read(answer), answer.headers.get_content_type()
        finally:
            connection.close()

    def _wait_for(self, host: str) -> None:
        now = time.monotonic()
        earliest = self._last.get(host, now - self.pause) + self.pause
        if earliest > now:
            time.sleep(earliest - now)
        self._last[host] = max(now, earliest)


def _read(answer: http.client.HTTPResponse) -> str:
    """Return the fingerprint of what is sent; nothing for what is too long."""
    digest, size = hashlib.sha256(), 0
    while piece := answer.read(PIECE):
        digest.update(piece)
        size += len(piece)
        if size > MOST_BYTES:
            return ""
    return digest.hexdigest()
