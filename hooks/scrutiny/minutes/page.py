"""A saved web page as passages: what a reader would see of its main part, list numbers and table cells kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import html
from lxml.etree import LxmlError

from scrutiny.minutes.elements import (
    BLOCKS,
    BOLD,
    DEEPEST,
    HEADINGS,
    MAIN,
    is_unseen,
    list_label,
    page_address,
    page_title,
    runs_of,
    whole_number,
)
from scrutiny.minutes.paper import MOST_PASSAGES, Paper, Passage, UnreadableError
from scrutiny.minutes.tables import Row, flattened
from scrutiny.minutes.text import AS_WINDOWS, decoded, is_from_windows

_MOST_COLUMNS = 60
"""Columns that a cell of an earlier row may take up; a table of minutes has about ten."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)


def read_page(raw: bytes, encoding: str | None = None) -> Paper:
    """Read a saved web page; raise ``UnreadableError`` where it holds no minutes that could be read."""
    declared = _CHARSET.search(raw[:4096])
    text = decoded(raw, encoding or (declared[1].decode("ascii") if declared else None))
    text = re.sub(r"<\?xml[^>]{0,200}\?>", "", text)
    try:
        root = html.document_fromstring(text) if text.strip() else None
    except (LxmlError, ValueError) as error:
        raise UnreadableError(
            "the web page is damaged and cannot be read — save it again from the browser (“Webpage, HTML only”)"
        ) from error
    if root is None:
        raise UnreadableError("the file is empty — save the page again from the browser")
    reading = _Reading()
    if not (encoding or declared) and is_from_windows(raw):
        reading.notes.append(AS_WINDOWS)
    found = root.xpath(MAIN)
    mains = [part for part in (found if isinstance(found, list) else []) if isinstance(part, html.HtmlElement)]
    main = max(mains, key=lambda part: len(part.text_content()), default=None)
    if main is None or not main.text_content().strip():
        main = root.find("body")
    passages = list(reading.block(main, 0)) if main is not None else []
    if root.xpath("//input[@type='password']") and sum(len(each.text) for each in passages) < 1500:  # noqa: PLR2004
        raise UnreadableError(
            "this is the page of a site that asks for a password, not the minutes — sign in with the browser, open the "
            "minutes, and save that page"
        )
    return Paper(tuple(passages), "page", page_title(root), page_address(root), tuple(reading.notes))


class _Reading:
    """The walk through one page; counts paragraphs and tables, because they are the places an officer is told."""

    def __init__(self) -> None:
        self.paragraphs = 0
        self.tables = 0
        self.notes: list[str] = []

    def block(self, part: html.HtmlElement, depth: int, level: int = 0) -> Iterator[Passage]:
        """Yield the passages of an element and everything below it."""
        if depth > DEEPEST:
            self.notes.append("Some of the page is nested too deeply to be read.")
            return
        inline: list[tuple[str, bool]] = [(part.text or "", part.tag in BOLD)]
        for child in part:
            if not isinstance(child.tag, str) or is_unseen(child):
                pass
            elif child.tag in {"ul", "ol"}:
                yield from self._paragraph(part, inline, level)
                yield from self._list(child, depth, level)
                inline = []
            elif child.tag == "table":
                yield from self._paragraph(part, inline, level)
                yield from self._table(child, depth)
                inline = []
            elif child.tag in BLOCKS or any(sub.tag in BLOCKS for sub in child.iter() if isinstance(sub.tag, str)):
                yield from self._paragraph(part, inline, level)
                yield from self.block(child, depth + 1, level)
                inline = []
            else:
                inline.extend(runs_of(child, depth, bold=part.tag in BOLD))
            inline.append((child.tail or "", part.tag in BOLD))
        yield from self._paragraph(part, inline, level)

    def _paragraph(self, part: html.HtmlElement, runs: list[tuple[str, bool]], level: int) -> Iterator[Passage]:
        """Yield a passage for each line of a paragraph; a hard line break begins a line."""
        whole = "".join(text for text, _ in runs)
        if not whole.strip():
            return
        self.paragraphs += 1
        if self.paragraphs > MOST_PASSAGES:
            raise UnreadableError(
                f"this is too long for one item: more than {MOST_PASSAGES:,} paragraphs — "
                "copy the item you want into a new file"
            )
        bold = all(is_bold or not text.strip() for text, is_bold in runs)
        name = str(part.get("class") or "")
        heading = part.tag in HEADINGS or (bool(re.search(r"Title", name)) and len(whole) < 200)  # noqa: PLR2004
        lines = [" ".join(line.split()) for line in whole.split("\v")]
        lines = [line for line in lines if line]
        for position, line in enumerate(lines):
            yield Passage(
                line,
                f"paragraph {self.paragraphs}",
                level=level,
                is_heading=heading,
                is_bold=bold,
                after_gap=position == 0,
                is_whole=position == len(lines) - 1,
            )

    def _list(self, part: html.HtmlElement, depth: int, level: int) -> Iterator[Passage]:
        number = whole_number(part.get("start"), 1)
        for child in part:
            if not isinstance(child.tag, str) or is_unseen(child):
                continue
            if child.tag in {"ul", "ol"}:
                yield from self._list(child, depth + 1, level + 1)
                continue
            number = whole_number(child.get("value"), number)
            first = True
            for passage in self.block(child, depth + 1, level + 1):
                if first and passage.level == level + 1:
                    yield _labelled(passage, list_label(part, number), level)
                else:
                    yield passage
                first = False
            number += 1

    def _table(self, part: html.HtmlElement, depth: int) -> Iterator[Passage]:
        self.tables += 1
        own, rows, tall = self.tables, list[Row](), dict[int, int]()
        for row in part.iter("tr"):
            if next(row.iterancestors("table")) is not part:
                continue
            cells: list[list[Passage]] = []
            below = {column: left - 1 for column, left in tall.items() if left > 1}
            for cell in (cell for cell in row if cell.tag in {"td", "th"}):
                _under_tall(cells, tall)
                below[len(cells)] = whole_number(cell.get("rowspan"), 1) - 1
                cells.append(list(self.block(cell, depth + 1)))
            _under_tall(cells, tall)
            tall = below
            rows.append(Row(cells, f"table {own} row {len(rows) + 1}"))
        passages, notes = flattened(rows)
        self.notes.extend(notes)
        yield from passages


def _under_tall(cells: list[list[Passage]], tall: Mapping[int, int]) -> None:
    """Put an empty cell under each cell of an earlier row that reaches down into this one."""
    while len(cells) < _MOST_COLUMNS and tall.get(len(cells), 0) > 0:
        cells.append([])


def _labelled(passage: Passage, label: str, level: int) -> Passage:
    return Passage(
        passage.text,
        passage.place,
        label,
        level,
        is_bold=passage.is_bold,
        after_gap=passage.after_gap,
        is_whole=passage.is_whole,
    )
