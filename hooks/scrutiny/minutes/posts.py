"""Posts, bodies and committees named in minutes: found in the text, and matched to those of ``authority.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from scrutiny.model import Authority

_WORD = r"[A-Z][\w’'/-]*"
_LIST = rf"{_WORD}(?:(?:,| and| &|, and)? {_WORD}){{0,9}}"
_PHRASE = re.compile(
    rf"\b(?P<phrase>{_WORD}(?: (?:& |and )?{_WORD}){{0,7}}(?:(?: (?:of|for|to)(?: the)?|,(?!"
    rf" Councillor| Cllr)) {_LIST})?(?: [–-] {_LIST})?(?: \({_LIST}\))?)"
)
_NOUN = re.compile(
    r"\b(?:Director|Head|Officer|Manager|Chief Executive|Leader|Chair|Chairman|Chairperson"
    r"|Chairwoman|Treasurer|Solicitor|"
    r"Secretary|Clerk|Commissioner|Consultant|Cabinet Member|Lead Member|Executive Member|Portfolio Holder|Lead|"
    r"Co-?ordinator|Superintendent|Inspector|Surveyor|Accountant|Auditor|Constable|Advis[eo]r|Controller|Registrar|"
    r"Convener|Convenor|Executive Director|Strategic Lead|Principal|Engineer|Analyst|Architect"
    r"|Guardian|Team|s151|S151)\b"
)
_LEADING = re.compile(
    r"^(?:(?:The|That|To|Ask|Asks|Request|Requests|Instruct|Instructs|Note|And|Agree|Invite"
    r"|Delegate|Action|ACTION|When|If|It|"
    r"An|A|Councillors?|Cllrs?|Members?(?! for)|In|On|For|By|Report|Presentation)\b[ :]*)+"
)
_BOTH = re.compile(r",? and (?:the )?|; | ?/ ?| & |, ")
_NEAR = 90
"""How alike two names have to be, of 100, to be taken for the same with a comment."""


@dataclass(frozen=True, slots=True)
class Named:
    """A post or body that a text names."""

    words: str
    start: int
    end: int


def posts_in(text: str) -> list[Named]:
    """Return the posts a text names, in order: capital letters round a word such as Director or Head."""
    return list(_posts(text))


def _posts(text: str) -> Iterator[Named]:
    for found in _PHRASE.finditer(text):
        if not _NOUN.search(found["phrase"]):
            continue
        start = found.start()
        for words in _parts(found["phrase"]):
            at = text.index(words, start)
            start = at + len(words)
            bare = _LEADING.sub("", words)
            if _NOUN.search(bare) and not re.fullmatch(r"(?:Head|Director|Team|Lead|Member)s?", bare):
                at += len(words) - len(bare)
                yield Named(bare, at, at + len(bare))


def _parts(phrase: str) -> list[str]:
    """Split ``Director of Housing and Head of Finance`` where both sides are posts, and nowhere else."""
    for found in _BOTH.finditer(phrase):
        left, right = phrase[: found.start()], phrase[found.end() :]
        if _NOUN.search(left) and _NOUN.search(right) and not re.search(r"(?:^| )(?:of|for)$", left):
            return [left, *_parts(right)]
    return [phrase]


def is_only_posts(text: str) -> bool:
    """Tell whether a text names posts and says nothing else, as the line behind ACTION does."""
    rest = text
    for named in reversed(posts_in(text)):
        rest = rest[: named.start] + rest[named.end :]
    return bool(posts_in(text)) and not re.sub(
        r"\b(?:the|and|with|all|joint|jointly|Cllr|Councillor)\b|[\W\d_]", "", rest
    )


def plain(name: str) -> str:
    """Return a name as names are compared: small letters, no signs, ``&`` as ``and``."""
    name = name.casefold().replace("’", "'").replace("&", " and ").replace("-", " ")
    name = re.sub(r"'s\b", "s", re.sub(r"^the\s+", "", name.strip()))
    return " ".join(re.sub(r"[^\w\s]", " ", name).split())


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of ``authority.yml`` that a name means."""

    slug: str
    name: str
    is_exact: bool
    """False where the names only are alike; a comment then asks to look."""


class Known:
    """What an authority's file knows by name."""

    def __init__(self, authority: Authority | None) -> None:
        self.committees: dict[str, list[str]] = {}
        self.owners: dict[str, list[str]] = {}
        if authority is None:
            return
        for slug, committee in authority.committees.items():
            self.committees[slug] = [committee.name, *committee.other_names]
        for slug, role in authority.roles.items():
            self.owners[slug] = [role.title, *([role.short] if role.short else [])]
        for slug, body in authority.bodies.items():
            self.owners[slug] = [body.name, *body.other_names]

    def committee(self, words: str) -> Match | None:
        """Find a committee by its name."""
        return _match(words, self.committees)

    def owner(self, words: str) -> Match | None:
        """Find a post or body by its title, its letters or its name."""
        return _match(words, self.owners)


def _match(words: str, names: Mapping[str, list[str]]) -> Match | None:
    wanted = plain(words)
    exact = {slug: each[0] for slug, each in names.items() if wanted and wanted in map(plain, each)}
    if len(exact) == 1:
        ((slug, name),) = exact.items()
        return Match(slug, name, is_exact=True)
    # "Deputy Director of X" is much like "Director of X" and is another post: the words must be the same but for slips.
    near = {
        slug: each[0]
        for slug, each in names.items()
        for name in each
        if len(wanted.split()) == len(plain(name).split()) > 1 and fuzz.ratio(wanted, plain(name)) >= _NEAR
    }
    if exact or len(near) != 1:
        return None
    ((slug, name),) = near.items()
    return Match(slug, name, is_exact=False)
