"""One thoroughly bad content folder and the complete report of it; and that a bad folder never reaches the site."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Build
from scrutiny.check import check_content, circles
from scrutiny.load.content import load_content
from scrutiny.problem import Problem, report

BAD = Path(__file__).parent / "bad"
REPORT = (BAD / "report.txt").read_text("utf-8")


@pytest.fixture
def bad_content(tmp_path: Path) -> Path:
    """The bad folder, with the link and the pipe that a repository cannot carry everywhere."""
    content = tmp_path / "content"
    shutil.copytree(BAD / "content", content)
    (content / "northport" / "items" / "2025-linked.yml").symlink_to("2025-words.yml")
    os.mkfifo(content / "northport" / "items" / "2025-pipe.yml")
    return content


def check(content: Path) -> list[Problem]:
    """Every problem of a folder."""
    return check_content(load_content(content))


def test_the_complete_report(bad_content: Path) -> None:
    """All faults of all files come out in one run, each with place, cure and rule, in the order of places."""
    assert report(check(bad_content)) + "\n" == REPORT


def test_the_folder_is_bad_enough() -> None:
    """The folder has at least 40 different faults, of at least 40 rules, in at least 20 files."""
    messages = set(re.findall(r"^content/\S+?(?:\.\w+)?(?:[:\d]*): (.+)$", REPORT, re.MULTILINE))
    assert len(messages) >= 40
    assert len(set(re.findall(r"\(([a-z0-9-]+)\)$", REPORT, re.MULTILINE))) >= 40
    assert len(set(re.findall(r"^content/[^:]+", REPORT, re.MULTILINE))) >= 20


WITHOUT_A_LINE = {"not-utf-8", "name-without-public-role"}
"""Rules whose line cannot be shown, or is the name of somebody."""


def test_every_problem_shows_its_place(bad_content: Path) -> None:
    """Every message ends in the name of a rule, and shows its line unless nobody can read it or it may be withheld."""
    says_public = re.compile(r"^visib\w*: *[\"']?public", re.MULTILINE | re.IGNORECASE)
    for problem in check(bad_content):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", problem.rule), problem
        if problem.place.line is None:
            assert problem.excerpt == "", problem
            continue
        text = (bad_content.parent / problem.place.file).read_bytes().decode("utf-8", "replace")
        is_shown = "/shared/" in problem.place.file or says_public.search(text)
        assert bool(problem.excerpt) is bool(is_shown and problem.rule not in WITHOUT_A_LINE), problem


RUN = """
import sys
from pathlib import Path
from scrutiny.check import check_content
from scrutiny.load.content import load_content
from scrutiny.problem import report
sys.stdout.reconfigure(encoding="utf-8")
print(report(check_content(load_content(Path(sys.argv[1])))))
"""


def test_the_report_is_the_same_in_every_run(bad_content: Path) -> None:
    """Two runs print the same lines in the same order, whatever Python's own order of sets is."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", RUN, str(bad_content)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "hooks")},
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for seed in ("1", "2")
    ]
    printed = {run.communicate()[0] for run in runs}
    assert printed == {REPORT}


def test_a_real_build_refuses_and_leaves_the_old_site_alone(
    build: Build, bad_content: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: Any
) -> None:
    """`mkdocs build` ends with 1, prints the whole report, and does not touch a byte of the site that is there."""
    site = tmp_path / "site"
    (site / "northport").mkdir(parents=True)
    before = {"index.html": b"the old site", "northport/index.html": b"its page\r\n", "pagefind.bin": bytes(range(256))}
    for name, content in before.items():
        (site / name).write_bytes(content)
    times = {name: (site / name).stat().st_mtime_ns for name in before}
    monkeypatch.setattr(tmp_path_factory, "mktemp", lambda _: tmp_path)
    built = build(bad_content)
    assert built.folder == site
    assert built.returncode == 1
    assert REPORT in built.output
    assert "Traceback" not in built.output
    assert {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    } == before
    assert {name: (site / name).stat().st_mtime_ns for name in before} == times


# A small good folder, in which one thing at a time is wrong


