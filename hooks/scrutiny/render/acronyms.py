"""Acronyms explained where a page first uses them, from the glossary.

An acronym whose expansion no paper gives leads to the glossary, which says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

import markupsafe

from scrutiny.language import ENGLISH, is_english
from scrutiny.model import Term

_CLOSED_TO_US = ("a", "h1", "h2", "button", "label", "del", "title", "caption", "svg")
"""Elements inside which nothing is explained: a link cannot hold another, and a heading stays short."""
_GATE = re.compile(rf"<(/?)(?:{'|'.join(_CLOSED_TO_US)})(?=[\s/>])[^>]*(?<!/)>", re.IGNORECASE)
"""A tag with which one of them begins or ends."""


class Acronyms:
    """Explains the acronyms of one glossary."""

    def __init__(self, terms: dict[str, Term]) -> None:
        self._names = {term.term: (name, term.expansion) for name, term in terms.items() if _is_acronym(term.term)}
        words = sorted(map(re.escape, self._names), key=len, reverse=True)
        # What may not stand before a word is asked behind it: a search is fast only for what begins with letters.
        alone = "|".join(rf"{word}(?<![\w-]{word})" for word in words)
        self._pattern = re.compile(rf"({alone})(?![\w-])") if words else None

    def explain(self, html: str, href: Callable[[str], str]) -> str:
        """Add to the first use of each acronym what it stands for; ``href`` finds the way to the glossary."""
        if self._pattern is None or not self._pattern.search(html):
            return html
        seen: set[str] = set()
        out: list[str] = []
        end = 0
        for found, before in _in_text(self._pattern, html):
            out += html[end : found.start()], self._explained(found, before, seen, href)
            end = found.end()
        return "".join([*out, html[end:]])

    def _explained(self, found: re.Match[str], before: str, seen: set[str], href: Callable[[str], str]) -> str:
        word = found[1]
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
        if expansion and spelt in found.string[: found.end() + len(" (") + len(spelt)].lower():
            return word
        link = f'<a class="term" href="{url}">{word}</a>'
        if not expansion or bracketed:
            return link
        language = "" if is_english() else f' lang="{ENGLISH}"'  # the glossary is in English
        return f'{link} <span class="expansion"{language}>({escape(expansion, quote=False)})</span>'


def _in_text(pattern: re.Pattern[str], html: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield what is found in text that is open to us, each with the text that stands before it since the last tag."""
    depth, known = 0, 0
    for found in pattern.finditer(html):
        tag = html.rfind("<", 0, found.start())
        begin = html.find(">", tag) + 1 if tag >= 0 else 0
        if begin > found.start():  # within a tag
            continue
        for gate in _GATE.finditer(html, known, begin):
            depth = max(depth - 1, 0) if gate[1] else depth + 1
        known = begin
        if not depth:
            yield found, html[begin : found.start()]


def _is_acronym(term: str) -> bool:
    return (len(term) > 1 and sum(letter.isupper() for letter in term) > len(term) / 2) or term == "s47"
