"""The page for those who set up the web server: every header it should send, and how three kinds of server say so."""

from __future__ import annotations

from dataclasses import dataclass

from scrutiny.language import html
from scrutiny.pages.page import Page
from scrutiny.pages.policy import HEADERS
from scrutiny.pages.rows import TableRow


@dataclass(frozen=True)
class Settings:
    """The headers as one kind of server wants them written."""

    anchor: str
    server: str
    where: str
    """Where the lines go."""
    lines: str


def hosting_tail(url: str) -> Page:
    """Return the table of headers and the lines that send them."""
    headers = [TableRow((name, html("<code>{}</code>", value), purpose)) for name, value, purpose in HEADERS]
    return Page(url, "", "hosting", {"headers": headers, "settings": all_settings()})


def all_settings() -> tuple[Settings, ...]:
    """Return the same headers in the language of each kind of server."""
    return (
        Settings(
            "nginx",
            "nginx",
            "In the server block. A location block with an add_header of its own needs all of them again.",
            "\n".join(f'add_header {name} "{value}" always;' for name, value, _ in HEADERS),
        ),
        Settings(
            "apache",
            "Apache",
            "In the virtual host; in .htaccess where the host allows it. It needs mod_headers.",
            "\n".join(f'Header always set {name} "{value}"' for name, value, _ in HEADERS),
        ),
        Settings(
            "static-host",
            "A host for static sites",
            "Many read a file _headers in the top folder of the site. Where a host has a form instead, "
            "copy names and values from the table above.",
            "\n".join(["/*", *(f"  {name}: {value}" for name, value, _ in HEADERS)]),
        ),
    )
