"""Rules on a tracker that comes back from Excel with news."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "A tracker from Excel"

RULES = (
    rule(
        FAMILY,
        "tracker-unreadable",
        means="The file cannot be read as a tracker.",
        why="News is taken from a sheet only where it is certain which cell is which.",
        mend="Do what the message says; or export the tracker again, and copy your news into its white columns.",
        wrong="The row of headings was deleted.",
        right="The headings stand above the rows, as they were exported.",
        in_words=True,
    ),
    rule(
        FAMILY,
        "tracker-column",
        means="A column is missing, is there twice, or has a heading that is not known.",
        why="A column is known by its heading alone, so it may stand anywhere, but not under another name.",
        mend="Write the heading as it was exported. A column of your own may stay, under a name of its own.",
        wrong="The heading ``New news`` was changed to ``New new``.",
        right="The heading is ``New news``.",
        in_words=True,
    ),
    rule(
        FAMILY,
        "tracker-row",
        means="A row cannot be matched with one thing that is to be done: its reference is not in the record, is there "
        "twice, or takes no news.",
        why="News has to be told of exactly one resolution, action, finding or point.",
        mend="Copy the reference from a fresh export. What is new has to be written in a record first.",
        wrong="The reference is ``northport/items/2026-damp-homes#resolution-9``, which is not there.",
        right="The reference is ``northport/items/2026-damp-homes#resolution-1``, as it was exported.",
        in_words=True,
    ),
    rule(
        FAMILY,
        "tracker-cell",
        means="A cell says something that cannot be taken into the record, or a grey one was written over.",
        why="Nothing is guessed: “done?” is no status, and a day that could be two days is none.",
        mend="Do what the message says. The cell is named by sheet, row and column.",
        wrong="The cell under ``New delivery`` says ``done``.",
        right="The cell under ``New delivery`` says ``in progress``, which is in its list.",
        in_words=True,
        see=("News", "handbook/#updates"),
    ),
    rule(
        FAMILY,
        "tracker-file",
        means="News cannot be added safely to the file of the record.",
        why="Updates are added without touching anything else, and in this file no safe place was found.",
        mend="Write its ``updates:`` as a list, each entry with a hyphen on a line of its own, and import again.",
        wrong="The whole record stands inside one pair of curly brackets.",
        right="Each name of the record stands on a line of its own.",
        in_words=True,
    ),
)
