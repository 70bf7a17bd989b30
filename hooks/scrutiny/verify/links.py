"""Every link of every page leads to a page, file and part that is there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from scrutiny.verify.fault import Fault
from scrutiny.verify.tree import Tree

MOST_NAMED = 5
"""Faults of one sort that are told of one page; the rest would bury those of other pages."""

# Our own pages and Markdown's: values in double quotes, no ">" in them. Text has its quotes and brackets escaped.
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ID = re.compile(r'\sid="([^"]*)"')
_TO = re.compile(r'\s(href|src|srcset|action|poster|data)="([^"]*)"')
_NEXT = re.compile(r'http-equiv="refresh"\s+content="[^"]*?url=([^"]*)"')
_OF_SITE = re.compile(r'property="og:(?:url|image)"\s+content="([^"]*)"')
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")
_TOP = frozenset({"", "top"})


def link_faults(tree: Tree) -> Iterator[Fault]:
    """Yield every link that leads nowhere, and every address of a part that is given twice.

    The parts that ``tree`` knows to be wanted, those of the search, are looked for with those of links.
    """
    ids: dict[str, frozenset[str]] = {}
    wanted: dict[str, dict[str, str]] = {}
    for name, target, part in tree.parts_wanted:
        wanted.setdefault(target, {}).setdefault(part, name)
    for name in tree.sizes:
        suffix = PurePosixPath(name).suffix
        if suffix not in {".html", ".css", ".js", ".webmanifest"} or tree.sizes[name] <= 0:
            continue
        try:
            text = (tree.root / name).read_text("utf-8")
        except (OSError, ValueError):
            yield Fault(name, "cannot be read as text")
            continue
        if suffix == ".html":
            page = _Page(tree, name, text)
            ids[name] = frozenset(page.ids)
            yield from page.faults(wanted)
        else:
            yield from _asset(tree, name, suffix, text)
    for target, anchors in wanted.items():
        for anchor, name in anchors.items():
            if anchor not in ids.get(target, frozenset()):
                yield Fault(name, f"leads to #{anchor} on {target}, where there is none")


class _Page:
    """One page as text."""

    def __init__(self, tree: Tree, name: str, text: str) -> None:
        self.tree, self.name, self.text = tree, name, text
        self.tags = "\n".join(_TAG.findall(text))
        self.ids = _ID.findall(self.tags)
        self.folder = name[: name.rfind("/") + 1]

    def faults(self, wanted: dict[str, dict[str, str]]) -> Iterator[Fault]:
        """Yield the faults of the page, and note which parts of which pages it leads to, with one that does."""
        if not self.text.rstrip().endswith("</html>"):
            yield Fault(self.name, "breaks off before its end")
        twice = sorted({each for each in self.ids if self.ids.count(each) > 1}) if self._has_twice() else []
        for each in twice[:MOST_NAMED]:
            yield Fault(self.name, f'has the address of a part twice: id="{each}"')
        lost = 0
        for address in dict.fromkeys(self._addresses()):
            path, _, anchor = address.partition("#")
            target = self.tree.resolve(self.folder, path.partition("?")[0]) if path else self.name
            if target == "":
                lost += 1
                if lost <= MOST_NAMED:
                    yield Fault(self.name, f"leads to {address}, which is not there")
            elif target and anchor not in _TOP and target.endswith(".html"):
                wanted.setdefault(target, {}).setdefault(unquote(anchor), self.name)
        if lost > MOST_NAMED:
            yield Fault(self.name, f"has {lost - MOST_NAMED} more links to what is not there")

    def _has_twice(self) -> bool:
        return len(set(self.ids)) < len(self.ids)

    def _addresses(self) -> Iterator[str]:
        for kind, value in _TO.findall(self.tags):
            if kind == "srcset":
                yield from (part.split()[0] for part in value.split(",") if part.strip())
            else:
                yield value.replace("&amp;", "&")
        if 'http-equiv="refresh"' in self.tags:
            yield from _NEXT.findall(self.tags)
        yield from _OF_SITE.findall(self.tags)


def _asset(tree: Tree, name: str, suffix: str, text: str) -> Iterator[Fault]:
    """Yield what a style sheet, script or manifest asks for and does not get."""
    folder = name[: name.rfind("/") + 1]
    if suffix == ".webmanifest":
        try:
            addresses = [icon["src"] for icon in json.loads(text).get("icons", [])]
        except (ValueError, AttributeError, KeyError, TypeError):
            yield Fault(name, "is no manifest that a browser can read")
            return
    else:
        addresses = (_URL if suffix == ".css" else _IMPORT).findall(text)
    for address in dict.fromkeys(addresses):
        path = address.partition("#")[0].partition("?")[0]
        if path and tree.resolve(folder, path) == "":
            yield Fault(name, f"asks for {address}, which is not there")
