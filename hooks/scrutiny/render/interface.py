"""The words of the interface in templates: ``{{ _("Sources") }}``, ``{{ _("Link to {what}", what=label) }}``."""

from __future__ import annotations

from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from scrutiny.language import ENGLISH, say_safely, speaking


def interface_words(text: str, /, **values: Any) -> Markup:
    """Return words in the language of the page, safe to print with or without autoescape; values are escaped.

    A function and not a filter: Jinja works out a filter of constant words once, in whatever language comes first.
    """
    return say_safely(text, **values)


@pass_context
def frame_words(context: Context, text: str, /, **values: Any) -> Markup:
    """Return words of a page's frame, which MkDocs renders, in the language that the page's ``meta`` gives."""
    page = context.get("page")
    with speaking((page.meta.get("language") if page else "") or ENGLISH):
        return interface_words(text, **values)
