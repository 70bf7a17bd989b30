"""How the JSON Schemas of the data are drawn from models, and how their definitions are put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from scrutiny.vocabulary import ClosedList

Schema = dict[str, Any]
"""A JSON Schema, or a definition of one, as plain data."""


class DataSchema(GenerateJsonSchema):
    """pydantic's schemas of what is really written: keys without a value are left out, all others are there."""

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,  # noqa: FBT001, ARG002  pydantic's own signature
    ) -> bool:
        """Require what has a value or a default; what may be None is left out of a file."""
        schema = field["schema"]
        return schema["type"] != "default" or schema.get("default", "") is not None

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave out ``null``, which is never written."""
        return self.generate_inner(schema["schema"])

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """Give each value of a closed list its label and its public meaning."""
        return {"type": "string", "oneOf": [_value(member) for member in schema["members"]]}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  pydantic's own signature
        """Set no titles: the name of the field is enough."""
        return False


def _value(member: Any) -> Schema:
    if not isinstance(member, ClosedList):
        return {"const": member.value}
    meant = {"description": member.meaning} if member.meaning else {}
    return {"const": member.value, "title": member.label, **meant}


def definitions_of(*models: type[BaseModel]) -> Schema:
    """Return the definitions of models, and of all that they hold, by name."""
    _, drawn = models_json_schema([(model, "serialization") for model in models], schema_generator=DataSchema)
    definitions: Schema = drawn["$defs"]
    return definitions


def joined(head: Schema, own: Schema) -> Schema:
    """Return the definition of an object that has the keys of two; its description is that of the second."""
    required = [*head.get("required", ()), *own.get("required", ())]
    return own | {"properties": head["properties"] | own["properties"], "required": required}


def pointed_at(schema: Any, name: str, instead: str) -> Any:
    """Return a schema that refers to another definition in place of one."""
    if isinstance(schema, dict):
        return {key: pointed_at(value, name, instead) for key, value in schema.items()}
    if isinstance(schema, list):
        return [pointed_at(each, name, instead) for each in schema]
    return f"#/$defs/{instead}" if schema == f"#/$defs/{name}" else schema


def reached(whole: Schema, definitions: Schema) -> Schema:
    """Return the definitions that a schema refers to, through others too, by name."""
    found, waiting = set[str](), list(_references(whole))
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            waiting.extend(_references(definitions[name]))
    return {name: definitions[name] for name in sorted(found)}


def _references(schema: Any) -> Iterator[str]:
    inside: Iterable[Any] = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for each in inside:
        yield from _references(each)
    if isinstance(schema, dict) and isinstance(found := schema.get("$ref"), str):
        yield found.removeprefix("#/$defs/")


def tidied(schema: Any, *, closed: bool) -> Any:
    """Leave out class names, and examples and defaults, which are of YAML; open or close every object."""
    if isinstance(schema, list):
        return [tidied(each, closed=closed) for each in schema]
    if not isinstance(schema, dict):
        return schema.replace("``", "`") if isinstance(schema, str) else schema
    tidy = {
        key: tidied(value, closed=closed and key != "if")
        for key, value in schema.items()
        if not (key in {"examples", "default"} and "properties" not in schema)
        and not (key == "title" and "properties" in schema)
        and not (key == "additionalProperties" and value is False)
    }
    return tidy | {"additionalProperties": False} if closed and "properties" in schema else tidy
