"""The files for code hosts are valid, and their commands publish and remember the addresses, without the host."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT
from pushing import environment, git

GITHUB = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
PUBLISH = ROOT / ".github/workflows/publish.yml"

NEW = ["first address", "second address"]
"""What the played publishing adds to the ledger, run by run."""

PLAYED = """#!{python}
# Publishes as the program does where nothing but the state is kept: what was known stays, something new is added.
import json, os, sys
from pathlib import Path
place = Path(sys.argv[sys.argv.index("--to") + 1])
state, site = place / "state", place / "releases/0001-aaaaaaaa/site"
ledger = state / "ledger.jsonl"
known = ledger.read_text().splitlines() if ledger.exists() else []
live = json.loads((state / "live.json").read_text()) if known else {{"runs": 0}}
state.mkdir(parents=True, exist_ok=True)
site.mkdir(parents=True)
new = {new!r}
ledger.write_text("".join(line + "\\n" for line in [*known, *new[len(known):len(known) + 1]]))
(state / "live.json").write_text(json.dumps({{"runs": live["runs"] + 1}}))
(site / "index.html").write_text("site " + str(live["runs"] + 1))
(place / "live").symlink_to("releases/0001-aaaaaaaa")
seen = {{name: os.environ.get(name) for name in ("SCRUTINY_REPOSITORY_SEEN", "SITE_URL", "CORRECTIONS_MAILBOX")}}
Path({seen!r}).write_text(json.dumps(seen))
"""


def steps(job: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The steps of a GitHub job."""
    found: list[Mapping[str, Any]] = job["steps"]
    return found


def read(file: Path) -> Any:
    """A workflow file; its `on:`, which YAML takes for yes, is not asked for."""
    return yaml.safe_load(file.read_text("utf-8"))


# Valid


