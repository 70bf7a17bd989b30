"""A history of fifty changes, replayed: after each, every address that was ever published answers.

What each publication answers with is worked out as a build does it, without writing pages; for some days the site is
really built, and has to say the same.
"""

import datetime
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, Build
from every_page import every_page, whole_of
from fifty_changes import CHANGES, FIRST_DAY, LOSSES, Files, first_files
from scrutiny.check import check_content
from scrutiny.ledger import Kind, Ledger, Standing, What, after, is_continuation, lost_records, measure, read_ledger
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.pages import Edition
from scrutiny.pages.addresses import addresses
from scrutiny.pages.tombstone import tombstones
from scrutiny.problem import report
from scrutiny.register import Register
from scrutiny.stage import publishable


@dataclass
class Published:
    """One publication of the history."""

    name: str
    """What was done before it."""
    files: Files
    """The content."""
    instant: datetime.datetime
    """For when it was built."""
    before: Ledger
    """The ledger that it found."""
    ledger: Ledger
    """The ledger that it left."""
    answers: dict[str, str] = field(default_factory=dict)
    """Every address that answers: with ``page``, ``removed``, ``emptied``, or the address it leads to."""


def write(files: Files, folder: Path) -> Path:
    """Write a content folder anew."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def staged(files: Files, folder: Path, instant: datetime.datetime) -> Register:
    """Read, check and stage a content folder, which has to be without a problem."""
    loaded = load_content(write(files, folder))
    assert report(check_content(loaded)) == "no problems"
    return publishable(loaded.register, instant)


def pages_by_hand() -> list[str]:
    """The addresses of the pages in docs/."""
    paths = [file.relative_to(ROOT / "docs").with_suffix("").as_posix() for file in (ROOT / "docs").rglob("*.md")]
    return ["/" if path == "index" else f"/{path.removesuffix('/index')}/" for path in paths]


def published(name: str, files: Files, instant: datetime.datetime, before: Ledger, folder: Path) -> Published:
    """Publish a content folder, all but the pages."""
    register = staged(files, folder, instant)
    assert [str(problem) for problem in lost_records(before, register)] == []
    edition = Edition(link(register), instant.date())
    standing, titles = Standing(register, dict.fromkeys(pages_by_hand(), What.TEXT)), dict[str, str]()
    answers = dict.fromkeys(pages_by_hand(), "page")
    whole = whole_of(edition)
    for page in every_page(edition, whole):
        standing.pages[f"/{page.url}"] = What.RECORD if page.source else What.LIST
        titles[page.url], answers[f"/{page.url}"] = page.title, "page"
    answers |= standing.moved(before)
    records = {id_: record.title for id_, record in addresses(whole).records.items()}
    for page in tombstones(edition, before, standing, records, titles):
        assert f"/{page.url}" not in answers
        answers[f"/{page.url}"] = "removed" if page.shows["reason"] else "emptied"
    ledger = read_ledger(before.text + after(before, standing, instant.date()), measure(before.text))
    return Published(name, copy(files), instant, before, ledger, answers)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> list[Published]:
    """The first publication and one after each of the fifty changes."""
    files = first_files()
    found = [published("the first publication", files, FIRST_DAY, Ledger(), tmp_path_factory.mktemp("first"))]
    for number, (name, change) in enumerate(CHANGES, 1):
        change(files)
        instant, folder = FIRST_DAY + datetime.timedelta(number), tmp_path_factory.mktemp("content")
        found.append(published(name, files, instant, found[-1].ledger, folder))
    return found


def test_there_are_fifty_changes(history: list[Published]) -> None:
    """The history has fifty changes, in which every event of the ledger and every kind of answer occurs."""
    assert len(CHANGES) == 50
    assert len({name for name, _ in CHANGES}) == 50
    events = {kind for kind in Kind if f'"event": "{kind}"' in history[-1].ledger.text}
    assert events == set(Kind)
    assert {"page", "removed", "emptied"} < {*history[-1].answers.values()}


def test_whatever_was_published_answers(history: list[Published]) -> None:
    """After every change, each address that was ever published has a page, a notice, or leads to one."""
    for state in history:
        ever = {address for earlier in history[: history.index(state) + 1] for address in earlier.answers}
        assert ever == state.ledger.entries.keys()
        assert ever <= state.answers.keys(), state.name
        for address, answer in state.answers.items():
            assert answer in {"page", "removed", "emptied"} or state.answers[answer] in {"page", "removed"}, address


def test_the_ledger_only_grows(history: list[Published]) -> None:
    """Each publication leaves the ledger as it was and adds lines at its end; the days of the changes are in it."""
    grew = []
    for earlier, state in pairwise(history):
        assert state.before == earlier.ledger
        assert is_continuation(measure(earlier.ledger.text), state.ledger.text)
        added = state.ledger.text[len(earlier.ledger.text) :].splitlines()
        assert all(line.startswith(f'{{"on": "{state.instant.date()}", ') for line in added)
        grew.append(bool(added))
    assert sum(grew) >= 35


def test_the_ledger_says_what_answers(history: list[Published]) -> None:
    """What the ledger says of an address is what the site answers there."""
    for state in history:
        for address, entry in state.ledger.entries.items():
            answer = state.answers[address]
            expected = "page" if entry.stands else entry.says if entry.state is Kind.MOVED else entry.state.value
            assert answer == expected, (state.name, address)


def test_the_same_publication_gives_the_same_ledger(history: list[Published], tmp_path: Path) -> None:
    """The same content, day and ledger give the same lines once more."""
    for number in (0, 13, 50):
        state = history[number]
        again = published(state.name, state.files, state.instant, state.before, tmp_path / str(number))
        assert again.ledger.text == state.ledger.text


def test_nothing_withheld_is_in_the_ledger(history: list[Published]) -> None:
    """A draft, an exempt item and, before its hour, an embargoed one are nowhere in the ledger."""
    assert "zzq" not in history[-1].ledger.text
    first = next(number for number, state in enumerate(history) if "2026-letter" in state.ledger.text)
    assert history[first].name == "the embargo is over"


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_is_refused(name: str, history: list[Published], tmp_path: Path) -> None:
    """After the fifty changes, a state that loses an address, or uses one again, is refused with its rule."""
    change, rule = LOSSES[name]
    last = history[-1]
    files = copy(last.files)
    change(files)

    register = publishable(load_content(write(files, tmp_path)).register, last.instant)
    assert rule in {problem.rule for problem in lost_records(last.ledger, register)}


BUILT = (0, 19, 37, 50)
"""The publications for which the site is really built."""


def kinds_of(states: Iterable[Published]) -> set[str]:
    """The kinds of answers that addresses have: a page, a way on, and the notices."""
    notices = {"page", "removed", "emptied"}
    return {answer if answer in notices else "way on" for state in states for answer in state.answers.values()}


def test_every_kind_of_answer_is_built(history: list[Published]) -> None:
    """The publications that are really built have every kind of answer, and one of them is the last."""
    built = kinds_of(history[number] for number in BUILT)

    assert built == kinds_of(history) == {"page", "removed", "emptied", "way on"}
    assert BUILT[-1] == len(history) - 1


@pytest.mark.parametrize("number", BUILT)
def test_the_built_site_answers_the_same(number: int, history: list[Published], build: Build, tmp_path: Path) -> None:
    """A real build writes the same ledger, and a file at every address in it: page, way on, or notice with its mark."""
    state = history[number]
    (tmp_path / "ledger.jsonl").write_bytes(state.before.text.encode())
    site = build(
        write(state.files, tmp_path / "content"),
        SCRUTINY_LEDGER=str(tmp_path / "ledger.jsonl"),
        SOURCE_DATE_EPOCH=str(int(state.instant.timestamp())),
        SCRUTINY_SEARCH="no",
        SCRUTINY_DATA="no",
    )
    assert site.returncode == 0, site.output
    assert (site.folder / "addresses.jsonl").read_bytes().decode() == state.ledger.text

    sitemap = (site.folder / "sitemap.xml").read_text("utf-8")
    for address, answer in state.answers.items():
        file = site.file(address[1:] or "index.html")
        page = LexborHTMLParser(file.read_text("utf-8"))
        mark = file.with_name("gone.txt")
        moved = page.css_first('meta[http-equiv="refresh"]')
        if answer in {"removed", "emptied"}:
            assert moved is None
            assert page.css_matches('meta[name="robots"][content="noindex"]')
            assert f"<loc>https://scrutiny.example{address}</loc>" not in sitemap
        if answer == "removed":
            assert [head.text() for head in page.css("h1")] == ["This record was withdrawn"]
            assert mark.read_text("utf-8").startswith("removed 2026-")
        elif answer == "emptied":
            assert [head.text() for head in page.css("h1")] == ["Nothing is listed here any more"]
        elif answer != "page":
            assert moved is not None
            to = file.parent / str(moved.attributes["content"]).partition("url=")[2]
            assert to.resolve() == (site.folder / answer.strip("/")).resolve()
        assert mark.exists() == (answer == "removed")
    assert b"zzq" not in b"".join(file.read_bytes() for file in site.folder.rglob("*.html"))
