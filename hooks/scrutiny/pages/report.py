"""How a reader reports a mistake: a message to a mailbox, with the address of the page already in it."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from scrutiny.language import say
from scrutiny.pages.described import shortened

LONGEST_SUBJECT = 150
"""Characters of a title in the subject: mail programs take only so long an address (about 2,000 signs in all)."""


def report_address(mailbox: str, title: str, url: str) -> str:
    """Return the ``mailto:`` address that opens a message about the page at ``url`` (RFC 6068).

    Lines of the body end in CR LF, and everything that is no letter or digit is percent-encoded.
    """
    subject = say("Mistake on a page: {title}", title=shortened(title, LONGEST_SUBJECT))
    page = say("The page: {url}", url=url)
    asked = f"\n\n{say('What is wrong:')}\n\n\n{say('Where it says so (which paper, and the place in it):')}\n\n"
    return f"{_to(mailbox)}?subject={quote(subject, safe='')}&body={quote(page, safe='')}{_encoded(asked)}"


@lru_cache
def _to(mailbox: str) -> str:
    return f"mailto:{quote(mailbox, safe='@')}"


@lru_cache
def _encoded(text: str) -> str:
    """Encode what every page of a language asks alike."""
    return quote(text.replace("\n", "\r\n"), safe="")
