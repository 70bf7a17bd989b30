"""Are the papers still there? A real server with real certificates on this machine answers; nobody else is asked."""

import hashlib
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme
from click.testing import CliRunner, Result

from conftest import SAMPLE, BuiltSite
from scrutiny.commands import sources as command_module
from scrutiny.commands.sources import command
from scrutiny.commands.today import today
from scrutiny.load.content import load_content
from scrutiny.sources import Visitor, papers
from scrutiny.sources.fetch import is_public
from scrutiny.stage import publishable

PAPER = b"%PDF-1.7 the minutes of an invented committee"
DIGEST = hashlib.sha256(PAPER).hexdigest()


class _Archive(BaseHTTPRequestHandler):
    """A council's web site, with an address for each thing that can happen."""

    def do_GET(self) -> None:
        name, _, _ = self.path.partition("?")
        ways = {"/moved": (301, "/minutes.pdf"), "/elsewhere": (302, "/minutes.pdf"), "/round": (301, "/round")}
        ways["/plain"] = (301, "http://localhost/minutes.pdf")
        if name in ways:
            status, way = ways[name]
            self.send_response(status)
            self.send_header("Location", way)
            self.end_headers()
            return
        status = {"/gone": 410, "/lost": 404, "/kept-out": 403, "/broken": 500}.get(name, 200)
        body = PAPER if name == "/minutes.pdf" else b"another paper" if name == "/other.pdf" else b"<p>a page</p>"
        self.send_response(status)
        self.send_header("Content-Type", "application/pdf" if name.endswith(".pdf") else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[str, Visitor]]:
    """The address of that site, and a visitor who believes its certificate and may ask this machine."""
    authority, server = trustme.CA(), ThreadingHTTPServer(("127.0.0.1", 0), _Archive)
    offered, believed = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("localhost").configure_cert(offered)
    authority.configure_trust(believed)
    server.socket = offered.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield (
        f"https://localhost:{server.server_address[1]}",
        Visitor(may_ask=lambda place: place == "127.0.0.1", context=believed, pause=0, limit=5),
    )
    server.shutdown()
    server.server_close()


Ask = Callable[..., Result]


