"""Ways by which something withheld got out, or nearly: each was found by an attack, and is closed."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import AS_OF_EPOCH, SAMPLE
from dated import ITEM, OTHER, Dated, day
from pushing import ADDRESS, make_program, make_project, run
from scrutiny.check import check_content
from scrutiny.history import History
from scrutiny.ledger import Event, Kind, Ledger, What, lost_records
from scrutiny.ledger.ledger import added_to
from scrutiny.load.content import load_content
from scrutiny.problem import Problem, report
from scrutiny.stage import publishable, withheld

NOON = datetime.fromtimestamp(AS_OF_EPOCH, UTC)

RECORD = """title: "Northwick: a letter"
visibility: public
summary: A summary.
kind: report
committee: not stated
meeting: "2026-05-05"
sources:
  - ref: minutes
    title: Minutes
    kind: minutes
    url: not stated
resolutions:
  verb: resolved
  list:
    - number: "1"
      effect: note
      text: Note the letter.
      recommended: none
"""
EMBARGO = "embargo:\n  until: 2026-06-01T00:01 Europe/London\n"
EXEMPTION = 'exemption:\n  paragraph: "3"\n  summary: A contract.\n'
EXEMPT = '      exempt:\n        paragraph: "3"\n        summary: A contract.\n'
NEW = "northwick/items/2026-new"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the invented councils, in which a test may write."""
    shutil.copytree(SAMPLE, tmp_path / "content")
    return tmp_path / "content"


def problems(content: Path, text: str) -> list[Problem]:
    """What is wrong once a new record has this text."""
    (content / f"{NEW}.yml").write_text(text, "utf-8")
    return check_content(load_content(content))


def is_shown(content: Path) -> bool:
    """Whether the new record would be published."""
    return NEW in publishable(load_content(content).register, NOON).records


# What a file says of itself


@pytest.mark.parametrize(
    "visibility, group",
    [("public", EMBARGO), ("public", EXEMPTION), ("embargoed", f"{EMBARGO}  released_by: The clerk\n{EXEMPTION}")],
)
def test_a_record_that_says_both_is_kept_back(visibility: str, group: str, content: Path) -> None:
    """A record with a reason to keep it back, and a visibility that lets it out, is refused and not published."""
    text = RECORD.replace("visibility: public", f"visibility: {visibility}") + group
    assert [problem.rule for problem in problems(content, text)] == ["kept-back-and-public"]
    assert not is_shown(content)


@pytest.mark.parametrize("visibility", ["draft", "exempt"])
def test_a_record_that_is_kept_back_may_give_more_than_one_reason(visibility: str, content: Path) -> None:
    """A draft may have its embargo already, and an exempt record too: neither is published by it."""
    text = RECORD.replace("visibility: public", f"visibility: {visibility}") + EMBARGO + EXEMPTION
    assert problems(content, text) == []
    assert not is_shown(content)


@pytest.mark.parametrize(
    "words",
    [
        *("no", "No.", "not yet", "Not-yet", "not stated", "nobody", "none", "unknown", "TBC", "to be confirmed"),
        *("pending", '"?"', '"-"', "(not yet released)", "n/a", "yes", "true"),
    ],
)
def test_a_word_for_nobody_releases_nothing(words: str, content: Path) -> None:
    """``released_by: not yet`` names no post: it is refused, and the record stays back after its hour."""
    text = RECORD.replace("visibility: public", "visibility: embargoed") + EMBARGO + f"  released_by: {words}\n"
    assert [problem.rule for problem in problems(content, text)] == ["not-a-post"]
    assert not is_shown(content)


@pytest.mark.parametrize("words", ["The clerk", "Head of Democratic Services", "Notary", "Nolan Principles Officer"])
def test_a_post_releases(words: str, content: Path) -> None:
    """A post lets the record go, also one whose name begins like a word for nobody."""
    text = RECORD.replace("visibility: public", "visibility: embargoed") + EMBARGO + f"  released_by: {words}\n"
    assert problems(content, text) == []
    assert is_shown(content)


# What the reports of the checks show


def test_no_word_of_an_exempt_part_is_printed(content: Path) -> None:
    """Problems in an exempt part of a public record are told by place and cure, without a word of the part."""
    secret = "      owner: zzqfirm\n      themes: [zzqtheme]\n      at: zzqpaper 2\n"
    told = report(problems(content, RECORD + EXEMPT + secret))
    assert all(f"list[0].{field}" in told for field in ("owner", "themes", "at"))
    assert "zzq" not in told.casefold()


