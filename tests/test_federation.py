"""One site over many exports: each verified to the last byte, and one that is bad touches no other."""

import fcntl
import functools
import json
import os
import re
import shutil
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme
import yaml
from click.testing import CliRunner, Result

from conftest import ROOT, Build
from exported import INSTANT, export, list_again
from scrutiny.commands.federate import command
from scrutiny.load.content import Loaded, load_content
from scrutiny.model import Record
from scrutiny.open_data.api import Imprint
from scrutiny.open_data.api.imprint import MANIFEST
from scrutiny.open_data.manifest import BadFileError, BadManifestError, File, manifest, read_manifest
from scrutiny.problem import Place, Problem
from scrutiny.stage import publishable

BASE = ROOT / "tests/cases/bad/base"
"""A small council called Northport, with what councils share."""
HUB = "items/2025-hub"
SEEDS = ("bath-and-north-east-somerset", "bradford", "haringey", "plymouth", "worcestershire")
IMPRINT = Imprint(INSTANT.date(), "https://scrutiny.example/")
SHA = "0" * 64


class Sites:
    """The sites of some councils below a folder, and one site over all of them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.listed = folder, dict[str, dict[str, Any]]()
        self.content = folder / "federated" / "content"

    def council(self, name: str) -> Path:
        """Make the content of a council like Northport, and expect its export; return the folder of its record."""
        own = self.folder / "of" / name
        shutil.copytree(BASE / "shared", own / "shared")
        shutil.copytree(BASE / "northport", own / name)
        self.listed[name] = {"address": f"sites/{name}", "authorities": [name], "licence": "not stated"}
        self.publish(name)
        return own / name

    def publish(self, name: str, imprint: Imprint | None = None) -> None:
        """Write the export of a council as its content is now."""
        shutil.rmtree(self.site(name), ignore_errors=True)
        export(
            self.folder / "of" / name, self.site(name), imprint or replace(IMPRINT, site_url=f"https://{name}.example/")
        )

    def site(self, name: str) -> Path:
        """The folder of the site of a council."""
        return self.folder / "sites" / name

    def federate(self) -> Result:
        """Run the command."""
        sources = [{"name": name, **told} for name, told in self.listed.items()]
        (self.folder / "sources.yml").write_text(yaml.safe_dump({"sources": sources}), "utf-8")
        into = str(self.folder / "federated")
        return CliRunner().invoke(command, [str(self.folder / "sources.yml"), "--into", into])

    def text(self, path: str) -> str:
        """A file of the content."""
        return (self.content / path).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file of the content."""
        return {str(file.relative_to(self.content)): file.read_bytes() for file in self.content.rglob("*.yml")}


@pytest.fixture
def sites(tmp_path: Path) -> Sites:
    """Return the sites of two councils."""
    found = Sites(tmp_path)
    found.council("eastport")
    found.council("westport")
    return found


def change(file: Path, *was_became: tuple[str, str]) -> None:
    """Change words of a file."""
    text = file.read_text("utf-8")
    for was, became in was_became:
        assert was in text
        text = text.replace(was, became)
    file.write_text(text, "utf-8")


def forged(site: Path, path: str, forge: Callable[[Any], object]) -> None:
    """Change a file of an export, and list all files anew, as its site could."""
    file = json.loads((site / path).read_bytes())
    forge(file)
    (site / path).write_text(json.dumps(file), "utf-8")
    files = [
        File.of(str(each.relative_to(site)), each.read_bytes())
        for each in sorted(site.rglob("*.json"))
        if each.name != "files.json"
    ]
    edition = read_manifest((site / MANIFEST).read_bytes().splitlines(keepends=True)).edition
    list_again(site, Imprint(edition.as_of), files)


# The list of files


def listed(*files: File) -> bytes:
    """A list of files."""
    return b"".join(manifest(IMPRINT, files))


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_list_of_files_is_read_as_it_was_written(number: int) -> None:
    """The list of files is JSON with a line for each, and read line by line it gives the same files."""
    files = [File.of(f"data/v1/c-{place}/items/2026-é.json", b"{}" * place) for place in range(number)]
    text = listed(*files)
    read = read_manifest(text.splitlines(keepends=True))

    assert list(read.files.values()) == files
    assert (read.edition.as_of, read.edition.version) == (INSTANT.date(), "1.0")
    assert json.loads(text)["files"] == [file._asdict() for file in files]
    assert len(text.splitlines()) == number + 2


