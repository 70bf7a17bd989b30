"""The parts of the record as OpenSearch takes them in: the settings of an index, and lines for its bulk interface."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from scrutiny.open_data.bulk.database import Tables

_WORDS = {"type": "text", "analyzer": "english"}
_NAME = {"type": "keyword"}
_SHOWN = {"type": "keyword", "index": False, "doc_values": False}
_DAY = {"type": "date", "format": "strict_date"}

FIELDS: dict[str, dict[str, Any]] = {
    "id": _NAME,
    "page": _NAME,
    "kind": _NAME,
    "title": _WORDS | {"fields": {"exact": {"type": "text"}}},
    "text": _WORDS | {"fields": {"exact": {"type": "text"}}},
    "page_title": _WORDS,
    "url": _SHOWN,
    "council": _NAME,
    "council_name": _NAME,
    "nation": _NAME,
    "subjects": _NAME,
    "says": _NAME,
    "answered": _NAME,
    "in_time": _NAME,
    "day": _DAY,
    "invented": {"type": "boolean"},
}
"""The fields of a part, and how each is searched. ``exact`` searches the words as they were written.

``invented`` stands only on what is made up.
"""

_ALL = """
WITH days AS (
  SELECT id, coalesce(derived_published_last, derived_on_site_last) AS day FROM inspections
  UNION ALL SELECT id, derived_meeting_date_last FROM items
  UNION ALL SELECT id, derived_date_last FROM meetings
  UNION ALL SELECT id, derived_received_last FROM responses
), subjects AS (
  SELECT part_themes.part, json_group_array(themes.label) AS labels
  FROM part_themes JOIN themes ON themes.name = part_themes.theme GROUP BY part_themes.part
)
SELECT parts.id, parts.page, parts.kind, parts.title, parts.text,
       iif(parts.id = parts.page, NULL, pages.title), parts.url,
       parts.authority, authorities.short_name, authorities.nation, subjects.labels,
       coalesce(findings.kind_label, resolutions.effect_label, points.kind_label, inspections.kind_label,
                items.kind_label),
       findings.derived_answered, actions.derived_timeliness_label, days.day, iif(authorities.invented, 1, NULL)
FROM parts
JOIN parts AS pages ON pages.id = parts.page
JOIN authorities ON authorities.id = parts.authority
LEFT JOIN subjects ON subjects.part = parts.id
LEFT JOIN findings ON findings.id = parts.id
LEFT JOIN resolutions ON resolutions.id = parts.id
LEFT JOIN points ON points.id = parts.id
LEFT JOIN inspections ON inspections.id = parts.id
LEFT JOIN items ON items.id = parts.id
LEFT JOIN actions ON actions.id = parts.id
LEFT JOIN days ON days.id = parts.page
WHERE NOT parts.withdrawn
ORDER BY parts.rowid
"""
"""Every part that counts, in the order of FIELDS; the day is that of the record it stands in."""


def index_settings() -> str:
    """Return the settings of an index, which refuses every field that is not named here."""
    settings = {
        "settings": {"index": {"number_of_shards": 1}},
        "mappings": {"dynamic": "strict", "properties": FIELDS},
    }
    return json.dumps(settings, ensure_ascii=False, indent=1) + "\n"


def bulk_lines(tables: Tables) -> Iterator[str]:
    """Yield two lines for each part, the second its fields; what the record does not give is left out.

    The id of a part is its id in the index too: loading it again replaces it.
    """
    for row in tables.rows(_ALL):
        fields = {name: value for name, value in zip(FIELDS, row, strict=True) if value is not None}
        if "subjects" in fields:
            fields["subjects"] = sorted(json.loads(fields["subjects"]))
        if "invented" in fields:
            fields["invented"] = True
        yield _line({"index": {"_id": row[0]}})
        yield _line(fields)


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
