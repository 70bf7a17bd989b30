"""One build of the site: every council is made aside, then its pages are put into the site with the lists of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

from scrutiny.councils import Councils, make_councils
from scrutiny.follow.page import URL as LEFT_OUT
from scrutiny.follow.page import left_out_pages
from scrutiny.former import LostTextError, former_addresses
from scrutiny.ground import Ground
from scrutiny.ledger import Ledger, LedgerDamaged, read_ledger
from scrutiny.load.survey import ContentChangedError
from scrutiny.open_data.linked import Download
from scrutiny.open_data.page import downloads_tail
from scrutiny.outputs import copies_of, files_of_all, linked_downloads
from scrutiny.pages import Archive, Lot, Page, list_lots, tail_of
from scrutiny.printing import Printed, ProcessEndedError, as_many_as_processors, print_lot, print_lots, write_page
from scrutiny.problem import Problem, report, stopping
from scrutiny.render import Renderer
from scrutiny.search import SearchIndexError, search_pages, write_index
from scrutiny.shelf import Shelf

Written = tuple[Sequence[str], Mapping[str, str]]
"""The addresses of the pages written by hand, and where their former ones lead."""


class NotBuiltError(Exception):
    """The site cannot be built; the message says why and, where known, the cure."""


class Build:
    """One build, step by step."""

    def __init__(self, ground: Ground, shelf: Shelf, ledger: Path | None) -> None:
        """Take what councils are made on, where they stand, and the file with the addresses published before."""
        self._ground, self._shelf, self._ledger_file = ground, shelf, ledger
        self._made: Councils | None = None
        self.downloads: Sequence[Download] = ()
        """What may be downloaded, once every council is made."""
        self._ledger: Ledger | None = None

    @property
    def _councils(self) -> Councils:
        if self._made is None:
            raise NotBuiltError("No council is made yet.")
        return self._made

    @property
    def archive(self) -> Archive:
        """The councils that were made, once they are."""
        return self._councils.archive

    @property
    def renderer(self) -> Renderer:
        """What turns pages into HTML."""
        return self._ground.renderer

    def make(self) -> Sequence[Problem]:
        """Make every council aside; return the warnings.

        Raises NotBuiltError if there is any problem in the record, or if an address that was published would be lost.
        """
        with _told():
            self._made = make_councils(self._ground, self._shelf, as_many_as_processors())
        if stopping(self._councils.problems):
            told = report(self._councils.problems)
            raise NotBuiltError(f"The record has problems; nothing was built and the old site is unchanged.\n\n{told}")
        if self._ledger_file:
            self._ledger = self._published_before(self._ledger_file)
        ground = self._ground
        if ground.has_data:
            with _told():
                folder, parquet = self._shelf.apart(), ground.has_parquet
                self.downloads = files_of_all(self.archive, ground.imprint, ground.site, folder, with_parquet=parquet)
        return self._councils.problems

    def _published_before(self, file: Path) -> Ledger:
        try:
            ledger = read_ledger(file.read_bytes().decode() if file.exists() else "")
        except (OSError, UnicodeDecodeError, LedgerDamaged) as error:
            raise NotBuiltError(f"{error}\nNothing was built and the old site is unchanged.") from error
        if problems := self._councils.lost(ledger):
            told = "\n".join(str(problem) for problem in problems)
            raise NotBuiltError(f"What was published has to answer for ever; nothing was built.\n\n{told}")
        return ledger

    def tail_of(self, name: str, url: str) -> Page | None:
        """Return what a page written by hand ends in, by the name it asks for."""
        if name != "downloads":
            return tail_of(self.archive, name, url)
        imprint, site = self._ground.imprint, self._ground.site.name
        return downloads_tail(url, self.downloads, linked_downloads(imprint, site, url, self.downloads))

    def print(self, site: Path, written: Written, redirect: Callable[[str, str], str]) -> list[Printed]:
        """Write every page that is made of the record; return what is to be known of them.

        Raises NotBuiltError if that cannot be done; then the site is not complete.
        """

        def write(page: Page) -> None:
            write_page(self._ground.printed(page, self.archive.edition, self._ground.imprint), page.url, site)

        with _told():
            self._shelf.put(self._councils.places, site)
            lists = [
                Lot(("search/", "browse/"), lambda: search_pages(self.archive)),  # the dearest first
                *list_lots(self.archive),
                Lot((LEFT_OUT,), lambda: left_out_pages(self.archive)),
            ]
            printed = [*self._councils.printed, *print_lots(lists, write, as_many_as_processors())]
            former = former_addresses(self.archive, self._ledger, written, printed, redirect)
            for path, text in former.files.items():
                _write(site / path, text)
            for path, copy in copies_of(former.moved):
                if (site / path).is_file() and not (site / copy).exists():
                    (site / copy).parent.mkdir(parents=True, exist_ok=True)
                    copyfile(site / path, site / copy)
            return [*printed, *print_lot(Lot((), lambda: former.notices), write)]

    def index(self, site: Path, cache: Path | None) -> None:
        """Index what the search can find, once the pages it points at are written."""
        with _told():
            write_index(self.archive, site / "pagefind", cache)

    def end(self, *, is_built: bool = False) -> None:
        """Take away what was made for this build alone; once the site is built, also what later ones will not use."""
        self._shelf.sweep(self._made.places if self._made and is_built else ())


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def _told() -> Iterator[None]:
    """Tell what keeps a build from going on as a sentence."""
    try:
        yield
    except (OSError, ProcessEndedError) as error:
        raise NotBuiltError(f"Not all pages could be made, and the site is not complete: {error}") from error
    except ModuleNotFoundError as error:
        raise NotBuiltError(
            f"extra.scrutiny.parquet (SCRUTINY_PARQUET) needs {error.name}: pip install '.[parquet]'."
        ) from error
    except (ContentChangedError, LostTextError, LedgerDamaged, SearchIndexError) as error:
        raise NotBuiltError(str(error)) from error
