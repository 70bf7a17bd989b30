"""How much of minutes `scrutiny import` reads, and how much of what it reads is right.

    python -m tests.bench.minutes INPUTS [--seeds FOLDER]

INPUTS holds minutes NAME.txt, NAME.html or NAME.docx, each with NAME.expected.yml beside it, which somebody wrote
who had not seen the importer. FOLDER holds the five seed texts, which are in no repository; their keys are in
tests/minutes/seeds. The figures are self-made. Counted strictly: a value that the key does not have is wrong.

A resolution is right where it begins with the words of the key (but for "that" or "to", or "The Board endorsed" before
them) and has its number; a key without a number takes any, because a record must number several. A verb, an owner and
a date are right where the key has the same. Dates are compared by the words of the minutes,
without "by", "in", "at" and the like before them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
SEED_KEYS = ROOT / "tests" / "minutes" / "seeds"
ENDINGS = (".txt", ".html", ".docx")
COUNTED = ("resolutions", "verbs", "owners", "dates")
FACTS = ("title", "committee", "date")

if str(ROOT / "hooks") not in sys.path:
    sys.path.insert(0, str(ROOT / "hooks"))


@dataclass
class Score:
    """What one input gave: of each kind how many were right, how many read and how many in the key."""

    name: str
    right: dict[str, int] = field(default_factory=dict)
    read: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    """Of title, committee and date: right, wrong or left out."""
    wrong: list[str] = field(default_factory=list)
    """Every miss and every false value, for whoever mends the rules."""


def score(path: Path, key: dict[str, Any]) -> Score:
    """Read one input and compare it with its key."""
    from scrutiny.minutes import UnreadableError, draft_from

    result = Score(path.name)
    try:
        draft: dict[str, Any] = yaml.load(draft_from(path, item=key.get("item")).text, yaml.BaseLoader)  # noqa: S506  text only
    except UnreadableError as error:
        draft = {"resolutions": {"verb": "refused"}}
        result.wrong.append(f"refused: {error}")
    limbs = draft["resolutions"].get("list", [])
    wanted = list(key["resolutions"])
    matched: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for limb in limbs:
        found = next((each for each in wanted if _is(limb, each)), None)
        if found is None:
            result.wrong.append(f"resolution not in the key: {limb.get('number', '-')} {limb['text'][:60]}")
        else:
            wanted.remove(found)
            matched.append((limb, found))
    result.wrong += [f"resolution missed: {each['number']} {each['begins']}" for each in wanted]
    _count(result, "resolutions", len(matched), len(limbs), len(key["resolutions"]))
    over = draft["resolutions"]["verb"]
    verbs = 0
    for limb, found in matched:
        same = limb.get("verb", over) == found.get("verb", key["verb"])
        verbs += same
        if not same:
            result.wrong.append(
                f"verb: {limb.get('verb', over)}, key {found.get('verb', key['verb'])}: {limb['text'][:50]}"
            )
    _count(result, "verbs", verbs, len(limbs), len(key["resolutions"]))
    _compare(result, "owners", _owners(draft), key["owners"])
    _compare(result, "dates", _dates(draft), key["dates"])
    _facts(result, draft, key)
    return result


def _is(limb: dict[str, Any], wanted: dict[str, Any]) -> bool:
    same_number = not wanted["number"] or limb.get("number", "") == wanted["number"].lower()
    text, begins = _plain(limb["text"]), _plain(wanted["begins"])
    same = text.startswith(begins) or _HEAD.sub("", text).startswith(_HEAD.sub("", begins))
    return same_number and same


_HEAD = re.compile(
    r"^(?:(?:the )?(?:[a-z-]+ ){0,6}?(?:committee|panel|board|commission|members|it was) (?:[a-z]+ly )?"
    r"(?:noted|agreed|endorsed|approved|resolved|accepted) )?(?:that |to )?"
)
"""Who decided, and the verb: a limb is the same with or without them."""


def _plain(text: str) -> str:
    text = text.casefold().replace("’", "'")
    return " ".join(re.sub(r"[^\w\s/]", " ", re.sub(r"\s+", " ", text)).split())


def _bare(text: str) -> str:
    return re.sub(r"^(?:(?:by|in|at|on|before|within|to|for|the|its|their|a)\s)+", "", _plain(text))


def _owners(draft: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    for owner in _named(draft, "owner"):
        if isinstance(owner, str):
            found |= {owner} - {"not recorded"}
        elif isinstance(owner, dict):
            found |= {each.strip() for each in owner.get("stated", "").split(";") if each.strip()}
    return found


def _dates(draft: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    looks = [each["date"] for each in _named(draft, "follow_up")]
    parts = [*_named(draft.get("resolutions"), "due"), *_named(draft.get("points"), "due"), *looks]
    for date in parts:
        words = date.get("stated", date.get("date", "")) if isinstance(date, dict) else date
        if words and words not in {"not stated", "none"}:
            found.add(str(words))
    return found


def _named(part: Any, name: str) -> Iterator[Any]:
    """Yield every value of a name anywhere in a draft; not those inside a value already given."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == name:
                yield value
            else:
                yield from _named(value, name)
    elif isinstance(part, list):
        for each in part:
            yield from _named(each, name)