@pytest.mark.parametrize(
    "was, became, said",
    [
        ("]}\n", "", "its end is missing"),
        ("]}\n", "]}\n{}\n", "line 5 comes after its end"),
        ("data/v1/b.json", "data/v1/a.json", "line 3 names data/v1/a.json once more"),
        ("data/v1/a.json", "../a.json", "line 2 does not name a file of a site"),
        ("data/v1/a.json", "/etc/a.json", "line 2 does not name a file of a site"),
        ("data/v1/a.json", "data\\\\a.json", "line 2 does not name a file of a site"),
        ("data/v1/a.json", "data//a.json", "line 2 does not name a file of a site"),
        ("data/v1/a.json", "data/CON:/a.json", "line 2 does not name a file of a site"),
        ("data/v1/a.json", "x" * 10_000, "line 2 is too long"),
        ('"size":1', '"size":-1', "line 2 does not name a file of a site"),
        ('"size":1', '"size":"1"', "line 2 does not name a file"),
        ('"sha256":"', '"sha256":"x', "line 2 does not name a file of a site"),
        ('{"path":"data/v1/a.json"', "[" * 5000, "line 2 does not name a file"),
        ('"version":"1.0"', '"version":"2.0"', "its form has version 2.0; only version 1 can be read"),
        ('"as_of":"', '"as_of":"x', "it does not begin as a list of published files"),
        ('{"edition"', '["edition"', "it does not begin as a list of published files"),
    ],
)
def test_a_list_that_is_not_whole_is_refused(was: str, became: str, said: str) -> None:
    """A list without its end, with a file twice, outside the site, or in another form is refused with the line."""
    text = listed(File.of("data/v1/a.json", b"1"), File.of("data/v1/b.json", b"2")).decode()

    with pytest.raises(BadManifestError, match=f"^{re.escape(said)}$"):
        read_manifest(text.replace(was, became, 1).encode().splitlines(keepends=True))
    with pytest.raises(BadManifestError):
        read_manifest([])


def test_a_file_is_the_listed_one_or_none() -> None:
    """A file of another length or another byte, and one that is not listed, is refused by its name."""
    read = read_manifest(listed(File.of("data/v1/a.json", b"abc")).splitlines(keepends=True))

    assert read.verified("data/v1/a.json", b"abc") == b"abc"
    for path, content, said in (
        ("data/v1/a.json", b"abd", "data/v1/a.json has another fingerprint"),
        ("data/v1/a.json", b"ab", "data/v1/a.json has 2 bytes; the list of published files says 3"),
        ("data/v1/b.json", b"abc", "data/v1/b.json is not in the list"),
    ):
        with pytest.raises(BadFileError, match=re.escape(said)):
            read.verified(path, content)


# What is taken


def kept_back(record: Record) -> dict[str, Any]:
    """What a record has for the checks alone; no export has it."""
    return {name: getattr(record, name) for name in ("visibility", "embargo", "exemption", "allow")}


@pytest.mark.parametrize("which", ["content", "tests/sample/content"])
def test_a_record_is_the_same_as_at_home(which: str, tmp_path: Path) -> None:
    """Taken from its export, the public record of every authority is what its own site made it of."""
    home = publishable(load_content(ROOT / which).register, INSTANT)
    names = sorted({id_ for id_ in home.records if "/" not in id_})
    export(ROOT / which, tmp_path / "sites/all", IMPRINT)
    sites = Sites(tmp_path)
    sites.listed["all"] = {"address": "sites/all", "authorities": names, "licence": "not stated"}
    result = sites.federate()
    read = load_content(sites.content)

    assert result.exit_code == 0, result.output
    assert read.problems == []
    assert read.register.records.keys() == home.records.keys()
    for id_, record in home.records.items():
        taken = read.register.records[id_].model_copy(update=kept_back(record))
        assert taken.model_copy(update={"origin": None} if "/" not in id_ else {}) == record, id_
    assert read.register.shared == home.shared
    assert [*read.register.removed] == [*home.removed]


def test_a_file_says_what_an_officer_would_write(sites: Sites) -> None:
    """A file of the content is plain YAML: what the record states, nothing by default, and whence an authority came."""
    assert sites.federate().exit_code == 0
    head, item = sites.text("eastport/authority.yml"), sites.text(f"eastport/{HUB}.yml")
    sha256 = File.of("", (sites.site("eastport") / MANIFEST).read_bytes()).sha256

    assert "  date: 2025-05-20\n" in item
    assert "        due: 2025-09-30\n" in item
    assert "counts_first_day" not in item
    assert item.startswith("# Written by scrutiny federate; do not change it here.\n")
    assert head.endswith(f"origin:\n  site: https://eastport.example/\n  as_of: 2026-11-22\n  files: {sha256}\n")


