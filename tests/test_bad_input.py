"""Whatever an editor, a paste, a sheet or a merge does to a file is answered with its place and its cure.

The cases are in ``tests/cases/bad``, one file for each family; ``tests/corpus.py`` says how one is read.
``tests/bench/fuzz.py`` is the longer run for a night.
"""

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import fuzz
from conftest import ROOT
from corpus import BASE, CASES, ITEM, KEYS, cases, family, folder_of, raw_of
from scrutiny.check import check_content
from scrutiny.check.pointing import NAMED
from scrutiny.load.broken import broken_letters
from scrutiny.load.content import load_content
from scrutiny.load.given import GIVEN_IN
from scrutiny.load.meant import date_meant, name_meant
from scrutiny.problem import Place, Problem, report

EVERY = [pytest.param(case, id=name) for name, case in cases()]
#: Inputs of the fuzz run; `tests/bench/fuzz.py` takes any number.
FUZZED = int(os.environ.get("SCRUTINY_FUZZ", "2000"))


def printed(case: dict[str, Any], content: Path) -> list[str]:
    """What is said of a case, in order, without the name of the changed file."""
    found = sorted(check_content(load_content(folder_of(case, content))))
    return [str(problem).removeprefix(f"content/{case.get('file', ITEM)}:").strip() for problem in found]


@pytest.mark.parametrize("case", EVERY)
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    """Each bad input gets exactly the messages of its case, and what is no fault gets none."""
    said = printed(case, tmp_path / "content")
    if "begins" in case:
        assert (len(said), said[: len(case["begins"])]) == (case["problems"], case["begins"])
    else:
        assert said == case["expect"]


def test_the_cases_are_written_as_they_are_read() -> None:
    """No case has a name that nobody reads, each says why it is there, and the base record is good."""
    for name, case in cases():
        assert set(case) <= KEYS, name
        assert case["why"].endswith("."), name
        assert ("expect" in case) != ("begins" in case), name
    assert check_content(load_content(BASE)) == []


def test_the_table_is_complete() -> None:
    """Each row of the table of bad inputs has a case, or a word on where else it is tried."""
    left_out = {68, 91, 92, 96, 98, 100, 101, 103}
    # These numbers stand in no row of the table.
    never = {5, 11, 14, 18, 26, 30, 35, 43, 46, 47, 66, 70, 77, 79, 84, 88, 93, 97}
    assert {case["row"] for _, case in cases() if "row" in case} == set(range(1, 105)) - left_out - never
    said = " ".join(family(path).get("left_out", "") for path in CASES.glob("*.yml"))
    assert {int(row) for row in re.findall(r"(?<!\d)\d{2,3}(?!\d)", said)} >= left_out


def test_every_message_has_a_cure() -> None:
    """Each message of the cases says how to mend the fault after a dash, unless its first half does."""
    for name, case in cases():
        for message in case.get("expect", case.get("begins", ())):
            rule = message.rpartition("(")[2].removesuffix(")")
            assert " — " in message or rule in fuzz.SAYS_IT_ALL, f"{name}: {message}"
            assert rule != "not-readable", name


# Any bytes, any text, any good record with something done to it


GOOD = (BASE / ITEM).read_bytes()
LINES = GOOD.decode("utf-8").split("\n")
SIGNS = st.sampled_from(fuzz.PIECES)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    """Any bytes are answered with problems whose places are in the file, and twice the same."""
    assert report(fuzz.answer(raw)) == report(fuzz.answer(raw))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | st.lists(SIGNS | st.text(max_size=6), max_size=40).map("".join))
def test_any_text(text: str) -> None:
    """Any text, and above all one of the signs of YAML, is answered in words of ours."""
    fuzz.answer(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, 30), SIGNS | st.text(max_size=4))
