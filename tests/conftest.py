"""What every test may ask for: a site built for real, a server for it on this machine, and a browser.

The tests need Python and a browser, nothing else. Those that need more (a web server, another program) carry the marker
`server`; they are left out of the ordinary run, and its last lines name each of them so that nobody takes them for run.
"""

import gc
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from forked import start
from one_of_each import one_of_each

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "sample" / "content"

# Noon on 22 November 2026: what the built sites take for now, so that "overdue" means the same in every run.
AS_OF_EPOCH = 1_795_348_800

# The tests write drafts and withheld records, which only a private repository may hold.
os.environ.setdefault("SCRUTINY_REPOSITORY", "private")

LONGEST_WAIT = 900
"""Seconds after which what another worker makes is taken for lost."""

SLOWEST = (
    *("kept_councils", "release_faults", "accessibility", "push", "release_build", "keyboard", "payloads", "reading"),
    *("tools", "many_councils", "forever", "preview", "leak", "bench", "federation", "check_command", "withheld_build"),
    *("search_volumes_page", "preview_units", "minutes", "write", "weight", "units", "sqlite", "repository", "show"),
)
"""The files whose tests take longest, longest first: they begin first, so that no worker is alone at the end."""

CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Sites


@dataclass(frozen=True)
class BuiltSite:
    """What one run of `mkdocs build --strict` left behind."""

    folder: Path
    """The site folder; empty or missing if the build refused."""
    returncode: int
    """0 if the build succeeded."""
    output: str
    """All that the build printed, errors included."""

    def file(self, address: str) -> Path:
        """The file a web server sends for an address such as `bradford/items/x/`; anchors are ignored."""
        path = self.folder / address.partition("#")[0].lstrip("/")
        return path / "index.html" if address.endswith("/") or path.is_dir() else path

    def page(self, address: str) -> LexborHTMLParser:
        """The parsed page at an address such as `bradford/items/x/`.

        Raises AssertionError, with what the build printed, if there is no such page.
        """
        file = self.file(address)
        assert file.is_file(), f"the site has no page {address}; the build printed:\n{self.output}"
        return LexborHTMLParser(file.read_text("utf-8"))

    def pages(self) -> dict[str, LexborHTMLParser]:
        """Every page, parsed, by its address from the root, which ends in "/" or ".html" or is empty."""
        return {
            file.relative_to(self.folder).as_posix().removesuffix("index.html"): LexborHTMLParser(
                file.read_text("utf-8")
            )
            for file in sorted(self.folder.rglob("*.html"))
        }


def is_redirect(page: LexborHTMLParser) -> bool:
    """Tell a page at a former address, which nobody reads, from a page of its own."""
    return page.css_first('meta[http-equiv="refresh"]') is not None


class Build(Protocol):
    """The type of the `build` fixture."""

    def __call__(self, content: Path | None = None, /, **env: str) -> BuiltSite:
        """Build the site of a content folder (by default the repository's own), with extra environment variables."""


