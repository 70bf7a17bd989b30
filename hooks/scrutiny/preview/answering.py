"""The server of a preview: it watches whatever becomes of the content folder, and always has an answer.

MkDocs' own stops watching a folder that is gone for a moment, and after a build that fails it lets every request wait.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable
from html import escape
from logging import getLogger
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from watchdog.observers.polling import PollingObserverVFS

from scrutiny.preview.on_demand import OnDemand

log = getLogger("mkdocs.hooks.scrutiny.preview")

POLL = 0.2
"""Seconds between two looks at the files."""

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

RELOAD = """<script>(async () => {
  const ask = async (seen) => Number(await (await fetch(`/livereload/${seen}/0`)).text());
  let seen = 0;
  for (;;) {
    try {
      const now = await ask(seen);
      if (seen && now > seen) return location.reload();
      seen = now;
    } catch { await new Promise((on) => setTimeout(on, 1000)); }
  }
})();</script>"""
"""Loads a page again after the next build. MkDocs puts its own script into the pages of the site only."""


class Server(Protocol):
    """What MkDocs' server of a preview (``mkdocs.livereload.LiveReloadServer``) offers."""

    builder: Callable[[], None]
    observer: Any
    _watched_paths: dict[str, int]
    mount_path: str
    error_handler: Callable[[int], bytes | None]

    def watch(self, path: str) -> None:
        """Build anew when a file below a path changes."""

    def unwatch(self, path: str) -> None:
        """Stop doing so."""

    def get_app(self) -> App | None:
        """Return what answers requests."""

    def set_app(self, application: App) -> None:
        """Set what answers requests."""


def keep_watching(server: Server, content: Path, turn: Lock) -> None:
    """Watch the content folder, and go on when it is gone, renamed or full of links that lead round in a circle.

    While somebody has the turn to make pages nobody looks: at ten thousand files that would slow them by half.
    """

    def state(path: str) -> os.stat_result:
        if path == str(content):  # with which each look begins
            with turn:
                pass
        try:
            return os.lstat(path)
        except FileNotFoundError:
            if path != str(content):
                raise
            return os.stat_result((0o40000, *[0] * 9))  # an empty folder: its files will be new when it is back

    watched = list(server._watched_paths)  # noqa: SLF001  nothing else says which
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserverVFS(state, os.scandir, polling_interval=POLL)
    for path in (*watched, str(content)):
        server.watch(path)


def keep_answering(server: Server, on_demand: OnDemand) -> None:
    """Answer every request with what went wrong while the site cannot be built, and with the site once it can.

    A page that is not there yet is made; only then is it missing.
    """
    build, not_found = server.builder, server.error_handler
    site = made_when_missing(app, on_demand, server.mount_path) if (app := server.get_app()) else None
    fault = b""

    def built() -> None:
        nonlocal fault
        try:
            with on_demand.turn:
                build()
        except Exception as error:  # MkDocs ends a failed build by an exception that is also a SystemExit
            log.error("The preview could not be made.", exc_info=error)  # noqa: TRY400  so that the test sees which
            fault = fault_page(error)
        else:
            fault = b""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if site is not None and (not fault or environ["PATH_INFO"].startswith("/livereload/")):
            return site(environ, start_response)
        start_response("503 Service Unavailable", [("Content-Type", "text/html; charset=utf-8")])
        return [fault]

    def told(code: int) -> bytes | None:
        if fault:  # the request waited for the build that failed
            return fault
        page = not_found(code)
        return page and page.replace(b"</body>", RELOAD.encode() + b"</body>")

    server.builder, server.error_handler = built, told
    server.set_app(answer)


def made_when_missing(site: App, on_demand: OnDemand, root: str) -> App:
    """Return what answers with the site; where it has nothing, once more when the pages of that address are made.

    Again and again, because between the two the site may have been built anew, and is empty once more. The site has
    the last word: another request may have made the page while this one waited for its turn.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path, begun = environ["PATH_INFO"].removeprefix(root).strip("/"), list[tuple[Any, ...]]()
        body, is_new = site(environ, lambda *told: begun.append(told)), True
        try:
            while is_new and begun[-1][0].startswith("404"):
                is_new = on_demand.ask(f"{path}/")
                body = site(environ, lambda *told: begun.append(told))
        except Exception as error:
            log.exception("The page could not be made.")
            begun.append(("503 Service Unavailable", [("Content-Type", "text/html; charset=utf-8")]))
            body = [fault_page(error)]
        start_response(*begun[-1])
        return body

    return answer


def fault_page(error: BaseException) -> bytes:
    """Return the page that says why there is no preview: a template, a hand-written page or a setting is at fault."""
    if isinstance(error, SystemExit) and error.__context__:  # what MkDocs ended the build for
        error = error.__context__
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    where = f"{Path(places[-1].filename).name}, line {places[-1].lineno}: " if places else ""
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>There is no preview now</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<noscript><meta http-equiv="refresh" content="3"></noscript></head><body><main>'
        "<h1>There is no preview now</h1>"
        "<p>The site could not be made. The cause is a template, a page written by hand or a setting, "
        "not a record. The window in which the preview was started says more.</p>"
        f'<pre style="white-space:pre-wrap">{escape(where + str(error))}</pre>'
        "<p>This page goes away by itself when the cause is mended.</p>"
        f"</main>{RELOAD}</body></html>\n"
    ).encode(errors="replace")
