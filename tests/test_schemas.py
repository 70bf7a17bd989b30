"""The schemas that editors use: current, and as generous as the checks."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from conftest import ROOT, SAMPLE
from scrutiny.commands.schemas import KINDS, command, schema_of, written
from scrutiny.load.content import load_content

SCHEMAS = ROOT / "docs" / "schemas"


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do (1.2, core): dates and yes stay text, digits become numbers."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]  # so PyYAML resolves scalars


EditorLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:null|~|)$"), ["n", "~", ""])

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


def faults(  # noqa: PLR0912  one branch for each keyword
    schema: Mapping[str, Any], value: Any, root: Mapping[str, Any], at: str = ""
) -> Iterator[str]:
    """Each way in which a value breaks a schema; knows the keywords that our schemas use, and refuses any other."""
    for keyword, wanted in schema.items():
        if keyword == "$ref":
            yield from faults(root["definitions"][wanted.rpartition("/")[2]], value, root, at)
        elif keyword == "anyOf":
            if all(list(faults(each, value, root, at)) for each in wanted):
                yield f"{at}: {value!r} is none of the forms"
        elif keyword == "type":
            names = [wanted] if isinstance(wanted, str) else wanted
            kinds = tuple(kind for name in names for kind in TYPES[name])
            if not isinstance(value, kinds) or (isinstance(value, bool) and "boolean" not in names):
                yield f"{at}: {value!r} is not {names}"
        elif keyword in {"enum", "const"}:
            if value not in (wanted if keyword == "enum" else [wanted]):
                yield f"{at}: {value!r} is not one of {wanted}"
        elif keyword == "pattern":
            if isinstance(value, str) and not re.search(wanted, value):
                yield f"{at}: {value!r} does not match {wanted}"
        elif keyword == "exclusiveMinimum":
            if isinstance(value, int) and value <= wanted:
                yield f"{at}: {value!r} is not above {wanted}"
        elif keyword == "minimum":
            if isinstance(value, int) and value < wanted:
                yield f"{at}: {value!r} is below {wanted}"
        elif keyword == "minItems":
            if isinstance(value, list) and len(value) < wanted:
                yield f"{at}: fewer than {wanted}"
        elif keyword == "items":
            for position, each in enumerate(value if isinstance(value, list) else ()):
                yield from faults(wanted, each, root, f"{at}[{position}]")
        elif keyword == "required":
            yield from (f"{at}: {name} is missing" for name in wanted if isinstance(value, dict) and name not in value)
        elif keyword == "properties":
            for name in wanted.keys() & value.keys() if isinstance(value, dict) else ():
                yield from faults(wanted[name], value[name], root, f"{at}.{name}")
        elif keyword == "additionalProperties":
            for name in value.keys() - schema.get("properties", {}).keys() if isinstance(value, dict) else ():
                if wanted is False:
                    yield f"{at}: {name} is not a name used here"
                else:
                    yield from faults(wanted, value[name], root, f"{at}.{name}")
        elif keyword not in {
            "$comment", "$schema", "default", "definitions", "description", "enumDescriptions", "examples", "title",
        }:  # fmt: skip
            pytest.fail(f"the schemas use a keyword that this test does not know: {keyword}")


def content_files() -> Iterator[tuple[str, Path]]:
    """Every content file that the checks accept, real and invented, with its kind, found by the editors' globs."""
    for content in (ROOT / "content", SAMPLE):
        for kind, (_, files) in KINDS.items():
            yield from ((kind, file) for file in sorted(content.glob(files.removeprefix("content/"))))


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_committed_schema_is_current(kind: str) -> None:
    """A schema in docs/schemas is what the models give today."""
    assert (SCHEMAS / f"{kind}.schema.json").read_text("utf-8") == written(kind), (
        "The models have changed. Run: .venv/bin/python -m scrutiny.commands.schemas docs/schemas"
    )


def test_no_schema_is_left_over() -> None:
    """The folder holds one schema for every kind of file and nothing else."""
    assert {file.name for file in SCHEMAS.glob("*.json")} == {f"{kind}.schema.json" for kind in KINDS}


