"""A site built with a cache is to the byte the site built without, whatever was changed, killed or damaged before."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dated import git
from kept_project import Project, finished
from withheld_content import TOKEN, Invented

HOUR, DAY = 3600, 86_400


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of three councils."""
    return Project(tmp_path / "project", 1)


# What an officer does


def edit_a_title(project: Project) -> None:
    """Give a record another title, which other pages quote."""
    project.change(project.some_record(), "^title: .*$", f"title: Of {project.some_word()}")


def edit_a_text(project: Project) -> None:
    """Add a word to a text somewhere in a record."""
    project.change(project.some_record("items"), r"^( +text: .*)\.$", rf"\g<1> {project.some_word()}.")


def add_a_comment(project: Project) -> None:
    """Add a line that no reader sees."""
    project.change(project.some_record(), r"\A", f"# {project.some_word()}\n")


def rename(project: Project) -> None:
    """Give an item another name, and say where it was."""
    old = project.some_record("items")
    council, folder, name = old.removesuffix(".yml").split("/")
    new = f"{council}/{folder}/{name[:4]}-{project.some_word()}.yml"
    (project.content / old).rename(project.content / new)
    for file in sorted(project.content.rglob("*.yml")):
        text, begins = file.read_text("utf-8"), "" if file.parent.parent.name == council else f"{council}/"
        file.write_text(
            text.replace(f"{begins}items/{name}", begins + new.split("/", 1)[1].removesuffix(".yml")), "utf-8"
        )
    project.change(new, r"\A", f"formerly:\n  - {council}/{folder}/{name}\n")


def add(project: Project) -> None:
    """Add a record like another."""
    record = project.some_record("items")
    text = (project.content / record).read_text("utf-8").partition("formerly:")[0]
    if "resolutions:" in text:
        folder, _, name = record.rpartition("/")
        project.write(f"{folder}/{name[:4]}-{project.some_word()}.yml", text)


def delete(project: Project) -> None:
    """Delete a record, where none leads to it."""
    council = project.some_council()
    texts = "".join(file.read_text("utf-8") for file in sorted((project.content / council).rglob("*.yml")))
    for file in sorted((project.content / council / "items").glob("*.yml"))[1:]:
        if f"items/{file.stem}" not in texts:
            file.unlink()
            return


REPLACED = 'withdrawn:\n  "on": 2026-02-03\n  reason: It was one too many.\n  replaced_by: {}\n'


def lead_to_another_council(project: Project) -> None:
    """Say that a record was replaced by one of another council: the two are then read together."""
    one, other = project.some_record("items"), project.some_record("items").removesuffix(".yml")
    if one.split("/")[0] != other.split("/")[0] and "withdrawn:" not in (project.content / one).read_text("utf-8"):
        project.change(one, r"\A", REPLACED.format(other))


def lead_nowhere_again(project: Project) -> None:
    """Take back every such word."""
    for file in sorted(project.content.glob("*/items/*.yml")):
        head, found, rest = file.read_text("utf-8").partition("withdrawn:\n")
        if found:
            file.write_text(head + rest.split("\n", 3)[3], "utf-8")


def retitle_a_post(project: Project) -> None:
    """Call a post that holds an office otherwise: the office gathers posts of all councils from then on."""
    title = f"    title: Head of Money\n    office: finance\n    office_because: It is {project.some_word()}."
    path = f"{project.some_council()}/authority.yml"
    pattern = r"^    title: (?:Director of Finance|Head of Money)$(?:\n    office.*)*"
    project.change(path, pattern, project.chance.choice([title, "    title: Director of Finance"]))


def make_real(project: Project) -> None:
    """Say that a council is real, or is invented: where any is real, lists leave out the invented ones."""
    path = f"{project.some_council()}/authority.yml"
    text = (project.content / path).read_text("utf-8")
    project.change(path, "^invented: .*$", "invented: no" if "invented: yes" in text else "invented: yes")


def rename_a_council(project: Project) -> None:
    """Give a council another short name."""
    project.change(f"{project.some_council()}/authority.yml", "^short_name: .*$", f"short_name: {project.some_word()}")


def withhold(project: Project) -> None:
    """Keep a record or a whole council back, or let all go again."""
    path = project.chance.choice([project.some_record("plans"), f"{project.some_council()}/authority.yml"])
    project.change(path, "^visibility: .*$", project.chance.choice(["visibility: draft", "visibility: public"]))


