"""`scrutiny check` as officers, code hosts and commits run it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from conftest import ROOT
from scrutiny.commands.main import desk

BAD = ROOT / "tests" / "bad"
BIN = Path(sys.executable).parent
SCRUTINY = str(BIN / "scrutiny")
PATH = {"PATH": f"{BIN}:{os.environ['PATH']}"}
DATE = "'12/03/2026' is not a date — write it as YYYY-MM-DD: 2026-03-12, if 12 March 2026 is meant"


def run(
    *command: str, at: Path = ROOT, env: Mapping[str, str] | None = None, code: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with the program on the PATH and none of this machine's settings for the content."""
    inherited = {name: value for name, value in os.environ.items() if name != "SCRUTINY_CONTENT"} | PATH
    done = subprocess.run(
        command, cwd=at, env=inherited | dict(env or {}), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr + done.stdout, done
    if code is not None:
        assert done.returncode == code, done
    return done


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the real record, in which one date is written as no date may be."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    item = tmp_path / "content" / "plymouth" / "items"
    (file,) = item.glob("*.yml")
    text, count = re.subn(
        r"^meeting:.*\n(?:  .*\n)*", "meeting: 12/03/2026\n", file.read_text("utf-8"), flags=re.MULTILINE
    )
    assert count == 1
    file.write_text(text, "utf-8")
    return tmp_path


def line_of(project: Path) -> tuple[str, int]:
    """The bad file of a project, from its folder, and the line of the date."""
    (file,) = (project / "content" / "plymouth" / "items").glob("*.yml")
    lines = file.read_text("utf-8").splitlines()
    return file.relative_to(project).as_posix(), lines.index("meeting: 12/03/2026") + 1


def test_a_good_record_is_good() -> None:
    """The real record has no problem: one line says so and how many files were read, and the command ends with 0."""
    done = run(SCRUTINY, "check", code=0)

    files = len(list((ROOT / "content").rglob("*.yml")))
    assert done.stdout == f"no problems in {files} files\n"
    assert done.stderr == ""


def test_it_says_what_a_build_says(project: Path) -> None:
    """The report is the one of a refused build, word for word, ends with a way to learn more, and the code is 1."""
    done = run(SCRUTINY, "check", at=project, code=1)

    file, line = line_of(project)
    assert done.stdout.splitlines()[0] == f"{file}:{line}:10: meeting: {DATE} (not-a-date)"
    assert done.stdout.splitlines()[1:3] == [
        f"    {line} | meeting: 12/03/2026",
        f"{' ' * 5}{' ' * len(str(line))}|          ^",
    ]
    assert done.stdout.splitlines()[-2:] == [
        "1 problem in 1 file",
        "scrutiny explain not-a-date tells more about the first one.",
    ]


def test_the_folder_of_the_project_is_found_from_within(project: Path) -> None:
    """In a folder somewhere inside the project the same record is checked."""
    inside = project / "content" / "plymouth"

    assert run(SCRUTINY, "check", at=inside, code=1).stdout == run(SCRUTINY, "check", at=project, code=1).stdout


def test_paths_narrow_what_is_told(project: Path) -> None:
    """With paths only their problems are told and decide the code; that there are others is said."""
    file, _ = line_of(project)

    other = run(SCRUTINY, "check", "content/bradford", at=project, code=0).stdout
    assert other.splitlines()[0].startswith("no problems in ")
    assert other.splitlines()[1] == "There is 1 problem in other files; a build needs it mended."
    assert DATE in run(SCRUTINY, "check", "content/bradford", file, at=project, code=1).stdout
    assert DATE in run(SCRUTINY, "check", "content/plymouth", at=project, code=1).stdout
    inside = project / "content" / "plymouth"
    assert DATE in run(SCRUTINY, "check", "items", at=inside, code=1).stdout


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["check", "mkdocs.yml"], "mkdocs.yml is not in the record"),
        (["check", "content/plymouth/items/2031-none.yml"], "there is no content/plymouth/items/2031-none.yml"),
        (["check", "--content", "nowhere"], "there is no folder nowhere"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["check", "--yes"], "--yes goes only with --fix"),
        (["chekc"], 'there is no command "chekc" — did you mean "check"?'),
        (["check", "--frmat", "json"], "No such option"),
    ],
)
def test_wrong_use(project: Path, arguments: list[str], said: str) -> None:
    """What cannot be done as asked is told apart from a bad record: a sentence, and the code 2."""
    done = run(SCRUTINY, *arguments, at=project, code=2)

    assert said in done.stderr
    assert done.stdout == ""


def test_outside_any_project(tmp_path: Path) -> None:
    """Where there is no project the command says so and what to do, with the code 2."""
    assert "this is not the folder of the project" in run(SCRUTINY, "check", at=tmp_path, code=2).stderr


