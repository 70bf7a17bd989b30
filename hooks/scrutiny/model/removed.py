"""Records that had to go: what stands at their addresses instead, said by the officer in ``removed.yml``."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from scrutiny.model.base import Line, Model, Reference, example
from scrutiny.model.source import Post
from scrutiny.model.when import IsoDay


def _record(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+){0,2}", text):
        raise PydanticCustomError(
            "not_a_record_path",
            "{found} is not the path of a record — write it like items/2024-housing, without .yml",
            {"found": repr(text)},
        )
    return text


class PublicAgain(Model):
    """That a removed record may be published again, and who decided it."""

    on: IsoDay = example("2026-07-01")
    """The day from which it is public again."""
    released_by: Post = example("Head of Democratic Services")
    """The role that decided it."""


class Removal(Model):
    """One record that was published and had to go. Its address says so, and why."""

    record: Annotated[str, AfterValidator(_record)] = example("items/2024-housing")
    """Its path in this folder, without ``.yml``."""
    on: IsoDay = example("2026-05-03")
    """The day it was withdrawn."""
    reason: Line = example("It named a family.")
    """Why, in public words that do not say again what had to go."""
    see: Reference | None = example("items/2025-housing", default=None)
    """The record to read instead."""
    public_again: PublicAgain | None = example(
        {"on": "2026-07-01", "released_by": "Head of Democratic Services"}, default=None
    )
    """Set when the same record is published again on purpose. The line above stays."""

    @model_validator(mode="after")
    def _comes_back_after_it_went(self) -> Self:
        if self.public_again and self.public_again.on < self.on:
            raise PydanticCustomError(
                "back_before_removal",
                "is before the day on which the record was withdrawn — one of the two days is wrong",
                {"at": ("public_again", "on")},
            )
        return self


class Removals(Model):
    """``content/<authority>/removed.yml``: a line for each record that had to go. Only ever added to."""

    removed: tuple[Removal, ...] = example([{"record": "items/2024-housing", "on": "2026-05-03", "reason": "…"}])
    """The records, in the order in which they went."""
