"""The search of the public site: what can be found, and the Pagefind index of it.

A hit is a finding, a resolution, an item, an inspection or a meeting, each a
`SearchDocument` of its own with its own facets, so that following it lands on the
exact place and not at the top of a long page. `write_index` turns the documents into
the folder that `search.js` reads in the browser, `search_pages` makes the page of the search
and of the lines of the documents those for readers without script.
"""

from scrutiny.search.browse import browse_pages, search_pages
from scrutiny.search.document import SearchDocument, SearchIndexError
from scrutiny.search.found import found_lines, heading_lines
from scrutiny.search.hits import search_documents
from scrutiny.search.index import write_index
from scrutiny.search.values import own_page_rows
from scrutiny.search.volumes import year_rows

__all__ = [
    "SearchDocument",
    "SearchIndexError",
    "browse_pages",
    "found_lines",
    "heading_lines",
    "own_page_rows",
    "search_documents",
    "search_pages",
    "write_index",
    "year_rows",
]
