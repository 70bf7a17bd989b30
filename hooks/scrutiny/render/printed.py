"""What stands in ``{{ … }}``, escaped as everywhere in Jinja, but without a second look.

Jinja makes ``Markup`` of every value that it prints, and joins that to the page at once: nobody ever asks the piece
whether it is safe. A page prints hundreds of values, and this was a quarter of the time of its body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape

_HAS_TO_BE_ESCAPED = re.compile("[&<>\"']").search


def printed(value: object) -> str:
    """Return a value as HTML: as it stands where it is ``Markup`` or has no sign of HTML in it, escaped otherwise."""
    if type(value) is Markup or (type(value) is str and not _HAS_TO_BE_ESCAPED(value)):
        return value
    return escape(value)


class PrintingTemplate(Template):
    """A template that prints its values with ``printed``."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002  Jinja's own name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return a compiled template. Its code asks ``escape`` for what it prints, and for nothing else."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = printed
        return template
