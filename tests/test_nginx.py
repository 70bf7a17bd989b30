"""The configuration that `scrutiny setup-server` makes, in the real nginx: what is sent, with which headers.

Run with `pytest -m server -n 0`.
"""

import gzip
import os
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from conftest import BuiltSite
from nginx import Nginx, Reply, nginx, set_up
from scrutiny.commands.setup_server import TEMPLATES
from scrutiny.pages.policy import HEADERS

pytestmark = pytest.mark.server

SENT = {name.lower(): value for name, value, _ in HEADERS if name != "Strict-Transport-Security"} | {
    "cache-control": "no-cache"
}
"""The headers of every reply. The one that needs HTTPS is a comment until there is HTTPS."""

PAGE = "<!doctype html><title>{name}</title>" + "<p>A page that is long enough to be worth compressing.</p>" * 20


def make_release(published: Path, name: str, files: Mapping[str, str]) -> Path:
    """Write a release of a few files; nothing shows it yet."""
    site = published / "releases" / name / "site"
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")
    return site.parent


def switch(published: Path, name: str) -> None:
    """Let the live site be another release, as a publishing does: a new link is put in the place of the old one."""
    new = published / "live.new"
    new.symlink_to(Path("releases") / name)
    os.replace(new, published / "live")  # noqa: PTH105  as the program does it


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, seeds: BuiltSite) -> Iterator[Nginx]:
    """The site of the repository's own record in nginx, with a removed record, a folder without a page and dotfiles."""
    server = tmp_path_factory.mktemp("server") / "srv"
    set_up(server)
    release = make_release(
        server / "published",
        "0001-aaaaaaaa",
        {
            "bradford/items/2020-gone/index.html": PAGE.format(name="gone"),
            "bradford/items/2020-gone/gone.txt": "removed 2026-05-03",
            "bradford/items/2020-moved/index.html": '<meta http-equiv="refresh" content="0; url=../2021-new/">',
            "data/addresses.jsonl": '{"address": "bradford/"}\n' * 40,
            "data/engine.wasm": "\0asm" * 300,
            ".git/config": "secret",
            "bradford/.htpasswd": "secret",
            ".well-known/security.txt": "Contact: mailto:security@northport.example",
        },
    )
    for file in seeds.folder.rglob("*"):
        copy = release / "site" / file.relative_to(seeds.folder)
        if file.is_dir():
            copy.mkdir(exist_ok=True)
        else:
            copy.write_bytes(file.read_bytes())
    (server / "published" / "state").mkdir()
    (server / "published" / "state" / "ledger.jsonl").write_text("not for the web", "utf-8")
    switch(server / "published", release.name)
    with nginx(server, server.parent / "nginx") as running:
        yield running


def site_file(served: Nginx, path: str) -> bytes:
    """The bytes of a file of the live site."""
    return (served.published / "live" / "site" / path).read_bytes()


@pytest.mark.parametrize(
    "path, status",
    [
        ("/", 200),
        ("/bradford/", 200),
        ("/bradford/?q=1", 200),
        ("/search/", 200),
        ("/assets/search.js", 200),
        ("/bradford", 301),
        ("/bradford/items/2020-moved/", 200),
        ("/bradford/items/2020-gone/", 410),
        ("/bradford/items/2020-gone/?from=paper", 410),
        ("/bradford/items/2020-gone", 301),
        ("/no/such/page/", 404),
        ("/no-such-file.txt", 404),
        ("/404.html", 404),
        ("/assets/", 404),
        ("/assets", 301),
        ("/.git/config", 404),
        ("/.git/", 404),
        ("/bradford/.htpasswd", 404),
        ("/bradford/%2ehtpasswd", 404),
        ("/.well-known/security.txt", 200),
        ("/.well-known/../.git/config", 404),
        ("/../state/ledger.jsonl", 400),
        ("/bradford/../../../state/ledger.jsonl", 400),
        ("/%2e%2e/state/ledger.jsonl", 400),
        ("/..%2f..%2fstate/ledger.jsonl", 400),
        ("/bradford/..%5c..%5cstate/ledger.jsonl", 404),
        ("/manifest.json", 404),
        ("/%00", 400),
    ],
)
def test_every_kind_of_reply_has_its_status_and_all_headers(served: Nginx, path: str, status: int) -> None:
    """A page, file, redirect, removed record, wrong address and refused path are answered each with every header."""
    reply = served.ask(path)

    assert reply.status == status
    assert {name: reply.headers.get(name) for name in SENT} == SENT
    assert "nginx/" not in reply.headers["server"]
    assert b"not for the web" not in reply.body
    assert b"secret" not in reply.body


