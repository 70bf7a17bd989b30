"""The events of a MkDocs build, in the order in which they run. Everything they do is in ``hooks/scrutiny``."""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError

from scrutiny.check import problems_and_warnings, withheld_in_public
from scrutiny.clock import as_of
from scrutiny.extract import archive
from scrutiny.frame import framed
from scrutiny.history import Past, public_history, where_kept
from scrutiny.ledger import Ledger, LedgerDamaged, Standing, What, after, lost_records, read_ledger
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.load.settings import repository_of
from scrutiny.model.mailbox import office_mailbox
from scrutiny.pages import Edition, Lot, council_lots, list_lots, owned, tail_of
from scrutiny.pages.policy import page_policies
from scrutiny.pages.sitemap import sitemaps
from scrutiny.pages.tombstone import MARK, tombstones
from scrutiny.preview import (
    LIST,
    Kept,
    OnDemand,
    Preview,
    View,
    keep_answering,
    keep_watching,
    problem_frame,
    problem_pages,
    waiting,
)
from scrutiny.printing import Printed, ProcessEndedError, as_many_as_processors, print_lots, write_page
from scrutiny.problem import report, stopping
from scrutiny.register import Register
from scrutiny.render import frame_words
from scrutiny.search import SearchDocument, search_documents, search_pages, write_index
from scrutiny.site import InFull, make_room, redirect, theme_sheet, written_pages
from scrutiny.splice import Spliced
from scrutiny.stage import publishable, withheld

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as WrittenPage

    from scrutiny.pages import Page

log = logging.getLogger("mkdocs.hooks.scrutiny")  # below "mkdocs", so that --strict counts its warnings


command = "build"
"""How MkDocs was started. A preview shows the problems of a record on its page; a build refuses."""
preview, kept, past, on_demand = Preview(), Kept(), Past(), OnDemand()
"""What the previews of one session hand on to the next. A build starts from nothing."""


def on_startup(command: str, dirty: bool) -> None:  # noqa: FBT001  MkDocs' own signature
    """Remember whether this is a preview: only this event is told, once, before any configuration is read."""
    globals()["command"] = command


def known_settings(settings: dict[str, Any]) -> dict[str, Any]:
    """Return the settings; refuse to build where one that has few values is given another, which nobody would see."""
    few: dict[str, dict[object, str]] = {
        "frames": {"spliced": "spliced", "in full": "in full"},
        "search": {True: "yes", False: "no"},
    }
    for name, values in few.items():
        if name in settings and settings[name] not in tuple(values):
            given, known = settings[name] or "", " or ".join(f"“{word}”" for word in values.values())
            raise PluginError(f"extra.scrutiny.{name} (SCRUTINY_{name.upper()}) is “{given}”; it may be {known}.")
    return settings


def corrections_mailbox(setting: object) -> str:
    """Return the mailbox for mistakes; refuse to build a site that names none, or one that is not an office's."""
    try:
        return office_mailbox(str(setting or ""))
    except ValueError as error:
        raise PluginError(f"extra.scrutiny.corrections (CORRECTIONS_MAILBOX): {error}") from error


def good_register(content: Path, repository: str) -> Register:
    """Return the record as it stands; refuse to build with any problem in it.

    Where ``scrutiny publish`` has judged the record before (SCRUTINY_CHECKED), it builds it once more without the
    withheld files, to compare: then files are missing on purpose, and only what cannot be read is a problem.
    """
    loaded = load_content(content)
    was_judged = os.environ.get("SCRUTINY_CHECKED") == "yes"
    guarded = () if was_judged else withheld_in_public(loaded, repository)
    problems = [*(loaded.problems if was_judged else problems_and_warnings(loaded)), *guarded]
    if stopping(problems):
        told = report(problems)
        raise PluginError(f"The record has problems; nothing was built and the old site is unchanged.\n\n{told}")
    if problems:  # at this level --strict does not count them
        log.info("Somebody should look at these:\n\n%s", report(problems))
    return loaded.register


