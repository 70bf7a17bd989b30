"""Officers publish with `git push`: to a real server repository, with real pushes and what they see in the terminal."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from conftest import Serve
from corpus import BASE
from pushing import ADDRESS, Server, environment, git, make_program, make_project, make_server, run, wait_until
from scrutiny.commands import setup_server

ITEM = "content/northport/items/2025-hub.yml"
NEW = "content/northport/items/2025-hub-again.yml"
GOOD = (BASE / "northport/items/2025-hub.yml").read_text("utf-8")
AS_IT_WAS = "Nothing was published, and the site is as it was."


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose repository everybody can read."""
    return make_project(tmp_path_factory.mktemp("project") / "record")


@pytest.fixture(scope="module")
def private_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose repository is private."""
    return make_project(tmp_path_factory.mktemp("private") / "record", private=True)


@pytest.fixture(scope="module")
def made_server(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Server:
    """The server of the public project."""
    return make_server(tmp_path_factory.mktemp("server"), project)


@pytest.fixture
def server(made_server: Server) -> Server:
    """The same server as new, for a test that changes it."""
    made_server.renew()
    return made_server


@pytest.fixture(scope="module")
def unmoved(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Server:
    """One server of the public project, for all the pushes that it refuses."""
    return make_server(tmp_path_factory.mktemp("unmoved"), project)


# A push that is good


def test_a_good_push_is_published(server: Server) -> None:
    """A good record is taken in, published in the background, and the officer sees both."""
    officer = server.clone()
    commit = officer.edit(ITEM, "Two posts are empty", "Three posts are empty")

    pushed = officer.push()

    assert pushed.taken, pushed.said
    assert "The record is good (7 files): it will be published." in pushed.said
    assert f"Building {commit}" in pushed.said
    assert "The site is new." in pushed.said
    assert server.begun() == [commit]


def test_the_publishing_is_free_of_git_and_of_the_pusher(server: Server) -> None:
    """The publishing has a session of its own, none of git's variables, and the address of the site."""
    officer = server.clone()
    officer.edit(ITEM, "Two posts", "Three posts")

    assert officer.push().taken

    seen = server.seen()
    environment = seen["environment"]
    assert isinstance(environment, dict)
    assert [name for name in environment if name.startswith("GIT_")] == []
    assert environment["SITE_URL"] == ADDRESS
    assert seen["session"] != os.getsid(0)
    assert seen["session"] == seen["leader"]


def test_who_looks_long_enough_is_told_where_to_look(server: Server, tmp_path: Path) -> None:
    """A push ends while the publishing goes on, and says where its end will stand; that end is there later."""
    git(server.repository, "config", "scrutiny.patience", "0.1")
    server.play(gate=tmp_path / "gate", says="The site is new at last.")
    officer = server.clone()
    officer.edit(ITEM, "Two posts", "Three posts")

    pushed = officer.push()

    assert pushed.taken
    assert "the publishing goes on without you" in pushed.said
    assert str(server.repository / "last-publishing.txt") in pushed.said
    assert "at last" not in pushed.said
    (tmp_path / "gate").touch()
    wait_until((server.published / "state" / "live.json").exists)
    wait_until(lambda: "code 0" in (server.repository / "last-publishing.txt").read_text("utf-8"))
    assert "at last" in (server.repository / "last-publishing.txt").read_text("utf-8")


def test_a_publishing_that_failed_is_told_now_and_at_the_next_push(server: Server) -> None:
    """The officer sees that publishing failed; the next one too, until one has gone well."""
    server.play(code=1, says="The disk is full.")
    officer = server.clone()
    officer.edit(ITEM, "Two posts", "Three posts")

    first = officer.push()

    assert first.taken
    assert "publishing it failed, and the site is as it was" in first.said
    server.play()
    officer.edit(ITEM, "Three posts", "Four posts")
    second = officer.push()
    assert "The publishing before this one failed" in second.said
    assert "The disk is full." in second.said
    officer.edit(ITEM, "Four posts", "Five posts")
    third = officer.push()
    assert third.taken
    assert "publishing before" not in third.said


