"""Whatever tells of a person is found before it is published, look-alikes pass, and nothing repeats what was found."""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from conftest import ROOT, Build
from scrutiny.check import check_content, problems_and_warnings
from scrutiny.check.personal import Found, Kind, found_in
from scrutiny.check.personal.family import names_fields
from scrutiny.check.personal.found import first_of_each_place
from scrutiny.check.personal.numbers import is_health_number
from scrutiny.check.personal.search import may_hold_any
from scrutiny.commands.main import desk
from scrutiny.load.content import load_content
from scrutiny.model.record import Record
from scrutiny.preview import Preview, problem_pages
from scrutiny.problem import Place, Problem, report, stopping
from test_rule_examples import GOOD, ITEM, write

TABLES = {
    name: yaml.safe_load((ROOT / f"tests/personal/{name}.yml").read_text("utf-8")) for name in ("written", "unseen")
}
"""``written`` by the writer of the checks, ``unseen`` by somebody who had not seen them."""
FOUND = [entry for table in TABLES.values() for entry in table["found"]]
LOOK_ALIKES = [each if isinstance(each, dict) else {"text": each} for t in TABLES.values() for each in t["look_alikes"]]

RULE = {
    "phone": "contact-detail",
    "email": "contact-detail",
    "nhs": "number-of-a-person",
    "national-insurance": "number-of-a-person",
    "account": "number-of-a-person",
    "postcode": "full-postcode",
    "date-of-birth": "date-of-birth",
    "name": "perhaps-a-name",
}
"""The rule for each sort of thing to be found, where it stands in a text."""
RULES = {*RULE.values(), "name-for-a-role", "perhaps-a-child"}


def item(*entries: dict[str, Any], **fields: Any) -> str:
    """The good item with a point for each entry, its text in the field that the entry names, and more fields."""
    points = [
        {"number": str(n), "text": "A point.", entry.get("field", "text"): entry["text"]}
        for n, entry in enumerate(entries, 1)
    ]
    more = ({"points": points} if points else {}) | fields
    return GOOD[ITEM] + (yaml.safe_dump(more, allow_unicode=True, sort_keys=False) if more else "")


def judged(folder: Path, text: str, name: str = ITEM) -> list[Problem]:
    """Every problem and warning of the good folder with another text for one file."""
    return problems_and_warnings(load_content(write(folder / "content", GOOD | {name: text})))


def rules(problems: list[Problem]) -> set[str]:
    """The rules of some problems."""
    return {problem.rule for problem in problems}


# What is found


def test_enough_is_measured() -> None:
    """At least 60 written forms and 100 look-alikes are tried, more than half of them by somebody else."""
    assert len(FOUND) >= 60
    assert len(LOOK_ALIKES) >= 100
    assert len(TABLES["unseen"]["found"]) >= 30
    assert len(TABLES["unseen"]["look_alikes"]) >= 50


@pytest.mark.parametrize("entry", FOUND, ids=lambda entry: entry["text"][:40])
def test_a_form_is_found(entry: dict[str, Any], tmp_path: Path) -> None:
    """Each written form gives the rule of its sort, as an error or, for a name in free text, a warning."""
    rule = "name-for-a-role" if "field" in entry else RULE[entry["what"]]
    (first, *_) = mine = [each for each in judged(tmp_path, item(entry)) if each.rule == rule]
    assert first.warning is (rule == "perhaps-a-name")
    assert all(not each.excerpt for each in mine)


@pytest.mark.parametrize("entry", LOOK_ALIKES, ids=lambda entry: entry["text"][:40])
def test_a_look_alike_passes(entry: dict[str, Any], tmp_path: Path) -> None:
    """No text that only looks like something personal gives a problem or a warning."""
    assert report(judged(tmp_path, item(entry))) == "no problems"


@pytest.mark.parametrize("folder", ["content", "tests/sample/content"])
def test_the_record_has_no_false_alarm(folder: str) -> None:
    """Neither the real record nor the invented one has a problem or a warning of this family."""
    assert rules(problems_and_warnings(load_content(ROOT / folder))) & RULES == set()


