"""The handbook's pages of rules: all of them on one page with their cure, and each family on a page with examples.

A message ends in the name of its rule, and that name is an anchor on both: ``handbook/problems/#not-a-date`` and
``handbook/problems/dates/#not-a-date``. Both are made from ``scrutiny.rules``, as ``scrutiny explain`` is.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from scrutiny.pages.page import Here, Page
from scrutiny.pages.wanted import with_code
from scrutiny.rules import FAMILIES, RULES, Rule

ALL = "all"
"""The page of all rules, without reasons and examples."""

HANDBOOK = "handbook/problems/"
"""Where the page of all rules stands; the pages of the families stand below it."""

PAGES: dict[str, str] = {
    "place": "The file and its place",
    "saving": "Saving and characters",
    "lines": "Lines and names",
    "signs": "Quotation marks, brackets and other signs",
    "names": "Names, groups and lists",
    "values": "Values",
    "dates": "Dates",
    "references": "References",
    "sources": "Numbers and sources",
    "judgements": "Judgements",
    "resolutions": "Resolutions",
    "news": "News and evidence",
    "people": "People, and what is kept back",
    "published": "What was published before",
    "tracker": "A tracker from Excel",
}
"""The last part of the address of each family's page, and the family."""


@dataclass(frozen=True)
class ShownRule:
    """A rule, ready to print. ``wrong`` and ``right`` are lines of a file, or sentences where ``in_words`` is true."""

    name: str
    href: str
    """The way to the reasons and examples."""
    means: Markup
    why: Markup
    mend: Markup
    wrong: Markup
    right: Markup
    in_words: bool
    see: Markup


@dataclass(frozen=True)
class ShownFamily:
    """A heading and the rules under it."""

    anchor: str
    text: str
    href: str
    """The way to the page of the family."""
    rules: tuple[ShownRule, ...]


def rules_page(name: str, url: str) -> Page | None:
    """Return the rules of one page of the handbook, a key of ``PAGES`` or ``ALL``; None for any other name."""
    if name != ALL and name not in PAGES:
        return None
    here = Here(url)
    families = tuple(_family(here, page) for page in PAGES if name in (ALL, page))
    return Page(url, "", "rules", {"families": families, "is_all": name == ALL})


def address_of_rule(name: str) -> str:
    """Return where a rule is explained with an example, from the root of the site."""
    (page,) = (page for page, family in PAGES.items() if family == RULES[name].family)
    return f"{HANDBOOK}{page}/#{name}"


def _family(here: Here, page: str) -> ShownFamily:
    family = PAGES[page]
    rules = tuple(_shown(here, rule) for rule in FAMILIES[family])
    return ShownFamily(page, family, here.href(f"{HANDBOOK}{page}/"), rules)


def _shown(here: Here, rule: Rule) -> ShownRule:
    example = with_code if rule.in_words else escape
    return ShownRule(
        name=rule.name,
        href=here.href(address_of_rule(rule.name)),
        means=with_code(rule.means),
        why=with_code(rule.why),
        mend=with_code(rule.mend),
        wrong=example(rule.wrong),
        right=example(rule.right),
        in_words=rule.in_words,
        see=here.link(*rule.see) if rule.see else Markup(),
    )