def test_a_publishing_that_was_killed_is_told_at_the_next_push(server: Server, tmp_path: Path) -> None:
    """Where the server went down in the middle, the next push says that the publishing was broken off."""
    git(server.repository, "config", "scrutiny.patience", "0.1")
    server.play(gate=tmp_path / "gate")
    officer = server.clone()
    officer.edit(ITEM, "Two posts", "Three posts")
    assert officer.push().taken
    wait_until(lambda: len(server.begun()) == 1)
    session = server.seen()["session"]
    assert isinstance(session, int)
    os.killpg(session, signal.SIGKILL)
    server.play()
    git(server.repository, "config", "scrutiny.patience", "60")
    officer.edit(ITEM, "Three posts", "Four posts")

    pushed = officer.push()

    assert "It was broken off." in pushed.said
    assert pushed.taken
    assert server.begun()[-1] == server.tip()


def test_of_pushes_in_quick_succession_the_last_is_published(server: Server, tmp_path: Path) -> None:
    """Three pushes, the first still being published: the tip follows, and what went out with it needs no more."""
    gate = tmp_path / "gate"
    server.play(gate=gate)
    officer = server.clone()
    pushes: list[subprocess.Popen[str]] = []
    for number in range(3):
        officer.commit_files({ITEM: GOOD.replace("Two posts", f"{number} posts")})
        pushes.append(officer.begin_to_push())
        tip = git(officer.folder, "rev-parse", "HEAD")
        wait_until(lambda tip=tip: server.tip() == tip)  # type: ignore[misc]
        if number == 0:
            wait_until(lambda: len(server.begun()) == 1)
    gate.touch()
    said = [push.communicate(timeout=120)[0] for push in pushes]

    assert all(push.returncode == 0 for push in pushes), said
    assert len(server.begun()) == 2
    assert server.begun()[-1] == server.tip()
    assert "An earlier push is being published; yours is next." in said[1]
    assert "it went out together with another one" in said[1] + said[2]


def test_the_timer_publishes_without_a_push(server: Server) -> None:
    """What the timer runs publishes the branch as it stands, and ends with the code of the publishing."""
    done = run(server.program, "receive", "publish", at=server.repository)

    assert done.returncode == 0, done.stderr
    assert server.begun() == [server.tip()]
    server.play(code=3)
    assert run(server.program, "receive", "publish", at=server.repository).returncode == 3


# A push that is not taken in


def refused(server: Server, *arguments: str, files: dict[str, str | bytes | None]) -> str:
    """What the officer sees of a push that is refused and changes nothing on the server."""
    officer = server.clone()
    before, commit = server.tip(), officer.commit_files(files)

    pushed = officer.push(*arguments)

    assert not pushed.taken, pushed.said
    assert AS_IT_WAS in pushed.said
    assert server.tip() == before
    assert server.begun() == []
    assert list((server.repository / "objects").glob("tmp_objdir*")) == []
    assert run("git", "cat-file", "-e", commit, at=server.repository).returncode != 0, "the objects were kept"
    return pushed.said


def test_a_bad_record_is_refused_with_every_problem(unmoved: Server) -> None:
    """The officer sees what "scrutiny check" prints, excerpts included, and what to do; nothing is kept."""
    bad = GOOD.replace("due: 2025-09-30", "due: 30/09/2025").replace("kind: report", "kind: raport")

    said = refused(unmoved, files={ITEM: bad})

    clone = unmoved.folder.parent / f"officer-{unmoved.clones}"
    told = run(sys.executable, "-m", "scrutiny", "check", at=clone).stdout
    problems = [line for line in told.splitlines() if not line.startswith(("scrutiny", '"'))]
    shown = [line.removeprefix("remote: ").rstrip() for line in said.splitlines() if line.startswith("remote:")]
    assert any("content/northport/items/2025-hub.yml:" in line for line in problems)
    assert [line for line in problems if "explain" not in line and line.rstrip() not in shown] == []
    assert "Mend what is listed above, commit, and push again." in said