def embargo(project: Project) -> None:
    """Keep a record back until an hour of the day that is built."""
    text = 'visibility: embargoed\nembargo:\n  until: "2026-11-22T15:00 Europe/London"\n  released_by: Chief Executive'
    path = project.some_record("responses")
    if "embargo" not in (project.content / path).read_text("utf-8"):
        project.change(path, "^visibility: .*$", text)


def explain_a_word(project: Project) -> None:
    """Change the glossary."""
    project.change("shared/terms.yml", "^    expansion: .*$", f"    expansion: Of {project.some_word()} (invented)")


def make_a_mistake(project: Project) -> None:
    """Write what may not be; the next change mends it."""
    project.write(f"{project.some_council()}/items/2020-mistake.yml", "title: Wrong\nkind: nothing\n")


# What happens around it


def change_a_template(project: Project) -> None:
    """Add a word to a template or to the frame."""
    files = ("pages/item.html", "pages/role.html", "partials/footer.html", "parts/records.html")
    file = project.folder / "overrides/scrutiny" / project.chance.choice(files)
    file.write_text(f"{file.read_text('utf-8')}\n{{# {project.some_word()} #}}<!-- {project.some_word()} -->", "utf-8")


def change_a_setting(project: Project) -> None:
    """Give the site another name or another description."""
    setting = project.chance.choice(["site_name", "site_description", "  corrections"])
    value = "corrections@new.example" if "corrections" in setting else project.some_word()
    text = project.settings.read_text("utf-8")
    lines = [f"{setting}: {value}" if line.startswith(f"{setting}:") else line for line in text.splitlines()]
    lines = [f"  {line}" if line.startswith("  corrections:") else line for line in lines]
    project.settings.write_text("\n".join(lines), "utf-8")


def change_a_variable(project: Project) -> None:
    """Build for another address, for another mailbox, with frames rendered in full, or without data."""
    variables = {
        "SITE_URL": "https://other.example/",
        "CORRECTIONS_MAILBOX": "corrections@other.example",
        "SCRUTINY_FRAMES": "in full",
        "SCRUTINY_DATA": "no",
    }
    name = project.chance.choice(sorted(variables))
    if project.env.pop(name, None) is None:
        project.env[name] = variables[name]


def wait(project: Project) -> None:
    """Build some hours or a day later."""
    later = project.chance.choice([HOUR, 4 * HOUR, DAY])
    project.env["SOURCE_DATE_EPOCH"] = str(int(project.env["SOURCE_DATE_EPOCH"]) + later)


def commit(project: Project) -> None:
    """Commit what was edited."""
    project.commit()


def commit_anew(project: Project) -> None:
    """Make the last commit once more, with another message: it has another name."""
    git(project.folder, "commit", "-q", "--amend", "--allow-empty", "-m", project.some_word(), at=project.day)


def lose_history(project: Project) -> None:
    """Have a shallow clone in place of the whole repository."""
    project.commit()
    clone = project.folder.parent / "clone"
    git(project.folder.parent, "clone", "-q", "--depth", "1", f"file://{project.folder}", str(clone))
    shutil.rmtree(project.folder / ".git")
    (clone / ".git").rename(project.folder / ".git")
    shutil.rmtree(clone)


def remember_addresses(project: Project) -> None:
    """Give the build a ledger of addresses published before, one of them gone."""
    ledger = project.folder / "addresses.jsonl"
    line = '{"on": "2026-01-01", "event": "published", "address": "/themes/old/", "page": "list"}\n'
    ledger.write_text("" if ledger.exists() else line, "utf-8")
    project.env["SCRUTINY_LEDGER"] = str(ledger)


# What happens to the cache


def some_place(project: Project) -> Path:
    """Choose a place in the cache."""
    return project.chance.choice(project.places())


def some_file(project: Project) -> Path:
    """Choose a file of a place, of any kind."""
    files = sorted(file for each in project.places() for file in each.rglob("*.*") if file.is_file())
    kind = project.chance.choice(sorted({file.suffix for file in files} | {""}))
    made = [each / "made" for each in project.places()]
    return project.chance.choice([file for file in files if file.suffix == kind] or made)


def cut(project: Project) -> None:
    """Cut a file of the cache in two."""
    file = some_file(project)
    os.truncate(file, file.stat().st_size // 2)


def spoil(project: Project) -> None:
    """Change one sign of a file of the cache, in place; its length stays."""
    file = some_file(project)
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 2)
        opened.write(b"#")


