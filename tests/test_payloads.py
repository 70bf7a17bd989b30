"""What an officer writes cannot run: payloads in every text of every kind of record, in all that a build writes.

The whole site is built twice: once from texts full of payloads, once from the same texts with every sign that means
something replaced by its wide form. Page by page both must have the same elements, attributes and, but for those signs,
the same text: then nothing a text holds has become more than text, and all of it has arrived. `poisoned.py` says which
fields have payloads and how many.
"""

import csv
import datetime
import gzip
import io
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qs, quote, urlsplit

import cbor2
import pytest
from lxml import etree
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Dialog
from pydantic import TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser

import poisoned
import twins
from conftest import AS_OF_EPOCH, ROOT, SAMPLE, Build, BuiltSite, Serve
from one_of_each import addresses_by_template
from poisoned import Field, Poisoned, every_payload, free_fields, harmless, models, payloads
from previewed import preview
from scrutiny.check import check_content
from scrutiny.commands.check import FORMS
from scrutiny.commands.tracker import rows_at
from scrutiny.load import read_document
from scrutiny.load.content import load_content
from scrutiny.model.base import SmallMarkdown
from scrutiny.pages.policy import HEADERS
from scrutiny.render import small_markdown
from scrutiny.render.bodies import ALLOWED_TAGS
from scrutiny.sheet import write_table, write_workbook
from scrutiny.stage import HOME_ZONE, publishable

AS_OF = datetime.datetime.fromtimestamp(AS_OF_EPOCH, datetime.UTC).astimezone(HOME_ZONE)

# Where and how the payloads stand


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Poisoned:
    """The two content folders."""
    return poisoned.poison(SAMPLE, tmp_path_factory.mktemp("payloads"))


@pytest.fixture(scope="module")
def sites(content: Poisoned, build: Build) -> tuple[BuiltSite, BuiltSite]:
    """The site of the payloads, and that of their harmless twins."""
    with ThreadPoolExecutor(2) as pool:
        folders = (content.armed, content.harmless)
        armed, twin = pool.map(lambda folder: build(folder, SCRUTINY_REPOSITORY="private"), folders)
    assert (armed.returncode, twin.returncode) == (0, 0), armed.output + twin.output
    return armed, twin


@pytest.fixture(scope="module")
def pages(sites: tuple[BuiltSite, BuiltSite]) -> dict[str, LexborHTMLParser]:
    """Every page of the site of the payloads, redirects and the page for wrong addresses included."""
    return sites[0].pages()


REFUSALS = {"name-without-public-role", "name-for-a-role", "name-in-text", "contact-detail", "personal-data"}
"""The rules by which a text may be refused: it names or reaches a person, or seems to."""


def test_every_field_with_text_has_payloads(content: Poisoned) -> None:
    """Every text field of every model stands in the site with payloads of five families at least."""
    family = {payload: name for name, family in payloads().items() for payload in family}
    families = defaultdict[Field, set[str]](set)
    for slot in content.slots:
        families[slot.field] |= {family[payload] for payload in slot.payloads}
    few = {field: found for field in free_fields() if len(found := families[field]) < 5}
    assert few.keys() <= {poisoned.REPLACES}.union(*content.refused.values()), few
    assert content.refused.keys() <= REFUSALS, dict(content.refused)


def test_every_payload_stands_in_every_kind_of_text(content: Poisoned) -> None:
    """Each payload stands in lines, long texts and small Markdown; all but those for a beginning also in names."""
    stands = defaultdict[str, set[str]](set)
    for slot in content.slots:
        stands[slot.kind].update(slot.payloads)
        if slot.field.name in poisoned.NAMES:
            stands["name"].update(slot.payloads)
    every, opening = set(every_payload()), set(payloads()["starts"])
    assert len(every) >= 103
    for kind in ("line", "text", "markdown"):
        assert stands[kind] == every, (kind, every - stands[kind])
    for kind in ("place", "name"):
        assert stands[kind] >= every - opening, (kind, every - opening - stands[kind])


def _validates(field: Field, text: str) -> Any:
    """The value that a field makes of a text, or None where it refuses it."""
    try:
        return _adapter(field).validate_python(text)
    except ValidationError:
        return None


@cache
def _adapter(field: Field) -> TypeAdapter[Any]:
    (model,) = [each for each in models() if each.__name__ == field.model]
    info = model.model_fields[field.name]
    kind: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return TypeAdapter(kind)


