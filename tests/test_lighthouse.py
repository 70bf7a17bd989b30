"""Lighthouse's verdict on a phone: all points but those for speed, and at least 90 of those. Needs Node.js and npm."""

import gzip
import json
import os
import shutil
import statistics
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from conftest import CHROMIUM_FLAGS, MEDIA_TYPES, ROOT, SAMPLE, Build, installed_browser
from test_weight import GZIPPED, SENT

pytestmark = pytest.mark.server

LIGHTHOUSE = "lighthouse@12.8.2"
"""The npm package: exact, because a newer one may weigh anew, and the last one for the Node.js 18 of Debian 12."""

RUNS = 3
"""How often each page is measured; the median counts, because speed varies from run to run."""

PERFECT = ("accessibility", "best-practices", "seo")
"""The categories in which every point must be had."""

LOWEST_PERFORMANCE = 90
"""Points out of 100 that the median run must have, on Lighthouse's slow phone."""

LARGEST_SHIFT = 0.1
"""Cumulative layout shift, without unit: what browsers call good is below this."""

PAGES = {
    "home": ("seeds", ""),
    "list": ("seeds", "actions/"),
    "long record": ("sample", "eastmere/inspections/2025-fire/"),
    "record": ("seeds", "bradford/items/undated-front-door/"),
    "search with results": ("seeds", "search/?q=plan"),
}
"""What is measured: the site, and an address in it."""


class _RealHostHandler(SimpleHTTPRequestHandler):
    """Answers as the hosts do that people use: compressed, with headers that let a browser keep the files."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        body = file.read_bytes()
        self.send_response(200)
        kind = (
            "text/html; charset=utf-8"
            if file.suffix == ".html"
            else MEDIA_TYPES.get(file.suffix, self.guess_type(file))
        )
        self.send_header("Content-Type", kind)
        if file.suffix in GZIPPED:
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if file.suffix == ".html" else "max-age=31536000")
        for name, value in SENT.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any, **_named: Any) -> None:
        """Say nothing: Lighthouse reports what it was sent."""


@pytest.fixture(scope="module")
def hosted(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Both sites as a host serves them, built for the address that they have here, by name."""
    bases = {}
    with ExitStack() as servers:
        for name, content in (("seeds", ROOT / "content"), ("sample", SAMPLE)):
            folder = tmp_path_factory.mktemp(name) / "site"
            handler = partial(_RealHostHandler, directory=str(folder))
            server = servers.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            bases[name] = f"http://127.0.0.1:{server.server_port}/"
            site = build(content, SITE_URL=bases[name])
            assert site.returncode == 0, site.output
            site.folder.rename(folder)
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            servers.callback(server.shutdown)
        yield bases


@pytest.fixture(scope="module")
def lighthouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed for this run alone."""
    folder = tmp_path_factory.mktemp("lighthouse")
    assert shutil.which("npm"), "these tests need Node.js and npm (on Debian and Ubuntu: apt-get install nodejs npm)"
    done = subprocess.run(
        ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(folder), LIGHTHOUSE],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "node_modules" / ".bin" / "lighthouse"


def report(lighthouse: Path, address: str, folder: Path) -> Mapping[str, Any]:
    """Return Lighthouse's report on one address, loaded as on a phone."""
    browser = installed_browser()
    assert browser is not None, "these tests need Chromium or Chrome"
    flags = ["--headless=new", *CHROMIUM_FLAGS]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    out = folder / "report.json"
    command = [
        str(lighthouse),
        address,
        "--quiet",
        "--output=json",
        f"--output-path={out}",
        "--no-enable-error-reporting",
        f"--chrome-flags={' '.join(flags)}",
    ]
    env = os.environ | {"CHROME_PATH": browser}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if "Please run Lighthouse again" in done.stderr:
        # On a busy machine it may miss the start of a page, and asks for this itself: no score is thrown away.
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    read: Mapping[str, Any] = json.loads(out.read_text("utf-8"))
    assert read.get("runtimeError") is None, read["runtimeError"]
    return read


def lost_points(one: Mapping[str, Any], category: str) -> list[str]:
    """Return what cost points in a category, each with what Lighthouse says of it."""
    weighed = {each["id"] for each in one["categories"][category]["auditRefs"] if each["weight"] > 0}
    return [f"{id_}: {one['audits'][id_]['title']}" for id_ in weighed if (one["audits"][id_]["score"] or 0) < 1]


@pytest.mark.parametrize("name", PAGES)
def test_lighthouse_is_content(name: str, hosted: Mapping[str, str], lighthouse: Path, tmp_path: Path) -> None:
    """Accessibility, best practices and SEO have 100 points in each run; speed has 90 at the median; nothing jumps."""
    site, address = PAGES[name]
    runs = [report(lighthouse, hosted[site] + address, tmp_path) for _ in range(RUNS)]
    speeds = [round(100 * one["categories"]["performance"]["score"]) for one in runs]
    metric = {
        id_: statistics.median(one["audits"][id_]["numericValue"] for one in runs)
        for id_ in ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight")
    }
    points = {
        category: [round(100 * (one["categories"][category]["score"] or 0)) for one in runs] for category in PERFECT
    }
    paint = metric["largest-contentful-paint"] / 1000
    print(  # noqa: T201  quoted in reports
        f"\n| {name} | {min(points['accessibility'])} | {min(points['best-practices'])} | {min(points['seo'])} "
        f"| {statistics.median(speeds)} ({min(speeds)} to {max(speeds)}) | {paint:.1f} s "
        f"| {metric['total-blocking-time']:.0f} ms | {metric['cumulative-layout-shift']:.3f} "
        f"| {metric['total-byte-weight'] / 1024:.0f} KiB |"
    )
    for category in PERFECT:
        assert points[category] == [100] * RUNS, [lost_points(one, category) for one in runs]
    assert statistics.median(speeds) >= LOWEST_PERFORMANCE, speeds
    assert metric["cumulative-layout-shift"] < LARGEST_SHIFT
