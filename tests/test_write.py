"""Writing a record: what is written is read back as the same text, however odd the words; comments change nothing."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from scrutiny.load.broken import broken_letters
from scrutiny.load.document import DEEPEST
from scrutiny.load.reader import read_document
from scrutiny.write import (
    AlreadyThereError,
    Change,
    Noted,
    Written,
    changed,
    difference,
    readable,
    record_text,
    save_new,
    save_over,
    scalar,
)

ODD = (
    "Risk: high",
    "homes # 3",
    "#7",
    "- (a) first\n- (b) second",
    "<<<<<<< ours\nwords\n=======\nothers\n>>>>>>> theirs",
    "---",
    "...\nafter",
    "12 March 2026: 10:30",
    "2026-03-12",
    "no",
    "null",
    "~",
    "{a}, [b]",
    "*noted* & !done",
    "  set in\nand back",
    "first\n\n\n  deeper\n\nlast",
    "ends in spaces  \nand goes on ",
    "tab\tinside\nand below",
    'he said "yes" \\ no',
    "‘quoted’ – and “again”",
    "key:\n  - looks like a list",
    "%TAG",
    "? what",
    "| not a block\n> nor this",
    "£5 (about)",
    "trailing colon:",
)
"""Texts that mean something to YAML, to git or to an editor."""

# Every letter of every script, and the signs above many times as often as chance would bring them.
texts = st.one_of(
    st.sampled_from(ODD),
    st.lists(st.sampled_from(["\n", " ", "- ", ": ", " #", "#", "'", '"', "|", "=======", "a", "é", "1", "\t"])).map(
        "".join
    ),
    st.text(max_size=40),
).map(readable)
names = st.from_regex(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", fullmatch=True)
entries = st.recursive(
    texts, lambda inner: st.dictionaries(names, st.one_of(inner, st.lists(inner, max_size=3)), max_size=3), max_leaves=8
)
trees = st.dictionaries(names, st.one_of(entries, st.lists(entries, max_size=3)), max_size=4)


def read(text: str) -> Any:
    """What `load` reads in a file, which has no problem and no empty value."""
    document = read_document(text.encode("utf-8"), "content/northport/items/x.yml")
    assert document.problems == [], text
    assert document.blanks == [], text
    return _plain(document.tree)


def _plain(tree: Any) -> Any:
    """A tree without the line break that ends a text under `|`."""
    if isinstance(tree, dict):
        return {name: _plain(value) for name, value in tree.items()}
    return [_plain(value) for value in tree] if isinstance(tree, list) else tree.strip("\n")


def _filled(tree: Any) -> Any:
    """A tree without its empty texts, lists and groups, and without empty lines around a text; None if all is empty."""
    if isinstance(tree, Mapping):
        inner = {name: kept for name, value in tree.items() if (kept := _filled(value)) is not None}
        return inner or None
    if isinstance(tree, str):
        return tree.strip("\n") if tree.strip() else None
    return [kept for value in tree if (kept := _filled(value)) is not None] or None


def _noted(draw: st.DrawFn, tree: Any) -> Written:
    """The same tree with comments anywhere."""
    if isinstance(tree, Mapping):
        inner: Written = {name: _noted(draw, value) for name, value in tree.items()}
    elif isinstance(tree, str):
        inner = tree
    else:
        inner = [_noted(draw, value) for value in tree]
    comments = st.lists(st.sampled_from([*ODD, ""]), max_size=2)
    return Noted(inner, draw(comments), draw(comments), apart=draw(st.booleans())) if draw(st.booleans()) else inner


@st.composite
def noted_trees(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Written]]:
    """A tree, and the same with comments."""
    tree = draw(trees)
    return tree, {name: _noted(draw, value) for name, value in tree.items()}


def _is_whole(tree: Any) -> bool:
    if isinstance(tree, Mapping):
        return all(map(_is_whole, tree.values()))
    return not any(broken_letters(tree)) if isinstance(tree, str) else all(map(_is_whole, tree))


@given(trees)
@example({"points": [{"number": "1", "text": ODD[3]}, ODD[4], {"inner": {"empty": ""}}]})
@example({"a": ["", {}, {"b": []}]})
def test_what_is_written_is_read_back(tree: dict[str, Any]) -> None:
    """Whatever readable words stand in a tree, the file has no problem and holds the same tree, to the letter."""
    filled = _filled(tree)
    assume(filled and _is_whole(filled))

    assert read(record_text(tree)) == filled


@given(noted_trees())
def test_comments_change_nothing(both: tuple[dict[str, Any], dict[str, Written]]) -> None:
    """Comments above and below any value, whatever they say, leave what is read as it is."""
    tree, noted = both
    assume(_filled(tree) and _is_whole(_filled(tree)))

    assert read(record_text(noted, head=["Begun by hand:", *ODD])) == _filled(tree)


@pytest.mark.parametrize("text", ODD)
def test_each_odd_text_stands_anywhere(text: str) -> None:
    """A text that means something to YAML is read back as it is, after a name, in a list and in a group of a list."""
    tree: dict[str, Written] = {"value": text, "list": [text, text], "groups": [{"text": text, "after": "x"}]}

    assert read(record_text(tree)) == _plain(tree)


@given(st.text())
def test_readable_text_has_nothing_unseen(text: str) -> None:
    """Whatever is pasted, what is left of it can be written, is read without a problem, and nothing more goes."""
    clean = readable(text)
    assume(clean.strip() and not any(broken_letters(clean)))

    assert readable(clean) == clean
    assert read(record_text({"text": clean})) == {"text": clean.strip("\n")}


def test_readable_keeps_the_words() -> None:
    """A pasted text keeps its words and lines; what nobody sees goes."""
    assert readable("one\u00a0two\u200b \r\nthree\u2028four\t\n") == "one two\nthree\nfour\n"


def test_an_unseen_character_is_refused() -> None:
    """A character that nobody can see is never written."""
    with pytest.raises(ValueError, match="unseen character"):
        scalar("a\u202eb")


def test_the_look_of_a_file() -> None:
    """Block style, two spaces a step, quotes only where needed, comments where the eye looks for them."""
    tree: dict[str, Written] = {
        "title": Noted("Northport: damp homes", above=["What it is about."]),
        "kind": Noted("report", apart=True, below=["number: 7"]),
        "points": [{"number": Noted("1", above=["Its letter."], apart=True), "text": "Two lines\n\n- and a dash"}, {}],
        "about": ["inspections/2026-housing", ""],
        "empty": "",
    }

    assert record_text(tree, head=["Head."]) == (
        "# Head.\n"
        "# What it is about.\n"
        'title: "Northport: damp homes"\n'
        "\n"
        "kind: report\n"
        "# number: 7\n"
        "points:\n"
        "\n"
        "  # Its letter.\n"
        "  - number: 1\n"
        "    text: |\n"
        "      Two lines\n"
        "\n"
        "      - and a dash\n"
        "about:\n"
        "  - inspections/2026-housing\n"
    )


def test_a_file_does_not_begin_with_an_empty_line() -> None:
    """Nothing stands before the first line, also where that is to stand apart."""
    assert record_text({"a": Noted("1", apart=True)}) == "a: 1\n"


def test_the_deepest_record_can_be_written() -> None:
    """Groups within groups are written as deep as a file is read."""
    tree: dict[str, Written] = {"a": "x"}
    for _ in range(DEEPEST - 1):
        tree = {"a": tree}

    assert read(record_text(tree)) == tree


def test_a_list_directly_in_a_list_is_refused() -> None:
    """No record has a list whose entry is a list."""
    lists: Sequence[Written] = [["a"]]
    with pytest.raises(TypeError, match="list directly inside a list"):
        record_text({"a": lists})


def test_a_new_file_replaces_none(tmp_path: Path) -> None:
    """A new file makes the folders it needs; where a file is, it is left to the byte."""
    file = tmp_path / "northport" / "items" / "2026-x.yml"
    save_new(file, "first\n")
    with pytest.raises(AlreadyThereError):
        save_new(file, "second\n")

    assert file.read_bytes() == b"first\n"


def test_saving_over_keeps_permissions(tmp_path: Path) -> None:
    """A file that is replaced keeps who may read it, and nothing else is left in the folder."""
    file = tmp_path / "x.yml"
    file.write_text("old")
    file.chmod(0o640)
    save_over(file, b"new")

    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["x.yml"]


def test_a_file_that_may_not_be_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that its owner marked as not to be written is not replaced, though its folder would allow it."""
    file = tmp_path / "x.yml"
    file.write_text("old")
    file.chmod(0o440)
    monkeypatch.setattr("os.access", lambda path, mode: bool(Path(path).stat().st_mode & 0o200))  # root may do all
    with pytest.raises(PermissionError):
        save_over(file, b"new")

    assert file.read_text() == "old"


def test_changes_touch_only_their_places() -> None:
    """Changes in any order replace and insert at their places; two at one passage are refused."""
    assert changed("0123456789", [Change(8, 10, "x"), Change(2, 4, ""), Change(0, 0, "<")]) == "<014567x"
    for wrong in ([Change(2, 5, ""), Change(4, 6, "")], [Change(3, 2, "")], [Change(9, 11, "")]):
        with pytest.raises(ValueError, match="changes overlap"):
            changed("0123456789", wrong)


def test_the_difference_names_both_sides() -> None:
    """A difference says which side is the file as it is, and shows the changed line with its neighbours."""
    assert difference("a\nb\n", "a\nc\n", "x.yml").splitlines() == [
        "--- x.yml (as it is)",
        "+++ x.yml (as it will be)",
        "@@ -1,2 +1,2 @@",
        " a",
        "-b",
        "+c",
    ]
    assert difference("a\n", "a\n", "x.yml") == ""


def test_saving_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new file cannot take its place, the old one stays and no part of the new one is left."""
    file = tmp_path / "x.yml"
    file.write_text("old")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(re.escape(str(target)))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match=r"x\\\.yml"):
        save_over(file, b"new")

    assert file.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["x.yml"]
