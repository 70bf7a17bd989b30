"""What is withheld is found wherever it gets out, and what is public is not taken for it."""

import gzip
import io
import json
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import reduce
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import cbor2
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from pyarrow import parquet
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from conftest import AS_OF_EPOCH, ROOT, SAMPLE, BuiltSite
from scrutiny import stage
from scrutiny.address import FOLDERS, Address
from scrutiny.check import check_content
from scrutiny.check.walk import parts_of
from scrutiny.leak import TOKEN, canaries, differences, find_leaks, scan, words_of_the_site
from scrutiny.leak.invent import LEFT_OUT
from scrutiny.load.content import Loaded, load_content
from scrutiny.model import Authority
from scrutiny.register import Register
from scrutiny.search.packed import MAGIC
from scrutiny.stage import publishable, withheld
from test_withheld_build import HANDED_ON, MUTATIONS, shown
from withheld_content import Invented

NOON = datetime.fromtimestamp(AS_OF_EPOCH, UTC)
CONTENTS = {"seeds": ROOT / "content", "sample": SAMPLE}

SECRET = "Seventeen heating engineers quietly resigned before Whitsun, and nobody replaced them afterwards."
TITLE = "Northwick: heating engineers who left before Whitsun unannounced"
ID = "northwick/items/undated-heating-engineers"
TEXTS = [SECRET, TITLE, SECRET.replace("Seventeen", "Eighteen")]
HIDDEN = f"""# {SECRET.replace("Seventeen", "Remember: eighteen")}
visibility: draft
title: "{TITLE}"
summary: {SECRET}
kind: report
committee: not stated
meeting: not stated
resolutions:
  verb: none recorded
""".encode()


@pytest.fixture(scope="session")
def words() -> list[str]:
    """The words of templates, pages written by hand and closed lists."""
    return list(words_of_the_site(ROOT))


@pytest.fixture(scope="session")
def public() -> Register:
    """What may be seen of the sample."""
    return publishable(load_content(SAMPLE).register, NOON)


def gunzipped(data: bytes) -> bytes:
    """The content of a file of the search index."""
    return gzip.decompress(data).removeprefix(MAGIC)


def packed(value: bytes) -> bytes:
    """A file of the search index."""
    return gzip.compress(MAGIC + value, mtime=0)


