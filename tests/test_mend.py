"""`scrutiny check --fix`: what has one cure is mended, and nothing else is touched."""

import os
import pty
import re
import select
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import click
import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from conftest import ROOT
from scrutiny.address import FOLDERS
from scrutiny.check import check_content
from scrutiny.commands import fix
from scrutiny.load import read_document
from scrutiny.load.content import load_content
from scrutiny.load.placed import SHARED
from scrutiny.mend import Mended, mended
from scrutiny.mend.draft import decided_lines
from scrutiny.model import Authority, Item, Removals
from scrutiny.problem import Problem

CASES = Path(__file__).parent / "cases" / "mend"
BASE = (CASES / "base.txt").read_text("utf-8")
NAME = "content/northport/items/2025-hub.yml"
SCRUTINY = str(Path(sys.executable).parent / "scrutiny")


def cases(file: str) -> list[Any]:
    """The cases of one file, each as a parameter with its name."""
    read = yaml.safe_load((CASES / file).read_text("utf-8"))
    return [pytest.param(case, id=name) for name, case in read["cases"].items()]


def with_lines(lines: dict[int, str]) -> str:
    """The base record with some lines written otherwise."""
    written = BASE.splitlines()
    for number, line in lines.items():
        written[number - 1] = line
    return "\n".join(written) + "\n"


def mend(text: str | bytes) -> Mended:
    """A committee item, mended."""
    return mended(text if isinstance(text, bytes) else text.encode("utf-8"), NAME, Item)


def tree(raw: bytes) -> Any:
    """What a file is read as."""
    return read_document(raw, NAME).tree


@pytest.mark.parametrize("case", cases("mended.yml"))
def test_what_has_one_cure_is_mended(case: dict[str, Any]) -> None:
    """The lines are as the case says, all others as they were, the officer is told why, and the record is good."""
    result = mend(with_lines(case["before"]))

    assert result.raw.decode("utf-8") == with_lines(case["after"])
    assert [f"{each.place.line}: {each.what}" for each in result.mends] == case["says"]
    assert result.left == ()


@pytest.mark.parametrize("case", [*cases("left_alone.yml"), *cases("accepted.yml")])
def test_what_has_more_than_one_cure_or_needs_none_is_left_alone(case: dict[str, Any]) -> None:
    """Not a byte is changed; where something is wrong the check says so as before."""
    text = with_lines(case["lines"])
    result = mend(text)

    assert (result.raw, result.mends) == (text.encode("utf-8"), ())
    assert bool(result.left) is ("why" in case)


@pytest.mark.parametrize("case", [*cases("mended.yml"), *cases("left_alone.yml")])
def test_mending_twice_is_mending_once(case: dict[str, Any]) -> None:
    """What was mended is not touched again."""
    once = mend(with_lines(case.get("before") or case["lines"]))
    twice = mend(once.raw)

    assert (twice.raw, twice.mends) == (once.raw, ())


WINDOWS = "    text: The council’s café – “not enough” – costs £40 in 2018–19…"


