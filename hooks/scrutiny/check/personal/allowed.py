"""What a record itself allows: a text and the reason, for that record alone.

No reason makes an NHS or National Insurance number, a bank account or somebody's date of birth fit to print, nor the
mailbox of a person, so these cannot be allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrutiny.check.personal.found import Found, Kind
from scrutiny.check.personal.plain import plain
from scrutiny.check.personal.search import found_in
from scrutiny.load import Document
from scrutiny.model.mailbox import OFFICES
from scrutiny.model.record import Record
from scrutiny.problem import Problem

NEVER = frozenset({Kind.NHS, Kind.NATIONAL_INSURANCE, Kind.ACCOUNT, Kind.BIRTH})
"""What cannot be allowed, whatever the reason."""
_BEFORE_AT = re.compile(r"@|\W(?:at|AT|At)\W")


class Allowances:
    """The entries of one record's ``allow``, and which of them were needed."""

    def __init__(self, record: Record) -> None:
        self._texts = [plain(entry.text) for entry in record.allow]
        self._used = [False] * len(self._texts)

    def covers(self, text: str, found: Found) -> bool:
        """Tell whether an entry allows what was found in a text that `plain` gave; the first that does is used."""
        if not self._texts or found.kind in NEVER:
            return False
        if found.kind is Kind.EMAIL and not is_of_an_office(text[found.start : found.end]):
            return False
        for number, allowed in enumerate(self._texts):
            at = text.find(allowed)
            while at >= 0:
                if at <= found.start and found.end <= at + len(allowed):
                    self._used[number] = True
                    return True
                at = text.find(allowed, at + 1)
        return False

    def problems(self, document: Document) -> Iterator[Problem]:
        """Yield a problem for every entry that cannot be allowed, or that allows nothing."""
        for number, allowed in enumerate(self._texts):
            path = ("allow", number, "text")
            if never := _never(allowed):
                what, cure = f"{never} cannot be allowed, whatever the reason", "take it out here and where it stands"
                yield document.problem(path, what, cure, "never-allowed")
            elif not self._used[number]:
                yield document.problem(
                    path,
                    "nothing that a check would stop at is allowed by this entry",
                    "delete the entry, or write exactly what stands in the record",
                    "allow-unused",
                )


def is_of_an_office(address: str) -> bool:
    """Tell whether an e-mail address, in signs or in words, has a word of an office before its @."""
    return not OFFICES.isdisjoint(re.findall(r"[a-z]+", _BEFORE_AT.split(address, maxsplit=1)[0].lower()))


def _never(text: str) -> str:
    """Say what an allowed text holds that cannot be allowed; empty if nothing."""
    for found in found_in(text):
        if found.kind in NEVER:
            return found.kind.value
        if found.kind is Kind.EMAIL and not is_of_an_office(plain(text)[found.start : found.end]):
            return "what may be the mailbox of a person"
    return ""