def _compare(result: Score, kind: str, read: Iterable[str], wanted: Sequence[str]) -> None:
    left = list(dict.fromkeys(wanted))
    read = sorted(set(read))
    right = 0
    for each in read:
        found = next((other for other in left if _same(kind, each, other)), None)
        if found is None:
            result.wrong.append(f"{kind}: not in the key: {each}")
        else:
            left.remove(found)
            right += 1
    result.wrong += [f"{kind}: missed: {each}" for each in left]
    _count(result, kind, right, len(read), len(dict.fromkeys(wanted)))


def _same(kind: str, one: str, other: str) -> bool:
    if kind == "owners":
        return _plain(one) == _plain(other)
    a, b = _bare(one), _bare(other)
    return bool(a and b) and (a == b or f" {b} " in f" {a} " or f" {a} " in f" {b} ")


def _count(result: Score, kind: str, right: int, read: int, asked: int) -> None:
    result.right[kind], result.read[kind], result.asked[kind] = right, read, asked


def _facts(result: Score, draft: dict[str, Any], key: dict[str, Any]) -> None:
    committee = draft.get("committee", {})
    named = committee if isinstance(committee, str) else committee.get("stated", "")
    read = {
        "title": draft.get("heading", ""),
        "committee": "" if named.startswith("the ") else named,
        "date": "" if draft.get("meeting") == "not stated" else draft.get("meeting", ""),
    }
    for fact, name in zip(FACTS, ("title", "committee", "meeting"), strict=True):
        wanted = "" if key[name] == "not stated" else key[name]
        right = _plain(read[fact]) == _plain(wanted)
        result.facts[fact] = "right" if right else "wrong" if read[fact] else "left out"
        if not right:
            result.wrong.append(f"{fact}: {read[fact] or 'left out'}; key: {wanted or 'not stated'}")


def cases(inputs: Path, seeds: Path | None = None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield every input with its key."""
    for key in sorted(inputs.glob("*.expected.yml")):
        stem = key.name.removesuffix(".expected.yml")
        path = next((inputs / f"{stem}{ending}" for ending in ENDINGS if (inputs / f"{stem}{ending}").is_file()), None)
        if path is None:
            raise SystemExit(f"{key}: there is no input of that name beside it")
        yield path, _key(key)
    if seeds is not None:
        for key in sorted(SEED_KEYS.glob("*.expected.yml")):
            found = sorted(seeds.glob(key.name.partition(".")[0] + "_*.txt"))
            if len(found) != 1:
                raise SystemExit(f"{key}: its seed text is not in {seeds}")
            yield found[0], _key(key)


def _key(path: Path) -> dict[str, Any]:
    key: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  text only
    return key


def table(scores: Sequence[Score]) -> str:
    """Write the scores as a table in Markdown: right/read/in the key, then precision and recall over all."""
    lines = [
        "| Input | Resolutions | Verbs | Owners | Dates | Title | Committee | Meeting |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for each in scores:
        counts = [f"{each.right[kind]} / {each.read[kind]} / {each.asked[kind]}" for kind in COUNTED]
        lines.append("| " + " | ".join([each.name, *counts, *(each.facts[fact] for fact in FACTS)]) + " |")
    for word, under in (("Precision", "read"), ("Recall", "asked")):
        totals = []
        for kind in COUNTED:
            right = sum(each.right[kind] for each in scores)
            whole = sum(getattr(each, under)[kind] for each in scores)
            totals.append(f"{right / whole:.0%} ({right} of {whole})" if whole else "none")
        lines.append("| " + " | ".join([f"**{word}**", *totals, *_fact_totals(scores, word)]) + " |")
    return "\n".join([*lines, "", "Right / read / in the key. The figures are self-made."])


def _fact_totals(scores: Sequence[Score], word: str) -> list[str]:
    if word == "Recall":
        return ["", "", ""]
    return [f"{sum(each.facts[fact] == 'right' for each in scores)} of {len(scores)} right" for fact in FACTS]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table; with --misses also every value that was missed or wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.minutes", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("inputs", type=Path, help="folder of minutes and their keys")
    parser.add_argument("--seeds", type=Path, help="folder of the five seed texts")
    parser.add_argument("--misses", action="store_true", help="list every value that was missed or wrong")
    read = parser.parse_args(arguments)
    scores = [score(path, key) for path, key in cases(read.inputs, read.seeds)]
    print(table(scores))  # noqa: T201  it prints a table
    if read.misses:
        for each in scores:
            print(f"\n{each.name}\n" + "\n".join(f"  {line}" for line in each.wrong))  # noqa: T201


if __name__ == "__main__":
    main()
