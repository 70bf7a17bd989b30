"""The sentence with which every run ends: what readers see now."""

from __future__ import annotations

from pathlib import Path

from scrutiny.release.folder import MARKER, Folder
from scrutiny.release.live import read_live
from scrutiny.release.manifest import Head, read_manifest
from scrutiny.release.refused import Refused


def standing(to: Path) -> Head | None:
    """Return the release that readers see; None where there is none. Raises Refused where that cannot be told."""
    folder = Folder(to.resolve())
    if not (folder.path / MARKER).is_file():
        return None
    linked = folder.live_release()
    if linked:
        return read_manifest(folder, linked).head
    noted = read_live(folder)
    # Where only the state is kept between two runs, the site is live elsewhere.
    return noted if noted and not folder.kept() else None


def standing_words(to: Path, before: str | None) -> str:
    """Say after a run that failed what is live, in one sentence; ``before`` is the release that was live at first."""
    try:
        now = standing(to)
    except (Refused, OSError):
        return "Nothing was published. What readers see cannot be told from here: see above."
    if now is None:
        return "Nothing was changed: nothing is live yet."
    if now.release == before:
        return f"Nothing was changed: {now.words} is still live."
    words = now.words[0].upper() + now.words[1:]
    return f"{words} is live now; the run ended after that, and the next one puts the rest in order."
