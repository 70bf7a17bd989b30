"""The numbers, letters and bullets before a passage, and whether one follows another."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_ONE = r"\d{1,3}|[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5}"
_LABEL = re.compile(
    rf"""(?:
        \((?:{_ONE})\)                              # (1) (a) (iv)
      | (?:{_ONE})\)(?=\s|$)                        # 1) a) iv)
      | \d{{1,3}}(?:\.\d{{1,3}}){{1,3}}\.?(?=\s|$)  # 3.1  12.4.1
      | \d{{1,3}}\.(?=\s|$|[A-Z][a-z])              # 1.
      | (?:[a-z]|[ivx]{{2,5}})\.(?=\s)              # a. iv.
      | (?:[A-Z]|[IVX]{{2,5}})\.(?=\s+(?:That|To|The|It|Note|Agree)\b)  # A. before a decision: not a first name
      | \d{{1,2}}(?=\s+(?:That|To)\s)               # 1 That ...
      | \d{{1,2}}(?=\t)
    )\s*""",
    re.VERBOSE,
)
_BULLET = re.compile("(?:[•·▪■●◦‣∙\uf0b7\uf0a7\uf0d8\u2043]\\s*|[–—*+>\\-]\\s+|o(?:\t| {2,})\\s*)(?=\\S)")
_INLINE = re.compile(
    rf"(?:(?<=[\s;:,–—-])|^)(?:\((?P<round>{_ONE})\)|(?P<half>\d{{1,2}}|[a-z]|[ivx]{{2,4}})\))\s*(?=\S)"
    r"|(?:(?<=[.;:–—-] )|^)\d{1,2}\.\s+(?=(?:That|To|The|Note|Agree|Request|Ask|Approve|Endorse|Recommend)\b)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A number or letter in a list. One sign may be read in two ways: ``(i)`` is a letter and a Roman number."""

    printed: str
    frame: str
    """What stands round it: ``()``, ``)`` or ``.``."""
    readings: tuple[tuple[str, int], ...]
    """Each style it can be of, with its place in that style."""
    parent: str = ""
    """Of ``3.1``: the ``3``."""

    @property
    def slug(self) -> str:
        """It as part of an address."""
        return re.sub(r"[^a-z0-9]+", "-", self.printed.lower()).strip("-")

    @property
    def is_first(self) -> bool:
        """True where a list can begin with it."""
        return any(place == 1 for _, place in self.readings)

    def follows(self, other: Label) -> bool:
        """Tell whether it is the next after another in the same list."""
        if self.frame != other.frame or self.parent != other.parent:
            return False
        return any((style, place - 1) in other.readings for style, place in self.readings)

    def is_like(self, other: Label) -> bool:
        """Tell whether it can stand in the same list as another, later on."""
        if self.frame != other.frame or self.parent != other.parent:
            return False
        earlier = dict(other.readings)
        return any(place > earlier.get(style, 999) for style, place in self.readings)


def read_label(printed: str) -> Label | None:
    """Read a label; None for a bullet or no label."""
    bare = printed.strip().strip("().").strip()
    if not bare or not re.fullmatch(rf"{_ONE}|\d{{1,3}}(?:\.\d{{1,3}}){{1,3}}", bare):
        return None
    stripped = printed.strip()
    frame = "()" if stripped.startswith("(") else ")" if stripped.endswith(")") else "."
    parent, _, last = bare.rpartition(".")
    return Label(stripped, frame, tuple(_readings(last)), parent)


def _readings(bare: str) -> list[tuple[str, int]]:
    if bare.isdigit():
        return [("number", int(bare))]
    case = "upper" if bare.isupper() else "lower"
    readings = [(f"{case} letter", ord(bare.lower()) - ord("a") + 1)] if len(bare) == 1 else []
    if (value := _roman(bare.lower())) is not None:
        readings.insert(0, (f"{case} roman", value))
    return readings


def _roman(letters: str) -> int | None:
    if not all(letter in _ROMAN for letter in letters):
        return None
    values = [_ROMAN[letter] for letter in letters]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def split_label(text: str) -> tuple[str, str]:
    """Take number, letter or bullet before a text off it: the label as printed (``""`` if none) and the rest."""
    if found := _LABEL.match(text):
        return found[0].strip(), text[found.end() :]
    if found := _BULLET.match(text):
        return "•", text[found.end() :]
    return "", text


def split_inline(text: str) -> tuple[str, list[tuple[Label, str]]]:
    """Split a paragraph that holds its own list, ``(a) … and (b) …``: what stands before, and each entry.

    No entries where the letters are no list: it has to begin with the first and to have a second.
    """
    chain: list[tuple[Label, int, int]] = []
    for found in _INLINE.finditer(text):
        label = read_label(found[0])
        if label is None:
            continue
        if (label.follows(chain[-1][0])) if chain else label.is_first:
            chain.append((label, found.start(), found.end()))
    if len(chain) < 2:  # noqa: PLR2004  a list has two entries
        return text, []
    ends = [start for _, start, _ in chain[1:]] + [len(text)]
    entries = [(label, text[start:end].strip()) for (label, _, start), end in zip(chain, ends, strict=True)]
    return text[: chain[0][1]].strip(), entries