def test_the_same_exports_give_the_same_bytes(sites: Sites, tmp_path: Path) -> None:
    """Made again, also from nothing, the content is the same to the byte; an unchanged export is called so."""
    first = sites.federate()
    files = sites.files()
    second = sites.federate()
    assert sites.files() == files
    shutil.rmtree(tmp_path / "federated")
    sites.federate()

    assert "eastport: taken\n" in first.output
    assert "eastport: unchanged\n" in second.output
    assert sites.files() == files
    assert sorted(each.name for each in (tmp_path / "federated").iterdir()) == ["content", "copies"]


def test_only_authorities_that_an_export_may_speak_for_are_taken(sites: Sites) -> None:
    """What an export publishes of an authority that it is not named for is not taken."""
    shutil.copytree(sites.folder / "of/westport/westport", sites.folder / "of/eastport/southport")
    sites.publish("eastport")

    assert sites.federate().exit_code == 0
    assert not (sites.content / "southport").exists()


def test_references_to_what_is_not_on_the_site_go(sites: Sites) -> None:
    """A reference to another authority stays where that one is on the site, and goes where it, or the part, is not."""
    for name, other in (("eastport", "westport"), ("westport", "nowhere")):
        shutil.copytree(sites.folder / "of/westport/westport", sites.folder / "of" / name / other, dirs_exist_ok=True)
        file = sites.folder / "of" / name / name / f"{HUB}.yml"
        change(
            file,
            (
                "resolutions:\n",
                f"follows_up:\n  - {other}/{HUB}#resolution-2\n  - {other}/{HUB}#point-1\nresolutions:\n",
            ),
        )
        sites.publish(name)
    change(
        sites.folder / f"of/westport/westport/{HUB}.yml",
        ("  - number: 1\n    kind: concern", "  - number: 7\n    kind: concern"),
    )
    sites.publish("westport")
    result = sites.federate()

    assert result.exit_code == 0, result.output
    assert "follows_up:\n  - westport/items/2025-hub#resolution-2\n" in sites.text(f"eastport/{HUB}.yml")
    assert "#point-1" not in sites.text(f"eastport/{HUB}.yml")
    assert "nowhere" not in sites.text(f"westport/{HUB}.yml")


def test_what_an_officer_allowed_at_home_is_allowed_here(sites: Sites) -> None:
    """A switchboard that its own officers allowed passes the checks here; the number of a person never does."""
    record = sites.folder / "of/eastport/eastport" / f"{HUB}.yml"
    change(
        record,
        ("text: Capacity has not", "text: Ring 0300 123 4567. Capacity has not"),
        ("kind: report\n", "kind: report\nallow:\n  - text: 0300 123 4567\n    reason: public switchboard\n"),
    )
    sites.publish("eastport")
    result = sites.federate()
    assert result.exit_code == 0, result.output
    assert "allow:\n  - text: 0300 123 4567\n" in sites.text(f"eastport/{HUB}.yml")
    before = sites.files()

    def name_a_patient(file: Any) -> None:
        file["points"][0]["text"] = "The NHS number is 943 476 5919."

    forged(sites.site("eastport"), f"data/v1/eastport/{HUB}.json", name_a_patient)
    result = sites.federate()
    assert result.exit_code == 1
    assert "this looks like an NHS number" in result.output
    assert "5919" not in result.output.replace("94… …19", "")
    assert sites.files() == before


# What is refused


def break_a_byte(site: Path) -> None:
    """Change one letter of a record."""
    change(site / f"data/v1/eastport/{HUB}.json", ("Strength", "strength"))


def leave_one_out(site: Path) -> None:
    """Take a file away that is listed."""
    (site / f"data/v1/eastport/{HUB}.json").unlink()


def lead_out(site: Path) -> None:
    """Put a link to a file outside in the place of a file."""
    file = site / f"data/v1/eastport/{HUB}.json"
    file.rename(site.parent / "outside.json")
    file.symlink_to(site.parent / "outside.json")


def cut_the_list(site: Path) -> None:
    """Leave the last line of the list of files out."""
    (site / MANIFEST).write_bytes((site / MANIFEST).read_bytes().removesuffix(b"]}\n"))


def with_file(path: str, forge: Callable[[Any], object], site: Path) -> None:
    """Change a file, and list it as it is then."""
    forged(site, path, forge)