GOOD = {
    "shared/bodies.yml": "bodies: {}",
    "shared/frameworks.yml": """
scales:
  four-words:
    title: Four words
    grades:
      good:
        label: Good
  five-words:
    title: Five words
    grades:
      adequate:
        label: Adequate
frameworks:
  ilacs:
    title: An inspection
    scale: four-words
    domains:
      overall:
        label: Overall
""",
    "shared/themes.yml": """
themes:
  hub:
    label: Hub
    definition: Where concerns arrive.
  thresholds:
    label: Thresholds
    definition: How serious a concern has to be.
""",
    "shared/terms.yml": "terms: {}",
    "northport/authority.yml": """
title: Northport Council (invented)
short_name: Northport
visibility: public
summary: This council does not exist.
gss: none
committees:
  children:
    name: Children's Committee
roles:
  director:
    title: Director
""",
    "northport/inspections/2024-ilacs.yml": """
title: An inspection
visibility: public
summary: An inspection of 2024.
kind: full
framework: ilacs
on_site: 2024-01-22 to 2024-02-02
judgements:
  - domain: overall
    grade: good
findings:
  - number: 1
    kind: strength
    text: A strength.
  - number: 2
    kind: strength
    text: Another strength.
""",
    "northport/items/2025-hub.yml": """
title: An item
visibility: public
summary: An item of 2025.
kind: report
committee: children
meeting: 2025-05-20
sources:
  - ref: minutes
    title: Minutes
    kind: minutes
    url: not stated
points:
  - number: a
    text: A point.
  - number: b
    text: Another point.
questions:
  - number: 1
    asked: Why?
    answered: none
resolutions:
  verb: resolved
  list:
    - number: 1
      effect: approve
      text: Approve it.
    - number: 2
      effect: refer
      text: Refer it.
""",
}
ITEM, INSPECTION = "northport/items/2025-hub.yml", "northport/inspections/2024-ilacs.yml"


def write(content: Path, files: Mapping[str, str]) -> Path:
    """Write a content folder."""
    for name, text in files.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text.lstrip("\n"), "utf-8")
    return content


def with_(file: str, before: str, after: str) -> dict[str, str]:
    """The good folder with one passage of one file written otherwise."""
    assert before in GOOD[file]
    return GOOD | {file: GOOD[file].replace(before, after, 1)}


def test_the_good_folder_is_good(tmp_path: Path) -> None:
    """What the next tests spoil has no problem of its own."""
    assert report(check(write(tmp_path / "content", GOOD))) == "no problems"


ONE_CLAIM = 'discrepancies:\n  - title: T\n    about: "#on-site"\n    claims:\n      - says: One\n        at: letter\n'
NEWS = 'updates:\n  - about: "#resolution-1"\n    on: 2020-01-01\n    by: the director\n    text: News.\n'


