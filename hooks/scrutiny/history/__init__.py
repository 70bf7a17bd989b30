"""The public history of each page: what readers could see of it, and when that changed.

Told from the versions that git keeps of its file, each staged as it was on its day, so that nothing that was withheld
then is told now. `repository` asks git; `past` reads the versions; `states`, `events`, `change` and `told` are pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from scrutiny.history.change import Change, How
from scrutiny.history.events import UNKNOWN, Day, History, Step
from scrutiny.history.past import Past, public_history
from scrutiny.history.repository import Repository

__all__ = [
    "UNKNOWN", "Change", "Day", "History", "How", "Past", "Repository", "Step", "public_history", "where_kept",
]  # fmt: skip


def where_kept(project: Path, content: Path, variables: Mapping[str, str]) -> tuple[Repository | None, str]:
    """Return the repository that keeps the versions of a content folder, and the commit that is published.

    SCRUTINY_GIT is the repository of the project where the project itself is only a copy of a commit's files, and
    SCRUTINY_COMMIT the commit; without them it is the project's own folder, and HEAD. A content folder elsewhere has no
    repository here.
    """
    try:
        inside = content.resolve().relative_to(project.resolve())
    except (ValueError, OSError):
        return None, ""
    if not inside.parts:
        return None, ""
    folder = Path(variables.get("SCRUTINY_GIT") or project)
    return Repository(folder, PurePosixPath(*inside.parts)), variables.get("SCRUTINY_COMMIT") or "HEAD"
