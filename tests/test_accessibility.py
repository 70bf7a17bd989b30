"""axe-core finds nothing on any kind of page, at both widths, in both colour schemes and in print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from conftest import Tab
from one_of_each import FRAMES, KINDS, TEMPLATES, visit
from scrutiny.pages.accessibility import OTHERS, RULES, SCHEMES, WIDTHS
from scrutiny.pages.accessibility import TEMPLATES as DECLARED

AXE: str = Axe().axe_script
"""The program axe-core, for a page to run."""

A4_WIDTH = 718
"""CSS pixels across the text of an A4 sheet: 210 mm less two margins of 10 mm, at 96 to the inch."""

LAYOUT = """() => [...document.querySelectorAll("body, body *")].map((each) => {
    const box = each.getBoundingClientRect();
    return [each.localName, box.x, box.y, box.width, box.height].join(" ");
})"""


@dataclass(frozen=True)
class Reviewed:
    """A question that axe leaves to people, and the answer."""

    rule: str
    """The rule, as axe calls it."""
    selector: str
    """Every element of which it asks matches this."""
    reason: str
    """Why it is no fault, and what makes sure of that."""


REVIEWED = (
    Reviewed(
        "th-has-data-cells",
        "table:has(th[scope=rowgroup])",
        "axe looks for the cells of a row heading to its right only; that of a row group is for the rows below it. "
        "test_reading.py checks that every heading of a table has cells.",
    ),
)


def found(page: Page, chosen: Mapping[str, Any]) -> list[str]:
    """Return what axe objects to or cannot decide by these rules, less what was reviewed."""
    options = {"runOnly": dict(chosen), "resultTypes": ["violations", "incomplete"]}
    results = page.evaluate("(options) => axe.run(options)", options)
    told = []
    for outcome in ("violations", "incomplete"):
        for rule in results[outcome]:
            allowed = [each.selector for each in REVIEWED if (outcome, each.rule) == ("incomplete", rule["id"])]
            for node in rule["nodes"]:
                target = " ".join(node["target"])
                if not any(
                    page.evaluate("([t, s]) => document.querySelector(t).matches(s)", [target, s]) for s in allowed
                ):
                    reason = next(iter(node["any"] + node["all"] + node["none"]), {"message": ""})["message"]
                    told.append(f"{outcome}: {rule['id']}: {target}: {reason}")
    return told


def colour_rules(page: Page) -> dict[str, Any]:
    """Return those of the rules that depend on colours."""
    ids = page.evaluate(
        "(tags) => axe.getRules(tags).filter((rule) => rule.tags.includes('cat.color')).map((rule) => rule.ruleId)",
        list(RULES),
    )
    assert "color-contrast" in ids
    return {"type": "rule", "values": ids}


def test_no_template_is_left_out(kinds: Mapping[str, str]) -> None:
    """Every template has a page that is tested here, and the statement names exactly these templates."""
    assert sorted(kinds) == sorted(KINDS)
    assert sorted(DECLARED) == sorted(TEMPLATES)
    assert sorted(OTHERS) == sorted(FRAMES)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(kind: str, width: int, kinds: Mapping[str, str], tab: Tab) -> None:
    """No rule of axe is broken, and none is undecided, in any colour scheme.

    All rules run in the first scheme. The others change colours and move nothing, which is checked; so the rules on
    colours are enough there.
    """
    page = tab(width)
    page.emulate_media(color_scheme=SCHEMES[0])
    visit(page, kinds[kind])
    page.evaluate(AXE)
    told = found(page, {"type": "tag", "values": list(RULES)})
    layout = page.evaluate(LAYOUT)
    for scheme in SCHEMES[1:]:
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(LAYOUT) == layout
        told += [f"{scheme}: {each}" for each in found(page, colour_rules(page))]
    assert told == []


@pytest.mark.parametrize("kind", KINDS)
def test_print_can_be_read(kind: str, kinds: Mapping[str, str], tab: Tab) -> None:
    """Printed from a dark screen, every text has enough contrast on white paper."""
    page = tab(A4_WIDTH)
    page.emulate_media(media="print", color_scheme="dark")
    visit(page, kinds[kind])
    page.evaluate(AXE)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert found(page, colour_rules(page)) == []


def test_what_was_reviewed_is_still_asked(kinds: Mapping[str, str], tab: Tab) -> None:
    """Each reviewed question is one that axe still asks; otherwise its entry can go."""
    page = tab(WIDTHS[0])
    visit(page, kinds["tracker"])
    page.evaluate(AXE)
    asked = page.evaluate(
        "async (rules) => (await axe.run({runOnly: rules})).incomplete.map((each) => each.id)",
        [each.rule for each in REVIEWED],
    )
    assert sorted(asked) == sorted(each.rule for each in REVIEWED)
