"""What many pages show alike is made once, and no page shows anything else for it."""

import datetime
from collections.abc import Hashable
from typing import Any

import pytest

from conftest import AS_OF_EPOCH, SAMPLE
from every_page import every_page
from scrutiny.link import Links, link
from scrutiny.load.content import load_content
from scrutiny.pages import Edition, Here, once
from scrutiny.search import search_documents
from scrutiny.stage import HOME_ZONE, publishable

AS_OF = datetime.datetime.fromtimestamp(AS_OF_EPOCH, datetime.UTC).astimezone(HOME_ZONE)


@pytest.fixture(scope="module")
def links() -> Links:
    """The invented authorities, some of whose records are in Welsh."""
    return link(publishable(load_content(SAMPLE).register, AS_OF))


def shown(edition: Edition) -> dict[str, str]:
    """Everything that the pages of an edition are given, by address."""
    return {page.url: repr(page) for page in every_page(edition)}


@pytest.fixture(scope="module")
def anew(links: Links) -> dict[str, str]:
    """The same, where each page makes all that it shows itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Here, "is_among", lambda _here, _urls: True)
        return shown(Edition(links, AS_OF.date()))


def test_no_page_shows_that_a_thing_was_made_for_another(links: Links, anew: dict[str, str]) -> None:
    """Every page is as if it alone were made, with its own links and its own language."""
    edition = Edition(links, AS_OF.date())
    assert shown(edition) == anew
    assert len(edition.kept) > 100


def test_no_more_is_kept_than_fits(links: Links, anew: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are the same however little is kept of what was made."""
    monkeypatch.setattr(once, "MOST", 7)
    edition = Edition(links, AS_OF.date())
    assert shown(edition) == anew
    # The search keeps its documents there too, one lot for each council, and they count for the limit.
    searched = {(search_documents, name) for name in edition.authorities}
    assert 0 < len(edition.kept.keys() - searched) <= 7


def test_what_is_kept_may_be_cleared_by_another_thread(links: Links) -> None:
    """A thing comes also when all that is kept is cleared while it is looked up, as by the search of a preview."""

    class Forgetful(dict[Hashable, Any]):
        def __setitem__(self, key: Hashable, value: object) -> None:
            super().__setitem__(key, value)
            self.clear()

    edition = Edition(links, AS_OF.date())
    object.__setattr__(edition, "kept", Forgetful())
    assert once.once(lambda _edition, here: here.href("themes/"))(edition, Here("a/")) == "../themes/"
