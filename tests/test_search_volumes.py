"""The volumes of the search: what a large record is parted into, and what is indexed again when it changes."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from found import archive_of, write_index
from scrutiny.search import SearchDocument, SearchIndexError
from scrutiny.search import index as indexing
from scrutiny.search.program import indexed
from scrutiny.search.volumes import IndexVolume, documents_in, search_volumes
from scrutiny.search.volumes import in_volumes as volumes_in
from scrutiny.verify.index import index_faults
from scrutiny.verify.numbers import numbers
from scrutiny.verify.tree import Tree

COUNCILS = ("Ashford", "Barnet", "Camden", "Dover", "Éire", "Fareham", "Gosport", "Harrow")


def document(council: str, number: int, year: str = "2024", text: str = "Members saw the hub.") -> SearchDocument:
    """One point of an invented item."""
    return SearchDocument(
        url=f"{council.lower().replace('é', 'e')}/items/{number}/#point-1",
        title=f"Point {number}",
        text=(text,),
        kind="Point",
        where=f"{council}, point 1",
        page="The hub",
        filters={"council": (council,), "year": (year,)},
        day=f"{year}-05-01" if year.isdecimal() else "",
    )


def record(**counts: int) -> list[SearchDocument]:
    """Documents of councils, so many of each; of those that are not named, two."""
    return [document(council, number) for council in COUNCILS for number in range(counts.get(council, 2))]


def in_volumes(documents: Iterable[SearchDocument]) -> dict[str, IndexVolume]:
    """The volumes of some documents."""
    return volumes_in(archive_of(documents))


def held_in(documents: Iterable[SearchDocument]) -> dict[str, list[SearchDocument]]:
    """The documents in each volume."""
    archive = archive_of(documents)
    return {name: list(documents_in(archive, volume)) for name, volume in volumes_in(archive).items()}


def councils_of(volumes: dict[str, IndexVolume]) -> list[tuple[str, ...]]:
    """The councils of each volume."""
    return [volume.councils for volume in volumes.values()]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its relative path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(autouse=True)
def small_volumes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Volumes of five documents, so that a test can fill several."""
    monkeypatch.setattr("scrutiny.search.volumes.MOST", 5)


# What is parted


def test_a_record_that_fits_has_one_volume() -> None:
    """Up to the limit there is one index, in the folder itself, and the search page has nothing to say of volumes."""
    documents = [document("Barnet", number) for number in range(5)]
    assert list(in_volumes(documents)) == [""]
    assert search_volumes(archive_of(documents)) == []


def test_a_larger_record_is_parted_by_whole_councils() -> None:
    """A volume is a run of councils in the order of the alphabet, every document is in one, and none is too large."""
    documents = record()
    volumes = in_volumes(documents)
    assert councils_of(volumes) == [
        ("Ashford", "Barnet"),
        ("Camden", "Dover"),
        ("Éire", "Fareham"),
        ("Gosport", "Harrow"),
    ]
    assert list(volumes) == ["ashford", "camden", "eire", "gosport"]
    assert [volume.label for volume in volumes.values()][:2] == ["Ashford to Barnet", "Camden to Dover"]
    found = [document for held in held_in(documents).values() for document in held]
    assert sorted(found, key=lambda each: each.url) == sorted(documents, key=lambda each: each.url)


def test_a_new_record_changes_its_own_volume_alone() -> None:
    """More records of one council leave every other volume as it was, also when its own has to be cut in two."""
    before, one_more, cut = (held_in(record(**more)) for more in ({}, {"Camden": 3}, {"Camden": 4}))
    assert list(one_more) == list(before)
    assert {name for name in before if one_more[name] != before[name]} == {"camden"}
    assert councils_of(in_volumes(record(Camden=3))) == councils_of(in_volumes(record()))
    assert councils_of(in_volumes(record(Camden=4))) == [
        ("Ashford", "Barnet"),
        ("Camden",),
        ("Dover",),
        ("Éire", "Fareham"),
        ("Gosport", "Harrow"),
    ]
    assert all(cut[name] == before[name] for name in ("ashford", "eire", "gosport"))


