"""One invented council: ten years of inspections, committee items, plans, answers and meetings."""

from __future__ import annotations

import datetime
import itertools
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

from .chances import about, answer, due, news, owner
from .prose import Prose
from .shared import COMMITTEES, DOMAINS, FRAMEWORKS, GRADES, ROLES, THEMES

PER_COUNCIL = 40
"""Records of one council; with more, there are more councils."""
BEGINS = datetime.date(2016, 9, 1)
DAYS = 3700
"""The ten years over which a council's records are spread."""
ORDER = (
    *("inspection", "item", "item", "plan", "item", "inspection", "item", "response", "item", "inspection"),
    *("item", "meeting", "inspection", "plan", "item", "item", "inspection", "item", "item", "item"),
)
"""The kinds of record, again and again: a quarter inspections, over half items."""
FINDINGS_EACH, RESOLUTIONS_EACH = 8, 4
"""Findings of an inspection and resolutions of an item, on average."""
FINDINGS = (*("area for improvement",) * 5, *("strength",) * 4, "priority action", "concern", "mixed", "context")
EFFECTS = (*("note",) * 4, *("request information",) * 3, *("recommend",) * 4, "schedule scrutiny", "approve", "refer")
POINTS = ("progress", "progress", "concern", "context", "assurance", "commitment", "comment")


class _Taken(NamedTuple):
    """An item that a committee has taken, for what comes after it."""

    number: int
    name: str
    committee: str
    day: datetime.date
    resolutions: int


