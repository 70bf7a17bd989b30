"""Ways to reach a person stand in no record: phone numbers and e-mail addresses are refused.

One field is there for an address: an authority's ``corrections``, which the model holds to the mailbox of an office.

A phone number begins with 0, 0044 or +44 and has seven to ten more digits in groups; a letter, pound sign or
slash before it makes it something else. A first net: the numbers of papers look much like those of phones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scrutiny.check.family import Family
from scrutiny.check.walk import Walked, texts_of
from scrutiny.model import Authority
from scrutiny.problem import Problem

_PHONE = re.compile(r"(?<![\w£/.-])(?:\+44|0044|0)(?:[ ().-]{0,2}\d){8,10}(?![\d/])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MARKS = (b"@", b"+44", b"\\")
_DIGITS = re.compile(rb"0(?:[\s().-]*\d){8}")
_CONTACTS = (("", _PHONE, "a phone number"), ("@", _MAIL, "an e-mail address"))
"""A sign without which there is none, the pattern, and what it finds."""


class Contacts(Family):
    """A problem, without an excerpt, for every phone number and e-mail address in a text."""

    def of_record(self, walked: Walked) -> Iterator[Problem]:
        """Look at every text that could hold one: those with an @, a nought or the code of the country."""
        if not _may_hold_one(walked.document.raw):
            return
        for each in texts_of(walked.parts, "@", "0", "+44"):
            text = each.text
            if text.startswith("https://") or (each.field == "corrections" and isinstance(each.part.model, Authority)):
                continue
            for sign, pattern, what in _CONTACTS:
                if sign in text and pattern.search(text):
                    problem = walked.document.problem(
                        each.path, f"this looks like {what}", "take it out: name a role instead", "contact-detail"
                    )
                    yield replace(problem, excerpt="")


def _may_hold_one(raw: bytes) -> bool:
    """Tell in one look at a file whether its texts are worth looking at; a number may run over two lines."""
    return any(mark in raw for mark in _MARKS) or _DIGITS.search(raw) is not None