@pytest.mark.parametrize(
    "raw, after, says",
    [
        (BASE.encode("utf-16"), BASE, "the file is saved as UTF-8; it was UTF-16"),
        (b"\xfe\xff" + BASE.encode("utf-16-be"), BASE, "the file is saved as UTF-8; it was UTF-16"),
        (BASE.encode("utf-32"), BASE, "the file is saved as UTF-8; it was UTF-32"),
        (
            with_lines({19: WINDOWS}).encode("cp1252"),
            with_lines({19: WINDOWS}),
            "the file is saved as UTF-8; it was Windows-1252",
        ),
        (BASE.replace("\n", "\r").encode(), BASE, "all lines end alike; the line ends were an old Macintosh's"),
        (
            BASE.replace("\n", "\r\n", 7).encode(),
            BASE,
            "all lines end alike; the line ends were of several kinds",
        ),
        (BASE.replace("\n", "\r\r\n").encode(), BASE, "every line has one line end; it had two"),
    ],
    ids=["utf-16", "utf-16-be", "utf-32", "windows", "macintosh", "mixed", "doubled"],
)
def test_a_file_of_another_encoding_is_saved_again(raw: bytes, after: str, says: str) -> None:
    """Encoding and line ends are mended where they have one reading, and no word of the file changes."""
    result = mend(raw)

    assert result.raw == after.encode("utf-8")
    assert [(each.place.line, each.what) for each in result.mends] == [(None, says)]
    assert result.left == ()


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + BASE.encode(),
        BASE.replace("\n", "\r\n").encode(),
        BASE.removesuffix("\n").encode(),
        with_lines({19: "    text: The council\xd5s capacity."}).encode("latin-1"),
        with_lines({19: "    text: Dŵr a thŷ."}).encode("iso8859-14"),
        with_lines({19: "    text: Były radny."}).encode("cp1250"),
        with_lines({19: "    text: Heard from Paweł."}).encode("cp1250"),
        with_lines({19: "    text: Heard from Dvořák."}).encode("cp1250"),
        with_lines({19: "    text: Heard from Şahin."}).encode("cp1254"),
        with_lines({19: "    text: The council’s café â€™."}).encode("utf-8")[:-40] + b"\x92",
        BASE.encode() + b"title: The caf\xc3",
        b"PK\x03\x04" + BASE.encode(),
        b"%PDF-1.7\r\n%\xb5\xb5\n" + BASE.encode(),
        BASE.encode() + b"#" * 1_048_576,
        b"",
        b"\x00" * 40,
        bytes(range(256)),
    ],
    ids=[
        "mark",
        "crlf",
        "no_end",
        "mac",
        "welsh",
        "polish",
        "polish_end",
        "czech",
        "turkish",
        "both",
        "cut",
        "zip",
        "pdf",
        "large",
        "empty",
        "noughts",
        "all_bytes",
    ],
)
def test_bytes_that_are_accepted_or_doubtful_stay(raw: bytes) -> None:
    """A byte order mark and CRLF are accepted; other programs' files, mixed encodings and large files are not ours."""
    assert (mend(raw).raw, mend(raw).mends) == (raw, ())


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "mark"])
def test_a_file_of_windows_keeps_its_line_ends_and_mark(mark: bytes) -> None:
    """CRLF throughout and a byte order mark stay when a line is mended."""
    before = mark + with_lines({1: "title: Risk: high"}).replace("\n", "\r\n").encode()
    after = mark + with_lines({1: 'title: "Risk: high"'}).replace("\n", "\r\n").encode()

    assert mend(before).raw == after


def test_comments_blank_lines_and_odd_indentation_stay() -> None:
    """All that is no record stays where it is, to the byte, beside a line that is mended."""
    head = "# Ada: check this\n\n\ntitle: Risk: high  # as minuted\n   \n# visibility: draft\n"
    text = head + BASE.partition("\n")[2].replace("themes:\n  - hub\n", "themes:\n     # of two\n     - hub\n")

    assert mend(text).raw.decode() == text.replace("Risk: high", '"Risk: high"')


def test_a_file_of_unknown_place_is_still_read() -> None:
    """Without a model only what YAML cannot read is mended."""
    result = mended(b"title: Risk: high\nVisibility: Public\n", "content/misc.yml", None)

    assert result.raw == b'title: "Risk: high"\nVisibility: Public\n'


def test_what_the_model_refuses_afterwards_is_taken_back() -> None:
    """A value that was put in quotation marks but may be no text is left as it was; the other slips are mended."""
    text = with_lines({1: "title: Risk: high", 6: "meeting: 2025: May", 19: "    text: Heard: all"})
    result = mend(text)

    assert result.raw.decode() == text.replace("Risk: high", '"Risk: high"')
    assert [problem.place.line for problem in result.left] == [6]


@pytest.mark.parametrize("lines", ["  - \t", "  - \t\n  - hub", "  -\t-\thub"])
def test_a_tab_that_cannot_be_taken_out_ends_the_attempt(lines: str) -> None:
    """A tab behind a dash with nothing after it stays, and is tried once."""
    check_safe(with_lines({10: lines}).encode())


class Choice(BaseModel):
    """A closed list with two words that differ in a hyphen only."""

    kind: Literal["front door", "front-door", "hub"]


def test_a_word_that_may_be_one_of_two_is_left_alone() -> None:
    """Where two words of a list come into question, neither is taken."""
    assert mended(b"kind: Hub\n", "content/misc.yml", Choice).raw == b"kind: hub\n"
    assert mended(b"kind: Front_Door\n", "content/misc.yml", Choice).mends == ()