def say(told: Any, file: Any) -> None:
    """Let a file say something else."""
    file.update(told)


RECORD, OWN = f"data/v1/eastport/{HUB}.json", "data/v1/eastport.json"
WITHDRAWN, THEMES = "data/v1/eastport/withdrawn.json", "data/v1/shared/themes.json"
UNSEEN = {"label": "A\u202eB", "definition": "Letters that run backwards."}


def deep(file: Any) -> None:
    """Put a list into a list eight hundred times."""
    inside: list[Any] = []
    file["points"] = inside
    for _ in range(800):
        inside.append([])
        inside = inside[0]


@pytest.mark.parametrize(
    "harm, said",
    [
        (break_a_byte, "eastport/items/2025-hub.json has another fingerprint than the list of published files says."),
        (leave_one_out, "eastport/items/2025-hub.json cannot be read (No such file or directory)."),
        (lead_out, "eastport/items/2025-hub.json leads out of the folder."),
        (cut_the_list, "data/v1/files.json cannot be used: its end is missing."),
        (lambda site: (site / MANIFEST).unlink(), "data/v1/files.json cannot be read"),
        (functools.partial(with_file, RECORD, lambda f: f.update(id="eastport/items/2024-x")), "is not the file of"),
        (functools.partial(with_file, RECORD, lambda f: f.update(colour="red")), "eastport/items/2025-hub: colour"),
        (functools.partial(with_file, RECORD, lambda f: f.pop("summary")), "eastport/items/2025-hub: summary"),
        (functools.partial(with_file, RECORD, lambda f: f["edition"].update(as_of="2020-01-01")), "another edition"),
        (functools.partial(with_file, RECORD, lambda f: f.clear()), "is no file of the data."),
        (functools.partial(with_file, RECORD, lambda f: f["themes"].append("nothing")), '"nothing" is not in content'),
        (functools.partial(with_file, RECORD, lambda f: f.update(title="A\u202eB")), "may stand in no record"),
        (
            functools.partial(with_file, OWN, lambda f: f.update(origin={"site": "https://a.example/"})),
            "It does not keep the record of eastport itself",
        ),
        *(
            (functools.partial(with_file, path, functools.partial(say, told)), f"{path} is no file of the data.")
            for path, told in (
                (OWN, {"origin": "elsewhere"}),
                (OWN, {"committees": ["children"]}),
                (OWN, {"committees": {"children": "Children"}}),
                (WITHDRAWN, {"entries": 5}),
                (WITHDRAWN, {"entries": ["x"]}),
                (WITHDRAWN, {"entries": [{"what": "removed"}]}),
            )
        ),
        (functools.partial(with_file, RECORD, deep), f"{RECORD} is no file of the data."),
        (functools.partial(with_file, OWN, lambda f: f.update(url="https://a b/")), "eastport: site 'https://a b/' is"),
        (functools.partial(with_file, THEMES, lambda f: f["themes"].update(x=UNSEEN)), "shared/themes.yml: an unseen"),
        (functools.partial(with_file, RECORD, lambda f: f.update({"\x1b[2J": ""})), "2025-hub: \ufffd[2J Extra inputs"),
    ],
)
def test_a_bad_export_leaves_what_stands(sites: Sites, harm: Callable[[Path], object], said: str) -> None:
    """With anything wrong in an export its last good copy stays, the others go on, and the message says what it is."""
    sites.federate()
    before = sites.files()
    for name in ("eastport", "westport"):
        change(sites.folder / f"of/{name}/{name}/{HUB}.yml", ("Capacity", "Strength"))
        sites.publish(name)
    harm(sites.site("eastport"))
    result = sites.federate()
    after = sites.files()

    assert result.exit_code == 1
    assert "eastport: not taken; its last good copy stays.\n" in result.output
    assert said in result.output
    assert {path for path in after if after[path] != before[path]} == {"westport/authority.yml", f"westport/{HUB}.yml"}


