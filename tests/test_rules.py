"""Every rule that a message can end in is explained: as data, at a terminal and in the handbook."""

import ast
import re
import textwrap
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborNode

from conftest import ROOT, BuiltSite
from scrutiny.commands.explain import explain, explain_rule
from scrutiny.pages.rules import PAGES, address_of_rule, rules_page
from scrutiny.rules import FAMILIES, RULES, Rule, explained, shortly

# The code and the explanations


def rules_in_the_code() -> set[str]:
    """The name of every rule that some message can end in, found in the source."""
    found: set[str] = set()
    package = ROOT / "hooks" / "scrutiny"
    for file in package.rglob("*.py"):
        folder = file.relative_to(package).parts[0]
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            # Reading and checking also keep what they say in tuples, whose last part is the rule.
            if folder in {"load", "check"} or not isinstance(node, ast.Tuple):
                found.update(_rules_of(node))
    return found - NO_RULES | NAMED_OTHERWISE


# Texts that stand where a rule's name would, and are none.
NO_RULES = {"published", "received", "when", "mac-roman"}
# Rules whose names the code puts together, or keeps apart from their texts.
NAMED_OTHERWISE = {"anchor", "alias", "tag", "unknown-domain", "unknown-grade", "unknown-scale"}
MAKE_PROBLEMS = {"Problem", "whole_file", "problem", "note_at", "Fault", "Wording", "_own_words", "wrong"}


def _rules_of(node: ast.AST) -> Iterator[str]:
    name: ast.expr | None = None
    is_sure = True
    if isinstance(node, ast.Call):
        called = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
        if called == "PydanticCustomError":
            name = node.args[0]
        elif called in MAKE_PROBLEMS and node.args:
            name = node.args[-1]
    elif isinstance(node, ast.arguments) and node.defaults and node.args[-1].arg == "rule":
        name = node.defaults[-1]
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "RULE":
        name = node.value
    elif isinstance(node, ast.Tuple) and len(node.elts) > 1:
        is_sure = any(_is_text(each) for each in node.elts[:-1])
        if is_sure or any(isinstance(each, ast.Starred) for each in node.elts[:-1]):
            name = node.elts[-1]
    if isinstance(name, ast.Constant) and isinstance(name.value, str):
        rule = name.value.replace("_", "-")
        if re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)*", rule) and (is_sure or "-" in rule):
            yield rule


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
    )


def test_every_rule_is_explained() -> None:
    """Each rule that the code can give is explained once, and no rule is explained that the code does not have."""
    assert sorted(rule.name for rules in FAMILIES.values() for rule in rules) == sorted(rules_in_the_code())


def test_the_corpus_gives_only_rules_that_are_explained() -> None:
    """Each rule in the expected messages of the bad-input corpora is one that can be looked up."""
    given = {
        rule
        for folder in ("cases/load", "cases/bad", "bad")
        for file in (ROOT / "tests" / folder).rglob("*")
        if file.is_file()
        for rule in re.findall(r"\(([a-z]+(?:-[a-z0-9]+)+)\)$", file.read_text("utf-8", "replace"), re.MULTILINE)
    }

    of_the_corpus_alone = {"used-twice", "not-an-id"}  # rules of the small model that it is read with
    assert len(given) > 40
    assert given - of_the_corpus_alone <= RULES.keys()


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_an_explanation_is_whole(rule: Rule) -> None:
    """Each rule has a family, sentences for what it means, why and how to mend it, and two different examples."""
    for told in (rule.means, rule.why, rule.mend):
        assert re.match(r"[A-Z“`0-9]", told)
        assert re.search(r"[.?]$", told)
        assert "  " not in told
        assert told.count("``") % 2 == 0
    assert rule.wrong
    assert rule.right
    assert rule.wrong != rule.right
    assert rule.family in FAMILIES


# At a terminal


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_is_told_at_a_terminal(rule: Rule) -> None:
    """What is printed of a rule holds its name, its words and its examples, in lines of at most 80 columns."""
    told = explained(rule)
    flat = " ".join(told.split())

    assert told.startswith(f"{rule.name} ({rule.family})\n")
    assert "``" not in told
    assert all(len(line) <= 80 for line in told.splitlines())
    assert all(word in flat for word in ("Why: ", "Mend it: ", "Wrong:", "Right:"))
    if not rule.in_words:
        assert textwrap.indent(rule.wrong, "    ") in told
        assert textwrap.indent(rule.right, "    ") in told


def test_the_whole_text_of_one_rule() -> None:
    """A rule is told as a heading, what is wrong, why, the cure and two examples."""
    assert explain_rule("second-colon") == SECOND_COLON


SECOND_COLON = """\
second-colon (Quotation marks, brackets and other signs)

There is a second colon on the line, so nobody knows where the value begins.

Why: A colon with a space after it ends a name, and titles of reports often have
one.

Mend it: Put the whole value in quotation marks.

Wrong:

    heading: Damp homes: the letter of the regulator

Right:

    heading: "Damp homes: the letter of the regulator"

See also, in the handbook: Signs to take care with."""