def zipped(**members: str) -> bytes:
    """A zip file, which workbooks and documents are too."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return file.getvalue()


def database(text: str) -> bytes:
    """A database with one text in it."""
    with sqlite3.connect(":memory:") as made:
        made.execute("create table items (id integer, summary text)")
        made.execute("insert into items values (1, ?)", (text,))
        made.commit()
        return made.serialize()


def columns(held: dict[str, list[Any]], note: str = "") -> bytes:
    """A Parquet file with some columns, and a note on it."""
    file = io.BytesIO()
    parquet.write_table(pa.table(held, metadata={"meaning": note}), file)
    return file.getvalue()


def picture(text: str) -> bytes:
    """A picture that carries a packed text."""
    chunk = b"zTXtComment\0\0" + zlib.compress(text.encode())
    return (ROOT / "overrides/assets/card.png").read_bytes() + (len(chunk) - 4).to_bytes(4, "big") + chunk + b"0000"


def page(body: str) -> bytes:
    """A page as the templates write it."""
    return f"<!doctype html>\n<html><head>\n</head>\n<body>\n{body}\n</body></html>\n".encode()


def coded(text: str) -> str:
    """A text in which every letter is an entity."""
    return "".join(f"&#{ord(sign)};" for sign in text)


def letter_by_letter(text: str) -> bytes:
    """A text in JSON with every letter written as its number."""
    return ('"' + "".join(f"\\u{ord(sign):04x}" for sign in text) + '"').encode()


def marked(text: str) -> str:
    """A text with the marks of a page in it."""
    first, second, *rest = text.split()
    return f'{first} <b>{second}</b> <abbr title="More">{" ".join(rest)}</abbr>'


WAYS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "page text": ("p/index.html", lambda text: page(f"<p>{text}</p>")),
    "page text with marks in it": ("p/index.html", lambda text: page(f"<p>{marked(text)}</p>")),
    "page text in other lines": ("p/index.html", lambda text: page(f"<p>{text.upper().replace(' ', chr(10))}</p>")),
    "page text with entities": ("p/index.html", lambda text: page(f"<p>{coded(text)}</p>")),
    "attribute": ("p/index.html", lambda text: page(f'<meta name="description" content="{text}">')),
    "attribute in single quotes": ("p/index.html", lambda text: page(f"<a title='{text}'>x</a>")),
    "navigation": ("p/index.html", lambda text: page(f'<nav><a href="x/">{text}</a></nav>')),
    "comment of a page": ("p/index.html", lambda text: page(f"<!-- > {text} -->")),
    "JSON": ("data.json", lambda text: json.dumps({"a": [{"b": text}]}).encode()),
    "JSON with coded letters": (
        "x.json",
        lambda text: ('"' + "".join(f"\\u{ord(s):04x}" for s in text) + '"').encode(),
    ),
    "name in JSON": ("data.json", lambda text: json.dumps({text: 1}).encode()),
    "lines of JSON": ("addresses.jsonl", lambda text: f'{{"a": 1}}\n{json.dumps({"why": text})}\n'.encode()),
    "gzip": ("more.xml.gz", lambda text: gzip.compress(f"<a>{text}</a>".encode(), mtime=0)),
    "search fragment": ("x.pf_fragment", lambda text: packed(json.dumps({"content": text}).encode())),
    "search filter": ("x.pf_filter", lambda text: packed(cbor2.dumps(["council", [[text, [1]]]]))),
    "feed": ("feed.xml", lambda text: f"<feed><title>{escape(text)}</title></feed>".encode()),
    "picture made of lines": ("x.svg", lambda text: f"<svg><title>{text}</title></svg>".encode()),
    "table": ("x.csv", lambda text: f'1,"{text}"\r\n'.encode()),
    "calendar": ("x.ics", lambda text: f"SUMMARY:{text[:30]}\r\n {text[30:]}\r\n".encode()),
    "lines of a calendar": ("x.ics", lambda text: f"SUMMARY:{text.replace(' ', chr(92) + 'n')}\r\n".encode()),
    "page in a feed": ("feed.xml", lambda text: f"<content>{escape(f'<p>{coded(text)}</p>')}</content>".encode()),
    "linked data": ("x.jsonld", lambda text: json.dumps({"@graph": [{"name": text}]}).encode()),
    "column": ("x.parquet", lambda text: columns({"text": ["before", text, None]})),
    "name of a column": ("x.parquet", lambda text: columns({text: [""]})),
    "note on a column": ("x.parquet", lambda text: columns({"text": [""]}, note=text)),
    "workbook": ("x.xlsx", lambda text: zipped(**{"xl__sharedStrings.xml": f"<t>{text}</t>"})),
    "database": ("x.sqlite", database),
    "picture": ("x.png", picture),
    "script": ("x.js", lambda text: f'const said = "{text}";'.encode()),
    "query of a link": ("p/index.html", lambda text: page(f'<a href="/search/?q={quote(text)}">x</a>')),
}
"""The ways out of a text: a file, and what it holds then."""

NAMES: dict[str, tuple[str, bytes]] = {
    "link": ("p/index.html", page(f'<a href="../{ID}/">x</a>')),
    "link from nearby": ("p/index.html", page('<a href="../undated-heating-engineers/#resolution-1">x</a>')),
    "coded link": ("p/index.html", page(f'<a href="../{quote(ID, safe="").replace("-", "%2D")}/">x</a>')),
    "link of a part": ("p/index.html", page('<a href="../promised-undated-heating-engineers-resolution-1/">x</a>')),
    "redirect": ("p/index.html", page(f'<meta http-equiv="refresh" content="0; url=../{ID}/">')),
    "sitemap": ("more.xml", f"<url><loc>https://scrutiny.example/{ID}/</loc></url>".encode()),
    "JSON": ("data.json", json.dumps({"id": ID}).encode()),
    "search fragment": ("pagefind/fragment/x.pf_fragment", packed(json.dumps({"url": f"{ID}/#point-1"}).encode())),
    "file name": (f"{ID}/index.html", page("<p>Gone.</p>")),
    "file name in a zip file": ("x.zip", zipped(**{f"{ID.replace('/', '__')}.txt": "x"})),
}
"""The ways out of the withheld name."""


def planted(sample: BuiltSite, folder: Path, name: str, content: bytes) -> Path:
    """A site with one file more. The rest of the sample is looked through in a test of its own."""
    site = folder / "site"
    site.mkdir()
    shutil.copy(sample.folder / "northwick" / "index.html", site / "index.html")
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_bytes(content)
    return site


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "text", [SECRET, TITLE, SECRET.replace("Seventeen", "Eighteen")], ids=["text", "title", "comment"]
)
def test_withheld_words_are_found(sample: BuiltSite, public: Register, tmp_path: Path, way: str, text: str) -> None:
    """Words of a withheld record are found whatever they are packed in, with the record and without a word of it."""
    name, made = WAYS[way]
    site = planted(sample, tmp_path, name, made(text))

    (leak,) = find_leaks(site, {ID: HIDDEN}, public, ())
    assert (leak.file, leak.what, leak.id) == (name, scan.WORDS, ID)
    assert leak.runs > 0
    assert "heating engineers" not in str(leak).lower()


@pytest.mark.parametrize("text", [SECRET, TITLE], ids=["text", "title"])
def test_withheld_words_are_found_whatever_the_site_says(
    sample: BuiltSite, public: Register, words: list[str], tmp_path: Path, text: str
) -> None:
    """They are found also where all words of the site itself are taken away first, as on every publishing."""
    site = planted(sample, tmp_path, "p/index.html", page(f"<p>{text}</p>"))

    assert [leak.what for leak in find_leaks(site, {ID: HIDDEN}, public, words)] == [scan.WORDS]


def test_the_notes_of_a_record_just_begun_are_no_leak(
    sample: BuiltSite, public: Register, words: list[str], tmp_path: Path
) -> None:
    """What "scrutiny new" writes above each field stands in the handbook too, and gives nothing away."""
    page = "handbook/fields/every-record/index.html"
    site = planted(sample, tmp_path, page, (sample.folder / page).read_bytes())
    (site / "p.html").write_text('<a href="../items/undated-front-door/#resolution-1">Resolution 1</a>', "utf-8")
    notes = b"""# Who may see the record. There is no default: a record without it is withheld.