def test_a_draft_in_a_public_repository_is_refused(unmoved: Server) -> None:
    """A draft may not lie where everybody can read it, whatever the site would show."""
    assert "withheld-in-public" in refused(
        unmoved, files={NEW: GOOD.replace("visibility: public", "visibility: draft")}
    )


TELEPHONE = "01632 960123"
DRAFT = GOOD.replace("visibility: public", "visibility: draft")


@pytest.mark.parametrize(
    "slip, rule",
    [
        pytest.param(f"{GOOD}notes: Ring {TELEPHONE} to ask.\n", "contact-detail", id="telephone"),
        pytest.param(DRAFT, "withheld-in-public", id="draft"),
    ],
)
def test_what_may_be_in_no_commit_is_not_mended_by_the_next(server: Server, slip: str, rule: str) -> None:
    """A push that took out again what an earlier commit of it brought is refused, until they are made one commit."""
    officer, tip = server.clone(), server.tip()
    officer.commit_files({NEW: slip})
    first = officer.push()
    officer.commit_files({NEW: None})
    second = officer.push()

    for pushed in (first, second):
        assert not pushed.taken
        assert f"({rule})" in pushed.said
        assert f"git reset --soft {tip[:12]}" in pushed.said
        assert TELEPHONE not in pushed.said
    assert "stands in an earlier commit of this push" in second.said
    assert server.tip() == tip
    git(officer.folder, "reset", "--soft", tip[:12])
    officer.commit_files({ITEM: GOOD.replace("Two posts", "Three posts")})
    assert officer.push().taken
    assert git(server.repository, "log", "--all", "--oneline", f"-S{TELEPHONE}", "--", "content") == ""


def test_a_slip_on_a_branch_that_was_merged_is_found(server: Server) -> None:
    """A merge hides no commit: what a side branch brought and took out again is found as well."""
    officer = server.clone()
    git(officer.folder, "switch", "--quiet", "--create", "side")
    officer.commit_files({NEW: DRAFT})
    officer.commit_files({NEW: None})
    git(officer.folder, "switch", "--quiet", "main")
    officer.edit(ITEM, "Two posts", "Three posts")
    git(officer.folder, "merge", "--quiet", "--no-edit", "side")

    pushed = officer.push()

    assert not pushed.taken
    assert "stands in an earlier commit of this push" in pushed.said


def test_the_earlier_commits_of_others_stop_nobody(server: Server) -> None:
    """Only what a push brings is searched: several commits, good in themselves, are taken in."""
    officer = server.clone()
    for words in ("Three posts", "Four posts", "Five posts"):
        officer.commit_files({ITEM: GOOD.replace("Two posts", words)})

    assert officer.push().taken


def test_who_is_overtaken_while_the_push_is_checked_is_told(server: Server) -> None:
    """Two push at the same moment: the later one is told so in plain words, and not that it will be published."""
    officer = server.clone()
    old, new = server.tip(), officer.edit(ITEM, "Two posts", "Three posts")
    assert officer.push().taken
    late = subprocess.run(
        [server.program, "receive", "check"],
        cwd=server.repository,
        env=environment(),
        input=f"{old} {new} refs/heads/main\n",
        capture_output=True,
        text=True,
        check=False,
    )

    assert late.returncode == 1
    assert "Somebody else pushed at the same moment" in late.stdout
    assert "it will be published" not in late.stdout


def test_a_draft_in_a_private_repository_is_taken_in(tmp_path: Path, private_project: Path) -> None:
    """In a private repository a draft is no problem."""
    server = make_server(tmp_path, private_project)
    officer = server.clone()
    officer.commit_files({NEW: GOOD.replace("visibility: public", "visibility: draft")})

    assert officer.push().taken


def test_no_word_of_a_withheld_record_is_shown(tmp_path: Path, private_project: Path) -> None:
    """The problems of a draft are told by place and cure, without a word of it."""
    server = make_server(tmp_path, private_project)
    draft = (
        GOOD.replace("visibility: public", "visibility: draft")
        .replace("committee: children", "committee: zzqcommittee")
        .replace("kind: concern", "kind: zzqkind")
        .replace("Capacity has not kept up with demand.", '"zzqsecret" words')
        .replace("due: 2025-09-30", "due: zzqday")
        .replace("hub\nsources", "zzqtheme\nsources")
    )

    said = refused(server, files={NEW: draft})

    assert "2025-hub-again.yml:" in said
    assert "zzq" not in said.casefold()


