"""The JSON Schemas of the data, made from the models of the record and of what is derived: draft 2020-12.

A schema says which keys a file has today and which of them are always there. It does not forbid others, because keys
may be added within a version; ``closed`` makes one that does, for our own tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from scrutiny.model import (
    Action,
    Authority,
    Bodies,
    Body,
    Committee,
    CommitteeResponse,
    FollowUp,
    Frameworks,
    Inspection,
    Item,
    Judgement,
    Meeting,
    Offices,
    Plan,
    Record,
    Role,
    Terms,
    Themes,
)
from scrutiny.model.base import Model
from scrutiny.open_data.api.derived import (
    AuthorityDerived,
    InspectionDerived,
    ItemDerived,
    MeetingDerived,
    PlanDerived,
    RecordDerived,
    ResponseDerived,
)
from scrutiny.open_data.api.derived_parts import JudgementDerived
from scrutiny.open_data.api.drawn import DataSchema, Schema, definitions_of, joined, pointed_at, reached, tidied
from scrutiny.open_data.api.imprint import VERSION, Edition, Pointed, schema_path
from scrutiny.open_data.api.listed import Files, Index, ListedAuthority, Listing
from scrutiny.open_data.api.lists import LISTS
from scrutiny.open_data.api.parts import DERIVED
from scrutiny.open_data.api.records import CHECKS_ONLY

RECORDS: Mapping[str, tuple[type[Record], type[RecordDerived]]] = {
    "authority": (Authority, AuthorityDerived),
    "inspection": (Inspection, InspectionDerived),
    "item": (Item, ItemDerived),
    "meeting": (Meeting, MeetingDerived),
    "plan": (Plan, PlanDerived),
    "response": (CommitteeResponse, ResponseDerived),
}
"""The kinds of file that hold one record: what it states, and what is derived."""

SHARED: Mapping[str, type[Model]] = {
    "bodies": Bodies,
    "frameworks": Frameworks,
    "offices": Offices,
    "terms": Terms,
    "themes": Themes,
}
"""The files of what all authorities share."""

ALONE: Mapping[str, type[Model]] = {"index": Index, "files": Files}
"""The files of which there is one each: what leads to all others, and the list of all with their fingerprints."""

FILES = (*RECORDS, *(f"list-of-{name}" for name in (*LISTS, "authorities")), *SHARED, *ALONE)
"""Every kind of file, by the name of its schema."""

IN_A_LIST = "Numbered"
"""What the definition of a part begins with where it has an address, and also stands within other parts without."""

ADDRESSED_IN: Mapping[tuple[str, str], type[BaseModel]] = {
    ("Inspection", "actions"): Action,
    ("Plan", "actions"): Action,
    ("Item", "follow_up"): FollowUp,
}
"""The fields in which such a part has an address."""


class FileHead(Pointed):
    """What the file of a record, meeting or authority begins with."""

    edition: Edition
    """From which edition it is."""
    type: str
    """What kind of file it is."""
    data: str
    """Its own address."""


class SharedHead(Model):
    """What a file of shared facts begins with."""

    edition: Edition
    """From which edition it is."""
    type: str
    """What kind of file it is."""
    data: str
    """Its own address."""


def schema_of(kind: str, *, closed: bool = False) -> Schema:
    """Return the schema of one kind of file as plain data; ``closed`` forbids every key that it does not name."""
    if kind in RECORDS:
        drawn = _of_record(kind)
    elif kind in SHARED:
        drawn = _of_shared(kind)
    elif kind in ALONE:
        drawn = ALONE[kind].model_json_schema(mode="serialization", schema_generator=DataSchema)
    else:
        name = kind.removeprefix("list-of-")
        form = LISTS[name].form if name in LISTS else ListedAuthority
        drawn = Listing[form].model_json_schema(  # type: ignore[valid-type]  # the form is chosen as it runs
            mode="serialization", schema_generator=DataSchema
        )
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"Version {VERSION} of the data. Made from the models.",
        "title": kind.replace("-", " ").capitalize(),
    }
    tidy: Schema = tidied({key: value for key, value in drawn.items() if key != "title"}, closed=closed)
    return head | tidy


def _of_record(kind: str) -> Schema:
    record, derived = RECORDS[kind]
    parts: dict[type[BaseModel], type[BaseModel]] = {**DERIVED, Judgement: JudgementDerived}
    definitions = definitions_of(record, derived, FileHead, *dict.fromkeys(parts.values()))
    own = definitions.pop(record.__name__)
    for part, of_part in parts.items():
        if part.__name__ in definitions and part not in ADDRESSED_IN.values():
            definitions[part.__name__] = _addressed(definitions, part, of_part)
    for (holder, field), part in ADDRESSED_IN.items():
        if holder == record.__name__:
            name = IN_A_LIST + part.__name__
            definitions[name] = _addressed(definitions, part, DERIVED[part])
            own["properties"][field] = pointed_at(own["properties"][field], part.__name__, name)
    if record is Authority:
        for held in (Committee, Role, Body):
            definitions[held.__name__] = joined(definitions["Pointed"], definitions[held.__name__])
    own["properties"] = {name: value for name, value in own["properties"].items() if name not in CHECKS_ONLY}
    own["required"] = [name for name in own["required"] if name not in CHECKS_ONLY]
    return _file(kind, own, definitions, derived)


def _file(kind: str, own: Schema, definitions: Schema, derived: type[RecordDerived]) -> Schema:
    """Return the schema of a file of one record: its head, what is stated, what is derived."""
    head, stated = definitions[FileHead.__name__], own["required"]
    if kind == "meeting":
        own = own | {"required": []}
    whole = joined(head, own)
    whole["properties"] |= {"type": {"const": kind}, "derived": {"$ref": f"#/$defs/{derived.__name__}"}}
    whole["required"] = [*whole["required"], "derived"]
    if kind == "meeting":
        has_record = {"properties": {"derived": {"properties": {"has_record": {"const": True}}}}}
        whole |= {"if": has_record, "then": {"required": stated}}
    return whole | {"$defs": reached(whole, definitions)}


def _of_shared(kind: str) -> Schema:
    definitions = definitions_of(SHARED[kind], SharedHead)
    whole = joined(definitions[SharedHead.__name__], definitions.pop(SHARED[kind].__name__))
    whole["properties"]["type"] = {"const": kind}
    return whole | {"$defs": reached(whole, definitions)}


def _addressed(definitions: Schema, part: type[BaseModel], derived: type[BaseModel]) -> Schema:
    """Return the definition of a part with what is added to it: id and address where it has them, and ``derived``."""
    own = definitions[part.__name__]
    whole = joined(definitions["Pointed"], own) if part in DERIVED else own
    properties = whole["properties"] | {"derived": {"$ref": f"#/$defs/{derived.__name__}"}}
    return whole | {"properties": properties, "required": [*whole.get("required", ()), "derived"]}


def schema_files() -> Iterator[tuple[str, bytes]]:
    """Yield the schema of every kind of file: its path from the site's root, and its text."""
    for kind in FILES:
        text = json.dumps(schema_of(kind), ensure_ascii=False, indent=1) + "\n"
        yield schema_path(kind), text.encode()
