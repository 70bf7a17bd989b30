"""What councils hand over, in files: every line reads as it was printed, however it is read again."""

import datetime
import shutil
from functools import lru_cache
from pathlib import Path

import pytest
from markupsafe import Markup

from conftest import AS_OF_EPOCH, ROOT, SAMPLE
from scrutiny.extract import Extracted
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.pages import Edition, stretch
from scrutiny.pages.line import Line, Part, joined_lines
from scrutiny.pages.page import ROOT as WAY
from scrutiny.pages.page import Here
from scrutiny.printing import in_processes
from scrutiny.render import Acronyms, Renderer
from scrutiny.stage import HOME_ZONE, publishable
from scrutiny.stored import Stored, store

INSTANT = datetime.datetime.fromtimestamp(AS_OF_EPOCH, HOME_ZONE)


def line(html: str, name: str = "Aintree") -> Line:
    """A line that was printed."""
    one = Line(authority="aintree", name=name, day=None, html=Part("records", "several", ()), weight=7)
    one.show(Markup(html))  # noqa: S704  the test's own
    return one


def test_every_table_of_a_council_is_read_as_it_was_printed(tmp_path: Path) -> None:
    """All that the invented councils hand over comes back from their files: rows alike, and HTML to the letter."""
    edition = Edition(link(publishable(load_content(SAMPLE).register, INSTANT)), INSTANT.date())
    renderer = Renderer(ROOT / "overrides", Acronyms({}))
    lines = 0
    for name in edition.authorities:
        wanted = Extracted(edition, name, renderer).whole()
        store(tmp_path / name, Extracted(edition, name, renderer).whole())
        stored = Stored(tmp_path / name)
        assert list(stored) == list(wanted)
        for table, rows in wanted.items():
            again = stored[table]
            assert len(again) == len(rows)
            for row, other in zip(rows, again, strict=True):
                if isinstance(row, Line):
                    lines += 1
                    assert other.shown == row.shown
                    other.html = row.html
                assert other == row
    assert lines > 500


def test_a_line_knows_how_many_ways_to_the_root_it_holds() -> None:
    """A line weighs more the deeper the page is that shows it, by each of its addresses."""
    shown = line(f'<a href="{WAY}a/">A</a> <a href="{WAY}b/">B</a>').make(Here("one/two/"))
    assert shown.weight == 7 + 2 * (len("../../") - 1)


def test_letters_of_all_sorts_come_back(tmp_path: Path) -> None:
    """A place in a file is counted in bytes, whatever letters stand before it."""
    texts = ["Tŷ Gwydr", "plain", "“quoted” – 🏛", "", "last"]
    store(tmp_path / "rows", {"one": [line(text) for text in texts[:3]], "two": [line(text) for text in texts[3:]]})
    stored = Stored(tmp_path / "rows")
    assert [each.shown for each in stored["two"]] == texts[3:]
    assert joined_lines(stored["one"]) == "".join(texts[:3])


def test_more_files_than_may_be_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines of many councils on one page are read with few files open, and none stays open for nothing."""
    monkeypatch.setattr(stretch, "_opened", lru_cache(maxsize=2)(stretch._opened.__wrapped__))
    for number in range(9):
        store(tmp_path / f"{number}", {"lines": [line(f"{number}")]})
    lines = [Stored(tmp_path / f"{number}")["lines"][0] for number in range(9)]
    handles = Path("/proc/self/fd")
    before = set(handles.iterdir()) if handles.exists() else None
    assert joined_lines(lines * 3) == "012345678" * 3
    if before is not None:
        assert len(set(handles.iterdir()) - before) <= 2


def test_processes_read_the_same_file_at_once(tmp_path: Path) -> None:
    """A file that was opened before processes were forked gives each of them what it asks for."""
    store(tmp_path / "rows", {"lines": [line(f"{number} " * 200) for number in range(400)]})
    lines = Stored(tmp_path / "rows")["lines"]
    assert lines[0].shown == "0 " * 200

    def read(first: int) -> set[str]:
        own = [*range(first, 400, 4)] * 100
        return {lines[number].shown.split()[-1] for number in own}

    answers = in_processes([lambda first=first: read(first) for first in range(4)], 4)  # type: ignore[misc]
    assert answers == [{f"{number}" for number in range(first, 400, 4)} for first in range(4)]


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    """Nobody is shown an empty line because somebody took the file away."""
    (tmp_path / "a").mkdir()
    store(tmp_path / "a" / "rows", {"lines": [line("x")]})
    lines = Stored(tmp_path / "a" / "rows")["lines"]
    shutil.rmtree(tmp_path / "a")
    with pytest.raises(OSError, match="rows"):
        joined_lines(lines)


def test_a_line_that_was_never_printed_is_an_error() -> None:
    """A line without HTML is a fault of the program, and not left out of a page."""
    unprinted = Line(authority="aintree", name="Aintree", day=None, html=Part("records", "several", ()), weight=7)
    with pytest.raises(TypeError, match="never printed"):
        joined_lines([unprinted])
