"""What ``removed.yml`` says of records that had to go agrees with the files that are there."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.address import Address
from scrutiny.check.everywhere import Everywhere
from scrutiny.check.family import Family
from scrutiny.check.walk import Walked
from scrutiny.load import Document, Path
from scrutiny.load.content import Loaded
from scrutiny.model import Removal
from scrutiny.problem import Problem, did_you_mean
from scrutiny.vocabulary import Visibility


class Gone(Family):
    """A problem for every removed record that is there all the same, is told twice, or lies elsewhere."""

    def __init__(self, loaded: Loaded, everywhere: Everywhere) -> None:
        super().__init__(loaded, everywhere)
        self.gone = {id_ for id_, each in loaded.register.removed.items() if each[-1].public_again is None}
        """The records that had to go, and are not public again."""

    def of_record(self, walked: Walked) -> Iterator[Problem]:
        """Look at the former addresses of a record: none of them is that of a removed one."""
        for position, former in enumerate(walked.record.formerly):
            if former in self.gone:
                yield walked.document.problem(
                    ("formerly", position),
                    f'"{former}" had to go, and removed.yml says why at that address',
                    "delete the line here, and name this record under see: there",
                    "address-in-use",
                )

    def of_all(self) -> Iterator[Problem]:
        """Look at every line of the files of removed records."""
        for authority, (document, file) in self.loaded.removals.items():
            told: dict[str, Removal] = {}
            for position, removal in enumerate(file.removed):
                path: Path = ("removed", position)
                id_, _ = Address(authority).resolve(removal.record)
                if before := told.get(id_):
                    yield from _told_before(document, path, removal, before)
                told[id_] = removal
                yield from self._of_line(document, path, removal, Address(authority))
            yield from self._still_public(document, authority, file.removed)

    def _of_line(self, document: Document, path: Path, removal: Removal, here: Address) -> Iterator[Problem]:
        """Look at where a line leads."""
        id_, _ = here.resolve(removal.record)
        if Address.read(id_).authority != here.authority:
            yield document.problem(
                (*path, "record"),
                f'"{id_}" is no record of {here.authority}',
                f"write it into content/{Address.read(id_).authority}/removed.yml",
                "removed-elsewhere",
            )
        if removal.see and (to := here.resolve(removal.see)[0]) not in self.everywhere.ids:
            guess = did_you_mean(to, self.everywhere.ids, "write its path without content/ and .yml")
            yield document.problem((*path, "see"), f'there is no record "{to}"', guess, "unknown-reference")

    def _still_public(self, document: Document, authority: str, lines: tuple[Removal, ...]) -> Iterator[Problem]:
        """Tell a record that had to go and has a public file all the same; only its last line counts."""
        last = {Address(authority).resolve(removal.record)[0]: position for position, removal in enumerate(lines)}
        for id_, position in last.items():
            record = self.record(id_)
            if record and id_ in self.gone and record.visibility is Visibility.PUBLIC:
                yield document.problem(
                    ("removed", position, "record"),
                    f'"{id_}" had to go, and its file is public',
                    f"delete content/{Address.read(id_).path}, or say public_again: here if it is published on purpose",
                    "removed-but-public",
                )


def _told_before(document: Document, path: Path, removal: Removal, before: Removal) -> Iterator[Problem]:
    """Tell a record that goes for a second time without having come back in between."""
    if before.public_again is None or removal.on < before.public_again.on:
        yield document.problem(
            (*path, "record"),
            f'"{removal.record}" had to go before, and was not public again until then',
            "keep one of the two lines",
            "removed-twice",
        )
