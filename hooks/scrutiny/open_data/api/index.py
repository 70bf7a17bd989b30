"""What spans all authorities: the list of them, what they share, and the file from which all others are reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scrutiny.open_data.api.councils import CouncilRow, Made, listed, totals_of, written
from scrutiny.open_data.api.imprint import CATALOGUE, DATA_PAGE, MANIFEST, Imprint, data_path, schema_path
from scrutiny.open_data.api.listed import Index, ListedAuthority
from scrutiny.open_data.api.lists import LISTS, pages_of
from scrutiny.open_data.api.schemas import FILES, SHARED
from scrutiny.register import Shared


def site_files(
    rows: Iterable[CouncilRow], shared: Shared, imprint: Imprint, *, invented: bool = False
) -> Iterator[Made]:
    """Yield the files of the whole site, from the rows of the authorities that lists show, in the order of their ids.

    The rows are read once, as they come. On a site where everything is ``invented`` the index and the list say so.
    """
    counted = _Counted()
    for page in pages_of(imprint, "authorities", counted.passing(imprint, rows), invented=invented):
        yield written(data_path(page.id), page)
    for name in SHARED:
        head = {"edition": imprint.edition(name), "type": name, "data": imprint.data(f"shared/{name}")}
        yield written(data_path(f"shared/{name}"), {**head, **_shared(shared, name)})
    index = Index(
        edition=imprint.edition("index", invented=invented),
        data=imprint.data("index"),
        explained_by=imprint.at(DATA_PAGE),
        catalogue=imprint.at(CATALOGUE),
        files=imprint.at(MANIFEST),
        authorities=imprint.data("authorities"),
        shared={name: imprint.data(f"shared/{name}") for name in SHARED},
        schemas={name: imprint.at(schema_path(name)) for name in FILES},
        total_authorities=counted.authorities,
        totals=totals_of(counted.totals),
    )
    yield written(data_path("index"), index)


class _Counted:
    """The authorities that have passed, and their totals together."""

    def __init__(self) -> None:
        self.authorities, self.totals = 0, (0,) * len(LISTS)

    def passing(self, imprint: Imprint, rows: Iterable[CouncilRow]) -> Iterator[ListedAuthority]:
        for row in rows:
            self.authorities += 1
            self.totals = tuple(map(sum, zip(self.totals, row.totals, strict=True)))
            yield listed(imprint, row)


def _shared(shared: Shared, name: str) -> dict[str, object]:
    """Return what stands in one file of ``content/shared/``, by the names of that file."""
    return {field: getattr(shared, field) for field in SHARED[name].model_fields}
