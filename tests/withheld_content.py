"""An invented record in which much is withheld, in every way: what the tests of staging build and compare.

Made from numbers alone, so that it is the same in every run. Every word of a withheld record or part that could be
seen begins with ``zzq``, and so do the names of the files; nothing that is public has such a word.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

TOKEN = "zzq"
"""How every withheld word begins."""

PAST, TO_COME = "2026-06-01T00:01 Europe/London", "2027-03-31T00:01+01:00"
"""Before and after the instant of the tests, noon on 22 November 2026."""

WAYS: dict[str, dict[str, Any]] = {
    "draft": {"visibility": "draft"},
    "unreleased": {"visibility": "embargoed", "embargo": {"until": PAST}},
    "not-due": {"visibility": "embargoed", "embargo": {"until": TO_COME, "released_by": "Monitoring Officer"}},
    "exempt": {"visibility": "exempt", "exemption": {"paragraph": "3", "summary": "Of zzqsummary."}},
}
"""The ways in which a record is withheld by itself."""

Tree = dict[str, Any]


class Invented:
    """The files of an invented record: public ones, and withheld ones that are about the same matters."""

    def __init__(self, public: int, withheld: int, words: str = "price") -> None:
        """Take the number of public items, the number withheld in each way, and the words of the exempt parts."""
        self.public, self.withheld, self.words = public, withheld, f"{TOKEN}{words}"

    def write(self, content: Path, *, with_withheld: bool = True) -> None:
        """Write the files below a content folder; without the withheld ones, as if they had been deleted."""
        for name, tree in self.files():
            if with_withheld or not is_withheld(name):
                (content / name).parent.mkdir(parents=True, exist_ok=True)
                text = yaml.safe_dump(_as_text(tree), sort_keys=False, allow_unicode=True, width=4000)
                (content / name).write_text(text, "utf-8")

    def files(self) -> Iterator[tuple[str, Tree]]:
        """Yield every file with what it holds."""
        yield "hillford/authority.yml", _authority("Hillford")
        yield (
            "hillford/removed.yml",
            {"removed": [_removal(0, {"see": f"items/2026-{TOKEN}-draft-0"}), _removal(1, {})]},
        )
        yield f"{TOKEN}mere/authority.yml", _authority(f"{TOKEN}mere") | {"visibility": "draft"}
        yield f"{TOKEN}mere/removed.yml", {"removed": [_removal(0, {"reason": f"{TOKEN}reason."})]}
        for number in range(self.public):
            yield f"hillford/items/2025-item-{number}.yml", self.item(number)
            if number % 3 == 0:
                yield f"hillford/inspections/2024-visit-{number}.yml", self.inspection(number)
                yield f"hillford/plans/2025-plan-{number}.yml", _plan(number)
        for number in range(self.withheld):
            yield (
                f"{TOKEN}mere/items/2026-item-{number}.yml",
                _withheld_item({"visibility": "public"}, number, "public"),
            )
            for way, settings in WAYS.items():
                yield f"hillford/items/2026-{TOKEN}-{way}-{number}.yml", _withheld_item(settings, number, way)
        for way, settings in WAYS.items():
            yield f"hillford/inspections/2026-{TOKEN}-{way}.yml", _withheld_inspection(settings)
            yield f"hillford/meetings/2026-{TOKEN}-{way}.yml", _withheld_meeting(settings)
            yield f"hillford/responses/2026-{TOKEN}-{way}.yml", _withheld_response(settings)
            yield (
                f"hillford/plans/2026-{TOKEN}-{way}.yml",
                _plan(0) | settings | {"title": f"Plan {TOKEN}{way}", "agreed": "2026-07"},
            )

    def item(self, number: int) -> Tree:
        """A public item: of every other parts are exempt, and every third points at what is withheld."""
        tree: Tree = {
            **_head(f"Hillford: item {number}, 2025"),
            "kind": "report",
            "committee": "scrutiny",
            "meeting": {"date": f"2025-{number // 28 + 3:02}-{number % 28 + 1:02}"},
            "about": [f"inspections/2024-visit-{number // 3 * 3}"],
            "follows_up": [f"items/2025-item-{number - 1}#resolution-2"] if number else [],
            "points": [{"number": "1", "text": f"Works began at site {number}.", "action": _action(number)}],
            "questions": [{"number": "1", "asked": f"Is site {number} open?", "answered": "Not yet."}],
            "recommendations": [{"number": "1", "effect": "approve", "text": "Begin the works before the summer."}],
            "resolutions": {
                "verb": "resolved",
                "list": [
                    {
                        "number": "1",
                        "effect": "approve",
                        "text": f"Begin the works at site {number}.",
                        "recommended": "1",
                    }
                    | _change("before the summer", "at site"),
                    {"number": "2", "effect": "request information", "text": "Bring figures.", "recommended": "none"}
                    | {"action": _action(number), "responds_to": [f"inspections/2024-visit-{number // 3 * 3}"]},
                ],
            },
        }
        if number % 2:
            self._with_exempt_parts(tree)
        if number % 3 == 0:
            _with_dead_ends(tree, ("draft", "unreleased", "not-due", "exempt")[number // 3 % 4])
        return tree

    def _with_exempt_parts(self, tree: Tree) -> None:
        """Add exempt parts, each full of words that are withheld."""
        word, themes = self.words, ["case-records"]
        point = {
            "kind": "concern",
            "lead": f"{word}lead",
            "text": f"It costs {word}.",
            "by": f"the {word}",
            "owner": "head",
        }
        tree["points"].append(_exempt("2") | point | {"themes": themes, "action": _action(1), "at": "minutes 2"})
        question = {"asked": f"Is {word} bankrupt?", "answered": f"Yes, {word} is.", "answered_by": f"the {word}"}
        tree["questions"].append(_exempt("2") | question)
        recommended = _exempt("2") | {"effect": "approve", "text": f"Give the contract to {word}, a firm."}
        tree["recommendations"].append(recommended)
        decided = tree["resolutions"]["list"]
        decided.append(
            {"number": "3", "effect": "approve", "text": "Give the contract to nobody.", "recommended": "2"}
            | _change(f"{word}, a firm", "nobody", f"The committee refused {word}.")
        )
        follow_up = {"expects": f"the accounts of {word}", "date": "2026-11-30", "to": "scrutiny"}
        decided.append(
            _exempt("4")
            | {"effect": "commission", "text": f"Look at {word}.", "recommended": "none", "follow_up": follow_up}
            | {"themes": themes, "owner": "head", "note": f"Of {word}.", "vote": {"votes_for": "7"}, "at": "minutes 4"}
        )

    def inspection(self, number: int) -> Tree:
        """A public inspection with an exempt finding."""
        exempt = {
            "kind": "strength",
            "text": f"Staff of {self.words}",
            "themes": ["case-records"],
            "note": f"By {self.words}.",
        }
        return {
            **_head(f"Hillford: visit {number}, March 2024"),
            "kind": "inspection",
            "on_site": "2024-03-04",
            "findings": [
                {"number": "1", "kind": "area for improvement", "text": f"Repairs at site {number} are late."},
                _exempt("1") | exempt | {"time_limit": "within 3 months", "owner": "head", "at": "minutes 9"},
            ],
        }


def is_withheld(name: str) -> bool:
    """Tell whether a file is withheld as a whole; the file of a withheld council's removed records counts with it."""
    return TOKEN in name