#   One of: public, draft, embargoed, exempt.
#     public \xe2\x80\x93 Published.
visibility: draft
sources:
  - ref: minutes
    # How much of it the editor has.
    #   One of: full, partial, no.
    # held: full
# follows_up:
#   - items/undated-front-door#resolution-1
"""

    assert find_leaks(site, {ID: notes}, public, words) == []


@pytest.mark.parametrize("way", NAMES)
def test_a_withheld_name_is_found(sample: BuiltSite, public: Register, tmp_path: Path, way: str) -> None:
    """The id of a withheld record, or its last part, is found in every address and file name."""
    site = planted(sample, tmp_path, *NAMES[way])

    leaks = find_leaks(site, {ID: HIDDEN}, public, ())
    assert {(leak.file, leak.what) for leak in leaks} == {(NAMES[way][0], scan.NAMED)}


@pytest.fixture(scope="session")
def token(public: Register) -> str:
    """A word of a canary of the sample."""
    return Address.read(next(iter(canaries(public))).removesuffix(".yml")).name.removeprefix("undated-")


@pytest.mark.parametrize("way", WAYS)
def test_a_canary_is_found(sample: BuiltSite, public: Register, token: str, tmp_path: Path, way: str) -> None:
    """A single word of a canary is found whatever it is packed in, also where nothing real is withheld."""
    name, made = WAYS[way]
    site = planted(sample, tmp_path, name, made(f"The {token} is here."))

    assert TOKEN.match(token)
    assert [(leak.file, leak.what) for leak in find_leaks(site, {}, public, ())] == [(name, scan.CANARY)]


@pytest.mark.parametrize(
    "name, content, what",
    [
        ("x.pdf", b"%PDF-1.7", "is of a kind that cannot be searched"),
        ("x", b"what?", "is of a kind that cannot be searched"),
        ("x.json", b"{", "cannot be searched (JSONDecodeError)"),
        ("x.html", b"caf\xe9", "cannot be searched (UnicodeDecodeError)"),
        ("x.gz", b"\x1f\x8b\x08\x00 broken" + bytes(4), "cannot be searched (error)"),
        ("x.zip", b"PK\x03\x04 broken", "cannot be searched (BadZipFile)"),
        ("x.sqlite", b"SQLite format 3\0 broken", "cannot be searched (DatabaseError)"),
        ("x.pf_fragment", gzip.compress(MAGIC + b"{", mtime=0), "cannot be searched (JSONDecodeError)"),
        ("x.parquet", b"PAR1 broken", "cannot be searched (ArrowInvalid)"),
        ("x.parquet", columns({"bytes": [b"what?"]}), "cannot be searched (ValueError)"),
        ("x.txt.gz", reduce(lambda text, _: gzip.compress(text, mtime=0), range(5), b"x"), "too many times"),
    ],
)
def test_what_cannot_be_searched_is_refused(
    public: Register, tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    """A file of unknown kind, or one that breaks the search, is a leak: it is never passed over."""
    (tmp_path / name).write_bytes(content)

    (leak,) = find_leaks(tmp_path, {ID: HIDDEN}, public, ())
    assert leak.file == name
    assert what in leak.what


def test_a_link_of_the_file_system_is_refused(public: Register, tmp_path: Path) -> None:
    """What is no ordinary file cannot be searched: it might lead anywhere."""
    (tmp_path / "x.html").symlink_to(ROOT / "README.md")

    assert [leak.what for leak in find_leaks(tmp_path, {}, public, ())] == [scan.UNORDINARY]


def test_a_slip_of_the_search_is_a_leak(public: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the search itself fails at a file, the file is refused."""
    (tmp_path / "x.html").write_text("fine")
    monkeypatch.setattr(scan, "texts_in", lambda *_: 1 / 0)

    assert [leak.what for leak in find_leaks(tmp_path, {}, public, ())] == ["cannot be searched (ZeroDivisionError)"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Seventeen heating engineers quietly resigned", id="five words in a row"),
        pytest.param("Council 12 September 2025, on the 4 and 5 March", id="names and dates"),
        pytest.param("Everything on this site that belongs to this thread, oldest first", id="words of templates"),
    ],
)
def test_what_anybody_may_say_is_no_leak(
    sample: BuiltSite, public: Register, words: list[str], tmp_path: Path, text: str
) -> None:
    """Five words, public names with dates, and words of the site itself are not taken for a leak."""
    hidden = HIDDEN + f"notes: {text}\n".encode()
    site = planted(sample, tmp_path, "p/index.html", page(f"<p>{text}</p>"))

    assert find_leaks(site, {ID: hidden}, public, words) == []