def test_a_method_that_changes_something_is_refused(served: Nginx) -> None:
    """A POST, PUT or DELETE is refused, with every header."""
    for method in ("POST", "PUT", "DELETE"):
        reply = served.ask("/bradford/", method)

        assert reply.status == 405
        assert {name: reply.headers.get(name) for name in SENT} == SENT


def test_a_reply_is_the_file_and_its_length(served: Nginx) -> None:
    """What comes is the bytes of the file, in the length that the headers say; to HEAD, the same without them."""
    for path, file in (("/", "index.html"), ("/bradford/", "bradford/index.html"), ("/sitemap.xml", "sitemap.xml")):
        reply, head = served.ask(path), served.ask(path, "HEAD")

        assert reply.body == site_file(served, file)
        assert int(reply.headers["content-length"]) == len(reply.body)
        assert (head.status, head.body) == (200, b"")
        assert head.headers["content-length"] == reply.headers["content-length"]


def test_a_wrong_address_is_answered_by_the_page_for_it(served: Nginx) -> None:
    """A page that does not exist, and a folder without one, are answered with 404.html."""
    for path in ("/no/such/page/", "/no-such-file.txt", "/assets/", "/.git/config"):
        assert served.ask(path).body == site_file(served, "404.html")


def test_a_removed_record_is_answered_by_its_own_page(served: Nginx) -> None:
    """The page of a removed record comes with 410, from its own folder."""
    assert served.ask("/bradford/items/2020-gone/").body == site_file(served, "bradford/items/2020-gone/index.html")


def test_a_folder_is_redirected_within_the_site(served: Nginx) -> None:
    """An address without its last stroke leads to the one with it, whatever name the server was called by."""
    reply = served.ask("/bradford", Host="evil.example")

    assert reply.headers["location"] == "/bradford/"


@pytest.mark.parametrize(
    "path, type_, compressed",
    [
        ("/bradford/", "text/html; charset=utf-8", True),
        ("/assets/search.js", "text/javascript; charset=utf-8", True),
        ("/assets/scrutiny.css", "text/css; charset=utf-8", True),
        ("/data/addresses.jsonl", "application/x-ndjson; charset=utf-8", True),
        ("/data/engine.wasm", "application/wasm", True),
        ("/sitemap.xml", "text/xml; charset=utf-8", True),
        ("/sitemap.xml.gz", "application/gzip", False),
        ("/no/such/page/", "text/html; charset=utf-8", True),
        ("/bradford/items/2020-gone/", "text/html; charset=utf-8", False),  # nginx compresses 200, 403 and 404 alone
    ],
)
def test_types_and_compression(served: Nginx, path: str, type_: str, *, compressed: bool) -> None:
    """Each kind of file has its type, and text comes compressed to those who ask for that, with the same content."""
    plain, reply = served.ask(path), served.ask(path, Accept_Encoding="gzip")

    assert reply.headers["content-type"] == plain.headers["content-type"] == type_
    assert (reply.headers.get("content-encoding") == "gzip") is compressed
    assert "content-encoding" not in plain.headers
    if compressed:
        assert gzip.decompress(reply.body) == plain.body
        assert len(reply.body) < len(plain.body)
        assert reply.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"


def test_every_file_of_the_site_has_a_type_of_its_own(served: Nginx, sample: BuiltSite, seeds: BuiltSite) -> None:
    """No file of a site is sent with a type only because none was written down for its ending."""
    types = (TEMPLATES / "nginx.conf").read_text("utf-8").partition("types {")[2].partition("}")[0]
    known = {ending for line in types.split(";") for ending in line.split()[1:]}
    files = [file for site in (sample, seeds) for file in site.folder.rglob("*") if file.is_file()]

    assert {file.suffix.removeprefix(".") for file in files} - known == set()


def test_the_search_index_comes_as_it_lies(served: Nginx) -> None:
    """The files of the search index, compressed already, are sent byte for byte, as bytes."""
    files = [file for file in (served.published / "live/site/pagefind").rglob("*.pf_*") if file.is_file()][:5]

    assert files
    for file in files:
        address = "/" + file.relative_to(served.published / "live/site").as_posix()
        reply = served.ask(address, Accept_Encoding="gzip")
        assert reply.headers["content-type"] == "application/octet-stream"
        assert "content-encoding" not in reply.headers
        assert reply.body == file.read_bytes()