def test_a_council_that_is_too_large_alone_is_parted_by_years() -> None:
    """Its volumes are fixed spans of years, the newest first; what states no year stands apart, a year is never cut."""
    years = ["2013", "2014", "2019", "2021", "2022", "2023", *["2024"] * 7, *["Not stated"] * 2]
    documents = [document("Barnet", number, year) for number, year in enumerate(years)]
    volumes = in_volumes(documents)
    assert {name: len(held) for name, held in held_in(documents).items()} == {
        name: volume.documents for name, volume in volumes.items()
    }
    assert {name: (volume.label, volume.documents) for name, volume in volumes.items()} == {
        "barnet-2024": ("Barnet, 2024", 7),
        "barnet-2019": ("Barnet, 2019 to 2023", 4),
        "barnet-2013": ("Barnet, 2013 to 2014", 2),
        "barnet-not-stated": ("Barnet, year not stated", 2),
    }


def test_volumes_whose_names_are_alike_have_folders_of_their_own() -> None:
    """Councils that differ in an accent alone do not share a folder."""
    volumes = in_volumes(document(council, number) for council in ("Éire", "Eire") for number in range(5))
    assert list(volumes) == ["eire", "eire--2"]


# What is written


def test_each_volume_is_an_index_of_its_own(tmp_path: Path) -> None:
    """Each folder has all that an index has, with its lists of words, and the folder above holds nothing else."""
    write_index(record(), tmp_path / "pagefind")
    folders = {"ashford", "camden", "eire", "gosport"}
    assert {path.name for path in (tmp_path / "pagefind").iterdir()} == folders
    for name in folders:
        volume = tmp_path / "pagefind" / name
        assert (volume / "pagefind-entry.json").is_file()
        assert (volume / "pagefind.js").is_file()
        assert (volume / "words" / "h.json").read_bytes().startswith(b'{"hub":4')
        assert len(list((volume / "fragment").iterdir())) == 4


