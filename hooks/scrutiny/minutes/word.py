"""A Word document (.docx) as passages: text, tables and automatic numbers; nothing in it is ever run or fetched.

The parts are read as XML without entities, from an archive whose sizes are looked at first.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from scrutiny.minutes.numbering import NAME, Numbering, read_numbering, value, whole
from scrutiny.minutes.paper import MOST_PASSAGES, Paper, Passage, UnreadableError
from scrutiny.minutes.tables import Row, flattened

_LARGEST_PART = 30 * 1024 * 1024
_MOST_PARTS = 5_000
_DEEPEST = 60
_STYLE_CHAIN = 20
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\v", "cr": "\v", "noBreakHyphen": "-"}
_DAMAGED = "the Word document is damaged and cannot be read — open it in Word, save it again as .docx, and import that"
_SKIPPED = frozenset(
    f"{NAME}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "tcPr", "sectPr")
)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph takes from its style."""

    number: str = ""
    level: int = 0
    is_heading: bool = False
    is_bold: bool = False


def read_word(raw: bytes) -> Paper:
    """Read a .docx; raise ``UnreadableError`` where it is damaged, too large or no Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = _checked(archive)
            main = _main_part(archive, names)
            document = _xml(archive, main)
            folder = main.rpartition("/")[0]
            numbering, styles = (
                _xml(archive, part) if (part := f"{folder}/{name}.xml".lstrip("/")) in names else None
                for name in ("numbering", "styles")
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, KeyError) as error:
        raise UnreadableError(_DAMAGED) from error
    except RuntimeError as error:  # zipfile's word for a member with a password
        raise UnreadableError("the file is locked with a password — save a copy without one and import that") from error
    body = document.find(f"{NAME}body") if document is not None else None
    if body is None:
        raise UnreadableError(_DAMAGED)
    reading = _Reading(read_numbering(numbering), _styles(styles))
    passages = list(reading.blocks(body, 0))
    return Paper(tuple(passages), "Word document", notes=tuple(reading.notes))


def _checked(archive: zipfile.ZipFile) -> set[str]:
    """Return the names of the parts; refuse what unpacks to more than minutes can be."""
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise UnreadableError(_DAMAGED)
    return {part.filename for part in parts}


def _main_part(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "word/document.xml" in names:
        return "word/document.xml"
    relations = _xml(archive, "_rels/.rels") if "_rels/.rels" in names else None
    for relation in relations if relations is not None else ():
        if str(relation.get("Type") or "").endswith("/officeDocument"):
            target = str(relation.get("Target") or "").lstrip("/")
            if target in names and target.endswith(".xml"):
                return target
    raise UnreadableError(
        "it is an archive but no Word document — save the minutes as a Word document (.docx), as a web page or as text"
    )


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    if archive.getinfo(name).file_size > _LARGEST_PART:
        raise UnreadableError(
            "the document unpacks to more than minutes can be — copy the text of the item into a new document"
        )
    with archive.open(name) as part:
        content = part.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise UnreadableError(_DAMAGED)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(_DAMAGED) from error


def _styles(root: etree._Element | None) -> dict[str, _Style]:
    """Read what each paragraph style says of numbers, headings and bold, through the styles it is based on."""
    if root is None:
        return {}
    raw = {value(each, "styleId"): each for each in root.findall(f"{NAME}style")}
    styles: dict[str, _Style] = {}
    for name in raw:
        chain: list[etree._Element] = []
        current = name
        while current in raw and len(chain) < _STYLE_CHAIN:
            chain.append(raw[current])
            current = value(raw[current].find(f"{NAME}basedOn"))
        style = _Style()
        for each in reversed(chain):
            style = _with(style, each)
        styles[name] = style
    return styles


def _with(style: _Style, part: etree._Element) -> _Style:
    properties = part.find(f"{NAME}pPr")
    number, level = _number(properties)
    name = value(part.find(f"{NAME}name")).casefold()
    outlined = properties is not None and properties.find(f"{NAME}outlineLvl") is not None
    letters = part.find(f"{NAME}rPr")
    return _Style(
        number or style.number,
        level if level is not None else style.level,
        style.is_heading or outlined or name.startswith("heading") or name == "title",
        _is_on(letters, "b", style.is_bold),
    )


def _number(properties: etree._Element | None) -> tuple[str, int | None]:
    part = properties.find(f"{NAME}numPr") if properties is not None else None
    if part is None:
        return "", None
    level = value(part.find(f"{NAME}ilvl"))
    return value(part.find(f"{NAME}numId")), whole(level, 0) if level else None


def _is_on(properties: etree._Element | None, name: str, otherwise: bool) -> bool:  # noqa: FBT001  Word's switches
    part = properties.find(f"{NAME}{name}") if properties is not None else None
    return otherwise if part is None else value(part) not in {"0", "false", "none"}


@dataclass
class _Reading:
    """The walk through one document; counts paragraphs and tables, because they are the places an officer is told."""

    numbering: Numbering
    styles: dict[str, _Style]
    paragraphs: int = 0
    tables: int = 0
    notes: list[str] = field(default_factory=list)

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[Passage]:
        """Yield paragraphs and table rows below an element, also inside content controls and tracked changes."""
        if depth > _DEEPEST:
            self.notes.append("Some of the document is nested too deeply to be read.")
            return
        for part in parent:
            name = _name(part)
            if name == "p":
                yield from self._paragraph(part)
            elif name == "tbl":
                yield from self._table(part, depth)
            elif name:
                yield from self.blocks(part, depth + 1)

    def _table(self, part: etree._Element, depth: int) -> Iterator[Passage]:
        self.tables += 1
        own, rows = self.tables, list[Row]()
        for position, row in enumerate(part.iter(f"{NAME}tr"), start=1):
            if next(row.iterancestors(f"{NAME}tbl")) is part:
                cells = [list(self.blocks(cell, depth + 1)) for cell in row.iter(f"{NAME}tc") if _row_of(cell) is row]
                rows.append(Row(cells, f"table {own} row {position}"))
        passages, notes = flattened(rows)
        self.notes.extend(notes)
        yield from passages

    def _paragraph(self, part: etree._Element) -> Iterator[Passage]:
        properties = part.find(f"{NAME}pPr")
        style = self.styles.get(
            value(properties.find(f"{NAME}pStyle")) if properties is not None else "",
            self.styles.get("Normal", _Style()),
        )
        number, level = _number(properties)
        depth = level if level is not None else style.level
        label, is_numbered = self.numbering.label(number or style.number, depth)
        runs = [run for run in _runs(part, style.is_bold) if run[0]]
        whole_text = "".join(text for text, _ in runs)
        if not whole_text.strip():
            return
        self.paragraphs += 1
        if self.paragraphs > MOST_PASSAGES:
            raise UnreadableError(
                f"this is too long for one item: more than {MOST_PASSAGES:,} paragraphs — "
                "copy the item you want into a new document"
            )
        bold = all(is_bold for text, is_bold in runs if text.strip())
        lines = [line for line in (" ".join(each.split(" ")).strip() for each in whole_text.split("\v")) if line]
        for position, line in enumerate(lines):
            yield Passage(
                line,
                f"paragraph {self.paragraphs}",
                label if position == 0 else "",
                depth if is_numbered else 0,
                is_heading=style.is_heading,
                is_bold=bold,
                after_gap=position == 0,
                is_whole=position == len(lines) - 1,
            )


def _row_of(cell: etree._Element) -> etree._Element:
    return next(cell.iterancestors(f"{NAME}tr"))


def _runs(part: etree._Element, bold: bool, depth: int = 0) -> Iterator[tuple[str, bool]]:  # noqa: FBT001
    """Yield the text below a paragraph with its boldness; deleted and hidden text is none."""
    for child in part if depth <= _DEEPEST else ():
        name = _name(child)
        if name == "t":
            yield (child.text or ""), bold
        elif name in _SIGNS:
            yield _SIGNS[name], bold
        elif name == "r":
            properties = child.find(f"{NAME}rPr")
            if not _is_on(properties, "vanish", otherwise=False):
                yield from _runs(child, _is_on(properties, "b", bold), depth + 1)
        elif name not in {"", "p", "tbl"}:
            yield from _runs(child, bold, depth + 1)


def _name(part: etree._Element) -> str:
    """Return the name of an element of Word that may hold text; empty for any other."""
    tag = str(part.tag)
    return tag.removeprefix(NAME) if tag.startswith(NAME) and tag not in _SKIPPED else ""