def test_a_fault_of_the_program(tmp_path: Path) -> None:
    """A fault of our own is called so, with the code 3 and without a traceback; with SCRUTINY_DEBUG it has one."""
    broken = "import scrutiny.load.content as c\ndef load_content(_): raise RuntimeError('no such gear')\n"
    start = f"{broken}c.load_content = load_content\nfrom scrutiny.commands.main import main\nmain(['check'])"

    done = run(sys.executable, "-c", start, code=3)
    assert done.stdout == ""
    assert done.stderr.startswith("This is a fault of the program, not of your files, and nothing was changed.\n")
    assert "RuntimeError in <string>:2: no such gear" in done.stderr
    shown = subprocess.run(
        [sys.executable, "-c", start],
        env=os.environ | {"SCRUTINY_DEBUG": "1"},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" in shown.stderr


def test_json(project: Path) -> None:
    """Programs get every problem with file, line, column, field, words, cure and rule."""
    told = json.loads(run(SCRUTINY, "check", "--format", "json", at=project, code=1).stdout)

    file, line = line_of(project)
    what, cure = DATE.split(" — ")
    assert told["problems"] == [
        {
            "file": file,
            "line": line,
            "column": 10,
            "field": "meeting",
            "what": what,
            "cure": cure,
            "rule": "not-a-date",
        }
    ]
    assert told["files"] == len(list((project / "content").rglob("*.yml")))


def test_json_of_a_good_record() -> None:
    """A good record is an empty list of problems."""
    assert json.loads(run(SCRUTINY, "check", "--format", "json", code=0).stdout)["problems"] == []


# Notes beside the lines of a pull request


def annotations(printed: str) -> list[dict[str, str]]:
    """Workflow commands as the runner of GitHub Actions reads them, undoing its escapes."""

    def plain(text: str) -> str:
        for sign in ":,\n\r%":
            text = text.replace(f"%{ord(sign):02X}", sign)
        return text

    found = []
    for line in printed.splitlines():
        if command := re.fullmatch(r"::error ([^:]*)::(.*)", line):
            pairs = dict(pair.split("=", 1) for pair in command[1].split(","))
            found.append({name: plain(value) for name, value in pairs.items()} | {"message": plain(command[2])})
    return found


def workflow_command() -> str:
    """The command by which the workflow checks the record."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "record.yml").read_text("utf-8"))
    *_, last = workflow["jobs"]["record"]["steps"]
    return str(last["run"])


def test_the_workflow_marks_the_line(project: Path) -> None:
    """What the workflow runs puts one note at the file and line of each problem, and fails the job."""
    (project / ".venv").symlink_to(BIN.parent)
    done = run("bash", "-c", workflow_command(), at=project, code=1)

    file, line = line_of(project)
    assert annotations(done.stdout) == [
        {"file": file, "line": str(line), "col": "10", "title": "not-a-date", "message": f"meeting: {DATE}"}
    ]


def test_notes_of_everything_that_can_be_wrong(tmp_path: Path) -> None:
    """Each problem of the bad folder becomes exactly one note, whatever signs its words have, at a path from here."""
    shutil.copytree(BAD / "content", tmp_path / "the record, 100%")
    told = json.loads(
        run(SCRUTINY, "check", "--content", "the record, 100%", "--format", "json", at=tmp_path, code=1).stdout
    )
    notes = annotations(
        run(SCRUTINY, "check", "--content", "the record, 100%", "--format", "github", at=tmp_path, code=1).stdout
    )

    assert len(notes) == len(told["problems"]) > 100
    for note, problem in zip(notes, told["problems"], strict=True):
        assert note["file"] == problem["file"]
        assert note["file"].startswith("the record, 100%/")
        assert note.get("line") == (str(problem["line"]) if problem["line"] else None)
        assert problem["what"] in note["message"]


# Before each commit


@pytest.fixture
def repository(project: Path) -> Path:
    """The project as a git repository with our hooks installed by pre-commit itself."""
    shutil.copy(ROOT / ".pre-commit-config.yaml", project)
    for command in (
        "git init -q -b main",
        "git config user.email clerk@northport.example",
        "git config user.name Clerk",
    ):
        run(*command.split(), at=project, code=0)
    run(str(BIN / "pre-commit"), "install", at=project, env=PATH, code=0)
    return project


def test_a_bad_record_is_not_committed(repository: Path, tmp_path: Path) -> None:
    """`git commit` refuses the bad record with the report; once it is mended the commit is made."""
    env = PATH | {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}
    run("git", "add", "content", at=repository, code=0)
    refused = run("git", "commit", "-m", "Minutes of March", at=repository, env=env, code=1)
    assert DATE in refused.stdout + refused.stderr

    file, _ = line_of(repository)
    text = (repository / file).read_text("utf-8")
    (repository / file).write_text(text.replace("meeting: 12/03/2026", "meeting: not stated"), "utf-8")
    run("git", "add", "content", at=repository, code=0)
    run("git", "commit", "-m", "Minutes of March", at=repository, env=env, code=0)


# What a rule means


def test_a_rule_is_explained() -> None:
    """The name at the end of a message leads to what the rule means, why it is there and an example, as pasted."""
    for name in ("not-a-date", "(not-a-date)"):
        told = run(SCRUTINY, "explain", name, code=0).stdout
        assert [told.count(word) for word in ("Why: ", "Mend it: ", "Wrong:", "Right:")] == [1, 1, 1, 1]
        assert "    meeting: 12/03/2026" in told.splitlines()


def test_a_rule_that_is_not_there_gets_a_guess() -> None:
    """A misspelt name is answered by the nearest rule, and the command ends with 1."""
    assert (
        run(SCRUTINY, "explain", "not-date", code=1).stdout
        == 'there is no rule "not-date" — did you mean "not-a-date"?\n'
    )


def test_all_rules_are_listed() -> None:
    """Without a name the rules are listed, with how to ask for one."""
    told = run(SCRUTINY, "explain", code=0).stdout.splitlines()

    named = {line.partition(":")[0] for line in told}
    assert {"  not-a-date", "  merge-conflict", "  unknown-reference"} <= named
    assert all(line.rstrip().endswith((".", "?", "!")) for line in told if line.startswith("  "))
    assert told[-1].startswith("For more on one of them: scrutiny explain NAME")


def test_a_misspelt_command_gets_a_guess() -> None:
    """A command that is not there is answered by the nearest one, or by the list of them."""
    assert 'there is no command "chek" — did you mean "check"?' in run(SCRUTINY, "chek", code=2).stderr
    assert "there are: check, explain, new, import" in run(SCRUTINY, "zebra", code=2).stderr


def test_commands_are_named_as_they_were_typed(project: Path) -> None:
    """A command in a message works when it is typed again: with the path of the program where the PATH has it not."""
    (project / ".venv" / "bin").mkdir(parents=True)
    program = project / ".venv" / "bin" / "scrutiny"
    shutil.copy(SCRUTINY, program)
    without = {"PATH": os.defpath}
    inside, outside = project / "content", project.parent

    def last(*command: str, at: Path, env: Mapping[str, str]) -> str:
        return run(*command, "check", "--content", str(inside), at=at, env=env, code=1).stdout.splitlines()[-1]

    more = "explain not-a-date tells more about the first one."
    assert last(".venv/bin/scrutiny", at=project, env=without) == f".venv/bin/scrutiny {more}"
    assert last(str(program), at=project, env=without) == f".venv/bin/scrutiny {more}"
    assert last(str(program), at=inside, env=without) == f"{program} {more}"
    assert last("./scrutiny", at=program.parent, env=without) == f"./scrutiny {more}"
    on_path = {"PATH": f"{program.parent}:{os.defpath}"}
    assert last("scrutiny", at=outside, env=on_path) == f"scrutiny {more}"
    wrong = run(".venv/bin/scrutiny", "check", "--nothing", at=project, env=without, code=2).stderr
    assert "Usage: .venv/bin/scrutiny check " in wrong
    told = run(".venv/bin/scrutiny", "explain", at=project, env=without, code=0).stdout.splitlines()[-1]
    assert told.startswith("For more on one of them: .venv/bin/scrutiny explain NAME")


def test_a_program_below_a_folder_with_a_space_is_put_in_quotation_marks(project: Path) -> None:
    """A path with a space is one word for the shell too."""
    program = project / "my tools" / "scrutiny"
    program.parent.mkdir()
    shutil.copy(SCRUTINY, program)
    told = run(str(program), "explain", at=project, env={"PATH": os.defpath}, code=0).stdout.splitlines()[-1]
    assert told.startswith('For more on one of them: "my tools/scrutiny" explain NAME')


def test_every_command_has_help() -> None:
    """The list of commands names each, and each explains itself."""
    listed = re.findall(
        r"^  ([\w-]+) {2,}\S", run(SCRUTINY, "--help", code=0).stdout.partition("Commands:")[2], re.MULTILINE
    )

    assert listed == [
        *("check", "explain", "new", "import", "export", "show", "sources", "schemas", "search-engine", "federate"),
        *("publish", "rollback", "releases", "setup-server", "receive"),
    ]
    for name in listed:
        told = CliRunner().invoke(desk, [name, "--help"], prog_name="scrutiny")
        assert (told.exit_code, told.output.startswith(f"Usage: scrutiny {name} ")) == (0, True)