def published_before(file: Path, staged: Register, kept_back: Collection[str]) -> Ledger:
    """Return the addresses that were published before; refuse to build a site that would lose one of them."""
    try:
        ledger = read_ledger(file.read_bytes().decode() if file.exists() else "")
    except (OSError, UnicodeDecodeError, LedgerDamaged) as error:
        raise PluginError(f"{error}\nNothing was built and the old site is unchanged.") from error
    if problems := lost_records(ledger, staged, kept_back):
        told = "\n".join(str(problem) for problem in problems)
        raise PluginError(f"What was published has to answer for ever; nothing was built.\n\n{told}")
    return ledger


def tell_of_problems(view: View, config: MkDocsConfig) -> None:
    """Say in the log, and on the pages of a preview, what it shows all the same."""
    if notice := waiting(view):
        log.info("%s to mend; the preview shows them at %s.\n\n%s", notice.words, LIST, report(view.problems))
        config.extra["waiting"] = notice
    if view.warnings:
        log.info("Somebody should look at these:\n\n%s", report(view.warnings))


def print_record(env: Any, config: MkDocsConfig) -> None:
    """Write a page for every record, list and value of a facet, and for every address that was published before.

    A preview writes a page when somebody asks for it.
    """
    edition, renderer, view = config.extra["edition"], config.extra["renderer"], config.extra["view"]
    settings, site = config.extra["scrutiny"], Path(config.site_dir)
    documents = config.extra["documents"] = cache(lambda: tuple(search_documents(edition)))
    in_full = InFull(env, config)
    frame = in_full if settings.get("frames") == "in full" else Spliced(in_full)

    problems = {page.url: page for page in problem_pages(view)}

    def write(page: Page) -> None:
        if page.url not in problems:
            write_page(frame(framed(page, renderer.body(page), config.site_url or "")), page.url, site)

    whole = archive(edition, renderer)
    made = [
        *council_lots(edition),
        *list_lots(whole, edition),
        Lot(("search/", "browse/"), lambda: search_pages(edition, documents())),
    ]
    if command == "serve":
        on_demand.renew([*made, Lot(("search/", "pagefind/"), partial(index_of, documents, site))], write)
        printed = [Printed(f"{id_}/", "", is_record=True, modified="", noindex=False) for id_ in view.register.records]
    else:
        edition.looked_up()
        renderer.compile_all()
        documents()
        try:
            printed = print_lots(made, write, as_many_as_processors())
        except (OSError, ProcessEndedError) as error:
            raise PluginError(f"Not all pages could be made, and the site is not complete: {error}") from error
    printed += print_lots([Lot((), partial(former_pages, printed, config))], write, 1)
    config.extra["printed"] = printed
    for page in problems.values():
        write_page(in_full(problem_frame(page)), page.url, site)


def index_of(documents: Callable[[], Sequence[SearchDocument]], site: Path) -> Iterator[Page]:
    """Make the index of a preview, which is no page, when somebody goes to the search."""
    kept.write_search(documents, site / "pagefind")
    yield from ()


