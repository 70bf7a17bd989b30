"""One site over the exports of many: each is copied, verified to the last byte, and becomes a folder of a content.

expected  whose exports are wanted, and what is expected of each
reach     the files of an export where they are
copies    a verified copy of an export; nothing is used that is not one
exported  the records of a copy, as files of a content
agreed    what councils share: equal names must mean equal things
content   a content folder of many copies
course    from the list of exports to the content, whatever goes wrong with one of them

What was good once stays: an export that is not in order changes nothing of what was taken from it before.
"""

from scrutiny.federation.course import NothingTakenError, State, Taken, federate
from scrutiny.federation.expected import Export, read_exports

__all__ = ["Export", "NothingTakenError", "State", "Taken", "federate", "read_exports"]
