"""A saved web page as passages: what a reader would see of its main part, list numbers and table cells kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import html
from lxml.etree import LxmlError

from scrutiny.minutes.lists import numeral
from scrutiny.minutes.paper import MOST_PASSAGES, Paper, Passage, UnreadableError
from scrutiny.minutes.tables import Row, flattened
from scrutiny.minutes.text import AS_WINDOWS, decoded, is_from_windows

_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "svg",
        "iframe",
        "object",
        "head",
        "title",
        "label",
    ]
)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "alert", "complementary", "dialog"})
_UNSEEN_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|breadcrumbs?|cookies?|footer|header|skip|sidebar|menu|leftnav|mgNav|mgFooter|mgHeader|"
    r"mgFileSize|screen-?reader|visually-?hidden|sr-only)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAIN = (
    "//main | //*[@role='main'] | //*[@id='modgov'] | //*[contains(concat(' ',@class,' '),' mgContent ')] "
    "| //*[contains(concat(' ',@class,' '),' mgMain ')] | //article"
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "blockquote",
        "pre",
        "body",
        "center",
        "address",
        "fieldset",
        "figure",
        "hr",
    ]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_STYLES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_DEEPEST = 150
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
    found = root.xpath(_MAIN)
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
    return Paper(tuple(passages), "page", _title(root), _address(root), tuple(reading.notes))


def _title(root: html.HtmlElement) -> str:
    found = root.find(".//title")
    return " ".join((found.text_content() if found is not None else "").split())


def _address(root: html.HtmlElement) -> str:
    for link in root.xpath("//link[@rel='canonical']/@href"):
        if re.fullmatch(r"https://[^\s<>\"'\\]+", str(link)):
            return str(link)
    return ""


class _Reading:
    """The walk through one page; counts paragraphs and tables, because they are the places an officer is told."""

    def __init__(self) -> None:
        self.paragraphs = 0
        self.tables = 0
        self.notes: list[str] = []

    def block(self, part: html.HtmlElement, depth: int, level: int = 0) -> Iterator[Passage]:
        """Yield the passages of an element and everything below it."""
        if depth > _DEEPEST:
            self.notes.append("Some of the page is nested too deeply to be read.")
            return
        inline: list[tuple[str, bool]] = [(part.text or "", part.tag in _BOLD)]
        for child in part:
            if not isinstance(child.tag, str) or _is_unseen(child):
                pass
            elif child.tag in {"ul", "ol"}:
                yield from self._paragraph(part, inline, level)
                yield from self._list(child, depth, level)
                inline = []
            elif child.tag == "table":
                yield from self._paragraph(part, inline, level)
                yield from self._table(child, depth)
                inline = []
            elif child.tag in _BLOCKS or any(sub.tag in _BLOCKS for sub in child.iter() if isinstance(sub.tag, str)):
                yield from self._paragraph(part, inline, level)
                yield from self.block(child, depth + 1, level)
                inline = []
            else:
                inline.extend(_runs(child, depth, bold=part.tag in _BOLD))
            inline.append((child.tail or "", part.tag in _BOLD))
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
        heading = part.tag in _HEADINGS or (bool(re.search(r"Title", name)) and len(whole) < 200)  # noqa: PLR2004
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
        number = _whole_number(part.get("start"), 1)
        for child in part:
            if not isinstance(child.tag, str) or _is_unseen(child):
                continue
            if child.tag in {"ul", "ol"}:
                yield from self._list(child, depth + 1, level + 1)
                continue
            number = _whole_number(child.get("value"), number)
            first = True
            for passage in self.block(child, depth + 1, level + 1):
                if first and passage.level == level + 1:
                    yield _labelled(passage, _list_label(part, number), level)
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
                below[len(cells)] = _whole_number(cell.get("rowspan"), 1) - 1
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


def _is_unseen(part: html.HtmlElement) -> bool:
    style = str(part.get("style") or "").replace(" ", "").lower()
    return bool(
        part.tag in _UNSEEN
        or part.get("hidden") is not None
        or part.get("aria-hidden") == "true"
        or part.get("role") in _ROLES
        or "display:none" in style
        or "visibility:hidden" in style
        or _UNSEEN_NAME.search(f"{part.get('class') or ''} {part.get('id') or ''}")
    )


def _runs(part: html.HtmlElement, depth: int, *, bold: bool) -> Iterator[tuple[str, bool]]:
    """Yield the text of an inline element with its boldness; a line break is a vertical tab."""
    if depth > _DEEPEST or part.tag == "br":
        yield "\v", bold
        return
    bold = bold or part.tag in _BOLD or "font-weight:bold" in str(part.get("style") or "").replace(" ", "")
    yield (part.text or ""), bold
    for child in part:
        if isinstance(child.tag, str) and not _is_unseen(child):
            yield from _runs(child, depth + 1, bold=bold)
        yield (child.tail or ""), bold


def _list_label(part: html.HtmlElement, number: int) -> str:
    style = re.search(r"list-style(?:-type)?\s*:\s*([a-z-]+)", str(part.get("style") or ""))
    kind = style[1] if style else _STYLES.get(str(part.get("type") or ""), "decimal")
    if part.tag == "ul" and not style:
        return "•"
    printed = numeral(number, kind)
    return f"({printed})" if printed and not printed.isdigit() else f"{printed}." if printed else "•"


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


def _whole_number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text) else otherwise
