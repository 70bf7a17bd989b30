"""The preview at an officer's desk: whatever becomes of a file, the server answers, and all is well once it is mended.

The real `mkdocs serve` is asked over HTTP and by a real browser. Waits are bounded and long: the machine may be busy.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from previewed import ROOT, Previewed, preview
from scrutiny.check import check_content
from scrutiny.load.content import load_content
from scrutiny.pages.accessibility import SCHEMES, WIDTHS
from scrutiny.preview import LIST, Kept, Preview, View, problem_pages
from scrutiny.preview.places import id_of
from scrutiny.problem import Place, Problem
from scrutiny.render import Renderer

ITEM = "bradford/items/undated-front-door"
ABOUT = "bradford/inspections/undated-ilacs"
"""The inspection that the item is about."""
LINKED = f"{ABOUT}/"
OTHER = "plymouth/items/undated-jtai-update/"
"""A page of another council."""

Tree = dict[str, bytes]


def copied(folder: Path) -> Path:
    """A copy of the repository's own records."""
    return Path(shutil.copytree(ROOT / "content", folder / "content"))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the repository's own records, good to break."""
    return copied(tmp_path)


@pytest.fixture(scope="module")
def good() -> Tree:
    """Every file of the repository's own records."""
    root = ROOT / "content"
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*.yml"))}


def restored(content: Path, good: Tree) -> None:
    """Make a content folder what it was, whatever has become of it."""
    for path in sorted(content.rglob("*"), reverse=True):
        name = path.relative_to(content).as_posix()
        if path.is_symlink() or (path.is_file() and name not in good):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    for name, text in good.items():
        file = content / name
        if not file.is_file() or not os.access(file, os.R_OK) or file.read_bytes() != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            if file.exists():
                file.chmod(0o644)
            file.write_bytes(text)


# Which version of each record is shown


def told(view: View) -> set[str]:
    """The files that problems are named in."""
    return {problem.place.file for problem in view.problems}


def test_a_good_folder_is_shown_as_it_is(content: Path) -> None:
    """Without a problem, a preview shows what a build shows, and has no page of problems."""
    view = Preview().look(content)
    assert view.register == load_content(content).register
    assert (view.problems, view.bad, view.left_out) == ((), frozenset(), frozenset())
    assert list(problem_pages(view)) == []


def test_a_bad_file_keeps_its_last_good_version_elsewhere(content: Path) -> None:
    """Other pages go on using the version of a record that was shown before it was broken."""
    looks, before = Preview(), load_content(content).register
    looks.look(content)
    (content / f"{ITEM}.yml").write_text("title: [")
    view = looks.look(content)
    assert view.register == before
    assert view.bad == {ITEM}
    assert told(view) == {f"content/{ITEM}.yml"}


def test_changes_elsewhere_are_shown_while_a_file_is_bad(content: Path) -> None:
    """A good file that changes is shown in its new version, although another one is broken."""
    looks = Preview()
    looks.look(content)
    (content / f"{ITEM}.yml").write_bytes(b"\x00\xff")
    other = content / "plymouth/items/undated-jtai-update.yml"
    other.write_text(re.sub(r"(?m)^title: .*$", "title: Another title", other.read_text("utf-8"), count=1), "utf-8")
    view = looks.look(content)
    assert view.register.records["plymouth/items/undated-jtai-update"].title == "Another title"
    assert ITEM in view.register.records


def test_from_a_bad_start_what_cannot_stand_alone_is_left_out(content: Path) -> None:
    """When a record was never good, those that refer to it are left out too, and the rest passes every check."""
    (content / f"{ABOUT}.yml").write_text("")
    view = Preview().look(content)
    assert view.bad == {ABOUT}
    assert ITEM in view.left_out
    shown = set(view.register.records)
    assert not shown & (view.bad | view.left_out)
    assert {"bradford", "plymouth", "haringey"} <= shown
    for id_ in {path.relative_to(content).with_suffix("").as_posix() for path in content.rglob("2*.yml")} - shown:
        (content / f"{id_}.yml").unlink()
    for id_ in view.bad | view.left_out:
        (content / f"{id_}.yml").unlink(missing_ok=True)
    assert check_content(load_content(content)) == []


