"""What one preview leaves for the next: compiled templates, and the index of a search in which nothing changed.

Equal input gives equal bytes, kept or not. Templates are compiled anew when a file beside them has changed, and the
index is used again only for documents that are the same to the letter; that of others is made while the pages are read.
"""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from functools import cached_property
from logging import getLogger
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from typing import Any

from scrutiny.model import Term
from scrutiny.pages import Archive
from scrutiny.render import Acronyms, Renderer
from scrutiny.search import SearchIndexError, write_index

log = getLogger("mkdocs.hooks.scrutiny.preview")


class Kept:
    """What is kept for the length of one session."""

    def __init__(self) -> None:
        self._renderer: tuple[str, Renderer] | None = None
        self._frames: tuple[str, Any] | None = None
        self._index: tuple[str, TemporaryDirectory[str]] | None = None
        self._asked = 0
        self._turn = Lock()

    @cached_property
    def _volumes(self) -> TemporaryDirectory[str]:
        """Hold the volumes of the index, so that an edit makes one of them anew."""
        return TemporaryDirectory(prefix="search-volumes-")

    def renderer(self, templates: Path, terms: dict[str, Term]) -> Renderer:
        """Return what turns pages into HTML, the same while templates and glossary are."""
        made_of = _state(templates) + repr(terms)
        if self._renderer is None or self._renderer[0] != made_of:
            self._renderer = made_of, Renderer(templates, Acronyms(terms))
        return self._renderer[1]

    def frames(self, env: Any, templates: Path) -> Any:
        """Return the environment in which MkDocs renders frames, the same while our templates and its folders are."""
        made_of = _state(templates) + repr(env.loader.searchpath)
        if self._frames is None or self._frames[0] != made_of:
            self._frames = made_of, env
        return self._frames[1]

    def write_search(self, archive: Archive, output: Path) -> None:
        """Put the index of the search documents into a folder; one of before answers until the new one is made.

        Of no documents there is no index.
        """
        with self._turn:
            self._asked += 1
            self._show(output)
        if self._index is None:
            self._renew(archive, self._asked, output)
        else:
            Thread(target=self._renew, args=(archive, self._asked, output), daemon=True).start()

    def _renew(self, archive: Archive, asked: int, output: Path) -> None:
        """Make a new index where anything differs, and show it unless another has been asked for meanwhile."""
        said = _said(archive)
        if not said or (self._index and self._index[0] == said):
            return
        folder = TemporaryDirectory(prefix="search-kept-")
        try:
            write_index(archive, Path(folder.name, "index"), Path(self._volumes.name))
        except (SearchIndexError, OSError) as error:
            log.warning("The search of the preview is that of before: %s", error)
            return
        with self._turn:
            if self._asked == asked:
                self._index = said, folder
                self._show(output)

    def _show(self, output: Path) -> None:
        """Put the index into the site. If that is just making room for a newer one, the newer one asks again."""
        if self._index is None:
            return
        index, way = Path(self._index[1].name, "index"), output.with_name(".index")
        with suppress(OSError):
            way.unlink(missing_ok=True)
            way.symlink_to(index, target_is_directory=True)
            way.replace(output)
            return
        with suppress(OSError):  # where links are not allowed
            shutil.rmtree(output, ignore_errors=True)
            shutil.copytree(index, output)


def _said(archive: Archive) -> str:
    """Return what changes whenever a search document does; empty where there is none."""
    digest, empty = hashlib.sha256(), hashlib.sha256().digest()
    for document in archive.rows("documents"):
        digest.update(repr(document).encode())
    return "" if digest.digest() == empty else digest.hexdigest()


def _state(folder: Path) -> str:
    """Return what changes whenever a file below the folder does."""
    return repr(sorted((str(file), *_stamp(file)) for file in folder.rglob("*.html")))


def _stamp(file: Path) -> tuple[int, int]:
    try:
        state = file.stat()
    except FileNotFoundError:
        return 0, 0
    return state.st_mtime_ns, state.st_size