def test_minutes_as_councils_write_them_have_no_false_alarm() -> None:
    """In the invented minutes only the telephone numbers and mailboxes that stand in them are found."""
    texts = [path.read_bytes().decode("utf-8", "replace") for path in sorted((ROOT / "tests/minutes").rglob("*.txt"))]
    found = [text[each.start : each.end] for text in texts for each in found_in(text)]
    assert found
    assert all("@" in each or re.fullmatch(r"01632 960\d{3}", each) for each in found), found


@pytest.mark.parametrize("number, is_one", [("999 000 0018", True), ("999 000 0019", False), ("999 999 9999", False)])
def test_the_check_digit_of_the_health_service(number: str, *, is_one: bool) -> None:
    """Ten digits are an NHS number only with the right check digit, and never all alike."""
    assert is_health_number(number) is is_one


@given(st.lists(st.tuples(st.sampled_from(Kind), st.integers(0, 20), st.integers(1, 6)), max_size=8))
def test_of_two_that_overlap_the_first_is_kept(stretches: list[tuple[Kind, int, int]]) -> None:
    """What is kept is in order and does not overlap, and whatever is left out overlaps something found before it."""
    found = [Found(kind, start, start + length) for kind, start, length in stretches]
    kept = first_of_each_place(found)
    assert all(one.end <= two.start for one, two in pairwise(kept))
    for number, each in enumerate(found):
        if not any(each is other for other in kept):
            before = (other for other in kept if any(other is earlier for earlier in found[:number]))
            assert any(each.start < other.end and other.start < each.end for other in before)


# Where it is looked for


@pytest.mark.parametrize("entry", FOUND, ids=lambda entry: entry["text"][:40])
def test_a_form_is_sought_wherever_a_line_ends(entry: dict[str, Any]) -> None:
    """No quick look at a file passes over a form because a line of the file ends within it."""
    text = entry["text"]
    broken = [text[:place] + "\n" + text[place + 1 :] for place, sign in enumerate(text) if sign == " "]
    assert [each for each in broken if found_in(each) and not may_hold_any(each.encode())] == []


def test_a_number_over_two_lines_is_found(tmp_path: Path) -> None:
    """A number that goes on in the next line of the file is one number."""
    assert rules(judged(tmp_path, item() + "background: Ring 01632\n  960 123 before noon.\n")) == {"contact-detail"}


def test_a_comment_is_looked_at(tmp_path: Path) -> None:
    """A number in a comment is found at its place: whoever may read the file reads it."""
    (problem,) = judged(tmp_path, item() + "# Jo has 07700 900123\n")
    assert (problem.rule, problem.place.column) == ("contact-detail", 10)
    assert "07… …23" in problem.what


def test_a_shared_file_is_looked_at(tmp_path: Path) -> None:
    """The glossary and its like are held to the same."""
    terms = "terms:\n  hub:\n    term: Hub\n    definition: Ring 01632 960123.\n"
    shown = judged(tmp_path, terms, "shared/terms.yml")
    assert "contact-detail" in rules(shown), report(shown)


@pytest.mark.parametrize(
    "lines",
    [
        "presented_by: [Jane Example]",
        "presented_by:\n  - role: Jane Example",
        "motions:\n  - text: That it be so.\n    outcome: carried\n    moved_by: Jane Example",
        "motions:\n  - text: That it be so.\n    outcome: carried\n    seconded_by: {role: Tom Madeup}",
        "questions:\n  - {number: 1, asked: Who?, answered: none, by: Jane Example}",
        "questions:\n  - {number: 1, asked: Who?, answered: none, answered_by: Jane Example}",
        "points:\n  - {number: 1, text: So., owner: {each: Jane Example}}",
        "points:\n  - {number: 1, text: So., owner: {stated: Jane Example}}",
        "points:\n  - {number: 1, text: So., by: 'Head Teacher Jane Example'}",
        "points:\n  - {number: 1, text: So., by: 'Mr Example'}",
        "updates:\n  - {about: '#resolution-1', on: 2026-04-01, by: Jane Example, text: Begun.}",
    ],
)
def test_a_name_where_a_role_belongs_is_an_error(lines: str, tmp_path: Path) -> None:
    """Each field that wants a role refuses a name, and tells neither the name nor the line."""
    (problem,) = judged(tmp_path, item() + lines + "\n")
    assert (problem.rule, problem.warning, problem.excerpt) == ("name-for-a-role", False, "")
    assert not re.search("Jane|Tom|Example|Madeup", str(problem))


