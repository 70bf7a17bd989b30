import gzip
import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cbor2
import pytest

from found import write_index
from scrutiny.search import SearchDocument, SearchIndexError, program
from scrutiny.search.canonical import Hit, canonical
from scrutiny.search.document import as_html


def resolution(number: int, **changes: Any) -> SearchDocument:
    """One resolution of an invented item, with more facet values than a hash map keeps in order by luck."""
    values: dict[str, Any] = {
        "url": f"anytown/items/undated-front-door/#resolution-{number}",
        "title": f"Audits of the front door, part {number}",
        "text": (f"Members asked for data on theme {number}.", "The partnership is to report on neglect."),
        "kind": "Resolution",
        "where": f"Anytown, resolution {number}",
        "page": "Quality of first contact",
        "date": "meeting date not stated",
        "filters": {
            "council": (f"Council {number % 13}",),
            "subject": (f"Subject {number % 7}", f"Subject {number % 11}"),
            "year": (str(2000 + number % 17),),
        },
        "day": f"20{number % 20:02}-03-01",
        "last_day": f"20{number % 3:02}-03-01",
    }
    return SearchDocument(**(values | changes))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its relative path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def meta_of(folder: Path) -> list[Any]:
    """The metadata list of the one language in an index."""
    (file,) = folder.glob("*.pf_meta")
    return unpacked(file)


def unpacked(file: Path) -> list[Any]:
    """The value in one file of an index."""
    loaded: list[Any] = cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
    return loaded


def address_of(folder: Path, name: str) -> str:
    """The address that a hit leads to, by the name of its file."""
    content = gzip.decompress((folder / "fragment" / f"{name}.pf_fragment").read_bytes())
    return str(json.loads(content.removeprefix(b"pagefind_dcd"))["url"]).removeprefix("/")


# The index


def test_equal_documents_give_equal_bytes(tmp_path: Path) -> None:
    """The same documents, in another order, give the same files with the same bytes, run after run."""
    documents = [
        resolution(number, **({"status": "Due", "shape": "shape-ring"} if number % 4 == 0 else {}))
        for number in range(120)
    ]
    write_index(documents, tmp_path / "first")
    first = contents(tmp_path / "first")
    for run in range(3):
        documents = documents[::-1] if run else documents[60:] + documents[:60]
        write_index(documents, tmp_path / f"run-{run}")
        assert contents(tmp_path / f"run-{run}") == first


def test_another_document_gives_another_entry(tmp_path: Path) -> None:
    """A changed facet value alone changes the names that the entry file leads to, so no browser keeps an old list."""
    documents = [resolution(number) for number in range(8)]
    write_index(documents, tmp_path / "before")
    documents[3] = resolution(3, filters={"Council": ("Elsewhere",)})
    write_index(documents, tmp_path / "after")
    before, after = contents(tmp_path / "before"), contents(tmp_path / "after")
    assert before["pagefind-entry.json"] != after["pagefind-entry.json"]
    same_names = {name for name in before if name.endswith((".pf_meta", ".pf_filter"))} & after.keys()
    assert all(before[name] == after[name] for name in same_names)


def test_facets_are_listed_in_order_and_addresses_are_not(tmp_path: Path) -> None:
    """The index lists the values of each facet in order, and has no list of addresses or shapes."""
    write_index([resolution(number, status="Due", shape="shape-ring") for number in range(40)], tmp_path / "index")
    filters = dict(meta_of(tmp_path / "index")[3])
    assert list(filters) == ["council", "kind", "subject", "year"]
    assert {file.name for file in (tmp_path / "index" / "filter").iterdir()} == {
        f"{key}.pf_filter" for key in filters.values()
    }
    file = tmp_path / "index" / "filter" / f"{filters['council']}.pf_filter"
    name, values = cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
    assert name == "council"
    assert [value for value, _pages in values] == sorted(f"Council {number}" for number in range(13))
    assert sum(len(pages) for _value, pages in values) == 40


def test_hits_are_numbered_newest_first(tmp_path: Path) -> None:
    """The index numbers the newest hit first, and hits of one day by their address."""
    days = ["2019-05-01", "", "2021-01-31", "2019-05-01", "2020-02-29"]
    write_index([resolution(number, day=day) for number, day in enumerate(days)], tmp_path / "index")
    addresses = [address_of(tmp_path / "index", name) for name, _ in meta_of(tmp_path / "index")[1]]
    assert [int(address.rpartition("-")[2]) for address in addresses] == [2, 4, 0, 3, 1]