@pytest.mark.parametrize(
    "files, words",
    [
        ({"hooks/publish.py": "import os"}, "hooks/publish.py"),
        ({"mkdocs.yml": "site_name: Mine"}, "mkdocs.yml"),
        ({"overrides/main.html": "<script>"}, "overrides/main.html"),
        ({"new.txt": "", "content.py": ""}, "content.py, new.txt"),
        ({"hooks/scrutiny/stage.py": None}, "hooks/scrutiny/stage.py"),
    ],
)
def test_a_change_of_the_program_is_refused(unmoved: Server, files: dict[str, str | bytes | None], words: str) -> None:
    """Officers change the record and the pages written by hand; a push that changes anything else is refused."""
    said = refused(unmoved, files=files)

    assert f"this push also changes {words}. " in said
    assert "config scrutiny.program allowed" in said


def test_the_program_changes_where_that_is_allowed(server: Server) -> None:
    """A change of the program is taken in where whoever looks after the server allows it."""
    git(server.repository, "config", "scrutiny.program", "allowed")
    officer = server.clone()
    officer.commit_files({"README.md": "New"})

    assert officer.push().taken


def test_pages_written_by_hand_may_change(server: Server) -> None:
    """A change of docs/ is an officer's business."""
    officer = server.clone()
    officer.commit_files({"docs/about/new.md": "# New"})

    assert officer.push().taken


def test_undoing_the_work_of_others_is_refused(server: Server) -> None:
    """A push that does not build on what the server has is refused, with --force as well."""
    first, second = server.clone(), server.clone()
    first.edit(ITEM, "Two posts", "Three posts")
    assert first.push().taken
    tip = server.tip()
    second.edit(ITEM, "Two posts", "No posts")

    pushed = second.push("--force", "main")

    assert not pushed.taken
    assert "would undo the work of others" in pushed.said
    assert server.tip() == tip


def test_the_published_branch_cannot_be_deleted(unmoved: Server) -> None:
    """Deleting the branch is refused."""
    tip, pushed = unmoved.tip(), unmoved.clone().push("--delete", "main")

    assert not pushed.taken
    assert "it cannot be deleted" in pushed.said
    assert unmoved.tip() == tip


def test_other_branches_and_tags_are_taken_in_and_not_published(server: Server) -> None:
    """A branch of somebody's own, and a tag, may hold anything; nothing is said, and nothing published."""
    officer = server.clone()
    git(officer.folder, "checkout", "--quiet", "-b", "mine")
    officer.commit_files({ITEM: "not a record", "hooks/publish.py": "broken"})
    git(officer.folder, "tag", "reading-copy")

    for pushed in (officer.push("mine"), officer.push("reading-copy"), officer.push("--delete", "mine")):
        assert pushed.taken
        assert "publish" not in pushed.said.replace("hooks/publish.py", "")
    assert server.begun() == []


def test_with_a_bad_record_no_branch_of_the_push_is_taken_in(server: Server) -> None:
    """A push of several branches is refused whole where the published one is bad."""
    officer = server.clone()
    git(officer.folder, "branch", "mine")
    officer.commit_files({ITEM: "bad"})

    assert not officer.push("main", "mine").taken
    assert run("git", "rev-parse", "refs/heads/mine", at=server.repository).returncode != 0


def test_links_and_other_repositories_in_the_record_are_refused(unmoved: Server) -> None:
    """A symbolic link and a submodule are named and never followed, in the record and among the pages."""
    officer = unmoved.clone()
    (officer.folder / NEW).symlink_to("/etc/passwd")
    (officer.folder / "docs/passwd.md").symlink_to("/etc/passwd")
    git(officer.folder, "add", "--all", ".")
    git(officer.folder, "update-index", "--add", "--cacheinfo", f"160000,{unmoved.tip()},content/northport/other")
    git(officer.folder, "commit", "--quiet", "--message=Links")

    pushed = officer.push()

    assert not pushed.taken
    for name, what in ((NEW, "link"), ("docs/passwd.md", "link"), ("content/northport/other", "submodule")):
        assert re.search(f"{name} is a (symbolic )?{what}", pushed.said)
    assert "root:" not in pushed.said