def _models(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _models(each)


def test_every_field_for_a_role_is_looked_at() -> None:
    """Each text field whose name says that somebody stands in it is among those held to roles."""
    who = re.compile(r"^(?:by|\w+_by|role|actor|attributed_to|each|to_be_confirmed)$")
    no_text = {"presented_by", "moved_by", "seconded_by", "replaced_by"}  # people with a role, or a reference
    for model in {*_models(Record), *_models(Record.__mro__[1])}:
        if not model.__module__.startswith("scrutiny.model"):
            continue
        for field in model.model_fields:
            if who.match(field) and field not in no_text and (model.__name__, field) != ("Question", "by"):
                assert field in names_fields(model), f"{model.__name__}.{field}"


# What a record allows


def allowing(text: str, allowed: str, **more: str) -> str:
    """The good item with a point, and an entry of allow."""
    return item({"text": text}, allow=[{"text": allowed, "reason": "public switchboard"} | more])


def test_a_text_may_be_allowed(tmp_path: Path) -> None:
    """What the record allows gives no problem there, and only there."""
    text = "Ring 0300 123 0456."
    assert report(judged(tmp_path, allowing(text, "0300 123 0456"))) == "no problems"
    other = write(tmp_path / "content", {"northport/items/2026-other.yml": item({"text": text})})
    (problem,) = check_content(load_content(other))
    assert (problem.place.file, problem.rule) == ("content/northport/items/2026-other.yml", "contact-detail")


def test_brackets_round_a_number_need_not_be_allowed(tmp_path: Path) -> None:
    """A number in brackets is the number without them."""
    assert judged(tmp_path, allowing("The office (0300 123 0456) is open.", "0300 123 0456")) == []


@pytest.mark.parametrize("allowed", ["0300 123 045", "300 123 0456", "0300 123 0457", "0300"])
def test_only_exactly_that_text_is_allowed(allowed: str, tmp_path: Path) -> None:
    """A part of a number, or another number, allows nothing and is an entry too many."""
    assert rules(judged(tmp_path, allowing("Ring 0300 123 0456.", allowed))) == {"contact-detail", "allow-unused"}


def test_an_entry_said_twice_is_one_too_many(tmp_path: Path) -> None:
    """The second of two equal entries allows nothing."""
    entry = {"text": "0300 123 0456", "reason": "public switchboard"}
    (problem,) = judged(tmp_path, item({"text": "Ring 0300 123 0456."}, allow=[entry, dict(entry)]))
    assert (problem.rule, problem.field) == ("allow-unused", "allow[1].text")


def test_an_entry_needs_a_reason(tmp_path: Path) -> None:
    """Without a reason, or with an empty one, an entry is a problem."""
    without = item({"text": "Ring 0300 123 0456."}, allow=[{"text": "0300 123 0456"}])
    assert "missing-name" in rules(judged(tmp_path, without))
    assert "no-value" in rules(judged(tmp_path, allowing("Ring 0300 123 0456.", "0300 123 0456", reason=" ")))


@pytest.mark.parametrize(
    "text",
    [
        "NHS number 999 000 0018",
        "QQ 12 34 56 C",
        "sort code 00-00-00, account 12345678",
        "born on 3 May 2011",
        "jo@north.example",
    ],
)
def test_what_no_reason_makes_public(text: str, tmp_path: Path) -> None:
    """Numbers of a person, a date of birth and a person's mailbox stay problems, and so is the entry."""
    problems = judged(tmp_path, allowing(text, text))
    assert "never-allowed" in rules(problems)
    assert len(problems) == 2


def test_the_mailbox_of_an_office_may_be_allowed(tmp_path: Path) -> None:
    """The address of an office may stand with a reason."""
    assert judged(tmp_path, allowing("Write to scrutiny@north.example.", "scrutiny@north.example")) == []


def test_a_warning_and_a_name_may_be_allowed(tmp_path: Path) -> None:
    """An entry takes a warning away, and lets a body that sounds like a person stand for a role."""
    assert judged(tmp_path, allowing("Dr Example spoke.", "Dr Example")) == []
    assert (
        judged(
            tmp_path, item({"text": "John Lewis", "field": "by"}, allow=[{"text": "John Lewis", "reason": "a firm"}])
        )
        == []
    )


# What a warning is


def command(*arguments: str) -> Result:
    """Run a command of the program."""
    return CliRunner().invoke(desk, arguments)


WARNED = item({"text": "Mrs Example spoke for the tenants."})


@pytest.fixture
def warned(tmp_path: Path) -> str:
    """A content folder with one warning and no problem."""
    return str(write(tmp_path / "content", GOOD | {ITEM: WARNED}))


def test_a_warning_stops_nothing(warned: str) -> None:
    """The check says what it warns of and that it does not stop publishing, and ends with 0."""
    done = command("check", "--content", warned)
    assert done.exit_code == 0, done.output
    first, last, more = done.output.splitlines()
    assert ": warning: points[0].text: this may be a name — write the role instead" in first
    assert last == "1 warning in 1 file, which does not stop publishing"
    assert more.endswith("explain perhaps-a-name tells more about the first one.")


def test_a_warning_in_the_other_forms(warned: str) -> None:
    """A code host gets a warning and no error; a program a list beside the problems, which is there only if needed."""
    notes = command("check", "--content", warned, "--format", "github").output.splitlines()
    assert notes[0].startswith("::warning file=")
    assert notes[1].startswith("0 problems in ")
    assert notes[1].endswith("; 1 warning in 1 file, which does not stop publishing")
    told = json.loads(command("check", "--content", warned, "--format", "json").output)
    assert (told["problems"], [each["rule"] for each in told["warnings"]]) == ([], ["perhaps-a-name"])
    (Path(warned) / ITEM).write_text(item(), "utf-8")
    assert "warnings" not in json.loads(command("check", "--content", warned, "--format", "json").output)


def test_problems_and_warnings_are_counted_apart() -> None:
    """The last line of a report counts both, and only problems stop."""
    problem = Problem(Place("a.yml", 1, 1), "", "is wrong", "", "some-rule")
    warning = Problem(Place("a.yml", 2, 1), "", "may be wrong", "", "some-rule", warning=True)
    assert report([warning, problem]).splitlines()[1:] == [
        "a.yml:2:1: warning: may be wrong (some-rule)",
        "1 problem in 1 file; 1 warning in 1 file, which does not stop publishing",
    ]
    assert stopping([warning, problem]) == [problem]


def test_a_preview_shows_a_record_that_is_only_warned_of(warned: str) -> None:
    """A warning keeps no record from a preview and makes no page of problems."""
    view = Preview().look(Path(warned))
    assert (view.problems, view.bad, rules(list(view.warnings))) == ((), frozenset(), {"perhaps-a-name"})
    assert list(problem_pages(view)) == []


# What is never repeated

RAW = [entry for entry in FOUND if "\n" not in entry["text"]]


def told(text: str, output: str) -> list[str]:
    """What an output repeats of all that was found in a text: a stretch, or the digits of a number."""
    stretches = [text[each.start : each.end] for each in found_in(text)]
    digits = [numbers for each in stretches if len(numbers := re.sub(r"\D", "", each)) > 5]
    return [each for each in stretches if each in output] + [each for each in digits if each in output]


def test_no_form_is_repeated_by_the_command(tmp_path: Path) -> None:
    """No output of the check, in any form, and no page of a preview, has a stretch of what was found."""
    content = write(tmp_path / "content", GOOD | {ITEM: item(*RAW)})
    forms = [
        command("check", "--content", str(content), "--format", form).output for form in ("text", "github", "json")
    ]
    outputs = [*forms, repr(list(problem_pages(Preview().look(content))))]
    assert all("contact-detail" in output and "date-of-birth" in output for output in outputs)
    for entry in RAW:
        for output in outputs:
            assert told(entry["text"], output) == []
            if "field" in entry:
                assert re.findall(r"Jane|Madeup|J\. Example", output) == []


@pytest.mark.parametrize(
    "lines, hidden",
    [
        ("meeting: 01632 960 123", "960 123"),
        ("meeting: ada.example@northport.example", "ada.example"),
        ("points:\n  - {number: 1, text: Ring 01632 960 123, kindd: x}", "960 123"),
        ("points:\n  - {number: 1, text: So., owner: Jane Example}", "Jane"),
        ("points:\n  - {number: 1, text: So., byy: Jane Example}", "Jane"),
        ("presented_by:\n  - {role: Tenant, name: Jane Example}", "Jane"),
        ("committee: Mr Tom Madeup", "Madeup"),
        ("points:\n  - number: 1\n    kind: Ring 01632\n      960 123\n    text: So.", "960"),
    ],
)
def test_a_problem_of_another_sort_repeats_nothing_either(lines: str, hidden: str, tmp_path: Path) -> None:
    """Where a line with something personal has another fault, its message and excerpt do not show it."""
    (tmp_path / "content").mkdir()
    kept = re.sub(rf"^{lines.partition(':')[0]}:.*\n", "", GOOD[ITEM], flags=re.MULTILINE)
    problems = judged(tmp_path, kept + lines + "\n")
    assert problems
    assert hidden not in report(problems)


def test_a_line_with_many_problems_is_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken file may have a hundred problems on one line of a megabyte: the line is looked through for the first."""
    looked, broken = list[str](), "â€™" * 60

    def counted(text: str) -> list[Found]:
        looked.append(text)
        return found_in(text)

    monkeypatch.setattr("scrutiny.check.personal.concealed.found_in", counted)
    (tmp_path / "content").mkdir()

    assert len(judged(tmp_path, f"{GOOD[ITEM]}notes: {broken}\n")) > 50
    assert sum(broken in text for text in looked) == 1


def test_a_difference_repeats_nothing(tmp_path: Path) -> None:
    """The difference that --fix shows masks what tells of a person, and writes the file as it is."""
    text = item({"text": "Ring 01632 960 123."}).replace("meeting: 2026-03-12", "meeting: 12 March 2026")
    bad = (
        text.replace('title: "', 'title:"')
        + "notes: Ring 07700 900 123 \N{EM DASH} or not\nheading:Ring 01632 960 456\n"
    )
    content = write(tmp_path / "content", GOOD | {ITEM: bad})
    shown = command("check", "--content", str(content), "--fix", "--yes")
    assert "+heading: Ring 01… …56" in shown.output, shown.output
    assert not re.search(r"960 ?\d|900 ?123", shown.output)
    assert "heading: Ring 01632 960 456" in (content / ITEM).read_text("utf-8")


def test_of_a_withheld_record_not_even_the_ends_are_shown(tmp_path: Path) -> None:
    """A number in a draft is named without a digit of it."""
    problems = judged(
        tmp_path, item({"text": "Ring 01632 960 123."}).replace("visibility: public", "visibility: draft")
    )
    assert [each.what for each in problems if each.rule == "contact-detail"] == ["this looks like a phone number"]


def test_a_refused_build_repeats_nothing(build: Build, tmp_path: Path) -> None:
    """A build with every form in the record is refused, and prints none of them."""
    built = build(write(tmp_path / "content", GOOD | {ITEM: item(*RAW)}))
    assert built.returncode == 1
    assert "(contact-detail)" in built.output
    assert [entry["text"] for entry in RAW if told(entry["text"], built.output)] == []


def test_a_strict_build_passes_with_a_warning_and_never_shows_what_is_allowed(build: Build, tmp_path: Path) -> None:
    """A warning is logged and stops no strict build; an entry of allow and its reason are in no file of the site."""
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    (file,) = (content / "plymouth/items").glob("*.yml")
    text = file.read_text("utf-8").rstrip("\n")
    assert "\nbackground:" not in text
    allow = "allow:\n  - text: Dr Example\n    reason: qqreason of the allowance\n"
    file.write_text(f"{text}\nbackground: Mrs Example and Dr Example spoke.\n{allow}", "utf-8")

    built = build(content)

    assert built.returncode == 0, built.output
    assert "1 warning in 1 file, which does not stop publishing" in built.output
    for path in built.folder.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            raw = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
            assert b"qqreason" not in raw, path
