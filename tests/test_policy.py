"""What a browser may do with the pages: the policy in each head, the headers for servers, the preview without."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page
from selectolax.lexbor import LexborHTMLParser

from conftest import AS_OF_EPOCH, ROOT, BuiltSite, Serve
from scrutiny.pages.hosting import all_settings
from scrutiny.pages.policy import HEADERS, page_policy, site_policy

# The directives that the specification lets only a header carry: https://www.w3.org/TR/CSP3/#meta-element
NOT_IN_A_META = {"frame-ancestors", "report-uri", "report-to", "sandbox"}

LOOKED_AT = [
    "",
    "about/",
    "accessibility/",
    "hosting/",
    "handbook/fields/item/",
    "bradford/items/undated-front-door/",
    "plymouth/inspections/2019-jtai/",
    "actions/",
    "search/?q=plan",
    "404.html",
]


def directives(policy: str) -> dict[str, set[str]]:
    """A policy as its directives, each with its sources."""
    parts = [part.split() for part in policy.split("; ")]
    return {name: set(sources) for name, *sources in parts}


def policy_in(page: LexborHTMLParser) -> str:
    """The policy that a page carries in its head."""
    node = page.css_first('head meta[http-equiv="Content-Security-Policy"]')
    assert node is not None
    return node.attributes["content"] or ""


# The policy itself


def test_a_page_allows_no_script_nothing_inline_and_no_other_site() -> None:
    """An ordinary page may load its own sheets, pictures and files and send its own search form, and nothing else."""
    assert directives(page_policy()) == {
        "default-src": {"'none'"},
        "style-src": {"'self'"},
        "img-src": {"'self'", "data:"},
        "connect-src": {"'self'"},
        "form-action": {"'self'"},
        "base-uri": {"'none'"},
    }


def test_only_the_search_page_may_run_scripts() -> None:
    """The search page may besides run its own scripts and WebAssembly, and start its worker."""
    more = directives(page_policy(searches=True))

    assert {name: more[name] for name in more.keys() - directives(page_policy()).keys()} == {
        "script-src": {"'self'", "'wasm-unsafe-eval'"},
        "worker-src": {"'self'"},
    }
    assert {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"}.isdisjoint(set().union(*more.values()))


def test_a_page_carries_nothing_that_only_a_header_can() -> None:
    """What browsers ignore in a page stands in the header, and the header allows all that some page needs."""
    header, search = directives(site_policy()), directives(page_policy(searches=True))

    assert NOT_IN_A_META.isdisjoint(search)
    assert header.keys() - search.keys() == {"frame-ancestors"}
    assert all(header[name] == sources for name, sources in search.items())


# The pages


@pytest.fixture(scope="module", params=["seeds", "sample"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    """Both sites in turn: the real record and the invented one."""
    built: BuiltSite = request.getfixturevalue(request.param)
    return built


def test_every_page_carries_its_policy_before_anything_else(site: BuiltSite) -> None:
    """In each page the policy follows the character set, before any title, sheet, icon or script."""
    for file in site.folder.rglob("*.html"):
        address = file.relative_to(site.folder).as_posix()
        page = LexborHTMLParser(file.read_text("utf-8"))
        assert policy_in(page) == page_policy(searches=address == "search/index.html"), address
        first = page.css("head > *")[:2]
        assert "charset" in first[0].attributes, address
        assert first[1].attributes.get("http-equiv") == "Content-Security-Policy", address


def test_no_page_tells_other_sites_where_its_readers_come_from(site: BuiltSite) -> None:
    """Each page in a frame of ours sets the referrer policy that the server is to send as well."""
    (header,) = [value for name, value, _ in HEADERS if name == "Referrer-Policy"]
    for file in site.folder.rglob("*.html"):
        page = LexborHTMLParser(file.read_text("utf-8"))
        if page.css_first('meta[http-equiv="refresh"]') is None:
            node = page.css_first('head meta[name="referrer"]')
            assert node is not None, file
            assert node.attributes["content"] == header


@pytest.mark.parametrize("headers", [[], HEADERS], ids=["pages alone", "with the server's headers"])
def test_no_page_breaks_its_policy(
    seeds: BuiltSite, serve: Serve, browser: Browser, headers: list[tuple[str, str, str]]
) -> None:
    """A browser reports nothing on a page of each kind, and search still finds."""
    # Browsers ignore Strict-Transport-Security over plain HTTP, as here.
    base = serve(seeds.folder, {name: value for name, value, _ in headers})
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(_words(message)))
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        for address in LOOKED_AT:
            page.goto(base + address)
            if address.startswith("search"):
                page.wait_for_selector(".search-hits a")
        assert said == []
        assert _runs_inline_script(page) is False
    finally:
        page.close()


def _words(message: ConsoleMessage) -> str:
    return f"{message.type}: {message.text}"


def _runs_inline_script(page: Page) -> Any:
    """Put an inline script into the page that is open, as an attacker would, and tell whether it ran."""
    return page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ranInline = true";
            document.body.append(script);
            return Boolean(window.ranInline);
        }"""
    )


# The page for those who host the site


def test_the_page_on_hosting_shows_every_header(seeds: BuiltSite) -> None:
    """The table names each header with its value, and the lines for each kind of server hold all of them."""
    page = seeds.page("hosting/")
    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in page.css("#headers tbody tr")]

    assert rows == [list(header) for header in HEADERS]
    for settings in all_settings():
        block = page.css_first(f"#{settings.anchor} pre")
        assert block is not None
        assert block.text().strip() == settings.lines
        assert all(name in settings.lines and value in settings.lines for name, value, _ in HEADERS)


def test_lines_for_servers_quote_what_has_spaces() -> None:
    """Values stand in double quotation marks for nginx and Apache, and hold none themselves."""
    assert all('"' not in value and "\n" not in value for _, value, _ in HEADERS)
    nginx, apache, static = all_settings()
    assert all(re.fullmatch(r'add_header [\w-]+ "[^"]+" always;', line) for line in nginx.lines.splitlines())
    assert all(re.fullmatch(r'Header always set [\w-]+ "[^"]+"', line) for line in apache.lines.splitlines())
    assert static.lines.splitlines()[0] == "/*"
    assert all(re.fullmatch(r"  [\w-]+: [^\n]+", line) for line in static.lines.splitlines()[1:])


# The preview


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real preview, as an officer starts it; its address."""
    told = tmp_path_factory.mktemp("preview") / "output.txt"
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(AS_OF_EPOCH), "PYTHONUNBUFFERED": "1"}
    port = _free_port()
    with told.open("w", encoding="utf-8") as output:
        running = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env=env,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield _once_it_answers(f"http://127.0.0.1:{port}/", running, told)
        finally:
            running.terminate()
            running.wait(30)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _once_it_answers(address: str, running: "subprocess.Popen[bytes]", told: Path) -> str:
    """Wait until a preview answers; fail with what it said if it ends before."""
    while running.poll() is None:
        try:
            with urllib.request.urlopen(address) as answer:
                answer.read()
                return address
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the preview ended by itself:\n{told.read_text('utf-8')}")


def test_a_preview_reloads_by_itself(preview: str, browser: Browser) -> None:
    """`mkdocs serve` shows the site without the policy, so that the script by which it reloads pages runs."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(_words(message)) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        for address in ("", "bradford/items/undated-front-door/"):
            with page.expect_request("**/livereload/**"):
                page.goto(preview + address)
            assert page.query_selector('meta[http-equiv="Content-Security-Policy"]') is None
            assert page.query_selector("main h1, #main h1") is not None
        assert said == []
    finally:
        page.close()
