"""The words of the record, from which the search page knows that it lacks a word, and suggests one for it."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from string import ascii_lowercase

from scrutiny.pages.letters import folded
from scrutiny.search.document import SearchDocument

SHORTEST = 3
"""Letters that a word has at least: for fewer, any other word of that length is as near."""
LONGEST = 40
"""Letters that a word has at most: what is longer is no word that anybody looks for."""
OTHER = "other"
"""The file of the words whose first letter, without its accent, is not one from a to z."""

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['-][^\W\d_]+)*(?![^\W\d]|_)")
"""Letters, with apostrophes and hyphens between them. Figures may follow: a search for "covid" finds "covid19"."""


def word_files(documents: Iterable[SearchDocument]) -> dict[str, bytes]:
    """Return the words of the documents, one file for each letter that a word begins with.

    ``words/a.json`` to ``words/z.json`` and ``words/other.json``, each an object ``{"word": documents that have it}``,
    the most frequent first and those of one number by their letters. All are always there, so that none is asked for
    in vain. Equal documents, in any order, give equal bytes.
    """
    by_initial: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for word, count in sorted(counted_words(documents).items(), key=lambda each: (-each[1], each[0])):
        by_initial[initial(word)].append((word, count))
    return {
        f"words/{name}.json": json.dumps(dict(by_initial[name]), ensure_ascii=False, separators=(",", ":")).encode()
        for name in (*ascii_lowercase, OTHER)
    }


def initial(word: str) -> str:
    """Return the name of the file that has a word: its first letter without its accent, or "other"."""
    first = folded(word)[:1]
    return first if first and first in ascii_lowercase else OTHER


def counted_words(documents: Iterable[SearchDocument]) -> Counter[str]:
    """Count, for each word, the documents that have it in all that a search looks through."""
    counts: Counter[str] = Counter()
    for document in documents:
        said = (document.title, document.where, document.status, document.owner, document.due, document.subject)
        counts.update(_words("\n".join((*said, document.date, *document.text))))
    return Counter({word: count for word, count in counts.items() if SHORTEST <= len(word) <= LONGEST})


def _words(text: str) -> set[str]:
    """Return the words of a text in small letters: "children's"; of "follow-up" the whole and its parts.

    Of "covid19" the letters are a word; what begins with a figure is none.
    """
    words = set(_WORD.findall(text.lower().replace("\u2019", "'")))
    for hyphenated in [word for word in words if "-" in word]:
        words.update(hyphenated.split("-"))
    return words
