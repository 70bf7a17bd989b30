"""The rules on personal data, over every text, name field and comment of every record and shared file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from pydantic import BaseModel

from scrutiny.check.family import Family
from scrutiny.check.personal.allowed import Allowances
from scrutiny.check.personal.found import NOTHING, Found, Kind, first_of_each_place, masked
from scrutiny.check.personal.names import bare_names_in
from scrutiny.check.personal.plain import plain
from scrutiny.check.personal.search import found_in, may_hold_any
from scrutiny.check.walk import Part, Text, Walked, fields_among, parts_below, texts_of
from scrutiny.check.withheld import is_meant_public
from scrutiny.load import Document
from scrutiny.load.placed import SHARED
from scrutiny.model import Authority, Owner, Person, Role
from scrutiny.model.allowed import Allowed
from scrutiny.problem import Problem

_CURES = {
    "contact": (
        "take it out: name a role instead, or add it to allow: with a reason if it is an office's",
        "contact-detail",
    ),
    "number": (
        "take it out; if it is the number of a paper, write which before it, as in: reference …",
        "number-of-a-person",
    ),
    "postcode": (
        "leave out its second half, or add it to allow: with a reason if it is a public building's",
        "full-postcode",
    ),
    "birth": ("take it out; the ages of a group, such as 14 to 17, may stay", "date-of-birth"),
    "age": ("say the ages of a group, or add the words to allow: with the reason", "perhaps-a-child"),
    "name": ("write the role instead, or add the words to allow: with their public role", "perhaps-a-name"),
}
"""Cures where something stands in a text, and the rule that it breaks."""
_CURE_OF = {
    Kind.PHONE: "contact",
    Kind.EMAIL: "contact",
    Kind.NHS: "number",
    Kind.NATIONAL_INSURANCE: "number",
    Kind.ACCOUNT: "number",
    Kind.POSTCODE: "postcode",
    Kind.BIRTH: "birth",
    Kind.AGE: "age",
    Kind.NAME: "name",
}
_WARNED_OF = frozenset({Kind.AGE, Kind.NAME})

_NAME_FIELDS = ("by", "answered_by", "actor", "attributed_to", "released_by", "role", "each", "to_be_confirmed")
_LIST_OF_NAMES = "sign_off_by"
_COMMENT = re.compile(r"(?:^|\s)#(?P<text>.*)$")


class Personal(Family):
    """A problem or warning, without an excerpt and masked, for whatever tells of a person."""

    def of_record(self, walked: Walked) -> Iterator[Problem]:
        """Look at the fields that name somebody, and at every text and comment of a file that could hold something."""
        record, document = walked.record, walked.document
        allowed = Allowances(record)
        found = list(self._names(walked.parts, document, allowed))
        if may_hold_any(document.raw):
            found += _problems(texts_of(walked.parts, ""), document, allowed)
        yield from sorted(found, key=lambda problem: problem.warning)
        yield from allowed.problems(document)

    def of_shared(self) -> Iterator[Problem]:
        """Look at the shared files; they allow nothing."""
        for name in SHARED:
            document = self.loaded.documents.get(f"shared/{name}")
            if document and may_hold_any(document.raw):
                what = name.removesuffix(".yml")
                parts = parts_below(getattr(self.loaded.register.shared, what), (what,))
                yield from _problems(texts_of(parts, ""), document, None)

    def _names(self, parts: Iterable[Part], document: Document, allowed: Allowances) -> Iterator[Problem]:
        for part, field, position, text in _named_texts(parts):
            for found in _bare_names(text):
                words = text[found.start : found.end].lower().split()
                if self.everywhere.words_of_names.issuperset(words) or allowed.covers(plain(text), found):
                    continue
                path = (*part.path, field) if position is None else (*part.path, field, position)
                what, cure = "this looks like the name of a person", "write the role, as in: the Director of Housing"
                yield replace(document.problem(path, what, cure, "name-for-a-role"), excerpt="")


def _named_texts(parts: Iterable[Part]) -> Iterator[tuple[Part, str, int | None, str]]:
    """Yield every value that should be a role or body: its part, field, place in a list, and text."""
    for part in parts:
        kind = type(part.model)
        for field in names_fields(kind):
            value = getattr(part.model, field)
            if type(value) is str:
                yield part, field, None, value
            elif type(value) is tuple:
                for position, each in enumerate(value):
                    yield part, field, position, each


@cache
def names_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a model in which a role or body stands as text, and no name of a person may."""
    if kind is Role:
        return ("title",)
    if kind is Owner:
        return ("each", "to_be_confirmed", "stated")
    return fields_among(kind, (*_NAME_FIELDS, _LIST_OF_NAMES))


@lru_cache(4096)  # the same few roles stand in every record
def _bare_names(text: str) -> tuple[Found, ...]:
    return tuple(first_of_each_place(bare_names_in(plain(text))))


def _problems(texts: Iterable[Text], document: Document, allowed: Allowances | None) -> Iterator[Problem]:
    """Yield what the texts and the comments of a file tell of a person."""
    seen: set[str] = set()
    for each in texts:
        model = each.part.model
        if each.text.startswith("https://") or not may_hold_any(each.text.encode()):
            continue
        if isinstance(model, Allowed) and each.field == "text":
            continue
        text = plain(each.text)
        is_name = each.field in names_fields(type(model)) or (isinstance(model, Person) and each.field == "name")
        is_mailbox = each.field == "corrections" and isinstance(model, Authority)
        for found in found_in(text):
            seen.add(text[found.start : found.end])
            if (found.kind is Kind.NAME and is_name) or (found.kind is Kind.EMAIL and is_mailbox):
                continue
            if allowed is None or not allowed.covers(text, found):
                yield _of(document.problem(each.path, *_said(text, found, document)), found)
    if b"#" in document.raw:
        yield from _comments(document, allowed, seen)


def _comments(document: Document, allowed: Allowances | None, seen: set[str]) -> Iterator[Problem]:
    """Yield what comments tell: the site never shows them, but whoever may read the file does."""
    for number, line in enumerate(document.raw.decode("utf-8", "replace").splitlines(), 1):
        if comment := _COMMENT.search(line):
            text = plain(comment["text"])
            for found in found_in(text):
                stretch = text[found.start : found.end]
                # A "#" within a text begins no comment, and the text was looked at.
                if found.kind in _WARNED_OF or stretch in seen or (allowed and allowed.covers(text, found)):
                    continue
                column = comment.start("text") + found.start + 1
                yield _of(document.lines.problem(number, column, *_said(text, found, document)), found)


def _said(text: str, found: Found, document: Document) -> tuple[str, str, str]:
    """Return what is wrong, the cure and the rule; of a record that is withheld not even the ends of a number."""
    cure, rule = _CURES[_CURE_OF[found.kind]]
    shown = masked(found.kind, text[found.start : found.end])
    seems = "may be" if found.kind in _WARNED_OF else "looks like"
    hint = f" ({shown})" if shown != NOTHING and is_meant_public(document) else ""
    return f"this {seems} {found.kind.value}{hint}", cure, rule


def _of(problem: Problem, found: Found) -> Problem:
    return replace(problem, excerpt="", warning=found.kind in _WARNED_OF)