def test_a_hash_waits_for_the_model() -> None:
    """Whether a hash begins a comment is left open while the file cannot be read, and decided when it can."""
    lines = {1: "title: The hub #3", 4: "kind: report #2"}
    unreadable = mend(with_lines({**lines, 9: "themes"}))
    readable = mend(with_lines({**lines, 5: "committee:children"}))

    assert unreadable.mends == ()
    assert readable.text == with_lines({**lines, 1: 'title: "The hub #3"'})


# Damage of every kind that has one cure, done to a good record.


def bullet(text: str) -> str:
    """Word's bullets in place of hyphens."""
    return re.sub(r"^( *)- (?=\S)", r"\1• ", text, flags=re.MULTILINE)


def spared(damage: Callable[[str], str]) -> Callable[[str], bytes]:
    """Damage to every line but the one that says who may see the record, which is never mended."""
    return lambda text: "\n".join(
        line if line.startswith("visibility:") else damage(line) for line in text.split("\n")
    ).encode()


DAMAGE: dict[str, Callable[[str], bytes]] = {
    "utf-16": lambda text: text.encode("utf-16"),
    "mixed line ends": lambda text: text.replace("\n", "\r\n", 3).encode(),
    "old line ends": lambda text: text.replace("\n", "\r").encode(),
    "odd indentation": lambda text: re.sub(
        r"^( +)(?=\S)", lambda m: "\u00a0" * len(m[1]), text, flags=re.MULTILINE
    ).encode(),
    "odd space after colons": spared(lambda line: re.sub(r"^( *(?:- )*\w+:) ", "\\1\u2009", line)),
    "odd space before colons": spared(lambda line: re.sub(r"^( *(?:- )*\w+):", "\\1\u00a0:", line)),
    "zero-width spaces": spared(lambda line: line.replace("t", "t\u200b")),
    "soft hyphens": spared(lambda line: re.sub(r"(?<=[a-z])(?=[a-z])", "\u00ad", line)),
    "bullets of themes": lambda text: text.replace("  - hub", "  • hub").encode(),
    "bullets of points": lambda text: bullet(text).encode(),
    "no space after a colon": lambda text: text.replace("kind: report", "kind:report").encode(),
    "full-width colons": spared(lambda line: re.sub(r"^(\w+): ", r"\1：", line)),
    "capital names": spared(lambda line: re.sub(r"^([a-z])(\w+):", lambda m: f"{m[1].upper()}{m[2]}:", line)),
    "capital values": lambda text: text.replace("concern", "Concern").replace("report", "REPORT").encode(),
    "a date in words": lambda text: text.replace("meeting: 2025-05-20", "meeting: 20th May 2025").encode(),
    "dashes round": lambda text: f"---\n{text}...\n".encode(),
    "a fence": lambda text: f"```yaml\n{text}```\n".encode(),
    "marks taken away": lambda text: re.sub(r'"([^"\n]*)"', r"\1", text).encode(),
    "curly marks": lambda text: re.sub(r'"([^"\n]*)"', r"“\1”", text).encode(),
    "marks left open": lambda text: re.sub(r'"([^"\n]*)"$', r'"\1', text, count=1, flags=re.MULTILINE).encode(),
}
WORDS = st.text("abcdefghijklmnopqrstuvwxyzéŵ’,.()£", min_size=1, max_size=12).filter(lambda word: word[0].isalpha())
# A curly mark at the very end may have been meant to close the quotation: that is left to the officer.
VALUES = (
    st.lists(WORDS, min_size=2, max_size=6)
    .map(lambda words: f"Heard: {' '.join(words)}")
    # A text that only speaks of an embargo is left alone as well: in doubt a line says who may see the record.
    .filter(lambda value: not value.endswith("’") and not decided_lines(value))
)


@pytest.mark.parametrize("kind", DAMAGE)
@settings(max_examples=6, deadline=None)
@given(title=VALUES, text=VALUES, second=VALUES)
def test_a_damaged_record_is_read_as_it_was(kind: str, title: str, text: str, second: str) -> None:
    """Whatever the words, a good record with one kind of damage throughout is mended to what it said."""
    good = with_lines({1: f'title: "{title}"', 19: f'    text: "{text}"', 41: f'      text: "{second}"'})
    meant = tree(good.encode())
    damaged = DAMAGE[kind](good)
    assume(meant is not None)
    result = mend(damaged)

    assert tree(result.raw) == meant
    assert result.left == ()