@pytest.mark.parametrize(
    "expected, said",
    [
        ({"licence": "CC0"}, "It states the licence “not stated”; “CC0” is expected."),
        ({"sha256": SHA}, f"; {SHA} is expected."),
        ({"authorities": ["eastport", "northport"]}, "It has no data/v1/northport.json."),
        ({"address": "http://127.0.0.1/"}, "http://127.0.0.1/ is no address that begins with https://"),
        ({"address": "sites/nothing"}, "data/v1/files.json cannot be read"),
    ],
)
def test_an_export_that_is_not_as_expected_is_left_out(sites: Sites, expected: dict[str, Any], said: str) -> None:
    """An export that was never good, or is another than expected, is not on the site; the others are."""
    sites.listed["eastport"] |= expected
    result = sites.federate()

    assert result.exit_code == 1
    assert "eastport: not taken, and left out: there is no good copy of it.\n" in result.output
    assert said in result.output
    assert "1 export in the content; 1 export not in order." in result.output
    assert sorted(each.name for each in sites.content.iterdir()) == ["shared", "westport"]


def test_with_no_good_export_nothing_changes(sites: Sites) -> None:
    """Where not one export can be used, no content is written, and the command says why of each."""
    for name in ("eastport", "westport"):
        (sites.site(name) / MANIFEST).write_bytes(b"")
    result = sites.federate()

    assert result.exit_code == 1
    assert (
        "No export can be used, and what stands is unchanged.\neastport: data/v1/files.json cannot be used"
        in result.output
    )
    assert not sites.content.exists()


def test_a_copy_that_a_disk_has_changed_is_not_used(sites: Sites) -> None:
    """A copy is verified whenever it is used: one that was damaged since is taken anew, or left out."""
    sites.federate()
    before = sites.files()
    copy = sites.folder / "federated/copies/eastport" / RECORD
    change(copy, ("Capacity", "capacity"))
    assert sites.federate().exit_code == 0
    assert sites.files() == before

    change(copy, ("Capacity", "capacity"))
    (sites.site("eastport") / MANIFEST).unlink()
    assert "eastport: not taken, and left out" in sites.federate().output


def test_whoever_is_stopped_between_two_steps_finds_the_former(sites: Sites) -> None:
    """Stopped when the former content had been put aside, and the new one not yet in its place, nothing is lost."""
    sites.federate()
    before = sites.files()
    for place in (sites.content, sites.folder / "federated/copies/eastport"):
        place.rename(place.with_name(f".{place.name}.former"))
    for name in ("eastport", "westport"):
        shutil.rmtree(sites.site(name))
    assert sites.federate().exit_code == 1
    assert sites.files() == before

    sites.content.rename(sites.content.with_name(".content.former"))
    shutil.rmtree(sites.folder / "federated/copies")
    assert "what stands is unchanged" in sites.federate().output
    assert sites.files() == before


def test_an_older_edition_is_not_taken_unless_it_is_meant(sites: Sites) -> None:
    """An edition of an earlier day than the copy is refused, and the message says how it can be taken all the same."""
    sites.federate()
    change(sites.folder / f"of/eastport/eastport/{HUB}.yml", ("Capacity", "Strength"))
    sites.publish("eastport", replace(IMPRINT, as_of=INSTANT.date() - timedelta(1)))
    result = sites.federate()
    (sha256,) = re.findall(r"It is of 2026-11-21, older than the copy of 2026-11-22; .* sha256: (\w+) ", result.output)
    assert result.exit_code == 1
    assert "Strength" not in sites.text(f"eastport/{HUB}.yml")

    sites.listed["eastport"]["sha256"] = sha256
    assert sites.federate().exit_code == 0
    assert "Strength" in sites.text(f"eastport/{HUB}.yml")


