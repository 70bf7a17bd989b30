"""The site as those see it who read it elsewhere: in a feed reader, or in the calendar of a telephone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from scrutiny.pages.page import Here


class Site(NamedTuple):
    """Who publishes, and where."""

    name: str
    """The name of the site, which stands as the author of its feeds."""
    url: str = ""
    """The address of its home page; empty where it is not known: then every address is one from the site's root."""

    @property
    def root(self) -> str:
        """What stands before an address from the root of the site."""
        return f"{self.url.rstrip('/')}/" if self.url else ""

    @property
    def away(self) -> Away:
        """The place from which links lead to the site."""
        return Away("", self.root)


@dataclass(frozen=True)
class Away(Here):
    """Anywhere but on a page of the site: every link leads there by its whole address."""

    root: str = ""

    @cached_property
    def base(self) -> str:
        """The address of the site's root."""
        return self.root

    def is_at(self, url: str) -> bool:  # noqa: ARG002  it is asked as every place is
        """Tell that this is not the page with that address, whichever it is."""
        return False
