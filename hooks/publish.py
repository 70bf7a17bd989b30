"""The events of a MkDocs build, in the order in which they run. Everything they do is in ``hooks/scrutiny``."""

from __future__ import annotations

import logging
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError

from scrutiny.check import check_content
from scrutiny.clock import as_of
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.model.mailbox import office_mailbox
from scrutiny.pages import Edition, list_pages, list_redirects, tail_of
from scrutiny.pages.policy import page_policies
from scrutiny.problem import report
from scrutiny.render import Acronyms, Renderer, frame_words
from scrutiny.search import browse_pages, search_documents, write_index, write_words
from scrutiny.site import add_page, add_redirect, only_problems, problem_page, theme_sheet
from scrutiny.stage import publishable

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.scrutiny")  # below "mkdocs", so that --strict counts its warnings


command = "build"
"""How MkDocs was started. A preview shows the problems of a record as a page; a build refuses."""


def on_startup(command: str, dirty: bool) -> None:  # noqa: FBT001  MkDocs' own signature
    """Remember whether this is a preview: only this event is told, once, before any configuration is read."""
    globals()["command"] = command


def corrections_mailbox(setting: object) -> str:
    """Return the mailbox for mistakes; refuse to build a site that names none, or one that is not an office's."""
    try:
        return office_mailbox(str(setting or ""))
    except ValueError as error:
        raise PluginError(f"extra.scrutiny.corrections (CORRECTIONS_MAILBOX): {error}") from error


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load, check, stage and link before MkDocs touches the old site: a bad record leaves it as it is."""
    root = Path(config.config_file_path).parent
    settings = config.extra["scrutiny"]
    loaded = load_content(root / settings["content"])
    if problems := check_content(loaded):
        told = report(problems)
        if command != "serve":
            raise PluginError(f"The record has problems; nothing was built and the old site is unchanged.\n\n{told}")
        log.error("The record has problems.\n\n%s", told)
        config.extra["problems"] = told
        return config
    instant = as_of()
    edition = Edition(
        link(publishable(loaded.register, instant)),
        instant.date(),
        settings.get("example", ""),
        corrections_mailbox(settings.get("corrections")),
    )
    if command != "serve":  # a preview lives on a script that MkDocs puts into each page
        config.extra["policy"] = page_policies()
    config.extra["as_of"] = instant.date()
    config.extra["edition"] = edition
    config.extra["renderer"] = Renderer(root / "overrides", Acronyms(edition.register.shared.terms))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for every record, list and value of a facet, and a redirect for every former address."""
    if problems := config.extra.get("problems"):
        return only_problems(problems, files, config)
    config.extra["theme_sheet"] = theme_sheet(files)
    edition, renderer = config.extra["edition"], config.extra["renderer"]
    documents = config.extra["documents"] = tuple(search_documents(edition))
    for page in chain(list_pages(edition), browse_pages(edition, documents)):
        add_page(page, renderer.body(page), files, config)
    for former, url in list_redirects(edition):
        add_redirect(former, url, files, config)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the mailbox for mistakes where a hand-written page says ``{corrections}``."""
    edition = config.extra.get("edition")
    return markdown.replace("{corrections}", edition.corrections) if edition else markdown


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Let the frame speak the language of the page that it goes round; ``env`` is the Jinja environment of MkDocs."""
    env.globals["_"] = frame_words
    return env


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """End a hand-written page in the list that it asks for with ``shows:``."""
    if "problems" in config.extra:
        return html
    tail = tail_of(config.extra["edition"], page.meta.get("shows", ""), page.url)
    return html + config.extra["renderer"].body(tail) if tail else html


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """In a preview of a record with problems, let every address show them."""
    problems = config.extra.get("problems")
    return problem_page(problems) if problems and template_name == "404.html" else output


def on_post_build(config: MkDocsConfig) -> None:
    """Index the register for search, once the pages it points at are written."""
    if "problems" in config.extra:
        return
    index = Path(config.site_dir) / "pagefind"
    write_index(config.extra["documents"], index)
    write_words(config.extra["documents"], index / "words")
