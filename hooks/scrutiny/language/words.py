"""The words of the interface in the language spoken now."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from scrutiny.language.days import day_words
from scrutiny.language.markup import html
from scrutiny.language.spoken import is_english, translated, words

_BEFORE_A_VOWEL = re.compile(r"(?:<[^>]*>|[^\w<])*(?:[aeiouwyâêîôûŵŷ]|(?:1|8|11)\b)", re.IGNORECASE)
"""What begins with a vowel when spoken: un, wyth and un ar ddeg do."""


def say(text: str, /, **values: Any) -> str:
    """Return words in the language spoken, with each ``{name}`` in them replaced by its value.

    A day is written in words and a whole number with its thousands marked.
    """
    text = translated(text)
    return text.format(**_written(values)) if values else text


def say_html(text: str, /, **values: Any) -> Markup:
    """Return words that may hold HTML tags of our own, as HTML; values are escaped unless they are HTML."""
    text = translated(text)
    return html(text, **_written(values)) if values else Markup(text)  # noqa: S704  our own words


def say_safely(text: str, /, **values: Any) -> Markup:
    """Return words as HTML in which nothing of the words themselves can be a tag; values are escaped."""
    safe = _escaped(translated(text))
    return html(safe, **_written(values)) if values else safe


@cache
def _escaped(text: str) -> Markup:
    """Escape words of the interface once: there are some hundreds, and every page asks for many of them."""
    return escape(text)


def say_number(one: str, many: str, number: int, /, **values: Any) -> str:
    """Return words for a number, which stands as ``{n}`` in them; Welsh has six forms."""
    catalogue = words()
    text = (one if number == 1 else many) if catalogue is None else catalogue.ngettext(one, many, number)
    digits = f"{number:,}"
    return text.format(n=digits, **_written(values)) if values else text.replace("{n}", digits)


def and_before(text: str) -> str:
    """Return "and" as it stands before these words; Welsh has another before a vowel."""
    if is_english():
        return "and"
    return say("and (before a vowel)" if _BEFORE_A_VOWEL.match(text) else "and")


def _written(values: dict[str, Any]) -> dict[str, Any]:
    for name, value in values.items():
        if isinstance(value, str):  # most are, and some of them are HTML
            continue
        if isinstance(value, datetime.date):
            values[name] = day_words(value)
        elif isinstance(value, int):
            values[name] = f"{value:,}"
    return values
