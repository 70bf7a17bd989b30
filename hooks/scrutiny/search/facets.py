"""Where everything that can be found stands on each facet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from scrutiny.address import Address
from scrutiny.link import Target
from scrutiny.model import Finding, Role
from scrutiny.pages.edition import Edition
from scrutiny.pages.facets import Values, statuses
from scrutiny.pages.words import capital, role_title
from scrutiny.track import Tracked
from scrutiny.vocabulary import FindingKind

Posts = dict[str, dict[tuple[str, str], Role]]
"""The posts that are one office, by the office's title, then by authority and name."""

_ASKS_NOTHING = frozenset({FindingKind.STRENGTH, FindingKind.CONTEXT, FindingKind.NOT_EVALUATED})


def axes_of(edition: Edition, tracked: Sequence[Tracked]) -> Values:
    """Return where commitments stand on the four axes, exactly as their page says it, and who owns them."""
    found = statuses(tracked)
    for each in tracked:
        authority = Address.read(each.target.id).authority
        owned_by = [
            *each.commitment.owner.roles,
            *([each.commitment.on_behalf_of] if each.commitment.on_behalf_of else []),
        ]
        posts = edition.authorities[authority].roles
        offices = [
            office_label(edition.register.shared.offices[office].title)
            for name in owned_by
            if name in posts and (office := posts[name].office) and office in edition.offices_gathered
        ]
        found.setdefault("owner", []).extend([*owners_of(edition, each), *offices])
    return {key: tuple(dict.fromkeys(values)) for key, values in found.items()}


def owners_of(edition: Edition, tracked: Tracked) -> list[str]:
    """Return who owns a commitment, and for whom: titles of roles, names of bodies, or what stands in their place."""
    authority, owner = Address.read(tracked.target.id).authority, tracked.commitment.owner
    titles = [role_title(edition, authority, name) for name in owner.roles]
    if owner.each:
        titles.append(f"Each {owner.each}")
    if owner.to_be_confirmed:
        titles.append("To be confirmed")
    if not titles:
        titles.append(capital(owner.stated) if owner.stated else "Not recorded")
    if behalf := tracked.commitment.on_behalf_of:
        titles.append(role_title(edition, authority, behalf))
    return titles


def posts_by_office(edition: Edition) -> Posts:
    """Return the posts of each office that is gathered."""
    offices = edition.register.shared.offices
    posts: defaultdict[str, dict[tuple[str, str], Role]] = defaultdict(dict)
    for authority in edition.authorities_listed:
        for name, role in edition.authorities[authority].roles.items():
            if role.office and role.office in edition.offices_gathered:
                posts[offices[role.office].title][authority, name] = role
    return dict(posts)


def office_label(title: str) -> str:
    """Name an office as a value of the facet "Owner": the editor's reading, told apart from a post of that title."""
    return f"{title} (office)"


def answers_to(edition: Edition, target: Target, finding: Finding) -> Values:
    """Return whether a resolution answers a finding; a strength asks for no answer."""
    if finding.kind in _ASKS_NOTHING:
        return {}
    answered_by = edition.links.relations.answered_by
    if answered_by.get(target):
        return {"answered": ("By a resolution",)}
    if answered_by.get(target.record):
        return {"answered": ("By a resolution on the whole inspection",)}
    return {"answered": ("By no resolution held here",)}
