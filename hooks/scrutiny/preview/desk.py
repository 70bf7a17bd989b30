"""One session of a preview: what it shows now, and what it keeps from one edit to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scrutiny.follow.page import URL as LEFT_OUT
from scrutiny.follow.page import left_out_pages
from scrutiny.frame import Framed, framed
from scrutiny.ground import Ground
from scrutiny.load.content import Loaded
from scrutiny.load.survey import Survey
from scrutiny.pages import Archive, Lot, Page, list_lots, tail_of
from scrutiny.preview.joined import Joined
from scrutiny.preview.kept import Kept
from scrutiny.preview.memory import settled
from scrutiny.preview.on_demand import OnDemand
from scrutiny.preview.problem_pages import problem_frame, problem_pages
from scrutiny.preview.tails import Tails
from scrutiny.preview.versions import Preview, View
from scrutiny.printing import Printed, write_page
from scrutiny.search import search_pages


class Desk:
    """What an officer sees of the record, edit after edit.

    Nothing of it is among the settings of a build: those go when Python searches for what is dead; this stays.
    """

    def __init__(self) -> None:
        self.on_demand, self.kept, self.tails = OnDemand(), Kept(), Tails()
        self.view = View()
        """What is shown, and what waits to be mended."""
        self._preview, self._joined = Preview(), Joined()

    def look(self, content: Path, ground_of: Callable[[Survey, Loaded], Ground]) -> None:
        """Read the record, and show it whatever is wrong with it.

        ``ground_of`` returns what councils are made on, from what is there and what they share.
        """
        self.on_demand.renew((), lambda _: None)
        self.tails = Tails()
        with settled():
            self.view = self._preview.look(content)
            self._ground = ground_of(self.view.survey, self.view.shared)
            self._renderer = self.kept.renderer(self._ground.templates, self.view.register.shared.terms)
            self._shown = self._joined.renew(self.view.units, self._ground, self._renderer)

    def lay_out(self, site: Path, frame: Callable[[Framed], str], in_full: Callable[[Framed], str]) -> list[Printed]:
        """Write each page when somebody asks for it, and at once what is to be mended; return the records shown.

        ``frame`` puts a page into its frame, and ``in_full`` one whose frame is like no other.
        """
        whole, renderer, site_url = self._shown.archive, self._renderer, self._ground.site.url
        problems = {page.url: page for page in problem_pages(self.view)}

        def write(page: Page) -> None:
            if page.url not in problems:
                write_page(frame(framed(page, renderer.body(page), site_url)), page.url, site)

        def index() -> tuple[Page, ...]:
            self.kept.write_search(whole, site / "pagefind")
            return ()

        def tail(shows: str, url: str) -> str:
            page = tail_of(whole, shows, url)
            return renderer.body(page) if page else ""

        self.on_demand.renew(
            [
                *self._shown.lots(),
                *lists_of(whole),
                Lot(("search/", "pagefind/"), index),
                *self.tails.lots(tail, site),
            ],
            write,
        )
        for page in problems.values():
            write_page(in_full(problem_frame(page)), page.url, site)
        records = self._shown.records
        return [Printed(f"{id_}/", "", is_record=True, modified="", noindex=False) for id_ in records]


def lists_of(archive: Archive) -> list[Lot]:
    """Return the pages that are made of all councils."""
    return [
        *list_lots(archive),
        Lot((LEFT_OUT,), lambda: left_out_pages(archive)),
        Lot(("search/", "browse/"), lambda: search_pages(archive)),
    ]
