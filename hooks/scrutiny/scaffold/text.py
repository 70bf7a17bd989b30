"""The text of a new file: what was answered, honest words where an answer is missing, and the rest as comments."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from scrutiny.model import Record, Resolution, Resolutions, Source
from scrutiny.model.record import TO_BE_WRITTEN
from scrutiny.register import Register
from scrutiny.scaffold.comments import meaning, names, wrapped
from scrutiny.scaffold.fields import LIMB_ANSWERS, LIMB_PLACE, LIMB_SETS, LIMBS, MODELS, SHOWN, SOURCE_MORE, Shown
from scrutiny.scaffold.known import Examples, examples
from scrutiny.scaffold.prepared import prepared, with_meaning
from scrutiny.scaffold.question import Answers, first, groups, words
from scrutiny.scaffold.sources import refs, source
from scrutiny.vocabulary import Effect, InspectionKind, Missing, Verb, Visibility
from scrutiny.write import Noted, Written, for_editors, record_text

ANSWERED_AS_IT_IS = {"on_site": "on-site", "themes": "theme"}
"""Fields whose question has another name."""

NO_SUMMARY = "A record that everybody may read needs a summary — give one, or begin with a draft"
"""Why ``public`` is refused while nobody has written a summary."""

NO_DECISION = (
    "A record that everybody may read has to say what was decided — give the word of the decision and its limbs, "
    "or begin with a draft"
)
"""Why ``public`` is refused while nobody has said what the committee decided."""

_WITHOUT_LIMBS = frozenset({Verb.NONE_RECORDED.value, Verb.NOT_HELD.value, Verb.LOST.value})


def file_text(kind: str, answers: Answers, register: Register, authority: str, schema: str = "") -> str:
    """Return the text of a new file of a kind (``item``, ``inspection``).

    ``schema`` is the way from the file to the schema that editors use; without it the line for editors is left out.
    """
    model, known = MODELS[kind], examples(answers, register, authority)
    tree: dict[str, Written] = {}
    for shown in SHOWN[kind]:
        value = _value(kind, shown.name, answers, known)
        if shown.name == "inspectorates":
            value = _inspectorates(answers, register)
        above = [*meaning(model, shown.name), *_remarks(kind, shown.name, answers, register, authority)]
        below = [] if value else prepared(model, [shown], known)
        tree[shown.name] = Noted(value, [*above, *below], apart=True)
    return record_text(tree, head=[*_head(kind, model, schema)])


def why_not_public(kind: str, answers: Answers) -> str:
    """Say why a record may not be public yet that is to be: it would say something that nobody answered. Or ``""``."""
    if first(answers, "visibility") != Visibility.PUBLIC:
        return ""
    if kind == "item" and _is_undecided(answers):
        return NO_DECISION
    return "" if first(answers, "summary") else NO_SUMMARY


def _is_undecided(answers: Answers) -> bool:
    """Tell whether the decision is still to be written: there is no word, or one that needs a list and has none."""
    return not groups(answers, "resolution") and first(answers, "verb") not in _WITHOUT_LIMBS


def _head(kind: str, model: type[Record], schema: str) -> Iterator[str]:
    if schema:
        yield for_editors(schema)
    yield from wrapped(
        f"{inspect.getdoc(model)} Lines that begin with # are notes to you: they are not on the site, but anybody who "
        "sees the file can read them. Further fields stand ready as notes: delete the sign # and the space after it on "
        "each line of a field, and put your own words in place of the example. Delete what you do not need."
    )
    yield from wrapped(f"The handbook has every field with an example, on its page handbook/fields/{kind}.")


def _value(kind: str, name: str, answers: Answers, known: Examples) -> Written:
    """Return what a field holds; empty where it may be left out and was not answered."""
    if name == "visibility":
        return first(answers, name) or Visibility.DRAFT.value
    if name == "summary":
        return first(answers, name) or TO_BE_WRITTEN
    if name == "kind" and kind == "inspection":
        return first(answers, name) or InspectionKind.INSPECTION.value
    if name == "committee":
        return _committee(answers)
    if name == "meeting":
        return first(answers, name) or Missing.NOT_STATED.value
    if name == "sources":
        return _sources(answers, known)
    if name == "resolutions":
        return _resolutions(answers, known)
    if name in {"about", "themes"}:
        return [*dict.fromkeys(words(answers, ANSWERED_AS_IT_IS.get(name, name)))]
    return first(answers, ANSWERED_AS_IT_IS.get(name, name))


def _remarks(kind: str, name: str, answers: Answers, register: Register, authority: str) -> list[str]:
    """Return what only this program and this authority can add to the meaning of a field."""
    council = register.authority(authority)
    if name == "visibility" and first(answers, name) != Visibility.PUBLIC:
        first_write = (
            " First write the decision, under resolutions." if kind == "item" and _is_undecided(answers) else ""
        )
        return wrapped(f"Write “public” here when the record is finished and may be read by everybody.{first_write}")
    if name == "summary" and not first(answers, name):
        return wrapped("Write it in place of the sentence below before the record is made public.")
    if name == "committee" and first(answers, name) in {"", Missing.NOT_STATED}:
        return names(f"Committees in content/{authority}/authority.yml", council.committees)
    if name == "framework" and first(answers, name) in {"", Missing.NOT_STATED}:
        return names("Frameworks", register.shared.frameworks)
    if name == "themes":
        return names("Themes", register.shared.themes)
    return []


def _inspectorates(answers: Answers, register: Register) -> Written:
    """Return who inspected: a body of the list by its name and which it is, others as they were typed."""
    bodies = register.shared.bodies
    return [
        {"recorded": bodies[name].name, "body": name} if name in bodies else name
        for name in dict.fromkeys(words(answers, "inspectorate"))
    ]


def _committee(answers: Answers) -> Written:
    name = first(answers, "committee") or Missing.NOT_STATED.value
    stated = first(answers, "committee-words")
    return {"name": name, "stated": stated} if stated and name == Missing.NOT_STATED else name


def _sources(answers: Answers, known: Examples) -> Written:
    papers: list[Written] = []
    for paper, ref in zip(groups(answers, "source"), refs(answers), strict=True):
        entry = source(paper, ref)
        if not papers:
            entry["ref"] = Noted(ref, meaning(Source, "ref"))
            entry["url"] = Noted(entry["url"], below=with_meaning(Source, SOURCE_MORE, known))
        papers.append(entry)
    return papers


def _resolutions(answers: Answers, known: Examples) -> Written:
    limbs = groups(answers, "resolution")
    verb = first(answers, "verb")
    above = meaning(Resolutions, "verb")
    if _is_undecided(answers):
        above += wrapped(
            "STILL TO BE WRITTEN, and to be put right before the record is made public. “not held” stands here only "
            "because the file needs a word; it says that the minutes are not held, which may not be true."
        )
        if verb:
            above += wrapped(f"You answered “{verb}”: write it here when the list below has its first limb.")
        else:
            above += wrapped(
                "Write the word of the minutes, such as “resolved”, and their list below it. If the minutes record "
                "no decision, write “none recorded”. If you do not have the minutes, “not held” may stay."
            )
        verb = Verb.NOT_HELD.value
    owners = words(answers, "owner")
    ready = with_meaning(Resolutions, [Shown("owner")], known)
    if not limbs:
        ready += [*meaning(Resolutions, "list"), *prepared(Resolutions, [LIMBS], known)]
    tree: dict[str, Written] = {"verb": Noted(verb, above, below=[] if owners else ready)}
    if owners:
        tree["owner"] = owners[0] if len(owners) == 1 else owners
    if limbs:
        tree["list"] = _limbs(answers, known)
    return tree


def _limbs(answers: Answers, known: Examples) -> list[Written]:
    """Return the limbs; the first that does more than note has ready what a limb may set."""
    limbs = groups(answers, "resolution")
    acting = [n for n, limb in enumerate(limbs) if limb["effect"] != Effect.NOTE]
    shown = (*LIMB_ANSWERS, *(LIMB_SETS if acting else ()), *LIMB_PLACE)
    entries: list[Written] = []
    for position, limb in enumerate(limbs):
        entry: dict[str, Written] = {name: limb[name] for name in ("number", "effect", "text")}
        if position == (acting or [0])[0]:
            entry["text"] = Noted(limb["text"], below=with_meaning(Resolution, shown, known))
        entries.append(entry)
    return entries
