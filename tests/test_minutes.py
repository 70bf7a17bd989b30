"""`scrutiny import`: minutes in, a draft out; what is not told stays out, and nothing is overwritten."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bench.minutes import COUNTED, cases, score
from conftest import ROOT
from scrutiny.check import check_content
from scrutiny.commands.main import main
from scrutiny.load.content import load_content
from scrutiny.minutes import Draft, UnreadableError, draft_from, draft_from_paper, read_bytes
from scrutiny.minutes.actions import is_action_line
from scrutiny.minutes.dates import find_dates
from scrutiny.minutes.decision import opening
from scrutiny.minutes.duties import limb_owners
from scrutiny.minutes.posts import plain
from scrutiny.model import Authority

INPUTS = ROOT / "tests" / "minutes"
DRAFTS = INPUTS / "drafts"
CASES = [(path, key) for path, key in cases(INPUTS)]
NAMES = [path.name for path, _ in CASES]

AUTHORITY = """\
title: Northport Borough Council
short_name: Northport
visibility: public
summary: Invented.
gss: not stated
invented: yes
committees:
  homes-scrutiny:
    name: Homes & Communities Scrutiny Committee
    kind: scrutiny
roles:
  director-of-homes:
    title: Director of Homes
    short: DoH
bodies:
  safer-partnership:
    name: Safer Partnership
    kind: partnership
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A record with one council and nothing else."""
    folder = tmp_path / "content"
    (folder / "northport").mkdir(parents=True)
    (folder / "northport" / "authority.yml").write_text(AUTHORITY, "utf-8")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """The command's exit code, and what it says on both streams."""
    with pytest.raises(SystemExit) as end:
        main(["import", *map(str, arguments)])
    said = capsys.readouterr()
    return int(end.value.code or 0), said.out, said.err


def draft(text: str, authority: Authority | None = None, item: str | None = None) -> Draft:
    """The draft made from a text."""
    return draft_from_paper(read_bytes(text.encode(), ".txt"), authority, item=item)


def tree(text: str, authority: Authority | None = None, item: str | None = None) -> dict[str, Any]:
    """The values of the draft made from a text."""
    values: dict[str, Any] = yaml.load(draft(text, authority, item).text, yaml.BaseLoader)  # noqa: S506  text only
    return values


def limbs(text: str) -> list[dict[str, Any]]:
    """The resolutions read from a text that stands under a heading."""
    found: list[dict[str, Any]] = tree(f"Agenda item\n\nDamp homes\n\nMinutes:\n\n{text}")["resolutions"].get(
        "list", []
    )
    return found


def authority(content: Path) -> Authority:
    """The council of the record."""
    found = load_content(content).register.records["northport"]
    assert isinstance(found, Authority)
    return found


def word(*paragraphs: str, numbering: str = "", **parts: str) -> bytes:
    """A Word document with these paragraphs, as XML."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {space}><w:body>{''.join(paragraphs)}</w:body></w:document>"
        )
        if numbering:
            archive.writestr("word/numbering.xml", f"<w:numbering {space}>{numbering}</w:numbering>")
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def paragraph(text: str, number: int = 0, level: int = 0) -> str:
    """A paragraph of a Word document, in a list where it has a number."""
    listed = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>' if number else ""
    return f"<w:p>{listed}<w:r><w:t>{text}</w:t></w:r></w:p>"


# The whole way


@pytest.mark.parametrize("path, key", CASES, ids=NAMES)
def test_every_draft_passes_every_check(
    path: Path, key: dict[str, Any], content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the command writes has no problem, beside the record of the council it belongs to."""
    chosen = ["--item", key["item"]] if "item" in key else []

    code, out, _ = run(capsys, path, "--content", content, *chosen)

    assert code == 0
    assert "Written: " in out
    assert check_content(load_content(content)) == []


@pytest.mark.parametrize("path, key", CASES, ids=NAMES)
def test_a_draft_is_a_draft(path: Path, key: dict[str, Any]) -> None:
    """Whatever the paper says, the draft is withheld, and says that its words are those of the minutes."""
    read = yaml.load(draft_from(path, item=key.get("item")).text, yaml.BaseLoader)  # noqa: S506  text only

    assert read["visibility"] == "draft"
    assert read["words"] == "as minuted"


