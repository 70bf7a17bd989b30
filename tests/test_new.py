"""`scrutiny new`: by options and at a real terminal, whatever is answered makes a good file and replaces none."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT, SAMPLE
from scrutiny.address import RECORD_NAME, Address
from scrutiny.check import check_content
from scrutiny.check.personal import found_in
from scrutiny.commands.new import command
from scrutiny.load.broken import broken_letters
from scrutiny.load.content import Loaded, load_content
from scrutiny.model import Resolutions
from scrutiny.problem import report
from scrutiny.register import Register
from scrutiny.scaffold import (
    KINDS,
    Answer,
    Answers,
    Form,
    Question,
    WrongAnswerError,
    file_text,
    problems_of,
    proposed,
    questions,
    read_answer,
    read_name,
    why_not_public,
)
from scrutiny.scaffold.comments import inner_model
from scrutiny.scaffold.fields import LIMBS, MODELS, SHOWN, Shown
from scrutiny.write import readable
from terminal import Terminal

CASES = ROOT / "tests" / "cases" / "new"
SCRUTINY = str(Path(sys.executable).parent / "scrutiny")
COUNCIL = "northwick"

ITEM = {
    "title": ["Northwick: damp homes, March 2026"],
    "kind": ["report"],
    "committee": ["children-scrutiny"],
    "meeting": ["12 March 2026"],
    "about": ["inspections/2024-ilacs"],
    "source": ["Minutes, item 6|https://northwick.example/minutes-6", "Slides of the director|slides"],
    "verb": ["resolved"],
    "resolution": ["1|Note the slides.|note", "(2)|Bring a plan of repairs by June.|request information"],
    "owner": ["director-of-childrens-services"],
    "theme": ["case-records"],
}
INSPECTION = {
    "title": ["Northwick: inspection of children's services, 2026"],
    "kind": ["focused visit"],
    "framework": ["ilacs"],
    "inspectorate": ["children-inspectorate", "The Police Inspectorate"],
    "on-site": ["18 to 22 May 2026"],
    "published": ["2026-06-30"],
    "source": ["Letter to the council|letter|https://northwick.example/letter"],
    "summary": ["Inspectors looked at case records."],
    "visibility": ["public"],
}
GIVEN = {"item": ITEM, "inspection": INSPECTION}
"""The options of the two files that are kept to compare with."""


@pytest.fixture(scope="module")
def sample_record() -> Loaded:
    """The invented authorities, read."""
    loaded = load_content(SAMPLE)
    assert loaded.problems == []
    return loaded


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the invented authorities and the schemas for editors."""
    shutil.copytree(SAMPLE, tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "docs" / "schemas", tmp_path / "docs" / "schemas")
    return tmp_path


def environment() -> dict[str, str]:
    """What a command finds set, with the program on the PATH and without this machine's settings for the content."""
    path = {"PATH": f"{Path(SCRUTINY).parent}:{os.environ['PATH']}"}
    return {name: value for name, value in os.environ.items() if name != "SCRUTINY_CONTENT"} | path


def new(at: Path, *arguments: str, code: int = 0) -> Result:
    """Run `scrutiny new` in this process, where there is no terminal."""
    with chdir(at):
        done = CliRunner(env={"SCRUTINY_CONTENT": None}).invoke(command, arguments)
    assert done.exit_code == code, (done.output, done.exception)
    return done


def refused(at: Path, *arguments: str) -> str:
    """Use `scrutiny new` wrongly, and return what it says, on one line."""
    return " ".join(new(at, *arguments, code=2).stderr.split())


def options(given: Mapping[str, list[str]], **more: str) -> list[str]:
    """Answers as options of the command."""
    every = {**given, **{name: [value] for name, value in more.items()}}
    return [part for name, values in every.items() for value in values for part in (f"--{name}", value)]


def files(project: Path) -> dict[str, bytes]:
    """Every file of a project's record."""
    folder = project / "content"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def whole_check(folder: Path) -> str:
    """What the checks say of a whole record."""
    return report(check_content(load_content(folder)))


def answered(kind: str, given: Mapping[str, list[str]], register: Register) -> dict[str, tuple[Answer, ...]]:
    """Options as answers."""
    return {
        question.name: tuple(read_answer(question, text) for text in given[question.name])
        for question in questions(kind, register, COUNCIL)
        if question.name in given
    }


# What is written


