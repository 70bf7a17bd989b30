"""How problems are ordered, printed and counted, and which name was probably meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.problem import WIDEST_EXCERPT, Place, Problem, closest, excerpt_of, report


def problem(file: str, line: int | None = None, column: int | None = None, what: str = "is wrong") -> Problem:
    """A problem of which only the place matters."""
    return Problem(Place(file, line, column), "", what, "", "some-rule")


def test_a_problem_is_printed_on_one_line() -> None:
    """Place, field, what, cure and rule stand on one line, in this order."""
    found = Problem(
        Place("content/x.yml", 27, 19),
        "findings[0].when",
        "'31/10/2025' is not a date",
        "write it as YYYY-MM-DD, for example 2026-05-31",
        "not-a-date",
    )

    assert str(found) == (
        "content/x.yml:27:19: findings[0].when: '31/10/2025' is not a date — "
        "write it as YYYY-MM-DD, for example 2026-05-31 (not-a-date)"
    )


def test_what_is_not_known_is_left_out() -> None:
    """Without field, cure, line or column nothing stands in their place."""
    assert str(problem("content", what="there are no records")) == "content: there are no records (some-rule)"
    assert str(problem("a.yml", 3)) == "a.yml:3: is wrong (some-rule)"


def test_problems_are_ordered_by_file_line_and_column() -> None:
    """What concerns a whole file comes first, then lines and columns as numbers."""
    expected = [
        problem("a.yml"),
        problem("a.yml", 2),
        problem("a.yml", 2, 1),
        problem("a.yml", 2, 10),
        problem("a.yml", 10, 2),
        problem("b.yml"),
        problem("b.yml", 1, 1),
    ]

    assert sorted(expected[place] for place in (3, 6, 0, 5, 2, 4, 1)) == expected


def test_problems_at_one_place_keep_their_order() -> None:
    """Sorting does not shuffle what was found at one place."""
    expected = [problem("a.yml", 1, 1, "z"), problem("a.yml", 1, 1, "a")]

    assert sorted(expected) == expected


def test_the_report_prints_all_and_counts() -> None:
    """Every problem is printed in order, with its excerpt if it has one, and the last line counts."""
    with_excerpt = Problem(Place("b.yml", 2, 3), "", "is wrong", "", "some-rule", excerpt_of("a: b", 2, 4))

    assert report([with_excerpt, problem("a.yml")]) == (
        "a.yml: is wrong (some-rule)\n"
        "b.yml:2:3: is wrong (some-rule)\n"
        "    2 | a: b\n"
        "      |    ^\n"
        "2 problems in 2 files"
    )


@pytest.mark.parametrize(
    "problems, expected",
    [
        ([], "no problems"),
        ([problem("a.yml")], "1 problem in 1 file"),
        ([problem("a.yml"), problem("a.yml", 2)], "2 problems in 1 file"),
        ([problem("a.yml", line) for line in range(1, 1001)], "1,000 problems in 1 file"),
    ],
)
def test_the_count(problems: list[Problem], expected: str) -> None:
    """The count says one or many, of problems and of files."""
    assert report(problems).splitlines()[-1] == expected


def test_an_excerpt_without_column_has_no_caret() -> None:
    """A whole line is shown without a caret."""
    assert excerpt_of("title: x\n", 12) == "    12 | title: x"


def test_a_long_line_is_cut_around_the_place() -> None:
    """Of a long line as much is shown as fits, and the caret still points to its sign."""
    printed, caret = excerpt_of("a" * 500 + "X" + "b" * 500, 7, 501).splitlines()

    assert printed[caret.index("^")] == "X"
    assert len(printed) == len("    7 | ") + WIDEST_EXCERPT
    assert printed.startswith("    7 | …")
    assert printed.endswith("…")


def test_an_excerpt_cannot_hide_or_steer_anything() -> None:
    """Control, bidirectional and invisible characters are shown as U+FFFD, odd spaces as ␣, one for one."""
    line = "a\x1b[31m\u202e\u200b\tb\u2028\u00a0c"

    assert excerpt_of(line, 1, 1) == "    1 | a\ufffd[31m\ufffd\ufffd b\ufffd␣c\n      | ^"


@given(st.text(alphabet=st.characters(exclude_characters="\r\n"), max_size=300), st.integers(1, 300))
def test_the_caret_is_always_under_its_sign(text: str, column: int) -> None:
    """Whatever the line holds, the caret stands under the sign meant, or just after the end."""
    column = min(column, len(text) + 1)

    lines = excerpt_of(text, 3, column).split("\n")

    assert len(lines) == 2
    sign = text[column - 1 : column]
    shown = lines[0][lines[1].index("^") : lines[1].index("^") + 1]
    assert shown in (sign, " ", "", "\ufffd", "…", "␣")
    if sign.isascii() and sign.isprintable() and not sign.isspace():
        assert shown == sign


@pytest.mark.parametrize(
    "word, known, expected",
    [
        ("ower", ["title", "owner"], "owner"),
        ("severty", ["severity", "text"], "severity"),
        ("hgih", ["low", "medium", "high"], "high"),
        ("Public", ["public", "draft"], "public"),
        ("colour", ["kind", "title", "score"], None),
        ("", ["kind"], None),
        ("kind", [], None),
        ("follow up", ["follow_up", "findings"], "follow_up"),
    ],
)
def test_the_closest_name(word: str, known: list[str], expected: str | None) -> None:
    """The nearest name is guessed, and none when none is near."""
    assert closest(word, known) == expected


def test_an_alias_comes_before_likeness() -> None:
    """A known other word for a name wins over a name that only looks alike."""
    assert closest("due", ["dues", "deadline"], {"due": "deadline"}) == "deadline"


def test_an_alias_counts_only_where_its_name_is_used() -> None:
    """Where the name behind an alias is not used, likeness decides."""
    assert closest("due", ["dues", "title"], {"due": "deadline"}) == "dues"