def test_the_name_of_a_hit_tells_its_days(tmp_path: Path) -> None:
    """The name of a hit's file begins with its date and ends with its last day to act; no list for sorting is left."""
    days = [("2019-05-01", "2019-12-31"), ("2018-05-01", ""), ("", "")]
    documents = [resolution(number, day=day, last_day=last) for number, (day, last) in enumerate(days)]
    write_index(documents, tmp_path / "index")
    names = [name for name, _ in meta_of(tmp_path / "index")[1]]
    patterns = [r"20190501[0-9a-f]{5}-20191231", r"20180501[0-9a-f]{5}", r"00000000[0-9a-f]{5}"]
    assert all(re.fullmatch(pattern, name) for pattern, name in zip(patterns, names, strict=True)), names
    assert {file.stem for file in (tmp_path / "index" / "fragment").iterdir()} == set(names)
    assert meta_of(tmp_path / "index")[4] == []  # Pagefind's own lists for sorting


def test_another_text_gives_another_name(tmp_path: Path) -> None:
    """A changed hit has a new name and no other hit has, so that no browser keeps its old text."""
    documents = [resolution(number) for number in range(30)]
    write_index(documents, tmp_path / "before")
    documents[7] = resolution(7, text=("Another text.",))
    write_index(documents, tmp_path / "after")
    before, after = ({name for name, _ in meta_of(tmp_path / folder)[1]} for folder in ("before", "after"))
    assert len(before & after) == 29
    assert {address_of(tmp_path / "after", name) for name in after - before} == {documents[7].url}


def test_hits_whose_names_would_be_one_are_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hits of one day with the same short hash get longer names, and neither takes the other's place."""
    monkeypatch.setattr("scrutiny.search.canonical.SHORT", 0)
    write_index([resolution(number, day="2019-05-01", last_day="") for number in range(12)], tmp_path / "index")
    names = [name for name, _ in meta_of(tmp_path / "index")[1]]
    assert len(set(names)) == 12
    assert {address_of(tmp_path / "index", name) for name in names} == {resolution(number).url for number in range(12)}


@pytest.mark.parametrize("most", [1, 40, 16_000])
def test_each_word_leads_to_the_hits_that_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """However the words are cut into files, each is in the file whose first and last word embrace it, with its hits."""
    monkeypatch.setattr("scrutiny.search.words.MOST_BYTES", most)
    texts = [
        f"Members saw {word} and {word}s in April."
        for word in ("apple", "apricot", "banana", "quince", "medlar", "the")
    ]
    write_index([resolution(number, text=(text,)) for number, text in enumerate(texts)], tmp_path / "index")
    pages, chunks = meta_of(tmp_path / "index")[1:3]
    having: dict[str, set[str]] = {}
    for first, last, key in chunks:
        (words,) = unpacked(tmp_path / "index" / "index" / f"{key}.pf_index")
        assert [first, last] == [words[0][0], words[-1][0]]
        for word, hits, _ in words:
            numbers = list(itertools.accumulate(distance for distance, _, _ in hits))
            assert numbers == sorted(set(numbers))
            having[word] = {address_of(tmp_path / "index", pages[number][0])[-1] for number in numbers}
    assert list(having) == sorted(having)
    assert {file.stem for file in (tmp_path / "index" / "index").iterdir()} == {key for _, _, key in chunks}
    assert [having[word] for word in ("appl", "apricot", "banana", "quinc", "medlar")] == [
        {"0"},
        {"1"},
        {"2"},
        {"3"},
        {"4"},
    ]
    assert having["saw"] == {"0", "1", "2", "3", "4", "5"}
    # A search for "apri" reads one file, and is to find all that begins so.
    assert {"apricot", "april"} < set(having)
    assert sum(first[:4] <= "apri" <= last[:4] for first, last, _ in chunks) == 1


def test_only_what_the_search_page_uses_is_kept(tmp_path: Path) -> None:
    """Pagefind's own search boxes, their styles and the reader for other languages are not published."""
    write_index([resolution(1)], tmp_path / "index")
    entry = json.loads((tmp_path / "index" / "pagefind-entry.json").read_text("utf-8"))
    language = entry["languages"]["en"]
    assert {file.name for file in (tmp_path / "index").iterdir() if file.is_file()} == {
        "pagefind.js",
        "pagefind-worker.js",
        "pagefind-entry.json",
        "wasm.en.pagefind",
        f"pagefind.{language['hash']}.pf_meta",
    }


def test_an_old_index_is_replaced_whole(tmp_path: Path) -> None:
    """Nothing of an earlier index stays in the folder."""
    output = tmp_path / "site" / "pagefind"
    output.mkdir(parents=True)
    (output / "left-over.txt").write_text("old", encoding="utf-8")
    write_index([resolution(1)], output)
    assert not (output / "left-over.txt").exists()
    assert (output / "pagefind.js").is_file()


def test_a_hit_with_a_title_and_no_text_is_indexed(tmp_path: Path) -> None:
    """A document without text is not lost."""
    write_index([resolution(1, text=()), resolution(2, text=("  ",)), resolution(3)], tmp_path / "index")
    assert len(meta_of(tmp_path / "index")[1]) == 3


