"""The API: every file keeps its schema, says what the YAML says, and leads to what it names."""

import datetime
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from conftest import AS_OF_EPOCH, ROOT, SAMPLE
from scrutiny.federation.exported import bare
from scrutiny.history import Day, History, Step
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.model import CommitteeResponse, Inspection, Item, Meeting, Plan, Record
from scrutiny.open_data.api import CouncilData, CouncilRow, Imprint, schema_files, site_files
from scrutiny.open_data.api import lists as lists_of_a_council
from scrutiny.open_data.api.imprint import MANIFEST
from scrutiny.open_data.api.listed import Gone
from scrutiny.open_data.api.lists import LISTS, pages_of
from scrutiny.open_data.api.schemas import FILES, schema_of
from scrutiny.pages import Edition
from scrutiny.register import Register
from scrutiny.stage import HOME_ZONE, publishable

INSTANT = datetime.datetime.fromtimestamp(AS_OF_EPOCH, HOME_ZONE)
SITE = "https://scrutiny.example/"
CONTENTS = {"real": ROOT / "content", "invented": SAMPLE}
PROMISED = ROOT / "tests" / "cases" / "api" / "v1.txt"
BATH = "bath-and-north-east-somerset/inspections/undated-protection-of-children"
PAGE = ROOT / "docs" / "data" / "api.md"

both = pytest.mark.parametrize("which", list(CONTENTS))


def edition_of(register: Register) -> Edition:
    """The edition of a staged register for the day of the tests."""
    return Edition(link(register), INSTANT.date())


@cache
def staged(which: str) -> Register:
    """The register of what may be published of a content folder."""
    return publishable(load_content(CONTENTS[which]).register, INSTANT)


def made(edition: Edition, imprint: Imprint) -> dict[str, bytes]:
    """Every file of an edition, by its path."""
    councils = [CouncilData(edition, imprint, name) for name in edition.authorities]
    files = dict(file for council in councils for file in council.files())
    return files | dict(site_files((council.row for council in councils), edition.register.shared, imprint))


@cache
def files_of(which: str) -> dict[str, bytes]:
    """Every file of the data of a content folder, by its path."""
    return made(edition_of(staged(which)), Imprint(INSTANT.date(), SITE))


def read(which: str, id_: str) -> Any:
    """One file of the data, by what stands in its address."""
    return json.loads(files_of(which)[f"data/v1/{id_}.json"])


