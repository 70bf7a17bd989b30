"""HTML of our own, filled with text that anybody wrote."""

from __future__ import annotations

from markupsafe import Markup, escape


def html(text: str, /, *values: object, **named: object) -> Markup:
    """Return HTML with a value in place of each ``{}`` and ``{name}``, escaped unless it is ``Markup`` already.

    ``text`` is written out in the code and never comes from a record. It does what ``Markup.format`` does, in a third
    of the time: a page asks for it a hundred times.
    """
    safe = [value if type(value) is Markup else escape(value) for value in values]
    filled = str.format(text, *safe, **{name: escape(value) for name, value in named.items()})
    return str.__new__(Markup, filled)  # what Markup(filled) returns once it has looked for __html__