def test_no_line_of_an_exempt_part_is_printed_where_the_file_cannot_be_read(content: Path) -> None:
    """Where a slip keeps a file with an exempt part from being read, no line of it is printed."""
    told = report(problems(content, RECORD + EXEMPT + '      note: "Zzqfirm" is: bad\n'))
    assert f"{NEW}.yml:" in told
    assert "zzq" not in told.casefold()


def test_the_public_parts_of_a_record_are_still_quoted(content: Path) -> None:
    """Beside an exempt part the words of the public ones are quoted, so that officers find the place."""
    told = report(problems(content, f"{RECORD}{EXEMPT}themes: [zzqtheme]\n"))
    assert '"zzqtheme"' in told


# What formerly and removed.yml name


def test_a_former_address_names_no_withheld_council(content: Path) -> None:
    """A former address below another council that is a draft would be a redirect with its name, and is refused."""
    draft = (content / "northwick/authority.yml").read_text("utf-8").replace("visibility: public", "visibility: draft")
    (content / "southmere").mkdir()
    (content / "southmere/authority.yml").write_text(draft, "utf-8")
    found = problems(content, f"{RECORD}formerly: [southmere/items/2026-old]\n")
    assert [problem.rule for problem in found] == ["address-in-use"]
    (content / "southmere/authority.yml").unlink()
    assert problems(content, f"{RECORD}formerly: [southmere/items/2026-old]\n") == []


def test_a_draft_that_removed_yml_names_is_not_told_of(content: Path) -> None:
    """Before there is any ledger, a notice for a record that is here and kept back is refused; for others it is not."""
    (content / f"{NEW}.yml").write_text(RECORD.replace("visibility: public", "visibility: draft"), "utf-8")
    removals = content / "northwick/removed.yml"
    entry = "  - record: items/2026-new\n    on: 2026-05-03\n    reason: It named a family.\n"
    removals.write_text(removals.read_text("utf-8").rstrip() + f"\n{entry}", "utf-8")
    register = load_content(content).register
    staged, kept_back = publishable(register, NOON), withheld(register, NOON)

    found = lost_records(Ledger(), staged, kept_back)
    assert [problem.rule for problem in found] == ["removed-unknown"]
    assert f"/{NEW}/ was never published" in found[0].what

    line = Event(NOON.date(), Kind.PUBLISHED, f"/{NEW}/", What.RECORD.value)
    known = added_to(Ledger(), [line], line.line())
    assert f"/{NEW}/" not in " ".join(problem.what for problem in lost_records(known, staged, kept_back))


# Who can read the files of the server


def test_the_repository_of_a_server_is_for_its_account_alone(tmp_path: Path) -> None:
    """Nobody but the account that publishes, not the web server either, can look into the repository with drafts."""
    project = make_project(tmp_path / "record", private=True)
    program = make_program(tmp_path / "bin")
    done = run(program, "setup-server", "--at", tmp_path / "srv", "--address", ADDRESS, at=project)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "srv/repository.git").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "srv/published").stat().st_mode & 0o777 == 0o755


# What the history of a page tells


def test_an_edit_about_a_withheld_record_is_never_told(tmp_path: Path) -> None:
    """A reference to a record that was not public yet leaves no trace on the day on which it was written."""

    def history(*, with_reference: bool) -> History:
        dated = Dated(tmp_path / f"project-{with_reference}")
        dated.save(day("2026-01-10"))
        dated.save(day("2026-01-12"), OTHER, visibility="draft")
        if with_reference:
            dated.save(day("2026-01-15"), follows_up=[OTHER])
        dated.save(day("2026-02-01"), OTHER, visibility="public")
        dated.save(day("2026-02-20"), summary="Another summary.")
        return dated.histories()[ITEM]

    assert history(with_reference=True) == history(with_reference=False)


def test_an_edit_about_a_public_record_is_told(tmp_path: Path) -> None:
    """A reference to a record that was public is told on its day, also where both were committed together."""
    dated = Dated(tmp_path / "project")
    dated.save(day("2026-01-10"))
    dated.write(OTHER)
    dated.save(day("2026-01-15"), follows_up=[OTHER])
    dated.save(day("2026-01-15T18:00"), OTHER, summary="Another summary.")
    assert [each.day.isoformat() for each in dated.histories()[ITEM].days] == ["2026-01-10", "2026-01-15"]