def test_names_days_references_and_addresses_refuse_payloads() -> None:
    """A field that is no free text takes no payload: names, references, days, fingerprints, mailboxes, addresses."""
    closed = [
        Field(model.__name__, name)
        for model in models()
        for name, info in model.model_fields.items()
        if not poisoned.kind_of(model, name) and any(poisoned.text_notes(info))
    ]
    assert len(closed) > 60
    for field, payload in itertools.product(closed, every_payload()):
        taken = _validates(field, payload)
        assert taken is None or re.fullmatch(r"[a-z0-9-]+", str(taken)), (field, payload)


@pytest.mark.parametrize("payload", every_payload())
def test_an_address_takes_no_payload(payload: str) -> None:
    """An address is refused if it does not begin with https://, and if it could leave the attribute it stands in."""
    for field in (Field("Source", "url"), Field("Source", "archive"), Field("Evidence", "url"), Field("Basis", "url")):
        assert _validates(field, payload) is None
        for address in (f"https://evil.example/{payload}", f" https://{payload}", f"{payload}https://a.example/"):
            taken = _validates(field, address)
            assert taken is None or re.fullmatch(r"https://[^\s\"'<>\\]+", taken), address
    for mailbox in (f"scrutiny@northport.example{payload}", f"{payload}scrutiny@northport.example"):
        taken = _validates(Field("Authority", "corrections"), mailbox)
        assert taken is None or re.fullmatch(r"[a-z]+@[a-z.]+", taken), mailbox


UNSEEN = "\0\x01\x07\x08\x0b\x0c\x1b\x7f\x85\x9b\u200b\u200e\u202a\u202e\u2028\u2029\u2066\ufeff\ufffe\U000e0041"


@pytest.mark.parametrize("sign", UNSEEN, ids=[f"U+{ord(sign):04X}" for sign in UNSEEN])
def test_a_sign_that_hides_or_reorders_text_is_refused(sign: str) -> None:
    """A null byte, a control character or one that turns text round is refused, written as it is or as a code."""
    for written in (sign, f"\\U{ord(sign):08x}"):
        document = read_document(f'title: "Ordinary {written} words"\n'.encode(), "content/x.yml")
        assert {problem.rule for problem in document.problems} == {"unseen-character"}
        assert all(letter.isprintable() or letter == "\n" for problem in document.problems for letter in str(problem))


def test_a_return_in_a_line_is_refused() -> None:
    """A text on one line has no other line, by whatever sign: in a message it would begin a header of its own."""
    for written in ("Pay\rBcc: all", "Pay\nBcc: all", "Pay\r\nBcc: all"):
        assert _validates(Field("Item", "title"), written) is None


# The pages


