"""The page of a role, or of a partner body that owns something: everything it is to do, and what it presented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.link import Target
from scrutiny.model import Body, Role
from scrutiny.pages.axes import status_word
from scrutiny.pages.commitment import due_cells, said
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import Listed, action_counts, listed_record
from scrutiny.pages.listing import Listing, whole_of
from scrutiny.pages.page import Here, Page, outward
from scrutiny.pages.rows import ROWS, Part, TableRow, parts
from scrutiny.pages.section import Group, first_of
from scrutiny.pages.shown import Row, crumbs
from scrutiny.pages.tags import search_within
from scrutiny.pages.titles import title_of
from scrutiny.pages.words import owner_words, role_title, when_words
from scrutiny.track import Tracked

HEADS = ("To be done", "Due, as stated", "Last day, or why none", "Progress")


def role_pages(edition: Edition, authority: str, name: str) -> Iterator[Page]:
    """Yield the page of a role or body, and numbered pages where it owns more than one can show."""
    url = f"{authority}/roles/{name}/"
    owned = edition.owned.get((authority, name), [])
    presented = [listed_record(edition, id_) for id_ in edition.presented.get((authority, name), ())]
    for part in parts(url, owned, ROWS // 2):  # half: with the heading of its record a row may count double
        yield _page(edition, authority, name, part, presented)
    council, title = edition.authorities[authority].short_name, role_title(edition, authority, name)
    yield from whole_of(
        edition,
        Listing(
            f"{url}presented/",
            f"{council}: {title}, what it presented",
            "",
            "item",
            [Group("", "list", presented)],
            section="actions",
            parents=((council, f"{authority}/"), (title, url)),
        ),
    )


def _page(edition: Edition, authority: str, name: str, part: Part[Tracked], presented: Sequence[Listed]) -> Page:
    here, first = Here(part.url), f"{authority}/roles/{name}/"
    council, whole = edition.authorities[authority].short_name, edition.owned.get((authority, name), [])
    owner = edition.register.owner(authority, name)
    title = f"{council}: {role_title(edition, authority, name)}{part.words}"
    kicker = owner.kind.label if isinstance(owner, Body) else "Role"
    shown = Group("What it presented", "presented", presented if part.number == 1 else [])
    shows: dict[str, object] = {
        "title": title,
        "kicker": kicker,
        "lead": (owner.note or "") if owner else "",
        "number_words": _counts(whole),
        "rows": _rows(edition, here, part.rows),
        "heads": HEADS,
        "note": f"Everything held here that it owns, or that is done on its behalf. As at {edition.as_of_words}.",
        "pager": part.pager(here, first),
        "sections": [first_of(here, shown, f"{first}presented/", "item")] if shown.listed else [],
        "facts": [
            *_facts(edition, here, authority, owner if isinstance(owner, Role | Body) else None),
            *_search(edition, here, authority, name),
        ],
    }
    return Page(
        url=part.url,
        title=title,
        template="role",
        shows=shows,
        kicker=kicker,
        description=f"What was to be done by: {role_title(edition, authority, name)}, {council}.",
        crumbs=crumbs(edition, here, f"{authority}/roles/{name}"),
        section="actions",
    )


def _search(edition: Edition, here: Here, authority: str, name: str) -> list[Row]:
    """Return the line that leads to the search within what it owns; none where it owns nothing, or is made up."""
    if edition.is_left_out(authority) or not edition.owned.get((authority, name)):
        return []
    council, title = edition.authorities[authority].short_name, role_title(edition, authority, name)
    return [search_within(here, "Search within what it owns", ("council", council), ("owner", title))]


def _counts(owned: Sequence[Tracked]) -> str:
    if not owned:
        return ""
    return f"{action_counts(owned)}."


def _rows(edition: Edition, here: Here, owned: Sequence[Tracked]) -> list[TableRow]:
    rows = []
    for id_, mine in groupby(owned, key=lambda tracked: tracked.target.id):
        rows.append(TableRow((here.to(Target(id_), title_of(edition, id_)),), heading=True))
        rows += [_row(edition, here, tracked) for tracked in mine]
    return rows


def _row(edition: Edition, here: Here, tracked: Tracked) -> TableRow:
    commitment = tracked.commitment
    stated, last = due_cells(here, tracked)
    text = here.to(tracked.target, said(edition, tracked))
    if commitment.on_behalf_of or len(commitment.owner.roles) > 1:
        # Who else has to do with it: the joint owners, or the one who acts on behalf of the other.
        owner = owner_words(edition, None, tracked.target.id, commitment.owner, commitment.on_behalf_of)
        text += html('<div class="soft">Owner: {}</div>', owner)
    return TableRow((text, stated, last, status_word(tracked.standing.timeliness)))


def _facts(edition: Edition, here: Here, authority: str, owner: Role | Body | None) -> list[Row]:
    rows = [Row("Council", here.link(edition.authorities[authority].short_name, f"{authority}/"))]
    if isinstance(owner, Role):
        told: list[tuple[str, Markup | str | None]] = [
            ("Letters used", owner.short),
            ("Office", _office(edition, owner)),
            ("Interim", "A paper calls the holder interim" if owner.interim else None),
            ("On loan from", owner.seconded_from),
            ("Held", when_words(owner.held) if owner.held else None),
        ]
    elif isinstance(owner, Body):
        told = [
            ("Kind", owner.kind.label),
            ("Other names", "; ".join(owner.other_names)),
            ("Nation", owner.nation),
            ("Ended", when_words(owner.dissolved) if owner.dissolved else None),
            ("After it", owner.successor),
            ("Source", owner.source),
        ]
    else:
        told = []
    return rows + [Row(label, value) for label, value in told if value]


def _office(edition: Edition, role: Role) -> Markup | None:
    """Name the office that a post is, the rule behind it, and why the editor says so where no paper does."""
    office = edition.register.shared.offices.get(role.office or "")
    if office is None:
        return None
    words = html("{} ({})", office.title, outward(office.basis.title, office.basis.url))
    return words + (html(". Inferred by the editor: {}", role.office_because) if role.office_because else "")
