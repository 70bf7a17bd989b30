"""A site with withheld records is the same, byte for byte, as one without their files; each rule is needed for it."""

import hashlib
import inspect
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import AS_OF_EPOCH, ROOT, SAMPLE, Build, BuiltSite
from every_page import every_page
from scrutiny import stage
from scrutiny.extract import archive
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.pages import Edition
from scrutiny.preview import Kept
from scrutiny.register import Register
from withheld_content import TOKEN, WAYS, Invented, is_withheld

NOON = datetime.fromtimestamp(AS_OF_EPOCH, UTC)

# Whole builds


def enlarged(content: Path, *, with_withheld: bool = True, words: str = "price") -> Path:
    """The sample with the invented record added, with or without the files that are withheld."""
    shutil.copytree(SAMPLE, content)
    Invented(public=60, withheld=12, words=words).write(content, with_withheld=with_withheld)
    if not with_withheld:
        for id_ in stage.withheld(load_content(SAMPLE).register, NOON):
            (content / f"{id_}.yml").unlink()
    return content


def sums(site: BuiltSite) -> dict[str, str]:
    """The fingerprint of every file of a site that was built."""
    assert site.returncode == 0, site.output
    return {
        file.relative_to(site.folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def whole(build: Build, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuiltSite]:
    """The content with all that is withheld, and the site built of it, checked in full."""
    content = enlarged(tmp_path_factory.mktemp("whole") / "content")
    return content, build(content)


def test_the_content_is_what_the_comparison_needs(whole: tuple[Path, BuiltSite]) -> None:
    """At least 60 of about 200 records are withheld, in every way, and the withheld words are in their files."""
    content, _ = whole
    register = load_content(content).register
    kept_back = stage.withheld(register, NOON)
    by_way = {way: [id_ for id_ in kept_back if f"{TOKEN}-{way}" in id_] for way in WAYS}

    assert len(kept_back) >= 60
    assert 200 <= len(register.records) <= 250
    assert all(len(ids) >= 10 for ids in by_way.values())
    assert sum(id_.startswith(f"{TOKEN}mere") for id_ in kept_back) >= 10
    assert all(TOKEN.encode() in (content / f"{id_}.yml").read_bytes() for id_ in kept_back if id_.count("/") == 2)
    told = [file for file in content.rglob("*.yml") if f"{TOKEN}price" in file.read_text("utf-8")]
    assert len(told) >= 20
    assert not any(is_withheld(file.name) for file in told)


def test_a_build_with_withheld_records_is_as_if_their_files_were_deleted(
    whole: tuple[Path, BuiltSite], build: Build, tmp_path: Path
) -> None:
    """Every file of the site is the same, and no file more or less is there, when the withheld files are deleted."""
    deleted = enlarged(tmp_path / "content", with_withheld=False)
    assert not any(is_withheld(file.name) or is_withheld(file.parent.name) for file in deleted.rglob("*"))
    # Public records point at the withheld ones, so what was judged as a whole is not judged again.
    assert sums(whole[1]) == sums(build(deleted, SCRUTINY_CHECKED="yes"))


def test_a_build_is_the_same_whatever_an_exempt_part_says(
    whole: tuple[Path, BuiltSite], build: Build, tmp_path: Path
) -> None:
    """Every file of the site is the same when the words of every exempt part are others."""
    assert sums(whole[1]) == sums(build(enlarged(tmp_path / "content", words="somethingelse")))


def test_no_withheld_word_or_name_is_in_a_built_file(whole: tuple[Path, BuiltSite]) -> None:
    """No file of the site, nor its name, has a withheld word."""
    folder = whole[1].folder
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert len(files) > 500
    named = [file for file in files if TOKEN in file.relative_to(folder).as_posix()]
    holding = [file for file in files if TOKEN.encode() in file.read_bytes()]
    # The invented exempt words of the sample itself are looked for, too: they begin alike.
    assert (named, holding) == ([], [])


# Every rule is needed


Rule = Callable[..., Any]


def _as_it_is(first: Any, *_: Any) -> Any:
    return first


MUTATIONS: dict[str, tuple[Rule, str]] = {
    "publishable": (_as_it_is, "every record and part is published"),
    "withheld": (lambda *_: frozenset(), "every record is published"),
    "is_public": (lambda *_: True, "every record of a public authority is published"),
    "says_public": (lambda *_: True, "drafts and exempt records are published"),
    "is_released": (lambda *_: True, "an embargo ends by itself"),
    "is_due": (lambda *_: True, "an embargo ends when it is released"),
    "has_public_authority": (lambda *_: True, "records of a withheld authority are published"),
    "staged": (lambda _, record, __: record, "no part or reference is taken away"),
    "staged_removals": (_as_it_is, "removed records of a withheld authority are told of"),
    "without_hidden_way": (_as_it_is, "the notice of a removed record leads to a withheld one"),
    "without_exempt_words": (_as_it_is, "exempt parts are published"),
    "exempt_drafts": (lambda *_: frozenset(), "no recommendation counts as exempt"),
    "without_exempt_comparison": (_as_it_is, "an exempt recommendation is quoted beside its resolution"),
    "without_dead_ends": (_as_it_is, "references to withheld records stay"),
    "rebuilt": (_as_it_is, "what a rule changes is not put into the record"),
}
"""Each function of ``stage``, what it is replaced by when it is switched off, and what would get out."""


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A smaller record: whole, with the withheld files deleted, and with other words in the exempt parts."""
    folders = [tmp_path_factory.mktemp("small") / "content" for _ in range(3)]
    for folder, deleted, words in zip(folders, (False, True, False), ("price", "price", "other"), strict=True):
        shutil.copytree(SAMPLE / "shared", folder / "shared")
        Invented(public=7, withheld=2, words=words).write(folder, with_withheld=not deleted)
    return folders


KEPT = Kept()
"""Keeps the templates as read, which are the same in all comparisons."""

HANDED_ON = "handed on: "
"""Marks what ``stage`` gives to the stages after it, whether or not a page shows it today."""


def shown(register: Register) -> Iterator[tuple[str, str]]:
    """All that is made of a register: each page as it is printed, each hit of the search, each removed record."""
    staged = stage.publishable(register, NOON)
    edition = Edition(link(staged), NOON.date(), "", "corrections@scrutiny.example")
    renderer = KEPT.renderer(ROOT / "overrides", staged.shared.terms)
    whole = archive(edition, renderer)
    for page in every_page(edition, whole):
        yield page.url, f"{page.title} {page.description} {renderer.body(page)}"
    yield "hits", repr([*whole.rows("documents")])
    yield "removed", repr(staged.removed)
    for id_, record in staged.records.items():
        yield f"{HANDED_ON}{id_}", repr(record)  # for pages and exports that are still to be written


def leaks(contents: list[Path]) -> list[str]:
    """What would tell of something withheld: a page that differs from one without it, and every withheld word."""
    try:
        whole, deleted, others = (dict(shown(load_content(content).register)) for content in contents)
    except (KeyError, ValueError, AttributeError) as error:
        return [f"the build fails: {type(error).__name__}"]
    found = [f"{url} is only with withheld records" for url in sorted(whole.keys() - deleted.keys())]
    found += [f"{url} is only without withheld records" for url in sorted(deleted.keys() - whole.keys())]
    common = sorted(whole.keys() & deleted.keys())
    found += [f"{url} changes with withheld records" for url in common if whole[url] != deleted[url]]
    found += [f"{url} changes with the words of exempt parts" for url in whole if whole[url] != others.get(url)]
    return found + [f"{url} has a withheld word" for url, text in whole.items() if TOKEN in url + text]


def test_with_every_rule_nothing_leaks(contents: list[Path]) -> None:
    """With every rule on, the smaller record shows nothing of what is withheld: the tests below begin from there."""
    assert leaks(contents) == []


def test_every_rule_of_staging_has_its_mutation() -> None:
    """A rule that is added to ``stage`` has to be added to the table, so that it is proved to be needed."""
    rules = {
        name for name, found in vars(stage).items() if inspect.isfunction(found) and found.__module__ == stage.__name__
    }
    assert rules == MUTATIONS.keys()


@pytest.mark.parametrize("rule", MUTATIONS)
def test_without_any_one_rule_something_leaks(rule: str, contents: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """When any one rule of staging is switched off, something withheld shows, or the site cannot be built."""
    monkeypatch.setattr(stage, rule, MUTATIONS[rule][0])
    found = leaks(contents)
    assert found, f"{rule} is not needed: {MUTATIONS[rule][1]}, and nothing shows it"