@pytest.mark.parametrize(
    "name, item",
    [
        ("northport-item-page.html", None),
        ("eastvale-panel-pdf.txt", "14"),
        ("highfold-fire-authority.docx", "22"),
    ],
)
def test_the_drafts_that_are_kept_are_made_again(
    name: str, item: str | None, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page, a text and a Word document give the drafts kept in tests/minutes/drafts, to the letter.

    After a wanted change: `scrutiny import FILE --print > tests/minutes/drafts/NAME.yml`, and read the difference.
    """
    chosen = ["--item", item] if item else []
    code, out, _ = run(capsys, INPUTS / name, "--content", content, "--print", *chosen)

    assert code == 0
    assert out == (DRAFTS / f"{name.partition('.')[0]}.yml").read_text("utf-8")


def test_what_is_read_of_the_open_inputs_stays_right() -> None:
    """Of the open inputs no resolution, verb, owner or date is read that is not in the key, and few are missed."""
    scores = [score(path, key) for path, key in CASES]

    for kind in COUNTED:
        right = sum(each.right[kind] for each in scores)
        assert right == sum(each.read[kind] for each in scores), [each.wrong for each in scores]
        assert right >= 0.9 * sum(each.asked[kind] for each in scores), [each.wrong for each in scores]
    assert {fact for each in scores for fact in each.facts.values()} == {"right"}


def test_a_second_import_replaces_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Importing the same minutes again is refused, names the file that is there, and leaves it as it is."""
    run(capsys, INPUTS / "northport-item-page.html", "--content", content)
    (written,) = (content / "northport" / "items").iterdir()
    written.write_text("# mine\n" + written.read_text("utf-8"), "utf-8")

    code, _, err = run(capsys, INPUTS / "northport-item-page.html", "--content", content)

    assert code == 1
    assert written.name in err
    assert written.read_text("utf-8").startswith("# mine\n")


def test_printing_saves_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --print the draft is shown, and no file is made."""
    code, out, _ = run(capsys, INPUTS / "northport-item-page.html", "--content", content, "--print")

    assert code == 0
    assert "visibility: draft" in out
    assert not (content / "northport" / "items").exists()


def test_several_items_are_listed(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A whole meeting without --item is refused with a list of its items; apologies and the like are not in it."""
    code, _, err = run(capsys, INPUTS / "westmere-cabinet-meeting.html", "--content", content)

    assert code == 1
    assert '--item "5"   5 School streets: second phase' in err
    assert "Apologies" not in err


def test_an_item_that_is_not_there_is_refused(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A number that no item has is answered with those that there are."""
    code, _, err = run(capsys, INPUTS / "eastvale-panel-pdf.txt", "--content", content, "--item", "99")

    assert code == 1
    assert "no one item “99”" in err
    assert "14 COUNCIL TAX SUPPORT SCHEME: SIX MONTHS ON" in err


def test_the_report_says_what_was_left_out(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command counts what it found, lists what could not be told, and says what to do next."""
    _, out, _ = run(capsys, INPUTS / "northport-item-page.html", "--content", content)

    assert "Found: 4 points, 4 questions, 3 recommendations, 4 resolutions." in out
    assert "summary: write it." in out
    assert "Head of Asset Management" in out
    assert "scrutiny check" in out


def test_the_name_has_a_year_only_if_one_is_stated() -> None:
    """The file is named by the year of the meeting where the paper states its day, and undated otherwise."""
    dated = (
        "Housing Panel\nMinutes of the meeting held on 3 June 2025\n\nAgenda item\n\nDamp"
        " homes\n\nMinutes:\n\nResolved – That the report be noted.\n"
    )

    assert draft(dated).name == "2025-damp-homes.yml"
    assert draft(dated.replace("3 June 2025", "3 June")).name == "undated-damp-homes.yml"


def test_equal_minutes_give_equal_drafts() -> None:
    """The same file gives the same draft, to the letter."""
    path = INPUTS / "highfold-fire-authority.docx"

    assert draft_from(path, item="22").text == draft_from(path, item="22").text


def test_a_tracker_goes_its_own_way(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that ends in .csv or .xlsx is no minutes: it is read as a tracker."""
    code, _, err = run(capsys, tmp_path / "tracker.csv", "--content", content)

    assert code == 2
    assert "tracker.csv" in err


def test_with_two_councils_one_has_to_be_named(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the record has two councils and nobody can be asked, --authority is needed."""
    (content / "eastmere").mkdir()
    (content / "eastmere" / "authority.yml").write_text(AUTHORITY.replace("Northport", "Eastmere"), "utf-8")

    code, _, err = run(capsys, INPUTS / "northport-item-page.html", "--content", content)
    named, _, _ = run(capsys, INPUTS / "northport-item-page.html", "--content", content, "--authority", "northport")

    assert (code, named) == (2, 0)
    assert "--authority" in err


# Decisions


@pytest.mark.parametrize(
    "text, verb, rest",
    [
        ("RESOLVED:", "resolved", ""),
        ("Resolved –", "resolved", ""),
        ("agreed:-".capitalize(), "agreed", ""),
        ("It was AGREED that the report be noted.", "agreed", "the report be noted."),
        ("UNANIMOUSLY RESOLVED: That the report be noted.", "resolved", "That the report be noted."),
        ("RESOLVED (6 for, 1 against): That the plan be approved.", "resolved", "That the plan be approved."),
        ("The Committee, having heard the officer, RESOLVED to note the report.", "resolved", "note the report."),
        ("The Committee resolved to:", "resolved", ""),
        ("NODWYD / NOTED: that the visit is in May.", "noted", "that the visit is in May."),
        ("PENDERFYNWYD / RESOLVED: that the plan be made.", "resolved", "that the plan be made."),
        ("RECOMMENDED – That Council approve the plan.", "recommended", "That Council approve the plan."),
        ("The Panel made the following recommendations:", "recommended", ""),
        ("The Committee agreed the following recommendations:", "agreed", ""),
        ("RESOLVED, on the motion of Councillor Sample, that the plan be made.", "resolved", "the plan be made."),
        ("Deferred to the meeting on 3 June 2025.", "deferred", "Deferred to the meeting on 3 June 2025."),
    ],
)
def test_the_words_that_open_a_decision(text: str, verb: str, rest: str) -> None:
    """Councils open a decision in many ways; each gives its verb and what follows."""
    found = opening(text)

    assert found is not None
    assert (found.verb.value, found.rest) == (verb, rest)
    assert found.is_formal


@pytest.mark.parametrize(
    "text",
    [
        "The complaint was resolved after eleven months.",
        "The dispute with one practice had been resolved.",
        "Members agreed that this was not good enough.",
        "It was agreed by all present that neither should have had to fight for it.",
        "It was noted that the first visit would take place in March.",
        "At its last meeting the Panel RESOLVED that the plan be made.",
        "On 3 May 2023 the Committee RESOLVED that the plan be made.",
        "At its meeting on 12 October 2023 the Committee had resolved that waiting times be cut.",
        "The plan was agreed with every school but one.",
        "Agreed in principle by the board in March.",
        "That the report be noted.",
        "MATTERS RESOLVED AT THE LAST MEETING",
    ],
)
def test_words_that_only_sound_like_a_decision(text: str) -> None:
    """In a discussion things are agreed and resolved that the committee did not decide."""
    found = opening(text)

    assert found is None or not found.is_formal


def test_minutes_agreed_as_a_record_are_no_resolution() -> None:
    """Confirming the minutes of an earlier meeting decides nothing about the item."""
    assert limbs("RESOLVED – That the minutes of 3 May be signed as a correct record.") == []


def test_small_letters_decide_only_at_the_end() -> None:
    """“The Panel noted the report” is a decision where the item ends in it, and not where a formal one follows."""
    ends = limbs("Officers presented the report.\n\nThe Panel noted the report.")
    goes_on = limbs("The Panel noted the report.\n\nResolved – That the plan be approved.")

    assert [each["text"] for each in ends] == ["the report."]
    assert [each["text"] for each in goes_on] == ["That the plan be approved."]


def test_limbs_within_one_paragraph() -> None:
    """“(a) … and (b) …” in one paragraph is two limbs; letters inside a limb are not."""
    found = limbs(
        "Resolved – That (a) the report be noted; (b) a letter go to (i) the board and (ii) the"
        " trust; and (c) a group meet."
    )

    assert [each["number"] for each in found] == ["a", "b", "c"]
    assert found[1]["text"] == "a letter go to (i) the board and (ii) the trust"


def test_limbs_with_parts_below_them() -> None:
    """Lettered parts of a numbered limb belong to it."""
    found = limbs(
        "RESOLVED:\n\n(1) That a note set out:\n\n(a) the cost; and\n\n(b) the time;\n\n(2) That the report be noted."
    )

    assert [each["number"] for each in found] == ["1", "2"]
    assert found[0]["text"].strip() == "That a note set out:\n(a) the cost\n(b) the time"


def test_a_beginning_on_a_line_of_its_own() -> None:
    """“RESOLVED”, then “That –”, then the limbs: the line between is no limb."""
    found = limbs("RESOLVED\n\nThat –\n\n(a) the plan be approved;\n\n(b) the report be noted.")

    assert [each["text"] for each in found] == ["the plan be approved", "the report be noted."]


def test_each_limb_may_have_its_verb() -> None:
    """Where the committee “(a) noted … (b) instructed …”, each limb keeps its verb."""
    found = limbs(
        "The Committee:-\n\n(a) noted the report; and\n\n(b) instructed the Director of Homes to report within 14 days."
    )

    assert [each.get("verb", "noted") for each in found] == ["noted", "instructed"]
    assert found[1]["action"]["due"] == {"date": "within 14 days"} or found[1]["action"]["due"] == "within 14 days"


def test_a_decision_printed_twice_counts_once() -> None:
    """A page prints a decision under “Decision” and again under “Minutes”; it is one."""
    text = (
        "Agenda item\n\nDamp homes\n\nDecision:\n\nResolved – That the plan be"
        " approved.\n\nMinutes:\n\nOfficers spoke at length about damp.\n\nResolved – That the plan"
        " be approved.\n"
    )

    assert len(tree(text)["resolutions"]["list"]) == 1


@pytest.mark.parametrize("end", ["RESOLVED that", "Resolved –\n\n(1) That the Director be asked to", "RESOLVED:"])
def test_a_decision_that_stops_in_mid_sentence_is_not_guessed(end: str) -> None:
    """Where the text stops in the decision, no outcome is told: it is not held, and a gap says so."""
    read = tree(f"Agenda item\n\nDamp homes\n\nMinutes:\n\nThe Panel heard the officer.\n\n{end}")

    assert read["resolutions"] == {"verb": "not held"}
    assert "stops in mid-sentence" in read["gaps"][0]["what"]
    assert read["sources"][0]["held"] == "partial"


TEXTS = [(path, key) for path, key in CASES if path.suffix == ".txt"]


@pytest.mark.parametrize("path, key", TEXTS, ids=[path.name for path, _ in TEXTS])
def test_a_text_cut_off_anywhere_is_never_guessed(path: Path, key: dict[str, Any]) -> None:
    """Wherever a text is cut off in mid-sentence, its outcome is not held, and no resolution is made up or unmarked."""
    raw = path.read_bytes()
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    whole = tree(text, item=key.get("item"))["resolutions"].get("list", [])
    words = [plain(each["text"]) for each in whole]
    places = [found.end() for found in re.finditer(r"[a-z]{2,}(?= [a-z])", text)]
    for end in places[5 :: max(1, len(places) // 10)]:
        try:
            made = draft(text[:end], item=key.get("item"))
        except UnreadableError:
            continue
        outcome = yaml.load(made.text, yaml.BaseLoader)["resolutions"]  # noqa: S506  text only
        read = [plain(each["text"]) for each in outcome.get("list", [])]
        unknown = [each for each in read if each not in words]
        assert outcome["verb"] != "none recorded", text[end - 60 : end]
        assert all(any(each.startswith(part) for each in words) for part in unknown), text[end - 60 : end]
        assert not unknown or any("without a full stop" in each for each in made.missing), text[end - 60 : end]


def test_minutes_that_stop_in_a_motion_hold_no_outcome() -> None:
    """Numbered paragraphs that stop in the middle of a motion: the outcome is not held, and gap and comment say why."""
    made = draft_from(INPUTS / "longreach-truncated.txt")
    read = yaml.load(made.text, yaml.BaseLoader)  # noqa: S506  text only

    assert read["resolutions"] == {"verb": "not held"}
    assert "stops in mid-sentence" in read["gaps"][0]["what"]
    assert "# The text stops in mid-sentence (line " in made.text


def test_agreed_in_the_discussion_is_listed_as_unsure() -> None:
    """“It was agreed that a report come back in May” stays in the discussion, and the list at the top has its place."""
    made = draft(
        "Agenda item\n\nDamp homes\n\nMinutes:\n\nIt was agreed that a report come back in May.\n\n"
        "Officers thanked the members for their time.\n\nRESOLVED – That the plan be approved.\n"
    )

    assert made.counts["resolutions"] == 1
    assert any(
        each.startswith("resolutions: these places sound like a decision") and "line 7" in each for each in made.missing
    )


def test_whole_limbs_before_the_end_are_kept() -> None:
    """Of a list that stops in its second limb the first is kept, and the lost one is listed."""
    made = draft("Agenda item\n\nDamp homes\n\nMinutes:\n\nRESOLVED:\n\n(1) That the report be noted;\n\n(2) that the")

    assert "number: 1" in made.text
    assert any("stops in mid-sentence and was left out" in each for each in made.missing)


def test_minutes_without_a_decision_say_so() -> None:
    """Whole minutes in which nothing was decided are not the same as minutes that are not held."""
    assert tree("Agenda item\n\nDamp homes\n\nMinutes:\n\nThe Panel heard the officer.")["resolutions"] == {
        "verb": "none recorded"
    }
    assert tree("Agenda item\n\nDamp homes\n\nSlides on damp homes.")["resolutions"] == {"verb": "not held"}


def test_equal_recommendations_are_paired() -> None:
    """A resolution in the words of the recommendation is paired with it; one of other words is left to the officer."""
    made = draft(
        "Agenda item\n\nDamp homes\n\nRecommended –\n\n(1) That the report be noted.\n\n(2) That a"
        " plan come to the next meeting.\n\nMinutes:\n\nOfficers spoke.\n\nResolved –\n\n(1) That the"
        " report be noted.\n\n(2) That a plan come to the June meeting."
    )
    read = yaml.load(made.text, yaml.BaseLoader)["resolutions"]["list"]  # noqa: S506  text only

    assert (read[0]["recommended"], read[0]["change"]) == ("1", "none")
    assert "change" not in read[1]
    assert "# recommended: 2" in made.text


STYLES = {
    "numbers without a full stop, letters below": (
        (
            "SCRUTINY BOARD (HOMES)\n\nWEDNESDAY, 17TH SEPTEMBER, 2025\n\n41 Damp homes - Update\n\nThe"
            " officer spoke.\n\n"
            "RESOLVED –\na) That the report be noted.\nb) That a plan be made.\n\n42 Work"
            " Schedule\n\nRESOLVED – That it be agreed."
        ),
        ("Damp homes - Update", "SCRUTINY BOARD (HOMES)", "2025-09-17", ["a", "b"]),
    ),
    "starred minutes, broken lines": (
        (
            "HOMES SUB COMMITTEE\n\nTUESDAY, 2ND DECEMBER 2025\n\n*15 DAMP: SECOND REPORT\n\nThe Manager"
            " submitted a report about damp"
            " in homes of\nthe council. Members noted the position with regard to it and the\nfact that"
            " repairs were late.\n\n"
            "RESOLVED\n\nThat -\n\n(a)  the plan be approved; and\n\n(b)  a report be made.\n\n*16 URGENT"
            " BUSINESS\n\nThere was none."
        ),
        ("DAMP: SECOND REPORT", "HOMES SUB COMMITTEE", "2025-12-02", ["a", "b"]),
    ),
    "year in the number": (
        (
            "Homes Commission\nMinutes of a meeting of the Homes Commission held on Wednesday 9th October"
            " 2024 at 5.30pm\n\n"
            "24/19 Minutes of the previous meeting\nRESOLVED – That the minutes of 4 September 2024 be signed.\n\n"
            "24/20 Damp homes\nThe Director spoke.\nRESOLVED –\n(1) That the plan be endorsed;\n(2) That"
            " the Chair write."
        ),
        ("Damp homes", "Homes Commission", "2024-10-09", ["1", "2"]),
    ),
    "the committee, and what it did": (
        (
            "Homes Committee – 21 January 2026\n\nMinute 8: Damp homes\nThe officer spoke to the report.\n\n"
            "Following questions, the Committee:\n• welcomed the plan\n• agreed to look again"
        ),
        ("Damp homes", "Homes Committee", "2026-01-21", ["1", "2"]),
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_councils_lay_minutes_out_in_many_ways(style: str) -> None:
    """Heading, committee, day and limbs are found whatever way a council numbers and phrases its minutes."""
    text, (heading, committee, date, numbers) = STYLES[style]
    read = tree(text)

    assert (read["heading"], read["committee"]["stated"], read["meeting"]) == (heading, committee, date)
    assert [each["number"] for each in read["resolutions"]["list"]] == numbers


def test_a_motion_that_was_carried_is_a_decision() -> None:
    """The one motion that was moved with its words and carried is the decision, and the list still points at it."""
    text = (
        "Agenda item\n\nDamp homes\n\nMinutes:\n\nCouncillor Sample moved that the plan be made.\n\n"
        "The motion was carried."
    )
    amended = text.replace("The motion was carried.", "An amendment was moved and carried.")

    assert tree(text)["resolutions"]["verb"] == "carried"
    assert any(each.startswith("motions: a motion or a vote stands at line 9") for each in draft(text).missing)
    assert tree(amended)["resolutions"] == {"verb": "none recorded"}


# Who and when


@pytest.mark.parametrize(
    "words, date",
    [
        ("by 30 June 2024", "2024-06-30"),
        ("by Friday 30th June, 2024", "2024-06-30"),
        ("by 30/06/2024", "2024-06-30"),
        ("by 30.06.24", "2024-06-30"),
        ("by Friday 22 March", "22 March"),
        ("by the end of March 2024", "2024-03"),
        ("by the end of March", "not stated"),
        ("within three months", "within 3 months"),
        ("in six months’ time", "within 6 months"),
        ("within 10 working days", "within 10 working days"),
        ("within a fortnight", "within 2 weeks"),
        ("to the next meeting", "next meeting"),
        ("to a future meeting", "not stated"),
        ("at the September meeting", "not stated"),
        ("immediately", "immediately"),
        ("every quarter", "every quarter"),
        ("on a quarterly basis", "every quarter"),
        ("in Q3 2024/25", "2024-Q4"),
        ("in Q2 2024", "not stated"),
        ("in the spring", "not stated"),
        ("to be confirmed", "to be confirmed"),
        ("7 and 8 March 2019", "2019-03-07 to 2019-03-08"),
    ],
)
def test_dates_as_papers_give_them(words: str, date: str) -> None:
    """Each kind of date becomes the expression of a record; what gives no day, month or limit becomes none."""
    (found,) = find_dates(f"That it come {words}.")

    assert found.date == date
    assert found.stated in f"That it come {words}."


@pytest.mark.parametrize(
    "text", ["30 February 2024", "31/31/2024", "the 12 homes", "£30.06", "paragraph 4.2", "May I ask"]
)
def test_what_is_no_date(text: str) -> None:
    """A day that is in no calendar, a sum or a number of a paragraph is no date."""
    assert [each for each in find_dates(text) if each.date != "not stated"] == []


@pytest.mark.parametrize(
    "text, owners",
    [
        ("that the Director of Homes be asked to report", ["Director of Homes"]),
        ("to ask the Head of Legal and Democratic Services for a note", ["Head of Legal and Democratic Services"]),
        ("that the Director of Homes and the Head of Finance write jointly", ["Director of Homes", "Head of Finance"]),
        (
            ("to delegate to the Director of Place, in consultation with the Cabinet Member for Streets, to act"),
            ["Director of Place"],
        ),
        ("that the report of the Director of Homes be noted", []),
        ("that residents be thanked", []),
    ],
)
def test_who_is_to_carry_out_a_limb(text: str, owners: list[str]) -> None:
    """A limb's owner is the post it asks; a post only consulted, or whose report it is, is none."""
    assert limb_owners(text) == owners


def test_an_owner_of_the_authority_is_its_short_name(content: Path) -> None:
    """A post that authority.yml knows is written by its name there, by title or letters; another keeps its words."""
    council = authority(content)
    base = "Agenda item\n\nDamp homes\n\nMinutes:\n\nResolved – That the plan be approved.\n\nACTION: {}\n"

    assert tree(base.format("Director of Homes"), council)["resolutions"]["owner"] == "director-of-homes"
    assert tree(base.format("DoH"), council)["resolutions"]["owner"] == "director-of-homes"
    assert tree(base.format("Head of Parks"), council)["resolutions"]["owner"] == {"stated": "Head of Parks"}


def test_a_committee_of_the_authority_is_its_short_name(content: Path) -> None:
    """A committee is matched by name, “&” like “and”; one that is unknown keeps its words."""
    head = "{}\n3 June 2025\n\nAgenda item\n\nDamp homes\n\nMinutes:\n\nResolved – That the plan be approved.\n"

    known = tree(head.format("Homes and Communities Scrutiny Committee"), authority(content))
    other = tree(head.format("Homes Overview Panel"), authority(content))

    assert known["committee"] == "homes-scrutiny"
    assert other["committee"] == {"name": "not stated", "stated": "Homes Overview Panel"}


def test_action_lines_go_to_the_limbs_they_name() -> None:
    """“ACTION: A (1); B (2)” gives each limb its owner; an action with words of its own becomes a point."""
    read = tree(
        "Agenda item\n\nDamp homes\n\nMinutes:\n\nRESOLVED:\n\n(1) That a plan be made.\n\n(2) That a"
        " letter go.\n\nACTION: Head of Parks (1); Head of Finance (2)\n\nACTION: Head of Parks to"
        " count the trees by 3 June 2025\n"
    )

    assert [each["owner"]["stated"] for each in read["resolutions"]["list"]] == ["Head of Parks", "Head of Finance"]
    (action,) = (each for each in read["points"] if "action" in each)
    assert action["action"]["due"]["date"] == "2025-06-03"


@pytest.mark.parametrize(
    "line, is_action",
    [
        ("ACTION: Head of Parks", True),
        ("(Action – DCS)", True),
        ("Action by: Clerk", True),
        ("Actions speak loudly.", False),
    ],
)
def test_action_lines(line: str, is_action: bool) -> None:  # noqa: FBT001
    """An ACTION line is known by its first word and the sign behind it."""
    assert is_action_line(line) is is_action


# People


def test_numbers_and_addresses_stay_out() -> None:
    """No telephone number or e-mail address comes into the draft, not even into a comment."""
    made = draft(
        "Agenda item\n\nDamp homes\n\nMinutes:\n\nAnybody may ring 01632 960001 or write to"
        " a.person@northport.example about the plan for damp homes.\n\nContact: Clerk, 01632 960002\n"
    )

    assert not re.search(r"96000\d|@northport", made.text)
    assert any("left out" in each for each in made.missing)


def test_names_without_a_public_role_stay_out() -> None:
    """An officer is carried as a post and a member of the public as nobody; a councillor keeps the name."""
    read = tree(
        "Agenda item\n\nDamp homes\n\nMinutes:\n\nJane Invented (Director of Homes) presented the"
        " plan.\n\nA letter of Mrs Made-Up was read.\n\nCouncillor Ada Example asked if it was late. The Director of"
        " Homes replied that it was.\n"
    )

    texts = " ".join(each["text"] for each in read["points"])
    assert "Invented" not in texts
    assert "Made-Up" not in texts
    assert "The Director of Homes presented the plan." in texts
    assert read["questions"][0]["by"] == {
        "role": "Member",
        "name": "Councillor Ada Example",
        "public_role": "councillor",
    }


# Files


def test_word_numbers_are_counted_as_word_counts_them() -> None:
    """Automatic numbers stand nowhere in the text: levels count and restart, and each prints its own form."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, start, kind, text in (
            (0, 3, "decimal", "%1."),
            (1, 1, "decimal", "%1.%2"),
            (2, 1, "lowerRoman", "(%3)"),
        )
    )
    lists = (
        f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    )
    raw = word(*(paragraph(f"word {n}", 7, level) for n, level in enumerate((0, 1, 2, 2, 1, 2, 0, 1))), numbering=lists)

    assert [each.label for each in read_bytes(raw, ".docx").passages] == [
        "3.",
        "3.1",
        "(i)",
        "(ii)",
        "3.2",
        "(i)",
        "4.",
        "4.1",
    ]


def test_deleted_and_hidden_words_are_no_text() -> None:
    """Words struck out as a tracked change or hidden are not read; words put in are."""
    raw = word(
        "<w:p><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
    )

    assert [each.text for each in read_bytes(raw).passages] == ["kept new"]


def test_a_page_is_read_as_it_is_seen() -> None:
    """Scripts, navigation and hidden parts of a page are not read; list numbers and line breaks are."""
    page = (
        b"<html><body><nav>RESOLVED</nav><script>x</script><main><p style='display: none'>no</p><ol"
        b" type='a'><li>one<li>two</ol><p>up<br>down</p></main></body></html>"
    )

    passages = read_bytes(page, ".html").passages
    assert [(each.label, each.text) for each in passages] == [("(a)", "one"), ("(b)", "two"), ("", "up"), ("", "down")]


BAD = {
    "empty.txt": (b" \r\n", "the file is empty"),
    "scan.pdf": (b"%PDF-1.7 ...", "If nothing can be selected it is a scan"),
    "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(600), "save it as .docx"),
    "locked.docx": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "broken.docx": (b"PK\x03\x04 not a zip", "damaged"),
    "text.docx": (b"only text", "it is no Word document"),
    "windows.txt": ("The committee’s \x8d view".encode("cp1252", "ignore") + b"\x8d", "--encoding windows-1252"),
    "picture.png": (b"\x89PNG\r\n", "picture"),
    "rich.rtf": (b"{\\rtf1 x}", "rich text"),
    "binary.txt": (b"a\0b\0c", "it is not text"),
    "login.html": (
        b"<html><body><form><input type='password'></form><p>Sign in</p></body></html>",
        "asks for a password",
    ),
    "mail.mht": (b"From: x\r\nMIME-Version: 1.0\r\n", "web archive"),
    "signs.txt": (b"1234 --- 5678", "there is no text in it"),
}


@pytest.mark.parametrize("name", BAD)
def test_files_that_are_no_minutes(
    name: str, content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each kind of file that cannot be read gets a sentence that says what it is and what to do."""
    raw, said = BAD[name]
    (tmp_path / name).write_bytes(raw)

    code, out, err = run(capsys, tmp_path / name, "--content", content)

    assert (code, out) == (1, "")
    assert err.startswith(f"{name}: ")
    assert said in err


def test_an_archive_that_unpacks_without_end_is_refused() -> None:
    """A small Word file that unpacks to more than minutes can be is refused before it is unpacked."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 32_000_000)

    with pytest.raises(UnreadableError, match="unpacks to more"):
        read_bytes(made.getvalue(), ".docx")


def test_entities_in_a_word_file_are_not_opened() -> None:
    """A Word file that asks for another file of the machine gets nothing from it."""
    xml = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e;word</w:t></w:r></w:p></w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", xml)

    try:
        texts = [each.text for each in read_bytes(made.getvalue()).passages]
    except UnreadableError:
        texts = []
    assert not any(Path("/etc/hostname").read_text("utf-8").strip() in text for text in texts)


def test_another_encoding_can_be_named(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --encoding a file from Windows is read with its apostrophes."""
    path = tmp_path / "minutes.txt"
    path.write_bytes("Agenda item\n\nTenants’ charter\n\nMinutes:\n\nOfficers spoke.\n".encode("cp1252"))

    code, out, _ = run(capsys, path, "--content", content, "--print", "--encoding", "windows-1252")

    assert code == 0
    assert "Tenants’ charter" in out


def test_letters_of_windows_are_read_and_noted(tmp_path: Path) -> None:
    """A file that can only be in windows-1252 is read without --encoding, and the draft says so."""
    path = tmp_path / "minutes.txt"
    path.write_bytes("Agenda item\n\nTenants’ charter\n\nMinutes:\n\nIt cost £5.\n".encode("cp1252"))

    made = draft_from(path)

    assert "Tenants’ charter" in made.text
    assert "£5" in made.text
    assert any("was read as windows-1252" in each for each in made.missing)


def test_the_head_of_an_e_mail_is_left_out() -> None:
    """Who sent minutes to whom, and on which day, is no part of them, and the draft says that it was left out."""
    made = draft(
        "From: A. Clerk\nSent: 9 May 2024\nTo: B. Member\nSubject: Minutes\n\nHomes Panel\n\n3 April 2024\n\n"
        "7. Damp homes\n\nRESOLVED – That the plan be approved.\n"
    )

    assert "Clerk" not in made.text
    assert yaml.load(made.text, yaml.BaseLoader)["meeting"] == "2024-04-03"  # noqa: S506  text only
    assert any("head of an e-mail" in each for each in made.missing)


def test_a_tall_cell_does_not_move_its_neighbours() -> None:
    """Under a cell that reaches over two rows, the cells of the second row stay in their own columns."""
    page = (
        "<table><tr><th>Item<th>Action<th>Owner<tr><td rowspan=2>Damp homes<td>Write a plan<td>Head of Homes"
        "<tr><td>Count the homes<td>Head of Data</table>"
    )

    actions = [each for each in read_bytes(page.encode(), ".html").passages if each.is_action]

    assert [(each.text, each.owner) for each in actions] == [
        ("Write a plan", "Head of Homes"),
        ("Count the homes", "Head of Data"),
    ]


def test_a_number_in_a_cell_numbers_the_text_beside_it() -> None:
    """Where a table only lays out, the number in the first cell is the number of the paragraph beside it."""
    page = "<table><tr><td>12.<td>Damp homes<tr><td>(a)<td>That the plan be made.</table>"

    passages = read_bytes(page.encode(), ".html").passages

    assert [(each.label, each.text) for each in passages] == [("12.", "Damp homes"), ("(a)", "That the plan be made.")]


ENDLESS = {
    "limbs": "'RESOLVED' "
    "+ ''.join(f'\\n\\n({n}) That the Director of Homes report by 3 May 2024;' for n in range(15000))",
    "dashes": "'ACTION: ' + ' – a' * 550",
    "words": "'A A A ' * 160000",
    "lines": "'The Panel agreed that a plan be made.\\n' * 25000",
    "names": "''.join(f'Ab{chr(97 + n % 26)} Exa{chr(97 + n // 26 % 26)} '"
    "f'(Head of Homes) said x.\\n\\n' for n in range(1900))",
    "dates": "('RESOLVED that ' + '3 May 2024 ' * 1000)",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_paper_of_any_length_comes_to_an_end(name: str) -> None:
    """Up to a megabyte of anything is read or refused, and does not keep an officer waiting without end."""
    program = (
        "from scrutiny.minutes import *\n"
        f"text = 'HOMES PANEL\\n\\n3 April 2024\\n\\n7. Damp homes\\n\\n' + {ENDLESS[name]}\n"
        "try:\n    print(bool(draft_from_paper(read_bytes(text.encode(), '.txt')).text))\n"
        "except UnreadableError as error:\n    print(error)\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT / "hooks", capture_output=True, text=True, timeout=60, check=True
    )

    assert ended.stdout.strip() == "True" or "long" in ended.stdout or "no minutes" in ended.stdout


# Anything at all

WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *(
                    "RESOLVED:",
                    "Agreed –",
                    "that",
                    "(a) ",
                    "(1) ",
                    "1. ",
                    "• ",
                    "\n",
                    "\n\n",
                    "ACTION: ",
                    "Head of Parks",
                    "by 30 June 2024",
                ),
                *(
                    "Minutes:",
                    "Agenda item",
                    "Q. ",
                    "A. ",
                    "?",
                    "within 3 months",
                    "31 April",
                    "#",
                    ": ",
                    "\t",
                    "3.1 ",
                    "<<<<<<<",
                    "and AGREED ",
                ),
                *(
                    "01632 960001",
                    "a@b.example",
                    "\ufb01",
                    "â€™",
                    "\u202e",
                    "\xa0",
                    "null",
                    "~",
                    "Page 3 of 4",
                    "7",
                    "(i)",
                    "next meeting",
                ),
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("RESOLVED: (a) \u202e; (b) x")
@example("0\u00c2\x08\u00a1")
@given(WORDS)
def test_any_text_gives_a_good_draft_or_a_refusal(content: Path, text: str) -> None:
    """Whatever text is pasted, the draft made of it passes every check, or a sentence says why there is none."""
    try:
        made = draft(text)
    except UnreadableError:
        return
    path = content / "northport" / "items" / made.name
    path.parent.mkdir(exist_ok=True)
    path.write_text(made.text, "utf-8")
    try:
        assert check_content(load_content(content)) == []
    finally:
        path.unlink()


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([".docx", ".html", ".txt", ""]),
    st.sampled_from([b"", b"PK\x03\x04", b"<html>", b"\xff\xfe"]),
)
def test_any_bytes_give_a_paper_or_a_refusal(raw: bytes, ending: str, begins: bytes) -> None:
    """Whatever bytes a file holds, and whatever it is called, there is a draft or a sentence, and no fault."""
    try:
        assert draft_from_paper(read_bytes(begins + raw, ending)).text
    except UnreadableError:
        return


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_xml_in_a_word_file_gives_a_paper_or_a_refusal(text: str) -> None:
    """A Word document whose parts hold anything is read or refused."""
    try:
        read_bytes(word(text, numbering=text))
    except (UnreadableError, UnicodeEncodeError):
        return


def test_a_file_that_is_not_there_is_told_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is asked for a council, or for the folder of the record, for a file that is not there."""
    code, _, err = run(capsys, tmp_path / "minuts.txt", "--content", tmp_path / "nowhere")
    assert code == 2
    assert "there is no file " in err
    assert "minuts.txt. Look at its name, and in which folder it is." in " ".join(err.split()).replace("- ", "")
    assert "--authority" not in err
