"""A paper as the rest of the import sees it: passages in order, each with its place and what the layout says of it."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_PASSAGES = 20_000
"""Lines or paragraphs of a paper; a whole meeting has about 1,500."""


class UnreadableError(Exception):
    """The file cannot be made into a draft; the words are for the officer, and say what to do instead."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One line, paragraph or table row of a paper."""

    text: str
    """Its words, without the number or bullet before them."""
    place: str
    """Where it stands: ``line 14``, ``paragraph 31``, ``table 2 row 3``."""
    label: str = ""
    """The number, letter or bullet before it, as printed: ``(a)``, ``3.1``, ``•``."""
    level: int = 0
    """How deep it is indented in a list; 0 is the outermost."""
    is_heading: bool = False
    """True where the paper marks it as a heading."""
    is_bold: bool = False
    """True where all of it is in bold letters."""
    after_gap: bool = True
    """False where it goes on directly under the passage before, as a line of the same paragraph does."""
    is_whole: bool = False
    """True where the file itself says that a paragraph ends here; False for lines of plain text."""
    cells: tuple[str, ...] = ()
    """The cells of a table row, while it is one; a cell keeps its paragraphs as lines."""
    is_action: bool = False
    """True for a row of a table of actions."""
    owner: str = ""
    """Who is to do it, from such a table."""
    due: str = ""
    """By when, from such a table."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file, read."""

    passages: tuple[Passage, ...]
    """What stands in it, in order."""
    kind: str
    """What sort of file it was: ``text``, ``page`` or ``Word document``."""
    title: str = ""
    """The title a web page gives itself."""
    address: str = ""
    """The address a web page gives itself; only one that begins with https://."""
    notes: tuple[str, ...] = field(default=())
    """What was lost or left out while reading, in sentences."""
