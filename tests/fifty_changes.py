"""Fifty days in the life of an invented record: what officers do to its files, one thing a day."""

import datetime
import re
from collections.abc import Callable

from scrutiny.stage import HOME_ZONE

Files = dict[str, str]
"""A content folder: path and text."""
Change = Callable[[Files], None]
"""What an officer does to it in a day."""

FIRST_DAY = datetime.datetime(2026, 4, 1, 9, tzinfo=HOME_ZONE)
"""The morning of the first publication; each change follows a day later."""

AUTHORITY = """title: {name} Council
short_name: {name}
visibility: public
summary: The scrutiny of inspections in {name}.
gss: not stated
invented: yes
committees:
  housing:
    name: Housing Committee
  health:
    name: Health Committee
roles:
  director:
    title: Director of Homes
"""

THEMES = """themes:
  mould:
    label: Mould
    definition: Damp and mould in homes.
  heat:
    label: Heating
    definition: Cold homes.
"""

MEETING = """title: "Northport: Housing Committee, 10 February 2026"
visibility: public
summary: An ordinary meeting.
committee: housing
date: 2026-02-10
state: held
"""

PLAN = """title: "Northport: plan for homes, 2026"
visibility: public
summary: The plan.
agreed: 2026-05-01
"""

RESPONSE = """title: "Northport: answer of the cabinet, 2026"
visibility: public
summary: The cabinet agreed.
to: [items/2026-damp]
by: the cabinet
received: 2026-05-14
positions:
  - resolution: items/2026-damp#resolution-1
    position: accepted
"""

INSPECTION = """title: "Northport: inspection of homes, 2026"
visibility: public
summary: The regulator looked at homes.
kind: inspection
framework: not stated
published: 2026-05-03
"""

PUBLIC = "visibility: public\n"
DRAFT = "visibility: draft\n"
EMBARGOED = """visibility: embargoed
embargo:
  until: 2026-04-16T00:01 Europe/London
  released_by: Monitoring Officer
"""
EXEMPT = """visibility: exempt
exemption:
  paragraph: "3"
  summary: A contract.
"""
WITHDRAWN = """withdrawn:
  on: 2026-04-12
  reason: Published twice.
"""
ANOTHER_REASON = WITHDRAWN.replace("Published twice", "It was of another meeting")
AGAIN = """    public_again:
      on: {day}
      released_by: Head of Democratic Services
"""


def item(title: str, more: str = "", *, committee: str = "housing", meeting: str = "2026-03-12") -> str:
    """An item of a committee's business, with more lines."""
    return (
        f'title: "Northport: {title}"\n{PUBLIC}summary: The committee spoke about {title}.\nkind: report\n'
        f"committee: {committee}\nmeeting: {meeting}\nresolutions:\n  verb: none recorded\n{more}"
    )


def acting(title: str) -> str:
    """An item that sets the director something to do."""
    set_by_it = (
        "  verb: resolved\n  list:\n    - effect: request information\n      text: Bring a plan.\n      action:\n"
        "        text: Write the plan.\n        owner: director\n"
    )
    return item(title).replace("  verb: none recorded\n", set_by_it)


def path(record: str) -> str:
    """The file of a record of Northport, or of another authority where one is named."""
    return f"{record}.yml" if record.count("/") > 1 else f"northport/{record}.yml"


# What officers do


def put(record: str, text: str) -> Change:
    """Write a file."""
    return lambda files: files.update({path(record): text})


def in_folder(file: str, text: str) -> Change:
    """Write a file at a path of the content folder."""
    return lambda files: files.update({file: text})


def edit(record: str, before: str, now: str) -> Change:
    """Put other words in place of those that stand in a file."""

    def change(files: Files) -> None:
        assert before in files[path(record)], (record, before)
        files[path(record)] = files[path(record)].replace(before, now)

    return change


def add(record: str, lines: str) -> Change:
    """Add lines at the end of a file."""
    return lambda files: files.update({path(record): files[path(record)] + lines})


def delete(record: str) -> Change:
    """Delete a file."""

    def change(files: Files) -> None:
        del files[path(record)]

    return change


def rename(old: str, new: str, *former: str) -> Change:
    """Give a file another name; it says the old one, or those given, under ``formerly:``."""

    def change(files: Files) -> None:
        text = re.sub(r"formerly: .*\n", "", files.pop(path(old)))
        names = [path(name).removesuffix(".yml") for name in former or (old,)]
        files[path(new)] = f"{text}formerly: [{', '.join(names)}]\n"

    return change


