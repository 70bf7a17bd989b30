"""What the law lets a council keep back: a paragraph of Schedule 12A, and parts of a record that hold no more.

The paragraphs are those of Part 1 of Schedule 12A to the Local Government Act 1972 (England), and of Part 4 (Wales):
https://www.legislation.gov.uk/ukpga/1972/70/schedule/12A
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from scrutiny.model.base import Line, Model, Numbered, Text, example

PARAGRAPHS = frozenset(str(number) for number in (*range(1, 8), *range(12, 19)))
"""The paragraphs that describe exempt information: 1 to 7 in England, 12 to 18 in Wales.

Those between are about how the schedule is to be read, and describe none.
"""

_SAID = re.compile(r"(?:paragraph|para\.?)\s*(?=\d)", re.IGNORECASE)


def _paragraph(text: str) -> str:
    if text in PARAGRAPHS:
        return text
    bare = _SAID.sub("", text).strip()
    cure = f"write {bare} alone" if bare in PARAGRAPHS else "write the number of one of them, for example 3"
    raise PydanticCustomError(
        "not_a_paragraph",
        "{found} is no paragraph of Schedule 12A on exempt information, which are 1 to 7, in Wales 12 to 18 — {cure}",
        {"found": repr(text), "cure": cure},
    )


Paragraph = Annotated[Line, AfterValidator(_paragraph)]
"""A paragraph of Schedule 12A: ``3``. One only: the one on which the public was kept out."""


class Exemption(Model):
    """The law under which a whole record is kept back.

    Neither is ever shown: a site with wholly withheld records is the same, byte for byte, as one without their files.
    What may be said in public of a wholly exempt record goes into a public record of its own.
    """

    paragraph: Paragraph = example("3")
    """The paragraph of Schedule 12A to the Local Government Act 1972."""
    summary: Text = example("A report on a contract.")
    """What may be said in public, for whoever decides later. It is not published while the record is exempt."""


class ExemptPart(Model):
    """The law under which a part of a public record is kept back, and what is shown in its place."""

    paragraph: Paragraph = example("3")
    """The paragraph of Schedule 12A to the Local Government Act 1972. It is shown."""
    summary: Line = example("The price of the contract was discussed.")
    """What may be said in public. It is shown in place of the part."""


class MayBeExempt(Numbered):
    """A numbered part that may be kept back while the rest of its record is public."""

    told_in: ClassVar[str] = "text"
    """The field in which the public summary stands when the part is kept back."""
    left: ClassVar[tuple[str, ...]] = ("number", "exempt")
    """What is left of a part that is kept back, as it is in the file."""
    neutral: ClassVar[Mapping[str, Any]] = {}
    """The values of fields that every such part must have, which tell nothing about it."""

    exempt: ExemptPart | None = example(
        {"paragraph": "3", "summary": "The price of the contract was discussed."}, default=None
    )
    """Set when the part is kept back: the page then shows only its number, this paragraph and this summary."""

    def emptied(self) -> Self:
        """Return the part with nothing but its address, the paragraph and the public summary.

        Made anew from those, so that a field added later is left out until somebody decides otherwise. A part that is
        not exempt is returned as it is.
        """
        if self.exempt is None:
            return self
        kept = {name: getattr(self, name) for name in self.left}
        return type(self)(**{**self.neutral, self.told_in: self.exempt.summary, **kept})
