"""Releases: a site is made aside, tested, and put in the place of the old one in one step, or not at all.

``publishing`` is the table of contents. What readers see is a link, ``live``, to one of several whole releases.
"""

from scrutiny.release.folder import number_of
from scrutiny.release.live import read_live
from scrutiny.release.publishing import WAIT, Request, publish_release
from scrutiny.release.refused import BuildFailed, Refused, disk_refused
from scrutiny.release.rollback import Kept, forget_earlier, kept_releases, roll_back
from scrutiny.release.standing import standing_words

__all__ = [
    "WAIT", "BuildFailed", "Kept", "Refused", "Request", "disk_refused", "forget_earlier", "kept_releases",
    "number_of", "publish_release", "read_live", "roll_back", "standing_words",
]  # fmt: skip