def test_a_record_cannot_vanish(unmoved: Server) -> None:
    """A push that leaves no record at all is refused."""
    files: dict[str, str | bytes | None] = dict.fromkeys(
        git(unmoved.repository, "ls-tree", "-r", "--name-only", "main", "content").splitlines()
    )

    assert "There is no record in it" in refused(unmoved, files=files)


def test_attributes_hide_no_file_from_the_check(unmoved: Server) -> None:
    """A .gitattributes, which would keep a file out of an archive, keeps none from being checked."""
    hidden = "* export-ignore\n*.yml export-subst\n"

    assert "2025-hub-again.yml" in refused(unmoved, files={"content/.gitattributes": hidden, NEW: "title: x"})


def test_no_record_steers_the_terminal(server: Server) -> None:
    """Neither the words of a record, nor the name of a file, nor what the publishing says, can move a cursor."""
    nasty = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
    fills = {ITEM: GOOD.replace("kind: report", f"kind: {nasty}").replace("Who fills", f"{nasty} fills")}
    said = refused(server, files=dict(fills))
    said += refused(server, files={f"content/northport/items/2025-{nasty}.yml": GOOD, f"content/{nasty}/x.txt": "x"})
    server.play(says=nasty, code=1)
    officer = server.clone()
    officer.edit(ITEM, "Two posts", "Three posts")
    said += officer.push().said
    officer.edit(ITEM, "Three posts", "Four posts")
    said += officer.push().said

    assert "\ufffd" in said
    # git itself ends a line with blanks, or ESC [K where it takes its reader for a terminal.
    assert [letter for letter in said if not letter.isprintable() and letter != "\n"] == []


def test_a_damaged_list_of_addresses_stops_every_push(server: Server) -> None:
    """Where nobody can tell which addresses were published, nothing is taken in."""
    (server.published / "state").mkdir()
    (server.published / "state" / "ledger.jsonl").write_text("<<<<<<< mine\n", "utf-8")

    said = refused(server, files={ITEM: GOOD.replace("Two posts", "Three posts")})

    assert "Tell whoever looks after the server." in said


# Setting up


def test_a_server_is_set_up(tmp_path: Path, project: Path) -> None:
    """The repository begins with the project's commit, the hooks can run, and what is left is told in a dozen lines."""
    program = make_program(tmp_path / "bin")
    at = ("setup-server", "--at", tmp_path / "srv", "--address", ADDRESS)
    done = run(program, *at, "--rebuild-at", "00:10", "--rebuild-at", "12:01", at=project)

    assert done.returncode == 0, done.stderr
    repository = tmp_path / "srv/repository.git"
    assert git(repository, "rev-parse", "main") == git(project, "rev-parse", "HEAD")
    assert git(repository, "config", "receive.fsckObjects") == "true"
    for hook in ("pre-receive", "post-receive"):
        assert os.access(repository / "hooks" / hook, os.X_OK)
        assert f"exec {program} receive" in (repository / "hooks" / hook).read_text("utf-8")
    made = {file.name: file.read_text("utf-8") for file in (tmp_path / "srv").iterdir() if file.is_file()}
    assert set(made) == {"nginx.conf", "scrutiny-rebuild.service", "scrutiny-rebuild.timer"}
    assert [text for text in made.values() if "@" in text.replace("@HOST", "")] == []
    assert "OnCalendar=*-*-* 00:10:00 Europe/London\nOnCalendar=*-*-* 12:01:00 Europe/London\n" in str(
        made["scrutiny-rebuild.timer"]
    )
    assert f"ExecStart={program} receive publish" in made["scrutiny-rebuild.service"]
    assert list((tmp_path / "srv/published").iterdir()) == []
    assert len(done.stdout.splitlines()) <= 15
    for command in ("nginx -t && systemctl reload nginx", "systemctl enable --now", "git clone "):
        assert command in done.stdout.replace("systemctl daemon-reload && ", "")


