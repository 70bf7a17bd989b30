"""``scrutiny schemas docs/schemas``: the JSON Schemas that editors use.

Made from the models, so that an editor, the checks and the handbook say the same. A schema is a help while
writing; it knows less than the checks, which alone decide. It is draft-07, the newest that the YAML extension of
VS Code takes without complaint.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from scrutiny.address import FOLDERS
from scrutiny.load.placed import REMOVED, SHARED
from scrutiny.model import Authority, Removals
from scrutiny.vocabulary import ClosedList

KINDS: dict[str, tuple[type[BaseModel], str]] = {
    "authority": (Authority, "content/*/authority.yml"),
    **{folder.removesuffix("s"): (model, f"content/*/{folder}/*.yml") for folder, model in FOLDERS.items()},
    "removed": (Removals, f"content/*/{REMOVED}"),
    **{file.removesuffix(".yml"): (model, f"content/shared/{file}") for file, model in SHARED.items()},
}
"""Every kind of file: its model, and the files that hold it as a glob from the project folder."""

SCALAR = ["string", "number", "boolean"]
"""What may stand where text is wanted: in a file every value is text, so ``number: 2`` needs no quotation marks."""

PROBE = "x"
"""A text given to a model's one-line form, to learn which of its fields the line stands for."""


class EditorSchema(GenerateJsonSchema):
    """pydantic's schemas as files are really written: scalars without quotation marks, short forms, no ``null``."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Take any scalar for a text."""
        return super().str_schema(schema) | {"type": SCALAR}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """Take digits in quotation marks for a number."""
        return super().int_schema(schema) | {"type": ["integer", "string"], "pattern": "^[0-9]+$"}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:  # noqa: ARG002  pydantic calls it
        """Take the words of the handbook for true and false."""
        return {"enum": ["yes", "no", True, False]}

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """Give each value of a closed list its public meaning."""
        meanings = [value.meaning or value.label for value in schema["members"] if isinstance(value, ClosedList)]
        return super().enum_schema(schema) | ({"enumDescriptions": meanings} if meanings else {})

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave out ``null``: a line without a value is a mistake, an absent line is not."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  pydantic calls it
        """Set no titles: the name of the field is enough."""
        return False


def schema_of(kind: str) -> dict[str, Any]:
    """Return the schema of one kind of file as plain data."""
    model, files = KINDS[kind]
    drawn = model.model_json_schema(ref_template="#/definitions/{model}", schema_generator=EditorSchema)
    definitions: dict[str, Any] = drawn.pop("$defs", {})
    models = {each.__name__: each for each in _models(model)}
    for name in sorted(definitions.keys() & models.keys()):
        definitions[name] = _with_one_line(models[name], definitions[name])
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "$comment": f"For {files}. Made from the models."}
    return {**head, "title": kind.capitalize(), **_tidied(drawn), "definitions": _tidied(definitions)}


def _models(model: type[BaseModel]) -> list[type[BaseModel]]:
    """Return a model and every model that it holds, found through its fields."""
    found, waiting = [model], [model]
    while waiting:
        for field in waiting.pop().model_fields.values():
            for inner in _inside(field.annotation):
                if inner not in found:
                    found.append(inner)
                    waiting.append(inner)
    return found


def _inside(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in getattr(annotation, "__args__", ()) for model in _inside(argument)]


def _with_one_line(model: type[BaseModel], schema: dict[str, Any]) -> dict[str, Any]:
    """Allow the one-line form beside the group, where the model reads one."""
    if not (read := getattr(model, "_from_one_line", None)):
        return schema
    ((field, value),) = read(PROBE).items()
    line = schema["properties"][field]
    forms = [line] if value == PROBE else [line["items"], {key: line[key] for key in ("type", "items")}]
    bare = [{key: each for key, each in form.items() if key not in {"default", "description"}} for form in forms]
    described = {"description": schema["description"]} if "description" in schema else {}
    return described | {"anyOf": [*bare, {key: each for key, each in schema.items() if key != "description"}]}


def _tidied(schema: Any) -> Any:
    """Leave out what an editor would only show: class names, empty defaults, the marks round code."""
    if isinstance(schema, list):
        return [_tidied(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    tidy: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "examples" and isinstance(value, list):
            tidy[key] = [each for each in value if each]
        elif key == "description" and isinstance(value, str):
            tidy[key] = value.replace("``", "`")
        elif not (key == "title" and isinstance(value, str)) and not (key == "default" and not _is_scalar(value)):
            tidy[key] = _tidied(value)
    return {key: value for key, value in tidy.items() if key != "examples" or value}


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | bool | int)


def written(kind: str) -> str:
    """Return the text of a schema file."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=1) + "\n"


@click.command(name="schemas")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Write the JSON Schemas that editors use into FOLDER, which is docs/schemas."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            (folder / f"{kind}.schema.json").write_text(written(kind), "utf-8")
    except OSError as error:
        raise click.ClickException(f"{error.filename} cannot be written: {error.strerror}.") from None
    click.echo(f"{len(KINDS)} schemas written to {folder}")
