"""Fields that were not answered, ready as comments: take the signs away, write your own words, and go on."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from scrutiny.scaffold.comments import inner_model, is_list, meaning
from scrutiny.scaffold.fields import Shown
from scrutiny.scaffold.known import Examples
from scrutiny.write import Noted, Written, record_text


def prepared(model: type[BaseModel], shown: Iterable[Shown], known: Examples) -> list[str]:
    """Return the lines of fields with their examples, as a file has them; inner meanings stand above their lines."""
    tree: dict[str, Written] = {}
    for each in shown:
        value = _example(model, each, known)
        if value is not None:
            tree[each.name] = Noted(value, above=meaning(model, each.name, shortly=True)) if each.told else value
    return record_text(tree).splitlines() if tree else []


def _example(model: type[BaseModel], shown: Shown, known: Examples) -> Written | None:
    field = model.model_fields[shown.name]
    if shown.inner and (inner := inner_model(field)):
        group: dict[str, Written] = {}
        for each in shown.inner:
            value = _example(inner, each, known)
            if value is not None:
                group[each.name] = Noted(value, above=meaning(inner, each.name, shortly=True)) if each.told else value
        return [group] if is_list(field) else group
    if shown.name in known:
        return known[shown.name]
    return _written((field.examples or [""])[0])


def _written(example: object) -> Written:
    """Turn an example of a model into what can be written."""
    if isinstance(example, dict):
        return {str(name): _written(value) for name, value in example.items()}
    return [_written(value) for value in example] if isinstance(example, list) else str(example)


def with_meaning(model: type[BaseModel], shown: Iterable[Shown], known: Examples) -> list[str]:
    """Return fields of a group that may be added, each with its meaning above it."""
    return [
        line
        for each in shown
        if (lines := prepared(model, [Shown(each.name, each.inner)], known))
        for line in [*meaning(model, each.name, shortly=True), *lines]
    ]