def former_pages(printed: list[Printed], config: MkDocsConfig) -> Iterator[Page]:
    """Write what leads on from former addresses, and the ledger of all of them; yield the notices of what is gone."""
    edition, known, site = config.extra["edition"], config.extra["ledger"], Path(config.site_dir)
    written, formers = config.extra["written"]
    ledger = known or Ledger()
    standing = Standing(edition.register, dict.fromkeys(written, What.TEXT), formers)
    standing.pages |= {f"/{line.url}": What.RECORD if line.is_record else What.LIST for line in printed}
    if lost := standing.lost_texts(ledger):
        cure = "name it under formerly: at the head of the page in docs/ that takes its place"
        raise PluginError("\n".join(f"url-ledger: {address} was published and is gone — {cure}" for address in lost))
    for former, address in standing.moved(ledger).items():
        write_page(redirect(former.strip("/"), address.removeprefix("/"), config), f"{former.strip('/')}/", site)
    yield from owned(edition, tombstones(edition, ledger, standing, {line.url: line.title for line in printed}))
    for address, (day, _) in standing.removed(ledger).items():
        (site / f"{address[1:]}{MARK}").write_text(f"removed {day.isoformat()}\n", encoding="utf-8", newline="\n")
    if known is not None:
        try:
            text = ledger.text + after(ledger, standing, edition.as_of)
        except LedgerDamaged as error:
            raise PluginError(str(error)) from error
        (site / "addresses.jsonl").write_text(text, encoding="utf-8", newline="\n")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load, check, stage and link before MkDocs touches the old site: a bad record leaves it as it is."""
    root = Path(config.config_file_path).parent
    settings = known_settings(config.extra["scrutiny"])
    content = root / settings["content"]
    repository = repository_of(str(settings.get("repository") or ""), os.environ)
    view = preview.look(content) if command == "serve" else View(good_register(content, repository))
    tell_of_problems(view, config)
    instant = as_of()
    staged, kept_back = publishable(view.register, instant), withheld(view.register, instant)
    kept_in, commit = where_kept(root, content, os.environ)
    histories = public_history(view.register, staged, content, kept_in, commit, instant, past)
    view = replace(view, register=staged)  # nothing after this line has seen more
    edition = Edition(
        link(view.register),
        instant.date(),
        settings.get("example", ""),
        corrections_mailbox(settings.get("corrections")),
        histories=histories,
    )
    if command != "serve":  # a preview lives on a script that MkDocs puts into each page
        config.extra["policy"] = page_policies()
    ledger = settings.get("ledger") if command != "serve" else ""
    config.extra["ledger"] = published_before(root / ledger, view.register, kept_back) if ledger else None
    config.extra["view"] = view
    config.extra["as_of"] = instant.date()
    config.extra["edition"] = edition
    config.extra["renderer"] = kept.renderer(root / "overrides", edition.register.shared.terms)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave to MkDocs the pages written by hand; what is made of the record is printed when their frame is known."""
    config.extra["theme_sheet"] = theme_sheet(files)
    config.extra["written"] = written_pages(files)
    for page in problem_pages(config.extra["view"]):
        make_room(page.url, files)
    return files


def on_page_markdown(markdown: str, page: WrittenPage, config: MkDocsConfig, files: Files) -> str:
    """Put the mailbox for mistakes where a hand-written page says ``{corrections}``."""
    return markdown.replace("{corrections}", config.extra["edition"].corrections)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Print every page of the record; ``env`` is the Jinja environment of MkDocs, in which frames are rendered."""
    env.globals["_"] = frame_words  # the frame speaks the language of the page that it goes round
    if command == "serve":
        env = kept.frames(env, Path(config.config_file_path).parent / "overrides")
    print_record(env, config)
    return env


def on_page_content(html: str, page: WrittenPage, config: MkDocsConfig, files: Files) -> str:
    """End a hand-written page in the list that it asks for with ``shows:``."""
    tail = tail_of(config.extra["edition"], page.meta.get("shows", ""), page.url)
    return html + config.extra["renderer"].body(tail) if tail else html


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Part a sitemap that has more addresses than one may have."""
    if template_name != "sitemap.xml":
        return output
    files = sitemaps(output, config.site_url or "")
    for name in files.keys() - {template_name}:
        (Path(config.site_dir) / name).write_text(files[name], encoding="utf-8", newline="\n")
    return files[template_name]


def on_post_build(config: MkDocsConfig) -> None:
    """Index the register for search, once the pages it points at are written."""
    settings, root = config.extra["scrutiny"], Path(config.config_file_path).parent
    if command == "serve" or not settings.get("search", True):
        return
    kept_volumes = root / settings["cache"] if settings.get("cache") else None
    write_index(config.extra["documents"](), Path(config.site_dir) / "pagefind", kept_volumes)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Let a preview go on through every mistake: it watches the content folder and always answers."""
    keep_watching(server, Path(config.config_file_path).parent / config.extra["scrutiny"]["content"])
    keep_answering(server, on_demand)
    return server