def inside(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a value, itself first."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from inside(each)


# Schemas


@both
def test_every_file_keeps_its_schema(which: str) -> None:
    """Every file has the keys of the schema it names, no other, and each with a value of its type."""
    schemas = {kind: Draft202012Validator(schema_of(kind, closed=True)) for kind in FILES}
    faults = {}
    for path, text in files_of(which).items():
        file = json.loads(text)
        kind = file["edition"]["described_by"].removeprefix(f"{SITE}data/v1/schemas/").removesuffix(".schema.json")
        if found := [f"{error.json_path}: {error.message}" for error in schemas[kind].iter_errors(file)]:
            faults[path] = found
    assert faults == {}


@pytest.mark.parametrize(
    "id_, change",
    [
        ("bradford/items/undated-front-door", lambda file: file.pop("title")),
        ("bradford/items/undated-front-door", lambda file: file.update(colour="red")),
        ("bradford/items/undated-front-door", lambda file: file["resolutions"]["list"][0].pop("id")),
        ("bradford/items/undated-front-door", lambda file: file["resolutions"]["list"][0].update(effect="resolved")),
        ("bradford/items/undated-front-door", lambda file: file["derived"].pop("thread")),
        ("haringey/inspections/2017-jtai", lambda file: file["findings"][0]["derived"].pop("answered_by")),
        ("haringey/plans/2018-jtai-action-plan", lambda file: file["actions"][0].pop("url")),
        ("bradford/actions", lambda file: file["entries"][0].update(last_day=20)),
        ("authorities", lambda file: file["entries"][0]["totals"].pop("items")),
        ("shared/themes", lambda file: file.pop("themes")),
        ("index", lambda file: file["edition"].pop("as_of")),
    ],
)
def test_a_schema_finds_what_is_wrong(id_: str, change: Any) -> None:
    """A key that is missing, one too many and a wrong value each break the schema of their file."""
    file = read("real", id_)
    kind = file["edition"]["described_by"].rpartition("/")[2].removesuffix(".schema.json")
    change(file)

    assert not Draft202012Validator(schema_of(kind, closed=True)).is_valid(file)


def test_a_meeting_with_a_record_states_what_a_record_states() -> None:
    """The schema asks of a meeting what its record states only where it has one."""
    schema = Draft202012Validator(schema_of("meeting", closed=True))
    derived_only = read("real", "bradford/meetings/undated-front-door")
    with_record = read("invented", "eastmere/meetings/2025-03-14-fire-authority")

    assert derived_only["derived"]["has_record"] is False
    assert "title" not in derived_only
    assert with_record["derived"]["has_record"] is True
    del with_record["title"]
    assert not schema.is_valid(with_record)


def test_the_committed_schemas_are_current(tmp_path: Path) -> None:
    """The schemas that the site publishes are what the models give today, and a second program finds them in order."""
    folder = ROOT / "docs" / "data" / "v1" / "schemas"
    today = {path.rpartition("/")[2]: text for path, text in schema_files()}

    assert {file.name: file.read_bytes() for file in folder.iterdir()} == today, (
        "The models have changed. Run: .venv/bin/python -c 'from pathlib import Path; "
        'from scrutiny.open_data.api import schema_files; [Path("docs", *path.split("/")).write_bytes(text) '
        "for path, text in schema_files()]'"
    )
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--check-metaschema", *sorted(folder.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_the_published_schema_lets_keys_be_added() -> None:
    """A file of a later version, with a key more, still keeps the schema that somebody has fetched today."""
    file = read("real", "bradford/items/undated-front-door")
    file["resolutions"]["list"][0]["derived"]["new"] = file["new"] = 1

    assert Draft202012Validator(schema_of("item")).is_valid(file)


def promises(kind: str) -> Iterator[str]:
    """What the schema of a kind of file promises, a line for each key: its place, its type, if it is always there."""
    schema = schema_of(kind)
    for name, part in {"": schema, **schema.get("$defs", {})}.items():
        for value in (each["const"] for each in part.get("oneOf", ())):
            yield f"{kind} {name} = {value}"
        for key, field in part.get("properties", {}).items():
            always = " always" if key in part.get("required", ()) else ""
            yield f"{kind} {name}.{key}: {_type(field)}{always}"


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "anyOf" in field:
        return " or ".join(map(_type, field["anyOf"]))
    if "const" in field:
        return f"“{field['const']}”"
    if field["type"] == "array":
        return f"list of {_type(field['items'])}"
    if "additionalProperties" in field:
        return f"{_type(field['additionalProperties'])} by name"
    return str(field.get("format", field["type"]))


def test_what_version_1_promised_still_holds() -> None:
    """No key, type or value of version 1 is ever taken away: lines of that file are only added."""
    today = [line for kind in FILES for line in promises(kind)]
    promised = PROMISED.read_text("utf-8").splitlines()

    assert [line for line in promised if line not in today] == [], "this would break programs: it needs a version 2"
    assert [line for line in today if line not in promised] == [], "add these to tests/cases/api/v1.txt; grow VERSION"


# What a file says


def test_a_resolution_and_what_is_derived_for_it() -> None:
    """Bradford's second resolution: as the file states it, with its last day, its owner and what it answers."""
    file = read("real", "bradford/items/undated-front-door")
    resolution = file["resolutions"]["list"][1]

    assert resolution["id"] == "bradford/items/undated-front-door#resolution-2"
    assert resolution["url"] == "https://scrutiny.example/bradford/items/undated-front-door/#resolution-2"
    assert (resolution["number"], resolution["change"], resolution["recommended"]) == ("2", "material", "2")
    assert resolution["follow_up"]["date"]["stated"] == "20 March"
    assert resolution["derived"]["answers"] == [
        {
            "id": "bradford/plans/undated-improvement-plan#workstream-4",
            "url": "https://scrutiny.example/bradford/plans/undated-improvement-plan/#workstream-4",
        }
    ]
    (promise,) = resolution["derived"]["to_be_done"]
    assert promise["what"] == "follow-up"
    assert promise["last_day"] == "2019-03-20"
    assert promise["how"] == "year inferred"
    assert promise["timeliness"] == "deadline passed, no progress recorded"
    assert promise["timeliness_label"] == "Date passed, no progress recorded"
    assert promise["days"] == 2804  # from 20 March 2019 to 22 November 2026
    assert [owner["id"] for owner in promise["owners"]] == ["bradford/roles/interim-strategic-director"]
    assert file["derived"]["meeting"]["id"] == "bradford/meetings/undated-front-door"


def test_the_edition_is_said_in_every_file() -> None:
    """Every file says its day, its commit and its licence, or that they are not stated, and whether all is made up."""
    for which, invented in (("real", False), ("invented", True)):
        for path, text in files_of(which).items():
            edition = json.loads(text)["edition"]
            assert edition["as_of"] == "2026-11-22"
            assert (edition["commit"], edition["licence"]) == ("not stated", "not stated")
            of_a_council = path.removeprefix("data/v1/").partition("/")[0].removesuffix(".json") in {
                *staged(which).records
            }
            assert edition["invented"] is (invented and of_a_council), path
    stated = Imprint(INSTANT.date(), SITE, "0a1b2c", "https://licence.example/").edition("item")
    assert (stated.commit, stated.licence) == ("0a1b2c", "https://licence.example/")


def test_without_an_address_of_the_site_addresses_start_at_its_root() -> None:
    """Where the site's address is not known, every address of the data is given from its root."""
    council = CouncilData(edition_of(staged("real")), Imprint(INSTANT.date()), "bradford")
    file = json.loads(dict(council.files())["data/v1/bradford/items/undated-front-door.json"])

    assert file["url"] == "bradford/items/undated-front-door/"
    assert file["data"] == "data/v1/bradford/items/undated-front-door.json"
    assert file["edition"]["described_by"] == "data/v1/schemas/item.schema.json"
    assert not [each for each in inside(file) if str(each.get("url", "")).startswith(SITE)]


@both
def test_a_file_says_what_its_yaml_says(which: str) -> None:
    """Without what is added, the file of a record loads as the record it was made of."""
    models: dict[str, type[Record]] = {
        "item": Item,
        "inspection": Inspection,
        "plan": Plan,
        "response": CommitteeResponse,
        "meeting": Meeting,
    }
    seen = set()
    for text in files_of(which).values():
        file = json.loads(text)
        kind = file.get("type", "")
        if (model := models.get(kind)) and file["id"] in staged(which).records:
            seen.add(kind)
            was: Record = staged(which).records[file["id"]]
            kept = {"visibility": "public", "embargo": None, "exemption": None, "allow": ()}
            loaded: Record = model.model_validate(without_additions(file))
            assert loaded == was.model_copy(update=kept), file["id"]
    assert seen >= {"item", "inspection", "plan"}


def without_additions(file: dict[str, Any]) -> dict[str, Any]:
    """The file of a record as its YAML would have it: nothing that is derived, no ids and addresses of our own."""
    head = {"edition", "type", "data"}
    return {"visibility": "public", **{key: value for key, value in bare(file).items() if key not in head}}


def test_unknown_none_and_not_stated_stay_three() -> None:
    """The three ways in which a fact can be missing are three values in the data too."""
    bradford = read("real", "bradford/items/undated-front-door")
    cover = read("invented", "eastmere/items/2025-station-cover")
    closure = read("invented", "eastmere/items/2025-station-closure")

    assert bradford["committee"] == {"name": "not stated", "stated": "the Committee"}
    assert bradford["meeting"]["date"]["date"] == "not stated"
    assert {"none"} <= {each["abstained"] for each in inside(cover) if "abstained" in each}
    assert {"unknown"} <= {each["abstained"] for each in inside(closure) if "abstained" in each}
    assert (read("invented", "eastmere")["gss"], read("invented", "northwick")["gss"]) == ("unknown", "none")
    assert {each["id"]: each["gss"] for each in read("real", "authorities")["entries"]}["bradford"] == "E08000032"


def test_dates_are_read_as_far_as_papers_go() -> None:
    """Each date says its kind, its words, and its first and last day where a paper gives them; none is filled in."""
    dates = {each["at"]: each for each in read("real", "bradford/items/undated-front-door")["derived"]["dates"]}

    assert dates["/meeting/date"] == {"at": "/meeting/date", "kind": "not stated", "words": "not stated"}
    assert dates["/resolutions/list/1/follow_up/date"] == {
        "at": "/resolutions/list/1/follow_up/date",
        "kind": "exact",
        "words": "20 March 2019",
        "first": "2019-03-20",
        "last": "2019-03-20",
    }
    told = read("real", BATH)["derived"]["dates"]
    assert "/published" not in {each["at"] for each in told}  # no paper gives it
    (on_site,) = (each for each in told if each["at"] == "/on_site")
    assert on_site["words"] == "4 to 13 March, year not stated"
    assert "first" not in on_site


def test_the_days_of_a_page_are_those_of_its_history() -> None:
    """When the page of a record was first public and last changed stands in its file and in its list, where known."""
    known = History((Day(datetime.date(2026, 5, 3), (Step.PUBLISHED,)), Day(datetime.date(2026, 6, 1))))
    plan = "haringey/plans/2018-jtai-action-plan"
    edition = replace(edition_of(staged("real")), histories={plan: known})
    files = dict(CouncilData(edition, Imprint(INSTANT.date()), "haringey").files())
    file = json.loads(files[f"data/v1/{plan}.json"])
    (listed,) = json.loads(files["data/v1/haringey/plans.json"])["entries"]

    assert (file["derived"]["first_public"], file["derived"]["last_changed"]) == ("2026-05-03", "2026-06-01")
    assert listed["last_changed"] == "2026-06-01"
    assert "first_public" not in read("real", plan)["derived"]


def test_references_are_given_in_full() -> None:
    """What a record writes shortly, such as #resolution-2, stands in full under derived, with its address."""
    file = read("real", "bradford/items/undated-front-door")

    assert {
        "by": "bradford/items/undated-front-door#resolution-3",
        "field": "through",
        "to": {
            "id": "bradford/items/undated-front-door#resolution-2",
            "url": "https://scrutiny.example/bradford/items/undated-front-door/#resolution-2",
        },
    } in file["derived"]["references"]


def test_a_grade_has_its_words_and_its_scale() -> None:
    """A judgement keeps the name of its grade and beside it has the words of grade, domain and scale."""
    (overall, *_) = read("real", BATH)["judgements"]

    assert overall["grade"] == "adequate"
    assert overall["derived"]["grade_label"] == "Adequate"
    (missing,) = read("real", "bradford/inspections/undated-ilacs")["judgements"]
    assert missing["no_grade"] == "not stated"
    assert missing["derived"]["no_grade_label"] == "Not stated in these papers"


def test_an_answer_stands_at_the_resolution_it_is_about() -> None:
    """A resolution has what its recipient said, and leads to the place in the response."""
    (resolution, *_) = read("invented", "eastmere/items/2026-tracker-review")["resolutions"]["list"]
    (answer,) = resolution["derived"]["positions"]

    assert answer["carried_by"]["id"] == "eastmere/responses/2026-board#position-1"
    assert (answer["by"], answer["position"]) == ("the Fire Authority", "partly accepted")
    assert answer["received"]["date"] == "2026-06-30"
    position = read("invented", "eastmere/responses/2026-board")["positions"][0]
    assert position["derived"]["resolution"]["id"] == "eastmere/items/2026-tracker-review#resolution-1"


# What may not be said


@both
def test_nothing_for_the_checks_alone_is_published(which: str) -> None:
    """Neither an embargo nor an exemption, nor what the checks may pass, nor who may see a record is in the data."""
    for path, text in files_of(which).items():
        file = json.loads(text)
        assert {"visibility", "embargo", "exemption", "allow"}.isdisjoint(file), path
        assert b"zzq" not in text.lower(), path


def test_an_exempt_part_says_only_what_may_be_said() -> None:
    """A part that is kept back has its number, the paragraph of the law and its public summary, in the lists too."""
    file = read("invented", "northwick/items/2026-embargo-over")
    points = {point["number"]: point for point in file["points"]}
    (exempt,) = [point for point in points.values() if "exempt" in point]
    yaml_text = (SAMPLE / "northwick/items/2026-embargo-over.yml").read_text("utf-8")
    written = {str(point["number"]): point for point in yaml.safe_load(yaml_text)["points"]}[exempt["number"]]

    assert exempt["text"] == written["exempt"]["summary"]
    assert str(written["text"]).encode() not in files_of("invented")["data/v1/northwick/items/2026-embargo-over.json"]


def test_a_withdrawn_record_says_so_and_is_in_no_other_list() -> None:
    """A withdrawn record keeps its file with the reason; a removed one is named; lists and totals leave both out."""
    copy = "northwick/items/2025-audit-results-copy"
    file = read("invented", copy)

    assert file["withdrawn"]["reason"] == "Published twice."
    gone = {entry["id"]: entry for entry in read("invented", "northwick/withdrawn")["entries"]}
    assert gone[copy]["what"] == "withdrawn"
    assert gone[copy]["see"]["id"] == "northwick/items/2025-audit-results"
    assert gone["northwick/items/2025-lettings-letter"]["what"] == "removed"
    assert "data/v1/northwick/items/2025-lettings-letter.json" not in files_of("invented")
    for name in LISTS.keys() - {"withdrawn"}:
        assert not [e for e in read("invented", f"northwick/{name}")["entries"] if e["id"].startswith(copy)], name


# Lists


def test_lists_and_totals_count_what_the_files_of_the_record_hold() -> None:
    """The lists of each council have as many entries as its YAML files, counted by another reader."""
    for entry in read("real", "authorities")["entries"]:
        folder = ROOT / "content" / entry["id"]
        records = {
            kind: [yaml.safe_load(file.read_bytes()) for file in sorted((folder / kind).glob("*.yml"))]
            for kind in ("inspections", "items", "plans", "responses")
        }
        counted = {kind: len(found) for kind, found in records.items()}
        counted["findings"] = sum(len(each.get("findings", ())) for each in records["inspections"])
        counted["resolutions"] = sum(len(each["resolutions"].get("list", ())) for each in records["items"])

        assert {name: entry["totals"][name] for name in counted} == counted, entry["id"]
        for name, number in entry["totals"].items():
            assert len(read("real", f"{entry['id']}/{name}")["entries"]) == number, (entry["id"], name)


def test_the_index_leads_to_every_file() -> None:
    """From the index, by addresses alone, every file of the data is reached."""
    files, known = files_of("real"), set[str]()
    waiting = [f"{SITE}data/v1/index.json"]
    while waiting:
        path = waiting.pop().removeprefix(SITE)
        if path in known or "/schemas/" in path or path == MANIFEST or not path.endswith(".json"):
            continue
        known.add(path)
        for each in inside(json.loads(files[path])):
            waiting += [value for value in each.values() if str(value).startswith(f"{SITE}data/v1/")]

    assert known == set(files)


def test_a_long_list_is_parted_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of 401 entries has three pages, each leading to its neighbours; none of an empty one is missing."""
    imprint = Imprint(INSTANT.date(), SITE)
    entries = (Gone(id=str(n), url="", what="removed", on="2026-01-01", reason="") for n in range(401))
    first, second, third = pages_of(imprint, "authorities", entries)

    assert [len(page.entries) for page in (first, second, third)] == [200, 200, 1]
    assert (first.previous, first.next) == (None, f"{SITE}data/v1/authorities/page-2.json")
    assert (second.data, second.previous) == (first.next, first.data)
    assert (third.previous, third.next, third.first) == (second.data, None, first.data)
    (empty,) = pages_of(imprint, "authorities", iter(()))
    assert (empty.entries, empty.next) == ((), None)
    monkeypatch.setattr(lists_of_a_council, "PAGE", 2)
    assert [len(page.entries) for page in pages_of(imprint, "authorities", first.entries[:4])] == [2, 2]


def test_what_spans_all_is_made_from_rows() -> None:
    """The list of authorities and the totals are made from plain rows that come one by one, and are read once."""
    totals = tuple(range(len(LISTS)))
    rows = (CouncilRow(f"c-{n}", f"Council {n}", f"C {n}", "council", "not stated", totals) for n in range(3))
    files = dict(site_files(rows, staged("real").shared, Imprint(INSTANT.date())))
    index = json.loads(files["data/v1/index.json"])

    assert index["total_authorities"] == 3
    assert index["totals"] == {name: 3 * number for number, name in enumerate(LISTS)}
    assert [entry["id"] for entry in json.loads(files["data/v1/authorities.json"])["entries"]] == ["c-0", "c-1", "c-2"]


@pytest.mark.parametrize("invented", [True, False])
def test_what_spans_all_says_so_where_everything_is_invented(invented: bool) -> None:  # noqa: FBT001  a parameter
    """The index and the list of authorities of a site say of themselves whether all that is on it is made up."""
    files = dict(site_files((), staged("real").shared, Imprint(INSTANT.date()), invented=invented))

    for path in ("data/v1/index.json", "data/v1/authorities.json"):
        assert json.loads(files[path])["edition"]["invented"] is invented
    assert json.loads(files["data/v1/shared/themes.json"])["edition"]["invented"] is False


# Made one at a time, and the same each time


def test_a_council_alone_has_the_same_files() -> None:
    """The files of a council are the same, byte for byte, when no other council is at hand."""
    whole = staged("real")
    own = {id_: record for id_, record in whole.records.items() if id_.partition("/")[0] == "bradford"}
    alone = edition_of(replace(whole, records=own))
    files = dict(CouncilData(alone, Imprint(INSTANT.date(), SITE), "bradford").files())

    assert len(files) > 12
    assert files == {path: files_of("real")[path] for path in files}


@both
def test_the_same_record_gives_the_same_bytes(which: str) -> None:
    """Made again of the same record for the same day, every file is the same, byte for byte."""
    again = edition_of(publishable(load_content(CONTENTS[which]).register, INSTANT))

    assert made(again, Imprint(INSTANT.date(), SITE)) == files_of(which)


# The page that explains it


def test_the_examples_of_the_page_give_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example on the page of the API, run in its order, prints what stands below it."""
    text = PAGE.read_text("utf-8")
    examples = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", text, re.DOTALL)

    def opened(address: str) -> io.BytesIO:
        return io.BytesIO(files_of("real")[address.removeprefix(SITE)])

    monkeypatch.setattr("urllib.request.urlopen", opened)
    names: dict[str, Any] = {}
    assert len(examples) == text.count("```python")
    for code, prints in examples:
        with redirect_stdout(io.StringIO()) as printed:
            exec(code, names)  # noqa: S102  our own page
        assert printed.getvalue() == prints


def test_the_page_names_every_list_and_shared_file() -> None:
    """The page of the API names each list, each shared file and each kind of missing value."""
    text = PAGE.read_text("utf-8")

    for name in (*LISTS, "bodies", "frameworks", "offices", "terms", "themes", "not stated", "none", "unknown"):
        assert f"`{name}`" in text, name