@pytest.mark.parametrize(
    "schema, file",
    [*(("github-workflows", file) for file in GITHUB), ("gitlab-ci", GITLAB)],
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
def test_a_file_for_a_code_host_is_valid(schema: str, file: Path) -> None:
    """Each file keeps the schema of its host."""
    checked = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file)]
    done = subprocess.run(checked, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", GITHUB, ids=lambda file: file.name)
def test_rights_are_few_and_actions_have_a_version(file: Path) -> None:
    """No workflow may write as a whole, no job more than it says why, and each action is pinned to a major version."""
    workflow = read(file)

    assert set(workflow["permissions"].values()) <= {"read"}
    for name, job in workflow["jobs"].items():
        written = {right for right, level in job.get("permissions", {}).items() if level == "write"}
        assert written <= {"remember": {"contents"}, "open": {"pages", "id-token"}}.get(name, set())
        for step in steps(job):
            assert "uses" not in step or re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"])
            # What an event says is text of somebody else's, and no part of a command.
            assert "${{" not in step.get("run", "")


def test_publications_on_github_do_not_overtake_each_other() -> None:
    """Runs wait for each other, none is broken off, and the site is opened after its addresses are kept."""
    workflow = read(PUBLISH)

    assert workflow["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert [(name, job.get("needs")) for name, job in workflow["jobs"].items()] == [
        ("build", None),
        ("remember", "build"),
        ("open", "remember"),
    ]
    (checkout,) = (step for step in steps(workflow["jobs"]["build"]) if "checkout" in step.get("uses", ""))
    assert checkout["with"]["fetch-depth"] == 0
    # "on" is a yes to YAML
    assert set(workflow[True]) == {"push", "schedule", "workflow_dispatch"}


def test_publications_on_gitlab_do_not_overtake_each_other() -> None:
    """The job waits for its like, is not broken off, has the whole history, and also runs by a schedule."""
    job = read(GITLAB)["pages"]

    assert job["resource_group"]
    assert job["interruptible"] is False
    assert job["variables"]["GIT_DEPTH"] == "0"
    assert any('$CI_PIPELINE_SOURCE == "schedule"' in rule["if"] for rule in job["rules"])
    assert all("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in rule["if"] for rule in job["rules"])


# Run


class Host:
    """A code host: a repository, and a fresh clone with a played program for each run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.origin = folder / "origin.git"
        self.runs = 0
        project = folder / "project"
        (project / ".ci").mkdir(parents=True)
        (project / ".ci/addresses").write_bytes((ROOT / ".ci/addresses").read_bytes())
        (project / ".gitignore").write_text("/.venv/\n", "utf-8")
        git(project, "init", "--quiet", "--initial-branch=main")
        git(project, "add", ".")
        git(project, "commit", "--quiet", "--message=Begin")
        git(folder, "clone", "--quiet", "--bare", str(project), str(self.origin))

    def clone(self) -> Path:
        """A fresh clone, with the program in its place."""
        self.runs += 1
        clone = self.folder / f"run-{self.runs}" / "clone"
        git(self.folder, "clone", "--quiet", str(self.origin), str(clone))
        program = clone / ".venv/bin/scrutiny"
        program.parent.mkdir(parents=True)
        program.write_text(PLAYED.format(python=sys.executable, new=NEW, seen=str(clone.parent / "seen")), "utf-8")
        program.chmod(0o755)
        return clone

    def run(self, commands: str, clone: Path, **env: str) -> subprocess.CompletedProcess[str]:
        """Run commands as the host does: in bash, ending at the first that fails."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", commands],
            cwd=clone,
            env=environment() | env,
            capture_output=True,
            text=True,
            check=False,
        )

    def kept(self) -> list[list[str]]:
        """The ledger on the branch of addresses, commit by commit, oldest first."""
        commits = git(self.origin, "rev-list", "--reverse", "refs/heads/addresses").split()
        return [git(self.origin, "show", f"{commit}:ledger.jsonl").splitlines() for commit in commits]


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A code host with a repository that was never published."""
    return Host(tmp_path)


def run_github(host: Host, **given: str) -> Path:
    """Run the commands of the GitHub workflow, job by job, each in a fresh clone; return the folder of releases."""
    runner = host.folder / f"github-{host.runs}"
    runner.mkdir()
    for name in ("build", "remember"):
        clone = host.clone()
        noted = clone.parent / "noted"
        noted.touch()
        for step in steps(read(PUBLISH)["jobs"][name]):
            if "run" not in step or step.get("name") == "Install":
                continue
            known = dict(line.split("=", 1) for line in noted.read_text("utf-8").splitlines())
            wanted = {
                key: given.get(re.sub(r"\$\{\{ *|(?:github\.event\.repository|github|vars)\.| *\}\}", "", text), "")
                for key, text in step.get("env", {}).items()
            }
            fixed = {"RUNNER_TEMP": str(runner), "GITHUB_ENV": str(noted), "GITHUB_REPOSITORY": "northport/record"}
            done = host.run(step["run"], clone, **fixed, **known, **wanted)
            assert done.returncode == 0, (step, done.stderr)
    return runner / "published"


def test_the_github_workflow_publishes_and_remembers(host: Host) -> None:
    """The first run makes the branch of addresses, the second adds to it, a third without news leaves the ledger."""
    for run in (1, 2, 3):
        published = run_github(host, SITE_URL="https://scrutiny.northport.example/", visibility="private")

        uploads = [step["with"]["path"] for step in steps(read(PUBLISH)["jobs"]["build"]) if "upload" in str(step)]
        places = [published.parent / path.replace("${{ runner.temp }}/", "") for path in uploads]
        assert [place.exists() for place in places] == [True, True]
        assert (places[1] / "index.html").read_text("utf-8") == f"site {run}"
        assert host.kept()[-1] == NEW[:run]
        seen = json.loads((host.folder / f"run-{host.runs - 1}" / "seen").read_text("utf-8"))
        assert seen == {
            "SCRUTINY_REPOSITORY_SEEN": "private",
            "SITE_URL": "https://scrutiny.northport.example/",
            "CORRECTIONS_MAILBOX": None,
        }
    assert git(host.origin, "rev-list", "--count", "refs/heads/main") == "1", "the officers' branch was touched"
    assert git(host.origin, "rev-list", "--count", "refs/heads/addresses") == "3"


def run_gitlab(host: Host) -> Path:
    """Run the script of the GitLab job in a fresh clone, which is returned."""
    clone, job = host.clone(), read(GITLAB)["pages"]
    done = host.run("\n".join(job["script"]), clone, ADDRESSES_REMOTE=str(host.origin), CI_PROJECT_VISIBILITY="private")
    assert done.returncode == 0, done.stderr
    return clone


def test_the_gitlab_job_publishes_and_remembers(host: Host) -> None:
    """The same on GitLab: the site lies in public/, and the addresses on their branch."""
    for run in (1, 2):
        clone = run_gitlab(host)

        assert (clone / "public/index.html").read_text("utf-8") == f"site {run}"
        assert not (clone / "public").is_symlink()
        assert host.kept()[-1] == NEW[:run]


def test_no_branch_of_addresses_that_cannot_be_fetched_looks_like_a_first_publication(host: Host) -> None:
    """Where the repository cannot be reached, or is damaged, nothing is published as if for the first time."""
    clone = host.clone()
    gone = host.run("bash .ci/addresses fetch ../published", clone, ADDRESSES_REMOTE=str(host.folder / "none.git"))
    assert gone.returncode != 0
    assert "cannot be fetched" in gone.stderr

    run_gitlab(host)
    commit = git(host.origin, "rev-parse", "refs/heads/addresses")
    for file in (host.origin / "objects").rglob(commit[2:]):
        file.unlink()
    damaged = host.run("bash .ci/addresses fetch ../published", host.clone())
    assert damaged.returncode != 0
    assert "first publication" not in damaged.stdout


def test_two_runs_at_once_lose_no_address(host: Host, tmp_path: Path) -> None:
    """A run that fetched before another kept does not overwrite what that one kept."""
    run_gitlab(host)
    clone = host.clone()
    state = tmp_path / "late/state"
    host.run(f"bash .ci/addresses fetch {state.parent}", clone)
    real = shutil.which("git")
    # A git that, when it is to push, lets another run be faster.
    (tmp_path / "bin").mkdir()
    faster = host.folder / "faster"
    git(host.folder, "clone", "--quiet", "--branch", "addresses", str(host.origin), str(faster))
    (faster / "ledger.jsonl").write_text("first address\nfaster address\n", "utf-8")
    git(faster, "commit", "--quiet", "--all", "--message=Faster")
    (tmp_path / "bin/git").write_text(
        f'#!/bin/sh\n[ "$1" != push ] || {real} -C {faster} push --quiet\nexec {real} "$@"\n',
        "utf-8",
    )
    (tmp_path / "bin/git").chmod(0o755)
    (state / "ledger.jsonl").write_text("first address\nlate address\n", "utf-8")

    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = host.run(f"bash .ci/addresses keep {state.parent}", clone, PATH=path)

    assert done.returncode != 0
    assert "rejected" in done.stderr
    assert host.kept()[-1] == ["first address", "faster address"]


def test_an_empty_state_is_not_kept(host: Host) -> None:
    """Without a ledger nothing is put onto the branch."""
    done = host.run("mkdir -p ../published/state && bash .ci/addresses keep ../published", host.clone())

    assert done.returncode != 0
    assert "refs/heads/addresses" not in git(host.origin, "show-ref")