def test_an_export_does_not_fill_the_disk_of_the_others(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export that lists more than all its files may have together is refused before any is asked for."""
    monkeypatch.setattr("scrutiny.federation.copies.MOST_IN_ALL", 1000)
    result = sites.federate()

    assert "eastport: Its files have more than the 1000 bytes that they may have together." in result.output
    assert not (sites.folder / "federated/copies/.eastport.new").exists()


def test_what_stands_is_judged_by_every_version_of_the_program(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that was good once, and breaks a rule that came later, is told of here and does not stop the build."""
    assert sites.federate().exit_code == 0
    problem = Problem(Place(f"content/eastport/{HUB}.yml"), "", "a new rule", "", "new-rule")
    monkeypatch.setattr(
        "scrutiny.federation.judged.unit_problems", lambda loaded, _: [problem] if problem_in(loaded) else []
    )
    monkeypatch.setattr("scrutiny.federation.judged.as_many_as_processors", lambda: 1)

    def problem_in(loaded: Loaded) -> bool:
        return f"eastport/{HUB}" in loaded.register.records

    result = sites.federate()
    assert "eastport: not taken, and left out" in result.output
    assert "a new rule (new-rule)" in result.output
    assert sorted(each.name for each in sites.content.iterdir()) == ["shared", "westport"]


def test_two_runs_do_not_write_into_one_folder(sites: Sites) -> None:
    """While a run is at work a second one is refused, and changes nothing."""
    folder = sites.folder / "federated"
    folder.mkdir()
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    result = sites.federate()
    os.close(handle)

    assert "Another scrutiny federate is still at work in" in result.output
    assert [*folder.iterdir()] == []
    assert sites.federate().exit_code == 0


# What refers to other councils


def refer(sites: Sites, name: str, *references: str) -> None:
    """Let the record of a council follow up what stands elsewhere, as its site could publish it."""
    forged(sites.site(name), f"data/v1/{name}/{HUB}.json", lambda file: file.update(follows_up=list(references)))


@pytest.mark.parametrize("does", ["moves its meeting", "refers back"])
def test_a_change_elsewhere_throws_nobody_out(sites: Sites, does: str) -> None:
    """Where another council's change contradicts a reference, that reference goes, and the records of both stay."""
    refer(sites, "eastport", f"westport/{HUB}")
    assert sites.federate().exit_code == 0
    assert f"westport/{HUB}" in sites.text(f"eastport/{HUB}.yml")
    if does == "refers back":
        refer(sites, "westport", f"eastport/{HUB}")
    else:
        change(sites.folder / f"of/westport/westport/{HUB}.yml", ("meeting: 2025-05-20", "meeting: 2025-06-20"))
        sites.publish("westport")
    result = sites.federate()

    assert result.exit_code == 1
    assert "eastport: unchanged.\n    References that contradict other councils are left out: content/" in result.output
    assert "2 exports in the content" in result.output
    assert "follows_up" not in sites.text(f"eastport/{HUB}.yml")
    assert load_content(sites.content).problems == []


def test_a_problem_of_its_own_is_no_matter_of_references(sites: Sites) -> None:
    """A record that refers to another council, and is bad by itself, is held back as any other."""
    refer(sites, "eastport", f"westport/{HUB}")
    sites.federate()
    before = sites.files()
    forged(sites.site("eastport"), f"data/v1/eastport/{HUB}.json", lambda file: file["themes"].append("nothing"))
    result = sites.federate()

    assert "eastport: not taken; its last good copy stays.\n" in result.output
    assert '"nothing" is not in content' in result.output
    assert sites.files() == before


@pytest.mark.parametrize("reference", ["westport/withdrawn", "westport/items", "westport/nothing/2025-hub"])
def test_a_reference_to_what_is_no_record_goes(sites: Sites, reference: str) -> None:
    """A reference to a list, or to a folder that no authority has, leads nowhere."""
    refer(sites, "eastport", reference)

    assert sites.federate().exit_code == 0
    assert "follows_up" not in sites.text(f"eastport/{HUB}.yml")


ANSWER = """title: The board's answer (invented)
visibility: public
summary: The board accepted. This answer is invented.
to: [{item}]
by: the board
received: 2025-06-30
sources:
  - {{ref: letter, title: Letter of 30 June 2025, kind: letter, url: "https://northport.example/letter"}}
positions:
  - {{resolution: {item}#resolution-1, position: accepted, at: letter 1}}
"""


@pytest.mark.parametrize("where", ["on another site", "withheld"])
def test_an_answer_to_nothing_that_is_here_goes(sites: Sites, where: str) -> None:
    """An answer whose item is not on the site, or not public, is left out, and the rest of its council stays."""
    own = sites.folder / "of/eastport"
    shutil.copytree(own / "eastport", own / "southport")
    answer = own / "eastport/responses/2025-board.yml"
    answer.parent.mkdir()
    answer.write_text(ANSWER.format(item=f"southport/{HUB}" if where == "on another site" else HUB), "utf-8")
    if where == "withheld":
        change(own / f"eastport/{HUB}.yml", ("visibility: public", "visibility: draft"))
    sites.publish("eastport")
    result = sites.federate()

    assert (sites.site("eastport") / "data/v1/eastport/responses/2025-board.json").exists()
    assert result.exit_code == 0, result.output
    assert (sites.content / "eastport/authority.yml").exists()
    assert not (sites.content / "eastport/responses").exists()


# What councils share


def give(sites: Sites, name: str, label: str) -> None:
    """Let a council call a theme otherwise."""
    themes = yaml.safe_load((sites.folder / "of" / name / "shared/themes.yml").read_text("utf-8"))
    themes["themes"]["hub"]["label"] = label
    (sites.folder / "of" / name / "shared/themes.yml").write_text(yaml.safe_dump(themes), "utf-8")
    sites.publish(name)


DIFFER = "eastport and westport give “hub” in shared/themes.yml different meanings."


def test_names_that_mean_two_things_are_refused(sites: Sites) -> None:
    """Where two exports give a name different meanings, the later in the list is left out, and both are named."""
    give(sites, "westport", "The port")
    result = sites.federate()

    assert result.exit_code == 1
    assert f"westport: not taken, and left out: there is no good copy of it.\n    {DIFFER}" in result.output
    assert sorted(each.name for each in sites.content.iterdir()) == ["eastport", "shared"]


@pytest.mark.parametrize("changes, others", [("eastport", "westport"), ("westport", "eastport")])
def test_who_changes_a_shared_meaning_waits_for_all(sites: Sites, changes: str, others: str) -> None:
    """One council's new meaning of a shared name is not taken while another holds on to the old; all together it is."""
    sites.federate()
    before = sites.files()
    give(sites, changes, "The port")
    change(sites.folder / f"of/{others}/{others}/{HUB}.yml", ("Capacity", "Strength"))
    sites.publish(others)
    result = sites.federate()
    after = sites.files()
    assert f"{changes}: not taken; its last good copy stays.\n    {DIFFER}" in result.output
    assert {path for path in after if after[path] != before[path]} == {f"{others}/authority.yml", f"{others}/{HUB}.yml"}

    give(sites, others, "The port")
    result = sites.federate()
    assert result.exit_code == 0, result.output
    assert "label: The port\n" in sites.text("shared/themes.yml")


def test_what_only_one_council_names_is_shared_by_all(sites: Sites) -> None:
    """The themes and terms of all exports stand in one list, each once."""
    file = sites.folder / "of/westport/shared/themes.yml"
    themes = yaml.safe_load(file.read_text("utf-8"))
    themes["themes"]["rain"] = {"label": "Rain", "definition": "Water from above."}
    file.write_text(yaml.safe_dump(themes), "utf-8")
    sites.publish("westport")

    assert sites.federate().exit_code == 0
    known = yaml.safe_load(sites.text("shared/themes.yml"))["themes"]
    assert known.keys() == themes["themes"].keys()
    assert known["rain"] == {"label": "Rain", "definition": "Water from above."}


# Over the web


class _Handler(SimpleHTTPRequestHandler):
    """Sends the files of a folder, and notes what it was asked for."""

    asked: list[str]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file; what lies below /moved/ is said to be elsewhere, and what lies below /slow/ comes for ever."""
        self.asked.append(self.path)
        if self.path.startswith("/slow/"):
            with suppress(OSError):
                self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
                while True:
                    self.wfile.write(b" ")
                    time.sleep(0.05)
            self.close_connection = True
        elif self.path.startswith("/moved/"):
            self.send_response(301)
            self.send_header("Location", self.path.removeprefix("/moved"))
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_args: Any, **_named: Any) -> None:
        """Say nothing."""


@pytest.fixture
def web(sites: Sites, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[str]]]:
    """Serve all sites on this machine; return the address, and the list of what is asked for."""
    authority, asked = trustme.CA(), list[str]()
    handler = functools.partial(type("_Asked", (_Handler,), {"asked": asked}), directory=str(sites.folder / "sites"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    offered = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(offered)
    server.socket = offered.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    # Whoever forks while the threads of a server run may find a lock taken for ever.
    monkeypatch.setattr("scrutiny.federation.judged.as_many_as_processors", lambda: 1)
    with authority.cert_pem.tempfile() as believed:
        monkeypatch.setenv("SSL_CERT_FILE", believed)
        yield f"https://localhost:{server.server_address[1]}/", asked
    server.shutdown()
    server.server_close()


def test_a_site_on_the_web_is_asked_only_for_what_has_changed(sites: Sites, web: tuple[str, list[str]]) -> None:
    """An export is taken over https; the next time only the list of files and what has changed is asked for."""
    address, asked = web
    sites.listed["eastport"]["address"] = f"{address}eastport/"
    result = sites.federate()
    assert result.exit_code == 0, result.output
    assert f"/eastport/{RECORD}" in asked
    assert not [path for path in asked if not path.startswith("/eastport/data/v1/")]

    change(sites.folder / f"of/eastport/eastport/{HUB}.yml", ("Capacity", "Strength"))
    sites.publish("eastport")
    asked.clear()
    assert sites.federate().exit_code == 0
    assert asked == [f"/eastport/{MANIFEST}", f"/eastport/{RECORD}"]
    assert "Strength has not kept up" in sites.text(f"eastport/{HUB}.yml")


def test_a_site_that_leads_elsewhere_is_not_followed(sites: Sites, web: tuple[str, list[str]]) -> None:
    """A redirection, a file that is not there, and a certificate that nobody knows are each told, and nothing taken."""
    address, _ = web
    for where, said in (
        ("moved/eastport/", "localhost answered 301 for data/v1/files.json."),
        ("nothing/", "localhost answered 404 for data/v1/files.json."),
    ):
        sites.listed["eastport"]["address"] = f"{address}{where}"
        assert said in sites.federate().output


def test_a_site_that_answers_for_ever_does_not_keep_the_others(
    sites: Sites, web: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that sends one letter after the other, within every limit of waiting, is left when its time is over."""
    address, _ = web
    monkeypatch.setattr("scrutiny.federation.reach.WHOLE", 0.5)
    sites.listed["eastport"]["address"] = f"{address}slow/"
    result = sites.federate()

    assert "localhost did not answer for data/v1/files.json (its files took more than" in result.output
    assert "westport: taken" in result.output


def test_an_unknown_certificate_is_not_believed(
    sites: Sites, web: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site whose certificate nobody vouches for is not asked for anything."""
    address, asked = web
    monkeypatch.delenv("SSL_CERT_FILE")
    sites.listed["eastport"]["address"] = f"{address}eastport/"

    assert "The certificate of localhost is not in order" in sites.federate().output
    assert asked == []


# The list of exports


@pytest.mark.parametrize(
    "told, said",
    [
        ({"version": "2"}, "version 2 cannot be read by this program — only version 1 can"),
        ({"authorities": ["westport"]}, "eastport and westport speak for westport — leave it to one"),
        ({"authorities": []}, "it speaks for nobody"),
        ({"authorities": ["shared"]}, "shared is a name of the site itself"),
        ({"sha256": "abc"}, "sha256"),
        ({"hash": "abc"}, '"hash" is not a name used here'),
        ({"licence": None}, "licence"),
        *(
            ({"address": address}, "is no address of a site")
            for address in ("https://", "https://a.example:x/", "https://[::1", "https://a.example/?b", "https://a@b/")
        ),
    ],
)
def test_a_list_that_cannot_be_meant_is_refused(sites: Sites, told: dict[str, Any], said: str) -> None:
    """What is wrong in the list of exports is said with its line, and nothing is asked or written."""
    sites.listed["eastport"] |= told
    result = sites.federate()

    assert result.exit_code == 1
    assert re.search(rf"sources\.yml:\d+:\d+: .*{re.escape(said)}", result.output)
    assert not (sites.folder / "federated").exists()


# The site


def test_five_councils_build_alone_and_one_site_shows_all(build: Build, tmp_path: Path) -> None:
    """Five sites are built apart; the one over their exports has all records, and leads from each page to its own."""
    sites = Sites(tmp_path)
    for name in SEEDS:
        own = tmp_path / "of" / name
        shutil.copytree(ROOT / "content" / name, own / name)
        shutil.copytree(ROOT / "content/shared", own / "shared")
        site = build(own, SITE_URL=f"https://{name}.example/", SCRUTINY_SEARCH="no")
        assert site.returncode == 0, site.output
        sites.listed[name] = {"address": str(site.folder), "authorities": [name], "licence": "not stated"}
    result = sites.federate()
    assert result.exit_code == 0, result.output
    national = build(sites.content)
    assert national.returncode == 0, national.output

    home = load_content(ROOT / "content").register.records
    for id_ in home:
        if "/" in id_:
            (link,) = national.page(f"{id_}/").css(".report a[href^='https://']")
            assert link.attributes["href"] == f"https://{id_.partition('/')[0]}.example/{id_}/"
    page = national.page("bradford/items/undated-front-door/")
    told = next(each.text() for each in page.css(".report") if "Kept by" in each.text())
    assert told == "Kept by Bradford: its own page. Taken from its edition of 22 November 2026; licence: not stated."
    assert "Kept by" not in national.file("items/").read_text("utf-8")
    index = json.loads(national.file("data/v1/index.json").read_bytes())
    assert index["total_authorities"] == 5
    assert (
        json.loads(national.file("data/v1/bradford.json").read_bytes())["origin"]["site"] == "https://bradford.example/"
    )
    assert (national.folder / "pagefind").is_dir()