@pytest.fixture
def ask(tmp_path: Path, site: tuple[str, Visitor], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask for the papers of a record that names them by the paths given, with other names of a source behind each."""
    monkeypatch.setattr(command_module, "Visitor", lambda: site[1])

    def run(*papers_at: str, options: tuple[str, ...] = (), more: str = "") -> Result:
        council = tmp_path / "content" / "northport"
        (council / "items").mkdir(parents=True, exist_ok=True)
        (council / "authority.yml").write_text(AUTHORITY, "utf-8")
        listed = "".join(SOURCE.format(number=n, url=site[0] + path) for n, path in enumerate(papers_at, 1))
        (council / "items" / "2026-x.yml").write_text(ITEM + listed + more, "utf-8")
        return CliRunner().invoke(command, ["--content", str(tmp_path / "content"), *options])

    return run


AUTHORITY = "title: Northport Council\nshort_name: Northport\nvisibility: public\nsummary: Invented.\ngss: none\n"
ITEM = """\
title: An invented item
visibility: public
summary: An item.
kind: report
committee: not stated
meeting: 2026-05-20
resolutions:
  verb: none recorded
sources:
"""
SOURCE = "  - ref: p{number}\n    title: Paper {number}\n    kind: minutes\n    url: {url}  # as found\n"


@pytest.mark.parametrize(
    "path, more, code, said",
    [
        ("/minutes.pdf", f"    sha256: {DIGEST}\n", 0, "1 paper with an address; as it was: 1"),
        ("/minutes.pdf", "", 0, "1 paper with an address; there: 1"),
        ("/page", "", 0, "1 paper with an address; there: 1"),
        ("/elsewhere", "", 0, "1 paper with an address; there: 1"),
        ("/other.pdf", f"    sha256: {DIGEST}\n", 1, "the address gives another file than the one the record was made"),
        ("/moved", "", 1, "/minutes.pdf — write the new address as url"),
        ("/gone", "", 1, "the address answers that the paper is gone (410) — look for its new address"),
        (
            "/lost",
            "    archive: https://archive.example/2026/lost\n",
            1,
            "the paper is gone (404) — put https://archive.example/2026/lost in the place of url",
        ),
        ("/kept-out", "", 0, "not known, because the address answers 403"),
        ("/broken", "", 0, "not known, because the address answers 500"),
        ("/round", "", 0, "not known, because it leads from one address to the next without an end"),
        ("/plain", "", 0, "not known, because it leads to an address that is not https"),
    ],
)
def test_what_became_of_a_paper(ask: Ask, path: str, more: str, code: int, said: str) -> None:
    """Only what is gone, moved for good or another file wants work; a host that is silent has lost nothing."""
    done = ask(path, more=more)

    assert said in done.output
    assert done.exit_code == code


def test_each_address_is_asked_once(ask: Ask) -> None:
    """Two records may rest on one paper: it is asked for once and judged for both."""
    done = ask("/minutes.pdf", "/minutes.pdf", "/gone")

    assert "3 papers with an address; there: 2; gone: 1" in done.output
    assert "2 of 2: " in done.output
    assert "3 of" not in done.output


def test_fingerprints_are_noted_by_themselves(ask: Ask, tmp_path: Path) -> None:
    """--note writes fingerprint and day behind a file's address and changes nothing else; a web page has none."""
    file = tmp_path / "content/northport/items/2026-x.yml"
    flow = "  - {ref: w, title: W, kind: letter, url: URL, held: partial}\n"
    ask("/minutes.pdf", "/page")
    address = file.read_text("utf-8").split("url: ")[1].split()[0]
    more = flow.replace("URL", address) + flow.replace("ref: w", "ref: q").replace("URL", f'"{address}"')
    done = ask("/minutes.pdf", "/page", more=more, options=("--note",))
    written = file.read_text("utf-8")

    assert "Noted in content/northport/items/2026-x.yml: 3 fingerprints." in done.output
    assert written.count(DIGEST) == 3
    day = written.split("seen: ")[1][:10]
    assert f"url: {address}  # as found\n    sha256: {DIGEST}\n    seen: {day}\n  - ref: p2" in written
    assert f"url: {address}, sha256: {DIGEST}, seen: {day}, held: partial}}" in written
    assert f'url: "{address}", sha256: {DIGEST}, seen: {day}, held: partial}}' in written
    loaded = load_content(tmp_path / "content")
    assert loaded.problems == []
    assert (
        CliRunner()
        .invoke(command, ["--content", str(tmp_path / "content"), "--note"])
        .output.endswith("4 papers with an address; as it was: 3; there: 1\n")
    )
    assert file.read_text("utf-8") == written


def test_programs_read_the_result(ask: Ask) -> None:
    """The result as JSON names file, state and cure of every paper; as notes of a code host, those that want work."""
    listed = json.loads(ask("/gone", "/page", options=("--format", "json")).stdout)["papers"]
    notes = ask("/gone", "/page", options=("--format", "github")).stdout.splitlines()

    assert [(each["file"], each["title"], each["state"]) for each in listed] == [
        ("content/northport/items/2026-x.yml", "Paper 1", "gone"),
        ("content/northport/items/2026-x.yml", "Paper 2", "there"),
    ]
    assert notes[0].startswith("::warning file=content/northport/items/2026-x.yml,title=sources::Paper 1: the address")
    assert len(notes) == 2


def test_a_record_with_problems_is_mended_first(ask: Ask) -> None:
    """Nobody is asked anything for a record that has problems."""
    done = ask("/page", more="colour: blue\n")

    assert done.exit_code == 1
    assert "1 problem in the record. To see: scrutiny check" in done.output


def test_addresses_in_withheld_records_are_not_asked_for() -> None:
    """What is withheld makes no request that a stranger could see in a log."""
    whole = load_content(SAMPLE).register
    staged = publishable(whole, today())

    assert {paper.file for paper in papers(whole)} - {paper.file for paper in papers(staged)}
    assert not any("zzq" in paper.file for paper in papers(staged))


@pytest.mark.parametrize(
    "address, public",
    [
        ("127.0.0.1", False),
        ("10.0.0.8", False),
        ("192.168.1.1", False),
        ("172.20.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.8", False),
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
    ],
)
def test_only_the_public_internet_is_asked(address: str, public: bool) -> None:  # noqa: FBT001
    """An officer's text cannot make the server ask itself or its neighbours."""
    assert is_public(address) is public


def test_a_private_address_is_not_even_connected_to(site: tuple[str, Visitor]) -> None:
    """The ordinary visitor refuses this machine, whose server would answer."""
    reply = Visitor(pause=0).fetch(f"{site[0]}/minutes.pdf")

    assert (reply.status, reply.why) == (0, "it leads into a private network")


def test_a_certificate_nobody_vouches_for_is_not_believed(site: tuple[str, Visitor]) -> None:
    """A wrong certificate means not known, never gone."""
    reply = Visitor(may_ask=lambda _: True, pause=0).fetch(f"{site[0]}/gone")

    assert reply.status == 0
    assert reply.why.startswith("its certificate is not in order")


def test_readers_are_led_to_the_archived_copy(sample: BuiltSite) -> None:
    """Where the record names a copy in a web archive, its page links it beside the paper."""
    page = sample.page("eastmere/inspections/2025-fire/")
    link = page.css_first("#source-letter .soft a")

    assert link is not None
    assert link.text() == "Copy in a web archive"
    assert link.attributes["href"] == "https://archive.example/2026/inspectorate.example/eastmere-2025"