@pytest.mark.parametrize("kind, name", [("item", "2026-damp-homes"), ("inspection", "2026-childrens-services")])
def test_files_are_as_kept(project: Path, kind: str, name: str) -> None:
    """By options an item and an inspection become the files kept to compare with, and the whole record stays good."""
    before = files(project)
    done = subprocess.run(
        [SCRUTINY, "new", kind, "--authority", COUNCIL, *options(GIVEN[kind])],
        cwd=project,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )

    path = f"{COUNCIL}/{KINDS[kind]}/{name}.yml"
    assert done.stdout.splitlines()[0] == f"Written: content/{path}"
    assert files(project) == before | {path: (CASES / f"{kind}.yml").read_bytes()}
    assert whole_check(project / "content") == "no problems"


@pytest.mark.parametrize("kind", KINDS)
def test_the_line_for_editors_leads_to_a_schema(project: Path, kind: str) -> None:
    """The first line of a file names, from where the file lies, the schema of its kind."""
    new(project, kind, "--authority", COUNCIL, "--title", "X", *(["--kind", "other"] if kind == "item" else []))

    file = project / "content" / COUNCIL / KINDS[kind] / "undated-x.yml"
    line = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", file.read_text("utf-8").splitlines()[0])
    assert line
    assert (file.parent / line[1]).resolve() == project.resolve() / "docs" / "schemas" / f"{kind}.schema.json"


def test_without_a_project_there_is_no_line_for_editors(tmp_path: Path) -> None:
    """A record outside a project gets no line that leads nowhere."""
    shutil.copytree(SAMPLE, tmp_path / "record")
    text = new(tmp_path, "inspection", "--content", "record", "--authority", COUNCIL, "--title", "X", "--print").stdout

    assert "yaml-language-server" not in text
    assert text.startswith("# One inspection")


def test_print_writes_nothing(project: Path) -> None:
    """With --print the file is shown as it would be, and nothing is written."""
    before = files(project)
    done = new(project, "item", "--authority", COUNCIL, *options(ITEM), "--print")

    assert done.stdout == (CASES / "item.yml").read_text("utf-8")
    assert files(project) == before


@pytest.mark.parametrize("kind", KINDS)
def test_meanings_come_from_the_models(sample_record: Loaded, kind: str) -> None:
    """Every field of a new file is a field of the model, and its meaning stands above it in the model's words."""
    text = file_text(kind, {"title": ("X",), "kind": ("other",)}, sample_record.register, COUNCIL)
    told = " ".join(re.sub(r"^(?:# *)+", "", line.strip()) for line in text.splitlines()).replace("  ", " ")

    def stands(model: Any, shown: Shown) -> Iterator[str]:
        field = model.model_fields[shown.name]
        description = " ".join(re.sub(r"``(.+?)``", r"“\1”", field.description).split())
        if description not in told:
            yield f"{model.__name__}.{shown.name}: {description}"
        for inner in shown.inner:
            if inner.told and inner.name not in {"at", "domain", "grade"}:
                yield from stands(inner_model(field), inner)

    fields: list[tuple[Any, Shown]] = [(MODELS[kind], shown) for shown in SHOWN[kind]]
    fields += [(Resolutions, LIMBS), (Resolutions, Shown("verb"))] if kind == "item" else []
    assert [missing for model, shown in fields for missing in stands(model, shown)] == []
    assert (ROOT / "docs" / "handbook" / "fields" / f"{kind}.md").is_file()


def test_the_names_of_the_authority_are_told(sample_record: Loaded) -> None:
    """Committees, themes and frameworks to choose from stand in the file where they were not answered."""
    item = " ".join(file_text("item", {"title": ("X",), "kind": ("other",)}, sample_record.register, COUNCIL).split())
    inspection = file_text("inspection", {"title": ("X",)}, sample_record.register, COUNCIL)

    assert "old-children-panel" in item
    assert "fire-prevention" in item
    assert "owner: director-of-childrens-services" in item
    assert "Frameworks: ilacs, fire, assessment" in inspection


# Good at once