def entry(record: str, day: str, reason: str = "It named a family.", more: str = "") -> Change:
    """Write a record into removed.yml."""

    def change(files: Files) -> None:
        authority, name = path(record).removesuffix(".yml").split("/", 1)
        lines = f"  - record: {name}\n    on: {day}\n    reason: {reason}\n{more}"
        file = f"{authority}/removed.yml"
        files[file] = files.get(file, "removed:\n") + lines

    return change


def remove(record: str, day: str, reason: str = "It named a family.") -> Change:
    """Delete a file and write its record into removed.yml."""
    return both(delete(record), entry(record, day, reason))


def both(*changes: Change) -> Change:
    """Do several things at once."""

    def change(files: Files) -> None:
        for each in changes:
            each(files)

    return change


def without_last_entry(files: Files) -> None:
    """Delete the last entry of Northport's removed.yml."""
    files["northport/removed.yml"] = files["northport/removed.yml"].rpartition("  - record:")[0]


def rename_authority(files: Files) -> None:
    """Rename the folder of Southport; every record in it says its former address."""
    for name in [name for name in files if name.startswith("southport/")]:
        former = name.removesuffix(".yml").removesuffix("/authority")
        files[name.replace("southport", "southmere", 1)] = f"{files.pop(name)}formerly: [{former}]\n"


def leave_nothing(files: Files) -> None:
    """Take the second council away; only its removed.yml stays."""
    for record in ("items/2026-fire", "authority"):
        del files[f"southmere/{record}.yml"]
    for record in ("items/2026-fire", "southmere"):
        lines = f"  - record: {record}\n    on: 2026-05-17\n    reason: The council is no more.\n"
        files["southmere/removed.yml"] += lines


def in_every_file(before: str, now: str) -> Change:
    """Put other words in place of those that stand in any file."""
    return lambda files: files.update({name: text.replace(before, now) for name, text in files.items()})


def nothing(files: Files) -> None:
    """Change nothing: the daily build."""


MANY = [f"items/2026-call-{number:03}" for number in range(1, 71)]


def many_items(files: Files) -> None:
    """Add seventy items on one subject."""
    files.update({path(name): item(f"call {name[-3:]}", "themes: [heat]\n") for name in MANY})


def most_withdrawn(files: Files) -> None:
    """Withdraw sixty of the seventy."""
    for name in MANY[:60]:
        add(name, WITHDRAWN)(files)


def first_files() -> Files:
    """The content of the first publication."""
    return {
        "shared/themes.yml": THEMES,
        "northport/authority.yml": AUTHORITY.format(name="Northport"),
        "northport/items/2025-mould.yml": item("mould", meeting="2025-11-13"),
    }


DAMP, HOMES, HOUSING = "items/2026-damp", "items/2026-damp-homes", "items/2026-housing"
LIFTS, LETTER, PARKS = "items/2026-lifts", "items/2026-letter", "items/undated-parks"
HEALTH = "  health:\n    name: Health Committee\n"

