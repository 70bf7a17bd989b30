"""The tidy tables of the record: one definition, from which CSV, SQLite and Parquet are written.

A table says one kind of thing, a row says one of it, and a key leads to the rows it belongs with. What no paper says
and this site works out stands in columns that begin with ``derived_``. An empty cell means that the record gives
nothing; where it says in which way a fact is missing, the word stands in the column ``…_missing`` beside it.
"""

from __future__ import annotations

from typing import Any

from scrutiny.open_data.tables.commitments import ACTION_OWNERS, ACTIONS, EVIDENCE, FOLLOW_UPS, UPDATES
from scrutiny.open_data.tables.councils import AUTHORITIES, COMMITTEES, OWNERS
from scrutiny.open_data.tables.inspections import FACTS, FINDINGS, INSPECTIONS, INSPECTORATES, JUDGEMENTS, STAGES
from scrutiny.open_data.tables.items import (
    ITEMS,
    MOTIONS,
    POINTS,
    QUESTIONS,
    RECOMMENDATIONS,
    RESOLUTIONS,
    VOTES,
    WORD_CHANGES,
)
from scrutiny.open_data.tables.later import MEETINGS, PLANS, POSITIONS, RESPONSES, WORKSTREAMS
from scrutiny.open_data.tables.papers import CLAIMS, DISCREPANCIES, GAPS, INFERENCES, SOURCES
from scrutiny.open_data.tables.parts import DATES, LINKS, PART_THEMES, PARTS
from scrutiny.open_data.tables.shared import BODIES, DOMAINS, FRAMEWORKS, GRADES, SCALES, THEMES
from scrutiny.open_data.tables.table import Column, ColumnType, Reference, Row, Rows, Scope, Table, Value
from scrutiny.pages.edition import Edition

__all__ = [
    "TABLES", "Column", "ColumnType", "Reference", "Row", "Rows", "Table", "Value", "rows", "shared_rows",
]  # fmt: skip

TABLES: tuple[Table[Any], ...] = (
    *(AUTHORITIES, COMMITTEES, OWNERS),
    *(INSPECTIONS, INSPECTORATES, STAGES, FACTS, JUDGEMENTS, FINDINGS),
    *(ITEMS, POINTS, QUESTIONS, RECOMMENDATIONS, RESOLUTIONS, WORD_CHANGES, MOTIONS, VOTES),
    *(MEETINGS, PLANS, WORKSTREAMS, RESPONSES, POSITIONS),
    *(ACTIONS, ACTION_OWNERS, FOLLOW_UPS, UPDATES, EVIDENCE),
    *(SOURCES, DISCREPANCIES, CLAIMS, GAPS, INFERENCES),
    *(PARTS, PART_THEMES, LINKS, DATES),
    *(THEMES, BODIES, FRAMEWORKS, DOMAINS, SCALES, GRADES),
)
"""Every table, in the order in which they are shown."""


def rows(edition: Edition, authority: str = "", site_url: str = "") -> Rows:
    """Return the rows of one authority, or of all that lists show, by table; without what all authorities share."""
    names = (authority,) if authority else tuple(edition.authorities_listed)
    scope = Scope(edition, names, site_url)
    return {table.name: table.rows(scope) for table in TABLES if not table.is_shared}


def shared_rows(edition: Edition) -> Rows:
    """Return the rows of what all authorities share: subjects, frameworks, scales, inspectorates."""
    scope = Scope(edition, ())
    return {table.name: table.rows(scope) for table in TABLES if table.is_shared}
