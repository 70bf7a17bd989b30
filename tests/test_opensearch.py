"""What is made for OpenSearch: in the form of its bulk interface, within its limits, and loaded as the handbook says.

OpenSearch itself is in no package registry. A server of a few lines stands in for it: it refuses what the documentation
of the interface says that OpenSearch refuses.
"""

import datetime
import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, SAMPLE
from published import write_database
from recipes import blocks, run_recipe
from scrutiny.open_data.bulk import NotTheTablesError, bulk_lines, index_settings, opened

LOAD = blocks("search-engines.md", "sh")["opensearch"]
LONGEST_ID = 512
"""Bytes of an id, since version 2.9."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The published files of the seeds and of the invented authorities."""
    folder = tmp_path_factory.mktemp("files")
    contents = {"seeds": ROOT / "content", "sample": SAMPLE}
    return {name: write_database(content, folder / f"{name}.sqlite") for name, content in contents.items()}


def documents(file: Path) -> dict[str, dict[str, Any]]:
    """Return the documents made of a file, by their ids, read as OpenSearch reads them."""
    with opened(file) as tables:
        lines = "".join(bulk_lines(tables))
    return dict(read_bulk(lines))


def read_bulk(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read the lines of the bulk interface; raise AssertionError where OpenSearch would refuse them."""
    assert text.endswith("\n"), "the last line has no end"
    lines = text.removesuffix("\n").split("\n")
    assert len(lines) % 2 == 0, "an action without its document"
    for action, document in zip(lines[::2], lines[1::2], strict=True):
        ((name, told),) = json.loads(action).items()
        assert name == "index"
        assert 0 < len(told["_id"].encode()) <= LONGEST_ID
        yield told["_id"], json.loads(document)


def refused(document: Mapping[str, Any], settings: Mapping[str, Any]) -> list[str]:
    """Return the fields that an index with such settings refuses, and those of another kind than it has."""
    mappings = settings["mappings"]
    assert mappings["dynamic"] == "strict"
    return [name for name, value in document.items() if not _fits(value, mappings["properties"].get(name, {}))]


def _fits(value: Any, field: Mapping[str, Any]) -> bool:
    values = value if isinstance(value, list) else [value]
    if field.get("type") == "date":
        return all(re.fullmatch(r"\d{4}-\d\d-\d\d", each) and datetime.date.fromisoformat(each) for each in values)
    if field.get("type") == "boolean":
        return all(each is True or each is False for each in values)
    return field.get("type") in {"text", "keyword"} and all(isinstance(each, str) and each for each in values)


def test_every_document_fits_the_index(files: Mapping[str, Path]) -> None:
    """Every document of the seeds and the invented authorities has the fields of the index, each of its kind."""
    settings = json.loads(index_settings())
    for file in files.values():
        for id_, document in documents(file).items():
            assert refused(document, settings) == [], id_
            assert document["id"] == id_


def test_each_part_is_a_document(files: Mapping[str, Path]) -> None:
    """Bradford's item has its resolutions, points, questions and recommendations, each with its record's title."""
    of_item = {
        id_: each
        for id_, each in documents(files["seeds"]).items()
        if each["page"] == "bradford/items/undated-front-door"
    }

    kinds = [each["kind"] for each in of_item.values()]
    assert (kinds.count("resolution"), kinds.count("recommendation"), kinds.count("item")) == (4, 4, 1)
    fourth = of_item["bradford/items/undated-front-door#resolution-4"]
    assert fourth["council_name"] == "Bradford"
    assert fourth["page_title"].startswith("Bradford: Ofsted inspection of children's services")
    assert "page_title" not in of_item["bradford/items/undated-front-door"]


def test_a_document_has_what_searches_are_narrowed_by(files: Mapping[str, Path]) -> None:
    """A finding says its council, subjects, kind, whether it is answered, and the last day its record can mean."""
    found = documents(files["seeds"])["haringey/inspections/2017-jtai#improvement-1"]

    assert found == {
        "id": "haringey/inspections/2017-jtai#improvement-1",
        "page": "haringey/inspections/2017-jtai",
        "kind": "finding",
        "title": found["title"],
        "text": "Partners deciding jointly in the MASH",
        "page_title": "Haringey: how services respond to neglect, December 2017",
        "url": "haringey/inspections/2017-jtai/#improvement-1",
        "council": "haringey",
        "council_name": "Haringey",
        "subjects": found["subjects"],
        "says": "Area for improvement",
        "answered": "By no resolution held here",
        "day": "2018-01-30",
    }
    assert "Front door and MASH" in found["subjects"]


def test_what_a_record_does_not_give_is_left_out(files: Mapping[str, Path]) -> None:
    """Bradford's item has no stated day, so its document has none, and none of its fields is empty."""
    item = documents(files["seeds"])["bradford/items/undated-front-door"]

    assert "day" not in item
    assert all(value not in {None, ""} for value in item.values() if isinstance(value, str | None))


def test_what_is_invented_says_so(files: Mapping[str, Path]) -> None:
    """Every document of an invented authority is marked as invented, and none of a real one."""
    assert all(each["invented"] is True for each in documents(files["sample"]).values())
    assert not any("invented" in each for each in documents(files["seeds"]).values())


def test_what_was_withdrawn_is_not_loaded(files: Mapping[str, Path]) -> None:
    """Northwick's withdrawn copy of an item is no document; the item itself is one."""
    found = documents(files["sample"])

    assert "northwick/items/2025-audit-results" in found
    assert [id_ for id_ in found if id_.startswith("northwick/items/2025-audit-results-copy")] == []


def test_a_text_of_several_lines_is_one_line(files: Mapping[str, Path], tmp_path: Path) -> None:
    """Line ends, separators of lines and quotation marks within a text part no document."""
    hard = 'a\nb\r\n"c"\u2028\\d'
    copy = tmp_path / "hard.sqlite"
    copy.write_bytes(files["seeds"].read_bytes())
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute("UPDATE parts SET text = ? WHERE id = 'bradford'", (hard,))

    assert documents(copy)["bradford"]["text"] == hard


def test_only_the_published_file_is_read(tmp_path: Path, files: Mapping[str, Path]) -> None:
    """Another file is refused in a sentence, and the published one is not changed by reading it."""
    for name, content in {"other.txt": b"words " * 200, "empty.sqlite": b""}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NotTheTablesError, match=name), opened(tmp_path / name):
            pass
    before = files["seeds"].read_bytes()
    documents(files["seeds"])
    assert files["seeds"].read_bytes() == before