def test_a_passage_written_otherwise(start: int, length: int, text: str) -> None:
    """A good record in which any passage is replaced by anything is good, or is answered."""
    fuzz.answer(GOOD[:start] + text.encode("utf-8", "surrogatepass") + GOOD[start + length :])


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1), st.integers(0, 12))
def test_a_line_moved_and_indented(taken: int, put: int, spaces: int) -> None:
    """A good record in which a line has slipped elsewhere is good, or is answered."""
    lines = list(LINES)
    line = lines.pop(taken)
    lines.insert(put, " " * spaces + line.lstrip())
    fuzz.answer("\n".join(lines).encode("utf-8"))


def test_damaged_records() -> None:
    """Thousands of damaged records of every authority neither raise, hang, nor kill the interpreter."""
    rules, _ = fuzz.run(seed=1, count=FUZZED)
    assert len(rules) >= 40, "the damage is too mild to prove anything"


def test_a_killed_interpreter_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run names the input after which the interpreter was gone, instead of counting it as good."""

    class Killed:
        returncode = -11

        def __init__(self, *_: Any, **__: Any) -> None: ...

        def communicate(self, timeout: float | None = None) -> tuple[str, str]:
            return "0\n1\n2\n", "Segmentation fault"

    monkeypatch.setattr("bench.fuzz.subprocess.Popen", Killed)
    with pytest.raises(AssertionError, match="input 2 of seed 5: ended with -11"):
        fuzz.run(seed=5, count=9)


@pytest.mark.parametrize(
    "problem",
    [
        pytest.param({"what": ""}, id="nothing said"),
        pytest.param({"cure": ""}, id="no cure"),
        pytest.param({"what": "two\nlines"}, id="two lines"),
        pytest.param({"what": "a\x1b[31mb"}, id="a colour code"),
        pytest.param({"rule": "not-readable"}, id="the parser's own words"),
        pytest.param({"line": 3}, id="a line after the last"),
        pytest.param({"column": 9}, id="a column after the last"),
    ],
)
def test_an_unfit_answer_is_seen(problem: dict[str, Any]) -> None:
    """What the properties ask of an answer is really asked."""
    said: dict[str, Any] = {"what": "w", "cure": "c", "rule": "r", "line": 1, "column": 1} | problem
    place = Place("f.yml", said.pop("line"), said.pop("column"))
    with pytest.raises(fuzz.UnfitAnswerError):
        fuzz.must_be_usable(Problem(place, "", **said), b"a: b\n")


# What follows from another problem


@pytest.mark.parametrize("name", ["bodies", "frameworks", "offices", "terms", "themes"])
@pytest.mark.parametrize("content", [ROOT / "content", ROOT / "tests" / "sample" / "content"], ids=["seeds", "sample"])
def test_a_shared_file_that_cannot_be_read_is_the_only_problem(content: Path, name: str, tmp_path: Path) -> None:
    """Names that records take from a shared file are not called unknown while that file cannot be read."""
    copy = shutil.copytree(content, tmp_path / "content")
    file = copy / "shared" / f"{name}.yml"
    file.write_text(f"broken: [\n{file.read_text('utf-8')}", "utf-8")

    assert {problem.place.file for problem in check_content(load_content(copy))} == {f"content/shared/{name}.yml"}


def test_a_name_of_another_shared_file_is_still_looked_up(tmp_path: Path) -> None:
    """While the themes cannot be read, a framework that is not known is told all the same."""
    copy = shutil.copytree(ROOT / "content", tmp_path / "content")
    themes = copy / "shared" / "themes.yml"
    themes.write_text(f"broken: [\n{themes.read_text('utf-8')}", "utf-8")
    record = next(
        path for path in sorted(copy.glob("*/inspections/*.yml")) if "\nframework: " in path.read_text("utf-8")
    )
    record.write_text(re.sub("(?m)^framework: .*", "framework: no-such", record.read_text("utf-8")), "utf-8")

    assert "unknown-name" in {problem.rule for problem in check_content(load_content(copy))}


# Nothing of a withheld record


SECRET = "zzqsecret"


@pytest.mark.parametrize(
    "line, text",
    [
        pytest.param(6, f"meeting: 13 May 2031 {SECRET}", id="a date"),
        pytest.param(6, "meeting: 13 May 2031", id="a date that the cure would write out"),
        pytest.param(5, "committee: Zzqsecret Board", id="a name that the cure would write out"),
        pytest.param(15, "    url: www.zzqsecret.example", id="an address that the cure would write out"),
        pytest.param(4, "kind: ‘zzqsecret’", id="curly quotation marks"),
        pytest.param(1, "title: The council's zzqsecret: it's bad", id="a colon and apostrophes"),
        pytest.param(4, "kind: the council's zzqsecret", id="a closed list and an apostrophe"),
        pytest.param(4, f"kind: {'word ' * 20}zzqsecret", id="a value that is cut"),
        pytest.param(37, "        owner: {each: the council, and zzqsecret}", id="a comma in curly brackets"),
        pytest.param(9, "presented_by: [The council, and zzqsecret]\nthemes:", id="a comma in square brackets"),
        pytest.param(1, "title: #zzqsecret", id="a hash"),
        pytest.param(1, 'title: "the zzqsecret”', id="a quotation mark never closed"),
    ],
)
def test_nothing_of_a_withheld_record_is_printed(line: int, text: str, tmp_path: Path) -> None:
    """What is said of a draft shows neither its words nor a cure made from them."""
    case = {"replace": {2: "visibility: draft", line: text}}
    said = report(check_content(load_content(folder_of(case, tmp_path / "content"))))
    assert "1 problem" in said or "problems in" in said
    assert SECRET not in said.casefold()
    assert "2031" not in said
    assert "word word" not in said


# What was meant


@pytest.mark.parametrize(
    "written, cure",
    [
        ("2 March 2025", "write it as YYYY-MM-DD: 2025-03-02"),
        ("Sun 2nd of March, 2025", "write it as YYYY-MM-DD: 2025-03-02"),
        ("March 2 2025", "write it as YYYY-MM-DD: 2025-03-02"),
        ("02.03.2025", "write it as YYYY-MM-DD: 2025-03-02, if 2 March 2025 is meant"),
        ("31/04/2025", "there is no such day: April 2025 has 30 days"),
        ("29 February 2023", "there is no such day: February 2023 has 28 days"),
        ("Sept 2025", "write the month as YYYY-MM: 2025-09"),
        ("99/99/2025", None),
        ("0000-00-00", None),
        ("2025-05-20?", None),
        ("some time in 2025", None),
    ],
)
def test_the_date_that_was_meant(written: str, cure: str | None) -> None:
    """A date in another form is written out where it has one reading, and questioned where it has two."""
    assert date_meant(written) == cure


def test_every_field_that_holds_a_given_name_says_where_it_is_given() -> None:
    """No field whose names are looked up offers a short name that is made from the words of a title."""
    assert {field for _, field in NAMED} <= GIVEN_IN.keys()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_what_was_meant_never_raises(text: str) -> None:
    """Guessing what was meant fails on no text, and a name that it offers is one."""
    date_meant(text)
    offered = name_meant(text).removeprefix("write it as ")
    assert " " in offered or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", offered)


@pytest.mark.parametrize("letter", "£€é’“”–…ŵÿŁ")
def test_broken_letters(letter: str) -> None:
    """A letter that went through Windows-1252 is named with the letter it was; by itself it is no fault."""
    # Windows shows the bytes that mean nothing to it as control characters.
    broken = "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in letter.encode("utf-8"))
    assert [meant for _, _, meant in broken_letters(f"a{broken}b")] == [letter]
    assert [*broken_letters(f"a{letter}b")] == []


def test_every_case_is_small_enough_to_read() -> None:
    """Inputs of the cases stay below the largest file, but for the one that is larger."""
    large = [name for name, case in cases() if len(raw_of(case)) > 1_048_576]
    assert large == ["table: large_file"]
