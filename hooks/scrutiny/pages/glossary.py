"""The glossary: every term from A to Z, what it stands for, and which paper says so."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from scrutiny.language import html, strung
from scrutiny.model import Term
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, Page
from scrutiny.pages.shown import theme_links
from scrutiny.pages.words import missing

NOT_SPELT_OUT = "No paper held here spells it out."


@dataclass(frozen=True)
class ShownTerm:
    """A term, ready to print."""

    anchor: str
    term: str
    expansion: Markup
    definition: str
    soft: Markup


@dataclass(frozen=True)
class Letter:
    """The terms under one letter."""

    text: str
    anchor: str
    terms: list[ShownTerm]
    href: str
    count: str = ""


def glossary_tail(edition: Edition, url: str) -> Page:
    """Return the terms of the glossary, for the end of its hand-written page."""
    here = Here(url)
    terms = sorted(edition.register.shared.terms.items(), key=lambda each: (each[1].term.casefold(), each[0]))
    letters = []
    for initial, group in groupby(terms, key=lambda each: _initial(each[1])):
        anchor = f"letter-{initial.lower()}" if initial.isalpha() else "letter-number"
        shown = [_shown(edition, here, name, term) for name, term in group]
        letters.append(Letter(initial, anchor, shown, f"#{anchor}"))
    return Page(url, "", "glossary", {"letters": letters}, explains=False)


def _initial(term: Term) -> str:
    first = term.term[:1].upper()
    return first if first.isalpha() else "0 to 9"


def _is_acronym(word: str) -> bool:
    """Tell whether letters stand for words: one word, mostly capitals or with a figure, such as MASH or s47."""
    capitals = sum(letter.isupper() for letter in word)
    return " " not in word and (capitals > len(word) / 2 or any(letter.isdigit() for letter in word))


def _shown(edition: Edition, here: Here, name: str, term: Term) -> ShownTerm:
    if term.expansion:
        expansion = html("<b>{}</b>", term.expansion)
    else:
        expansion = missing(NOT_SPELT_OUT) if _is_acronym(term.term) else Markup()
    soft = []
    if term.sources:
        soft.append(html("From: {}.", "; ".join(term.sources)))
    if term.theme:
        soft.append(html("Subject: {}.", theme_links(edition, here, [term.theme])))
    return ShownTerm(name, term.term, expansion, term.definition or "", strung(" ", soft))