def test_settings_from_outside_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a PAGEFIND_ variable nor a settings file where the build runs changes the index."""
    write_index([resolution(1)], tmp_path / "plain")
    (tmp_path / "pagefind.yml").write_text("exclude_selectors: [p]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    write_index([resolution(1)], tmp_path / "set")
    assert contents(tmp_path / "set") == contents(tmp_path / "plain")


# What is refused


@pytest.mark.parametrize(
    "url",
    ["", "/anytown/", "https://example.org/", "//example.org/", "javascript:alert(1)", "../x/", "a/../../x/", "a b/"],
)
def test_an_address_outside_the_site_is_refused(url: str) -> None:
    """A hit can lead nowhere but into the site."""
    with pytest.raises(ValueError, match="a search address is like"):
        resolution(1, url=url)


@pytest.mark.parametrize("name", ["", "Kind[x]", "a,b", "a:b", 'a"b', "shown-only.url"])
def test_a_facet_name_that_pagefind_would_misread_is_refused(name: str) -> None:
    """The name of a facet has letters, spaces and hyphens only."""
    with pytest.raises(ValueError, match="the name of a facet"):
        resolution(1, filters={name: ("x",)})


def test_two_documents_with_one_address_are_refused(tmp_path: Path) -> None:
    """Two hits with one address are a fault, and the message names it."""
    with pytest.raises(SearchIndexError, match="undated-front-door/#resolution-1;"):
        write_index([resolution(1), resolution(1)], tmp_path / "index")


def test_no_document_at_all_is_refused(tmp_path: Path) -> None:
    """An index of nothing is refused in words, before Pagefind is run."""
    with pytest.raises(SearchIndexError, match="nothing to search"):
        write_index([], tmp_path / "index")


def test_a_document_that_pagefind_leaves_out_is_told(tmp_path: Path) -> None:
    """No hit is lost in silence: a text without a single word is reported, and the old index stays."""
    output = tmp_path / "index"
    write_index([resolution(1)], output)
    before = contents(output)

    def blank(document: SearchDocument) -> str:
        return "<html><body><div data-pagefind-body></div></body></html>" if "-2" in document.url else as_html(document)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scrutiny.search.index.as_html", blank)
        with pytest.raises(SearchIndexError, match="indexed 1 of 2 documents"):
            write_index([resolution(1), resolution(2)], output)
    assert contents(output) == before


def _program(folder: Path, script: str) -> Path:
    """A stand-in for the Pagefind program."""
    file = folder / "pagefind"
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def test_a_failure_of_pagefind_carries_what_it_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has Pagefind's own words and its exit code, and the old index stays."""
    output = tmp_path / "index"
    write_index([resolution(1)], output)
    before = contents(output)
    monkeypatch.setattr(program, "get_executable", lambda: _program(tmp_path, "echo 'no space left' >&2; exit 3"))
    with pytest.raises(SearchIndexError, match="exit code 3: no space left"):
        write_index([resolution(2)], output)
    assert contents(output) == before


def _no_wheel() -> Path:
    """Fail as the package does whose program has been deleted."""
    raise FileNotFoundError("Could not find any of …")


@pytest.mark.parametrize("found", [lambda: None, _no_wheel, lambda: Path("/nowhere/pagefind")])
def test_a_missing_program_is_told_with_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: Callable[[], Path | None]
) -> None:
    """Without the Pagefind program the message says what to install."""
    monkeypatch.setattr(program, "get_executable", found)
    with pytest.raises(SearchIndexError, match="pip install"):
        write_index([resolution(1)], tmp_path / "index")


def test_an_index_of_another_form_is_refused() -> None:
    """A later Pagefind that writes something else is refused in words instead of published."""
    hits = [Hit("/anytown/", "20190501")]
    files = program.indexed([("/anytown/", as_html(resolution(1)))])
    (meta,) = (name for name in files if name.endswith(".pf_meta"))
    (words,) = (name for name in files if name.endswith(".pf_index"))
    later = gzip.compress(b"pagefind_dcd" + cbor2.dumps(["1.6.0", [], []]))
    for name, content, told in (
        (meta, later, "unknown form"),
        (words, later, "unknown form"),
        (words, gzip.compress(b"pagefind_dcd" + cbor2.dumps([[]]) + b"more"), "does not end as expected"),
        (meta, gzip.compress(b"something else"), "does not begin with pagefind_dcd"),
    ):
        with pytest.raises(SearchIndexError, match=told):
            canonical(files | {name: content}, hits)


def test_hits_in_another_order_are_refused() -> None:
    """A later Pagefind that numbers its pages otherwise is refused: the names of hits would tell the days of others."""
    files = program.indexed((f"/{name}/", as_html(resolution(number))) for number, name in enumerate("ab"))
    with pytest.raises(SearchIndexError, match="/b/ is not in its place"):
        canonical(files, [Hit("/b/", "20190501"), Hit("/a/", "20180501")])
