"""The models as the one definition: all of it described and shown by example, and the rules a record must keep."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from scrutiny import vocabulary
from scrutiny.address import FOLDERS
from scrutiny.load import read_document, validate
from scrutiny.load.placed import SHARED
from scrutiny.model import (
    Authority,
    Finding,
    Inspection,
    Item,
    Judgement,
    Person,
    Plan,
    Record,
    Resolution,
    Resolutions,
)
from scrutiny.vocabulary import ClosedList, Effect, FindingKind, FollowUpState, Status

ROOT = Path(__file__).parent.parent
BRADFORD = ROOT / "content" / "bradford" / "items" / "undated-front-door.yml"


def models() -> list[type[BaseModel]]:
    """Every model that a file of the record may hold, at whatever depth."""
    found: dict[type[BaseModel], None] = {}
    waiting: list[Any] = [Authority, *FOLDERS.values(), *SHARED.values()]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if kind not in found:
                found[kind] = None
                waiting.extend(field.annotation for field in kind.model_fields.values())
        else:
            waiting.extend(get_args(kind))
    return sorted(found, key=lambda model: model.__name__)


def fields() -> list[Any]:
    """Every field of every model, once where it is defined."""
    return [
        pytest.param(model, name, field, id=f"{model.__name__}.{name}")
        for model in models()
        for name, field in model.model_fields.items()
        if not any(name in getattr(base, "model_fields", {}) for base in model.__mro__[1:])
    ]


def closed_lists() -> list[type[ClosedList]]:
    """Every closed list that has members."""
    kinds = (kind for _, kind in inspect.getmembers(vocabulary, inspect.isclass))
    return [kind for kind in kinds if issubclass(kind, ClosedList) and list(kind)]


# Descriptions, examples, labels


def test_all_models_are_walked() -> None:
    """The walk finds the models deep inside a record, not only the files."""
    assert {"Item", "Inspection", "WordChange", "CountedFrom", "Moment", "Grade", "When", "Vote"} <= {
        model.__name__ for model in models()
    }


@pytest.mark.parametrize("model", models())
def test_every_model_is_described(model: type[BaseModel]) -> None:
    """Every model says in a sentence what it is."""
    assert model.__doc__
    assert model.__doc__.strip().endswith((".", '"', ")", ";"))


@pytest.mark.parametrize("model, name, field", fields())
def test_every_field_is_described(model: type[BaseModel], name: str, field: FieldInfo) -> None:
    """Every field says in a sentence what it holds."""
    assert field.description
    assert field.description.strip().endswith((".", "?"))


@pytest.mark.parametrize("model, name, field", fields())
def test_every_field_shows_an_example(model: type[BaseModel], name: str, field: FieldInfo) -> None:
    """Every field shows at least one example, and no example is empty."""
    assert field.examples
    assert all(field.examples), "an empty example shows nothing"


@pytest.mark.parametrize("model, name, field", fields())
def test_every_example_would_be_accepted(model: type[BaseModel], name: str, field: FieldInfo) -> None:
    """What a field shows as an example may be copied into a record."""
    accepted = TypeAdapter(field.rebuild_annotation())
    for example in field.examples or ():
        if example:  # empty ones have a test of their own
            accepted.validate_python(example)


@pytest.mark.parametrize("closed", closed_lists())
def test_every_value_of_a_closed_list_has_a_label(closed: type[ClosedList]) -> None:
    """Every value has the words a page prints, no two the same within a list, and is spelt in small letters."""
    labels = [member.label for member in closed]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert all(str(member) == str(member).lower() for member in closed)


@pytest.mark.parametrize(
    "closed", [kind for kind in closed_lists() if issubclass(kind, Status) or kind in {FollowUpState, FindingKind}]
)
def test_every_status_has_a_public_meaning(closed: type[ClosedList]) -> None:
    """Every status, follow-up and kind of finding is defined in a sentence."""
    for member in closed:
        assert member.meaning.endswith("."), member


@pytest.mark.parametrize("closed", closed_lists())
def test_every_closed_list_is_described(closed: type[ClosedList]) -> None:
    """Every closed list says what it is a list of."""
    assert closed.__doc__
    assert closed.__doc__ != ClosedList.__doc__


def test_findings_of_two_kinds_have_two_addresses() -> None:
    """No two kinds of finding share the first part of their anchors."""
    assert len({kind.anchor for kind in FindingKind}) == len(FindingKind)


# Rules


def refusal(model: type[BaseModel], **given: Any) -> str:
    """What is said of values that are refused: the kind of fault of each."""
    with pytest.raises(ValidationError) as refused:
        model.model_validate(given)
    return ", ".join(error["type"] for error in refused.value.errors())


def test_a_name_needs_a_public_role() -> None:
    """A person is named only with a public role; a role alone needs none."""
    assert refusal(Person, role="Member", name="Ada Example") == "name_without_public_role"
    assert Person.model_validate("A member").name is None
    for role in vocabulary.PublicRole:
        assert Person.model_validate({"role": "Member", "name": "Ada Example", "public_role": role.value}).name


@pytest.mark.parametrize("promise", [{"action": {"due": "2026-12-31"}}, {"follow_up": {"expects": "an update"}}])
def test_a_resolution_that_only_notes_sets_nothing(promise: dict[str, Any]) -> None:
    """A noting limb has neither an action nor a follow-up; every other effect may have both."""
    assert refusal(Resolution, effect="note", text="Note it.", **promise) == "note_with_action"
    for effect in set(Effect) - {Effect.NOTE}:
        Resolution.model_validate({"effect": effect.value, "text": "Do it."} | promise)


def test_a_judgement_has_a_grade_or_the_reason_why_not() -> None:
    """Exactly one of grade and no_grade is given."""
    assert refusal(Judgement, grade="good", no_grade="not stated") == "grade_or_reason"
    assert refusal(Judgement, domain="overall") == "grade_or_reason"
    assert Judgement.model_validate({"grade": "good"}).no_grade is None
    assert Judgement.model_validate({"no_grade": "not graded by design"}).grade is None


def test_a_record_without_visibility_is_refused() -> None:
    """There is no default for who may see a record."""
    models: list[type[Record]] = [Authority, *FOLDERS.values()]
    for model in models:
        assert model.model_fields["visibility"].is_required()


def test_unknown_none_and_not_stated_are_three_values() -> None:
    """The three ways in which a fact is absent stay apart when read and when written out."""
    given = {"title": "T", "short_name": "T", "visibility": "public", "summary": "S."}
    written = {
        word: Authority.model_validate(given | {"gss": word}).model_dump(mode="json")["gss"]
        for word in ("unknown", "none", "not stated")
    }
    assert written == {"unknown": "unknown", "none": "none", "not stated": "not stated"}


@pytest.mark.parametrize(
    "verb, listed, fault",
    [
        ("none recorded", [{"effect": "note", "text": "Note it."}], "verb_without_list"),
        ("not held", [{"effect": "note", "text": "Note it."}], "verb_without_list"),
        ("resolved", [], "list_missing"),
    ],
)
def test_verb_and_list_agree(verb: str, listed: list[dict[str, str]], fault: str) -> None:
    """No decision has no list, a decision has one, and its limbs are numbered once."""
    assert refusal(Resolutions, verb=verb, list=listed) == fault


def test_a_single_limb_needs_no_number() -> None:
    """An unnumbered decision has the address of resolution 1."""
    decided = {"verb": "agreed", "list": [{"effect": "other", "text": "Do it."}]}
    record = {"title": "T", "visibility": "public", "summary": "S.", "kind": "report", "committee": "not stated"}
    item = Item.model_validate(record | {"meeting": "not stated", "resolutions": decided})
    assert list(item.parts()) == ["resolution-1"]


def test_a_strength_and_an_improvement_may_have_one_number() -> None:
    """Numbers count within a kind of finding."""
    record = {"title": "T", "visibility": "public", "summary": "S.", "kind": "joint"}
    two = [
        {"number": "1", "kind": "strength", "text": "The same words."},
        {"number": "1", "kind": "area for improvement", "text": "The same words."},
    ]
    assert list(Inspection.model_validate(record | {"findings": two}).parts()) == ["strength-1", "improvement-1"]


def test_a_single_action_needs_no_number() -> None:
    """The only action of a plan is number 1, also where the source does not count it."""
    record = {"title": "T", "visibility": "public", "summary": "S."}
    assert list(Plan.model_validate(record | {"actions": [{"text": "A."}]}).parts()) == ["action-1"]


def test_a_finding_may_be_neither_good_nor_bad() -> None:
    """Praise and criticism in one, and what was not judged, are findings of their own kinds."""
    for kind in ("mixed", "not evaluated", "context"):
        assert Finding.model_validate({"number": "1", "kind": kind, "text": "T"}).kind == kind


@pytest.mark.parametrize("word", ["resolved", "decided", "closed", "overdue"])
def test_resolved_is_no_status(word: str) -> None:
    """Neither the verb of the minutes nor anything derived may be written as a status."""
    for axis in (vocabulary.Response, vocabulary.Delivery, vocabulary.Assurance):
        assert word not in set(axis)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "http://example.gov.uk/a",
        "https://example.gov.uk/a b",
        "//example.gov.uk",
        "https://",
        "https://example.gov.uk/<script>",
        'https://example.gov.uk/"onclick="',
    ],
)
def test_only_plain_web_addresses(address: str) -> None:
    """An address starts with https:// and has neither spaces nor signs that end an attribute."""
    from scrutiny.model import Source

    assert refusal(Source, ref="minutes", title="Minutes", kind="minutes", url=address)


