"""The invented authorities with every text replaced by texts that try to become more: `payloads.yml`.

All fields are found by walking the models, so a new one is covered by itself. Each record is written twice, in two
authorities: once with the fields it has, and once with every optional text filled in besides. What the loader or a
check refuses is put back as it was and noted with its rule: the refusal is the answer.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args, get_origin

import yaml
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from scrutiny.address import FOLDERS
from scrutiny.check import check_content
from scrutiny.load.content import load_content
from scrutiny.load.placed import SHARED
from scrutiny.model import Authority, Bodies, Frameworks, Item, Model, Offices, Record, Removals, Terms, Themes
from scrutiny.model.base import Line, SmallMarkdown, Text
from scrutiny.model.source import At, Post

TESTS = Path(__file__).resolve().parent
COPIES = ("", "-b")
"""What the folder of an authority is called besides: the second has every optional text."""

KINDS = {"line": (Line, Post), "text": (Text,), "markdown": (SmallMarkdown,), "place": (At,)}
"""The kinds of text that an officer writes freely, by the last validator of each."""
_PACKED = {"line": 5, "text": 6, "markdown": 14, "place": 3, "date": 5}
"""How many payloads stand in one text."""
_ROOM = 320
"""Characters of the payloads on one line."""
NAMES = {"title", "name", "label", "short_name", "term", "short", "expansion", "stated", "nation", "letters", "each"}
"""Fields by which pages are called or sorted: each begins with a word of its own."""
_MISSING = {"not stated", "none", "unknown", "not recorded"}

Place = tuple[str | int, ...]
GROUP = "group"
ALLOWED = "Allowed"
"""The model of what a check lets pass; only checks read it, and its texts have to stand elsewhere in their record."""


class Field(NamedTuple):
    """A field of a model."""

    model: str
    name: str


REF, REPLACES = Field("Source", "ref"), Field("Source", "replaces")
"""The short name of a paper, and where another paper names it: see `_further_sources`."""


@dataclass
class Slot:
    """One text in one file."""

    file: str
    path: Place
    field: Field
    kind: str
    put: Callable[[str | None], None]
    before: str | None
    value: str = ""
    payloads: tuple[str, ...] = ()


@dataclass
class Poisoned:
    """A content folder full of payloads, and one like it whose signs are harmless."""

    armed: Path
    harmless: Path
    slots: list[Slot]
    """The texts that stand in it."""
    groups: list[Slot] = field(default_factory=list)
    """Parts of records of which the invented authorities have none: put in as the models' own examples."""
    refused: dict[str, set[Field]] = field(default_factory=lambda: defaultdict(set))
    """The fields in which a text was refused, by the rule."""


@cache
def payloads() -> dict[str, list[str]]:
    """All payloads by their family."""
    read: dict[str, list[str]] = yaml.safe_load((TESTS / "payloads.yml").read_text("utf-8"))
    return read


def harmless(text: str) -> str:
    """Replace every sign that means something in some format by its wide form: as long, of the same class, and dead."""
    return text.translate(_WIDE)


_WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "<>&{}[]*_`#+=|/\\@$%^~"} | {ord('"'): "”", ord("'"): "’"}
"""All but the signs by which sentences and brackets are told; those mean nothing in any format without the others."""


# What the models have


def models() -> list[type[BaseModel]]:
    """Every model that a file of the record may hold."""
    found: dict[type[BaseModel], None] = {}
    waiting: list[type[BaseModel]] = [*SHARED.values(), *FOLDERS.values(), Authority, Removals]
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            found[model] = None
            waiting += [
                each
                for info in model.model_fields.values()
                for each in _types(info.annotation)
                if issubclass(each, BaseModel)
            ]
    return list(found)


