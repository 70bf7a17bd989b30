"""A file that is read without looking closely is one in which a close look finds nothing."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import ROOT, SAMPLE
from scrutiny.check.walk import parts_of
from scrutiny.load.content import load_content
from scrutiny.load.document import Document
from scrutiny.load.ordinary import ordinary_tree
from scrutiny.load.reader import _read_closely, read_document
from scrutiny.load.text import decode

GOOD = sorted([*(ROOT / "content").rglob("*.yml"), *SAMPLE.rglob("*.yml")])
NAME = "content/northport/items/2026-x.yml"


def both_ways(raw: bytes) -> tuple[dict[str, Any] | None, Document]:
    """The tree read without looking closely, and the file read closely."""
    text, lines, problems = decode(raw, NAME)
    tree = None if text is None or problems else ordinary_tree(text, yaml.CSafeLoader)
    return tree, _read_closely(text, lines, problems)


def assert_agreed(raw: bytes) -> None:
    """Hold the two readings against each other."""
    tree, close = both_ways(raw)
    if tree is not None:
        assert close.problems == []
        assert close.blanks == []
        assert close.tree == tree


@pytest.mark.parametrize("file", GOOD, ids=lambda file: f"{file.parent.parent.name}-{file.stem}")
def test_a_good_file_slightly_changed_is_read_alike_both_ways(file: Path) -> None:
    """Whatever one slip makes of a good file, both readings agree, or the first leaves it to the second."""
    chance = random.Random(file.stem)  # noqa: S311  no secret
    lines = file.read_text("utf-8").split("\n")
    for line in slips(lines, chance):
        changed = list(lines)
        changed[line[0] : line[0] + 1] = line[1]
        assert_agreed("\n".join(changed).encode())


def slips(lines: list[str], chance: random.Random) -> Iterator[tuple[int, list[str]]]:
    """Some lines, each with what a slip makes of it."""
    signs = [
        "",
        " ",
        "#",
        " #",
        "\t#",
        "-",
        "- ",
        ": ",
        "&a ",
        "*a",
        "!b ",
        "<<",
        '"',
        "'",
        "[",
        "{",
        "}",
        "|",
        ">",
        "~",
    ]
    for _ in range(40):
        number = chance.randrange(len(lines))
        line = lines[number]
        place = chance.randrange(len(line) + 1)
        yield number, [line[:place] + chance.choice(signs) + line[place:]]
        yield number, [line, line]
        yield number, [line, "  " * chance.randrange(6) + chance.choice(["- and so on", "and so on", "# a remark"])]
        yield number, []


@pytest.mark.parametrize(
    "text",
    [
        "a: b #c\n",
        "a: b\t#c\n",
        "a:\n",
        "a: ~\n",
        "a: ' '\n",
        "a: b\na: c\n",
        "a: b\n  - c\n",
        "a:\n  b\n  - c\n",
        "a: b\n\n  - c\n",
        "a: &x b\n",
        "a: !x b\n",
        "a: [b, c]\n",
        "a: {b: c}\n",
        "? [a]\n: b\n",
        "<<: b\n",
        "--- \na: b\n",
        "a: b\n...\n",
        "a: b\n---\nc: d\n",
        "- a\n",
        "a\n",
        "",
        "# nothing\n",
        'a: "\\u202e"\n',
        'a: "b\n',
        ": b\n",
        "'': b\n",
        "a: *b\n",
        "a: " + "x" * 200_001 + "\n",
        "".join(f"{'  ' * level}a:\n" for level in range(21)) + "  " * 21 + "b\n",
    ],
)
def test_what_may_be_refused_is_left_to_the_close_reading(text: str) -> None:
    """Each thing that the close reading refuses or looks at twice is in doubt."""
    assert both_ways(text.encode())[0] is None


SOME = st.text("ab:#- \n\"'[]{}|>&*!~?,<%\t\\é", max_size=60)


@given(SOME)
@example("a: b - c\n d\n")
@example("a: |\n\n b\n # c\n")
@example("a:  b  # c\n")
def test_arbitrary_text_is_read_alike_both_ways(text: str) -> None:
    """On any text both readings agree, or the first leaves it to the second."""
    assert_agreed(text.encode())


def test_good_files_are_read_without_looking_closely() -> None:
    """Of the real and the sample record nearly every file is beyond doubt, so the quick reading is worth having."""
    read = [both_ways(file.read_bytes())[0] for file in GOOD]
    assert sum(tree is not None for tree in read) >= 0.9 * len(read)


def test_no_place_is_looked_for_until_a_message_needs_one() -> None:
    """Loading a good record finds no place of any value, and a problem found later still has its own."""
    loaded = load_content(SAMPLE)
    assert not [document.name for document in loaded.documents.values() if "places" in vars(document)]
    document = read_document(b"title: A\nlist:\n  - b: c\n", NAME)
    assert str(document.problem(("list", 0, "b"), "is wrong", "mend it", "some-rule")).startswith(
        f"{NAME}:3:8: list[0].b"
    )


def test_the_tree_is_let_go_and_read_again_when_asked_for() -> None:
    """No tree is kept of a file of which a record was made, and whoever asks for it gets the same once more."""
    loaded = load_content(SAMPLE)
    assert not [document.name for document in loaded.documents.values() if "tree" in vars(document)]
    for document in loaded.documents.values():
        assert document.tree == read_document(document.raw, document.name).tree


def test_parts_that_were_given_the_same_names_share_one_set() -> None:
    """Of equal sets of names that parts were given one is kept, and what changes a copy leaves it as it is."""
    records = load_content(SAMPLE).register.records.values()
    models = [part.model for record in records for part in parts_of(record)]
    given_names = {frozenset(model.model_fields_set) for model in models}
    assert len({id(model.model_fields_set) for model in models}) < len(models) / 3
    for model in models:
        assert model.model_copy(update={"added": 1}).model_fields_set == model.model_fields_set | {"added"}
    assert {frozenset(model.model_fields_set) for model in models} == given_names