def test_a_browser_that_has_the_file_is_told_so(served: Nginx) -> None:
    """A browser that names what it has gets 304 with the headers, and the file when it has another."""
    etag = served.ask("/bradford/").headers["etag"]
    same, other = (served.ask("/bradford/", If_None_Match=tag) for tag in (etag, '"other"'))

    assert (same.status, same.body) == (304, b"")
    assert {name: same.headers.get(name) for name in SENT} == SENT
    assert other.status == 200


def test_a_request_that_is_none_gets_the_headers_too(served: Nginx) -> None:
    """What is no HTTP at all is answered with 400 and the same headers."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a b\r\nContent-Length: x\r\n\r\n")
        said = connection.makefile("rb").read().decode("latin-1")

    assert said.startswith("HTTP/1.1 400")
    assert all(f"{name}: {value}".lower() in said.lower() for name, value in SENT.items())


# While releases are switched

SWITCHES = 200
CLIENTS = 4
ADDRESSES = {"/": "index.html", "/a/": "a/index.html", "/a/b/": "a/b/index.html", "/data/all.json": "data/all.json"}


class Client(threading.Thread):
    """Somebody who asks for one address after the other until told to stop, and keeps every reply that is wrong."""

    def __init__(self, server: Nginx, releases: Mapping[str, tuple[int, set[bytes]]], stop: threading.Event) -> None:
        super().__init__()
        self.server, self.releases, self.stop = server, releases, stop
        self.asked = 0
        self.bad: list[tuple[str, object]] = []
        self.seen: set[bytes] = set()

    def run(self) -> None:
        """Ask until told to stop."""
        while not self.stop.is_set():
            for path, (status, wanted) in self.releases.items():
                try:
                    reply = self.server.ask(path, Accept_Encoding="gzip" if self.asked % 2 else "identity")
                    self.judge(path, reply, status, wanted)
                except Exception as error:  # noqa: BLE001  a broken connection is what is sought
                    self.bad.append((path, repr(error)))
                self.asked += 1

    def judge(self, path: str, reply: Reply, status: int, wanted: set[bytes]) -> None:
        """Keep a reply that is not wholly one of those wanted."""
        body = gzip.decompress(reply.body) if reply.headers.get("content-encoding") == "gzip" else reply.body
        self.seen.add(body)
        if reply.status != status or body not in wanted:
            self.bad.append((path, (reply.status, body[:80])))
        if int(reply.headers.get("content-length", len(reply.body))) != len(reply.body):
            self.bad.append((path, dict(reply.headers)))
        if any(reply.headers.get(name) != value for name, value in SENT.items()):
            self.bad.append((path, dict(reply.headers)))


def test_no_reply_is_bad_while_releases_are_switched(tmp_path: Path) -> None:
    """During 200 switches between two releases that differ in every file, each reply is wholly one or the other."""
    server = tmp_path / "srv"
    set_up(server)
    published = server / "published"
    for name, long in (("0001-old", 3), ("0002-new", 900)):
        files = {file: f"{name} {file}\n" * long for file in (*ADDRESSES.values(), "404.html", "gone/index.html")}
        make_release(published, name, files | {"gone/gone.txt": name})
    expected = {
        path: (
            status,
            {(published / "releases" / name / "site" / file).read_bytes() for name in ("0001-old", "0002-new")},
        )
        for path, file, status in (
            *((path, file, 200) for path, file in ADDRESSES.items()),
            ("/gone/", "gone/index.html", 410),
            ("/none/", "404.html", 404),
        )
    }
    switch(published, "0001-old")
    stop = threading.Event()
    with nginx(server, tmp_path / "nginx") as running:
        clients = [Client(running, expected, stop) for _ in range(CLIENTS)]
        begun = time.monotonic()
        for client in clients:
            client.start()
        for number in range(SWITCHES):
            switch(published, "0002-new" if number % 2 == 0 else "0001-old")
            # Each state is asked for by somebody before the next comes.
            asked = sum(client.asked for client in clients)
            while sum(client.asked for client in clients) < asked + 6 * CLIENTS and not any(c.bad for c in clients):
                stop.wait(0.001)
        stop.set()
        for client in clients:
            client.join()
    asked = sum(client.asked for client in clients)
    seconds = time.monotonic() - begun
    print(f"{asked} requests during {SWITCHES} switches, {asked / seconds:.0f} a second")  # noqa: T201  shown with -s

    assert [bad for client in clients for bad in client.bad] == []
    assert asked > SWITCHES * CLIENTS
    assert set().union(*(client.seen for client in clients)) == set().union(
        *(bodies for _, bodies in expected.values())
    )