def broken_ready(text: str) -> Iterator[tuple[str, str]]:
    """Each field that stands ready as comments: its name, and the text with the signs of its lines taken away."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if found := re.fullmatch(r"( *)# ([a-z_]+):(?: .*)?", line):
            indent = found[1]
            end = number + 1
            while end < len(lines) and lines[end].startswith(f"{indent}#   "):
                end += 1
            ready = [indent + each.removeprefix(f"{indent}# ") for each in lines[number:end]]
            whole = "\n".join([*lines[:number], *ready, *lines[end:]]) + "\n"
            # The list of resolutions stands ready below a word that says that there is none.
            yield found[2], whole.replace("verb: not held", "verb: resolved") if found[2] == "list" else whole


@pytest.mark.parametrize("given", [ITEM, {"title": ["X"], "kind": ["other"]}, {**ITEM, "verb": ["lost"]}])
def test_ready_fields_of_an_item_are_good(sample_record: Loaded, given: dict[str, list[str]]) -> None:
    """Each field that stands ready is good as soon as the signs before its lines are taken away."""
    _ready_fields_are_good("item", given, sample_record)


@pytest.mark.parametrize(
    "given",
    [INSPECTION, {"title": ["X"]}, {"title": ["X"], "framework": ["joint"]}, {"title": ["X"], "framework": ["fire"]}],
)
def test_ready_fields_of_an_inspection_are_good(sample_record: Loaded, given: dict[str, list[str]]) -> None:
    """Each field that stands ready is good as soon as the signs before its lines are taken away."""
    _ready_fields_are_good("inspection", given, sample_record)


def _ready_fields_are_good(kind: str, given: dict[str, list[str]], loaded: Loaded) -> None:
    text = file_text(kind, answered(kind, given, loaded.register), loaded.register, COUNCIL)
    ready = dict(broken_ready(text))

    assert {"gaps"} < ready.keys()
    address = Address(COUNCIL, KINDS[kind], "undated-x")
    for name, whole in ready.items():
        assert report(problems_of(loaded, address, whole)) == "no problems", f"{name}\n{whole}"


def is_sound(text: str) -> bool:
    """Tell a text that the checks have nothing against: no way to reach a person, no letter broken by an encoding."""
    return bool(text.strip()) and not (found_in(text) or any(broken_letters(text)))


SIGNS = [
    "- ",
    ": ",
    " #",
    "#",
    "'",
    '"',
    "|",
    "{",
    "[",
    "&",
    "*",
    "%",
    "\n",
    "=======",
    "null",
    "no",
    "12:30",
    "é",
    " ",
]
words = (
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from([*SIGNS, "words", "ten"]), max_size=8).map("".join))
    .map(readable)
    .filter(is_sound)
)
dates = st.sampled_from(
    ["2026-03-12", "12 March 2026", "18 to 22 May 2025", "March 2024", "2025", "4 March", "not stated", "none"]
)


def answers_to(question: Question) -> st.SearchStrategy[Any]:
    """What somebody may answer."""
    if question.form is Form.GROUP:
        return st.fixed_dictionaries({part.name: answers_to(part) for part in question.parts if part.needed})
    if question.form is Form.CHOICE and question.choices and not question.free:
        return st.sampled_from([choice.value for choice in question.choices])
    return {
        Form.DATE: dates,
        Form.NUMBER: st.integers(1, 10**6).map(str),
        Form.ADDRESS: st.just("https://northwick.example/a?b=c#d"),
    }.get(question.form, words if question.form is Form.TEXT else words.map(lambda text: " ".join(text.split())))


@st.composite
def begun(draw: st.DrawFn, register: Register) -> tuple[str, dict[str, tuple[Answer, ...]]]:
    """A kind, and answers to some of its questions."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    answers: dict[str, tuple[Answer, ...]] = {}
    for question in questions(kind, register, COUNCIL):
        if question.only_if(answers) and (question.needed or draw(st.booleans())):
            found = draw(
                st.lists(
                    answers_to(question),
                    min_size=1,
                    max_size=3 if question.several else 1,
                    unique_by=lambda given: given["number"] if isinstance(given, dict) and "number" in given else 0,
                )
                if question.name == "resolution"
                else st.just(["2026-03-12"])  # the last of the dates: a letter published before the visit is refused
                if question.name == "published" and "on-site" in answers
                else st.lists(answers_to(question), min_size=1, max_size=3 if question.several else 1)
            )
            answers[question.name] = tuple(
                each if isinstance(each, dict) else read_answer(question, each, lambda _: True) for each in found
            )
    if why_not_public(kind, answers):
        del answers["visibility"]
    return kind, answers


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_answered_is_good_at_once(
    data: st.DataObject, sample_record: Loaded, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Any answers in any words make a file with which the whole record passes every check, under the proposed name."""
    folder = tmp_path_factory.getbasetemp() / "whatever" / "content"
    if not folder.exists():
        shutil.copytree(SAMPLE, folder)
    kind, answers = data.draw(begun(sample_record.register))
    name = proposed(kind, answers, sample_record, COUNCIL).name
    text = file_text(kind, answers, sample_record.register, COUNCIL, "../../../docs/schemas/item.schema.json")

    file = folder / COUNCIL / KINDS[kind] / f"{name}.yml"
    assert not file.exists()
    file.write_text(text, "utf-8", newline="\n")
    try:
        assert whole_check(folder) == "no problems", text
    finally:
        file.unlink()


# Nothing is replaced


def test_a_taken_name_is_told_and_another_is_found(project: Path) -> None:
    """A second record of the same words gets the next free name, and the one that has the name is named."""
    begin = ["item", "--authority", COUNCIL, "--title", "Northwick: damp homes", "--kind", "report"]
    new(project, *begin)
    before = files(project)
    done = new(project, *begin)

    assert done.stderr == "undated-damp-homes is the name of “Northwick: damp homes”.\n"
    assert done.stdout.startswith("Written: content/northwick/items/undated-damp-homes-2.yml\n")
    assert {name: each for name, each in files(project).items() if name in before} == before
    assert "undated-damp-homes-3.yml" in new(project, *begin).stdout


def test_a_given_name_that_is_taken_is_refused(project: Path) -> None:
    """A name that a record has is refused with the title of that record; nothing is written."""
    before = files(project)
    done = new(project, "item", "--authority", COUNCIL, *options(ITEM, name="2024-hub"), code=2)

    assert (
        "--name: “2024-hub” is the name of “Northwick: decisions taken without health staff, June 2024”" in done.stderr
    )
    assert files(project) == before


def test_a_file_nobody_can_read_is_not_replaced(project: Path) -> None:
    """A file that cannot be read keeps its name, and so does a link that leads nowhere."""
    items = project / "content" / COUNCIL / "items"
    (items / "undated-x.yml").write_text("title: [", "utf-8")
    (items / "undated-y.yml").symlink_to("nowhere")
    begin = ["item", "--authority", COUNCIL, "--kind", "report", "--title"]
    unreadable, link = new(project, *begin, "X"), new(project, *begin, "Y", code=2)

    assert unreadable.stderr == "undated-x is the name of a file that cannot be read.\n"
    assert (items / "undated-x-2.yml").is_file()
    assert "there is a file content/northwick/items/undated-y.yml already; it stays as it is" in link.stderr
    assert (items / "undated-x.yml").read_text("utf-8") == "title: ["
    assert not (items / "nowhere").exists()


def test_a_folder_that_cannot_be_written_is_told(project: Path) -> None:
    """Where the file cannot be written, the command says so in a sentence and ends with 1."""
    shutil.rmtree(project / "content" / COUNCIL / "responses")
    shutil.rmtree(project / "content" / COUNCIL / "meetings")
    shutil.rmtree(project / "content" / COUNCIL / "items")
    (project / "content" / COUNCIL / "items").write_text("no folder", "utf-8")
    done = new(project, "item", "--authority", COUNCIL, "--title", "X", "--kind", "report", code=1)

    assert done.stderr.startswith("Error: content/northwick/items/undated-x.yml cannot be written: ")


# Names


@pytest.mark.parametrize(
    "kind, answers, name",
    [
        ("item", {"title": ("Northwick: damp homes, March 2026",), "meeting": ("2026-03-12",)}, "2026-damp-homes"),
        ("item", {"title": ("Northwick: damp homes, March 2026",)}, "undated-damp-homes"),
        ("item", {"title": ("Damp homes",), "meeting": ("12 March",)}, "undated-damp-homes"),
        ("item", {"title": ("Damp homes",), "meeting": ("2026-Q1",)}, "2026-damp-homes"),
        ("item", {"title": ("Northwick Council, 12 March 2026",)}, "undated-item"),
        ("item", {"title": ("Tŷ'r Cyngor: café & déjà vu",)}, "undated-tyr-cyngor-cafe-deja"),
        ("item", {"title": ("検査",)}, "undated-item"),
        ("item", {"title": ("x" * 400,)}, "undated-" + "x" * 80),
        ("item", {"title": ("Health staff in the hub",), "meeting": ("2024-06-01",)}, "2024-health-staff-hub"),
        ("item", {"title": ("Hub",), "meeting": ("2024-06-01",)}, "2024-hub-2"),
        ("inspection", {"title": ("Children's services",), "published": ("2026-01-03",)}, "2026-childrens-services"),
        (
            "inspection",
            {"title": ("Fire",), "on-site": ("2025-12-01 to 2025-12-05",), "published": ("2026-01-03",)},
            "2025-fire",
        ),
    ],
)
def test_names_are_proposed(sample_record: Loaded, kind: str, answers: Answers, name: str) -> None:
    """A name is the year of the stated date, then the words that tell the record from others of its council."""
    assert proposed(kind, answers, sample_record, COUNCIL).name == name


@given(st.text(min_size=1))
def test_a_proposed_name_may_be_a_file(sample_record: Loaded, title: str) -> None:
    """Whatever the title, the proposed name is one that a file may have."""
    name = proposed("item", {"title": (title,)}, sample_record, COUNCIL).name

    assert RECORD_NAME.fullmatch(name)


@pytest.mark.parametrize(
    "name", ["2026", "x", "26-x", "2026-X", "undated-", "2026-a--b", "2026-a-", "２０２６-x", "2026-é"]
)
def test_what_no_file_may_be_called(name: str) -> None:
    """A year of four plain digits or undated, then words of small letters: anything else is no name of a record."""
    assert not RECORD_NAME.fullmatch(name)


def test_an_earlier_address_is_not_given_again(sample_record: Loaded) -> None:
    """A name that a record had before, from where its address still leads to it, is taken."""
    records = dict(sample_record.register.records)
    id_ = f"{COUNCIL}/items/2024-hub"
    records[id_] = records[id_].model_copy(update={"formerly": (f"{COUNCIL}/items/undated-damp-homes",)})
    moved = replace(sample_record, register=Register(records, sample_record.register.shared))
    proposal = proposed("item", {"title": ("Damp homes",)}, moved, COUNCIL)

    assert proposal.name == "undated-damp-homes-2"
    assert proposal.by.endswith("” as it was")


@pytest.mark.parametrize(
    "given, name", [("Damp homes", "2026-damp-homes"), ("2025-x.yml", "2025-x"), ("undated Y", "undated-y")]
)
def test_a_given_name_is_put_right(sample_record: Loaded, given: str, name: str) -> None:
    """A name may be typed as words; the year comes before it unless it has one."""
    assert read_name(given, "item", {"meeting": ("2026-03-12",)}, sample_record, COUNCIL) == name


# Wrong use


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--kind", "report"], "--title is missing"),
        (["--title", "X"], "--kind is missing"),
        (["--title", "X", "--kind", "reprot"], '--kind: "reprot" is not on the list — did you mean "report"?'),
        ([*options({}, title="X", kind="report", committee="Childrens Scrutiny Comittee")], "did you mean"),
        (
            [*options({}, title="X", kind="report", committee="zzz")],
            "first written into content/northwick/authority.yml",
        ),
        (
            [*options({}, title="X", kind="report", meeting="12/03/2026")],
            "write 2026-03-12 for 12 March 2026, or 2026-12",
        ),
        (
            [*options({}, title="X", kind="report", meeting="03/25/2026")],
            "'03/25/2026' can be read in two ways — write 2026-03-25 for 25 March 2026",
        ),
        ([*options({}, title="X", kind="report", meeting="12/03/26")], "write the year with four digits"),
        ([*options({}, title="X", kind="report", meeting="31 April 2026")], "'31 April 2026' is in no calendar"),
        ([*options({}, title="X", kind="report", meeting="soon")], "'soon' is not a date — write it as YYYY-MM-DD"),
        ([*options({}, title="X", kind="report", meeting="22 to 18 May 2026")], "ends before it begins"),
        (
            [*options({}, title="X" * 401, kind="report")],
            "--title: The answer is 401 characters long; the limit is 400",
        ),
        ([*options({}, title=" ", kind="report")], "--title: The answer has no value"),
        ([*options({}, title="T\udcfd newydd", kind="report")], "--title: A letter was lost, or a key gave none"),
        ([*options({}, title="\x1b[D", kind="report")], "--title: A letter was lost, or a key gave none"),
        ([*options({}, title="X", kind="report", name="x" * 101)], "--name: The name is 109 letters long; the limit"),
        ([*options({}, title="Ask a@b.example", kind="report")], "--title: this looks like an e-mail address"),
        ([*options({}, title="cafÃ©", kind="report")], "--title: "),
        (
            [*options({}, title="X", kind="report", source="Something|https://x.example/")],
            "Take one of: minutes, agenda",
        ),
        ([*options({}, title="X", kind="report", source="Minutes|minutes|x.example")], "starts with https://"),
        ([*options({}, title="X", kind="report", resolution="1|Note.|note")], "--resolution goes only together with"),
        ([*options({}, title="X", kind="report", verb="noted", resolution="1|Note.")], "'NUMBER|TEXT|EFFECT'"),
        (
            [*options({"resolution": ["1|Note.|note", "1|Ask.|other"]}, title="X", kind="report", verb="noted")],
            "--resolution: ",
        ),
        ([*options({}, title="X", kind="report", owner="cabinet")], "--owner goes only together with --resolution"),
        (
            [*options({"committee-words": ["the Panel"]}, title="X", kind="report", committee="cabinet")],
            "--committee-words goes only where the committee is not stated",
        ),
        ([*options({}, title="X", kind="report", verb="none recorded", visibility="public")], "needs a summary"),
        ([*options({}, title="X", kind="report", summary="S.", visibility="public")], "has to say what was decided"),
        (
            [*options({}, title="X", kind="report", summary="S.", verb="resolved", visibility="public")],
            "has to say what was decided",
        ),
        ([*options({}, title="X", kind="report", visibility="embargoed")], "there are: draft, public"),
        ([*options({}, title="X", kind="report", name="2019-x")], "--name: the year 2019 in the file's name stands"),
        ([*options({}, title="X", kind="report", name="…")], "--name: "),
    ],
)
def test_wrong_use_is_explained(project: Path, arguments: list[str], message: str) -> None:
    """What cannot stand in the file is refused by its option, with what to do instead; nothing is written."""
    before = files(project)

    assert message in refused(project, "item", "--authority", COUNCIL, *arguments)
    assert files(project) == before


@pytest.mark.parametrize(
    "arguments, message",
    [
        ([], "say what to begin: scrutiny new inspection, or scrutiny new item"),
        (["item", "--title", "X"], "--authority is missing: for which council is the record? Take one of: eastmere,"),
        (["item", "--authority", "nortwick"], 'did you mean "northwick"?'),
        (["item", "--authority", "southport"], "For a new council first write content/southport/authority.yml"),
        (["item", "--authority", "n" * 300], "--authority: there is no"),
        (["plan"], "No such command"),
    ],
)
def test_wrong_councils_are_explained(project: Path, arguments: list[str], message: str) -> None:
    """Without a council, or with one that is not there, the command says which there are and how to make one."""
    assert message in refused(project, *arguments)


def test_a_council_without_its_file_is_explained(project: Path) -> None:
    """Where the file of a council is missing or bad, the command says so, and how to see what is wrong."""
    (project / "content" / COUNCIL / "authority.yml").unlink()
    done = new(project, "item", "--authority", COUNCIL, code=2)

    assert "content/northwick/authority.yml is missing or has problems. To see which: scrutiny check." in done.stderr


def test_the_only_council_is_taken(project: Path) -> None:
    """With one council in the record nobody has to name it; a council may be named as people say it."""
    text = new(project, "inspection", "--authority", "Northwick Council (Invented)", "--title", "X", "--print").stdout
    shutil.rmtree(project / "content" / "eastmere")
    shutil.rmtree(project / "content" / "trefwen")

    assert new(project, "inspection", "--title", "X", "--print").stdout == text


# At a terminal


def at_terminal(project: Path, *arguments: str) -> Terminal:
    """`scrutiny new` at a terminal of its own."""
    return Terminal([SCRUTINY, "new", *arguments], project, environment())


def test_an_item_is_asked_for(project: Path) -> None:
    """Asked one by one, with help, numbers and slips on the way, the same answers make the same file as by options."""
    screen = at_terminal(project)
    screen.answer("What do you want to begin?", "2")
    screen.answer("For which council is the record?", "northwick council (invented)")
    screen.answer("What is it called?", "")
    screen.answer("The file needs this one.", ITEM["title"][0])
    screen.answer("What was put to the committee?", "?")
    screen.answer("Take what the agenda or the minutes call it.", "reprot")
    screen.answer('did you mean "report"?', "9")
    screen.answer("take one from 1 to 6", "1")
    screen.answer("1  Children's Scrutiny Committee", "1")
    screen.answer("On which day did the committee meet?", "12/03/2026")
    screen.wait_for("12 March 2026? [Y/n]")
    screen.type("n\n")
    screen.answer("write the month as a word", "12 march 2026")
    screen.answer("Which inspections and plans", "1")
    screen.answer("What is the paper called? (Enter: none)", "Minutes, item 6")
    screen.answer("What sort of paper is it?", "1")
    screen.answer("Its web address?", "northwick.example")
    screen.answer("starts with https://", "https://northwick.example/minutes-6")
    screen.answer("What is the paper called? (Enter: no more)", "Slides of the director")
    screen.answer("What sort of paper is it?", "slides")
    screen.answer("Its web address?", "")
    screen.answer("(Enter: no more)", "")
    screen.answer("Has the committee decided something?", "1")
    screen.answer("Which word do the minutes use", "resolved")
    screen.answer("Its number or letter in the minutes? (Enter: none)", "1")
    screen.answer("What is decided?", "Note the slides.")
    screen.answer("What does it do?", "note")
    screen.answer("Its number or letter in the minutes?", "1")
    screen.answer("What is decided?", "The same number again.")
    screen.answer("What does it do?", "1")
    screen.answer("Enter this one again.", "2")
    screen.answer("What is decided?", "Bring a plan of repairs by June.")
    screen.answer("What does it do?", "2")
    screen.answer("(Enter: no more)", "")
    screen.answer("Who is to carry all of it out", "dcs")
    screen.answer("Which subjects is it about?", "Case records")
    screen.answer("What would you tell somebody", "Write to a@b.example")
    screen.answer("this looks like an e-mail address", "")
    screen.answer("Is it finished", "public")
    screen.wait_for("needs a summary")
    screen.answer("What would you tell somebody", "")
    screen.wait_for("It stays a draft until then.")
    screen.answer("What shall the file be called?", "2024-hub")
    screen.answer("“2024-hub” is the name of", "")
    screen.wait_for("# Authority or subject first")
    screen.wait_for("Write this to content/northwick/items/2026-damp-homes.yml? [Y/n]")
    screen.type("y\n")

    assert screen.end() == 0, screen.screen
    file = project / "content" / COUNCIL / "items" / "2026-damp-homes.yml"
    assert file.read_bytes() == (CASES / "item.yml").read_bytes()
    assert "To check it: scrutiny check content/northwick/items/2026-damp-homes.yml" in screen.screen


def begun_item(project: Path, *arguments: str) -> Terminal:
    """`scrutiny new item` at a terminal, answered up to the decision."""
    given = {name: ITEM[name] for name in ("title", "kind", "committee", "meeting", "about", "source", "theme")}
    return at_terminal(project, "item", "--authority", COUNCIL, *options(given), *arguments)


def test_a_summary_that_is_needed_is_asked_for(project: Path) -> None:
    """Whoever skips the summary and then chooses public is asked for it there, and the record becomes public."""
    screen = begun_item(project, "--verb", "none recorded")
    screen.answer("What would you tell somebody", "")
    screen.answer("Is it finished", "public")
    screen.wait_for("A record that everybody may read needs a summary.")
    screen.answer("What would you tell somebody", "Write to a@b.example")
    screen.answer("this looks like an e-mail address", "The committee heard a report on damp homes.")
    screen.answer("What shall the file be called?", "")
    screen.wait_for("[Y/n]")
    screen.type("y\n")

    assert screen.end() == 0, screen.screen
    text = (project / "content" / COUNCIL / "items" / "2026-damp-homes.yml").read_text("utf-8")
    assert "\nvisibility: public\n" in text
    assert "The committee heard a report on damp homes.\n" in text
    assert whole_check(project / "content") == "no problems"


@pytest.mark.parametrize(
    "answer, verb, public, is_open",
    [("2", "none recorded", True, False), ("3", "not held", True, False), ("4", "not held", False, True)],
)
def test_a_decision_that_is_not_written_yet(
    project: Path, answer: str, verb: str, *, public: bool, is_open: bool
) -> None:
    """What is said of the minutes stands in the file; one that will be written later stays a draft and says so."""
    screen = begun_item(project, "--summary", "Short.")
    screen.answer("Has the committee decided something?", answer)
    screen.answer("Is it finished", "public")
    if not public:
        screen.wait_for("has to say what was decided. It stays a draft until then.")
    screen.answer("What shall the file be called?", "")
    screen.wait_for("[Y/n]")
    screen.type("y\n")

    assert screen.end() == 0, screen.screen
    assert "Which word do the minutes use" not in screen.screen
    text = (project / "content" / COUNCIL / "items" / "2026-damp-homes.yml").read_text("utf-8")
    assert f"\nvisibility: {'public' if public else 'draft'}\n" in text
    assert f"\n  verb: {verb}\n" in text
    noted = " ".join(text.replace("#", " ").split())
    told = (
        "STILL TO BE WRITTEN, and to be put right before the record is made public. “not held” stands here only "
        "because the file needs a word; it says that the minutes are not held, which may not be true."
    )
    assert (told in noted, "First write the decision, under resolutions." in noted) == (is_open, is_open)
    assert whole_check(project / "content") == "no problems"


def test_an_inspection_is_asked_for(project: Path) -> None:
    """What options give is not asked; the rest is, and Enter leaves it out."""
    screen = at_terminal(
        project, "inspection", "--authority", COUNCIL, "--title", "Northwick: homes", "--kind", "joint"
    )
    screen.answer("Under which framework", "")
    screen.answer("Who inspected?", "1, The Police Inspectorate")
    screen.answer("On which days were the inspectors there?", "18-22 May 2026")
    screen.answer("When was the letter or report published?", "")
    screen.answer("What is the paper called?", "")
    screen.answer("Which subjects is it about?", "")
    screen.answer("What would you tell somebody", "")
    screen.answer("Is it finished", "")
    screen.answer("What shall the file be called?", "joint homes")
    screen.wait_for("Write this to content/northwick/inspections/2026-joint-homes.yml? [Y/n]")
    screen.type("\n")

    assert screen.end() == 0, screen.screen
    assert "What is it called?" not in screen.screen
    text = (project / "content" / COUNCIL / "inspections" / "2026-joint-homes.yml").read_text("utf-8")
    assert "\non_site: 2026-05-18 to 2026-05-22\n" in text
    assert "\n  - recorded: Children's Inspectorate (invented)\n    body: children-inspectorate\n" in text
    assert "\n  - The Police Inspectorate\n" in text
    assert whole_check(project / "content") == "no problems"


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_writes_nothing(project: Path, key: str) -> None:
    """Ctrl-C and Ctrl-D at a question, and at the last one, end the command; no file has changed."""
    before = files(project)
    early = at_terminal(project, "item", "--authority", COUNCIL)
    early.wait_for("> ")
    late = at_terminal(project, "item", "--authority", COUNCIL, *options(ITEM | {"summary": ["Short."]}))
    late.answer("Is it finished", "")
    late.answer("What shall the file be called?", "")
    late.wait_for("[Y/n]")

    assert (early.stop(key), late.stop(key)) == (130, 130)
    assert "Stopped; nothing was changed." in early.screen
    assert "Stopped; nothing was changed." in late.screen
    assert files(project) == before


def test_keys_and_pasted_lines(project: Path) -> None:
    """Arrow keys move within an answer, and lines pasted together are one answer that the next question never sees."""
    screen = at_terminal(project, "inspection", "--authority", COUNCIL, *options(INSPECTION | {"title": []}))
    screen.answer("What is it called?", "\x1b[200~one\rtwo\x1b[201~")
    screen.answer("The answer must stand on one line", "ac\x1b[Db")
    screen.answer("Which subjects is it about?", "")
    screen.answer("What shall the file be called?", "")
    screen.wait_for("[Y/n]")
    screen.type("\n")

    assert screen.end() == 0, screen.screen
    assert "\ntitle: abc\n" in (project / "content" / COUNCIL / "inspections" / "2026-abc.yml").read_text("utf-8")


def test_no_writes_nothing(project: Path) -> None:
    """Whoever has seen the file and says no has changed nothing."""
    before = files(project)
    screen = at_terminal(project, "item", "--authority", COUNCIL, *options(ITEM | {"summary": ["Short."]}))
    screen.answer("Is it finished", "")
    screen.answer("What shall the file be called?", "")
    screen.wait_for("[Y/n]")
    screen.type("n\n")

    assert screen.end() == 0
    assert "Nothing was written." in screen.screen
    assert files(project) == before


def test_no_ask_asks_nothing(project: Path) -> None:
    """With --no-ask nothing is asked at a terminal either."""
    screen = at_terminal(project, "inspection", "--authority", COUNCIL, "--title", "X", "--no-ask")

    assert screen.end() == 0
    assert "Written: content/northwick/inspections/undated-x.yml" in screen.screen


def test_every_question_has_an_option(project: Path) -> None:
    """Whatever is asked can be given as an option, and help names every option with its question."""
    for kind in KINDS:
        told = " ".join(new(project, kind, "--help").stdout.split())
        for question in questions(kind):
            assert f"{question.option} {question.written}" in told
            assert question.ask in told


def test_wrong_answers_are_never_taken() -> None:
    """A choice that is not on the list is no answer, in whatever form it comes."""
    kind = next(question for question in questions("item") if question.name == "kind")
    for text in ("", "reports", "1"):
        with pytest.raises(WrongAnswerError):
            read_answer(kind, text)
