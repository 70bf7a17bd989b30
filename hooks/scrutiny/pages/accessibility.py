"""What is tested for accessibility: one definition, which the tests run and the accessibility statement prints.

The tests take their widths, colour schemes, rules and templates from here, so the statement cannot claim a test
that does not exist, and a test cannot be dropped while the statement goes on claiming it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scrutiny.pages.page import Page

STANDARD = "Web Content Accessibility Guidelines (WCAG) 2.2, level AA"
"""The standard aimed at, against which public bodies in the United Kingdom are monitored: https://www.w3.org/TR/WCAG22/."""

WIDTHS = (390, 1280)
"""Widths of the window, in CSS pixels, in which every kind of page is tested: a phone and a desk."""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
"""Colour schemes in which every kind of page is tested."""

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Sets of axe-core's rules that no page may break: what a program can test of WCAG 2.2 A and AA, and good practice."""

NARROWEST = 320
"""Width, in CSS pixels, at which no page may be wider than the window (WCAG 1.4.10)."""

LARGEST_TEXT = 200
"""Percentage to which text may be enlarged without losing anything (WCAG 1.4.4)."""

TEMPLATES = {
    "a-z": "the index from A to Z",
    "accessibility": "this statement",
    "authority": "councils",
    "browse": "ways to browse",
    "browse_facet": "the values to browse by",
    "browse_value": "everything with one value",
    "committee": "committees",
    "downloads": "files to download",
    "fields": "tables of fields in the handbook",
    "gaps": "known gaps",
    "glossary": "the glossary",
    "home": "the home page",
    "hosting": "how to host the site",
    "inspection": "inspections",
    "item": "committee items",
    "listing": "lists",
    "meeting": "meetings",
    "method": "how statuses are decided",
    "pack": "packs for a committee's meeting",
    "plan": "improvement plans",
    "resolutions": "lists of resolutions",
    "response": "answers to a committee",
    "role": "roles",
    "rules": "messages and rules in the handbook",
    "search": "search",
    "theme": "subjects",
    "tombstone": "notices at addresses with nothing to show",
    "tracker": "lists of actions",
}
"""The kinds of page, by template (a file in ``overrides/scrutiny/pages/``), in the words of the statement."""

OTHERS = {
    "main.html": "pages written by hand",
    "404.html": "the page for an address that leads nowhere",
}
"""Kinds of page whose template lies elsewhere in ``overrides/``."""


@dataclass(frozen=True)
class Check:
    """Something that is tested each time the program or the record changes."""

    text: str
    """What is tested, and what must come of it."""
    tests: str
    """The file in ``tests/`` that tests it; a test of the statement itself sees that it is there."""


def _either(values: tuple[object, ...]) -> str:
    return " and ".join(str(value) for value in values)


CHECKS = (
    Check(
        f"axe-core, a program that looks for faults against WCAG 2.0, 2.1 and 2.2 (levels A and AA) and against good "
        f"practice: none on a page of each kind, in windows {_either(WIDTHS)} pixels wide, with {_either(SCHEMES)} "
        "colours. In print, its rules on colours.",
        "test_accessibility.py",
    ),
    Check(
        "The keyboard: walking through a page of each kind with the Tab key, every stop can be seen, has a name, shows "
        "that it has the focus and follows the order of the page, and the walk comes to an end. The skip link comes "
        "first and leads to the content.",
        "test_keyboard.py",
    ),
    Check(
        "Targets: on a page of each kind, whatever can be pressed is 24 pixels wide and high, or stands that far from "
        "others. Links in sentences are left out.",
        "test_keyboard.py",
    ),
    Check(
        f"Narrow windows: every page fits into one of {NARROWEST} pixels without scrolling sideways. Of search, this "
        "is the page before anything is looked for.",
        "test_reading.py",
    ),
    Check(
        f"Large text: at {LARGEST_TEXT} per cent, and with the spacing between letters, words, lines and paragraphs "
        "that WCAG names, nothing is cut off or covered on a page of each kind.",
        "test_reading.py",
    ),
    Check(
        "Structure: every page has one main heading, skips no level of headings and says which language it is in. "
        "Every table has headings, and those made from the record have a caption.",
        "test_reading.py",
    ),
    Check(
        "Colour is never alone: a shape is always beside words, and on a page of each kind links in the content are "
        "underlined or in a box.",
        "test_reading.py",
    ),
    Check(
        "Settings of the device: with forced colours the shapes and the focus can be seen on an inspection, a "
        "committee item, the list of actions and search with results. Nothing moves on a page of any kind.",
        "test_reading.py",
    ),
    Check(
        "Without JavaScript a page of each kind, but for search, says every word that it says with it.",
        "test_reading.py",
    ),
    Check(
        "Print: two committee items, an inspection and a pack come out on A4 without the menu, and nothing is cut off. "
        "One item keeps all of its resolutions with their statuses, and the pack everything that is open.",
        "test_print.py",
    ),
    Check(
        "Lighthouse, a program by Google: 100 of 100 points for accessibility, for the home page, a list, a long "
        "record and search with results.",
        "test_lighthouse.py",
    ),
)
"""What is tested, in the order of the statement."""

NOT_TESTED = (
    "Nobody has tried this site with a screen reader, voice control, a screen magnifier or a switch.",
    "No person with a disability has been asked to test it.",
    "It has been tested in Chromium only: not in Firefox, not in Safari.",
    "It has not been tested on real phones or tablets; their widths are imitated on a desktop computer.",
    "Forced colours, reduced motion and print are imitated by the browser. Nobody who depends on them has looked.",
    "Its Welsh words have not been checked by a Welsh speaker, nor heard from a screen reader with a Welsh voice.",
    "The papers that it links to, mostly PDF files of councils and inspectorates, have not been looked at.",
    "Of each kind of page most tests look at one or a few. Some of these are of councils invented for the tests.",
    "A program can find only some barriers. Whether the words are easy to understand, for example, it cannot tell.",
)
"""What nobody has tested: the reason why the statement says "partially"."""


def accessibility_tail(url: str) -> Page:
    """Return what ends the accessibility statement: how the site is tested, and what nobody has tested."""
    shows = {
        "standard": STANDARD,
        "checks": [check.text for check in CHECKS],
        "kinds": [*TEMPLATES.values(), *OTHERS.values()],
        "not_tested": NOT_TESTED,
    }
    return Page(url, "", "accessibility", shows)