def _head(title: str) -> Tree:
    source = {"ref": "minutes", "title": "Minutes", "kind": "minutes", "url": "not stated"}
    return {"title": title, "visibility": "public", "summary": f"{title}. It is invented.", "sources": [source]}


def _authority(name: str) -> Tree:
    committee = {"scrutiny": {"name": f"{name} Scrutiny Committee", "kind": "scrutiny"}}
    roles = {"head": {"title": f"Head of Homes at {name}"}}
    return {
        "title": f"{name} Council",
        "short_name": name,
        "visibility": "public",
        "gss": "none",
        "summary": f"{name} is invented.",
        "committees": committee,
        "roles": roles,
    }


def _removal(number: int, more: Tree) -> Tree:
    return {"record": f"items/2023-gone-{number}", "on": "2026-05-03", "reason": "It named a family."} | more


def _exempt(number: str) -> Tree:
    summary = "The terms of a contract were discussed."
    return {"number": number, "exempt": {"paragraph": "3", "summary": summary}}


def _action(number: int) -> Tree:
    return {"text": f"Bring the figures of site {number}.", "owner": "head", "due": "2025-12-31"}


def _change(was: str, became: str, meaning: str = "It says where.") -> Tree:
    return {"change": "material", "changes": [{"was": was, "became": became}], "meaning": meaning}