@pytest.mark.parametrize("place", ["minutes", "minutes d", "slides 7", "Y", "minutes resolved-2", "paper-5 3"])
def test_places_in_a_source(place: str) -> None:
    """A place is the name of a source, then where in it."""
    assert Finding.model_validate({"number": "1", "kind": "strength", "text": "T", "at": place}).at == place


# The record an officer copies


def events() -> Iterator[yaml.events.Event]:
    """The Bradford item as YAML sees it."""
    yield from yaml.parse(BRADFORD.read_text("utf-8"), Loader=yaml.SafeLoader)


def test_the_bradford_item_is_good_to_copy() -> None:
    """The record that officers copy has at most 200 lines and no brackets or braces around lists and groups."""
    assert len(BRADFORD.read_text("utf-8").splitlines()) <= 200
    starts = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
    assert not [str(event.start_mark) for event in events() if isinstance(event, starts) and event.flow_style]


def test_the_bradford_item_says_everything_once() -> None:
    """No text longer than 40 characters stands twice, but for a recommendation passed as it was put."""
    item, problems = validate(Item, read_document(BRADFORD.read_bytes(), BRADFORD.name))
    assert item is not None, problems
    seen: set[str] = set()
    twice: list[str] = []
    for event in events():
        if isinstance(event, yaml.ScalarEvent) and len(event.value) > 40 and " " in event.value:
            (twice.append if event.value in seen else seen.add)(event.value)
    passed = [r.text for r in item.resolutions.list if r.text in {draft.text for draft in item.recommendations}]
    assert sorted(twice) == sorted(text for text in passed if len(text) > 40)
