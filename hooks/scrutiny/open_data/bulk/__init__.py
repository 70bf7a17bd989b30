"""The published tables in the forms that search engines take in: PostgreSQL and OpenSearch.

They are made of the published SQLite file, which says itself what it holds, so that whoever has the file needs no
record. Everything is streamed: a national record needs no more memory than one council.
"""

from __future__ import annotations

from scrutiny.open_data.bulk.database import NotTheTablesError, Tables, opened
from scrutiny.open_data.bulk.opensearch import bulk_lines, index_settings
from scrutiny.open_data.bulk.postgresql import statements

__all__ = ["NotTheTablesError", "Tables", "bulk_lines", "index_settings", "opened", "statements"]