@pytest.mark.parametrize(
    "files, expected",
    [
        pytest.param(
            GOOD | {"loose.yml": "title: Nowhere"}, r"content/loose\.yml: (?!the folder).*", id="a file in no folder"
        ),
        pytest.param(
            GOOD | {"shared/glossary.yml": "terms: {}"},
            r"content/shared/glossary\.yml: .*terms\.yml.*",
            id="a shared file of an unknown name is told the names there are",
        ),
        pytest.param(
            GOOD | {"northport/items/2025_Hub.yml": "title: T"},
            r"content/northport/items/2025_Hub\.yml: (?!.*does not begin with a year).*",
            id="a name that begins with a year is not said to lack one",
        ),
        pytest.param(
            with_("shared/frameworks.yml", "scale: four-words", "scale: four-word"),
            r"content/shared/frameworks\.yml:\d+:\d+: .*four-word.*",
            id="a slip in a framework is said once, where it is, and not in every inspection",
        ),
        pytest.param(
            with_(ITEM, "    - number: 1\n      effect: approve", "    - effect: approve"),
            r"content/northport/items/2025-hub\.yml:\d+:\d+: resolutions\.list\[0\]: .*number.*",
            id="a resolution without a number",
        ),
        pytest.param(
            with_("shared/themes.yml", "definition: Where concerns arrive.", "definition: W.\n    broader: hub"),
            r"content/shared/themes\.yml:\d+:\d+: (?!.*add it).*leads back.*",
            id="a theme that is its own wider theme is not asked to be added",
        ),
        pytest.param(
            with_(ITEM, "    answered: none\n", "    answered: none\n    themes:\n      - hubb\n"),
            r".*2025-hub\.yml:\d+:\d+: questions\[0\]\.themes\[0\]: .*did you mean \"hub\"\?.*",
            id="a slip in the theme of a question",
        ),
        pytest.param(
            with_("northport/authority.yml", "Children's Committee\n", "Children's Committee\n    successor: nobody\n"),
            r".*authority\.yml:\d+:\d+: committees\.children\.successor: .*",
            id="a committee followed by one that is not there",
        ),
        pytest.param(
            with_(
                "shared/frameworks.yml", "        label: Overall\n", "        label: Overall\n        part_of: all\n"
            ),
            r".*frameworks\.yml:\d+:\d+: .*\"all\".*",
            id="a domain that is part of one that is not there",
        ),
        pytest.param(
            with_(ITEM, "    url: not stated\n", "    url: not stated\n    replaces: draft\n"),
            r".*2025-hub\.yml:\d+:\d+: sources\[0\]\.replaces: .*",
            id="a paper that replaces one the record does not have",
        ),
        pytest.param(
            with_(
                ITEM,
                "questions:",
                'motions:\n  - text: Amend it.\n    outcome: lost\n    amends: "#motion-1"\nquestions:',
            ),
            r".*2025-hub\.yml:\d+:\d+: motions\[0\]\.amends: .*itself.*",
            id="an amendment of itself",
        ),
        pytest.param(
            with_(ITEM, "text: A point.", 'text: A point.\n    same_as: "#point-a"'),
            r".*2025-hub\.yml:\d+:\d+: points\[0\]\.same_as: .*itself.*",
            id="a point that is the same as itself, so that its promise would be lost",
        ),
        pytest.param(
            with_(INSPECTION, "text: A strength.", 'text: A strength.\n    repeats:\n      - "#strength-1"'),
            r".*2024-ilacs\.yml:\d+:\d+: findings\[0\]\.repeats\[0\]: .*itself.*",
            id="a finding that repeats itself",
        ),
        pytest.param(
            with_(INSPECTION, "    grade: good\n", "    grade: good\n    earlier: adequate\n    earlier_scale: five\n"),
            r".*2024-ilacs\.yml:\d+:\d+: judgements\[0\]\.earlier_scale: \"five\".*",
            id="an earlier grade on a scale that is not there",
        ),
        pytest.param(
            with_(ITEM, "resolutions:", "formerly:\n  - ../../outside\nresolutions:"),
            r".*2025-hub\.yml:\d+:\d+: formerly\[0\]: .*",
            id="a former address outside the site",
        ),
        pytest.param(
            with_(ITEM, "resolutions:", "formerly:\n  - /srv/outside\nresolutions:"),
            r".*2025-hub\.yml:\d+:\d+: formerly\[0\]: .*",
            id="a former address that is a path of the machine",
        ),
        pytest.param(
            with_(ITEM, "resolutions:", "formerly:\n  - search\nresolutions:"),
            r".*2025-hub\.yml:\d+:\d+: formerly\[0\]: .*",
            id="a former address where a page of the site stands",
        ),
        pytest.param(
            GOOD | {ITEM: GOOD[ITEM] + NEWS},
            r".*2025-hub\.yml:\d+:\d+: updates\[0\]\.on: .*before.*",
            id="news of a resolution before it was passed",
        ),
        pytest.param(
            with_(ITEM, "text: A point.", "text: Ring the officer on 01632 960 123."),
            r".*2025-hub\.yml:\d+:\d+: points\[0\]\.text: .*phone.*",
            id="a phone number in a text",
        ),
        pytest.param(
            with_(ITEM, "text: A point.", "text: Ring the officer on +44 113 496 1234."),
            r".*2025-hub\.yml:\d+:\d+: points\[0\]\.text: .*phone.*",
            id="a phone number without a nought",
        ),
        pytest.param(
            with_(ITEM, "text: A point.", "text: Ring the officer on 01632\n      960 123."),
            r".*2025-hub\.yml:\d+:\d+: points\[0\]\.text: .*phone.*",
            id="a phone number over two lines",
        ),
        pytest.param(
            with_(ITEM, "text: A point.", 'text: "Ring the officer on \\x301632 960 123."'),
            r".*2025-hub\.yml:\d+:\d+: points\[0\]\.text: .*phone.*",
            id="a phone number behind a code",
        ),
        pytest.param(
            with_(ITEM, "text: A point.", "text: Write to ada.example@northport.example."),
            r".*2025-hub\.yml:\d+:\d+: points\[0\]\.text: .*e-mail.*",
            id="an e-mail address in a text",
        ),
        pytest.param(
            with_(ITEM, "resolutions:", "presented_by:\n  - Director, 01632 960 123\nresolutions:"),
            r".*2025-hub\.yml:\d+:\d+: presented_by\[0\]\.role: .*phone.*",
            id="a phone number in a role",
        ),
        pytest.param(
            GOOD | {INSPECTION: GOOD[INSPECTION] + ONE_CLAIM},
            r".*2024-ilacs\.yml:\d+:\d+: discrepancies\[0\]\.claims: is 1 entry long; at least 2 are needed.*",
            id="one claim is one entry, not one entries",
        ),
        pytest.param(
            GOOD | {"northport/items/2025-\x1b[31m\n\u202e.yml": "title: T"},
            r"content/northport/items/2025-[^\x1b\n\u202e]*\.yml: .*",
            id="a file name cannot steer a terminal or break a line",
        ),
    ],
)
def test_one_slip_gives_one_message(files: dict[str, str], expected: str, tmp_path: Path) -> None:
    """A single slip in a good folder gives exactly one message, at its place."""
    found = [str(problem) for problem in check(write(tmp_path / "content", files))]
    assert len(found) == 1, "\n".join(found) or "no problem was found"
    assert re.fullmatch(expected, found[0]), found[0]


