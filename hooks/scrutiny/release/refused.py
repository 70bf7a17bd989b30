"""Why nothing was published: a sentence for the person who asked for it."""

from __future__ import annotations

import errno


class Refused(Exception):  # noqa: N818  it is no error of the program: it did as it should
    """Publishing was refused; the text is one or more whole sentences, and says what to do."""


class BuildFailed(Exception):  # noqa: N818  as above
    """The build itself broke on a record that is in order: a template, a hook or a page written by hand is at fault."""


FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""The errors that mean that no room is left: on the disk, in the quota of the user, or below the limit of a file."""


def disk_refused(error: OSError) -> Refused:
    """Say what a disk did not do, in the words of the system and with the file that it concerns."""
    place = str(error.filename2 or error.filename or "a file")
    if error.errno in FULL:
        return Refused(f"There is no room left on the disk for {place}. Make room, then publish again.")
    reason = (error.strerror or type(error).__name__).lower()
    return Refused(f"{place} cannot be written or read ({reason}). Mend that, then publish again.")
