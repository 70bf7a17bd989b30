# ruff: noqa: E501  # a paragraph of the minutes stands on one line, as in the minutes
"""
Write the two .docx minutes of this folder, with invented words and places.

    .venv/bin/python tests/minutes/make_docx.py

The files are committed; this is how they were made.
"""

import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx  # type: ignore[import-not-found,unused-ignore]
from docx.enum.text import WD_ALIGN_PARAGRAPH  # type: ignore[import-not-found,unused-ignore]
from docx.oxml import parse_xml  # type: ignore[import-not-found,unused-ignore]
from docx.oxml.ns import nsdecls, qn  # type: ignore[import-not-found,unused-ignore]

HERE = Path(__file__).parent
WRITTEN = datetime(2024, 1, 1, tzinfo=UTC)

# Lists by their numId: the levels as (format, text, start).
LISTS = {
    41: [("decimal", "%1.", 21), ("decimal", "%1.%2", 1)],  # minutes and their paragraphs
    42: [("lowerLetter", "(%1)", 1), ("lowerRoman", "(%2)", 1)],  # limbs and their parts
    43: [("bullet", "\u2022", 1)],
    44: [("decimal", "(%1)", 1)],  # what the report recommends
    45: [("lowerLetter", "(%1)", 1), ("lowerRoman", "(%2)", 1)],  # limbs of the next minute, from (a) again
}


def add_lists(document: Any) -> None:
    """Put the lists into numbering.xml, every abstractNum before the first num as the schema wants."""
    numbering = document.part.numbering_part.element
    first = numbering.find(qn("w:num"))
    for number, levels in LISTS.items():
        inner = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{720 * (level + 1)}" w:hanging="720"/></w:pPr></w:lvl>'
            for level, (kind, text, start) in enumerate(levels)
        )
        abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
        first.addprevious(parse_xml(abstract))
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )


def write(parent: Any, text: str, *, number: int = 0, level: int = 0, centre: bool = False, right: bool = False) -> Any:
    """A paragraph; what stands between asterisks is bold; with the automatic number of a list, if one is given."""
    paragraph = parent.add_paragraph()
    for at, piece in enumerate(text.split("*")):
        if piece:
            paragraph.add_run(piece).bold = bool(at % 2)
    if number:
        properties = paragraph._p.get_or_add_pPr()  # python-docx has no public way
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        )
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph


def fill(cell: Any, *paragraphs: str) -> None:
    """Paragraphs in a table cell."""
    for text in paragraphs:
        write(cell, text)
    cell._tc.remove(cell.paragraphs[0]._p)  # the empty one that every new cell has


