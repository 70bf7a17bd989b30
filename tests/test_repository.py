"""Who can read the repository, and that one everybody can read holds nothing that is withheld."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import SAMPLE, Build
from scrutiny.check import withheld_in_public
from scrutiny.commands.check import command
from scrutiny.load.content import load_content
from scrutiny.load.settings import (
    PRIVATE,
    PUBLIC,
    SEEN_PUBLIC,
    Settings,
    UnreadableSettingsError,
    read_settings,
    repository_of,
    repository_seen,
)
from scrutiny.problem import report

SETTINGS = """
site_name: Any
theme: !!python/name:os.system
hooks: !ENV [HOOKS, []]
extra:
  scrutiny:
    content: !ENV [SCRUTINY_CONTENT, content]
    repository: {repository}
    ledger: !ENV [SCRUTINY_LEDGER, ""]
"""


def project(folder: Path, repository: str) -> Path:
    """A project whose settings say this of the repository."""
    (folder / "mkdocs.yml").write_text(SETTINGS.format(repository=repository), "utf-8")
    return folder


@pytest.mark.parametrize(
    "written, env, repository",
    [
        ("private", {}, "private"),
        ("public", {}, "public"),
        ("", {}, "public"),
        ("internal", {}, "internal"),
        ("!ENV SCRUTINY_REPOSITORY", {"SCRUTINY_REPOSITORY": "private"}, "private"),
        ("!ENV SCRUTINY_REPOSITORY", {}, "public"),
        ("!ENV [SCRUTINY_REPOSITORY, public]", {}, "public"),
        ("!ENV [SCRUTINY_REPOSITORY, public]", {"SCRUTINY_REPOSITORY": "private"}, "private"),
        ("!ENV [OTHER, SCRUTINY_REPOSITORY, public]", {"SCRUTINY_REPOSITORY": "private"}, "private"),
        ("!ENV []", {}, "public"),
    ],
)
def test_the_settings_are_read_as_a_build_reads_them(
    tmp_path: Path, written: str, env: dict[str, str], repository: str
) -> None:
    """The repository is what mkdocs.yml says, environment variables put in; where nothing is said it is public."""
    assert read_settings(project(tmp_path, written), env) == Settings(repository, "content", "")


def test_the_other_settings_are_read_too(tmp_path: Path) -> None:
    """The folder of the record and the ledger come from the settings, with their variables."""
    env = {"SCRUTINY_CONTENT": "elsewhere", "SCRUTINY_LEDGER": "ledger.jsonl"}
    assert read_settings(project(tmp_path, "private"), env) == Settings("private", "elsewhere", "ledger.jsonl")


@pytest.mark.parametrize("text", [None, "", "- a list", "extra: none", "extra: {scrutiny: none}", "a: [", "\x00"])
def test_settings_that_cannot_be_read_are_refused(tmp_path: Path, text: str | None) -> None:
    """Where mkdocs.yml is missing, broken or has no such settings, a sentence says so, without a line of the file."""
    if text is not None:
        (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(UnreadableSettingsError, match=r"^mkdocs\.yml "):
        read_settings(tmp_path, {})


@pytest.mark.parametrize(
    "env, seen",
    [
        ({}, ""),
        ({"SCRUTINY_REPOSITORY_SEEN": "public"}, PUBLIC),
        ({"SCRUTINY_REPOSITORY_SEEN": "private"}, PRIVATE),
        ({"CI_PROJECT_VISIBILITY": "public"}, PUBLIC),
        ({"CI_PROJECT_VISIBILITY": "internal"}, PUBLIC),
        ({"CI_PROJECT_VISIBILITY": "private"}, PRIVATE),
    ],
)
def test_what_the_code_host_says(env: dict[str, str], seen: str) -> None:
    """What a code host calls neither private nor nothing counts as public."""
    assert repository_seen(env) == seen


@pytest.mark.parametrize(
    "said, env, is_private",
    [
        ("private", {}, True),
        ("private", {"SCRUTINY_REPOSITORY_SEEN": "private"}, True),
        ("private", {"SCRUTINY_REPOSITORY_SEEN": "public"}, False),
        ("private", {"CI_PROJECT_VISIBILITY": "public"}, False),
        ("public", {}, False),
        ("public", {"CI_PROJECT_VISIBILITY": "private"}, False),
        ("", {}, False),
        ("Private", {}, False),
        ("secret", {}, False),
    ],
)
def test_a_repository_is_private_only_if_nobody_says_otherwise(
    said: str,
    env: dict[str, str],
    is_private: bool,  # noqa: FBT001
) -> None:
    """Withheld records may be kept only where the settings say private, and no code host says public."""
    loaded = load_content(SAMPLE)
    assert (withheld_in_public(loaded, repository_of(said, env)) == []) is is_private


NORTHWICK, PUBLIC_NOW = "content/northwick", "visibility: this repository is public"
PLACES = [
    f"{NORTHWICK}/inspections/2026-zzqembargoed.yml:3:13: {PUBLIC_NOW}; an embargoed record",
    f"{NORTHWICK}/items/2026-embargo-over.yml:3:13: {PUBLIC_NOW}; an embargoed record",
    f"{NORTHWICK}/items/2026-exempt-contract.yml:3:13: {PUBLIC_NOW}; an exempt record",
    f"{NORTHWICK}/items/2026-zzqdraft.yml:3:13: {PUBLIC_NOW}; a draft",
    f"{NORTHWICK}/items/2026-zzqembargoed-later.yml:3:13: {PUBLIC_NOW}; an embargoed record",
]


def test_each_withheld_record_is_named_at_its_line() -> None:
    """In a public repository every withheld record is a problem at its visibility, and nothing of it is quoted."""
    problems = withheld_in_public(load_content(SAMPLE), "public")
    lines = report(problems).splitlines()[:-1]  # the last one counts them

    assert [line.partition(" must not be in it")[0] for line in lines] == PLACES
    assert all("zzq" not in line.partition(" visibility:")[2] for line in lines)
    assert "keep a draft outside content/ and do not commit it" in lines[3]
    assert all("“repository: private” in mkdocs.yml" in line for line in lines)


def test_an_exempt_part_is_named_too(tmp_path: Path) -> None:
    """An exempt part of a public record is a problem at its own line; its words are not printed."""
    file = tmp_path / "content" / "northport" / "items" / "2026-part.yml"
    file.parent.mkdir(parents=True)
    head = "title: T\nvisibility: public\nsummary: S.\nkind: report\ncommittee: not stated\nmeeting: 2026-05-20\n"
    part = "points:\n  - number: 1\n    exempt: {paragraph: 3, summary: zzq}\n    text: zzq\n"
    file.write_text(f"{head}{part}resolutions:\n  verb: none recorded\n", "utf-8")

    (problem,) = withheld_in_public(load_content(tmp_path / "content"), "public")
    assert str(problem.place) == "content/northport/items/2026-part.yml:9:13"
    assert problem.field == "points[0].exempt"
    assert "zzq" not in report([problem])


def test_a_draft_that_cannot_be_read_is_named_too(tmp_path: Path) -> None:
    """A file that says it is a draft is one also while a field of it is wrong, and with a capital."""
    file = tmp_path / "content" / "northport" / "items" / "2026-broken.yml"
    file.parent.mkdir(parents=True)
    file.write_text("title: T\nvisibility: Draft\nmeeting: zzq\n", "utf-8")

    (problem,) = withheld_in_public(load_content(tmp_path / "content"), "public")
    assert problem.rule == "withheld-in-public"


def test_where_the_code_host_disagrees_it_is_said(tmp_path: Path) -> None:
    """Where the settings say private and the code host public, the message names the two."""
    problem = withheld_in_public(load_content(SAMPLE), SEEN_PUBLIC)[0]
    assert problem.what.startswith(
        "mkdocs.yml says that this repository is private, and the code host that it is public"
    )
    assert problem.cure == "make the repository private at the code host, or take the file out of it"


def test_the_check_refuses_a_draft_in_a_public_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    """`scrutiny check` ends with 1 where the repository is public or unknown, and with 0 where it is private."""
    for repository, code in (("public", 1), ("", 1), ("who knows", 1), ("private", 0)):
        monkeypatch.setenv("SCRUTINY_REPOSITORY", repository)
        done = CliRunner().invoke(command, ["--content", str(SAMPLE)])
        assert (done.exit_code, "withheld-in-public" in done.output) == (code, bool(code)), done.output


def test_outside_a_project_the_repository_counts_as_public(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no settings say anything, a draft is refused; the variable may still say that the repository is private."""
    file = tmp_path / "content" / "northport" / "authority.yml"
    file.parent.mkdir(parents=True)
    file.write_text("title: T\nshort_name: T\nvisibility: draft\nsummary: S.\ngss: none\n", "utf-8")
    for repository, code in (("", 1), ("private", 0)):
        monkeypatch.setenv("SCRUTINY_REPOSITORY", repository)
        done = CliRunner().invoke(command, ["--content", str(tmp_path / "content")])
        assert done.exit_code == code, done.output


@pytest.mark.parametrize(
    "env",
    [{"SCRUTINY_REPOSITORY": "public"}, {"SCRUTINY_REPOSITORY_SEEN": "public"}, {"CI_PROJECT_VISIBILITY": "public"}],
)
def test_a_build_refuses_withheld_records_in_a_public_repository(build: Build, env: dict[str, str]) -> None:
    """A build of a public repository with withheld records is refused, and makes no file."""
    built = build(SAMPLE, **env)
    assert built.returncode == 1
    assert "2026-zzqdraft.yml:3:13: visibility: " in built.output
    assert not built.folder.exists()