def test_mending_one_of_two_brings_it_back(content: Path, good: Tree) -> None:
    """From a bad start, a file that is mended is shown although another one is still broken."""
    for name in ("haringey/items/2018-jtai.yml", f"{ABOUT}.yml"):
        (content / name).write_text("{")
    looks = Preview()
    assert "haringey/items/2018-jtai" not in looks.look(content).register.records
    (content / "haringey/items/2018-jtai.yml").write_bytes(good["haringey/items/2018-jtai.yml"])
    view = looks.look(content)
    assert "haringey/items/2018-jtai" in view.register.records
    assert view.bad == {ABOUT}


def test_an_authority_that_was_never_good_takes_its_records_along(content: Path) -> None:
    """Records of an authority whose own file is bad from the start are left out; other authorities stay."""
    (content / "bradford/authority.yml").write_text("x")
    view = Preview().look(content)
    assert view.bad == {"bradford"}
    assert ITEM in view.left_out
    assert {id_.partition("/")[0] for id_ in view.register.records} == {
        *("bath-and-north-east-somerset", "haringey", "plymouth", "worcestershire")
    }


@pytest.mark.parametrize("name", ["themes", "bodies", "frameworks", "offices", "terms"])
def test_a_bad_shared_list_is_the_only_one_to_blame(content: Path, name: str) -> None:
    """A shared list that cannot be read is used as it was, and its names are not missed in every record."""
    looks = Preview()
    before = looks.look(content).register
    (content / f"shared/{name}.yml").write_text("<<<<<<< HEAD\n")
    view = looks.look(content)
    assert view.register == before
    assert told(view) == {f"content/shared/{name}.yml"}
    assert view.bad == frozenset()


def test_without_a_good_shared_list_nothing_is_shown(content: Path) -> None:
    """A shared list that was never good leaves only pages of problems, the home page among them."""
    (content / "shared/themes.yml").write_text("")
    view = Preview().look(content)
    assert view.register.records == {}
    assert "" in {page.url for page in problem_pages(view)}


def test_a_file_that_cannot_be_opened_is_the_only_one_to_blame(content: Path) -> None:
    """A record in whose place there is a link is not missed by those that refer to it, in a session that knows it."""
    looks = Preview()
    looks.look(content)
    (content / f"{ABOUT}.yml").unlink()
    (content / f"{ABOUT}.yml").symlink_to("nowhere.yml")
    view = looks.look(content)
    assert told(view) == {f"content/{ABOUT}.yml"}
    assert ABOUT in view.register.records


def test_a_deleted_file_that_others_need_stays_shown(content: Path) -> None:
    """While others refer to a record that was deleted, they and it stay; the page of each that does shows why."""
    looks = Preview()
    before = looks.look(content).register
    (content / f"{ABOUT}.yml").unlink()
    view = looks.look(content)
    assert ITEM in view.bad
    assert view.register == before


def test_a_renamed_folder_changes_no_page(content: Path) -> None:
    """An authority whose folder gets a name that is not allowed stays as it was, and the name is the problem."""
    looks = Preview()
    before = looks.look(content).register
    (content / "bradford").rename(content / "Bradford 2")
    view = looks.look(content)
    assert view.register == before
    assert {problem.rule for problem in view.problems} == {"bad-folder"}


def test_a_deleted_record_is_gone_once_all_is_good(content: Path) -> None:
    """A record that nothing needs and that is deleted leaves the preview with the next good look."""
    looks = Preview()
    looks.look(content)
    gone = "worcestershire/items/undated-ofsted-update"
    (content / f"{gone}.yml").unlink()
    view = looks.look(content)
    if view.problems:  # others refer to it
        assert gone in view.register.records
    else:
        assert gone not in view.register.records


def test_no_folder_is_a_problem_and_no_fault(content: Path) -> None:
    """A content folder that is not there gives a problem, and the pages of before."""
    looks = Preview()
    before = looks.look(content).register
    content.rename(content.with_name("elsewhere"))
    view = looks.look(content)
    assert view.problems
    assert view.register == before
    assert Preview().look(content).register.records == {}


