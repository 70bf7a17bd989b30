"""A page put into a frame that was rendered once is to the byte the page rendered in full."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from conftest import ROOT, Build, BuiltSite, is_redirect
from scrutiny.frame import Framed
from scrutiny.splice import Spliced

META: dict[str, object] = {
    "description": "",
    "published": "",
    "modified": "",
    "report": None,
    "crumbs": [],
    "linked": "",
    "alternates": [],
    "follow": [],
    "keeper": None,
    "section": "",
    "robots": "",
}


def different(one: Path, other: Path) -> list[str]:
    """The files that are not in both folders with the same bytes."""
    files = {
        file.relative_to(folder).as_posix() for folder in (one, other) for file in folder.rglob("*") if file.is_file()
    }
    return sorted(name for name in files if _bytes(one / name) != _bytes(other / name))


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


@pytest.mark.parametrize("name", ["seeds", "sample"])
def test_every_page_is_what_rendering_it_in_full_gives(name: str, build: Build, request: pytest.FixtureRequest) -> None:
    """Built with spliced frames and with each page rendered in full, a site has the same files with the same bytes.

    Every template has a page in one of the two: test_accessibility keeps it so.
    """
    spliced: BuiltSite = request.getfixturevalue(name)
    in_full = build(*([] if name == "seeds" else [ROOT / "tests/sample/content"]), SCRUTINY_FRAMES="in full")

    assert in_full.returncode == 0, in_full.output
    assert different(spliced.folder, in_full.folder) == []
    assert sum(not is_redirect(page) for page in spliced.pages().values()) > 100


def rendered(seen: list[str]) -> Callable[[Framed], str]:
    """A frame of three lines, which notes the address of each page that it is rendered for."""

    def in_full(page: Framed) -> str:
        seen.append(page.url)
        crumbs = "".join(f"<a href='{crumb['href']}'>{crumb['text']}</a>" for crumb in page.meta["crumbs"])
        crumbs += "".join(f"<link href='{each['href']}'>" for each in page.meta["alternates"]) + page.meta["linked"]
        return f"<title>{page.title}</title>{crumbs}<p>{page.meta['description']}</p>{page.body}<i>{page.title}</i>"

    return in_full


def test_pages_of_two_templates_have_two_frames() -> None:
    """A page is put into its own frame, although a page like it has another."""
    one = page("council/one/", "One")
    other = replace(one, template="scrutiny/another.html")
    spliced = Spliced(lambda framed: f"{framed.template}: {framed.body}")

    assert [spliced(one), spliced(other)] == [f"{each.template}: {each.body}" for each in (one, other)]


def page(url: str, title: str, **meta: object) -> Framed:
    """A page with a body of its own."""
    words = Markup(title)  # noqa: S704  invented here
    return Framed(url, words, f"https://scrutiny.example/{url}", META | meta, f"<h1>{title}</h1>")


def test_pages_of_one_shape_share_a_frame() -> None:
    """Two pages that differ in words alone are put into one frame, each with its own words in every place."""
    seen: list[str] = []
    spliced = Spliced(rendered(seen))

    first = spliced(page("northport/items/2025-hub/", "The hub", description="One"))
    second = spliced(page("northport/items/2024-audit/", "The audit &amp; more", description="Two"))

    assert first == "<title>The hub</title><p>One</p><h1>The hub</h1><i>The hub</i>"
    assert (
        second
        == "<title>The audit &amp; more</title><p>Two</p><h1>The audit &amp; more</h1><i>The audit &amp; more</i>"
    )
    assert len(seen) == 1


@pytest.mark.parametrize(
    "other",
    [
        page("northport/items/2025-hub/deeper/", "Depth: its links lead back further"),
        page("northport/items/2025-a/", "A setting", section="resolutions"),
        page("northport/items/2025-b/", "A word more", description="Here"),
        page("northport/items/2025-c/", "A crumb more", crumbs=[{"text": "Home", "href": "../../../"}]),
        page("northport/items/2025-d/", "A feed more", alternates=[{"title": "News", "href": "../feed.xml"}]),
        page("northport/items/2025-e/", "Data in the page", linked=Markup("<script>{}</script>")),
    ],
    ids=lambda other: str(other.title),
)
def test_pages_of_another_shape_have_a_frame_of_their_own(other: Framed) -> None:
    """Another depth, another setting, or a word where the other page has none, is another frame."""
    seen: list[str] = []
    spliced = Spliced(rendered(seen))
    spliced(page("northport/items/2025-hub/", "The hub"))

    assert spliced(other) == rendered([])(other)
    assert len(seen) == 2


def test_each_page_of_the_menu_has_a_frame_of_its_own() -> None:
    """Pages of the first level are marked as current in the menu, each in its own place."""
    seen: list[str] = []
    spliced = Spliced(rendered(seen))

    spliced(page("actions/", "Actions"))
    spliced(page("meetings/", "Meetings"))

    assert seen == ["actions/", "meetings/"]


def test_words_that_look_like_a_mark_are_words() -> None:
    """A record that holds the very letters of a mark is printed as it is, in its own place only."""
    spliced = Spliced(rendered([]))
    odd = page("northport/items/2025-odd/", "\ue000body\ue001", description="\ue000title\ue001")

    assert spliced(odd) == rendered([])(odd)
    assert spliced(page("northport/items/2025-hub/", "The hub", description="\ue000")).count("\ue000") == 1
