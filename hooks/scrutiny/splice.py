"""A page put into a frame that was rendered once for all pages of its shape.

The frames of a hundred thousand pages differ in a few words: title, description, address, the way back. So a frame is
rendered with a mark in place of each such word and cut at the marks; a page is the pieces joined, its own words
between. A frame serves the pages that have the same settings, the same depth (every link in it is relative), and words
in the same places. Pages of the first level have each a frame of its own, because the menu marks them as current.

What comes out is to the byte what rendering each page in full gives; ``extra.scrutiny.frames: in full`` does so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from scrutiny.frame import Framed

WORDS = ("description", "published", "modified", "report", "crumbs", "linked", "alternates", "follow", "keeper")
"""What differs between pages of one shape, by its name in the frame's ``meta``, besides title, address and body."""

_MARK = Markup("\ue000{}\ue001")
"""Letters that no font has and no text here uses (Unicode, private use); only frames are searched for them."""
_MARKS = re.compile("\ue000(.+?)\ue001")


class Spliced:
    """Puts pages into frames; each frame is rendered when the first page of its shape comes."""

    def __init__(self, in_full: Callable[[Framed], str]) -> None:
        """``in_full`` renders one page with its frame."""
        self._in_full = in_full
        self._frames: dict[tuple[Any, ...], list[str]] = {}

    def __call__(self, page: Framed) -> str:
        """Return the HTML of a page with its frame."""
        words = dict(_words(page))
        shape = _shape(page, words)
        if shape not in self._frames:
            self._frames[shape] = _MARKS.split(self._in_full(_pattern(page)))
        pieces = self._frames[shape].copy()
        pieces[1::2] = [words[name] for name in pieces[1::2]]
        return "".join(pieces)


def _shape(page: Framed, words: Iterable[str]) -> tuple[Any, ...]:
    """Return what two pages have in common that share a frame: settings, depth, and the places of their words."""
    depth = page.url.count("/")
    settings = [value for name, value in page.meta.items() if name not in WORDS]
    return (page.template, page.url if depth <= 1 else depth, bool(page.canonical), *settings, *words)


def _pattern(page: Framed) -> Framed:
    """Return the page of the same shape whose every word is a mark."""
    depth = page.url.count("/")
    return Framed(
        url=page.url if depth <= 1 else "a/" * depth,
        title=_MARK.format("title"),
        canonical=_marked(page.canonical, "canonical"),
        meta={name: _marked(value, name) if name in WORDS else value for name, value in page.meta.items()},
        body=_MARK.format("body"),
        template=page.template,
    )


def _marked(value: Any, name: str) -> Any:
    """Return a value with a mark for each text in it; an empty text stays empty, because the frame leaves it out."""
    if isinstance(value, dict):
        return {key: _marked(inner, f"{name} {key}") for key, inner in value.items()}
    if isinstance(value, list):
        return [_marked(inner, f"{name} {place}") for place, inner in enumerate(value)]
    return _MARK.format(name) if value else value


def _words(page: Framed) -> Iterator[tuple[str, str]]:
    """Yield the words of a page by the name of their marks, as the frame prints them."""
    yield from (("title", page.title), ("canonical", escape(page.canonical)), ("body", page.body))
    for name in WORDS:
        if value := page.meta[name]:
            yield from ((name, value),) if isinstance(value, str) else _told(value, name)


def _told(value: Mapping[str, Any] | Sequence[Any], name: str) -> Iterator[tuple[str, str]]:
    for place, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if inner:
            inside = f"{name} {place}"
            yield from ((inside, inner),) if isinstance(inner, str) else _told(inner, inside)