@pytest.mark.parametrize("asked", ["not-a-date", "(not-a-date)", " Not-A-Date ", "not_a_date", "not a date"])
def test_a_rule_may_be_asked_for_as_it_was_copied(asked: str) -> None:
    """The brackets of a message, capitals and spaces do not keep a rule from being found."""
    assert explain([asked]) == explained(RULES["not-a-date"])


def test_several_rules_are_told_in_the_order_asked() -> None:
    """Two names give two explanations."""
    told = explain(["tag", "alias"])
    assert told.startswith("tag (")
    assert "\n\n\nalias (" in told


THE_FAMILIES = "scrutiny explain lists them all, under these headings: " + ", ".join(f"“{name}”" for name in FAMILIES)


@pytest.mark.parametrize(
    "asked, answer",
    [
        ("not-a-dat", 'there is no rule "not-a-dat" — did you mean "not-a-date"?'),
        ("zebra", f'there is no rule "zebra" — {THE_FAMILIES}'),
        ("", f'there is no rule "" — {THE_FAMILIES}'),
    ],
)
def test_a_misspelt_rule_gets_a_guess(asked: str, answer: str) -> None:
    """A name that is no rule is answered in a sentence, with the nearest rule where one is near."""
    with pytest.raises(LookupError) as refused:
        explain([asked])
    assert refused.value.args == (answer,)


def test_without_a_name_every_rule_is_listed() -> None:
    """All rules stand under their headings, and the last line says how to ask for one."""
    lines = explain([]).splitlines()

    listed = [line.strip().split(": ", 1) for line in lines if line.startswith("  ")]
    assert [name for name, _ in listed] == list(RULES)
    assert all(sentence[-1] in ".?!" and "``" not in sentence for _, sentence in listed)
    assert ["not-a-date", shortly(RULES["not-a-date"])] in listed
    assert [line for line in lines if line and not line.startswith("  ")][:-1] == list(FAMILIES)
    assert lines[-1].endswith("scrutiny explain not-a-date")


# In the handbook


STUBS = sorted((ROOT / "docs/handbook/problems").glob("*.md"))


def test_every_family_has_a_page_of_the_handbook() -> None:
    """Each page of a family shows that family, and each family has one."""
    shows = {file.stem: re.findall(r"^shows: rules-(.+)$", file.read_text("utf-8"), re.MULTILINE) for file in STUBS}

    assert shows == {name: [name] for name in PAGES}
    assert list(PAGES.values()) == list(FAMILIES)
    assert rules_page("no-such-family", "handbook/problems/no-such-family/") is None


def text_of(node: LexborNode) -> str:
    """The words of an element, with single spaces."""
    return " ".join(node.text().split())


def test_all_rules_stand_on_one_page(seeds: BuiltSite) -> None:
    """The address that ends in the name of a rule leads to what it means, the cure, and a link to more."""
    page = seeds.page("handbook/problems/")
    shown = {str(node.attributes["id"]): node for node in page.css("dl.terms > div")}

    assert list(shown) == list(RULES)
    for name, node in shown.items():
        assert text_of(node).startswith(name)
        assert "Mend it: " in text_of(node)
        (link,) = node.css("dt a")
        assert urljoin("/handbook/problems/", link.attributes["href"]) == f"/{address_of_rule(name)}"
    assert seeds.file("handbook/problems/").stat().st_size <= 60 * 1024


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_family_tells_all_of_its_rules(name: str, seeds: BuiltSite) -> None:
    """Each rule of a family has a section of its name with what, why, the cure and both examples, as they are."""
    address = f"handbook/problems/{name}/"
    shown = {node.attributes["id"]: node for node in seeds.page(address).css("section[id]")}

    assert list(shown) == [rule.name for rule in FAMILIES[PAGES[name]]]
    for rule in FAMILIES[PAGES[name]]:
        section = shown[rule.name]
        words = [text_of(node) for node in section.css("p")]
        assert text_of(section.css("h2")[0]) == rule.name
        assert words[1].startswith("Why: ")
        assert words[2].startswith("Mend it: ")
        assert [text_of(node) for node in section.css("figcaption")] == ["Wrong", "Right"]
        if not rule.in_words:
            assert [node.text() for node in section.css("pre")] == [rule.wrong, rule.right]
    assert seeds.file(address).stat().st_size <= 60 * 1024


def test_what_to_read_besides_is_there(seeds: BuiltSite) -> None:
    """Each part of the handbook that a rule refers to exists, with its anchor."""
    for rule in RULES.values():
        if rule.see:
            address, _, anchor = rule.see[1].partition("#")
            page = seeds.page(address)
            assert not anchor or page.css_first(f"#{anchor}") is not None, rule.see