CIRCLES = {
    "themes": {
        "shared/themes.yml": GOOD["shared/themes.yml"]
        .replace("concerns arrive.", "concerns arrive.\n    broader: thresholds")
        .replace("has to be.", "has to be.\n    broader: hub")
    },
    "points that promise the same": {
        ITEM: GOOD[ITEM]
        .replace("text: A point.", 'text: A point.\n    same_as: "#point-b"')
        .replace("text: Another point.", 'text: Another point.\n    same_as: "#point-a"')
    },
    "resolutions that wait for each other": {
        ITEM: GOOD[ITEM]
        .replace(
            "text: Approve it.", 'text: Approve it.\n      action:\n        depends_on:\n          - "#resolution-2"'
        )
        .replace("text: Refer it.", 'text: Refer it.\n      action:\n        depends_on:\n          - "#resolution-1"')
    },
    "records that replace each other": {
        ITEM: GOOD[ITEM]
        + "withdrawn:\n  on: 2026-05-03\n  reason: Published twice.\n  replaced_by: items/2025-other\n",
        "northport/items/2025-other.yml": GOOD[ITEM]
        + "withdrawn:\n  on: 2026-05-03\n  reason: Published twice.\n  replaced_by: items/2025-hub\n",
    },
    "findings that repeat each other": {
        INSPECTION: GOOD[INSPECTION]
        .replace("text: A strength.", 'text: A strength.\n    repeats:\n      - "#strength-2"')
        .replace("text: Another strength.", 'text: Another strength.\n    repeats:\n      - "#strength-1"')
    },
}


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in CIRCLES.items()])
def test_no_circles(files: dict[str, str], tmp_path: Path) -> None:
    """What leads back to itself is refused at both its ends."""
    found = check(write(tmp_path / "content", GOOD | files))
    assert [problem.rule for problem in found] == ["circle", "circle"], report(found)


def test_what_leads_into_a_circle_is_none(tmp_path: Path) -> None:
    """A record that points at one of a circle is not refused: nothing leads back to it."""
    into = GOOD[ITEM] + "withdrawn:\n  on: 2026-05-03\n  reason: Published twice.\n  replaced_by: items/2025-other\n"
    files = CIRCLES["records that replace each other"] | {"northport/items/2025-third.yml": into}
    found = check(write(tmp_path / "content", GOOD | files))
    assert [problem.rule for problem in found] == ["circle", "circle"], report(found)
    assert not [problem for problem in found if "2025-third" in problem.place.file]