def _plan(number: int) -> Tree:
    action = {"number": "1"} | _action(number)
    about = [f"inspections/2024-visit-{number}"]
    return _head(f"Hillford: plan {number}, June 2025") | {"about": about, "owner": "head", "actions": [action]}


def _with_dead_ends(tree: Tree, way: str) -> None:
    """Make a public item point at withheld records, in every field that can."""
    item, meeting = f"items/2026-{TOKEN}-{way}-0", f"meetings/2026-{TOKEN}-{way}"
    news = {"on": "2026-10-20", "by": "the committee"}
    tree["meeting"]["record"] = meeting
    tree["about"].append(f"inspections/2026-{TOKEN}-{way}")
    tree["follows_up"].append(f"plans/2026-{TOKEN}-{way}#action-1")
    tree["points"][0]["same_as"] = f"{item}#resolution-1"
    tree["resolutions"]["list"][1]["responds_to"].append(f"inspections/2026-{TOKEN}-{way}#improvement-1")
    tree["updates"] = [
        news | {"about": f"plans/2026-{TOKEN}-{way}#action-1", "text": f"{TOKEN}news of what is withheld."},
        news | {"about": "#resolution-2", "text": "Figures came."},
    ]
    claims = [{"says": f"{TOKEN}one", "at": "minutes 1"}, {"says": f"{TOKEN}two", "at": "minutes 2"}]
    about = f"inspections/2026-{TOKEN}-{way}#on-site"
    tree["discrepancies"] = [{"title": f"{TOKEN}days", "about": about, "claims": claims}]
    tree["follow_up"] = {"expects": "a paper", "date": {"date": "next meeting", "through": meeting}}


def _withheld_item(settings: Tree, number: int, way: str) -> Tree:
    """An item that would change every page of the public item it is about, if it leaked."""
    earlier = f"hillford/items/2025-item-{number}"
    resolution = {"number": "1", "effect": "approve", "text": f"Pay {TOKEN}sum.", "recommended": "none"}
    return {
        **_head(f"{TOKEN}title {way} {number}"),
        **settings,
        "summary": f"{TOKEN}summary.",
        "kind": "report",
        "committee": "scrutiny",
        "meeting": f"2026-09-{number % 28 + 1:02}",
        "about": ["hillford/inspections/2024-visit-0"],
        "follows_up": [f"{earlier}#resolution-2"],
        "themes": ["case-records"],
        "points": [{"number": "1", "text": f"{TOKEN}point.", "action": _action(number) | {"text": f"{TOKEN}action"}}],
        "questions": [{"number": "1", "asked": f"{TOKEN}asked?", "answered": f"{TOKEN}answered."}],
        "resolutions": {
            "verb": "resolved",
            "list": [resolution | {"responds_to": ["hillford/inspections/2024-visit-0"]}],
        },
        "updates": [
            {"about": f"{earlier}#resolution-2", "on": "2026-09-01", "by": "the committee", "text": f"{TOKEN}news."}
            | {"delivery": "in progress"}
        ],
        "formerly": [f"hillford/items/2025-{TOKEN}-{way}-{number}"] if way != "public" else [],
    }


def _withheld_inspection(settings: Tree) -> Tree:
    finding = {"number": "1", "kind": "area for improvement", "text": f"{TOKEN}finding", "repeats": []}
    return {
        **_head(f"{TOKEN}inspection"),
        **settings,
        "kind": "inspection",
        "on_site": "2026-08-03",
        "follows": ["inspections/2024-visit-0"],
        "findings": [finding | {"repeats": ["inspections/2024-visit-0#improvement-1"]}],
    }


def _withheld_meeting(settings: Tree) -> Tree:
    follows_up = ["items/2025-item-0#resolution-2"]
    told = {"committee": "scrutiny", "date": "2026-10-05", "state": "held", "follows_up": follows_up}
    return _head(f"{TOKEN}meeting") | settings | told


def _withheld_response(settings: Tree) -> Tree:
    position = {"resolution": "items/2025-item-0#resolution-1", "position": "rejected", "text": f"{TOKEN}position."}
    told = {"to": ["items/2025-item-0"], "by": f"the {TOKEN}cabinet", "received": "2026-10-06", "positions": [position]}
    return _head(f"{TOKEN}response") | settings | told


def _as_text(value: Any) -> Any:
    """Leave out what is empty, as a file would."""
    if isinstance(value, dict):
        return {name: _as_text(each) for name, each in value.items() if each != []}
    return [_as_text(each) for each in value] if isinstance(value, list) else value