def test_what_a_public_record_says_is_no_leak(sample: BuiltSite, public: Register, tmp_path: Path) -> None:
    """Words that a withheld record shares with a public one are public."""
    shared = next(record.summary for record in public.records.values() if len(record.summary.split()) > 12)
    hidden = HIDDEN.replace(SECRET.encode(), json.dumps(shared).encode())
    site = planted(sample, tmp_path, "p/index.html", page(f"<p>{escape(shared)}</p>"))

    assert find_leaks(site, {ID: hidden}, public, ()) == []


def test_the_built_sites_have_no_leak(site: BuiltSite, words: list[str], request: pytest.FixtureRequest) -> None:
    """The sites of the real record and of the sample pass, whatever is withheld there."""
    content = CONTENTS[request.node.callspec.params["site"]]
    register = load_content(content).register

    assert find_leaks(site.folder, raw(content, register), publishable(register, NOON), words) == []


def raw(content: Path, register: Register) -> dict[str, bytes]:
    """The files of the withheld records, by id."""
    return {id_: (content / Address.read(id_).path).read_bytes() for id_ in withheld(register, NOON)}


# Canaries


def seeded(content: Path, folder: Path) -> Loaded:
    """A content folder with canaries in it, loaded."""
    shutil.copytree(content, folder)
    for name, file in canaries(load_content(content).register).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with (folder / name).open("xb") as new:
            new.write(file)
    return load_content(folder)


