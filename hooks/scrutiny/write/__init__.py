"""A record as a file: values with their comments, changes to a text that is there, and saving without loss.

What is written here is read back by `load` as the same text, without a problem. Comments and the order of lines
belong to the officer: a change touches the places it names and nothing else.
"""

from scrutiny.write.change import Change, changed, difference
from scrutiny.write.file import AlreadyThereError, save_new, save_over
from scrutiny.write.record import Noted, Written, for_editors, readable, record_text, scalar

__all__ = [
    "AlreadyThereError",
    "Change",
    "Noted",
    "Written",
    "changed",
    "difference",
    "for_editors",
    "readable",
    "record_text",
    "save_new",
    "save_over",
    "scalar",
]
