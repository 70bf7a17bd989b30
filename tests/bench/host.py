"""A server that sends a site as a real host does: packed where that helps, over connections that stay open."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

MEDIA_TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}
"""What hosts pack. The files of a search index are packed already."""


@cache
def packed(file: Path) -> bytes:
    """Give a file as it is sent."""
    return gzip.compress(file.read_bytes(), 6, mtime=0)


class _Host(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, headers_sent: Mapping[str, str], **kwargs: Any) -> None:
        self.headers_sent = headers_sent
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        media_type = MEDIA_TYPES.get(file.suffix)
        content = packed(file) if media_type else file.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", media_type or "application/octet-stream")
        self.send_header("Content-Length", str(len(content)))
        if media_type:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "no-cache")
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: Any, **_named: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # a browser keeps its connections open

    def handle_error(self, *_args: Any) -> None:
        """A browser that goes away in the middle of a reply is no fault."""


@contextmanager
def host(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder on this machine, with extra reply headers; give its address, ending in "/".

    The folder need not be there before the first request.
    """
    with _Server(("127.0.0.1", 0), partial(_Host, directory=str(folder), headers_sent=headers or {})) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