@pytest.mark.parametrize("name", CONTENTS)
def test_canaries_pass_every_check_and_are_all_withheld(name: str, tmp_path: Path) -> None:
    """Canaries are records without a problem beside any others, of every kind, and none of them is published."""
    before = load_content(CONTENTS[name]).register
    loaded = seeded(CONTENTS[name], tmp_path / "content")
    new = loaded.register.records.keys() - before.records.keys()

    assert check_content(loaded) == []
    assert {type(loaded.register.records[id_]) for id_ in new} == {Authority, *FOLDERS.values()}
    assert new <= withheld(loaded.register, NOON)
    assert publishable(loaded.register, NOON).records == publishable(before, NOON).records


def test_every_text_of_every_kind_of_record_is_a_canary(tmp_path: Path) -> None:
    """Each field that may hold free text does so in some canary, those of models added later included."""
    records = seeded(SAMPLE, tmp_path / "content").register.records
    filled: set[tuple[str, str]] = set()
    seen: set[type[BaseModel]] = set()
    for id_, record in records.items():
        for part in parts_of(record) if TOKEN.search(id_) else ():
            seen.add(type(part.model))
            filled.update((type(part.model).__name__, name) for name in has_tokens(part.model))
    empty = {
        f"{kind.__name__}.{name}"
        for kind in seen
        for name, field in kind.model_fields.items()
        if (kind.__name__, name) not in filled and holds_words(field) and not is_left_out(kind, name)
    }

    assert seen >= {type(part.model) for record in records.values() for part in parts_of(record)}
    assert empty == {"Allowed.text"}  # it repeats a text of the record


def is_left_out(kind: type[BaseModel], name: str) -> bool:
    """Tell whether a field is one of the few that no canary has."""
    return any(name in names for of, names in LEFT_OUT.items() if issubclass(kind, of))


def has_tokens(model: BaseModel) -> Iterator[str]:
    """The fields of a model that hold words of a canary."""
    for name, value in vars(model).items():
        if value and TOKEN.search(str(value)):
            yield name


def holds_words(field: FieldInfo) -> bool:
    """Tell whether a field takes any words somebody writes, by itself or in a list."""
    type_ = TypeAdapter(field.rebuild_annotation())
    for value in (words := "Any words at all", [words], [words, words]):
        try:
            type_.validate_python(value)
        except ValidationError:
            continue
        return True
    return False


