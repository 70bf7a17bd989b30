"""The real content and the sample are without problems; rules have one public name each."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scrutiny.check import check_content
from scrutiny.load.content import Loaded, load_content
from scrutiny.problem import report

ROOT = Path(__file__).parent.parent
FOLDERS = {"content": ROOT / "content", "sample": ROOT / "tests" / "sample" / "content"}


@pytest.fixture(scope="module", params=FOLDERS)
def loaded(request: pytest.FixtureRequest) -> Loaded:
    """The public record, and the sample."""
    return load_content(FOLDERS[request.param])


def test_there_are_no_problems(loaded: Loaded) -> None:
    """Nothing that a check can find is wrong."""
    assert report(check_content(loaded)) == "no problems"


def test_every_file_is_a_record(loaded: Loaded) -> None:
    """Every file is read as what its folder says; none is passed over."""
    shared = {f"shared/{name}.yml" for name in ("bodies", "frameworks", "offices", "terms", "themes")}
    assert set(loaded.documents) - shared == set(loaded.register.records)
    assert list(loaded.register.records) == sorted(loaded.register.records)


@pytest.mark.parametrize(
    "council", ["bath-and-north-east-somerset", "bradford", "haringey", "plymouth", "worcestershire"]
)
def test_the_five_first_councils_are_there(council: str) -> None:
    """Each of the five documents the record began with has its inspection and its committee item."""
    ids = load_content(FOLDERS["content"]).register.records
    assert council in ids
    assert any(id_.startswith(f"{council}/inspections/") for id_ in ids)
    assert any(id_.startswith(f"{council}/items/") for id_ in ids)


# Rules


CALLS = {"problem", "Problem", "Fault", "_whole", "note_at", "Wording", "PydanticCustomError"}
"""What a problem is made with; the rule is its last argument, in pydantic's own class the first."""


def rules_in(tree: ast.AST) -> Iterator[str]:
    """Every text that stands where a rule's name stands."""
    for node in ast.walk(tree):
        given: ast.expr | None = None
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "PydanticCustomError":
                given = node.args[0]
            elif name in CALLS:
                given = next((k.value for k in node.keywords if k.arg == "rule"), node.args[-1])
        elif isinstance(node, ast.Tuple) and len(node.elts) > 2 and re.fullmatch(r"\S+-\S+", _text(node.elts[-1])):
            given = node.elts[-1]
        if given is not None and _text(given):
            yield _text(given)


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def declared() -> set[str]:
    """The names of all rules that reading, models and checks may give, in the words of a report."""
    found: set[str] = set()
    for package in ("load", "check", "model"):
        for file in sorted((ROOT / "hooks" / "scrutiny" / package).glob("*.py")):
            found |= set(rules_in(ast.parse(file.read_text("utf-8"))))
    return {name.replace("_", "-") for name in found}


def reported() -> set[str]:
    """The names of all rules in the reports of the bad folder and of the cases of reading."""
    texts = [(ROOT / "tests" / "bad" / "report.txt").read_text("utf-8")]
    texts += [file.read_text("utf-8") for file in (ROOT / "tests" / "cases" / "load").glob("*.yml")]
    return set(re.findall(r"\(([^ ()]+)\)$", "\n".join(texts), re.MULTILINE))


def test_rules_are_phrases() -> None:
    """A rule is named by small words with hyphens, so that a report, a search and the handbook spell it alike."""
    assert len(declared()) > 50
    assert [
        rule for rule in sorted(declared() | reported()) if not re.fullmatch(r"[a-z]+[0-9]*(-[a-z0-9]+)*", rule)
    ] == []


def test_no_two_rules_have_almost_one_name() -> None:
    """Two rules never differ in the order or the small words of their names alone."""
    small = {"a", "an", "the", "not", "of", "is"}
    seen: dict[frozenset[str], str] = {}
    for rule in sorted(declared()):
        words = frozenset(rule.split("-")) - (small - {"not"})
        assert words not in seen, (rule, seen.get(words))
        seen[words] = rule


def test_a_rule_says_what_it_is_about() -> None:
    """Evidence that is missing for a check is not reported as missing for a completion."""
    source = (ROOT / "hooks" / "scrutiny" / "check" / "evidence.py").read_text("utf-8")
    given = [rule for rule in rules_in(ast.parse(source)) if rule.startswith("implemented")]
    assert len(given) == len(set(given))
