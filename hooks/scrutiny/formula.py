"""Texts that a spreadsheet would take for a formula, and run."""

from __future__ import annotations

import re

# The last four are wide signs, which Excel set to an East Asian language takes for the plain ones.
_ACTIVE = "=+\\-@\t\r\n＝＋－＠"
_TO_DEFUSE = re.compile(f"'*[{_ACTIVE}]")
_DEFUSED = re.compile(f"'+[{_ACTIVE}]")


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, by an apostrophe where it begins like one.

    The signs are those of https://owasp.org/www-community/attacks/CSV_Injection and ASVS 5.0, 1.2.10. A text that
    begins so after apostrophes of its own gets one more, so that ``restored`` gives every text back exactly.
    """
    return f"'{text}" if _TO_DEFUSE.match(text) else text


def restored(text: str) -> str:
    """Undo ``defused``: take away the one apostrophe it put there."""
    return text[1:] if _DEFUSED.match(text) else text
