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
from scrutiny.preview import LIST, Kept, Preview, View, keep_answering, keep_watching, others, problem_pages, waiting
from scrutiny.problem import report
from scrutiny.register import Register
from scrutiny.render import frame_words
from scrutiny.search import browse_pages, search_documents, write_index, write_words
from scrutiny.site import add_page, add_problem_page, add_redirect, theme_sheet
from scrutiny.stage import publishable

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.scrutiny")  # below "mkdocs", so that --strict counts its warnings


command = "build"
"""How MkDocs was started. A preview shows the problems of a record on its page; a build refuses."""
preview, kept = Preview(), Kept()
"""What the previews of one session hand on to the next. A build starts from nothing."""


def on_startup(command: str, dirty: bool) -> None:  # noqa: FBT001  MkDocs' own signature
    """Remember whether this is a preview: only this event is told, once, before any configuration is read."""
    globals()["command"] = command


def corrections_mailbox(setting: object) -> str:
    """Return the mailbox for mistakes; refuse to build a site that names none, or one that is not an office's."""
    try:
        return office_mailbox(str(setting or ""))
    except ValueError as error:
        raise PluginError(f"extra.scrutiny.corrections (CORRECTIONS_MAILBOX): {error}") from error


def good_register(content: Path) -> Register:
    """Return the record as it stands; refuse to build with any problem in it."""
    loaded = load_content(content)
    if problems := check_content(loaded):
        told = report(problems)
        raise PluginError(f"The record has problems; nothing was built and the old site is unchanged.\n\n{told}")
    return loaded.register


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load, check, stage and link before MkDocs touches the old site: a bad record leaves it as it is."""
    root = Path(config.config_file_path).parent
    settings = config.extra["scrutiny"]
    content = root / settings["content"]
    view = preview.look(content) if command == "serve" else View(good_register(content))
    if notice := waiting(view):
        log.info("%s to mend; the preview shows them at %s.\n\n%s", notice.words, LIST, report(view.problems))
        config.extra["waiting"] = notice
    instant = as_of()
    edition = Edition(
        link(publishable(view.register, instant)),
        instant.date(),
        settings.get("example", ""),
        corrections_mailbox(settings.get("corrections")),
    )
    if command != "serve":  # a preview lives on a script that MkDocs puts into each page
        config.extra["policy"] = page_policies()
    config.extra["view"] = view
    config.extra["as_of"] = instant.date()
    config.extra["edition"] = edition
    config.extra["renderer"] = kept.renderer(root / "overrides", edition.register.shared.terms)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for every record, list and value of a facet, and a redirect for every former address."""
    config.extra["theme_sheet"] = theme_sheet(files)
    edition, renderer, view = config.extra["edition"], config.extra["renderer"], config.extra["view"]
    documents = config.extra["documents"] = tuple(search_documents(edition))
    for page in others(view, chain(list_pages(edition), browse_pages(edition, documents))):
        add_page(page, renderer.body(page), files, config)
    for former, url in list_redirects(edition):
        add_redirect(former, url, files, config)
    for page in problem_pages(view):
        add_problem_page(page, files, config)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the mailbox for mistakes where a hand-written page says ``{corrections}``."""
    return markdown.replace("{corrections}", config.extra["edition"].corrections)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Let the frame speak the language of the page that it goes round; ``env`` is the Jinja environment of MkDocs."""
    env.globals["_"] = frame_words
    return kept.frames(env, Path(config.config_file_path).parent / "overrides") if command == "serve" else env


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """End a hand-written page in the list that it asks for with ``shows:``."""
    tail = tail_of(config.extra["edition"], page.meta.get("shows", ""), page.url)
    return html + config.extra["renderer"].body(tail) if tail else html


def on_post_build(config: MkDocsConfig) -> None:
    """Index the register for search, once the pages it points at are written."""
    index = Path(config.site_dir) / "pagefind"
    if command == "serve":
        kept.write_search(config.extra["documents"], index)
    else:
        write_index(config.extra["documents"], index)
        write_words(config.extra["documents"], index / "words")


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Let a preview go on through every mistake: it watches the content folder and always answers."""
    keep_watching(server, Path(config.config_file_path).parent / config.extra["scrutiny"]["content"])
    keep_answering(server)
    return server
