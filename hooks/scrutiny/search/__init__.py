"""The search of the public site: what can be found, and the Pagefind index of it.

A hit is a finding, a resolution, an item, an inspection or a meeting, each a
`SearchDocument` of its own with its own facets, so that following it lands on the
exact place and not at the top of a long page. `write_index` turns the documents into
the folder that `search.js` reads in the browser, `write_words` the words it may suggest,
`browse_pages` makes of them the pages for readers without script.
"""

from scrutiny.search.browse import browse_pages
from scrutiny.search.document import SearchDocument, SearchIndexError
from scrutiny.search.hits import search_documents
from scrutiny.search.index import write_index
from scrutiny.search.spelling import write_words

__all__ = ["SearchDocument", "SearchIndexError", "browse_pages", "search_documents", "write_index", "write_words"]