def test_an_empty_server_takes_its_first_push_where_that_is_allowed(tmp_path: Path, project: Path) -> None:
    """Set up outside a project, a server holds no program: the first push brings it, once that was allowed."""
    (tmp_path / "elsewhere").mkdir()
    server = make_server(tmp_path, tmp_path / "elsewhere")
    push = ("git", "push", str(server.repository), "main")

    refusal = run(*push, at=project)
    assert refusal.returncode != 0
    assert "config scrutiny.program allowed" in refusal.stderr
    git(server.repository, "config", "scrutiny.program", "allowed")
    assert run(*push, at=project).returncode == 0
    assert server.begun() == [server.tip()]


def test_setting_up_overwrites_nothing(tmp_path: Path, project: Path) -> None:
    """A folder that holds anything is left as it is."""
    (tmp_path / "srv").mkdir()
    (tmp_path / "srv/kept.txt").write_text("kept", "utf-8")
    program = make_program(tmp_path / "bin")

    done = run(program, "setup-server", "--at", tmp_path / "srv", "--address", ADDRESS, at=project)

    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert [file.name for file in (tmp_path / "srv").iterdir()] == ["kept.txt"]


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("--address", "http://scrutiny.northport.example/"), "is not an address for a site of its own"),
        (("--address", "https://northport.example/scrutiny/"), "is not an address for a site of its own"),
        (("--address", 'https://x.example";}/'), "is not an address for a site of its own"),
        (("--address", ADDRESS, "--branch", "-x"), "is no name of a branch"),
        (("--address", ADDRESS, "--rebuild-at", "24:00"), "is no time of day"),
        (("--address", ADDRESS, "--corrections", "jo.smith@northport.example"), "--corrections: "),
        (("--address", ADDRESS, "--at", "a b"), "has spaces"),
    ],
)
def test_what_a_server_cannot_be_is_said(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    """A wrong address, branch, hour, mailbox or folder is refused before anything is made."""
    with pytest.raises(click.UsageError, match=words):
        setup_server.command.main(["--at", str(tmp_path / "srv"), *arguments], standalone_mode=False)

    assert not (tmp_path / "srv").exists()


def test_the_command_works_only_where_git_runs_it(tmp_path: Path) -> None:
    """Typed anywhere else, the command of the hooks says where it belongs."""
    done = run(sys.executable, "-m", "scrutiny", "receive", at=tmp_path)

    assert done.returncode == 2
    assert "is no repository made by" in done.stderr


def test_looking_on_waits_for_no_model() -> None:
    """The steps that only begin a publishing load nothing that reads records: the pusher waits for each of them."""
    loaded = "import sys, scrutiny.commands.main, scrutiny.commands.receive; print('pydantic' in sys.modules)"

    assert run(sys.executable, "-c", loaded, at=BASE).stdout == "False\n"


# The whole way


def test_the_whole_way_from_push_to_page(tmp_path: Path, project: Path, serve: Serve) -> None:
    """With the real publishing: what was pushed is on the served page, and a published record cannot be deleted."""
    server = make_server(tmp_path, project)
    server.unplay()
    officer = server.clone()
    officer.commit_files({ITEM: GOOD.replace("Two posts", "Seventeen posts"), NEW: GOOD})

    pushed = officer.push()

    live = server.published / "live"
    assert pushed.taken
    assert "publishing it failed" not in pushed.said, pushed.said
    page = (live / "site/northport/items/2025-hub/index.html").read_text("utf-8")
    assert "Seventeen posts" in page
    assert ADDRESS in (live / "site/sitemap.xml").read_text("utf-8")
    assert serve(live / "site").startswith("http://")
    release, tip = live.readlink(), server.tip()
    officer.commit_files({NEW: None})
    deleted = officer.push()
    assert not deleted.taken
    assert "/northport/items/2025-hub-again/ was published on" in deleted.said
    assert AS_IT_WAS in deleted.said
    assert (live.readlink(), server.tip()) == (release, tip)
