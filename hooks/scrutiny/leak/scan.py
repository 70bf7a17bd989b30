"""A search of every file of a built site for what may not be in it."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_plus

from scrutiny.leak.invent import START
from scrutiny.leak.names import WithheldNames
from scrutiny.leak.opened import PIECE_END, UnsearchableError, texts_in
from scrutiny.leak.runs import LENGTH, WORD, Withheld, runs
from scrutiny.register import Register

_SIGNS = ("&", "%", "\\u")
_TAG = re.compile(r"<[a-z/!?][^>]*>")
_ATTRIBUTE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REMARK = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True, order=True)
class Leak:
    """Something in a file of the site that may not be there. None of its words is told: logs are read by many."""

    file: str
    """The file, from the root of the site."""
    what: str
    """What is wrong with it, to follow the file in a sentence."""
    id: str = ""
    """The withheld record it comes from, where it is known."""
    runs: int = 0
    """How many runs of six words of that record it has."""

    def __str__(self) -> str:
        """Say it in a sentence."""
        told = f" ({self.id}, in {self.runs} places)" if self.runs else f" ({self.id})" if self.id else ""
        return f"{self.file} {self.what}{told}"


CANARY = "holds a word of the records that are made up to test staging"
NAMED = "names a withheld record"
UNORDINARY = "is no ordinary file and cannot be searched"
WORDS = "holds words of a withheld record"


def find_leaks(
    site: Path, withheld: Mapping[str, bytes], public: Register, words_of_the_site: Iterable[str]
) -> list[Leak]:
    """Search every file of a built site, and return what is found, by file.

    ``withheld`` gives for each id the file as it stands in the repository. The file of a public record that has
    withheld parts may be among them: then the words that ``public``, the staged register, does not have are sought,
    and not its name. ``words_of_the_site`` are texts that any site may have: templates, pages written by hand, closed
    lists. A file that cannot be searched is a leak. Time grows with the size of the site.
    """
    search = _Search(withheld, public, words_of_the_site)
    leaks: list[Leak] = []
    for name, path, ordinary in _files(site, ""):
        leaks.extend(search.file(name, path) if ordinary else [Leak(name, UNORDINARY)])
    return sorted(leaks + list(search.sources()))


def _files(folder: Path, before: str) -> Iterator[tuple[str, Path, bool]]:
    """Yield everything below a folder that is no folder, and whether it is an ordinary file. Raises OSError."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            name = before + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), f"{name}/")
            else:
                yield name, Path(entry.path), entry.is_file(follow_symlinks=False)


@dataclass
class _Found:
    """What one file has."""

    canary: bool
    names: set[str]
    runs: set[int]


class _Search:
    """What is sought, and the pieces that were looked at already: most of a page is on other pages too."""

    def __init__(self, withheld: Mapping[str, bytes], public: Register, words_of_the_site: Iterable[str]) -> None:
        self.names = WithheldNames((id_ for id_ in withheld if START not in id_), public)
        self.words = Withheld(withheld, public, words_of_the_site)
        self.clean: set[int] = set()
        self.of_file: dict[str, set[int]] = {}

    def file(self, name: str, path: Path) -> Iterator[Leak]:
        """Look through one file and its name."""
        found = _Found(START in name.lower(), self.names.found(f"/{name}"), set())
        try:
            for text in texts_in(name, path.read_bytes()):
                self._text(text, found)
        except UnsearchableError as error:
            yield Leak(name, str(error))
        except Exception as error:  # noqa: BLE001  whatever stops the search, nothing is published
            yield Leak(name, f"cannot be searched ({type(error).__name__})")
        if found.canary:
            yield Leak(name, CANARY)
        for id_ in sorted(found.names):
            yield Leak(name, NAMED, id_)
        if found.runs:
            self.of_file[name] = found.runs

    def sources(self) -> Iterator[Leak]:
        """Tell of which records the words are that were found; asked once, because every record is read again."""
        for id_, own in self.words.by_record() if self.of_file else ():
            for name, found in self.of_file.items():
                if number := len(found & own):
                    yield Leak(name, WORDS, id_, number)

    def _text(self, text: str, found: _Found) -> None:
        """Look through one text, piece by piece."""
        text = text.lower()
        if START in text:
            found.canary = True
        coded = any(sign in text for sign in _SIGNS)
        if not (coded or self.names or self.words.runs):
            return
        for piece in text.split(PIECE_END):
            key = hash(piece)
            if key in self.clean:
                continue
            hit = self._piece(_plain(piece) if coded else piece, found)
            if coded and "%" in piece:  # what looks like a sign for a letter may be a number of per cent
                hit |= self._piece(piece, found)
            if not hit:
                self.clean.add(key)

    def _piece(self, piece: str, found: _Found) -> bool:
        """Look through one piece and tell whether anything is in it."""
        canary, names, run = START in piece, self.names.found(piece), set[int]()
        if self.words.runs:
            for text in _readings(piece):
                if len(said := WORD.findall(text)) >= LENGTH and not self.words.runs.isdisjoint(runs(said)):
                    run |= self.words.runs.intersection(runs(said))
        found.canary |= canary
        found.names |= names
        found.runs |= run
        return bool(canary or names or run)


def _plain(piece: str) -> str:
    """Return a piece with everything resolved that stands for another letter: entities, percent and escape signs."""
    text = _ESCAPED.sub(lambda each: chr(int(each[1], 16)), piece) if "\\u" in piece else piece
    return (unquote_plus(html.unescape(text)) if "%" in text else html.unescape(text)).lower()


def _readings(piece: str) -> Iterator[str]:
    """Yield what a piece says: its text without tags, its long attributes, its remarks."""
    if "<" not in piece:
        yield piece
        return
    yield _TAG.sub(" ", piece)
    if '="' in piece or "='" in piece:
        for double, single in _ATTRIBUTE.findall(piece):
            if (value := double or single).count(" ") >= LENGTH - 1:
                yield value
    if "<!--" in piece:
        yield from _REMARK.findall(piece)
