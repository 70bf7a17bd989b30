"""The events of a MkDocs build, in the order in which they run. Everything they do is in ``hooks/scrutiny``."""

from __future__ import annotations

import logging
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from scrutiny.build import Build, NotBuiltError
from scrutiny.clock import as_of
from scrutiny.follow import Site
from scrutiny.ground import Ground
from scrutiny.history import Past, where_kept
from scrutiny.load.content import load_shared
from scrutiny.load.settings import UnreadableSettingsError, build_settings, cache_folder, repository_of
from scrutiny.load.survey import survey
from scrutiny.open_data.api import Imprint
from scrutiny.pages.policy import page_policies
from scrutiny.pages.sitemap import sitemaps
from scrutiny.preview import LIST, Desk, keep_answering, keep_watching, problem_pages, waiting
from scrutiny.problem import report
from scrutiny.render import frame_words
from scrutiny.shelf import Shelf
from scrutiny.site import (
    InFull,
    frame_environment,
    frames,
    make_room,
    redirect,
    said_in_frames,
    theme_sheet,
    written_pages,
)

if TYPE_CHECKING:
    from datetime import datetime

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as WrittenPage

    from scrutiny.load.content import Loaded
    from scrutiny.load.survey import Survey
    from scrutiny.preview import View

log = logging.getLogger("mkdocs.hooks.scrutiny")  # below "mkdocs", so that --strict counts its warnings

ASIDE = ".councils"
"""Where a build makes councils before the old site goes: within its folder, and hidden, so that MkDocs lets it be."""

command = "build"
"""How MkDocs was started. A preview shows the problems of a record on its page; a build refuses."""
desk, past = Desk(), Past()
"""What the previews of one session hand on to the next. A build starts from nothing."""


def on_startup(command: str, dirty: bool) -> None:  # noqa: FBT001  MkDocs' own signature
    """Remember whether this is a preview: only this event is told, once, before any configuration is read."""
    globals()["command"] = command


@event_priority(-100)  # the last of all: what another hook sets is in the frames, and kept councils are known by it
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the settings; a preview reads the record too, and shows it whatever is wrong with it."""
    root = Path(config.config_file_path).parent
    try:
        settings = build_settings(config.extra["scrutiny"])
        cache = cache_folder(root, settings, (Path(config.site_dir), Path(config.docs_dir), root / "overrides"))
    except UnreadableSettingsError as error:
        raise PluginError(str(error)) from error
    instant = as_of()
    config.extra |= {"settings": settings, "as_of": instant.date(), "theme_sheet": theme_sheet(config)}
    config.extra["cache"] = cache
    content = root / settings.content
    if command == "serve":
        desk.look(content, partial(ground_of, config, instant))
        tell_of_problems(desk.view, config)
        return config
    config.extra["policy"] = page_policies()  # a preview lives on a script that MkDocs puts into each page
    surveyed = survey(content)
    ground = ground_of(config, instant, surveyed, load_shared(surveyed))
    shelf = Shelf(Path(config.site_dir) / ASIDE, cache and cache / "councils")
    config.extra["build"] = Build(ground, shelf, root / settings.ledger if settings.ledger else None)
    return config


def ground_of(config: MkDocsConfig, instant: datetime, surveyed: Survey, shared: Loaded) -> Ground:
    """Return what councils are made on: the settings, the instant, and what all of them share."""
    settings, root = config.extra["settings"], Path(config.config_file_path).parent
    repository, commit = where_kept(root, root / settings.content, os.environ)
    commit = past.commit(repository, commit)  # one all along, whatever is committed meanwhile
    return Ground(
        survey=surveyed,
        shared=shared,
        instant=instant,
        settings=said_in_frames(config),
        imprint=Imprint(instant.date(), config.site_url or "", commit),
        site=Site(config.site_name, config.site_url or ""),
        has_data=settings.data,
        has_parquet=settings.parquet,
        example=settings.example,
        corrections=settings.corrections,
        readable_by=repository_of(settings.repository, os.environ),
        repository=repository,
        commit=commit,
        past=past,
        templates=root / "overrides",
        frame=frames(frame_environment(config), config),
        was_judged=os.environ.get("SCRUTINY_CHECKED") == "yes",
    )


def on_pre_build(config: MkDocsConfig) -> None:
    """Make every council, aside, before MkDocs touches the old site: a bad record leaves it as it is."""
    if command == "serve":
        return
    build: Build = config.extra["build"]
    try:
        warnings = build.make()
    except NotBuiltError as error:
        build.end()
        raise PluginError(str(error)) from error
    if warnings:  # at this level --strict does not count them
        log.info("Somebody should look at these:\n\n%s", report(warnings))
    config.extra |= {"archive": build.archive, "renderer": build.renderer}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave to MkDocs the pages written by hand."""
    config.extra["written"] = written_pages(files)
    for page in problem_pages(desk.view):
        make_room(page.url, files)
    return files