def save(document: Any, name: str) -> None:
    """The file, the same bytes at each run."""
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "", ""
    properties.created = properties.modified = WRITTEN
    path = HERE / name
    document.save(path)
    with zipfile.ZipFile(path) as made:
        parts = {part: made.read(part) for part in made.namelist() if "thumbnail" not in part}
    parts["_rels/.rels"] = b"".join(
        piece if b"thumbnail" not in piece else b""
        for piece in parts["_rels/.rels"]
        .replace(b"<Relationship ", b"\0<Relationship ")
        .replace(b"/>", b"/>\0")
        .split(b"\0")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as again:
        for part, content in parts.items():
            again.writestr(zipfile.ZipInfo(part, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def fire_authority() -> None:
    """Minutes whose every number and letter is automatic, with an amendment that was lost."""
    document = docx.Document()
    add_lists(document)
    document.sections[0].header.paragraphs[0].text = "Highfold Fire and Rescue Authority \u2013 5 December 2024"
    document.sections[0].footer.paragraphs[0].text = "Clerk to the Authority: 01632 960455"
    write(document, "*HIGHFOLD FIRE AND RESCUE AUTHORITY*", centre=True)
    write(document, "*MINUTES of the meeting of the PERFORMANCE AND SCRUTINY COMMITTEE*", centre=True)
    write(document, "*held at Service Headquarters, Highfold, on Thursday 5 December 2024 at 10.30 hours*", centre=True)
    write(
        document, "*Present:* Councillors Otto Example (Chair), Pia Specimen, Quin Sample, Rae Notional and Sol Fictive"
    )
    write(document, "*Officers:* Chief Fire Officer; Deputy Chief Fire Officer; Treasurer; Clerk to the Authority")
    write(document, "*Minutes of the last meeting*", number=41)
    write(
        document,
        "The minutes of the meeting held on 12 September 2024 were agreed as a correct record.",
        number=41,
        level=1,
    )
    write(document, "*Inspection of the Service: Areas for Improvement*", number=41)
    write(
        document,
        "The Deputy Chief Fire Officer introduced report PSC/24/17, published on 27 November 2024. The inspectorate had set out nine areas for improvement and no cause of concern.",
        number=41,
        level=1,
    )
    write(document, "It was recommended in the report:", number=41, level=1)
    write(document, "that the improvement plan at Appendix A be approved; and", number=44)
    write(document, "that progress be reported once a year.", number=44)
    write(document, "Five areas had been started. In particular:", number=41, level=1)
    write(document, "risk visits to high buildings were a third behind the target;", number=43)
    write(document, "two disputes about overtime on the day crewed stations had been resolved in November;", number=43)
    write(document, "fewer than half of the managers had had their yearly appraisal.", number=43)
    write(
        document,
        "Councillor Specimen asked if the targets were agreed with the crews beforehand. The Chief Fire Officer said that they had been from April.",
        number=41,
        level=1,
    )
    write(
        document,
        "Councillor Sample asked what the appraisals would cost. The Treasurer would let the Committee know.",
        number=41,
        level=1,
    )
    write(
        document,
        "The Chair noted that the same two areas had been raised by the inspectorate in 2021.",
        number=41,
        level=1,
    )
    write(
        document,
        "Councillor Fictive moved, and Councillor Sample seconded, an amendment that the plan be refused until the target for high buildings was doubled. On being put to the vote the amendment was LOST (2 for, 3 against).",
        number=41,
        level=1,
    )
    write(
        document,
        "Councillor Notional moved, and Councillor Specimen seconded, the recommendations with two additions, and it was",
        number=41,
        level=1,
    )
    write(document, "*RESOLVED* (3 for, 1 against, 1 abstention):")
    write(document, "that the improvement plan at Appendix A be approved;", number=42)
    write(
        document,
        "that progress be reported every quarter, starting in Q1 2025/26; *[Action: Deputy Chief Fire Officer]*",
        number=42,
    )
    write(
        document,
        "that all visits to high buildings which are behind be made by 31/03/2025; and *[Action: Area Manager (Prevention and Protection)]*",
        number=42,
    )
    write(document, "that the Treasurer set out in a note to members, within 20 working days:", number=42)
    write(document, "the cost of the appraisals; and", number=42, level=1)
    write(document, "how it will be met.", number=42, level=1)
    write(document, "*Pensions Board: Annual Report*", number=41)
    write(document, "The Clerk presented the report. *RESOLVED:*", number=41, level=1)
    write(document, "that the report be received; and", number=45)
    write(document, "that the Clerk write to the Board by 15 January 2025.", number=45)
    write(document, "*Date of next meeting*", number=41)
    write(document, "6 March 2025 at 10.30 hours.", number=41, level=1)
    save(document, "highfold-fire-authority.docx")


def decision_table() -> None:
    """Minutes that are one table, with the decision, the owner and the date each in a cell of its own."""
    document = docx.Document()
    document.add_heading("Fellbrook Town and District Council", level=1)
    write(document, "*Leisure and Environment Committee*")
    write(document, "*Date:* Thursday 16 May 2024, 10.00 am     *Place:* Fellbrook Corn Hall")
    facts = document.add_table(rows=2, cols=2, style="Table Grid")
    fill(facts.cell(0, 0), "*Present*")
    fill(facts.cell(0, 1), "Councillors Tess Example (Chair), Uma Sample, Vic Placeholder, Wyn Notional")
    fill(facts.cell(1, 0), "*Contact*")
    fill(facts.cell(1, 1), "Committee Officer, 01632 960582")
    write(document, "")
    rows = [
        (["*Min. no.*"], ["*Subject and discussion*"], ["*Decision*"], ["*Action by*"], ["*By when*"]),
        (["29"], ["*Minutes of 14 March 2024*"], ["Agreed as a correct record."], [""], [""]),
        (
            ["30"],
            ["*Grass cutting contract*", "The Committee looked at three ways of letting the contract."],
            ["Resolved: that the contract be let for four years."],
            ["Head of Parks and Open Spaces"],
            ["1 April 2025"],
        ),
        (
            ["31"],
            [
                "*Leisure centres: cost of energy*",
                "The Strategic Director of Finance and Resources presented the report. The two pools had cost \u00a3418,000 to heat in 2023/24, against a budget of \u00a3260,000.",
                "The report recommended that the Committee (1) approve the closing of the learner pool from September; and (2) note the risk to the swimming clubs.",
                "Councillor Placeholder said that nobody had resolved the question of the boiler and that it was wrong to agree to a closure without knowing its age.",
                "A letter from the swimming clubs was read out.",
                "Councillor Sample asked whether a grant was open for heat pumps. Answer: yes, until the autumn, for half of the cost.",
                "Moved by Councillor Sample, seconded by Councillor Notional. Carried by 3 votes to 1.",
            ],
            [
                "*Deferred* to the meeting on 11 July 2024, so that members may see the boiler house and a business case for heat pumps."
            ],
            ["Strategic Director of Finance and Resources: business case", "Democratic Services Manager: visit"],
            ["28 June 2024", "Before the July meeting"],
        ),
        (
            ["32"],
            ["*Litter bins*", "The officer gave an update."],
            ["Noted. The Committee agreed that ten bins be moved."],
            ["Waste Manager"],
            ["ASAP"],
        ),
    ]
    table = document.add_table(rows=0, cols=5, style="Table Grid")
    for row in rows:
        for cell, paragraphs in zip(table.add_row().cells, row, strict=True):
            fill(cell, *paragraphs)
    write(document, "")
    write(document, "Next meeting: Thursday 11 July 2024", right=True)
    write(document, "Minutes published 23 May 2024", right=True)
    save(document, "fellbrook-decision-table.docx")


if __name__ == "__main__":
    fire_authority()
    decision_table()
    sys.stdout.write("written\n")
