"""Pages as MkDocs files: the only user of MkDocs besides the hook that calls it.

A record page is a MkDocs page whose body is ready: it never goes through Markdown, never enters the navigation,
and MkDocs puts our frame around it. Hand-written pages may end in a list made from the register (``shows:``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import escape
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.meta import get_data

from scrutiny.language import ENGLISH, WELSH, speaking
from scrutiny.pages import Page
from scrutiny.pages.described import described, shortened
from scrutiny.pages.report import report_address

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

FRAME = "scrutiny/frame.html"
"""The template of a record page's frame, in ``overrides/``."""

PROBLEMS = "scrutiny/preview/problems.html"
"""The template of a page of problems, which only a preview has."""

THEME_SHEET = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
"""What Material calls its sheet: a name with a hash."""


class RecordPage(HostPage):
    """A page whose body is HTML already."""

    def __init__(self, page: Page, body: str, file: File, config: MkDocsConfig) -> None:
        self._body = body
        super().__init__(escape(page.title), file, config)
        self.meta = meta_of(page, self.canonical_url or "")

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002  MkDocs gives it
        """There is no source text to read."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002  MkDocs gives them
        """Set the body as it is."""
        self.content = self._body
        self.toc = TableOfContents([])


LOCALES = {ENGLISH: "en_GB", WELSH: "cy_GB"}
"""The language of a page as the Open Graph protocol writes it: with its territory (https://ogp.me/#optional)."""


def meta_of(page: Page, canonical_url: str) -> dict[str, Any]:
    """Return what the frame needs; all text escaped, because MkDocs' own templates do not escape.

    Only the page of a file of the record is described in words of its own; that of any other begins with its title.
    """
    text = shortened(page.description) if page.source else described(page.title, page.description)
    with speaking(page.language):
        report = report_address(page.corrections, page.title, canonical_url) if page.corrections else ""
    return {
        "template": FRAME,
        "kicker": escape(page.kicker),
        "description": escape(text),
        "type": "article" if page.source else "website",
        "published": page.published.isoformat() if page.published else "",
        "modified": page.modified.isoformat() if page.modified else "",
        "locale": LOCALES[page.language],
        "report": {"mailbox": escape(page.corrections), "href": escape(report)} if report else None,
        "crumbs": [{"text": escape(crumb.text), "href": escape(crumb.href)} for crumb in page.crumbs],
        "section": page.section,
        "language": page.language,
        "robots": "noindex" if page.noindex else "",
        "scripts": list(page.scripts),
        "invented": page.invented,
    }


def add_page(page: Page, body: str, files: Files, config: MkDocsConfig) -> None:
    """Add one page to the site, outside the navigation."""
    file = File.generated(config, f"{page.url}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
    if page.source:
        file.edit_uri = f"../content/{page.source}"
    file.page = RecordPage(page, body, file, config)
    files.append(file)


def add_redirect(former: str, url: str, files: Files, config: MkDocsConfig) -> None:
    """Add a page at a former address that leads to the present one, without script."""
    way = escape("../" * (former.count("/") + 1) + url)
    page = (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"{_policy_of(config)}<title>This page has moved</title>"
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={way}">'
        f'<link rel="canonical" href="{way}"></head>'
        f'<body><p>This page has moved: <a href="{way}">read it at its new address</a>.</p></body></html>\n'
    )
    files.append(File.generated(config, f"{former}/index.html", content=page))


def add_text(path: str, text: str, files: Files, config: MkDocsConfig) -> None:
    """Add a file that is no page, at its path from the root of the site."""
    files.append(File.generated(config, path, content=text))


def written_pages(files: Files) -> tuple[list[str], dict[str, str]]:
    """Return the addresses of the pages written by hand, and those which they had before, with where these lead now.

    A page that has a new name says the old address under ``formerly:``, from the root of the site: ``about/method``.
    """
    addresses: list[str] = []
    formers: dict[str, str] = {}
    for file in files.documentation_pages():
        address = f"/{file.url.removeprefix('./')}"
        addresses.append(address)
        if "formerly:" in file.content_string:
            named = get_data(file.content_string)[1].get("formerly") or []
            formers |= {f"/{str(former).strip('/')}/": address for former in named}
    return addresses, formers


def _policy_of(config: MkDocsConfig) -> str:
    """Return the policy of a page outside our frames, as its head carries it; a preview has none."""
    policy = config.extra.get("policy")
    return f'<meta http-equiv="Content-Security-Policy" content="{policy["page"]}">' if policy else ""


def theme_sheet(files: Files) -> str:
    """Return the address of the theme's sheet, which pages written by hand link; its name changes with each version.

    Raises PluginError if the theme has none, or more than one of that name.
    """
    found = [file.url for file in files.css_files() if THEME_SHEET.fullmatch(file.src_uri)]
    if len(found) != 1:
        raise PluginError(f"the theme should have one sheet that is called like {THEME_SHEET.pattern}, and has {found}")
    return found[0]


def add_problem_page(page: Page, files: Files, config: MkDocsConfig) -> None:
    """Add a page of a preview that says what waits to be mended, in place of any other at its address."""
    address = f"{page.url}index.md"
    if standing := files.get_file_from_path(address):
        files.remove(standing)
    add_page(page, "", files, config)
    host = files.get_file_from_path(address)
    if host and host.page:
        host.page.meta.update(template=PROBLEMS, to_mend=page.shows)