class Serve(Protocol):
    """The type of the `serve` fixture."""

    def __call__(self, folder: Path, headers: Mapping[str, str] | None = None) -> str:
        """Serve a folder on this machine, with extra reply headers; return its base address, ending in "/"."""


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Run the command that publishes the site, with the real mkdocs.yml and hooks, into a folder of its own."""

    def build_site(content: Path | None = None, /, **env: str) -> BuiltSite:
        folder = tmp_path_factory.mktemp("built") / "site"
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("SCRUTINY_")}
        fixed = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(AS_OF_EPOCH)}
        fixed["SCRUTINY_REPOSITORY"] = "private"  # the invented council has withheld records
        chosen = {} if content is None else {"SCRUTINY_CONTENT": str(content)}
        build = start(
            *("mkdocs", "build", "--strict", "--site-dir", folder),
            folder=ROOT,
            env=inherited | fixed | chosen | env,
        )
        said, _ = build.communicate()
        assert build.returncode is not None
        return BuiltSite(folder, build.returncode, said)

    return build_site


class Shared(Protocol):
    """The type of the `shared` fixture."""

    def __call__(self, name: str, make: Callable[[], Any], /) -> Any:
        """Return what `make` returns, which JSON can hold, made by the first worker that asks for this name."""


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Shared:
    """What the workers of one run make once for all of them, and only read."""
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent  # that of the run

    def made_once(name: str, make: Callable[[], Any], /) -> Any:
        begun, made = folder / f"{name}.begun", folder / f"{name}.json"
        try:
            begun.touch(exist_ok=False)
        except FileExistsError:
            until = time.monotonic() + LONGEST_WAIT
            while not made.exists():
                assert time.monotonic() < until, f"another worker does not end making {name}"
                time.sleep(0.2)
        else:
            told: Any = {"failed": "it ended in another worker"}
            try:
                told = {"made": make()}
            except BaseException as error:
                told = {"failed": str(error)}
                raise
            finally:
                aside = folder / f"{name}.aside"
                aside.write_text(json.dumps(told), "utf-8")
                aside.rename(made)
        told = json.loads(made.read_text("utf-8"))
        assert "made" in told, told["failed"]
        return told["made"]

    return made_once


def built_once(build: Build, shared: Shared, name: str, *content: Path) -> BuiltSite:
    """Return the site of a content folder, built by the first worker that asks for it."""

    def make() -> tuple[str, str]:
        site = build(*content)
        assert site.returncode == 0, site.output
        return str(site.folder), site.output

    folder, output = shared(name, make)
    return BuiltSite(Path(folder), 0, output)


@pytest.fixture(scope="session")
def seeds(build: Build, shared: Shared) -> BuiltSite:
    """The site of the repository's own content/, one for all workers: no test changes it."""
    return built_once(build, shared, "seeds")


@pytest.fixture(scope="session")
def sample(build: Build, shared: Shared) -> BuiltSite:
    """The site of the invented authority in tests/sample/content, one for all workers: no test changes it."""
    return built_once(build, shared, "sample", SAMPLE)


@pytest.fixture(scope="session", params=["seeds", "sample"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    """Both sites in turn: the real record and the invented one."""
    built: BuiltSite = request.getfixturevalue(request.param)
    return built


@pytest.fixture(scope="session")
def pages(site: BuiltSite) -> dict[str, LexborHTMLParser]:
    """Every page of the site that somebody reads, parsed once."""
    return {address: page for address, page in site.pages().items() if not is_redirect(page)}


# Server


# Python asks the system for these, and on Windows other programs may have changed them.
MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}


class _SiteRequestHandler(SimpleHTTPRequestHandler):
    """Answers as the published site does: its own page for what is not found, and no log."""

    def __init__(self, *args: Any, extra_headers: Mapping[str, str], **kwargs: Any) -> None:
        self.extra_headers = extra_headers
        self.extensions_map = self.extensions_map | MEDIA_TYPES
        super().__init__(*args, **kwargs)

    def end_headers(self) -> None:
        for name, value in self.extra_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        not_found = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not not_found.is_file():
            super().send_error(code, message, explain)
            return
        body = not_found.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_args: Any, **_named: Any) -> None:
        """Say nothing: a test that wants to know asks the browser."""


class _SiteServer(ThreadingHTTPServer):
    """A server that does not mind a browser going away in the middle of a reply."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve folders on 127.0.0.1, each at a port of its own, until the tests end."""
    with ExitStack() as servers:

        def serve_folder(folder: Path, headers: Mapping[str, str] | None = None) -> str:
            handler = partial(_SiteRequestHandler, directory=str(folder), extra_headers=headers or {})
            server = servers.enter_context(_SiteServer(("127.0.0.1", 0), handler))
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            thread.start()
            servers.callback(thread.join)
            servers.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}/"

        yield serve_folder


@pytest.fixture(scope="session")
def places(seeds: BuiltSite, sample: BuiltSite, shared: Shared) -> dict[str, tuple[str, str]]:
    """One page of every template and state, by its name in one_of_each.KINDS: "seeds" or "sample", and the address."""
    folders = {"seeds": seeds.folder, "sample": sample.folder}
    contents = {"seeds": ROOT / "content", "sample": SAMPLE}
    found = shared("places", lambda: one_of_each(folders, contents, AS_OF_EPOCH))
    return {kind: (site, address) for kind, (site, address) in found.items()}