def test_no_thread_is_followed_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing leads back, no reference is followed to its end, however long the threads are."""

    def refused(*reference: object) -> bool:
        raise AssertionError(reference)

    monkeypatch.setattr(circles, "_reaches", refused)
    assert check_content(load_content(ROOT / "tests/sample/content")) == []


def test_all_missing_numbers_in_one_run(tmp_path: Path) -> None:
    """Two resolutions without numbers are two problems of one run, not one after the other."""
    listed = (
        GOOD[ITEM]
        .replace("    - number: 1\n      effect", "    - effect")
        .replace("    - number: 2\n      effect", "    - effect")
    )
    found = check(write(tmp_path / "content", GOOD | {ITEM: listed}))
    assert [problem.field for problem in found] == ["resolutions.list[0]", "resolutions.list[1]"], report(found)


def test_an_earlier_grade_is_of_its_own_scale(tmp_path: Path) -> None:
    """A grade of another scale may stand beside the new one, when its scale is named."""
    files = with_(
        INSPECTION, "    grade: good\n", "    grade: good\n    earlier: adequate\n    earlier_scale: five-words\n"
    )
    assert report(check(write(tmp_path / "content", files))) == "no problems"


def test_one_bad_file_does_not_hide_another(tmp_path: Path) -> None:
    """References to a record that cannot be read are not blamed as well."""
    files = with_(ITEM, "resolutions:", "about:\n  - inspections/2024-ilacs\nresolutions:") | {INSPECTION: "- a list"}
    found = check(write(tmp_path / "content", files))
    assert [problem.rule for problem in found] == ["not-a-record"], report(found)


# Files and folders


def test_an_empty_folder_makes_no_site(tmp_path: Path) -> None:
    """A content folder without records is refused, and so is one that is not there."""
    (tmp_path / "content").mkdir()
    assert report(check(tmp_path / "content")) == (
        "content: there are no records here — refusing to build an empty site (no-records)\n1 problem in 1 file"
    )
    (missing,) = check(tmp_path / "nowhere")
    assert (missing.place.file, missing.rule) == ("nowhere", "unreadable")


def test_an_unreadable_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is named, and the others are still checked."""
    content = write(tmp_path / "content", GOOD)
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "2025-hub.yml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (problem,) = check(content)
    assert str(problem).startswith("content/northport/items/2025-hub.yml: the file cannot be read (Permission denied)")


def test_links_and_pipes_are_never_opened(tmp_path: Path) -> None:
    """A link to a file or folder outside, a link to nowhere and a pipe are named, and nothing of theirs is shown."""
    content = write(tmp_path / "content", GOOD)
    write(tmp_path / "outside", {"items/2025-secret.yml": "zzqsecret", "2025-secret.yml": "zzqsecret"})
    (content / "northport/items/2025-a.yml").symlink_to(tmp_path / "outside" / "2025-secret.yml")
    (content / "northport/items/2025-b.yml").symlink_to(tmp_path / "nowhere")
    (content / "southport").symlink_to(tmp_path / "outside")
    os.mkfifo(content / "northport/items/2025-c.yml")
    found = check(content)
    assert [problem.rule for problem in found] == ["not-a-file"] * 4
    assert "zzqsecret" not in report(found)


def test_a_file_name_that_is_no_text_is_named(tmp_path: Path) -> None:
    """A file whose name is not UTF-8 is a problem like any other."""
    content = write(tmp_path / "content", GOOD)
    with open(os.fsencode(content / "northport" / "items") + b"/2025-caf\xe9.yml", "wb") as file:  # noqa: PTH123
        file.write(b"title: T\n")
    (problem,) = check(content)
    assert problem.rule == "bad-file-name"
    report([problem]).encode("utf-8")


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    """What an editor or a system leaves behind is no part of the record."""
    content = write(tmp_path / "content", GOOD | {".DS_Store": "x", "northport/items/.2025-hub.yml.swp": "x"})
    assert check(content) == []


# Nothing leaks


WITHHELD = {
    "draft": "draft",
    "embargoed": "embargoed\nembargo:\n  until: 2099-01-01T00:01 Europe/London",
    "exempt": 'exempt\nexemption:\n  paragraph: "3"\n  summary: A contract.',
}


def test_a_refused_build_shows_nothing_of_a_withheld_record(build: Build, tmp_path: Path) -> None:
    """The log of a refused build names the place and the rule in a withheld record, and quotes nothing from it."""
    files = {
        f"northport/items/2025-{name}.yml": GOOD[ITEM]
        .replace("visibility: public", f"visibility: {visibility}")
        .replace("title: An item", "title: zzqwithheld flat #3 of zzqwithheld")
        .replace("meeting: 2025-05-20", "meeting: zzqwithheld")
        for name, visibility in WITHHELD.items()
    }
    built = build(write(tmp_path / "content", GOOD | files))
    assert built.returncode == 1
    assert all(f"2025-{name}.yml:1:" in built.output for name in WITHHELD)
    assert "zzqwithheld" not in built.output