def lose(project: Project) -> None:
    """Delete a file of the cache."""
    some_file(project).unlink()


def swap_files(project: Project) -> None:
    """Let two files of the cache change places."""
    swap(some_file(project), some_file(project))


def swap_places(project: Project) -> None:
    """Let two councils change places."""
    swap(some_place(project), some_place(project))


def swap(one: Path, other: Path) -> None:
    """Let two files or folders change places, each as it is."""
    if one != other:
        aside = one.with_name("aside")
        one.rename(aside)
        other.rename(one)
        aside.rename(other)


def litter(project: Project) -> None:
    """Leave in the cache what nobody knows."""
    (project.cache / "councils" / project.some_word()).mkdir(parents=True)
    (some_place(project) / "pages" / "stray.html").write_text("Stray.", "utf-8")


def delete_the_cache(project: Project) -> None:
    """Delete all that is kept."""
    shutil.rmtree(project.cache)


Change = Callable[[Project], None]
EDITS: tuple[Change, ...] = (
    *(edit_a_title, edit_a_text, add_a_comment, rename, add, delete, lead_to_another_council, lead_nowhere_again),
    *(retitle_a_post, make_real, rename_a_council, withhold, embargo, explain_a_word, make_a_mistake),
)
AROUND: tuple[Change, ...] = (
    *(change_a_template, change_a_setting, change_a_variable, wait, commit, commit_anew, lose_history),
    remember_addresses,
)
DAMAGES: tuple[Change, ...] = (cut, spoil, lose, swap_files, swap_places, litter, delete_the_cache)


def agree(project: Project) -> int:
    """Build both ways, which do and say the same; return how the builds ended."""
    kept, clean = project.both()
    assert (kept.returncode, kept.said) == (clean.returncode, clean.said)
    paths = sorted(kept.files.keys() | clean.files.keys())
    assert [path for path in paths if kept.files.get(path) != clean.files.get(path)] == []
    assert bool(clean.files) == (clean.returncode == 0)
    return clean.returncode


@pytest.mark.parametrize("seed", [1])
def test_any_changes(seed: int, tmp_path: Path) -> None:
    """After any edits, changes around them, killed builds and damages, both ways give the same bytes and words."""
    project = Project(tmp_path / "project", seed)
    assert agree(project) == 0
    steps = [*EDITS, *AROUND, *DAMAGES]
    project.chance.shuffle(steps)
    while steps:
        changes = [steps.pop() for _ in range(min(len(steps), project.chance.choice([3, 4, 5])))]
        for change in changes:
            if change not in DAMAGES or project.places():
                change(project)
        if project.chance.random() < 0.3:
            project.kill_a_build()
        assert agree(project) == (1 if make_a_mistake in changes else 0)
        for mistake in project.content.rglob("*-mistake.yml"):
            mistake.unlink()


def made_anew(project: Project, change: Change) -> int:
    """Build with the cache after a change; return how many places of councils are new."""
    before = set(project.places())
    change(project)
    assert finished(*project.start(project.cache)).returncode == 0
    return len(set(project.places()) - before)


def an_hour_later(project: Project) -> None:
    """Build again within the day."""
    project.env["SOURCE_DATE_EPOCH"] = str(int(project.env["SOURCE_DATE_EPOCH"]) + HOUR)


def a_day_later(project: Project) -> None:
    """Build on the next day."""
    project.env["SOURCE_DATE_EPOCH"] = str(int(project.env["SOURCE_DATE_EPOCH"]) + DAY)


def embargo_one(project: Project) -> None:
    """Keep a record of the first council back until an hour that is to come."""
    text = 'visibility: embargoed\nembargo:\n  until: "2026-11-23T15:00 Europe/London"\n  released_by: Chief Executive'
    project.change(project.some_record("responses", "council-001"), "^visibility: .*$", text)


def lead_from_one_to_two(project: Project) -> None:
    """Let a record of the first council lead to one of the second."""
    other = project.some_record("items", "council-002").removesuffix(".yml")
    project.change(project.some_record("items", "council-001"), r"\A", REPLACED.format(other))


