"""Acronyms explained where a page first uses them, from the glossary.

An acronym whose expansion no paper gives leads to the glossary, which says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape

import markupsafe

from scrutiny.language import ENGLISH, is_english
from scrutiny.model import Term

_TAG = re.compile(r"(<[^>]*>)")
_CLOSED_TO_US = ("a", "h1", "h2", "button", "label", "del", "title", "caption", "svg")
"""Elements inside which nothing is explained: a link cannot hold another, and a heading stays short."""


class Acronyms:
    """Explains the acronyms of one glossary."""

    def __init__(self, terms: dict[str, Term]) -> None:
        self._names = {term.term: (name, term.expansion) for name, term in terms.items() if _is_acronym(term.term)}
        words = sorted(map(re.escape, self._names), key=len, reverse=True)
        self._pattern = re.compile(r"(?<![\w-])(" + "|".join(words) + r")(?![\w-])") if words else None

    def explain(self, html: str, href: Callable[[str], str]) -> str:
        """Add to the first use of each acronym what it stands for; ``href`` finds the way to the glossary."""
        if self._pattern is None or not self._pattern.search(html):
            return html
        seen: set[str] = set()
        out: list[str] = []
        closed: list[str] = []
        lower, start = html.lower(), 0
        for piece in _TAG.split(html):
            if piece.startswith("<"):
                _track(piece, closed)
                out.append(piece)
            elif closed or not piece.strip():
                out.append(piece)
            else:
                explained = partial(self._explained, seen=seen, lower=lower, start=start, href=href)
                out.append(self._pattern.sub(explained, piece))
            start += len(piece)
        return "".join(out)

    def _explained(
        self, found: re.Match[str], *, seen: set[str], lower: str, start: int, href: Callable[[str], str]
    ) -> str:
        word = found[1]
        before = found.string[: found.start()]
        # Brackets do not stand in brackets: a use within them leads to the glossary, and the next one outside explains.
        bracketed = before.count("(") > before.count(")")
        use = f"({word}" if bracketed else word
        if not seen.isdisjoint({word, use}):
            return word
        seen.add(use)
        name, expansion = self._names[word]
        url = escape(href(f"glossary/#{name}"))
        # A page that has already spelt it out, or does so in brackets right behind, need not do so again.
        spelt = str(markupsafe.escape(expansion or "")).lower()
        if expansion and lower.find(spelt, 0, start + found.end() + len(" (") + len(spelt)) >= 0:
            return word
        link = f'<a class="term" href="{url}">{word}</a>'
        if not expansion or bracketed:
            return link
        language = "" if is_english() else f' lang="{ENGLISH}"'  # the glossary is in English
        return f'{link} <span class="expansion"{language}>({escape(expansion, quote=False)})</span>'


def _track(tag: str, closed: list[str]) -> None:
    name = tag.strip("</>").split()[0].lower() if tag.strip("</>").split() else ""
    if name in _CLOSED_TO_US:
        if tag.startswith("</"):
            if closed:
                closed.pop()
        elif not tag.endswith("/>"):
            closed.append(name)


def _is_acronym(term: str) -> bool:
    return (len(term) > 1 and sum(letter.isupper() for letter in term) > len(term) / 2) or term == "s47"