def on_page_markdown(markdown: str, page: WrittenPage, config: MkDocsConfig, files: Files) -> str:
    """Put the mailbox for mistakes where a hand-written page says ``{corrections}``."""
    return markdown.replace("{corrections}", config.extra["settings"].corrections)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Put the pages of all councils into the site, and print the lists; a preview prints what somebody asks for."""
    env.globals["_"] = frame_words  # the frame speaks the language of the page that it goes round
    if command == "serve":
        env = desk.kept.frames(env, Path(config.config_file_path).parent / "overrides")
        config.extra["printed"] = desk.lay_out(Path(config.site_dir), frames(env, config), InFull(env, config))
        return env
    build: Build = config.extra["build"]
    try:
        printed = build.print(Path(config.site_dir), config.extra["written"], partial(redirect, config=config))
    except NotBuiltError as error:
        build.end()
        raise PluginError(str(error)) from error
    config.extra["printed"] = printed
    return env


def tell_of_problems(view: View, config: MkDocsConfig) -> None:
    """Say in the log, and on the pages of a preview, what it shows all the same."""
    if notice := waiting(view):
        log.info("%s to mend; the preview shows them at %s.\n\n%s", notice.words, LIST, report(view.problems))
        config.extra["waiting"] = notice
    if view.warnings:
        log.info("Somebody should look at these:\n\n%s", report(view.warnings))


def on_page_content(html: str, page: WrittenPage, config: MkDocsConfig, files: Files) -> str:
    """End a hand-written page in the list that it asks for with ``shows:``; a preview does so later."""
    shows = page.meta.get("shows", "")
    if command == "serve":
        return desk.tails.promised(html, page.url, shows) if shows else html
    tail = config.extra["build"].tail_of(shows, page.url)
    return html + config.extra["renderer"].body(tail) if tail else html


def on_post_page(output: str, page: WrittenPage, config: MkDocsConfig) -> str:
    """Let a preview keep the hand-written pages that it has not ended."""
    if command == "serve":
        desk.tails.take(page.url, output)
    return output


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Part a sitemap that has more addresses than one may have."""
    if template_name != "sitemap.xml":
        return output
    files = sitemaps(output, config.site_url or "")
    for name in files.keys() - {template_name}:
        (Path(config.site_dir) / name).write_text(files[name], encoding="utf-8", newline="\n")
    return files[template_name]


def on_post_build(config: MkDocsConfig) -> None:
    """Index the record for search, once the pages it points at are written."""
    if command == "serve":
        desk.tails.hide(Path(config.site_dir))
        return
    build: Build = config.extra["build"]
    if config.extra["settings"].search:
        build.index(Path(config.site_dir), config.extra["cache"])
    build.end(is_built=True)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Let a preview go on through every mistake: it watches the content folder and always answers."""
    content = Path(config.config_file_path).parent / config.extra["settings"].content
    keep_watching(server, content, desk.on_demand.turn)
    keep_answering(server, desk.on_demand)
    return server
