"""What one can follow: Atom feeds (RFC 4287) and calendars to subscribe to (RFC 5545).

Everything of one council is made from an edition that may hold that council alone: ``Council.files``. What spans all
councils, the feed and the calendar of the whole site and the feeds of the subjects, is made of rows of plain text which
each council hands over, ``Council.rows``, and which ``whole_site_files`` takes one by one and keeps few of.

Addresses are guessable: ``feed.xml`` below the page of a council, committee, role or inspection, ``calendar.ics`` below
the first three; ``feeds/all.xml``, ``feeds/themes/<subject>.xml`` and ``calendars/all.ics`` for the whole site.
"""

from scrutiny.follow.announced import Announced, announced
from scrutiny.follow.event import LeftOut
from scrutiny.follow.events import left_out
from scrutiny.follow.files import Council, Title, fair_share, titles, whole_site_files
from scrutiny.follow.rows import Row
from scrutiny.follow.site import Site

__all__ = [
    "Announced",
    "Council",
    "LeftOut",
    "Row",
    "Site",
    "Title",
    "announced",
    "fair_share",
    "left_out",
    "titles",
    "whole_site_files",
]
