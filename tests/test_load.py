"""Reading one file: what is refused, where, in which words; and that nothing else is."""

import re
from datetime import date, time
from pathlib import Path as File
from typing import Annotated, Any, Literal, Self

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from scrutiny.load import reader
from scrutiny.load.document import Document, dotted
from scrutiny.load.reader import read_document
from scrutiny.load.shape import validate
from scrutiny.problem import Problem, report

CASES = File(__file__).parent / "cases" / "load"
NAME = "content/northport/record.yml"
ALIASES = {"due": "deadline", "summary": "text"}

#: A good record; each case says which of its lines stand otherwise.
BASE = (CASES / "base.txt").read_text(encoding="utf-8")


# A model of the kinds of field the real ones have, so that the wording is tested apart from their rules.


def _day(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise PydanticCustomError(
            "not_a_date",
            "'{value}' is not a date — write it as YYYY-MM-DD, for example 2026-05-31",
            {"value": value},
        )
    return value


def _identifier(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        words = "'{value}' may have only small letters, digits and single hyphens — write it as in insp-00001"
        raise PydanticCustomError("not_an_id", words, {"value": value})
    return value


Day = Annotated[date, BeforeValidator(_day)]
Identifier = Annotated[str, BeforeValidator(_identifier)]


class Strict(BaseModel):
    """As the real models: a name that is not used here is an error."""

    model_config = ConfigDict(extra="forbid")


class Deadline(Strict):
    """A deadline with its words."""

    stated: str
    day: Day | None = None
    source: Annotated[str, Field(examples=["minutes 3"], pattern=r"^\w+ \d+$")] | None = None


class Action(Strict):
    """Something to be done."""

    id: Identifier
    text: str
    owner: str | list[str]
    deadline: Literal["not stated", "none"] | Day | Deadline = "not stated"
    state: str | None = None
    from_: Annotated[str | None, Field(alias="from")] = None


class Finding(Strict):
    """Something found."""

    id: Identifier
    title: str | None = None
    severity: Literal["low", "medium", "high", "critical"]
    text: str
    actions: list[Action] = []

    @model_validator(mode="after")
    def _each_action_once(self) -> Self:
        seen: set[str] = set()
        for position, action in enumerate(self.actions):
            if action.id in seen:
                words = "action id {id} is used twice — give each action its own"
                raise PydanticCustomError("used_twice", words, {"id": action.id, "at": ("actions", position, "id")})
            seen.add(action.id)
        return self


class Source(Strict):
    """A paper."""

    kind: Literal["paper"] = "paper"
    title: str
    url: str | None = None


class Recording(Strict):
    """A film of a meeting."""

    kind: Literal["recording"]
    minutes: int


class Embargo(Strict):
    """Until when a record is withheld; `embargo: <instant>` is short for it."""

    until: AwareDatetime
    released_by: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"until": value} if isinstance(value, str) else value


class Record(Strict):
    """The whole file."""

    kind: Literal["inspection", "item"]
    id: Identifier
    council: str
    title: Annotated[str, Field(max_length=200)]
    inspected: Day
    published: Day
    visibility: Literal["public", "embargoed", "exempt", "draft"]
    embargo: Embargo | None = None
    quorum: int | None = None
    start: time | None = None
    score: Annotated[int, Field(ge=1, le=4)] | None = None
    sources: list[Source | Recording] = []
    findings: list[Finding] = []
    follow_up: list[str] = []

    @model_validator(mode="after")
    def _published_after_inspected(self) -> Self:
        if self.published < self.inspected:
            words = "published ({published}) is before inspected ({inspected}) — one of the two is wrong"
            days = {"published": str(self.published), "inspected": str(self.inspected)}
            raise PydanticCustomError("wrong_order", words, {**days, "at": ("published",)})
        return self


def read(raw: bytes) -> tuple[Document, Record | None, list[Problem]]:
    """Read and validate as a build does: the file's problems, then the model's."""
    document = read_document(raw, NAME)
    record, problems = validate(Record, document, ALIASES)
    return document, record, [*document.problems, *problems]


# The golden cases: the file name says what is wrong, `lines` what stands in the base record instead.


def cases() -> list[Any]:
    """Each case, named by its file."""
    return [pytest.param(file, id=file.stem) for file in sorted(CASES.glob("*.yml"))]


def raw_of(case: dict[str, Any]) -> bytes:
    """The bytes a case describes."""
    lines: list[str | None] = [*BASE.splitlines()]
    for number, text in case.get("lines", {}).items():
        lines[number - 1] = text
    text = "\n".join(line for line in lines if line is not None) + "\n"
    text = case.get("input", text).replace("\n", case.get("line_end", "\n"))
    return str(text).encode(case.get("encoding", "utf-8"))


@pytest.mark.parametrize("file", cases())
def test_case(file: File) -> None:
    """Each bad input is answered with exactly the words, the place and the excerpt of its case."""
    case = yaml.safe_load(file.read_text(encoding="utf-8"))

    document, record, problems = read(raw_of(case))

    if "report" in case:
        assert report(problems) == case["report"].rstrip("\n")
        assert record is None
    else:
        assert report(problems) == "no problems"
        assert record is not None
        assert document.tree is not None
        for name, value in case["accepted"].items():
            assert document.tree[name] == value


#: PyYAML's own parser refuses a tab after a colon, which libyaml takes for a space.
READ_BY_LIBYAML_ONLY = {"tab_after_colon_is_accepted"}


@pytest.mark.parametrize("file", [case for case in cases() if case.id not in READ_BY_LIBYAML_ONLY])
def test_the_parser_without_libyaml_answers_too(file: File, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without libyaml, the same files are refused on the same line."""
    case = yaml.safe_load(file.read_text(encoding="utf-8"))
    _, _, expected = read(raw_of(case))
    monkeypatch.setattr(reader, "_PARSER", yaml.SafeLoader)

    _, _, problems = read(raw_of(case))

    assert [problem.place.line for problem in problems] == [problem.place.line for problem in expected]


# Inputs too large to write down


@pytest.mark.parametrize(
    "raw, expected",
    [
        (b"[" * 100_000, "1:21: nested more than 20 levels deep — use fewer levels (too-deep)"),
        (
            "".join(f"{' ' * level}a:\n" for level in range(500)).encode(),
            "21:21: nested more than 20 levels deep — use fewer levels (too-deep)",
        ),
        (
            BASE.encode() + b"# " + b"x" * 2_097_152,
            f"1:1: file is {len(BASE) + 2_097_154:,} bytes; the limit is 1,048,576 — split the record (file-too-large)",
        ),
        (
            BASE.replace("Children in Northport", "x" * 300_000).encode(),
            (
                "4:8: text of 300,000 characters; the limit is 200,000 — "
                "shorten it, or publish it as a document and cite it (text-too-long)"
            ),
        ),
        (b"- " * 300_000, "1:41: nested more than 20 levels deep — use fewer levels (too-deep)"),
    ],
    ids=["brackets", "groups", "file", "text", "dashes"],
)
def test_too_much(raw: bytes, expected: str) -> None:
    """What is too deep, too large or too long is refused where it goes too far."""
    _, _, problems = read(raw)

    assert str(problems[0]) == f"{NAME}:{expected}"


@pytest.mark.parametrize(
    "raw",
    [
        b"\t" * 500_000 + b"x",
        "\u00a0".encode() * 500_000,
        b"- " * 500_000,
        b"a: *b\n" * 170_000,
        b"a:\n" * 300_000,
        b"a\x01" * 500_000,
        b"".join(b"a%d:\n" % number for number in range(100_000)),
    ],
    ids=["tabs", "odd spaces", "dashes", "aliases", "one name", "control characters", "unknown names"],
)
def test_a_flood_of_problems_is_cut(raw: bytes) -> None:
    """A file with endless problems shows the first hundred and says that there are more."""
    _, record, problems = read(raw)

    assert record is None
    assert 1 <= len(problems) <= 101
    if len(problems) > 2:
        assert problems[-1].rule == "too-many-problems"


# The tree and its marks


def test_every_scalar_stays_text() -> None:
    """No value is taken for a number, a date, a truth value or a time: the models decide."""
    document = read_document(b"a: no\nb: 12:30\nc: 010\nd: 2025-02-30\ne: 1.10\nf: [on, 1e3]\n", NAME)

    assert document.tree == {"a": "no", "b": "12:30", "c": "010", "d": "2025-02-30", "e": "1.10", "f": ["on", "1e3"]}
    assert document.problems == []


def test_marks_give_the_place_of_names_and_values() -> None:
    """Each path knows line and column of its name and of its value, counted from 1."""
    document = read_document("a: ü\nb:\n  - c: d\n    e:\n      - f\n".encode(), NAME)

    assert document.marks == {
        (): (1, 1, 1, 1),
        ("a",): (1, 1, 1, 4),
        ("b",): (2, 1, 3, 3),
        ("b", 0): (3, 5, 3, 5),
        ("b", 0, "c"): (3, 5, 3, 8),
        ("b", 0, "e"): (4, 5, 5, 7),
        ("b", 0, "e", 0): (5, 9, 5, 9),
    }


def test_a_path_is_written_with_dots_and_brackets() -> None:
    """A path is shown as people write it."""
    assert dotted(("findings", 0, "actions", 2, "deadline")) == "findings[0].actions[2].deadline"
    assert dotted(()) == ""


def test_a_good_record_is_read() -> None:
    """The base record of the cases has no problem, so that each case has only its own."""
    document, record, problems = read(BASE.encode())

    assert problems == []
    assert record is not None
    assert record.findings[0].actions[0].deadline == date(2026, 5, 31)
    assert document.name == NAME


def test_a_document_with_a_problem_gives_no_record() -> None:
    """A record is not made from a file that has any problem, even where the model would take it."""
    document, record, problems = read(BASE.replace("Children", "Chil\u200bdren").encode())

    assert [problem.rule for problem in problems] == ["unseen-character"]
    assert document.tree is not None
    assert record is None


class Visit(Strict):
    """A visit with more than its day."""

    date: str
    team: str


class Trip(Strict):
    """A group in which a name is spelt as pydantic's label for a kind of value."""

    visit: date | Visit


def test_a_label_is_not_taken_for_a_name() -> None:
    """Where pydantic's label for "a date" is also a name in the file, the place is still that of the fault."""
    document = read_document(b"visit:\n  date: 6 March\n  taem: x\n", NAME)

    _, problems = validate(Trip, document)

    assert [str(problem) for problem in problems] == [
        f'{NAME}:3:3: visit.taem: "taem" is not a name used here — did you mean "team"? (unknown-name)'
    ]


# Whatever comes


def check_answer(raw: bytes) -> None:
    """Assert what holds for every input: an answer, and places inside the file."""
    document, record, problems = read(raw)
    assert (record is None) == bool(problems)
    lines = len(document.lines.lines) or raw.count(b"\n") + raw.count(b"\r") + 1
    for problem in problems:
        assert problem.what
        assert re.fullmatch(r"[a-z][a-z0-9-]*", problem.rule)
        if problem.place.line is not None:
            assert 1 <= problem.place.line <= lines
            assert problem.place.column is not None
            assert problem.place.column >= 1
    report(problems)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"a: |\n\x0b")
@example(b"a: b #c\n? ")
def test_any_bytes_are_answered(raw: bytes) -> None:
    """Any bytes give a record or problems inside the file, never an exception."""
    check_answer(raw)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab:- #\n\t\"'[]{},|>&*!%@`?<~\\0\u00a0\u2028", max_size=60))
def test_any_signs_are_answered(text: str) -> None:
    """Any mixture of the signs YAML gives a meaning to is answered."""
    check_answer(text.encode())


PIECES = [
    *":-#\n\t\"'[]{},|>&*!%@ ",
    "  ",
    "\n  ",
    "\n- ",
    ": ",
    " #",
    "---\n",
    "\u200b",
    "\u00a0",
    "not stated",
    "é",
    "",
]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(BASE)), st.integers(0, 12), st.sampled_from(PIECES)),
        min_size=1,
        max_size=4,
    )
)
def test_a_damaged_record_is_answered(damages: list[tuple[int, int, str]]) -> None:
    """A good record in which pieces were cut out or put in is answered."""
    text = BASE
    for start, cut, piece in damages:
        text = text[:start] + piece + text[start + cut :]
    check_answer(text.encode())


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.sampled_from(["", "x", "2025-01-01", "not stated", "high", "paper"]),
        lambda inside: (
            st.lists(inside, max_size=2)
            | st.dictionaries(
                st.sampled_from(
                    ["id", "kind", "until", "day", "stated", "title", "actions", "Deadline", "str", "date"]
                ),
                inside,
                max_size=3,
            )
        ),
        max_leaves=6,
    ),
    st.sampled_from([("embargo",), ("sources",), ("findings",), ("findings", 0, "actions", 0, "deadline"), ("score",)]),
)
def test_any_shape_of_a_value_is_answered(value: Any, path: tuple[str | int, ...]) -> None:
    """Whatever stands where a value is wanted, each complaint finds its place in the file."""
    tree = yaml.safe_load(BASE)
    group = tree
    for part in path[:-1]:
        group = group[part]
    group[path[-1]] = value
    check_answer(yaml.safe_dump(tree, allow_unicode=True, default_flow_style=False).encode())