def _files(site: BuiltSite) -> dict[str, bytes]:
    files = [file for file in site.folder.rglob("*") if file.is_file()]
    return {twins.anonymous(file.relative_to(site.folder).as_posix()): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def files(sites: tuple[BuiltSite, BuiltSite]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Every file of both sites."""
    return _files(sites[0]), _files(sites[1])


def test_no_page_gains_an_element_an_attribute_or_loses_a_word(
    files: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    """Each page has the elements, attributes and words of its harmless twin, frame, head and redirects included."""
    armed, twin = files
    pages = {name for name in armed if name.endswith(".html")}
    assert pages == {name for name in twin if name.endswith(".html")}
    assert len(pages) > 300
    for name in sorted(pages):
        for found, wanted in itertools.zip_longest(twins.said(name, armed[name]), twins.said(name, twin[name])):
            assert found == wanted, name


def test_every_other_file_is_as_its_harmless_twin(files: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """Data, feeds and calendars say the same in all their parts; the sitemap is XML with addresses of ours."""
    armed, twin = files
    others = {name for name in armed.keys() | twin.keys() if not name.endswith(".html") and "pagefind/" not in name}
    for name in sorted(others - {"sitemap.xml.gz"}):
        for found, wanted in itertools.zip_longest(twins.said(name, armed[name]), twins.said(name, twin[name])):
            assert found == wanted, name
    assert {Path(name).suffix for name in others} >= {".csv", ".ics", ".json", ".jsonld", ".sqlite", ".xml", ".zip"}
    assert gzip.decompress(armed["sitemap.xml.gz"]) == armed["sitemap.xml"]
    addresses = etree.fromstring(armed["sitemap.xml"]).findall("{*}url/{*}loc")
    assert len(addresses) > 300
    assert all(re.fullmatch(r"https://scrutiny\.example/[a-z0-9/.-]*", address.text or "") for address in addresses)


ACTIVE = {
    "applet", "audio", "base", "dialog", "embed", "frame", "frameset", "iframe", "image", "img", "marquee", "math",
    "object", "picture", "plaintext", "source", "style", "template", "textarea", "video", "animate", "set", "use",
    "foreignobject", "isindex", "button[formaction]",
}  # fmt: skip
"""Elements that load, run or cover something; no page of ours has one."""


def test_no_page_has_anything_that_runs_loads_or_sends(pages: dict[str, LexborHTMLParser]) -> None:
    """No active element, handler or style; scripts, forms and refreshes only ours, in their places."""
    for address, page in pages.items():
        tags = Counter((node.tag or "").lower() for node in page.css("*"))
        assert ACTIVE.isdisjoint(tags), address
        data = {"type": "application/ld+json"}  # what a page says to programs: no browser runs it
        scripts = [node.attributes.get("src") for node in page.css("script") if node.attributes != data]
        assert scripts == (["../assets/search/asked.js", "../assets/search.js"] if address == "search/" else []), (
            address
        )
        for node in page.css("*"):
            for name in node.attributes:
                assert not name.startswith("on"), (address, node.html)
                assert name not in {"style", "srcdoc", "formaction", "xlink:href", "srcset", "background", "ping"}
        for form in page.css("form"):
            assert re.fullmatch(r"(?:\.\./)*(?:\./|/)?search/", form.attributes["action"] or ""), (address, form.html)
        for meta in page.css("meta[http-equiv]"):
            given = meta.attributes["content"] or ""
            if meta.attributes["http-equiv"] != "Content-Security-Policy":
                assert re.fullmatch(r"0; url=(?:\.\./)+[a-z0-9/-]+", given), (address, meta.html)


OURS = re.compile(
    r"(?:https://scrutiny\.example/|\./|/)?(?:\.\./)*(?:[A-Za-z0-9_-][A-Za-z0-9._/-]*)?(?:\?[^#]*)?(?:#[\w.-]*)?"
)
"""An address of this site."""


def test_every_address_in_a_page_is_ours_or_https(pages: dict[str, LexborHTMLParser]) -> None:
    """A link leads into the site, to https://, or to a mailbox with a subject and a body and no other header."""
    for address, page in pages.items():
        for node in page.css("[href], [src], [action]"):
            given = node.attributes.get("href") or node.attributes.get("src") or node.attributes.get("action") or ""
            if given.startswith("mailto:"):
                parts = urlsplit(given)
                assert parse_qs(parts.query).keys() <= {"subject", "body"}, (address, given)
                assert not re.search("%0[aAdD]", parts.query.partition("&body=")[0]), (address, given)
            elif not OURS.fullmatch(given):
                assert re.fullmatch(r"https://[^\s<>\"'\\]+", given), (address, given)
                assert "evil" not in given, (address, given)


def test_small_markdown_makes_only_its_few_elements(pages: dict[str, LexborHTMLParser]) -> None:
    """Background and notes hold paragraphs, lists, emphasis and links, without any attribute but an address."""
    seen: set[str] = set()
    for address, page in pages.items():
        for node in page.css("#background > p *, #background > ul *, #notes > p *, #notes > blockquote *"):
            if node.attributes.get("class") in {"term", "expansion"}:
                continue
            assert node.tag in ALLOWED_TAGS, (address, node.html)
            assert node.attributes.keys() <= {"href", "rel"}, (address, node.html)
            seen.add(node.tag or "")
    assert {"a", "code", "strong", "em"} <= seen


NOT_SHOWN = {
    Field("Grade", "note"),
    Field("Office", "letters"),
    Field("Origin", "commit"),  # the data alone say it
    Field("Owner", "stated"),  # shown where nobody else is named, which is so in no record of the sample
    Field("PublicAgain", "released_by"),
    Field("Update", "stated"),
}
"""Texts that no page shows today."""


def test_the_texts_arrive_as_text(content: Poisoned, pages: dict[str, LexborHTMLParser]) -> None:
    """Of every field that a page shows, a text stands on some page word for word, payloads and all."""
    said = "\n".join(" ".join((page.body.text() if page.body else "").split()) for page in pages.values()).casefold()
    waiting = defaultdict[Field, list[str]](list)
    for slot in content.slots:
        if slot.kind in {"line", "text"}:
            waiting[slot.field].append(" ".join(slot.value.split("\n\n")[0].split()).casefold())
    lost = {field for field, texts in waiting.items() if not any(text in said for text in texts)}
    assert lost <= NOT_SHOWN, lost - NOT_SHOWN


# Search, tracker, checks


def _hits(site: BuiltSite) -> dict[str, dict[str, Any]]:
    """Every fragment of the search index, by the address it leads to."""
    read = [
        json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        for file in (site.folder / "pagefind" / "fragment").iterdir()
    ]
    return {hit["url"].removeprefix("/"): hit for hit in read}


def _harmless(value: Any) -> Any:
    """A value as JSON knows them, its signs in their wide form."""
    if isinstance(value, dict):
        return {key: _harmless(each) for key, each in value.items()}
    # Pagefind ends a paragraph that ends in no letter with a full stop; which signs are none differs.
    return (
        [_harmless(each) for each in value]
        if isinstance(value, list)
        else re.sub(r"\.(?= |$)", "", harmless(str(value)))
    )


def test_search_finds_the_texts_as_texts(sites: tuple[BuiltSite, BuiltSite]) -> None:
    """Each hit says what its harmless twin says, in content, facts and facets, and leads into the site."""
    armed, twin = map(_hits, sites)
    assert armed.keys() == twin.keys()
    assert len(armed) > 150
    for address, hit in armed.items():
        assert re.fullmatch(r"[a-z0-9/-]+(#[a-z0-9-]+)?", address)
        for part in ("content", "meta", "filters"):
            assert _harmless(hit[part]) == _harmless(twin[address][part]), (address, part)
    index = sites[0].folder / "pagefind"
    for file in [*index.glob("*.pf_meta"), *index.glob("filter/*.pf_filter")]:
        cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
    for file in [*index.glob("words/*.json"), index / "pagefind-entry.json"]:
        json.loads(file.read_text("utf-8"))


def test_no_published_table_holds_a_formula(files: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    """In every table to download each cell is text that no spreadsheet runs, payloads that begin like one included."""
    tables = {name: content.decode("utf-8-sig") for name, content in files[0].items() if name.endswith(".csv")}
    cells = {cell for table in tables.values() for row in csv.reader(io.StringIO(table, newline="")) for cell in row}
    assert len(tables) > 20
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)]
    assert {cell[:2] for cell in cells} >= {"'=", "'+", "'-", "'@"}


def test_the_tracker_holds_no_formula(content: Poisoned) -> None:
    """In the workbook and in csv every cell is text that no spreadsheet runs, and the payloads are all there."""
    rows = rows_at(publishable(load_content(content.armed).register, AS_OF), AS_OF)
    table = list(csv.reader(io.StringIO(write_table(rows).decode("utf-8-sig"))))
    raw = write_workbook(rows, AS_OF.date())
    sheets = load_workbook(io.BytesIO(raw)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    texts = [text for line in table for text in line] + [str(cell.value) for cell in cells if cell.data_type == "s"]
    assert not [text for text in texts if re.match(r"[=+\-@\t\r\n＝＋－＠]", text)]
    assert {text[:2] for text in texts} >= {"'=", "'+", "'-", "'@"}
    assert {cell.data_type for cell in cells} <= {"s", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        parts = {
            name: etree.fromstring(book.read(name)) for name in book.namelist() if name.endswith((".xml", ".rels"))
        }
    assert not [name for name, part in parts.items() if part.findall(".//{*}f") or 'TargetMode="External"' in name]
    assert not any("External" in (each.get("TargetMode") or "") for part in parts.values() for each in part.iter())


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder in which every payload stands where it is refused: as name, value, text and file name."""
    folder = tmp_path_factory.mktemp("bad") / "content"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("eastmere", "trefwen"))
    for number, payload in enumerate(every_payload()):
        written = json.dumps(payload, ensure_ascii=True)
        (folder / "northwick" / "items" / f"2026-bad-{number}.yml").write_text(
            f"title: {written}\nvisibility: {written}\nkind: {written}\n{written}: {written}\nthemes: [{written}]\n"
            f"meeting: {written}\ncommittee: {written}\nabout:\n  - {written}\nsources:\n  - ref: minutes\n"
            f"    title: {written}\n    kind: {written}\n    url: {written}\nsummary: {payload}\n",
            "utf-8",
        )
        if "/" not in payload:
            (folder / "northwick" / f"{payload[:60]}.yml").write_text("title: x\n", "utf-8")
    for number, sign in enumerate(UNSEEN):
        text = (
            f'title: "x{sign}\\e[2J\\e]0;owned\\a ::error::{sign}"\nkind: "\\n::set-output name=x::y\\r::add-mask::z"\n'
        )
        (folder / "northwick" / "items" / f"2026-unseen-{number}.yml").write_text(text, "utf-8")
    return folder


def test_problems_steer_no_terminal_no_workflow_and_no_program(bad: Path) -> None:
    """In each form of `scrutiny check` what a file says stays inside its line, its command and its string."""
    problems = check_content(load_content(bad))
    assert len(problems) > 500
    told = {name: form(problems, bad, 300) for name, form in FORMS.items()}
    for said in told.values():
        assert not [letter for letter in said if not letter.isprintable() and letter != "\n"]
    *commands, count = told["github"].split("\n")
    assert len(commands) == len(problems)
    head = r"::error file=[^,:]+(?:,line=\d+)?(?:,col=\d+)?,title=[a-z0-9-]+::"
    assert not [line for line in commands if not re.match(head, line)]
    assert re.fullmatch(r"[\d,]+ problems in [\d,]+ files", count)
    assert not [line for line in told["text"].split("\n") if line.startswith(("::", "##["))]
    assert len(json.loads(told["json"])["problems"]) == len(problems)


# Texts that take long


LONG = {
    "open brackets": "[",
    "links never closed": "[a](",
    "pictures never closed": "![",
    "names never closed": "[x][",
    "links in links": "[a](b)",
    "asterisks": "*",
    "emphasis never closed": "**a *b ",
    "underlines": "_a",
    "code never closed": "`a",
    "quotations in quotations": "> ",
    "quotation marks": ">",
    "lists in lists": "- ",
    "numbers in numbers": "1. ",
    "deeper and deeper": None,
    "angles": "<a@",
    "entities": "&#",
    "backslashes": "\\",
    "paragraphs": "a\n\n",
    "items": "- a\n",
    "headings": "# a\n",
    "definitions": "[a]: https://a.example/\n",
}


def test_small_markdown_ends_whatever_it_is_given() -> None:
    """Repeated and nested signs are refused, or read within a bound: no text keeps the site from being built."""
    accepted, refused = list[str](), defaultdict[str, set[str]](set)
    for name, piece in LONG.items():
        for length in (200, 20_000):
            deeper = "\n".join("    " * depth + "- a" for depth in range(length // 100))
            text = ((piece or "") * (length // len(piece or " ")) if piece else deeper) + "x"
            try:
                accepted.append(TypeAdapter(SmallMarkdown).validate_python(text[:20_000]))
            except ValidationError as error:
                refused[name].update(each["type"] for each in error.errors())
    assert set().union(*refused.values()) == {"markdown_too_deep"}
    assert {"open brackets", "links never closed", "quotations in quotations", "deeper and deeper"} <= refused.keys()
    assert len(accepted) > 20
    # All take some seconds; unbounded, the first alone would take hours. In a program of its own, which can be ended.
    program = (
        "import json, sys; from scrutiny.render import small_markdown; [*map(small_markdown, json.load(sys.stdin))]"
    )
    command, env = [sys.executable, "-c", program], os.environ | {"PYTHONPATH": str(ROOT / "hooks")}
    subprocess.run(command, env=env, input=json.dumps(accepted).encode(), check=True, timeout=300)


@pytest.mark.parametrize(
    "link",
    ["//evil.example/", "/\\evil.example/", "https:evil.example", "http://a.example/", "../up/", "a/b", "#top",
     "mailto:?bcc=x", "mailto:a?cc=b", 'https://a.example/"x', "javascript:alert(1)", "tel:1"],
)  # fmt: skip
def test_small_markdown_links_only_to_https_and_plain_mailboxes(link: str) -> None:
    """A link of small Markdown to anything else keeps its words and leads nowhere."""
    assert "href" not in small_markdown(f"[read]({link})")
    assert "read" in small_markdown(f"[read]({link})")


# In a browser


WATCHED = """
  window.ran = [];
  for (const name of ["alert", "confirm", "prompt", "open", "print"]) window[name] = () => { window.ran.push(name); };
  const report = (event) => window.ran.push(`${event.violatedDirective} ${event.blockedURI}`);
  addEventListener("securitypolicyviolation", report);
"""

QUERIES = ["alert", "onerror", "script", "javascript", "evil", "zq1", "<img src=x onerror=alert(1)>",
           '"><svg onload=alert(1)>', "{{7*7}}", "%3Cscript%3E", "constructor", "__proto__"]  # fmt: skip


class Watch:
    """A browser that remembers everything a page should not do."""

    def __init__(self, browser: Browser) -> None:
        self.context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 900})
        self.context.add_init_script(WATCHED)
        self.page = self.context.new_page()
        self.seen: list[str] = []
        self.base = ""
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.seen.append(f"page error: {error}"))
        self.page.on("dialog", self._spoken_to)
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("popup", lambda _: self.seen.append("popup"))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error":
            self.seen.append(f"console: {text}")

    def _spoken_to(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base, "data:image/svg+xml")):
            self.seen.append(f"request: {url}")

    def visit(self, base: str, address: str) -> None:
        """Open a page, show all that it hides, and note what ran."""
        self.base = base
        self.page.goto(base + address)
        if "search/?" in address:
            self.page.wait_for_selector("#search-count")
        self.page.evaluate(
            "() => { for (const each of document.querySelectorAll('details')) each.open = true;"
            " for (const each of [...document.querySelectorAll('#main a, [tabindex]')].slice(0, 40)) each.focus(); }"
        )
        self.page.mouse.move(400, 400)
        assert self.page.url.startswith(base)
        self.seen += [f"{address}: {each}" for each in self.page.evaluate("window.ran")]


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    """A watched page in a profile of its own."""
    watched = Watch(browser)
    yield watched
    watched.context.close()


@pytest.fixture(scope="module")
def visited(content: Poisoned, sites: tuple[BuiltSite, BuiltSite]) -> list[str]:
    """The richest page of every template, the page for wrong addresses, and searches that find payloads."""
    largest: dict[str, tuple[int, str]] = {}
    for template, address in addresses_by_template(content.armed, AS_OF_EPOCH):
        file = sites[0].file(address or "index.html")
        if file.is_file():
            largest[template] = max(largest.get(template, (0, "")), (file.stat().st_size, address))
    searches = [f"search/?q={quote(query, safe='')}" for query in QUERIES]
    return [*sorted(address for _, address in largest.values()), "no-such-page/", *searches]


@pytest.mark.parametrize("guarded", [True, False], ids=["with its policy", "without any policy"])
def test_nothing_runs_in_a_browser(
    guarded: bool,  # noqa: FBT001  pytest gives it
    sites: tuple[BuiltSite, BuiltSite],
    visited: list[str],
    watch: Watch,
    serve: Serve,
    tmp_path: Path,
) -> None:
    """No dialog, no policy report, no request elsewhere and no error on any page: by the policy, and without it."""
    folder = sites[0].folder
    if not guarded:
        folder = shutil.copytree(folder, tmp_path / "site")
        for file in folder.rglob("*.html"):
            text = file.read_text("utf-8")
            file.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text), "utf-8")
    base = serve(folder, {name: value for name, value, _ in HEADERS} if guarded else None)
    assert len(visited) > 35
    hits = 0
    for address in visited:
        watch.visit(base, address)
        if address.startswith("search/?"):
            hits += watch.page.locator(".search-hits li.result").count()
        elif address == "no-such-page/":
            watch.seen = [each for each in watch.seen if "404" not in each]
    assert watch.seen == []
    assert hits > 30
    watch.page.evaluate('document.body.innerHTML = \'<img src="./x" onerror="alert(1)">\'')
    watch.page.wait_for_function("window.ran.length > 0")
    (ran,) = watch.page.evaluate("window.ran.slice(0, 1)")
    assert ran.startswith("script-src-attr" if guarded else "alert")  # the watch sees what there is to see


def test_nothing_runs_in_the_preview_of_bad_records(bad: Path, watch: Watch, tmp_path: Path) -> None:
    """The pages of problems of a preview, which has no policy, show what was found as text."""
    bad = shutil.copytree(bad, tmp_path / "content")
    for file in (bad / "northwick" / "items").glob("2026-bad-*[1-46-9].yml"):
        file.unlink()  # a fifth of them is enough for a page that treats all alike
    with preview(bad, tmp_path / "told.txt") as shown:
        for address in ("problems/", "northwick/items/2026-bad-0/", "northwick/items/2026-unseen-0/", ""):
            watch.visit(shown.address, address)
            if address == "problems/":
                text = watch.page.inner_text("main")
                tags = watch.page.evaluate(
                    "[...new Set([...document.querySelectorAll('main *')].map((e) => e.localName))]"
                )
    assert watch.seen == []
    assert "<script>alert(1)</script>" in text
    assert set(tags) <= {"h1", "h2", "p", "b", "a", "ol", "li", "pre", "code", "section", "ul", "article", "div"}