@pytest.fixture(scope="session")
def kinds(places: dict[str, tuple[str, str]], seeds: BuiltSite, sample: BuiltSite, serve: Serve) -> dict[str, str]:
    """The same pages, each with its whole address on this machine."""
    bases = {"seeds": serve(seeds.folder), "sample": serve(sample.folder)}
    return {kind: bases[site] + address for kind, (site, address) in places.items()}


# Browser


def installed_browser(
    env: Mapping[str, str] = os.environ, which: Callable[[str], str | None] = shutil.which
) -> str | None:
    """The path of a browser of the Chromium family that is on this machine, or None.

    The variable CHROMIUM decides if it is set; otherwise a command on the path, then the usual places of macOS and
    Windows.
    """
    if chosen := env.get("CHROMIUM"):
        return chosen
    commands = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "microsoft-edge",
        "msedge",
    ]
    for command in commands:
        if found := which(command):
            return found
    places = [
        Path("/Applications", f"{name}.app", "Contents", "MacOS", name)
        for name in ("Chromium", "Google Chrome", "Microsoft Edge")
    ]
    places += [
        Path(env[root], *place)
        for root in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        if root in env
        for place in (
            ("Chromium", "Application", "chrome.exe"),
            ("Google", "Chrome", "Application", "chrome.exe"),
            ("Microsoft", "Edge", "Application", "msedge.exe"),
        )
    ]
    return next((str(place) for place in places if place.is_file()), None)


def playwright_browser() -> None:
    """Have Playwright fetch the Chromium it was made for; fail with the remedies if it cannot."""
    fetched = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if fetched.returncode != 0:
        said = "\n".join(fetched.stdout.splitlines()[-8:])
        pytest.fail(
            "These tests need a browser and none was found. Install Chromium or Chrome (on Debian and Ubuntu: "
            "apt-get install chromium), or set the variable CHROMIUM to the path of one. "
            f"Fetching one with `playwright install chromium` failed as well:\n{said}",
            pytrace=False,
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless browser: the one on this machine, otherwise Playwright's own; the test fails if neither can be had."""
    path = installed_browser()
    if path is None:
        playwright_browser()
    # Chromium's sandbox refuses to work for root, which is who the tests are in most containers.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path, headless=True, chromium_sandbox=not is_root, args=CHROMIUM_FLAGS
        )
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A wide page in a fresh browser profile; an error in its console, such as a breach of policy, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


class Tab(Protocol):
    """The type of the `tab` fixture."""

    def __call__(self, width: int) -> Page:
        """The browser tab whose window is so many CSS pixels wide; the same one each time."""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """Browser tabs by width, kept while the tests of one file run; each test sets what it changes."""
    with ExitStack() as contexts:

        @cache
        def opened(width: int) -> Page:
            context = browser.new_context(viewport={"width": width, "height": 844})
            contexts.callback(context.close)
            return context.new_page()

        yield opened


# The order of the files


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slowest files first; within a file, and among the others, the order stays."""
    rank = {f"test_{name}": number for number, name in enumerate(SLOWEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what stays until the end: thousands of tests, and the modules."""
    gc.collect()
    gc.freeze()


# Tests that need more


_NOT_RUN = pytest.StashKey[list[str]]()


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Remember the tests marked `server` that this run leaves out."""
    for item in items:
        if item.get_closest_marker("server"):
            item.config.stash.setdefault(_NOT_RUN, []).append(item.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the run what this one of its workers left out."""
    if (told := getattr(session.config, "workeroutput", None)) is not None:
        told["not run"] = session.config.stash.get(_NOT_RUN, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take up what a worker left out; every worker leaves out the same."""
    if not_run := getattr(node, "workeroutput", {}).get("not run"):
        node.config.stash[_NOT_RUN] = not_run


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name the tests that were left out because they need more than Python and a browser."""
    not_run = config.stash.get(_NOT_RUN, [])
    if not_run:
        terminalreporter.section("not run: needs more than Python and a browser")
        for nodeid in not_run:
            terminalreporter.write_line(nodeid)
        terminalreporter.write_line("To run them, on a machine that has what they need: pytest -m server -n 0")