def test_a_fault_of_the_check_itself_is_shown_too(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the check fails by a mistake in it, the pages stay and the list says that it is no mistake of the officer."""
    looks = Preview()
    before = looks.look(content).register

    def failing(*_: object) -> list[Problem]:
        raise RuntimeError

    monkeypatch.setattr("scrutiny.preview.versions.all_problems", failing)
    view = looks.look(content)
    assert view.register == before
    (problem,) = view.problems
    assert "no mistake of yours" in problem.what
    (page,) = problem_pages(view)
    assert page.shows["files"][0].problems[0].rule is None


def test_a_file_of_very_many_problems_is_cut_short() -> None:
    """A page shows the first problems of a file and says how many more there are."""
    problems = tuple(Problem(Place(f"content/{ITEM}.yml", line), "", "it is bad", "", "x") for line in range(1, 80))
    pages = {page.url: page for page in problem_pages(View(problems=problems, bad=frozenset({ITEM})))}
    assert set(pages) == {LIST, "", f"{ITEM}/"}
    (file,) = pages[f"{ITEM}/"].shows["files"]
    assert len(file.problems) == 50
    assert file.more == "29 more problems in this file."


@pytest.mark.parametrize(
    "file, id_",
    [
        (f"content/{ITEM}.yml", ITEM),
        ("content/bradford/authority.yml", "bradford"),
        ("content/shared/themes.yml", "shared/themes.yml"),
        ("content/shared/other.yml", ""),
        ("content/about/items/2019-x.yml", ""),
        ("content/Bradford/items/2019-x.yml", ""),
        ("content/bradford/items/2019-x.txt", ""),
        ("content/bradford/letters/2019-x.yml", ""),
        ("content/bradford/items/deep/2019-x.yml", ""),
        ("content/bradford/items/2019-\ufffd.yml", ""),
        ("content/notes.yml", ""),
        ("content", ""),
        ("", ""),
    ],
)
def test_a_page_is_replaced_only_where_a_record_stands(file: str, id_: str) -> None:
    """The file of a problem names a record only where a record may be; any other is in the list alone."""
    assert id_of(file) == id_


# What is kept between two previews


def test_a_kept_renderer_is_for_one_glossary_and_sees_changed_templates(content: Path, tmp_path: Path) -> None:
    """Templates stay compiled while the glossary is the same; a template that changes is used as it is now."""
    terms = load_content(content).register.shared.terms
    kept, templates = Kept(), tmp_path / "templates"
    renderer = kept.renderer(templates, terms)
    assert isinstance(renderer, Renderer)
    assert kept.renderer(templates, dict(terms)) is renderer
    assert kept.renderer(templates, {}) is not renderer


# The server


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Previewed]:
    """A real preview over a copy of the records."""
    folder = tmp_path_factory.mktemp("preview")
    with preview(copied(folder), folder / "told.txt") as running:
        yield running


@pytest.fixture
def server(shown: Previewed, good: Tree) -> Iterator[Previewed]:
    """The same preview, in order before each test and put in order after it."""
    restored(shown.content, good)
    shown.until("", lambda page: "to mend" not in page)
    yield shown
    restored(shown.content, good)


def heading(page: str) -> str:
    """The h1 of a page."""
    node = LexborHTMLParser(page).css_first("h1")
    return node.text(strip=True) if node else ""


def written(file: Path, raw: bytes) -> None:
    """Save a file."""
    file.write_bytes(raw)


def conflict(file: Path) -> None:
    """Leave a file as git does after a merge that failed."""
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([*lines[:3], b"<<<<<<< HEAD\n", *lines[3:5], b"=======\n", b"x: y\n", b">>>>>>> them\n"]))


def linked(file: Path) -> None:
    """Put a link in the place of a file."""
    file.unlink()
    file.symlink_to("/dev/zero")


def unreadable(file: Path) -> None:
    """Take away the right to read a file; root may read all the same, so its text goes too."""
    file.write_bytes(b"")
    file.chmod(0)


def folder(file: Path) -> None:
    """Put a folder in the place of a file."""
    file.unlink()
    file.mkdir()
    (file / "x.yml").write_text("x")


BREAKS: dict[str, Callable[[Path], None]] = {
    "binary junk": lambda file: written(file, bytes(range(256)) * 20),
    "30 KB of [": lambda file: written(file, b"[" * 30_000),
    "empty": lambda file: written(file, b""),
    "half": lambda file: written(file, file.read_bytes()[: len(file.read_bytes()) // 2] + b"\n  - ["),
    "conflict": conflict,
    "link": linked,
    "unreadable": unreadable,
    "a folder": folder,
}


def test_bad_files_show_their_problems_and_come_back(server: Previewed, good: Tree) -> None:
    """The page of each broken record lists what is wrong, every other page stays, and mending brings them back."""
    ids = [name.removesuffix(".yml") for name in good if name.count("/") == 2 and "worcestershire" not in name]
    broken = dict(zip(BREAKS, ids, strict=False))
    assert len(broken) == len(BREAKS)
    stays = ["", "worcestershire/", "worcestershire/items/undated-ofsted-update/", "resolutions/", "bradford/"]
    before = {path: heading(server.get(path).text) for path in [*stays, *(f"{id_}/" for id_ in ids)]}
    for how, id_ in broken.items():
        BREAKS[how](server.content / f"{id_}.yml")
    # A folder of a record's name is no record: it is in the list, and its page stays.
    gone = broken.pop("a folder")
    page = server.until(LIST, lambda page: all(f"{id_}.yml" in page for id_ in (*broken.values(), gone)))
    assert heading(page) == "Problems to mend"
    for how, id_ in broken.items():
        own = server.get(f"{id_}/")
        assert (own.status, heading(own.text)) == (200, f"To mend: {id_}.yml"), how
        for sign in ("/livereload/", "handbook/problems/#", "This page comes back"):
            assert sign in own.text, how
        assert "Traceback" not in own.text
    for path in [*stays, f"{gone}/"]:
        answer = server.get(path)
        assert (answer.status, heading(answer.text)) == (200, before[path])
        assert f'href="{"../" * path.count("/") or "./"}{LIST}"' in answer.text.replace(
            'href="problems', 'href="./problems'
        )
    restored(server.content, good)
    server.until("", lambda page: "to mend" not in page)
    for path, title in before.items():
        answer = server.get(path)
        assert (answer.status, heading(answer.text), "to mend" in answer.text) == (200, title, False)
    assert server.get(LIST).status == 404


def test_everything_bad_at_once_still_answers(server: Previewed, good: Tree) -> None:
    """With every file broken in some way, folders renamed and strange files about, each address has an answer."""
    content = server.content
    ways = [how for name, how in BREAKS.items() if name != "a folder"]
    for number, file in enumerate(sorted(content.rglob("*.yml"))):
        ways[number % len(ways)](file)
    (content / "haringey").rename(content / "Haringey\n")
    (content / "loop").symlink_to(".")
    (content / "bradford" / "loop").symlink_to("..")
    (content / "note.txt").write_text("x")
    os.mkfifo(content / "plymouth" / "items" / "2019-pipe.yml")
    page = server.until(LIST, lambda page: "2019-pipe" in page and "bad-folder" in page)
    assert "Traceback" not in page
    for path in ("", f"{ITEM}/", LINKED, OTHER, "handbook/problems/", "no-such-page/", "%00", "../../etc/passwd"):
        answer = server.get(path)
        assert "Traceback" not in answer.text, path
        assert answer.status in {200, 404, 500}
    (content / "Haringey\n").rename(content / "haringey")
    (content / "plymouth" / "items" / "2019-pipe.yml").unlink()
    (content / "loop").unlink()
    (content / "bradford" / "loop").unlink()
    restored(content, good)
    server.until(f"{ITEM}/", lambda page: "mend" not in heading(page) and "to mend" not in page)


def test_the_content_folder_may_go_away_and_come_back(server: Previewed) -> None:
    """When the folder of all records is renamed the pages stay; when it is back the preview sees changes again."""
    away = server.content.with_name("away")
    server.content.rename(away)
    server.until(LIST, lambda page: "Problems to mend" in page)
    assert server.get(OTHER).status == 200
    away.rename(server.content)
    server.until(OTHER, lambda page: "to mend" not in page)
    written(server.content / f"{ITEM}.yml", b"[")
    server.until(f"{ITEM}/", lambda page: heading(page).startswith("To mend"))


def test_files_that_come_and_go_during_builds_do_no_harm(server: Previewed, good: Tree) -> None:
    """Files saved in two steps, deleted and written again while the site is built leave a good site in the end."""
    file = server.content / f"{ITEM}.yml"
    for turn in range(40):
        file.write_bytes(b"")
        if turn % 3 == 0:
            file.unlink()
        server.get(OTHER)
        file.write_bytes(good[f"{ITEM}.yml"])
    last = re.sub(rb"(?m)^title: .*$", b"title: The last of many", good[f"{ITEM}.yml"], count=1)
    file.write_bytes(last)
    server.until(f"{ITEM}/", lambda page: heading(page) == "The last of many")


def test_an_open_page_shows_problems_and_the_page_again_by_itself(
    server: Previewed, good: Tree, browser: Browser
) -> None:
    """The browser shows the list after a bad save, and the record after mending, and nobody reloads anything."""
    file = server.content / f"{ITEM}.yml"
    page = browser.new_page()
    try:
        page.goto(f"{server.address}{ITEM}/")
        file.write_bytes(b"title: [\n")
        page.wait_for_selector("h1:has-text('To mend')", timeout=60_000)
        mended = re.sub(rb"(?m)^title: .*$", b"title: Mended at last", good[f"{ITEM}.yml"], count=1)
        file.write_bytes(mended)
        page.wait_for_selector("h1:has-text('Mended at last')", timeout=60_000)
    finally:
        page.close()


def test_the_pages_of_problems_are_accessible(server: Previewed, browser: Browser) -> None:
    """axe-core finds nothing on the list, on the page of a bad record and on a page with the notice; none too wide."""
    (server.content / "haringey" / "items" / "2018-jtai.yml").write_bytes(b"title: [" + b"long " * 60 + b"\n")
    text = (server.content / f"{ITEM}.yml").read_text("utf-8")
    (server.content / f"{ITEM}.yml").write_text(text.replace("title:", "titel:", 1) + "\nunknown: 1\n", "utf-8")
    server.until(LIST, lambda page: "titel" in page and "2018-jtai" in page)
    for width, scheme in product(WIDTHS, SCHEMES):
        context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
        page = context.new_page()
        try:
            for path in (LIST, f"{ITEM}/", OTHER):
                page.goto(server.address + path)
                found = Axe().run(page).response
                told = [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]
                assert told == [], f"{path} {width} {scheme}"
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        finally:
            context.close()


def test_a_record_of_problems_links_to_explanations_that_exist(server: Previewed) -> None:
    """Each link from a problem leads to an entry of the handbook, and each to a page that answers."""
    conflict(server.content / f"{ITEM}.yml")
    page = LexborHTMLParser(server.until(f"{ITEM}/", lambda page: heading(page).startswith("To mend")))
    rules = [str(link.attributes["href"]).partition("#")[2] for link in page.css("#main li a[href*='#']")]
    handbook = LexborHTMLParser(server.get("handbook/problems/").text)
    assert rules
    assert [rule for rule in rules if handbook.css_first(f'[id="{rule}"]') is None] == []


def test_the_page_of_a_bad_record_leads_to_the_list(server: Previewed) -> None:
    """The page of a record that waits, which has no notice at its top, has a link to all that waits."""
    conflict(server.content / f"{ITEM}.yml")
    page = LexborHTMLParser(server.until(f"{ITEM}/", lambda page: heading(page).startswith("To mend")))
    (link,) = [link for link in page.css("#main a") if str(link.attributes["href"]).endswith(f"../{LIST}")]
    assert link.text().startswith("All that waits to be mended: ")
    assert heading(server.get(LIST).text) == "Problems to mend"


def test_after_mending_the_pages_are_those_of_a_new_session(server: Previewed, good: Tree, tmp_path: Path) -> None:
    """What was kept from before leaves no trace: the pages are the bytes of a preview that starts with these files."""
    changed = re.sub(rb"(?m)^title: .*$", b"title: Told anew", good[f"{ITEM}.yml"], count=1)
    (server.content / f"{ITEM}.yml").write_bytes(b"]")
    server.until(f"{ITEM}/", lambda page: heading(page).startswith("To mend"))
    (server.content / f"{ITEM}.yml").write_bytes(changed)
    server.until(f"{ITEM}/", lambda page: heading(page) == "Told anew")
    content = copied(tmp_path)
    (content / f"{ITEM}.yml").write_bytes(changed)
    paths = ["", f"{ITEM}/", LINKED, OTHER, "resolutions/", "browse/", "glossary/", "handbook/fields/item/", "search/"]
    with preview(content, tmp_path / "told.txt") as anew:
        for path in paths:
            assert without_session(server, path) == without_session(anew, path), path
        words = "pagefind/pagefind-entry.json"
        wanted = anew.get(words).text
        assert "hash" in wanted
        server.until(words, lambda text: text == wanted)


def without_session(shown: Previewed, path: str) -> str:
    """A page without its server's address and the number of its session."""
    port = shown.address.rpartition(":")[2].strip("/")
    return re.sub(r"livereload\(\d+, \d+\)", "", shown.get(path).text.replace(port, "port"))


# From a bad start, and faults that are no officer's


def test_a_preview_starts_with_bad_files(content: Path, tmp_path: Path, good: Tree) -> None:
    """A preview that starts with a bad file shows what can stand, says what waits for it, and is whole when mended."""
    (content / f"{ABOUT}.yml").write_bytes(b"\xff\xfe")
    with preview(content, tmp_path / "told.txt") as started:
        assert heading(started.get(LINKED).text) == f"To mend: {ABOUT}.yml"
        waits = started.get(f"{ITEM}/")
        assert heading(waits.text) == f"Waiting: {ITEM}.yml"
        assert "/livereload/" in waits.text
        assert "mend" not in heading(started.get(OTHER).text)
        assert started.get("").status == 200
        assert "/livereload/" in started.get("no-such-page/").text
        (content / f"{ABOUT}.yml").write_bytes(good[f"{ABOUT}.yml"])
        started.until(f"{ITEM}/", lambda page: not heading(page).startswith("Waiting"))
        (content / "shared" / "themes.yml").write_bytes(b"")
        started.until("", lambda page: "to mend" in page)


def test_a_preview_starts_without_a_good_shared_list(content: Path, tmp_path: Path, good: Tree) -> None:
    """When nothing can be shown, home is the list of problems, the handbook stays, and mending brings the site."""
    (content / "shared" / "themes.yml").write_bytes(b"{" * 30_000)
    with preview(content, tmp_path / "told.txt") as started:
        assert heading(started.get("").text) == "Problems to mend"
        assert started.get("handbook/problems/").status == 200
        assert "Traceback" not in started.printed()
        (content / "shared" / "themes.yml").write_bytes(good["shared/themes.yml"])
        started.until(f"{ITEM}/", lambda page: "to mend" not in page and heading(page) != "This page is not here")
        assert "hash" in started.until("pagefind/pagefind-entry.json", lambda text: "hash" in text)


def test_a_fault_in_a_template_is_answered(content: Path, tmp_path: Path) -> None:
    """While a template or the settings are broken all that needs them says so, and comes back when they are mended."""
    project = tmp_path / "project"
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", project)
    template = project / "overrides" / "scrutiny" / "pages" / "item.html"
    page, settings = project / "docs" / "about" / "index.md", project / "mkdocs.yml"
    good_template, good_settings, good_page = (
        template.read_text("utf-8"),
        settings.read_text("utf-8"),
        page.read_bytes(),
    )
    with preview(content, tmp_path / "told.txt", project) as started:
        for file, bad, good_text, paths in (
            (template, good_template + "{% nonsense %}", good_template, (f"{ITEM}/",)),
            (template, "{{ nowhere.at_all }}", good_template, (f"{ITEM}/",)),
            (settings, good_settings + "\n]: [", good_settings, (f"{ITEM}/", "", "no-such-page/")),
        ):
            file.write_text(bad, "utf-8")
            for path in paths:
                text = started.until(path, lambda text: heading(text) == "There is no preview now")
                assert "Traceback" not in text
            file.write_text(good_text, "utf-8")
            started.until(f"{ITEM}/", lambda text: "There is no preview" not in text)
        page.write_bytes(b"---\ntitle: [\n---\n\xff\xfe")
        started.until("about/", lambda text: heading(text) != "About this record" or "no preview" in text)
        page.write_bytes(good_page)
        started.until("about/", lambda text: "There is no preview" not in text and text.startswith("<!doctype"))