class Council:
    """The files of one council, by chance; equal chance gives equal files."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.slug, self.title = f"council-{number:03}", f"Council {number:03} (invented)"
        self.chance, self.prose = chance, Prose(chance)
        self.day = BEGINS
        self.inspection: str | None = None
        self.findings: list[str] = []
        self.open: list[tuple[str, datetime.date]] = []
        self.items: list[_Taken] = []

    def files(self, count: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield path and content of the council's own file and of so many records."""
        yield (
            f"{self.slug}/authority.yml",
            {
                "title": self.title,
                "short_name": self.title,
                "visibility": "public",
                "invented": "yes",
                "summary": "This council does not exist. Its records are made up for measuring.",
                "gss": "none",
                "committees": {name: {"name": title, "kind": kind} for name, (title, kind) in COMMITTEES.items()},
                "roles": {name: {"title": title} for name, title in ROLES.items()},
                "bodies": {"health-board": {"name": f"Health Board {self.slug[-3:]} (invented)", "kind": "partner"}},
            },
        )
        for number, kind in zip(range(1, count + 1), itertools.cycle(ORDER), strict=False):
            self.day = BEGINS + datetime.timedelta(days=DAYS * number // max(count, 20) + self.chance.randrange(40))
            made: dict[str, Any] = getattr(self, f"_{kind}")(number)
            yield f"{self.slug}/{self._path(kind, number)}.yml", made

    def _path(self, kind: str, number: int) -> str:
        return f"{kind}s/{self.day.year}-{kind}-{number}"

    def _common(self, subject: str) -> dict[str, Any]:
        """Begin a record with what every kind has."""
        return {
            "title": f"{self.title}: {subject}, {self.day:%B %Y}",
            "visibility": "public",
            "summary": self.prose.text(30),
            "themes": self._themes(),
            "sources": [
                {
                    "ref": "paper",
                    "title": f"Paper of {self.day.isoformat()}",
                    "kind": "report",
                    "url": f"https://{self.slug}.example/{self.day.isoformat()}",
                    "place_word": "page",
                }
            ],
        }

    def _themes(self) -> list[str]:
        return self.chance.sample(list(THEMES), self.chance.choice((1, 1, 2)))

    def _inspection(self, number: int) -> dict[str, Any]:
        end = self.day + datetime.timedelta(days=4)
        kinds = self.chance.choices(FINDINGS, k=about(self.chance, FINDINGS_EACH))
        of_kind = {kind: itertools.count(1) for kind in kinds}
        findings = [
            {
                "number": next(of_kind[kind]),
                "kind": kind,
                "text": self.prose.line(18),
                "themes": self._themes(),
                "domain": self.chance.choice(list(DOMAINS)),
                **({"note": self.prose.line(25)} if self.chance.random() < 0.4 else {}),
                "at": f"paper {place}",
            }
            for place, kind in enumerate(kinds, 2)
        ]
        record = self._common(f"inspection of {self.prose.heading()}") | {
            "kind": self.chance.choice(("standard", "short", "joint", "focused visit")),
            "framework": self.chance.choice(list(FRAMEWORKS)),
            "inspectorates": [{"recorded": "the Inspectorate", "body": "inspectorate-children"}],
            "on_site": f"{self.day.isoformat()} to {end.isoformat()}",
            "published": (end + datetime.timedelta(days=40)).isoformat(),
            "judgements": [{"domain": name, "grade": self.chance.choice(list(GRADES))} for name in DOMAINS],
            "exhaustive": "yes",
            "findings": findings,
        }
        if self.inspection:
            record["follows"] = [self.inspection]
        self.inspection = self._path("inspection", number)
        anchors = {"strength": "strength", "area for improvement": "improvement", "priority action": "priority"}
        self.findings = [
            f"{self.inspection}#{anchors.get(str(each['kind']), each['kind'])}-{each['number']}" for each in findings
        ]
        return record

    def _item(self, number: int) -> dict[str, Any]:
        if self.items and self.items[-1].number == number - 1 and self.chance.random() < 0.6:
            committee, self.day = self.items[-1].committee, self.items[-1].day  # a meeting of several items
        else:
            committee = self.chance.choice(list(COMMITTEES))
        name = self._path("item", number)
        effects = self.chance.choices(EFFECTS, k=about(self.chance, RESOLUTIONS_EACH))
        record = self._common(self.prose.heading()) | {
            "kind": "report",
            "committee": committee,
            "meeting": {"date": self.day.isoformat(), "minutes": "approved"},
            "points": [
                {
                    "number": place,
                    "kind": self.chance.choice(POINTS),
                    "text": self.prose.text(50),
                    "themes": self._themes(),
                    "at": f"paper {place}",
                }
                for place in range(1, self.chance.randrange(2, 5))
            ],
            "questions": [
                {"number": place, "asked": self.prose.text(25), "answered": self.prose.text(55), "at": f"paper {place}"}
                for place in range(1, self.chance.randrange(1, 3))
            ],
            "resolutions": {
                "verb": self.chance.choice(("resolved", "agreed", "noted", "recommended")),
                "list": [self._resolution(place, effect) for place, effect in enumerate(effects, 1)],
            },
        }
        if self.inspection:
            record["about"] = [self.inspection]
        if self.open:
            record["follows_up"] = [self.open[-1][0]]
            record["updates"] = [news(self.chance, self.prose, told, self.day) for told, _ in self._known_by_now()]
        self.items.append(_Taken(number, name, committee, self.day, len(effects)))
        self.open += [
            (f"{name}#resolution-{place}", self.day) for place, effect in enumerate(effects, 1) if effect != "note"
        ]
        return record

    def _known_by_now(self) -> list[tuple[str, datetime.date]]:
        """Choose earlier resolutions and actions of which there is news."""
        told = [each for each in self.open[-6:] if each[1] < self.day and self.chance.random() < 0.4]
        return told[:3]

    def _resolution(self, number: int, effect: str) -> dict[str, Any]:
        made: dict[str, Any] = {
            "number": number,
            "effect": effect,
            "text": self.prose.text(35),
            "themes": self._themes(),
            "at": f"paper {number}",
        }
        if self.findings:
            made["responds_to"] = self.chance.sample(self.findings, 1)
        if effect != "note":
            made["action"] = {"owner": owner(self.chance, list(ROLES)), "due": due(self.chance, self.day)}
        if effect == "schedule scrutiny":
            made["follow_up"] = {"expects": self.prose.line(15), "date": "next meeting"}
        return made

    def _plan(self, number: int) -> dict[str, Any]:
        name = self._path("plan", number)
        actions = [
            {
                "number": place,
                "text": self.prose.line(45),
                "owner": owner(self.chance, list(ROLES)),
                "due": due(self.chance, self.day),
                "at": f"paper {place}",
            }
            for place in range(1, self.chance.randrange(3, 8))
        ]
        self.open += [(f"{name}#action-{place}", self.day) for place in range(1, len(actions) + 1)]
        return self._common(f"plan for {self.prose.heading()}") | {
            "about": [self.inspection] if self.inspection else [],
            "owner": self.chance.choice(list(ROLES)),
            "agreed": self.day.isoformat(),
            "actions": actions,
        }

    def _response(self, number: int) -> dict[str, Any]:
        item = self.items[-1]
        return self._common(f"answer to {self.prose.heading()}") | {
            "to": [item.name],
            "by": "the cabinet",
            "notice_sent": item.day.isoformat(),
            "received": self.day.isoformat(),
            "positions": [
                {
                    "resolution": f"{item.name}#resolution-{place}",
                    "position": answer(self.chance),
                    "text": self.prose.text(40),
                }
                for place in range(1, item.resolutions + 1)
            ],
        }

    def _meeting(self, number: int) -> dict[str, Any]:
        return self._common("meeting that was put off") | {
            "committee": self.chance.choice(list(COMMITTEES)),
            "date": self.day.isoformat(),
            "state": self.chance.choice(("cancelled", "postponed")),
            "reason": self.prose.line(20),
            "follows_up": [self.open[-1][0]] if self.open else [],
        }
