"""Numbers for the entries of a list: those of the minutes where they serve, otherwise their order."""

from __future__ import annotations

from collections.abc import Sequence

from scrutiny.minutes.labels import read_label


def numbers_of(labels: Sequence[str], between: str = "text-") -> list[str]:
    """Return a number for each label, each once: the printed one, or for those without one the next that is free.

    ``between`` begins the number of an entry without one among those that are printed with numbers.

    Where a printed number stands twice the whole list is numbered in its order, because it is then no one list.
    """
    slugs = [label.slug if (label := read_label(printed)) else "" for printed in labels]
    printed = [slug for slug in slugs if slug]
    if len(set(printed)) < len(printed):
        slugs = ["" for _ in labels]
    used = set(slugs)
    # Where letters or numbers are printed, what stands between them is no part of their row.
    prefix = between if any(slug.isdigit() or "-" in slug for slug in slugs if slug) else ""
    numbers: list[str] = []
    count = 0
    for slug in slugs:
        if slug:
            numbers.append(slug)
            continue
        count += 1
        while f"{prefix}{count}" in used:
            count += 1
        numbers.append(f"{prefix}{count}")
    return numbers