def test_the_command_writes_the_schemas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes every schema into a folder that need not exist, and says how many."""
    command.main([str(tmp_path / "new")], standalone_mode=False)

    assert sorted(file.name for file in (tmp_path / "new").iterdir()) == sorted(f"{kind}.schema.json" for kind in KINDS)
    assert capsys.readouterr().out.startswith(f"{len(KINDS)} schemas written")


def test_every_content_file_has_a_kind() -> None:
    """The globs given to editors reach every file that the checks read, and no file twice."""
    reached = [file for _, file in content_files()]

    assert sorted(reached) == sorted(file for root in (ROOT / "content", SAMPLE) for file in root.rglob("*.yml"))


@pytest.mark.parametrize("content", [ROOT / "content", SAMPLE], ids=["real", "invented"])
def test_a_file_that_the_checks_accept_is_right_in_the_editor(content: Path) -> None:
    """No content file that loads is marked by an editor that uses the schema of its kind."""
    assert load_content(content).problems == []
    schemas = {kind: schema_of(kind) for kind in KINDS}
    marked = {
        file.relative_to(content).as_posix(): found
        for kind, file in content_files()
        if file.is_relative_to(content)
        and (found := list(faults(schemas[kind], yaml.load(file.read_bytes(), EditorLoader), schemas[kind])))  # noqa: S506
    }
    assert marked == {}


ITEM = """
title: An example
visibility: public
summary: A short one.
kind: report
committee: children
meeting: 2018-03-08
resolutions:
  verb: agreed
  list:
    - number: 1
      effect: other
      text: 2
      recommended: 1
      action:
        owner: director
        due: 2018-05-11
"""


@pytest.mark.parametrize(
    "written_as, instead",
    [
        ("due: 2018-05-11", "due: within 3 months"),
        ("due: 2018-05-11", "due: 2018"),
        ("due: 2018-05-11", "due: {date: within 3 months, counted_from: not stated}"),
        ("owner: director", "owner: not recorded"),
        ("owner: director", "owner: [director, head]"),
        ("owner: director", "owner: {each: partner agency}"),
        ("committee: children", "committee: not stated"),
        ("committee: children", "committee: {name: not stated, stated: the Committee}"),
        ("meeting: 2018-03-08", "meeting: {date: 2018, minutes: not held}"),
        ("meeting: 2018-03-08", "meeting: {date: {date: not stated, before: 2019-03-06}}"),
        ("kind: report", "kind: report\npresented_by: [Director]"),
        ("number: 1", 'number: "1"'),
        ("recommended: 1", "recommended: none"),
        ("title: An example", "title: 12.50"),
        ("title: An example", "title: true"),
    ],
)
def test_a_short_form_is_right_in_the_editor(written_as: str, instead: str) -> None:
    """One-line dates, owners, committees, meetings and people are accepted, and so are numbers without quotes."""
    assert ITEM.count(written_as) == 1
    schema = schema_of("item")
    for text in (ITEM, ITEM.replace(written_as, instead)):
        assert list(faults(schema, yaml.load(text, EditorLoader), schema)) == []  # noqa: S506


@pytest.mark.parametrize(
    "written_as, instead, fault",
    [
        ("effect: other", "efect: other", "efect is not a name used here"),
        ("visibility: public", "visibility: pubic", "'pubic' is not one of"),
        ("visibility: public\n", "", "visibility is missing"),
        ("title: An example", "title:", "None is not"),
        ("due: 2018-05-11", "due: [2018-05-11]", "is none of the forms"),
        ("due: 2018-05-11", "due: {dat: 2018-05-11}", "is none of the forms"),
        ("owner: director", "owner: {role: director}", "is none of the forms"),
    ],
)
def test_a_slip_is_marked_in_the_editor(written_as: str, instead: str, fault: str) -> None:
    """A misspelt name or value, a missing line, an empty one and a wrong form are marked while writing."""
    assert written_as in ITEM
    schema = schema_of("item")
    found = list(faults(schema, yaml.load(ITEM.replace(written_as, instead), EditorLoader), schema))  # noqa: S506

    assert any(fault in each for each in found), found


@pytest.mark.parametrize("kind", list(KINDS))
def test_what_a_schema_shows_is_for_people(kind: str) -> None:
    """Every name has a description, no class name is shown as a title, and no example or default is empty."""
    schema = schema_of(kind)
    for where, part in [("", schema), *schema["definitions"].items()]:
        groups = [part, *(form for form in part.get("anyOf", ()) if "properties" in form)]
        for group in groups:
            for name, field in group.get("properties", {}).items():
                shown = field.get("description") or schema["definitions"][field["$ref"].rpartition("/")[2]]
                assert shown, f"{where}.{name}"
                assert field.get("examples", ["."]), f"{where}.{name}"
                assert field.get("default", ".") is not None
        assert where == "" or "title" not in part


def test_editors_map_every_kind_of_file() -> None:
    """The settings for VS Code name each schema with the files that it is for."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))

    assert settings["yaml.schemas"] == {
        f"./docs/schemas/{kind}.schema.json": files for kind, (_, files) in KINDS.items()
    }
