"""Pages as HTML: the only user of Jinja, and of Markdown for the two fields that may hold a little of it.

Autoescape is on and an undefined name stops the build. Titles, findings, resolutions, points and questions are
plain text; ``background`` and ``notes`` are small Markdown without HTML, cleaned once more by an allow-list.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import nh3
from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.utils import Namespace
from markdown import Markdown
from markupsafe import Markup

from scrutiny.language import speaking
from scrutiny.pages.line import Part
from scrutiny.pages.page import ROOT, Page
from scrutiny.render.acronyms import Acronyms
from scrutiny.render.direct import DirectCode, DirectTemplate
from scrutiny.render.interface import interface_words

ALLOWED_TAGS = {"p", "em", "strong", "ul", "ol", "li", "a", "code", "pre", "blockquote", "br", "h3", "h4"}
"""Tags that small Markdown may give."""

_OUTWARD = re.compile(r"https://[^\s<>\"'\\]+|mailto:[^\s<>\"'\\?&]+", re.IGNORECASE)
"""Where a link may lead: a whole address, or a mailbox without further headers of a message (RFC 6068).

Not ``//host``, ``/\\host`` or ``https:host``, which browsers take for another site or for a folder of this one."""


class Renderer:
    """Turns pages into HTML bodies with the templates of one folder."""

    def __init__(self, templates: Path, acronyms: Acronyms) -> None:
        self._acronyms = acronyms
        self._environment = _Templates(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["small_markdown"] = small_markdown
        self._environment.code_generator_class = DirectCode
        self._environment.template_class = DirectTemplate
        # Nothing else: with each import Jinja asks of every global whether the imported template has it.
        self._environment.globals = {"_": interface_words, "namespace": Namespace}

    def compile_all(self) -> None:
        """Compile every template now, so that processes that are forked afterwards need not do so each for itself."""
        for name in self._environment.list_templates(filter_func=_is_ours):
            self._environment.get_template(name)

    def body(self, page: Page) -> str:
        """Return the HTML of a page from its h1 down, acronyms explained at their first use."""
        template, here = self._environment.get_template(f"scrutiny/pages/{page.template}.html"), page.here
        with speaking(page.language):
            html = template.render(**page.shows, here=here, base=here.base)
            explained = self._acronyms.explain(html, here.href) if page.explains else html
            return explained.replace(ROOT, here.base)

    def part(self, part: Part) -> Markup:
        """Return a part of a page as every page shows it: no acronym explained, addresses from ``ROOT``."""
        macros = self._environment.get_template(f"scrutiny/parts/{part.file}.html").module
        html: Markup = getattr(macros, part.macro)(*part.given)
        return html


class _Templates(Environment):
    """Templates that do not change, as none does in a build; a preview takes a new renderer when they do.

    A page asks for some fifteen by their names, and Jinja would look each time whether they are what they were.
    """

    def __init__(self, *, loader: BaseLoader, **settings: Any) -> None:
        super().__init__(loader=loader, **settings)
        self._compiled: dict[str | Template, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  Jinja's own name
    ) -> Template:
        """Return a template by its name, compiled once."""
        compiled = self._compiled.get(name)
        if compiled is None:
            compiled = self._compiled[name] = super().get_template(name, parent, globals)
        return compiled


def _is_ours(template: str) -> bool:
    """Tell a template of a body, or a part of one, from the frames, which MkDocs renders."""
    return template.startswith(("scrutiny/pages/", "scrutiny/parts/", "scrutiny/layouts/"))


def _markdown() -> Markdown:
    markdown = Markdown(extensions=[])
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    return markdown


_MARKDOWN = _markdown()


def _outward(_tag: str, name: str, value: str) -> str | None:
    return value if name != "href" or _OUTWARD.fullmatch(value) else None


@lru_cache(maxsize=4096)
def small_markdown(text: str) -> Markup:
    """Return a little Markdown as safe HTML: paragraphs, lists, emphasis, https links; no images, no HTML."""
    html = _MARKDOWN.reset().convert(text)
    clean = nh3.clean(
        re.sub(r"<(/?)h[12]>", r"<\1h3>", html),
        tags=ALLOWED_TAGS,
        attributes={"a": {"href"}, "*": set()},
        attribute_filter=_outward,
        url_schemes={"https", "mailto"},
        link_rel="noopener",
    )
    return Markup(clean)  # noqa: S704  cleaned by an allow-list just above
