"""Notes beside the lines of a pull request, as a code host reads them from what a command prints."""

from __future__ import annotations

from collections.abc import Mapping


def annotation(kind: str, place: Mapping[str, str | int | None], message: str) -> str:
    """Return one workflow command: a note of a kind (``error``, ``warning``) at a place, which may be partly unknown.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
    """
    given = {name: value for name, value in place.items() if value is not None}
    head = ",".join(f"{name}={_escaped(str(value), ',:')}" for name, value in given.items())
    return f"::{kind} {head}::{_escaped(message)}"


def _escaped(text: str, also: str = "") -> str:
    """Escape what the code host would read as a sign of its own."""
    for sign in f"%\r\n{also}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
