"""What MkDocs gives the pages of the record: its rendering of their frame, and its own files beside them.

A page of the record is no page of MkDocs: it never goes through Markdown, never enters the navigation, and is written
by ``printing``. Hand-written pages are MkDocs', and may end in a list made from the register (``shows:``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils.meta import get_data

from scrutiny.frame import Framed
from scrutiny.render import frame_words
from scrutiny.splice import Spliced

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

THEME_SHEET = re.compile(r"main\.\w+\.min\.css")
"""What Material calls its sheet: a name with a hash."""


class InFull:
    """Renders a page of the record with the whole of its frame, as MkDocs does its own pages."""

    def __init__(self, env: Any, config: MkDocsConfig) -> None:
        self._env, self._config = env, config
        self._navigation = Navigation([], [])  # no frame of ours shows it

    def __call__(self, framed: Framed) -> str:
        """Return the HTML of a page."""
        path = f"{framed.url}index.md"
        file = File.generated(self._config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        page = HostPage(framed.title, file, self._config)
        page.meta, page.content, page.canonical_url = dict(framed.meta), framed.body, framed.canonical or None
        context = get_context(self._navigation, (), self._config, page)
        html: str = self._env.get_template(framed.template).render(context)
        return html


def frame_environment(config: MkDocsConfig) -> Any:
    """Return what frames are rendered in; councils are printed before MkDocs makes its own for hand-written pages."""
    env = config.theme.get_env()
    env.globals["_"] = frame_words
    return env


def frames(env: Any, config: MkDocsConfig) -> Callable[[Framed], str]:
    """Return what puts pages into their frames, as the settings say."""
    in_full = InFull(env, config)
    return in_full if config.extra["settings"].frames == "in full" else Spliced(in_full)


def said_in_frames(config: MkDocsConfig) -> str:
    """Return the settings that a frame may show, by which pages are known that were made with others: all but places.

    What the record is told, below ``scrutiny``, is no matter of frames.
    """
    told = {name: value for name, value in config.items() if name not in _NOT_SHOWN}
    extra = {name: value for name, value in config.extra.items() if name != "scrutiny"}
    return repr([*map(_plain, (told, extra, dict(config.theme))), sorted(config.theme.static_templates)])


_NOT_SHOWN = {"config_file_path", "docs_dir", "site_dir", "watch", "strict", "hooks", "plugins", "extra"}
"""Settings that say where a build finds and leaves things, and how it is done."""


def _plain(settings: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the settings that are values, by name; others are what a build works with."""
    return sorted(each for each in settings.items() if isinstance(each[1], str | int | float | list | dict | None))


def redirect(former: str, url: str, config: MkDocsConfig) -> str:
    """Return the page at a former address that leads to the present one, without script."""
    way = escape("../" * (former.count("/") + 1) + url)
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"{_policy_of(config)}<title>This page has moved</title>"
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={way}">'
        f'<link rel="canonical" href="{way}"></head>'
        f'<body><p>This page has moved: <a href="{way}">read it at its new address</a>.</p></body></html>\n'
    )


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


def theme_sheet(config: MkDocsConfig) -> str:
    """Return the address of the theme's sheet, which pages written by hand link; its name changes with each version.

    Raises PluginError if the theme has none, or more than one of that name.
    """
    sheets = (sheet for folder in config.theme.dirs for sheet in Path(folder, "assets/stylesheets").glob("main.*.css"))
    found = [f"assets/stylesheets/{sheet.name}" for sheet in sheets if THEME_SHEET.fullmatch(sheet.name)]
    if len(found) != 1:
        raise PluginError(f"the theme should have one sheet that is called like {THEME_SHEET.pattern}, and has {found}")
    return found[0]


def make_room(url: str, files: Files) -> None:
    """Leave out the page written by hand at an address, because another takes its place."""
    if standing := files.get_file_from_path(f"{url}index.md"):
        files.remove(standing)