def test_the_command_says_which_file_is_wrong(tmp_path: Path) -> None:
    """The command ends with one sentence where the file is none of ours, and prints nothing."""
    (tmp_path / "letter.txt").write_text("words " * 200)

    done = subprocess.run(
        [sys.executable, "-m", "scrutiny", "search-engine", "opensearch", "letter.txt"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: letter.txt is no SQLite file, or a damaged one.\n"


class StandIn(ThreadingHTTPServer):
    """A server that keeps indexes and refuses what OpenSearch refuses."""

    def __init__(self) -> None:
        """Begin without an index."""
        super().__init__(("127.0.0.1", 0), _Requests)
        self.indexes: dict[str, dict[str, Any]] = {}
        self.settings: dict[str, Any] = {}
        self.aliases: dict[str, set[str]] = {}
        self.sizes: list[int] = []
        self.refuse = ""
        """The id of a document that it refuses, as where a disk is full."""

    def answer(self, request: str, body: str, media_type: str) -> tuple[HTTPStatus, Any]:
        """Return status and answer for a request, such as ``PUT /scrutiny-1``."""
        method, _, path = request.partition(" /")
        if method == "GET" and path == "_cat/aliases/scrutiny?h=index":
            return HTTPStatus.OK, "".join(f"{name}\n" for name in sorted(self.aliases.get("scrutiny", ())))
        if method == "POST" and path.endswith("/_bulk?filter_path=errors,items.*.error"):
            assert media_type == "application/x-ndjson"
            return HTTPStatus.OK, {"errors": not self._take(path.partition("/")[0], body)}
        assert media_type == "application/json"
        if method == "POST" and path == "_aliases":
            return self._switch(json.loads(body)["actions"])
        assert method == "PUT"
        if path in self.indexes or path != path.lower():
            return HTTPStatus.BAD_REQUEST, {"error": "resource_already_exists_exception"}
        self.indexes[path], self.settings[path] = {}, json.loads(body)
        return HTTPStatus.OK, {"acknowledged": True}

    def _take(self, index: str, body: str) -> bool:
        found = dict(read_bulk(body))
        self.sizes.append(len(found))
        taken = {
            id_: each for id_, each in found.items() if id_ != self.refuse and not refused(each, self.settings[index])
        }
        self.indexes[index] |= taken
        return len(taken) == len(found)

    def _switch(self, actions: list[dict[str, Any]]) -> tuple[HTTPStatus, Any]:
        for action in actions:
            ((name, told),) = action.items()
            if told["index"] not in self.indexes:
                return HTTPStatus.NOT_FOUND, {"error": "index_not_found_exception"}
            if name == "remove_index":
                del self.indexes[told["index"]]
                self.aliases = {alias: names - {told["index"]} for alias, names in self.aliases.items()}
            else:
                assert name == "add"
                self.aliases.setdefault(told["alias"], set()).add(told["index"])
        return HTTPStatus.OK, {"acknowledged": True}


class _Requests(BaseHTTPRequestHandler):
    server: StandIn

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        try:
            status, answer = self.server.answer(
                f"{self.command} {self.path}", body, self.headers.get("Content-Type", "")
            )
        except (AssertionError, KeyError, ValueError) as error:
            status, answer = HTTPStatus.BAD_REQUEST, {"error": str(error)}
        self.send_response(status)
        self.end_headers()
        self.wfile.write((answer if isinstance(answer, str) else json.dumps(answer, separators=(",", ":"))).encode())

    do_GET = do_PUT = do_POST = _answer  # noqa: N815  the names of the library

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name in the library
        """Say nothing."""


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """Start the server that stands in for OpenSearch, and end it."""
    with StandIn() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def load(
    server: StandIn, file: Path, folder: Path, at: str = "20260101000000", recipe: str = LOAD
) -> subprocess.CompletedProcess[str]:
    """Load a file by the command of the handbook, at a moment."""
    folder.mkdir(exist_ok=True)
    (folder / "scrutiny.sqlite").write_bytes(file.read_bytes())
    own = {
        "scrutiny": f'PYTHONPATH="{ROOT / "hooks"}" exec "{sys.executable}" -m scrutiny "$@"',
        "date": f"echo {at}",
    }
    for name, text in own.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (folder / name).chmod(0o755)
    path = os.pathsep.join([str(folder), os.environ["PATH"]])
    given = {"PATH": path, "opensearch": f"http://127.0.0.1:{server.server_port}", "SHELL": "/bin/sh"}
    return run_recipe(recipe, folder, os.environ | given)


def test_the_recipe_loads_every_document(files: Mapping[str, Path], tmp_path: Path) -> None:
    """As the page says, all documents arrive in one new index, and the name “scrutiny” leads to it."""
    with standing_in() as server:
        done = load(server, files["seeds"], tmp_path)

        assert done.returncode == 0, done.stderr
        assert server.aliases == {"scrutiny": {"scrutiny-20260101000000"}}
        assert server.indexes["scrutiny-20260101000000"] == documents(files["seeds"])


def test_documents_are_sent_in_lots(files: Mapping[str, Path], tmp_path: Path) -> None:
    """A lot is at most two thousand documents; here lots of a hundred, which leave no document out and part none."""
    recipe = LOAD.replace("--lines=4000", "--lines=200")
    with standing_in() as server:
        assert load(server, files["seeds"], tmp_path, recipe=recipe).returncode == 0

        assert max(server.sizes) == 100
        assert sum(server.sizes) == len(documents(files["seeds"]))


def test_loading_again_takes_away_what_is_gone(files: Mapping[str, Path], tmp_path: Path) -> None:
    """After another record was loaded, the name leads to it alone, and the index before it is gone."""
    with standing_in() as server:
        assert load(server, files["seeds"], tmp_path).returncode == 0
        assert load(server, files["sample"], tmp_path, "20260102000000").returncode == 0

        assert server.aliases == {"scrutiny": {"scrutiny-20260102000000"}}
        assert server.indexes.keys() == {"scrutiny-20260102000000"}
        assert "bradford" not in server.indexes["scrutiny-20260102000000"]


def test_a_refused_document_leaves_the_old_answers(files: Mapping[str, Path], tmp_path: Path) -> None:
    """Where one document is refused, the recipe fails, and the name still leads to the index before."""
    with standing_in() as server:
        assert load(server, files["sample"], tmp_path).returncode == 0
        server.refuse = "bradford/items/undated-front-door#resolution-4"

        assert load(server, files["seeds"], tmp_path, "20260102000000").returncode != 0
        assert server.aliases == {"scrutiny": {"scrutiny-20260101000000"}}


def test_the_question_of_the_page_asks_for_fields_of_the_index() -> None:
    """The search that the page shows is JSON, and every field in it is one of the index."""
    ((_, text),) = re.findall(
        r"^```(json)\n(.*?)^```$", (ROOT / "docs/data/search-engines.md").read_text(), re.MULTILINE | re.DOTALL
    )
    asked = json.loads(text)
    fields = json.loads(index_settings())["mappings"]["properties"]

    query = asked["query"]["bool"]
    named = {name.partition("^")[0] for name in query["must"]["simple_query_string"]["fields"]}
    named |= query["filter"]["term"].keys() | asked["highlight"]["fields"].keys()
    counted = {each["terms"]["field"] for each in asked["aggs"].values()}
    assert named <= fields.keys()
    assert {fields[name]["type"] for name in counted} == {"keyword"}
