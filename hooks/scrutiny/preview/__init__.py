"""The preview at an officer's desk: a bad file changes its own page and nothing else, until it is mended.

``desk`` is one session. ``versions`` decides which version of each record is shown: ``reading`` reads the unit that
was edited, ``groups`` finds which councils a bad file concerns, and ``standing`` what of these can be shown. ``joined``
keeps what was made of each unit, ``problem_pages`` says what waits, ``kept`` holds on to what else two previews have in
common, ``on_demand`` and ``tails`` make the pages that somebody asks for, and ``answering`` keeps the server awake
whatever happens. A build uses none of this.
"""

from scrutiny.preview.answering import keep_answering, keep_watching
from scrutiny.preview.desk import Desk
from scrutiny.preview.kept import Kept
from scrutiny.preview.on_demand import OnDemand
from scrutiny.preview.problem_pages import LIST, Waiting, problem_frame, problem_pages, waiting
from scrutiny.preview.versions import Preview, View

__all__ = [
    "LIST",
    "Desk",
    "Kept",
    "OnDemand",
    "Preview",
    "View",
    "Waiting",
    "keep_answering",
    "keep_watching",
    "problem_frame",
    "problem_pages",
    "waiting",
]
