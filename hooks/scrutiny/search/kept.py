"""The indexes of an earlier build, kept so that only a volume in which something changed is indexed again.

The folder may be deleted at any time. An entry is one file, named by all that its index is made of: the documents, and
the versions of what made it. It begins with the hash of what follows, so that one that was written half, or changed
since, is as good as none. It holds what is published and nothing else: search documents are made of the staged record.
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

import cbor2

from scrutiny.search.document import SearchDocument
from scrutiny.search.packed import Files
from scrutiny.search.program import executable

END = ".index"
"""What the name of an entry ends in."""


class KeptIndexes:
    """Indexes by what they are made of, in a folder or, without one, nowhere."""

    def __init__(self, folder: Path | None) -> None:
        """Look into a folder, which need not be there."""
        self._folder = folder
        self._used: set[str] = set()

    def files(self, documents: Iterable[SearchDocument], make: Callable[[], Files]) -> Files:
        """Return the index of some documents: the one that is kept, or that which `make` makes."""
        if self._folder is None:
            return make()
        file = self._folder / _name(documents)
        self._used.add(file.name)
        kept = _read(file)
        if kept is None:
            kept = make()
            _keep(file, kept)
        return kept

    def sweep(self) -> None:
        """Delete every index that was not asked for."""
        if self._folder is not None and self._folder.exists():
            for file in self._folder.glob(f"*{END}"):
                if file.name not in self._used:
                    file.unlink(missing_ok=True)


def _keep(file: Path, files: Files) -> None:
    """Write an entry aside, and give it its name when it is whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    encoded = cbor2.dumps(files)
    with NamedTemporaryFile(dir=file.parent, suffix=END, delete=False) as aside:
        aside.write(hashlib.sha256(encoded).digest() + encoded)
    with suppress(FileNotFoundError):  # another build has swept meanwhile
        Path(aside.name).replace(file)


def _read(file: Path) -> Files | None:
    """Return what is kept in a file; None where it is missing or not whole."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    size = hashlib.sha256().digest_size
    if hashlib.sha256(content[size:]).digest() != content[:size]:
        return None
    files: Files = cbor2.loads(content[size:])
    return files


def _name(documents: Iterable[SearchDocument]) -> str:
    digest = hashlib.sha256(_makers())
    for document in documents:
        digest.update(repr(document).encode())
    return f"{digest.hexdigest()}{END}"


@cache
def _makers() -> bytes:
    """Return what changes whenever the same documents may get another index: this code, and what it works with."""
    package = Path(__file__).parent
    made_by = [executable(), package.parent / "pages" / "letters.py", *sorted(package.glob("*.py"))]
    versions = "\0".join((sys.version, zlib.ZLIB_RUNTIME_VERSION, version("cbor2")))
    return b"".join(
        hashlib.sha256(each).digest() for each in (versions.encode(), *(file.read_bytes() for file in made_by))
    )