def test_equal_documents_give_equal_volumes_in_any_order(tmp_path: Path) -> None:
    """The same documents in another order give the same files with the same bytes."""
    write_index(record(), tmp_path / "one")
    write_index(reversed(record()), tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


# What is kept


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The addresses that each run of Pagefind was given."""
    given: list[list[str]] = []

    def counting(pages: Sequence[tuple[str, str]]) -> dict[str, bytes]:
        listed = list(pages)
        given.append([address for address, _ in listed])
        return indexed(listed)

    monkeypatch.setattr(indexing, "indexed", counting)
    return given


def test_only_the_volume_that_changed_is_indexed_again(tmp_path: Path, runs: list[list[str]]) -> None:
    """With what an earlier build kept, one edit indexes one volume, and the bytes are those of a build without it."""
    kept = tmp_path / "kept"
    write_index(record(), tmp_path / "site" / "pagefind", kept)
    assert len(runs) == 4
    edited = [
        document("Dover", 1, text="Members saw the harbour."),
        *(each for each in record() if "dover/items/1/" not in each.url),
    ]
    write_index(edited, tmp_path / "site" / "pagefind", kept)
    assert len(runs) == 5
    assert "/dover/items/1/#point-1" in runs[-1]
    write_index(edited, tmp_path / "plain" / "pagefind")
    assert contents(tmp_path / "site") == contents(tmp_path / "plain")


def test_what_is_kept_and_not_used_goes(tmp_path: Path) -> None:
    """A text that is published no more stays in no entry."""
    kept = tmp_path / "kept"
    write_index([*record(), document("Dover", 9, text="Members saw the zebra.")], tmp_path / "pagefind", kept)
    assert any(b"zebra" in content for content in contents(kept).values())
    write_index(record(), tmp_path / "pagefind", kept)
    assert len(list(kept.iterdir())) == 4
    assert not any(b"zebra" in content for content in contents(kept).values())


@pytest.mark.parametrize("damage", ["cut short", "emptied", "changed", "deleted"])
def test_an_entry_that_is_not_whole_is_never_used(tmp_path: Path, runs: list[list[str]], damage: str) -> None:
    """Whatever befell an entry, the index is that of a build without it, and the entry is whole again."""
    kept = tmp_path / "kept"
    write_index(record(), tmp_path / "first", kept)
    (entry, *_) = sorted(kept.iterdir())
    whole = entry.read_bytes()
    if damage == "deleted":
        shutil.rmtree(kept)
    else:
        entry.write_bytes({"cut short": whole[:-9], "emptied": b"", "changed": whole[:-1] + b"?"}[damage])
    write_index(record(), tmp_path / "second", kept)
    assert len(runs) == (8 if damage == "deleted" else 5)
    assert contents(tmp_path / "second") == contents(tmp_path / "first")
    assert entry.read_bytes() == whole


def test_another_program_or_code_makes_a_new_index(
    tmp_path: Path, runs: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older version of the program has made is not used."""
    write_index(record(), tmp_path / "first", tmp_path / "kept")
    monkeypatch.setattr("scrutiny.search.kept._makers", lambda: b"another version")
    write_index(record(), tmp_path / "second", tmp_path / "kept")
    assert len(runs) == 8


def test_a_build_that_fails_leaves_the_old_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When one volume cannot be made, all volumes stay as they were."""
    write_index(record(), tmp_path / "pagefind")
    before = contents(tmp_path)

    def failing(pages: Sequence[tuple[str, str]]) -> dict[str, bytes]:
        listed = list(pages)
        if any(address.startswith("/gosport/") for address, _ in listed):
            raise SearchIndexError("no space left")
        return indexed(listed)

    monkeypatch.setattr(indexing, "indexed", failing)
    with pytest.raises(SearchIndexError, match="no space left"):
        write_index(record(Camden=3), tmp_path / "pagefind")
    assert contents(tmp_path) == before


# What a publishing verifies


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A site with its volumes, a search page that names them, and the pages that their hits lead to."""
    site = tmp_path / "site"
    write_index(record(), site / "pagefind")
    names = "".join(
        f'<li data-volume="{volume.folder}">{volume.label}</li>' for volume in search_volumes(archive_of(record()))
    )
    for page in ("search", *(each.url.partition("#")[0] for each in record())):
        (site / page).mkdir(parents=True)
        (site / page / "index.html").write_text(names if page == "search" else '<p id="point-1"></p>', "utf-8")
    return site


def told(site: Path) -> list[str]:
    """What a publishing says of the index."""
    return [str(fault) for fault in index_faults(Tree(site))]


def test_whole_volumes_are_verified_without_a_fault(published: Path) -> None:
    """Nothing is said of volumes that are as the build left them."""
    assert told(published) == []
    assert numbers(published)["documents"] == len(record())


def test_a_volume_that_is_missing_stops_a_publishing(published: Path) -> None:
    """A volume that the search page names and that is not there, in whole or in part, is told."""
    (published / "pagefind" / "camden" / "words" / "m.json").unlink()
    shutil.rmtree(published / "pagefind" / "eire")
    faults = told(published)
    assert any("camden/words/m.json is missing" in fault for fault in faults)
    assert any("eire/pagefind-entry.json is missing" in fault for fault in faults)


def test_a_volume_of_an_older_build_stops_a_publishing(published: Path) -> None:
    """Files of a volume that the search page does not name are told: they may hold what was taken back."""
    shutil.copytree(published / "pagefind" / "camden", published / "pagefind" / "older")
    faults = told(published)
    assert any("older/pagefind-entry.json begins a volume" in fault for fault in faults)
    assert sum("pagefind/older/fragment/" in fault for fault in faults) == 4
