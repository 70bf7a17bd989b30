"""The API: one JSON file for each record, meeting and list, with schemas; plain files, so that no server is needed.

``CouncilData`` makes what belongs to one authority, ``site_files`` what spans all. Keys are spelt as in YAML; what is
derived stands apart under ``derived``. ``docs/data/api.md`` explains it to readers.
"""

from __future__ import annotations

from scrutiny.open_data.api.councils import CouncilData, CouncilRow
from scrutiny.open_data.api.imprint import Imprint
from scrutiny.open_data.api.index import site_files
from scrutiny.open_data.api.schemas import schema_files

__all__ = ["CouncilData", "CouncilRow", "Imprint", "schema_files", "site_files"]
