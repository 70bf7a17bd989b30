"""Linked data: what pages are about, in words that search engines and other programs know, and the catalogue.

The context is written out in each of them, and nothing is fetched. Terms are those of schema.org, OParl and Popolo
where they fit; our own are in ``terms``, and explained in ``docs/data/linked-data.md``.
"""

from __future__ import annotations

from scrutiny.open_data.linked.catalogue import Download, catalogue, dataset
from scrutiny.open_data.linked.page import page_data, script
from scrutiny.open_data.linked.records import linked_data
from scrutiny.open_data.linked.terms import CONTEXT, OWN, TERMS

__all__ = ["CONTEXT", "OWN", "TERMS", "Download", "catalogue", "dataset", "linked_data", "page_data", "script"]
