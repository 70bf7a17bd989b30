"""What every record carries, whatever its kind."""

from __future__ import annotations

from typing import Annotated, Any, Self, TypeAlias

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from scrutiny.model.allowed import Allowed
from scrutiny.model.base import FormerAddress, Line, Model, Numbered, Slug, SmallMarkdown, Text, example
from scrutiny.model.correction import Correction
from scrutiny.model.exempt import Exemption
from scrutiny.model.source import Discrepancy, Embargo, Gap, Inference, Source, Update, Withdrawal
from scrutiny.vocabulary import Language, Visibility, Words

NumberedLists: TypeAlias = tuple[tuple[tuple[str, ...], tuple[Numbered, ...]], ...]
"""The lists of a record whose entries have addresses: the path of each in the file, and its entries."""


TO_BE_WRITTEN = "The summary is still to be written."
"""What stands for the summary of a draft: the file needs one, and nobody but its editor can give it."""


def _never_confidential(value: Any) -> Any:
    """Refuse what the law lets nobody give to the public: it may stand in no repository, not even a private one."""
    if isinstance(value, str) and value.strip().casefold() == "confidential":
        raise PydanticCustomError(
            "confidential",
            "confidential information may be in no repository (Local Government Act 1972, section 100A) — take the "
            "file out, and see the handbook under confidential papers",
        )
    return value


class Translation(Model):
    """Title and summary of a record in another language."""

    language: Language = example("cy")
    """That language."""
    title: Line = example("Enghraifft: y drws ffrynt")
    """The title."""
    summary: Text = example("Crynodeb byr.")
    """The summary."""


class Record(Model):
    """One file of ``content/<authority>/``: its path is its id and its address."""

    title: Line = example("Ofsted inspection of children's services: front door and MASH")
    """Authority or subject first, then what it is about, then when."""
    visibility: Annotated[Visibility, BeforeValidator(_never_confidential)] = example("public")
    """Who may see the record. There is no default: a record without it is withheld."""
    summary: Text = example("Councillors heard how the council answers the judgement. They passed four resolutions.")
    """Two or three sentences for somebody who reads nothing else."""
    language: Language = example("en", default=Language.ENGLISH)
    """The language of the record."""
    also_in: Translation | None = example({"language": "cy", "title": "Enghraifft", "summary": "…"}, default=None)
    """Title and summary in a second language."""
    words: Words = example("ours", default=Words.OURS)
    """Whose words the record is in."""
    themes: tuple[Slug, ...] = example(["front-door", "mash"], default=())
    """Its subjects, from ``content/shared/themes.yml``."""
    sources: tuple[Source, ...] = example(
        [{"ref": "minutes", "title": "Minutes", "kind": "minutes", "url": "not stated"}], default=()
    )
    """The papers it rests on."""
    inferred: tuple[Inference, ...] = example([{"what": "The authority", "why": "…"}], default=())
    """What the editor worked out."""
    gaps: tuple[Gap, ...] = example([{"what": "The minutes are not held here."}], default=())
    """What a reader would look for and the papers do not give."""
    discrepancies: tuple[Discrepancy, ...] = example([], default=())
    """Where papers disagree."""
    updates: tuple[Update, ...] = example([], default=())
    """News of what was to be done, here or in earlier records. Only ever added."""
    corrected: tuple[Correction, ...] = example(
        [{"on": "2026-05-03", "what": "The date of the meeting: 12 March, not 21 March."}], default=()
    )
    """Mistakes that were on the page and are put right. The history of the page marks each as a correction."""
    background: SmallMarkdown | None = example("The framework **began** in 2018.", default=None)
    """Background, in small Markdown."""
    notes: SmallMarkdown | None = example("The lettering in the minutes runs on.", default=None)
    """Notes of the editor, in small Markdown."""
    embargo: Embargo | None = example({"until": "2026-06-01T00:01 Europe/London"}, default=None)
    """Until when the record is kept back."""
    exemption: Exemption | None = example({"paragraph": "3", "summary": "A contract."}, default=None)
    """The law under which it is kept back."""
    withdrawn: Withdrawal | None = example({"on": "2026-05-03", "reason": "Published twice."}, default=None)
    """Set when the record no longer counts; the page stays."""
    allow: tuple[Allowed, ...] = example([{"text": "0300 123 0456", "reason": "public switchboard"}], default=())
    """What the checks of personal data may pass in this record, with the reason; shown on no page."""
    formerly: tuple[FormerAddress, ...] = example(["northport/items/2024-old-name"], default=())
    """Earlier addresses; each redirects here."""

    @model_validator(mode="after")
    def _visibility_is_whole(self) -> Self:
        if self.visibility is Visibility.EMBARGOED and self.embargo is None:
            raise PydanticCustomError(
                "embargo_without_date",
                "is embargoed but there is no embargo: until — add the day, time and zone from which it is public",
                {"at": ("visibility",)},
            )
        if self.visibility is Visibility.EXEMPT and self.exemption is None:
            raise PydanticCustomError(
                "exempt_without_paragraph",
                "is exempt but there is no exemption: — add its Schedule 12A paragraph and a public summary",
                {"at": ("visibility",)},
            )
        return self

    @model_validator(mode="after")
    def _visibility_is_not_contradicted(self) -> Self:
        """Refuse what would be published although the file says that it is kept back."""
        kept_back = {
            "embargo": self.embargo if self.visibility is Visibility.PUBLIC else None,
            "exemption": self.exemption if self.visibility in {Visibility.PUBLIC, Visibility.EMBARGOED} else None,
        }
        for group, visibility in (("exemption", Visibility.EXEMPT), ("embargo", Visibility.EMBARGOED)):
            if kept_back[group]:
                raise PydanticCustomError(
                    "kept_back_and_public",
                    "is {stated}, and {group}: says that the record is kept back — write visibility: {meant}; or, if "
                    "it may be seen, delete {group}:",
                    {"at": ("visibility",), "stated": self.visibility.value, "group": group, "meant": visibility.value},
                )
        return self

    @model_validator(mode="after")
    def _summary_is_written(self) -> Self:
        if self.summary == TO_BE_WRITTEN and self.visibility is not Visibility.DRAFT:
            raise PydanticCustomError(
                "summary_unwritten",
                "is still to be written — write two or three sentences, or say visibility: draft",
                {"at": ("summary",)},
            )
        return self

    def numbered_lists(self) -> NumberedLists:
        """Return the lists whose entries have addresses."""
        return ()

    def parts(self) -> dict[str, Model]:
        """Return every part that has an address of its own, by anchor, in the order of the record.

        A single entry without a number is number 1; ``check`` refuses several without, and a number used twice.
        """
        return {part.anchor: part for _, parts in self.numbered_lists() for part in parts}
