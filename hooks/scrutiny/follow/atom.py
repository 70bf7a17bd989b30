"""Entries and feeds as Atom (RFC 4287)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from markupsafe import Markup

from scrutiny.follow.entries import Entry
from scrutiny.follow.identity import identity
from scrutiny.follow.public import NEVER, midnight
from scrutiny.follow.rows import Row
from scrutiny.follow.site import Site
from scrutiny.language import ENGLISH, html
from scrutiny.model import Theme
from scrutiny.vocabulary import Missing

MOST = 50
"""Entries in one feed at most: the newest. The pages, and the data, have them all."""
FILE = "feed.xml"
"""What the feed of a page is called, below the page."""
MEDIA_TYPE = "application/atom+xml"


class Heading(NamedTuple):
    """What stands at the head of a feed."""

    path: str
    """Its file, from the root of the site."""
    title: str
    url: str
    """The page it goes with, from the root of the site."""
    invented: bool = False
    """True where everything in it is made up."""
    licence: str = ""
    """The licence of all that is in it; empty where none is stated."""


def entry_row(entry: Entry, site: Site, themes: Mapping[str, Theme], path: str, licence: str = "") -> Row:
    """Return an entry as it stands in a feed; a licence of its own goes with it into the feeds of many councils."""
    updated = _instant(entry.updated)
    published = f"  <published>{_instant(entry.published)}</published>\n" if entry.published else ""
    rights = html("  <rights>{}</rights>\n", _rights(licence)) if licence else ""
    subjects = Markup().join(_subject(site.root, name, themes[name].label) for name in entry.themes if name in themes)
    text = html(
        "<entry>\n"
        "  <id>urn:uuid:{}</id>\n"
        '  <title xml:lang="{}">{}</title>\n'
        '  <link rel="alternate" type="text/html" href="{}"/>\n'
        "{}  <updated>{}</updated>\n"
        '  <category term="{}" label="{}"/>\n'
        '{}{}  <content type="html">{}</content>\n'
        "</entry>\n",
        *(entry.identity, entry.language, entry.title, site.root + entry.url, Markup(published), updated),  # noqa: S704
        *(*entry.kind, subjects, rights, str(entry.text)),
    )
    return Row(path, f"{entry.updated.isoformat()} {entry.happened:10} {entry.identity}", updated, str(text))


@cache
def _subject(root: str, name: str, label: str) -> Markup:
    return html('  <category term="{}" scheme="{}themes/" label="{}"/>\n', name, root, label)


def feed(heading: Heading, rows: Sequence[Row], site: Site) -> bytes:
    """Return a feed of entries that are sorted; one without any is there all the same, for whoever waits for one."""
    own = site.root + heading.path
    lines = [
        html("<id>{}</id>", own if site.url else f"urn:uuid:{identity('feed', heading.path)}"),
        html("<title>{}</title>", f"{heading.title} – {site.name}" if heading.title != site.name else site.name),
        html("<subtitle>{}</subtitle>", _INVENTED if heading.invented else _SUBTITLE),
        html('<link rel="self" type="{}" href="{}"/>', MEDIA_TYPE, own),
        html('<link rel="alternate" type="text/html" href="{}"/>', site.root + heading.url or "./"),
        html("<updated>{}</updated>", rows[0].updated if rows else _instant(NEVER)),
        html("<author><name>{}</name></author>", site.name),
        html("<rights>{}</rights>", _rights(heading.licence)),
    ]
    if heading.invented:
        lines.append(html('<category term="invented" label="Invented"/>'))
    base = site.root or "../" * heading.path.count("/") or "./"
    head = html('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{}" xml:base="{}">', ENGLISH, base)
    text = "".join(f"{line}\n" for line in ('<?xml version="1.0" encoding="utf-8"?>', head, *lines))
    return f"{text}{''.join(row.text for row in rows)}</feed>\n".encode()


_SUBTITLE = "What inspectors found, what was decided about it, and what came of it: new records, news and corrections."
_INVENTED = "Everything in this feed is invented, as an example."


def _rights(licence: str) -> str:
    return f"Licence: {licence or Missing.NOT_STATED.value}."


@lru_cache(1024)
def _instant(day: datetime.date) -> str:
    """Write the beginning of a day as RFC 3339 has it."""
    return midnight(day).isoformat()