def test_only_what_changed_is_made_anew(project: Project) -> None:
    """An edit makes one council anew, a word from one to another both together; what all pages show, every council."""
    project.env["SCRUTINY_DATA"] = "no"
    changes = (edit_a_text, commit, an_hour_later, embargo_one, an_hour_later, lead_from_one_to_two, a_day_later)
    found = [made_anew(project, change) for change in (commit, *changes, retitle_a_post, change_a_template)]

    assert found == [3, 1, 1, 0, 1, 1, 1, 2, 2, 2]


def test_what_a_later_hook_sets_counts_too(project: Project) -> None:
    """A hook that stands behind ours may set what every frame shows; when that changes no council is kept."""
    said = project.folder / "said.txt"
    hook = project.folder / "later.py"
    hook.write_text(f"def on_config(config):\n    config.site_name = open({str(said)!r}).read()\n", "utf-8")
    settings = re.sub(r"(?m)^hooks: \[(.*)\]$", rf"hooks: [\1, {hook}]", project.settings.read_text("utf-8"))
    project.settings.write_text(settings, "utf-8")
    for name in ("One name", "Another name"):
        said.write_text(name, "utf-8")
        kept, clean = project.both()
        assert kept == clean
        assert kept.returncode == 0, kept.said


def test_a_build_that_fails_takes_nothing_away(project: Project) -> None:
    """After a mistake that stops a build, the councils that were made before are there for the next one."""
    assert made_anew(project, commit) == 3
    before = project.places()
    make_a_mistake(project)
    assert finished(*project.start(project.cache)).returncode == 1
    assert project.places() == before
    for mistake in project.content.rglob("*-mistake.yml"):
        mistake.unlink()
    assert made_anew(project, add_a_comment) == 1


def test_two_builds_with_one_cache(project: Project) -> None:
    """Builds that run at once with one cache do not disturb each other, whether the cache is new or known."""
    for change in (commit, edit_a_text):
        change(project)
        started = [project.start(project.cache) for _ in range(2)]
        one, other = (finished(*each) for each in started)
        assert one.returncode == other.returncode == 0, one.said + other.said
        assert one.files == other.files
    assert agree(project) == 0


def test_what_a_killed_build_left_is_not_published(project: Project) -> None:
    """What a killed build left in the folder of the site is gone after the next build, with or without a cache."""
    for cache in (project.cache, None):
        build, site = project.start(cache)
        (site / ".councils/left.part").mkdir(parents=True)
        (site / ".councils/left.part/page.html").write_text("Left.", "utf-8")
        built = finished(build, site)
        assert built.returncode == 0
        assert not any("councils/" in path and path.startswith(".") for path in built.files)


def test_the_cache_holds_nothing_withheld(project: Project) -> None:
    """No word and no name of a withheld record, council or part stands in any file of the cache, or in its names."""
    for council in project.content.glob("council-*"):
        shutil.rmtree(council)
    Invented(6, 2).write(project.content)
    project.env["SCRUTINY_SEARCH"] = "yes"
    project.commit()
    built = finished(*project.start(project.cache))

    assert built.returncode == 0, built.said
    kept = [file for file in project.cache.rglob("*") if file.is_file()]
    assert len(project.places()) == 1
    assert any(file.suffix == ".index" for file in kept)
    found = [
        file for file in kept if TOKEN in str(file.relative_to(project.cache)) or TOKEN.encode() in file.read_bytes()
    ]
    assert found == []


@pytest.mark.parametrize("cache", ["docs/.cache", "overrides", "../site-1/cache"])
def test_the_cache_is_never_published(cache: str, project: Project) -> None:
    """A cache within a folder whose files become part of the site is refused, in words that say what to do."""
    built = finished(*project.start(project.folder / cache))

    assert (built.returncode, built.files) == (1, {})
    assert "name a folder elsewhere" in built.said


def test_versions_that_git_has_not_are_asked_for_again(project: Project) -> None:
    """A page whose past is not all there is made anew when it is: nothing else says that it has changed."""
    edit_a_title(project)
    project.commit()
    path = project.some_record("plans", "council-001")
    old = git(project.folder, "rev-parse", f"HEAD:content/{path}").strip()
    project.change(path, "^title: .*$", "title: Of another matter")
    project.commit()
    blob, aside = project.folder / ".git/objects" / old[:2] / old[2:], project.folder.parent / "blob"
    blob.rename(aside)
    assert agree(project) == 0
    aside.rename(blob)
    assert agree(project) == 0
