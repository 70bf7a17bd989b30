"""How a page is described to those who see no more of it: search engines, and whoever a link is sent to."""

from __future__ import annotations

import re

LONGEST = 200
"""Characters in a description: about what search engines and messages show before they cut it themselves."""
SHORTEST = 60
"""Characters below which whole sentences say too little and a longer one is cut instead."""

_SENTENCE = re.compile(r"""[.!?][”’"')]*(?=\s+[“‘"'(]?[A-Z0-9])""")


def shortened(text: str, most: int = LONGEST) -> str:
    """Return a text on one line, cut at the end of a sentence where it is longer than ``most`` characters.

    A text whose first sentence alone is too long is cut between two words, with an ellipsis that counts too.
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    ends = [end for match in _SENTENCE.finditer(line) if (end := match.end()) <= most]
    if ends and ends[-1] >= min(SHORTEST, most // 2):
        return line[: ends[-1]]
    cut = line[:most].rpartition(" ")[0] or line[: most - 1]
    return cut.rstrip(" ,;:–-(“‘") + "…"


def described(title: str, text: str) -> str:
    """Return a description that no page with another title shares.

    The title comes first, unless the text has every word of it already.
    """
    if not text:
        return shortened(title)
    return shortened(text if _words(title) <= _words(text) else f"{title}: {text}")


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
