"""Rules on how a file was saved, and on characters that nobody can see."""

from __future__ import annotations

from scrutiny.rules.rule import rule

FAMILY = "Saving and characters"

RULES = (
    rule(
        FAMILY,
        "not-utf-8",
        means="The file was saved in another encoding than UTF-8, or ends in the middle of a character.",
        why="Read in the wrong encoding, a pound sign or an accented letter becomes another one; UTF-8 is what the "
        "government's open standards ask for.",
        mend="Save it again as UTF-8. In Notepad: Save as, Encoding, UTF-8. If the end is missing, get the file again.",
        wrong="Notepad saved the file as “ANSI” or “UTF-16 LE”.",
        right="Notepad saved the file as “UTF-8”.",
        in_words=True,
    ),
    rule(
        FAMILY,
        "unseen-character",
        means="There is a character that cannot be seen, or one sign that stands for several letters, often copied "
        "from a PDF or a web page.",
        why="Such a character can hide words or turn their order round, so that the page says something else than the "
        "file shows (Unicode Technical Report 36); and no search finds a word with it.",
        mend="Do what the message says: mostly delete it, or type the letters. In the excerpt it shows as ``�``.",
        wrong='heading: "Damp\\u200B homes"',
        right='heading: "Damp homes"',
    ),
    rule(
        FAMILY,
        "broken-letters",
        means="Letters or marks have become two or three others, such as ``â€™`` for an apostrophe.",
        why="The text was once read in the wrong encoding and saved so, and readers and search would get the wreck.",
        mend="Write the letter that the message gives. If there are many, copy the text again from where it came.",
        wrong="heading: The regulatorâ€™s letter",
        right="heading: The regulator’s letter",
    ),
    rule(
        FAMILY,
        "odd-space",
        means="A space that only looks like one stands at the beginning of a line or after a colon or hyphen.",
        why="Word and web pages put such spaces into text that is copied, and there they keep a line from being read.",
        mend="Type an ordinary space over it.",
        wrong="Between ``heading:`` and ``Damp homes`` stands a space that was copied from Word.",
        right="Between ``heading:`` and ``Damp homes`` stands an ordinary space.",
        in_words=True,
    ),
    rule(
        FAMILY,
        "tab-indentation",
        means="There is a tab at the beginning of a line.",
        why="Editors show a tab as two, four or eight spaces, so nobody could tell where the line belongs (YAML 1.2, "
        "section 6.1).",
        mend="Use spaces, two for each step.",
        wrong="Under ``meeting:`` the line ``date: 2026-03-12`` begins with a tab.",
        right="Under ``meeting:`` the line ``date: 2026-03-12`` begins with two spaces.",
        in_words=True,
    ),
    rule(
        FAMILY,
        "merge-conflict",
        means="Two people changed the file, and both versions stand in it.",
        why="Only a person can tell which of the two is right.",
        mend="Keep one of them, and delete the lines that begin with ``<<<<<<<``, ``=======`` and ``>>>>>>>``.",
        wrong="""
            <<<<<<< HEAD
            meeting: 2026-03-12
            =======
            meeting: 2026-03-19
            >>>>>>> second-version
        """,
        right="meeting: 2026-03-12",
    ),
    rule(
        FAMILY,
        "too-many-problems",
        means="The file has more problems than are shown.",
        why="After a hundred, most come from the first few, and more would bury those.",
        mend="Mend the first ones and check again.",
        wrong="A list of 150 points was pasted in without numbers.",
        right="Each point has its number.",
        in_words=True,
    ),
)
