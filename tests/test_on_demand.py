"""A preview makes pages lot by lot, when one of a lot is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from every_page import every_lot
from scrutiny.pages import Lot, Page
from scrutiny.preview import OnDemand
from scrutiny.preview.answering import made_when_missing
from test_hits import edition_of


@pytest.mark.parametrize("name", ["seeds", "sample"])
def test_every_page_stands_where_its_lot_says(name: str) -> None:
    """No page has an address outside the folders of its lot: a preview would never find it."""
    edition = edition_of(name)

    lots = every_lot(edition)
    every = [each for lot in lots for each in (lot, *lot.parts())]
    strays = [page.url for lot in every for page in lot.pages() if not lot.holds(page.url)]

    assert strays == []
    assert sum(1 for lot in lots for _ in lot.pages()) > 100


@pytest.mark.parametrize("name", ["seeds", "sample"])
def test_the_parts_of_a_lot_are_all_of_it(name: str) -> None:
    """The smaller lots of an authority hold its pages, each once, and no other."""
    parted = [lot for lot in every_lot(edition_of(name)) if lot.parts()]

    assert parted
    for lot in parted:
        parts = [page.url for part in lot.parts() for page in part.pages()]
        assert sorted(parts) == sorted(page.url for page in lot.pages())
        assert len(parts) == len(set(parts))


@pytest.mark.parametrize("name", ["seeds", "sample"])
def test_every_page_is_found_by_its_address(name: str) -> None:
    """Whatever page is asked for first is made by that request alone, and with it only its own small lot."""
    lots = every_lot(edition_of(name))
    urls = [page.url for lot in lots for page in lot.pages()]
    for url in urls[::5]:
        made: list[str] = []
        on_demand = OnDemand()
        on_demand.renew(lots, lambda page, made=made: made.append(page.url))  # type: ignore[misc]
        on_demand.ask(url)
        assert url in made
    record = next(url for url in urls if "/items/" in url and not url.startswith("browse"))
    made = []
    on_demand.renew(lots, lambda page: made.append(page.url))
    on_demand.ask(record)
    assert made == [record]


def lot(folder: str, *urls: str) -> Lot:
    """A lot of pages without words."""
    return Lot((folder,), lambda: (Page(url, url, "item") for url in urls))


def test_only_the_lot_that_is_asked_for_is_made() -> None:
    """The pages of one lot are made at the first request for one of them, and not again; of the others none is."""
    made: list[str] = []
    on_demand = OnDemand()
    on_demand.renew(
        [lot("northport/", "northport/", "northport/items/a/"), lot("themes/", "themes/")],
        lambda page: made.append(page.url),
    )

    assert on_demand.ask("northport/items/a/")
    assert not on_demand.ask("northport/items/a/")
    assert not on_demand.ask("north/")
    assert made == ["northport/", "northport/items/a/"]


def test_a_lot_that_could_not_be_made_is_tried_again() -> None:
    """After a fault in a template the next request tries again, in place of saying that there is no such page."""
    faults = [ValueError("no such filter")]

    def write(_page: Page) -> None:
        if faults:
            raise faults.pop()

    on_demand = OnDemand()
    on_demand.renew([lot("northport/", "northport/")], write)

    with pytest.raises(ValueError, match="no such filter"):
        on_demand.ask("northport/")
    assert on_demand.ask("northport/")


@pytest.mark.parametrize("root", ["/", "/record/"])
@pytest.mark.parametrize("asked", ["northport/items/a/", "northport/items/a", "northport/items/a/index.html"])
def test_a_page_that_is_missing_is_made_and_asked_for_again(root: str, asked: str, tmp_path: Path) -> None:
    """The server finds nothing, the page is made, and the server answers with it; another address stays missing."""

    def site(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        found = (tmp_path / environ["PATH_INFO"].removeprefix(root)).exists()
        start_response("200 OK" if found else "404 Not Found", [])
        return [b"the page" if found else b"nothing here"]

    def write(page: Page) -> None:
        (tmp_path / page.url).mkdir(parents=True)
        (tmp_path / page.url / "index.html").touch()

    on_demand, told = OnDemand(), list[str]()
    on_demand.renew([lot("northport/", "northport/items/a/")], write)
    answer = made_when_missing(site, on_demand, root)

    def ask(path: str) -> bytes:
        return b"".join(answer({"PATH_INFO": root + path}, lambda status, _headers: told.append(status)))

    assert ask("southwick/") == b"nothing here"
    assert ask(asked) == b"the page"
    assert told == ["404 Not Found", "200 OK"]


def test_a_page_that_another_request_makes_meanwhile_is_there(tmp_path: Path) -> None:
    """Of two requests at once for pages of one lot, the second has to wait and is answered with its page as well."""
    page = tmp_path / "made"
    on_demand, told = OnDemand(), list[str]()
    on_demand.renew([lot("northport/", "northport/items/a/")], lambda _page: page.touch())

    def site(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        found = page.exists()
        on_demand.ask(environ["PATH_INFO"].removeprefix("/"))  # what the other request does at this moment
        start_response("200 OK" if found else "404 Not Found", [])
        return []

    made_when_missing(site, on_demand, "/")({"PATH_INFO": "/northport/items/a/"}, lambda status, _: told.append(status))

    assert told == ["200 OK"]
