"""Lighthouse's verdict on a phone, but for speed, which is measured and not tested. Needs Node.js and npm."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest

from bench.host import host
from bench.lighthouse import CONTENTS, LARGEST_SHIFT, PAGES, PERFECT, figure, install, lost, points, row, visit
from conftest import CHROMIUM_FLAGS, Build, installed_browser
from test_weight import SENT

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def hosted(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Both sites as a host serves them, built for the address that they have here, by name."""
    bases = {}
    with ExitStack() as servers:
        for name, content in CONTENTS.items():
            folder = tmp_path_factory.mktemp(name) / "site"
            bases[name] = servers.enter_context(host(folder, SENT))
            site = build(content, SITE_URL=bases[name])
            assert site.returncode == 0, site.output
            site.folder.rename(folder)
        yield bases


@pytest.fixture(scope="module")
def lighthouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed for this run alone."""
    return install(tmp_path_factory.mktemp("lighthouse"))


@pytest.mark.parametrize("name", PAGES)
def test_lighthouse_is_content(name: str, hosted: Mapping[str, str], lighthouse: Path, tmp_path: Path) -> None:
    """Accessibility, best practices and SEO have 100 points, and nothing jumps while the page loads."""
    browser = installed_browser()
    assert browser is not None, "these tests need Chromium or Chrome"
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = ["--headless=new", *CHROMIUM_FLAGS, *(["--no-sandbox"] if is_root else [])]
    site, address = PAGES[name]
    report = visit(lighthouse, browser, flags, hosted[site] + address, tmp_path / "report.json")
    print(f"\n{row(name, [report])}")  # noqa: T201  to be seen with -s
    for category in PERFECT:
        assert points(report, category) == 100, lost(report, category)
    assert figure(report, "cumulative-layout-shift") < LARGEST_SHIFT