CHANGES: tuple[tuple[str, Change], ...] = (
    ("an item is added", put(DAMP, acting("damp homes"))),
    ("another, of another committee", put(LIFTS, item("lifts", committee="health"))),
    ("a subject is named", add(LIFTS, "themes: [mould]\n")),
    ("a draft is begun", put("items/2026-zzq", item("zzq").replace(PUBLIC, DRAFT))),
    ("an embargoed item", put(LETTER, item("a letter").replace(PUBLIC, EMBARGOED))),
    ("a file is renamed", rename(DAMP, HOMES)),
    ("renamed again, both names said", rename(HOMES, "items/2026-homes", HOMES, DAMP)),
    ("and again, only the last name said", rename("items/2026-homes", HOUSING)),
    ("formerly is deleted", edit(HOUSING, "formerly: [northport/items/2026-homes]\n", "")),
    ("renamed back to the first name", rename(HOUSING, DAMP)),
    ("an item is withdrawn", add(LIFTS, WITHDRAWN)),
    ("for another reason", edit(LIFTS, WITHDRAWN, ANOTHER_REASON)),
    (
        "it counts again",
        both(edit(LIFTS, ANOTHER_REASON, ""), entry(LIFTS, "2026-04-12", more=AGAIN.format(day="2026-04-14"))),
    ),
    ("the subject vanishes", edit(LIFTS, "themes: [mould]\n", "")),
    ("the embargo is over", nothing),
    ("the subject is back, and one more", add(LIFTS, "themes: [heat, mould]\n")),
    ("a role loses its only action", edit(DAMP, "owner: director", "owner: not recorded")),
    (
        "a committee vanishes",
        both(edit(LIFTS, "committee: health", "committee: housing"), edit("authority", HEALTH, "")),
    ),
    ("the embargoed item has to go", remove(LETTER, "2026-04-20", "It named a family in a letter.")),
    ("the reason is corrected", edit("removed", "a family in a letter", "a school")),
    ("its entry is deleted", without_last_entry),
    ("and comes back", entry(LETTER, "2026-04-20", "It named a school.", f"    see: {LIFTS}\n")),
    ("the record is public again", both(add("removed", AGAIN.format(day="2026-04-24")), put(LETTER, item("a letter")))),
    ("and has to go once more", remove(LETTER, "2026-04-25", "A court forbids it.")),
    ("a second council", in_folder("southport/authority.yml", AUTHORITY.format(name="Southport"))),
    ("its first item", put("southport/items/2026-fire", item("fire"))),
    ("an undated item", put(PARKS, item("parks", meeting="not stated"))),
    ("its date is learned", edit(PARKS, "meeting: not stated", "meeting: 2026-02-10")),
    ("the meeting gets a file", put("meetings/2026-02-10-housing", MEETING)),
    ("the file of the meeting goes", delete("meetings/2026-02-10-housing")),
    ("a record is a draft again", both(edit(PARKS, PUBLIC, DRAFT), entry(PARKS, "2026-05-02"))),
    ("and public again", both(edit(PARKS, DRAFT, PUBLIC), add("removed", AGAIN.format(day="2026-05-03")))),
    ("a council is renamed", rename_authority),
    ("a plan is added", put("plans/2026-plan", PLAN)),
    ("the plan is withdrawn", add("plans/2026-plan", WITHDRAWN)),
    ("many items", many_items),
    ("most of them are withdrawn", most_withdrawn),
    ("an item in Welsh", put("items/2026-ysgol", item("ysgol", "language: cy\n"))),
    ("which is renamed", rename("items/2026-ysgol", "items/2026-ysgolion")),
    ("and has to go", remove("items/2026-ysgolion", "2026-05-11")),
    ("an exempt item", put("items/2026-zzqcontract", item("zzqcontract").replace(PUBLIC, EXEMPT))),
    (
        "two records become one",
        both(delete(MANY[69]), rename(MANY[68], "items/2026-calls", MANY[68], MANY[69])),
    ),
    ("an item moves to the other council", rename(MANY[67], "southmere/items/2026-call")),
    ("it has to go there", remove("southmere/items/2026-call", "2026-05-15")),
    ("a response", put("responses/2026-cabinet", RESPONSE)),
    ("the other council is no more", leave_nothing),
    ("an inspection", put("inspections/2026-homes", INSPECTION)),
    ("which an item is about", add(DAMP, "about: [inspections/2026-homes]\n")),
    ("a subject goes from every item", in_every_file("themes: [heat]\n", "")),
    ("nothing", nothing),
)
"""What is done on each day, in words and in deed."""

LOSSES: dict[str, tuple[Change, str]] = {
    "a file is deleted": (delete(LIFTS), "address-lost"),
    "a file is renamed without a word": (
        both(rename(LIFTS, "items/2026-lift-shafts"), edit("items/2026-lift-shafts", "formerly", "# formerly")),
        "address-lost",
    ),
    "a record is a draft again without a word": (edit(LIFTS, PUBLIC, DRAFT), "address-lost"),
    "an authority is a draft again": (edit("authority", PUBLIC, DRAFT), "address-lost"),
    "a new record at a moved one's address": (put(HOMES, item("other homes")), "address-reused"),
    "a removed record comes back without a word": (
        both(without_last_entry, put("items/2026-ysgolion", item("ysgolion"))),
        "address-reused",
    ),
    "a removed record comes back under a new name": (
        both(without_last_entry, put("items/2026-new", item("new", "formerly: [northport/items/2026-ysgolion]\n"))),
        "address-reused",
    ),
    "a withdrawn record counts again": (edit("plans/2026-plan", WITHDRAWN, ""), "public-again"),
    "a notice for what nobody saw": (entry("items/2026-zzq", "2026-05-19"), "removed-unknown"),
}
"""What publishing refuses after the fifty days, and the rule that says why."""
