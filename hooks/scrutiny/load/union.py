"""When a value may be of several kinds: one complaint instead of one for each kind.

For `when: 31/10/2025` pydantic says that it is not "not stated", not a date and not a
group. The writer wanted one of them: the branch that the value comes nearest to is
kept, and where no branch is nearest one sentence names them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scrutiny.load.document import Path, Tree
from scrutiny.load.found import Found, at
from scrutiny.load.kind import SHAPES, noun_of
from scrutiny.load.wording import FORMS, Wording, allowed, not_one_of, word
from scrutiny.problem import closest

# How far a value is from a branch: right kind but faulty, wrong word, wrong form, wrong kind.
_FAULTY, _WORD, _FORM, _KIND = range(4)
_CLOSED = ("enum", "literal_error")


def fold_unions(found: Iterable[Found], tree: Tree) -> list[Found]:
    """Keep, for each value that may be of several kinds, the most helpful complaint."""
    return _folded(list(found), tree, 0)


def _folded(found: list[Found], tree: Tree, depth: int) -> list[Found]:
    """Fold the unions met at one depth of labels, then those inside the branch kept."""
    kept: list[Found] = []
    unions: dict[tuple[object, Path], dict[str | int, list[Found]]] = {}
    for each in found:
        labels = each.labels
        if len(labels) <= depth:
            kept.append(each)
        else:
            path, label = labels[depth]
            unions.setdefault((tuple(labels[:depth]), path), {}).setdefault(label, []).append(each)
    for (_, path), branches in unions.items():
        chosen = _chosen(list(branches.values()), path, at(tree, path))
        kept.extend(_folded(chosen, tree, depth + 1))
    return kept


def _chosen(branches: list[list[Found]], path: Path, value: Tree | None) -> list[Found]:
    if len(branches) == 1:
        return branches[0]
    nearest = min(branches, key=lambda branch: (_distance(branch, path, value), _faults(branch)))
    here = [each for branch in branches for each in branch if each.path == path and each.absent is None]
    if _distance(nearest, path, value) != _FAULTY:
        return [replace(nearest[0], wording=_together(here, value))]
    words = _words(here)
    if isinstance(value, str) and words and nearest[0] in here:
        # A misspelt "not stated" is no misspelt date.
        wording = not_one_of(value, words) if closest(value, words) else _or_one_of(word(nearest[0].error), words)
        return [replace(nearest[0], wording=wording)]
    return nearest


def _distance(branch: list[Found], path: Path, value: Tree | None) -> int:
    return max(_distance_of(each, path, value) for each in branch)


def _faults(branch: list[Found]) -> int:
    """How much is wrong with a branch; a wrong word inside often means that another branch was meant."""
    return sum(3 if each.error["type"] in _CLOSED else 1 for each in branch)


def _distance_of(found: Found, path: Path, value: Tree | None) -> int:
    kind = found.error["type"]
    if found.path != path or found.absent is not None:
        return _FAULTY
    if kind in SHAPES:
        return _KIND
    if kind in _CLOSED:
        return _WORD if isinstance(value, str) else _KIND
    if kind in FORMS:
        return _FORM if isinstance(value, str) else _KIND
    return _FAULTY


def _together(found: list[Found], value: Tree | None) -> Wording:
    """Say in one sentence what a value might have been."""
    words = _words(found)
    shapes = [each for each in found if each.error["type"] in SHAPES]
    forms = [each for each in found if each.error["type"] in FORMS]
    if not isinstance(value, str):
        return _other_shape(shapes, value, text_will_do=bool(words or forms))
    if words and (closest(value, words) or not (forms or shapes)):
        return not_one_of(value, words)
    wording = word((forms or shapes)[0].error)
    if not forms and len({SHAPES[each.error["type"]] for each in shapes}) > 1:
        wording = _other_shape(shapes, value, text_will_do=False)
    return _or_one_of(wording, words)


def _words(found: list[Found]) -> list[str]:
    return [name for each in found if each.error["type"] in _CLOSED for name in allowed(each.error)]


def _or_one_of(wording: Wording, words: list[str]) -> Wording:
    """Add the words that would do as well, unless the cure names them already."""
    unnamed = [name for name in words if name not in wording.cure]
    if not unnamed:
        return wording
    other = f"or write one of: {', '.join(unnamed)}"
    return wording._replace(cure=f"{wording.cure}, {other}" if wording.cure else other)


def _other_shape(shapes: list[Found], value: Tree | None, *, text_will_do: bool) -> Wording:
    wanted = list(dict.fromkeys(SHAPES[each.error["type"]][1] for each in shapes))
    if text_will_do and "not-text" not in wanted:
        wanted.append("not-text")
    if len(wanted) == 1 and shapes:
        return word(shapes[0].error)
    nouns = {"not-a-list": "a list", "not-a-group": "a group", "not-text": "text"}
    if len(wanted) == 1:
        return word({"type": "string_type", "input": value, "msg": ""})
    what = f"must be {' or '.join(nouns[rule] for rule in wanted)}, not {noun_of(value)}"
    return Wording(what, "see the handbook for each form", wanted[0])
