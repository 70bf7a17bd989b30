"""The recipes of the handbook, as tests run them: the blocks of a page, letter by letter, each by its first comment."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from conftest import ROOT

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"(?:--|#) (.+)\n")


def blocks(page: str, language: str) -> dict[str, str]:
    """Return the blocks of a page of `docs/data/` in a language, by what their first line, a comment, says."""
    found = [
        text for named, text in _BLOCK.findall((ROOT / "docs" / "data" / page).read_text("utf-8")) if named == language
    ]
    by_name = {match[1]: text for text in found if (match := _NAME.match(text))}
    assert len(by_name) == len(found), f"a block of {page} in {language} has no name, or that of another"
    return by_name


def run_recipe(text: str, folder: Path, given: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a recipe of the shell in a folder, with what its reader has set; it ends at the first failure."""
    return subprocess.run(
        ["bash", "-eu", "-c", text],
        cwd=folder,
        env=dict(given),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
