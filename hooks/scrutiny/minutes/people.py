"""What must not come along: telephone numbers, e-mail addresses, names of people who hold no public office."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from scrutiny.check.personal import Kind, found_in
from scrutiny.check.personal.found import pieces

_PHONE = re.compile(
    r"(?:\b(?:tel(?:ephone)?|phone|mobile|mob|ffôn|fax)\.?(?: no\.?)?[ :]*)?"
    r"(?<![\w£/.-])\(?(?:\+44|0044|0)(?:[ ().–-]{0,3}\d){8,11}(?![\d/])(?:[ ,]*(?:ext|extension)\.? ?\d+)?",
    re.IGNORECASE,
)
_WARNED_OF = frozenset({Kind.AGE, Kind.NAME})
_MAIL = re.compile(r"(?:\be-?mail[ :]*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_LEFT = "[left out]"
_NAME = r"[A-Z][a-z’'-]+(?: [A-Z]\.?)?(?: (?:de|van|von|Mc|Mac|O[’'])?[A-Z][A-Za-z’'-]+)"
_ROLE = r"(?P<role>(?:the )?[A-Z][^().]{4,90})"
_WITH_ROLE = re.compile(rf"(?P<name>{_NAME}) \({_ROLE}\)")
_COMMA_ROLE = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=by )|(?<=with )|(?<=from ))(?P<name>{_NAME}), (?:the )?"
    rf"(?P<role>[A-Z][\w’'&, -]{{4,80}}?)(?:,(?= [a-z])|(?=[.;]|$))"
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Rev)\.? (?:[A-Z][\w’'-]*\.? ?){1,3}(?<! )")
_SPOKE = (
    r"(?:updated|presented|advised|explained|reported|introduced|told|said|stated|informed|outlined|asked|went through|"
    r"gave|provided|replied|responded|confirmed|added|attended|thanked|spoke|commented|queried"
    r"|highlighted|welcomed|summarised)"
)
_SPEAKER = re.compile(rf"(?:^|(?<=[.!?] ))(?P<name>{_NAME}) (?={_SPOKE}\b)")
ORGANISATION = re.compile(
    r"\b(?:Councillors?|Cllrs?|Director|Head|Officer|Manager|Committee|Panel|Board|Chair|Cabinet"
    r"|Council|Members?|Lead|Executive|"
    r"Service|Services|Team|Leader|Commissioner|Ofsted|The|Constable|Treasurer|Clerk|Solicitor"
    r"|Holder|Inspector|Trust|Group|Public|"
    r"Health|Housing|Homes|Police|Care|Social|Schools?|College|University|Hospital|Network"
    r"|Partnership|Association|Forum|Union|Ltd|"
    r"Limited|Company|Community|Inspection|Justice|Youth|Children\w*|Adults?|Legal|Finance"
    r"|Democratic|England|Wales|Scotland|Water|"
    r"Highways|Planning|Education|Fire|Rescue|NHS|Age|Citizens|Advice|Environment|Agency"
    r"|Department|Office|Support|Safety)\b"
)
_COUNCILLOR = re.compile(r"\b(?:Councillor|Cllr)\.? (?P<name>(?:[A-Z]\.? ?)*[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})")


@dataclass
class Privacy:
    """Takes out of every text what must not be carried, and remembers where, without repeating it."""

    places: list[str] = field(default_factory=list)
    """Where a number or address was left out."""
    names: list[str] = field(default_factory=list)
    """Where a name was left out."""
    known: set[str] = field(default_factory=set)
    """The names of people found so far, so that a first name alone is known later."""

    ordered: list[tuple[str, str]] = field(default_factory=list)
    """The same in the order in which they are looked for, with their first names."""

    def learn(self, texts: Iterable[str]) -> None:
        """Look through the whole paper for names of people who speak and are no councillors."""
        for text in texts:
            for pattern in (_WITH_ROLE, _COMMA_ROLE, _SPEAKER):
                for found in pattern.finditer(text):
                    role = found.groupdict().get("role")
                    if not ORGANISATION.search(found["name"]) and (role is None or ORGANISATION.search(role)):
                        self.known.add(found["name"])

    def without_contacts(self, text: str, place: str) -> str:
        """Return a text, such as a heading, without contact details; names in it are of no person."""
        clear = _MAIL.sub(_LEFT, _PHONE.sub(_LEFT, text))
        # The net of the checks, so that no draft is caught in it. What is left may join to something new.
        while found := [each for each in found_in(clear) if each.kind not in _WARNED_OF]:
            clear = "".join(_LEFT if each else part for part, each in pieces(clear, found))
        if clear != text and place not in self.places:
            self.places.append(place)
        return clear

    def without(self, text: str, place: str) -> str:
        """Return a text without contact details and names; remembers the place where any stood."""
        clear = self.without_contacts(text, place)
        bare = _WITH_ROLE.sub(self._role, clear)
        bare = _COMMA_ROLE.sub(self._role, bare)
        bare = _TITLED.sub("[name left out]", bare)
        for name, first in self._longest_first():
            if first in bare:
                bare = bare.replace(name, "[name left out]")
                bare = _first_name(first).sub("[name left out] ", bare)
        if bare != clear and place not in self.names:
            self.names.append(place)
        return bare

    def _longest_first(self) -> list[tuple[str, str]]:
        """Return the names known, each with its first word, in an order that does not change between runs."""
        if len(self.ordered) != len(self.known):
            self.ordered = [(name, name.split()[0]) for name in sorted(self.known, key=lambda name: (-len(name), name))]
        return self.ordered

    @staticmethod
    def _role(found: re.Match[str]) -> str:
        if ORGANISATION.search(found["name"]) or not ORGANISATION.search(found["role"]):
            return found[0]
        role = found["role"].strip().removeprefix("the ")
        lead = "The " if found.start() == 0 else "the "
        return f"{lead}{role}"


@cache
def _first_name(first: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(first)} (?={_SPOKE}\b)")


def is_contact_only(text: str) -> bool:
    """Tell whether a paragraph is nothing but a way to reach somebody."""
    if not (_PHONE.search(text) or _MAIL.search(text)):
        return False
    rest = _MAIL.sub("", _PHONE.sub("", text))
    return len(re.findall(r"[A-Za-z]{2,}", rest)) <= 12 and not re.search(r"\b(?:asked|replied|said|that)\b", rest)  # noqa: PLR2004


def councillor(text: str) -> str | None:
    """Return the name of the councillor a text begins with or names as asking; None where it names none."""
    found = _COUNCILLOR.search(text)
    return found["name"].strip() if found else None
