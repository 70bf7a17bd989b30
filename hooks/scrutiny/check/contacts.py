"""Ways to reach a person stand in no record: phone numbers and e-mail addresses are refused.

One field is there for an address: an authority's ``corrections``, which the model holds to the mailbox of an office.

A phone number begins with 0, 0044 or +44 and has seven to ten more digits in groups; a letter, pound sign or
slash before it makes it something else. A first net: the numbers of papers look much like those of phones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scrutiny.check.walk import walk
from scrutiny.load import Path
from scrutiny.load.content import Loaded
from scrutiny.model import Authority, Record
from scrutiny.problem import Problem

_PHONE = re.compile(r"(?<![\w£/.-])(?:\+44|0044|0)(?:[ ().-]{0,2}\d){8,10}(?![\d/])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def check_contacts(loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem, without an excerpt, for every phone number and e-mail address in a text."""
    for id_, record in loaded.register.records.items():
        for path, text in _texts(record):
            for pattern, what in ((_PHONE, "a phone number"), (_MAIL, "an e-mail address")):
                if pattern.search(text):
                    problem = loaded.documents[id_].problem(
                        path, f"this looks like {what}", "take it out: name a role instead", "contact-detail"
                    )
                    yield replace(problem, excerpt="")


def _texts(record: Record) -> Iterator[tuple[Path, str]]:
    """Yield every text that could hold a contact detail: one with an @ or a nought, alone or in a list."""
    for part, path in walk(record):
        for name, value in vars(part).items():
            if name == "corrections" and isinstance(part, Authority):
                continue
            several = value if isinstance(value, tuple) else (value,)
            for position, one in enumerate(several):
                if isinstance(one, str) and ("@" in one or "0" in one) and not one.startswith("https://"):
                    yield (*path, name, position) if several is value else (*path, name), one
