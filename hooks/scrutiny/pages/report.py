"""How a reader reports a mistake: a message to a mailbox, with the address of the page already in it."""

from __future__ import annotations

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
    page, wrong = say("The page: {url}", url=url), say("What is wrong:")
    body = f"{page}\n\n{wrong}\n\n\n{say('Where it says so (which paper, and the place in it):')}\n\n"
    return f"mailto:{quote(mailbox, safe='@')}?subject={_encoded(subject)}&body={_encoded(body)}"


def _encoded(text: str) -> str:
    return quote(text.replace("\n", "\r\n"), safe="")
