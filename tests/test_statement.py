"""The accessibility statement: it follows the model, claims no test that is not there, and says what nobody tested."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, BuiltSite
from scrutiny.pages.accessibility import CHECKS, NOT_TESTED, OTHERS, RULES, SCHEMES, TEMPLATES, WIDTHS, Check

# What the model statement of the regulations of 2018 has, in the words of this one.
MODEL = [
    "How accessible this site is",
    "Feedback and contact information",
    "Enforcement procedure",
    "Technical information about this site's accessibility",
    "Compliance status",
    "Non-accessible content",
    "Preparation of this statement",
    "How this site is tested",
    "What has not been tested",
]


@pytest.fixture(scope="module")
def statement(seeds: BuiltSite) -> LexborHTMLParser:
    """The page as readers see it."""
    return seeds.page("accessibility/")


def words(page: LexborHTMLParser) -> str:
    """The text of a page on one line."""
    main = page.css_first("main")
    assert main is not None
    return " ".join(main.text().split())


def test_the_statement_has_every_part_of_the_model(statement: LexborHTMLParser) -> None:
    """Each part that the regulations ask for stands there, in their order."""
    headings = [node.text(strip=True).replace("’", "'") for node in statement.css("main h2, main h3")]

    assert [heading for heading in headings if heading in MODEL] == MODEL


def test_the_statement_claims_no_more_than_is_known(statement: LexborHTMLParser) -> None:
    """It says "partially compliant", names the standard, its day and whoever enforces the regulations."""
    text = words(statement)

    assert "partially compliant" in text
    assert "Web Content Accessibility Guidelines version 2.2" in text
    assert "prepared on 22 November 2026" in text
    assert "Equality and Human Rights Commission" in text
    assert "fully compliant" not in text


def test_the_statement_prints_what_the_tests_go_by(statement: LexborHTMLParser) -> None:
    """Every check, every kind of page and every gap in the testing is on the page, with the widths and colours."""
    text = words(statement)

    assert all(check.text in text for check in CHECKS)
    assert all(kind in text for kind in [*TEMPLATES.values(), *OTHERS.values()])
    assert all(gap in text for gap in NOT_TESTED)
    assert all(str(width) in text for width in WIDTHS)
    assert all(scheme in text for scheme in SCHEMES)
    assert {"wcag22aa", "best-practice"} < set(RULES)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.text.split(":")[0][:30])
def test_every_check_has_its_tests(check: Check) -> None:
    """What the statement says is tested has a file of tests."""
    assert (ROOT / "tests" / check.tests).is_file()


def test_every_template_is_named() -> None:
    """The kinds of page that the statement names are those that there are: a new template cannot be forgotten."""
    overrides = ROOT / "overrides"

    assert {file.stem for file in (overrides / "scrutiny" / "pages").glob("*.html")} == TEMPLATES.keys()
    assert {file.name for file in overrides.glob("*.html")} == OTHERS.keys()