def _types(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for inside in get_args(annotation):
        yield from _types(inside)


@cache
def kind_of(model: type[BaseModel], name: str) -> str:
    """The kind of text that a field may hold; empty for what is a name, a reference, a day, an address or no text."""
    info = model.model_fields[name]
    if (model.__name__, name) == ("When", "date"):
        return "date"
    for notes in _notes(info.annotation, tuple(info.metadata)):
        validators = [note for note in notes if hasattr(note, "func")]
        for kind, definitions in KINDS.items():
            if validators and validators[-1] in [get_args(definition)[-1] for definition in definitions]:
                return kind
    return ""


def _notes(annotation: Any, notes: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if annotation is str:
        yield notes
    elif get_origin(annotation) is Annotated:
        yield from _notes(get_args(annotation)[0], (*notes, *get_args(annotation)[1:]))
    elif get_origin(annotation) is dict:
        yield from _notes(get_args(annotation)[1], ())
    else:
        for inside in get_args(annotation):
            yield from _notes(inside, notes)


def text_notes(info: FieldInfo) -> Iterator[tuple[Any, ...]]:
    """The notes of each text that a field may hold."""
    return _notes(info.annotation, tuple(info.metadata))


def free_fields() -> dict[Field, str]:
    """Every field that holds text an officer writes freely, with its kind."""
    fields = {Field(model.__name__, name): kind_of(model, name) for model in models() for name in model.model_fields}
    return {each: kind for each, kind in fields.items() if kind and each.model != ALLOWED}


# Filling them


class _Filling:
    """Gives each text its payloads in turn, so that the texts of one field have as many as there is room for."""

    def __init__(self) -> None:
        families = payloads()
        self.starts = families["starts"]
        self.family = {each: name for name, family in families.items() for each in family}
        rest = [
            (place / len(family), each)
            for name, family in families.items()
            if name != "starts"
            for place, each in enumerate(family)
        ]
        self.others = [each for _, each in sorted(rest)]  # of every family as many in each stretch as it has of all
        self.waiting: dict[tuple[Field, bool], list[str]] = {}
        self.number = 0

    def next(self, of: Field, room: int, beside: list[str], *, starts: bool) -> str:
        """The next payload that fits, of another family than those beside it where there is one; or nothing."""
        if (of, starts) not in self.waiting:
            every = self.starts if starts else self.others
            first = sum(map(ord, "".join(of))) * 7 % len(every)
            self.waiting[of, starts] = every[first:] + every[:first]
        waiting, families = self.waiting[of, starts], {self.family.get(each, "") for each in beside}
        fitting = [each for each in waiting if len(each) <= room]
        chosen = next((each for each in fitting if self.family[each] not in families), (fitting or [""])[0])
        if chosen:
            waiting.remove(chosen)
            waiting.append(chosen)
        return chosen

    def fill(self, slot: Slot) -> None:
        self.number += 1
        paragraphs = slot.kind in {"text", "markdown"}
        own = slot.field.name in NAMES or slot.file.startswith("shared/") or slot.file.endswith("/authority.yml")
        chosen: list[str] = []
        for number in range(_PACKED[slot.kind]):
            room = _ROOM if paragraphs else _ROOM - sum(map(len, chosen))
            starts = number == 0 and not own and slot.kind in {"line", "text", "markdown"}
            chosen.append(self.next(slot.field, room, chosen, starts=starts))
        slot.payloads = tuple(filter(None, chosen))
        words = ("\n\n" if paragraphs else " ").join([*([f"zq{self.number}"] if own else []), *slot.payloads])
        if slot.kind in {"place", "date"}:
            words = f"{(slot.before or '').split(' ')[0]} {words}"
        slot.value = words
        slot.put(words)


def _slots(
    file: str, model: BaseModel, tree: dict[str, Any], path: Place, ref: str, used: set[type] | None
) -> Iterator[Slot]:
    """Yield the texts of a model in the order of its fields; with ``used`` models, also those it could have."""
    for name, info in type(model).model_fields.items():
        value, at = getattr(model, name), (*path, name)
        if used is not None and not value and (new := [each for each in _parts(info) if each not in used]):
            shape = TypeAdapter[Any](info.annotation)  # type: ignore[arg-type]  # a field of a model always has one
            value = shape.validate_python((info.examples or [None])[0])
            if value:
                used |= _used(value)
                tree[name] = _plain(shape.dump_python(value, mode="json", exclude_unset=True))
                yield Slot(file, at, Field(new[0].__name__, ""), GROUP, _putting(tree, name), None)
        kind, of = kind_of(type(model), name), Field(type(model).__name__, name)
        if of in {REF, REPLACES}:
            continue
        if kind and isinstance(value, str) and name in tree and _is_free(kind, value):
            yield Slot(file, at, of, kind, _putting(tree, name), value)
        elif kind and isinstance(value, tuple) and value and isinstance(value[0], str):
            for position, each in enumerate(value):
                yield Slot(file, (*at, position), of, kind, _putting(tree[name], position), each)
        elif kind and value is None and used is not None and kind != "date" and (kind != "place" or ref):
            yield Slot(file, at, of, kind, _putting(tree, name), ref if kind == "place" else None)
        elif isinstance(value, BaseModel) and name in tree:
            yield from _slots(file, value, tree[name], at, ref, used)
        elif isinstance(value, tuple | dict) and name in tree:
            for key, each in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(each, BaseModel):
                    yield from _slots(file, each, tree[name][key], (*at, key), ref, used)


def _further_sources(file: str, tree: dict[str, Any]) -> Iterator[Slot]:
    """Yield the short names of two more papers of a record: that of a paper which a fact points to has to stay."""
    for number in range(2) if "sources" in tree else ():
        source = {"ref": f"further-{number}", "title": "Further", "kind": "notice", "url": "not stated"}
        tree["sources"].append(source)
        at = ("sources", len(tree["sources"]) - 1, "ref")
        yield Slot(file, at, REF, "line", _putting(source, "ref"), source["ref"])


def _parts(info: FieldInfo) -> list[type[BaseModel]]:
    return [each for each in _types(info.annotation) if issubclass(each, BaseModel) and each.__name__ != ALLOWED]


def _used(value: Any) -> set[type]:
    """The models of which a value has some."""
    if isinstance(value, BaseModel):
        return {type(value)}.union(*(_used(getattr(value, name)) for name in type(value).model_fields))
    if isinstance(value, dict | tuple | list):
        return set[type]().union(*map(_used, value.values() if isinstance(value, dict) else value))
    return set()


def _is_free(kind: str, value: str) -> bool:
    return value.startswith(("once ", "every ")) if kind == "date" else value not in _MISSING


def _putting(holder: Any, key: str | int) -> Callable[[str | None], None]:
    def put(value: str | None) -> None:
        if value is None:
            holder.pop(key, None)
        else:
            holder[key] = value

    return put


def _plain(value: Any) -> Any:
    """The tree as a file has it: every scalar a text."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if each not in ([], {}, None)}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _moved(value: Any, names: tuple[str, ...], ending: str) -> Any:
    """A tree whose references into the authorities lead to their copies."""
    if isinstance(value, dict):
        return {key: _moved(each, names, ending) for key, each in value.items()}
    if isinstance(value, list):
        return [_moved(each, names, ending) for each in value]
    head, slash, rest = value.partition("/")
    return f"{head}{ending}/{rest}" if slash and head in names else value


def _agree(record: BaseModel, tree: dict[str, Any]) -> None:
    """Let texts that name others name them: what changed is a phrase of both drafts, what is replaced is a paper."""
    if (papers := tree.get("sources", ())) and papers[-1]["title"] == "Further":
        papers[-1]["replaces"] = papers[-2]["ref"]
    if isinstance(record, Authority):
        for role in tree.get("roles", {}).values():
            if "office" in role:
                role.setdefault("office_because", "The letters are those of the office.")
    if isinstance(record, Item):
        drafts = {draft.get("number", "1"): draft["text"] for draft in tree.get("recommendations", ())}
        for resolution in tree["resolutions"].get("list", ()):
            draft = drafts.get(resolution.get("recommended", ""))
            if draft and resolution.get("change"):
                resolution["change"] = "material"
                became = resolution["text"].split("\n\n")[0]
                resolution["changes"] = [{"was": draft.split("\n\n")[0], "became": became}]


def _trees(sample: Path) -> dict[str, tuple[BaseModel, dict[str, Any]]]:
    """Every file of the invented authorities and their copies, by its path: its model, and the same as a tree."""
    loaded = load_content(sample)
    shared, records = loaded.register.shared, loaded.register.records
    names = tuple(id_ for id_, record in records.items() if isinstance(record, Authority))
    trees = dict[str, tuple[BaseModel, dict[str, Any]]]()
    files: list[Model] = [
        Bodies(bodies=shared.bodies),
        Frameworks(frameworks=shared.frameworks, scales=shared.scales),
        Offices(offices=shared.offices),
        Terms(terms=shared.terms),
        Themes(themes=shared.themes),
    ]
    for name, part in zip(("bodies", "frameworks", "offices", "terms", "themes"), files, strict=True):
        trees[f"shared/{name}.yml"] = part, _plain(part.model_dump(mode="json", exclude_unset=True))
    for ending in COPIES:
        for id_, record in records.items():
            tree = _moved(_plain(record.model_dump(mode="json", exclude_unset=True)), names, ending)
            if ending:
                tree.pop("formerly", None)
            authority, _, rest = id_.partition("/")
            trees[f"{authority}{ending}/{rest or 'authority'}.yml"] = record, tree
        for authority, (_, removals) in loaded.removals.items():
            tree = _moved(_plain(removals.model_dump(mode="json", exclude_unset=True)), names, ending)
            trees[f"{authority}{ending}/removed.yml"] = removals, tree
    return trees


def poison(sample: Path, out: Path) -> Poisoned:
    """Write the two folders; AssertionError where a problem remains that putting texts back does not take away."""
    trees, filling, slots = _trees(sample), _Filling(), list[Slot]()
    used = set[type]().union(*(_used(record) for record, _ in trees.values()))
    for file, (model, tree) in trees.items():
        ref = model.sources[0].ref if isinstance(model, Record) and model.sources else ""
        every = file.startswith("shared/") or file.split("/")[0].endswith(COPIES[1])
        slots += _slots(file, model, tree, (), ref, used if every else None)
        slots += _further_sources(file, tree) if every else ()
    groups = [slot for slot in slots if slot.kind == GROUP]
    slots = [slot for slot in slots if slot.kind != GROUP]
    for slot in slots:
        filling.fill(slot)
    made = Poisoned(out / "armed" / "content", out / "harmless" / "content", slots, groups)
    plain = {file: tree for file, (_, tree) in trees.items()}
    for _ in range(12):
        for model, tree in trees.values():
            _agree(model, tree)
        _write(made.armed, plain)
        problems = check_content(load_content(made.armed))
        if not problems:
            break
        for problem in problems:
            _put_back(made, problem.place.file.partition("/")[2], problem.field, problem.rule)
    assert problems == [], "\n".join(map(str, problems[:20]))
    for slot in made.slots:
        slot.put(slot.value if slot.kind == "markdown" else harmless(slot.value))
    for model, tree in trees.values():
        _agree(model, tree)
    _write(made.harmless, plain)
    assert check_content(load_content(made.harmless)) == []
    return made


def _put_back(made: Poisoned, file: str, name: str, rule: str) -> None:
    """Take back the text that a problem names; where it names none, what was put in around it."""
    path = _path(name)
    own = [slot for slot in made.slots if slot.file == file]
    for group in made.groups:
        if group.file == file and path[: len(group.path)] == group.path and not any(slot.path == path for slot in own):
            group.put(None)
            made.groups.remove(group)
            inside = [slot for slot in own if slot.path[: len(group.path)] == group.path]
            made.refused[rule] |= {slot.field for slot in inside}
            made.slots = [slot for slot in made.slots if slot not in inside]
            return
    while True:
        hit = [slot for slot in own if slot.path[: len(path)] == path]
        if hit or not path:
            break
        path = path[:-1]
    for slot in hit:
        if len(hit) == 1 or slot.before is None:
            slot.put(None if slot.before is None or (slot.kind == "place" and not slot.before) else slot.before)
            made.refused[rule].add(slot.field)
            made.slots.remove(slot)


def _path(name: str) -> Place:
    return tuple(
        int(part) if part.isdigit() else part for part in name.replace("[", ".").replace("]", "").split(".") if part
    )


def _write(folder: Path, trees: dict[str, dict[str, Any]]) -> None:
    for file, tree in trees.items():
        place = folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")


class _Dumper(yaml.SafeDumper):
    """Writes texts in quotation marks and names without."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: Any = None) -> yaml.MappingNode:
        node = super().represent_mapping(tag, mapping, flow_style)
        for key, _ in node.value:
            key.style = None
        return node


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def every_payload() -> list[str]:
    """All payloads in a row."""
    return list(chain.from_iterable(payloads().values()))
