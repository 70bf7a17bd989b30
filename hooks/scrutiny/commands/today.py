"""The instant for which a command works, the same as a build's."""

from __future__ import annotations

from datetime import datetime

import click

from scrutiny.clock import as_of


def today() -> datetime:
    """Return the instant in London; raise a usage error where SOURCE_DATE_EPOCH, which may set it, is no instant."""
    try:
        return as_of()
    except ValueError:
        raise click.UsageError(
            "SOURCE_DATE_EPOCH in the environment is no number of seconds since 1970. Unset it to work for today."
        ) from None