PIECES = st.sampled_from(
    [
        *("\n", "\t", "\r", "\r\n", " ", "  ", ": ", ":", "- ", "-", " #", "#", '"', "'", "“", "”", "’", "•", "|", ">"),
        *("[", "]", "{", "}", ",", "&", "*", "!", "%", "@", "`", "?", "---\n", "...\n", "```\n", "\\", "<<: ", "~"),
        *("\u00a0", "\u200b", "\u202e", "\u2028", "\u0092", "\x0b", "\x0c", "\x00", "\ufeff", "\ufffd", "Ã©", "â€™"),
        *("title", "kind: ", "Risk: high", "2 March 2025", "02/03/2025", "Public", "：", "#3", "#resolution-1", "ﬁ"),
    ]
)
SPOT = st.tuples(st.integers(0, len(BASE)), st.integers(0, 3), PIECES)


def check_safe(raw: bytes) -> None:
    """The promises that hold for every file."""
    result = mend(raw)
    again = mend(result.raw)
    assert (again.raw, again.mends) == (result.raw, ()), "mending twice changes more"
    if not result.mends:
        assert result.raw == raw
        return
    before = result.before.split("\n")
    after = iter(result.text.split("\n"))
    named = {each.place.line for each in result.mends}
    if any("UTF-8" in each.what for each in result.mends):
        return
    for number, line in enumerate(before, 1):
        # All that may be missing is a line that was named.
        assert number in named or line in after, f"line {number} is lost"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spots=st.lists(SPOT, min_size=1, max_size=6))
def test_no_slip_of_the_keyboard_costs_a_line(spots: list[tuple[int, int, str]]) -> None:
    """Whatever is typed or deleted anywhere, lines that are not named stay, and mending twice is mending once."""
    text = BASE
    for at, gone, piece in spots:
        text = text[:at] + piece + text[at + gone :]
    check_safe(text.encode("utf-8"))


@settings(max_examples=60, deadline=None)
@given(raw=st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=40).map(lambda all_: "".join(all_).encode())))
def test_any_bytes_are_safe(raw: bytes) -> None:
    """No bytes raise an exception, and what cannot be mended is not changed."""
    check_safe(raw)


# The records of the project, and the bad folder.


def model_of(path: Path, content: Path) -> type[BaseModel]:
    """What a file of a content folder holds."""
    parts = path.relative_to(content).parts
    if parts[0] == "shared":
        return SHARED[parts[-1]]
    return FOLDERS[parts[1]] if len(parts) == 3 else Removals if parts[-1] == "removed.yml" else Authority


