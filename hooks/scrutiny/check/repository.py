"""A repository that everybody can read holds nothing that is withheld: not even where no page shows it.

Every version of every file stays in it, for anybody to fetch. So the record is judged as a whole, before it is built
or sent: by ``scrutiny check``, by a build, and by whatever receives a push.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scrutiny.check.walk import parts_of
from scrutiny.load import Document, Path
from scrutiny.load.content import Loaded
from scrutiny.load.settings import PRIVATE, SEEN_PUBLIC
from scrutiny.model import MayBeExempt
from scrutiny.problem import Problem, closest
from scrutiny.vocabulary import Visibility

_CALLED = {
    Visibility.DRAFT: "a draft",
    Visibility.EMBARGOED: "an embargoed record",
    Visibility.EXEMPT: "an exempt record",
}
_KEEP_DRAFT = (
    "keep a draft outside content/ and do not commit it, or keep the record in a private repository and say "
    "“repository: private” in mkdocs.yml"
)
_KEEP = "keep it in a private repository, and say “repository: private” in mkdocs.yml"
_MAKE_PRIVATE = "make the repository private at the code host, or take the file out of it"


def withheld_in_public(loaded: Loaded, repository: str) -> list[Problem]:
    """Return a problem for each withheld record or part in a repository that is not ``private``, in order of place.

    ``repository`` is the setting as written in ``mkdocs.yml``, or what ``repository_of`` makes of it; every word but
    ``private`` counts as public, and so does none. No problem quotes the file.
    """
    if repository == PRIVATE:
        return []
    files = loaded.documents.items()
    found = (problem for id_, document in files for problem in _of(id_, document, loaded, repository))
    return sorted(replace(problem, excerpt="") for problem in found)


def _of(id_: str, document: Document, loaded: Loaded, repository: str) -> Iterator[Problem]:
    if id_.startswith("shared/"):
        return
    record = loaded.register.records.get(id_)
    if visibility := record.visibility if record else _stated(document):
        cure = _KEEP_DRAFT if visibility is Visibility.DRAFT else _KEEP
        if visibility is not Visibility.PUBLIC:
            yield _problem(document, ("visibility",), _CALLED[visibility], cure, repository)
            return
    for part, path in parts_of(record) if record else ():
        if isinstance(part, MayBeExempt) and part.exempt:
            yield _problem(document, (*path, "exempt"), "an exempt part of a record", _KEEP, repository)


def _stated(document: Document) -> Visibility | None:
    """Return what a file says that is no good record; None where nobody can tell, which is a problem too."""
    said = str((document.tree or {}).get("visibility", "")).strip().casefold()
    guess = closest(said, [value.value for value in Visibility]) if said else None
    return Visibility(guess) if guess else None


def _problem(document: Document, path: Path, what: str, cure: str, repository: str) -> Problem:
    if repository == SEEN_PUBLIC:
        contrary = "mkdocs.yml says that this repository is private, and the code host that it is public"
        return document.problem(path, f"{contrary}; {what} must not be in it", _MAKE_PRIVATE, "withheld-in-public")
    return document.problem(path, f"this repository is public; {what} must not be in it", cure, "withheld-in-public")