# Staging


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which much is withheld, with canaries in it; its shared files are those of the sample."""
    folder = tmp_path_factory.mktemp("small") / "content"
    shutil.copytree(SAMPLE / "shared", folder / "shared")
    Invented(public=7, withheld=2).write(folder)
    for name, file in canaries(load_content(folder).register).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(file)
    return folder


def printed(register: Register, folder: Path) -> Path:
    """A site of everything that is made of a register, with what later pages and exports will be made of."""
    for number, (url, text) in enumerate(shown(register)):
        name = f"handed-on/{number}.txt" if url.startswith(HANDED_ON) else f"{url}/index.html"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def secrets(content: Path, staged: Register, whole: Register) -> dict[str, bytes]:
    """The files of all records that are withheld as a whole or in part."""
    hidden = [id_ for id_, record in whole.records.items() if staged.records.get(id_) != record]
    return {id_: (content / Address.read(id_).path).read_bytes() for id_ in hidden}


def test_with_every_rule_of_staging_there_is_no_leak(small: Path, tmp_path: Path) -> None:
    """What is made of a record in which much is withheld has no leak: the table below begins from there."""
    register = load_content(small).register
    public = publishable(register, NOON)

    assert find_leaks(printed(register, tmp_path / "site"), secrets(small, public, register), public, ()) == []


ALL = {scan.CANARY, scan.WORDS, scan.NAMED}
FOUND_BY: dict[str, set[str]] = {
    "publishable": ALL,
    "withheld": ALL,
    "is_public": ALL,
    "says_public": ALL,
    "is_released": ALL,
    "is_due": ALL,
    "has_public_authority": set(),  # nothing can be built: the records have no authority
    "staged": {scan.WORDS, scan.NAMED},  # this and what follows is about parts of public records: no canary is one
    "staged_removals": {scan.CANARY, scan.NAMED},
    "without_hidden_way": {scan.NAMED},
    "without_exempt_words": {scan.WORDS},
    "exempt_drafts": set(),  # the phrases beside each other are shorter than six words: byte identity sees them
    "without_exempt_comparison": set(),
    "without_dead_ends": {scan.NAMED},
    "rebuilt": {scan.WORDS, scan.NAMED},
}
"""What tells of each rule that is switched off."""


def test_every_rule_of_staging_is_in_the_table() -> None:
    """A rule that is added to ``stage`` has to be added to the table of what finds it switched off."""
    assert FOUND_BY.keys() == MUTATIONS.keys()


@pytest.mark.parametrize("rule", MUTATIONS)
def test_a_rule_of_staging_switched_off_is_found(
    rule: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a rule of staging is switched off, the canaries and the words each tell of it."""
    register = load_content(small).register
    public = publishable(register, NOON)
    hidden = secrets(small, public, register)
    monkeypatch.setattr(stage, rule, MUTATIONS[rule][0])
    if rule == "has_public_authority":
        with pytest.raises(KeyError):
            printed(register, tmp_path / "site")
        return

    leaks = find_leaks(printed(register, tmp_path / "site"), hidden, public, ())
    assert {leak.what for leak in leaks} == FOUND_BY[rule]


# Two sites


def two_sites(folder: Path) -> tuple[Path, Path]:
    """Two equal sites."""
    (folder / "a" / "p").mkdir(parents=True)
    (folder / "a" / "p" / "index.html").write_text("<p>One.</p>")
    (folder / "a" / "x.bin").write_bytes(b"x" * 3_000_000)
    return folder / "a", shutil.copytree(folder / "a", folder / "b")


def test_equal_sites_do_not_differ(tmp_path: Path) -> None:
    """Two copies of a site have no difference, whatever their times and rights."""
    a, b = two_sites(tmp_path)
    (b / "x.bin").chmod(0o600)
    (b / "x.bin").touch()

    assert differences(a, b) == []


@pytest.mark.parametrize(
    "change, names",
    [
        (lambda site: (site / "p" / "index.html").write_text("<p>Two.</p>"), ["p/index.html"]),
        (lambda site: (site / "x.bin").write_bytes(b"x" * 2_999_999 + b"y"), ["x.bin"]),
        (lambda site: (site / "new.txt").write_text(""), ["new.txt"]),
        (lambda site: (site / "p" / "index.html").unlink(), ["p", "p/index.html"]),
        (lambda site: (site / "empty").mkdir(), ["empty"]),
        (lambda site: ((site / "x.bin").unlink(), (site / "x.bin").symlink_to("p/index.html")), ["x.bin"]),
    ],
)
def test_every_difference_of_two_sites_is_named(
    tmp_path: Path, change: Callable[[Path], object], names: list[str]
) -> None:
    """A file that only one site has, or whose bytes differ, is named; so is a folder that is empty in one."""
    a, b = two_sites(tmp_path)
    change(b)

    assert differences(a, b) == names
    assert differences(b, a) == names


def test_a_site_that_is_not_there_is_not_equal(tmp_path: Path) -> None:
    """What cannot be compared raises an error: it is never taken for equal."""
    a, _ = two_sites(tmp_path)

    with pytest.raises(NotADirectoryError):
        differences(a, tmp_path / "none")