@pytest.mark.parametrize("content", [ROOT / "content", ROOT / "tests" / "sample" / "content"], ids=["seeds", "sample"])
def test_good_records_are_not_touched(content: Path) -> None:
    """The seeds and the sample have nothing to mend."""
    files = sorted(content.rglob("*.yml"))
    assert files
    for path in files:
        result = mended(path.read_bytes(), path.name, model_of(path, content))
        assert (result.raw, result.mends, result.left) == (path.read_bytes(), (), ()), path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose record is the bad folder, with a link and a pipe."""
    shutil.copytree(ROOT / "tests" / "bad" / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    items = tmp_path / "content" / "northport" / "items"
    (items / "2025-linked.yml").symlink_to("2025-colon.yml")
    os.mkfifo(items / "2025-pipe.yml")
    return tmp_path


def run(project: Path, *arguments: str, code: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a project, with nothing of this machine's settings."""
    environment = {name: value for name, value in os.environ.items() if name != "SCRUTINY_CONTENT"}
    done = subprocess.run(
        [SCRUTINY, "check", *arguments],
        cwd=project,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout, done
    assert code in (None, done.returncode), done
    return done


def snapshot(project: Path) -> dict[str, bytes]:
    """The bytes of every ordinary file."""
    files = (path for path in sorted(project.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in files}


def problems_of(project: Path) -> dict[str, list[Problem]]:
    """The problems of a project's record by file."""
    found: dict[str, list[Problem]] = {}
    for problem in check_content(load_content(project / "content")):
        found.setdefault(problem.place.file, []).append(problem)
    return found


ITEMS = "content/northport/items"
MENDED = {
    f"{ITEMS}/2025-colon.yml": b'title: "Risk: high"\n',
    f"{ITEMS}/2025-open-quote.yml": b'title: "Never closed"\nvisibility: public\n',
    f"{ITEMS}/2025-tab.yml": b"title: A tab\nmeeting:\n  date: 2025-05-20\n",
    f"{ITEMS}/2025-windows.yml": "title: Children’s services\nvisibility: public\n".encode(),
}


def test_the_bad_folder(project: Path) -> None:
    """Only files with a certain cure change; in them the mended problems are gone, elsewhere nothing is new."""
    before, found = snapshot(project), problems_of(project)
    run(project, "--fix", "--yes", code=1)
    after, left = snapshot(project), problems_of(project)

    touched = {name for name in before if before[name] != after[name]}
    assert before.keys() == after.keys()
    assert touched == MENDED.keys() | {f"{ITEMS}/2025-{name}.yml" for name in ("shape", "signs", "utf-16")}
    assert {name: after[name] for name in MENDED} == MENDED
    assert {name: found[name] for name in found.keys() - touched} == {
        name: left[name] for name in left.keys() - touched
    }
    gone = {(each.place.line, each.rule) for name in touched for each in found[name]}
    gone -= {(each.place.line, each.rule) for name in touched for each in left.get(name, [])}
    assert {rule for _, rule in gone} >= {"second-colon", "unclosed-quote", "tab-indentation", "not-utf-8", "tag"}
    assert "Nothing to mend" in run(project, "--fix", "--yes", code=1).stdout
    assert snapshot(project) == after


def test_without_a_terminal_it_only_shows(project: Path) -> None:
    """In a pipe nothing is written without --yes; the difference is shown and the check reports as before."""
    (project / ITEMS / "2025-colon.yml").write_text("visibility: public\ntitle: Risk: high\n", "utf-8")
    before = snapshot(project)
    done = run(project, "--fix", f"{ITEMS}/2025-colon.yml", code=1)

    assert snapshot(project) == before
    assert (
        '-title: Risk: high\n+title: "Risk: high"\n  line 2: the whole value is put in quotation marks' in done.stdout
    )
    assert "Nothing is written: add --yes to write this change to 1 file." in done.stdout
    assert "(second-colon)" in done.stdout
    assert "2025-tab" not in done.stdout


def test_words_that_are_withheld_are_shown_at_a_terminal_only(project: Path) -> None:
    """What may end in a public log tells how many changes a draft needs, and not a word of it."""
    (project / ITEMS / "2025-colon.yml").write_text("visibility: draft\ntitle: A zzqsecret: 2 March\n", "utf-8")
    piped = run(project, "--fix", f"{ITEMS}/2025-colon.yml", code=1)

    assert "2025-colon.yml: 1 change, not shown here" in piped.stdout
    assert "zzqsecret" not in piped.stdout + piped.stderr
    assert '+title: "A zzqsecret: 2 March"' in at_a_terminal(project, "n\n")


def test_only_what_was_asked_for_is_written(project: Path) -> None:
    """With paths, other files stay as they are."""
    before = snapshot(project)
    done = run(project, "--fix", "--yes", f"{ITEMS}/2025-colon.yml", f"{ITEMS}/2025-linked.yml")

    assert {name for name, raw in snapshot(project).items() if before[name] != raw} == {f"{ITEMS}/2025-colon.yml"}
    assert "1 change written to 1 file." in done.stdout
    assert (project / ITEMS / "2025-linked.yml").is_symlink()


def test_a_program_gets_nothing_but_its_format(project: Path) -> None:
    """With --format json the output is JSON alone; what is mended is told on the error output."""
    done = run(project, "--fix", "--yes", "--format", "json", f"{ITEMS}/2025-colon.yml", code=1)

    assert done.stdout.startswith("{")
    assert "1 change written to 1 file." in done.stderr


def test_permissions_stay_and_a_protected_file_is_left_alone(project: Path) -> None:
    """A mended file keeps its permissions; one that may not be written is named and not replaced."""
    shared, protected = project / ITEMS / "2025-colon.yml", project / ITEMS / "2025-tab.yml"
    shared.chmod(0o640)
    protected.chmod(0o444)
    done = run(project, "--fix", "--yes", ITEMS, code=1)

    assert shared.read_bytes() == MENDED[f"{ITEMS}/2025-colon.yml"]
    assert stat.S_IMODE(shared.stat().st_mode) == 0o640
    assert b"\t" in protected.read_bytes()
    assert "2025-tab.yml may not be written" in done.stdout


def test_a_file_that_cannot_be_read_is_left_to_the_check(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that vanishes or cannot be read after it was listed is passed over."""
    before, read = snapshot(project), fix._bytes_of
    monkeypatch.setattr(fix, "_bytes_of", lambda path: None if path.name == "2025-colon.yml" else read(path))
    fix.fix_content(project / "content", (f"{ITEMS}/2025-colon.yml",), yes=True)

    assert "Nothing to mend" in capsys.readouterr().out
    assert snapshot(project) == before


def test_a_pipe_and_a_link_are_never_opened(project: Path) -> None:
    """What is no ordinary file gives no bytes, even where it takes the place of one that was."""
    assert fix._bytes_of(project / ITEMS / "2025-pipe.yml") is None
    assert fix._bytes_of(project / ITEMS / "2025-linked.yml") is None
    assert fix._bytes_of(project / ITEMS / "no-such.yml") is None


def test_a_file_changed_meanwhile_is_left_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who saves the file while the question stands keeps what they saved."""
    path = project / ITEMS / "2025-colon.yml"

    def answer(*_: object, **__: object) -> bool:
        path.write_text("title: Somebody else's\n", "utf-8")
        return True

    monkeypatch.setattr(fix, "_is_at_a_terminal", lambda: True)
    monkeypatch.setattr(click, "confirm", answer)
    fix.fix_content(project / "content", (f"{ITEMS}/2025-colon.yml",), yes=False)

    assert path.read_text("utf-8") == "title: Somebody else's\n"
    assert "was changed meanwhile and is left as it is" in capsys.readouterr().out


def test_a_full_disk_leaves_the_old_file(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a file cannot be written, that is said, and the old one is whole."""

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    before = snapshot(project)
    monkeypatch.setattr(fix, "save_over", full)
    fix.fix_content(project / "content", (f"{ITEMS}/2025-colon.yml",), yes=True)

    assert snapshot(project) == before
    assert "cannot be written (No space left on device)" in capsys.readouterr().out


def test_signs_that_steer_a_terminal_are_not_printed(project: Path) -> None:
    """The difference shows a sign that could steer the terminal as U+FFFD, also where it stays in the file."""
    path = project / ITEMS / "2025-colon.yml"
    path.write_text("# \x1b[31mred\ntitle: Risk: hi\u200bgh\nvisibility: public\n", "utf-8")
    done = run(project, "--fix", f"{ITEMS}/2025-colon.yml", code=1)

    assert "\x1b" not in done.stdout
    assert "\u200b" not in done.stdout
    assert "\ufffd" in done.stdout


def at_a_terminal(project: Path, answer: str) -> str:
    """Run the command at a terminal of its own, answer its question, and return all that it printed."""
    master, slave = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "SCRUTINY_CONTENT"}
    command = [SCRUTINY, "check", "--fix", f"{ITEMS}/2025-colon.yml"]
    process = subprocess.Popen(command, cwd=project, env=environment, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    printed, answered, end = b"", False, time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([master], [], [], 0.2)
        try:
            piece = os.read(master, 65536) if ready else b""
        except OSError:  # the other end is closed
            break
        printed += piece
        if b"[y/N]" in printed and not answered:
            answered = True
            os.write(master, answer.encode())
        if not ready and process.poll() is not None:
            break
    process.wait(timeout=60)
    os.close(master)
    assert answered, printed
    return printed.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.mark.parametrize(
    "answer, is_written, says",
    [("y\n", True, "1 change written"), ("n\n", False, "Nothing is written."), ("\n", False, "Nothing is written.")],
    ids=["yes", "no", "return"],
)
def test_at_a_terminal_it_asks(project: Path, answer: str, is_written: bool, says: str) -> None:  # noqa: FBT001
    """The difference comes before the question; only a yes writes."""
    before = snapshot(project)
    printed = at_a_terminal(project, answer)

    assert printed.index('+title: "Risk: high"') < printed.index("Write this change to 1 file? [y/N]")
    assert says in printed
    assert (snapshot(project) != before) is is_written
    assert ((project / ITEMS / "2025-colon.yml").read_bytes() == MENDED[f"{ITEMS}/2025-colon.yml"]) is is_written
