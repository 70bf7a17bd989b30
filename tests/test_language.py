"""The page of a Welsh record is in Welsh all through, and no other page is."""

import ast
import datetime
import gettext
import html
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from playwright.sync_api import Browser

from conftest import AS_OF_EPOCH, ROOT, SAMPLE, Build, BuiltSite, Serve
from every_page import every_page
from scrutiny.language import ENGLISH, WELSH, and_before, day_words, say, say_html, say_number, speaking, spoken
from scrutiny.language import catalogue as words
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.model import When
from scrutiny.pages import Edition, Page
from scrutiny.register import Register
from scrutiny.render import Acronyms, Renderer
from scrutiny.stage import HOME_ZONE, publishable
from scrutiny.vocabulary import Delivery, Language

CATALOGUE = ROOT / "hooks" / "scrutiny" / "language" / "cy.po"
ITEM, INSPECTION = "trefwen/items/2025-arolygiad/", "trefwen/inspections/2025-arolygiad/"
WORD = re.compile(r"[^\W\d_]+")
KEY = re.compile(r"^[ -]*\w+:", re.MULTILINE)
"""The name of a field in a record."""


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """The catalogue as a translator's program reads it."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale=WELSH, abort_invalid=True)


def entries(catalogue: Catalog) -> Iterator[tuple[Message, list[str], list[str]]]:
    """Each entry with its English forms and its Welsh ones."""
    for message in catalogue:
        if message.id:
            english, welsh = (
                [each] if isinstance(each, str) else list(each or ()) for each in (message.id, message.string)
            )
            yield message, english, welsh


def welsh_edition(content: Path) -> Edition:
    """An edition in which every record of a content folder says that it is in Welsh."""
    as_of = datetime.datetime.fromtimestamp(AS_OF_EPOCH, datetime.UTC).astimezone(HOME_ZONE)
    staged = publishable(load_content(content).register, as_of)
    records = {id_: each.model_copy(update={"language": Language.WELSH}) for id_, each in staged.records.items()}
    return Edition(link(Register(records, staged.shared)), as_of.date())


@pytest.fixture(scope="module", params=[SAMPLE, ROOT / "content"], ids=["sample", "seeds"])
def content(request: pytest.FixtureRequest) -> Path:
    """Each of the two content folders."""
    folder: Path = request.param
    return folder


@pytest.fixture(scope="module")
def edition(content: Path) -> Edition:
    """That content, all in Welsh."""
    return welsh_edition(content)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """The templates, without a glossary."""
    return Renderer(ROOT / "overrides", Acronyms({}))


def welsh_pages(edition: Edition) -> list[Page]:
    """The pages that are in Welsh."""
    return [page for page in every_page(edition) if page.language == WELSH]


@pytest.fixture(scope="module")
def welsh(build: Build, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the sample authorities, built for real, every record with a file of its own being in Welsh."""
    copy = tmp_path_factory.mktemp("welsh")
    for file in SAMPLE.rglob("*.yml"):
        text = file.read_text("utf-8")
        is_record = file.parent.name in {"inspections", "items", "meetings", "plans", "responses"}
        if is_record and "\nlanguage: " not in text:
            text = re.sub(r"^(visibility:)", r"language: cy\n\1", text, count=1, flags=re.MULTILINE)
        target = copy / file.relative_to(SAMPLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    site = build(copy)
    assert site.returncode == 0, site.output
    return site


# The catalogue


def test_the_catalogue_is_whole(catalogue: Catalog) -> None:
    """Every entry has all its Welsh forms, none is marked as doubtful, and none stands twice."""
    assert catalogue.num_plurals == 6
    for message, english, welsh in entries(catalogue):
        assert not message.fuzzy, message.id
        assert all(welsh), message.id
        assert len(welsh) == (6 if len(english) > 1 else 1), message.id
    ids = re.findall(r"^msgid (\".*\"(?:\n\".*\")*)", CATALOGUE.read_text("utf-8"), re.MULTILINE)
    assert len(ids) == len(set(ids))


def test_no_placeholder_tag_or_stop_is_lost(catalogue: Catalog) -> None:
    """The Welsh of every entry has the placeholders and tags of the English, and begins and ends as a part does."""
    tag = re.compile(r"<[^>]+>")
    for _, english, welsh in entries(catalogue):
        fields = {field for text in english for _, field, _, _ in Formatter().parse(text) if field}
        for text in welsh:
            found = {field for _, field, _, _ in Formatter().parse(text) if field}
            # A form for one number may say it in words: "the first one".
            assert found == fields or found == fields - {"n"}, (english, text)
            assert sorted(tag.findall(text)) == sorted(tag.findall(english[0])), (english, text)
            assert (text[0] in " ,.;") == (english[-1][0] in " ,.;"), (english, text)
            assert (text[-1] in ".?:") == (english[-1][-1] in ".?:"), (english, text)


def test_the_catalogue_says_that_nobody_has_checked_it() -> None:
    """Whoever opens the file reads that no Welsh speaker has checked it; the line goes when one has."""
    assert "NO WELSH SPEAKER HAS CHECKED THIS FILE YET" in CATALOGUE.read_text("utf-8")


def literals() -> Iterator[tuple[str, str]]:
    """The English words that code and templates ask for as they stand, with the file that asks."""
    for file in (ROOT / "hooks" / "scrutiny").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                asks = node.func.id in {"say", "say_html", "say_number", "say_safely"}
                if asks and isinstance(node.args[0], ast.Constant):
                    yield file.name, str(node.args[0].value)
    for file in (ROOT / "overrides").rglob("*.html"):
        for found in re.finditer(r'_\("([^"]+)"', file.read_text("utf-8")):
            yield file.name, found[1]


def test_every_word_asked_for_is_in_the_catalogue(catalogue: Catalog) -> None:
    """What code and templates ask for as it stands has Welsh words, whether or not a page of today shows it."""
    asked = list(literals())
    assert len(asked) > 300
    assert [(file, text) for file, text in asked if text not in catalogue] == []


# Pages


def test_no_word_of_a_welsh_page_is_without_welsh(edition: Edition, renderer: Renderer) -> None:
    """While the pages of Welsh records are made, nothing is asked for that the catalogue has not."""
    asked = words.untranslated(WELSH).asked
    asked.clear()
    pages = welsh_pages(edition)
    for page in pages:
        renderer.body(page)
    assert len(pages) >= 15
    assert asked == set()


class Bracketed(gettext.NullTranslations):
    """A catalogue that puts brackets round whatever it is asked for."""

    def gettext(self, message: str) -> str:
        """Return the words in brackets."""
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the words for a number in brackets."""
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def test_no_word_of_a_welsh_page_passes_the_catalogue_by(
    content: Path, edition: Edition, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Apart from what the catalogue was asked for, a Welsh page has only words that stand in the record."""
    monkeypatch.setattr(words, "catalogue", lambda _: Bracketed())
    fresh = Edition(edition.links, edition.as_of)  # deadlines hold sentences already
    files = {
        file.relative_to(content).as_posix(): set(WORD.findall(KEY.sub("", file.read_text("utf-8")).lower()))
        for file in content.rglob("*.yml")
    }
    titles = set(WORD.findall(" ".join(each.title for each in fresh.register.records.values()).lower()))
    shared = titles.union(*(each for name, each in files.items() if name.startswith("shared/") or "authority" in name))
    english = []
    for page in welsh_pages(fresh):
        thread = fresh.links.threads.of(page.url.rstrip("/"))
        known = shared.union(*(files.get(f"{id_}.yml", set()) for id_ in thread))
        body = renderer.body(page) + page.kicker + " ".join(crumb.text for crumb in page.crumbs)
        labels = re.findall(r'(?:aria-label|data-label)="([^"]*)"', body)
        text = html.unescape(re.sub(r"<[^>]*>", " ", body) + " ".join(labels))
        while (rest := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
            text = rest
        english += [(page.url, word) for word in WORD.findall(text) if word.lower() not in known]
    assert english == []


def test_the_welsh_pages_say_that_they_are_welsh(welsh: BuiltSite) -> None:
    """The page of every kind of Welsh record has lang="cy"; lists and hand-written pages have lang="en-GB"."""
    for address in (
        *(ITEM, INSPECTION, "trefwen/meetings/undated-pwyllgor-craffu/"),
        *("eastmere/plans/2025-tracker/", "eastmere/responses/2026-board/"),
    ):
        assert welsh.page(address).css_first("html").attributes["lang"] == "cy", address  # type: ignore[union-attr]
    for address in ("items/", "actions/", "trefwen/", "about/", "404.html", "eastmere/meetings/2026-04-24-audit/"):
        assert welsh.page(address).css_first("html").attributes["lang"] == "en-GB", address  # type: ignore[union-attr]


def test_every_lang_attribute_names_a_language_of_the_site(welsh: BuiltSite) -> None:
    """No lang attribute holds anything but Welsh or English, and none says again what stands round it."""
    for file in welsh.folder.rglob("*.html"):
        if "schemas" in file.parts:
            continue
        text = file.read_text("utf-8")
        found = re.findall(r'\slang="([^"]*)"', text)
        assert set(found) <= {"cy", "en", "en-GB"}, file
        assert found[0] not in found[1:], file


def test_the_words_round_a_welsh_item(sample: BuiltSite) -> None:
    """Menu, steps, headings and fact labels of a Welsh item are these Welsh words."""
    page = sample.page(ITEM)

    def shown(selector: str) -> list[str]:
        return [" ".join(node.text().split()) for node in page.css(selector)]

    menu = ["Arolygiadau", "Penderfyniadau", "Camau", "Cyfarfodydd", "Pynciau", "Chwilio"]
    assert shown(".skip") == ["Neidio i'r prif gynnwys"]
    assert shown(".menu a") == menu
    assert shown(".top button") == ["Chwilio"]
    assert shown(".crumbs a") == ["Hafan", "Trefwen (invented)", "Eitemau pwyllgor"]
    assert shown(".page > .kicker") == ["Eitem pwyllgor, 8 Gorffennaf 2025"]
    assert shown(".thread b") == ["Canfod", "Penderfynu", "I'w wneud", "Dilyn i fyny", "Ailarolygu"]
    assert shown("h2")[:5] == [
        "Beth benderfynodd y pwyllgor",
        "A gafodd ei ddilyn i fyny?",
        "Beth ofynnodd yr aelodau",
        "Beth ddigwyddodd, yn ei drefn",
        "Ffynonellau",
    ]
    assert shown(".aside dt") == [
        *("Pwyllgor", "Cyfarfod", "Math", "Rhif ar yr agenda", "Pennawd ar yr agenda", "Ynghylch", "Pynciau")
    ]
    assert shown("#resolution-1 h3") == ["Penderfyniad 1"]
    assert shown("#resolution-1 dt") == ["I'w wneud", "Dyddiad cau", "Mewn pryd?", "Perchennog"]
    assert shown(".foot strong") == ["Fel yr oedd ar 22 Tachwedd 2026."]


def test_the_words_round_a_welsh_inspection(welsh: BuiltSite) -> None:
    """Headings and fact labels of a Welsh inspection are these Welsh words."""
    page = welsh.page(INSPECTION)
    headings = [node.text().strip() for node in page.css("h2")]
    labels = [node.text().strip() for node in page.css(".aside dt")]
    assert headings[:3] == ["Beth ganfu'r arolygwyr", "Beth ddigwyddodd, yn ei drefn", "Ffynonellau"]
    assert labels == [
        *("Math", "Ar y safle", "Cyhoeddwyd", "Gradd", "Arolygwyd", "Arolygwyr"),
        *("Testun", "Fframwaith", "Pynciau"),
    ]
    assert [node.text() for node in page.css(".page > .kicker")] == ["Ailarolygiad, 12 i 16 Mai 2025"]


def test_titles_in_the_other_language_are_marked(sample: BuiltSite) -> None:
    """On a Welsh page the title of an English record is marked as English, and on an English page the other way."""
    english = [node.text() for node in sample.page(ITEM).css('[lang="en-GB"]')]
    welsh = [node.text() for node in sample.page(INSPECTION).css('[lang="cy"]')]
    assert "Trefwen: arolygiad o wasanaethau plant / inspection of children's services, 2025" in english
    assert "Trefwen: ymateb i'r arolygiad, Gorffennaf 2025" in welsh


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_welsh_menu_and_steps_fit(width: int, sample: BuiltSite, serve: Serve, browser: Browser) -> None:
    """No two words of the menu or of the five steps touch, and the page is no wider than the window."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(serve(sample.folder) + ITEM)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    touching = page.evaluate(
        """() => [".menu a", ".thread b"].flatMap(selector => {
            const boxes = [...document.querySelectorAll(selector)].map(node => {
                const range = document.createRange();
                range.selectNodeContents(node);
                return [node.textContent, range.getBoundingClientRect()];
            }).filter(([, box]) => box.width);
            return boxes.flatMap(([a, one], at) => boxes.slice(at + 1).filter(([, two]) =>
                one.left < two.right + 4 && two.left < one.right + 4 && one.top < two.bottom && two.top < one.bottom
            ).map(([b]) => [a, b]));
        })"""
    )
    page.close()
    assert touching == []


# The language does not leak


def test_english_pages_are_the_same_after_a_welsh_one(renderer: Renderer) -> None:
    """A page made and rendered after a Welsh one is the same, byte for byte, as without a Welsh record."""
    edition = welsh_edition(SAMPLE)
    welsh, english = (
        edition.register.records,
        {id_: each.model_copy(update={"language": Language.ENGLISH}) for id_, each in edition.register.records.items()},
    )
    only = "eastmere/items/2026-hydrants"
    bodies = []
    for records in (english, {**welsh, only: english[only], "eastmere": english["eastmere"]}):
        made = Edition(link(Register(records, edition.register.shared)), edition.as_of)
        shown = {page.url: (page, renderer.body(page)) for page in every_page(made)}
        page, body = shown[f"{only}/"]
        assert page.language == ENGLISH
        bodies.append(re.sub(r'<span lang="cy">(.*?)</span>', r"\1", body))
    assert bodies[0] == bodies[1]
    assert spoken() == ENGLISH


def test_a_failure_ends_the_welsh() -> None:
    """English is spoken again after a page that could not be made."""
    with pytest.raises(KeyError), speaking(WELSH):
        raise KeyError
    assert spoken() == ENGLISH


def test_a_site_without_welsh_reads_no_catalogue() -> None:
    """Whatever is in English is said without Babel or the catalogue."""
    code = (
        "import sys; sys.path.insert(0, 'hooks'); import scrutiny.pages, scrutiny.render; "
        "from scrutiny.language import say; say('Sources'); "
        "raise SystemExit('babel' in sys.modules or 'scrutiny.language.catalogue' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# Words, numbers, days


@pytest.mark.parametrize(
    "number, said",
    [
        (0, "0 penderfyniad"),
        (1, "1 penderfyniad"),
        (2, "2 benderfyniad"),
        (3, "3 phenderfyniad"),
        (4, "4 penderfyniad"),
        (6, "6 phenderfyniad"),
        (7, "7 penderfyniad"),
        (1234, "1,234 penderfyniad"),
    ],
)
def test_a_counted_noun_mutates(number: int, said: str) -> None:
    """A noun after a number has the mutation that the number causes (CLDR plural rules for Welsh)."""
    with speaking(WELSH):
        assert say_number("{n} resolution", "{n} resolutions", number) == said


@pytest.mark.parametrize(
    "date, said",
    [
        ("2026-05-04", "4 Mai 2026"),
        ("2019-11-18 to 2019-11-22", "18 i 22 Tachwedd 2019"),
        ("2018-03", "Mawrth 2018"),
        ("2018-Q1", "Ionawr i Mawrth 2018"),
        ("4 March to 13 March", "4 i 13 Mawrth, blwyddyn heb ei nodi"),
        ("within 3 months", "o fewn 3 mis"),
        ("within 2 months", "o fewn 2 fis"),
        ("next meeting", "y cyfarfod nesaf"),
        ("not stated", "heb ei nodi"),
    ],
)
def test_dates_are_said_in_welsh(date: str, said: str) -> None:
    """Every kind of date is in Welsh on a Welsh page, and in English again after it."""
    when = When.model_validate(date)
    before = when.words
    with speaking(WELSH):
        assert when.words == said
    assert when.words == before != said


def test_labels_are_said_in_the_language_of_the_page() -> None:
    """The label of a value of a closed list is Welsh on a Welsh page only."""
    with speaking(WELSH):
        assert Delivery.IN_PROGRESS.label == "Ar waith"
        assert day_words(datetime.date(2026, 5, 4)) == "4 Mai 2026"
    assert Delivery.IN_PROGRESS.label == "In progress"


@pytest.mark.parametrize(
    "before, said", [("Bradford", "a"), ("Efrog", "ac"), ("1", "ac"), ("8", "ac"), ("3", "a"), ("10", "a")]
)
def test_and_has_two_forms(before: str, said: str) -> None:
    """Before a vowel, as spoken, "a" is "ac"."""
    with speaking(WELSH):
        assert and_before(before) == said
        assert and_before(f'<a href="../x/">{before}</a>') == said
    assert and_before(before) == "and"


def test_words_without_welsh_are_english_and_remembered() -> None:
    """Words that the catalogue has not are said in English, and a test can find out that they were asked for."""
    asked = words.untranslated(WELSH).asked
    with speaking(WELSH):
        assert say("Nobody has translated {this}", this="words") == "Nobody has translated words"
    assert "Nobody has translated {this}" in asked
    asked.discard("Nobody has translated {this}")


def test_values_cannot_bring_tags() -> None:
    """A value that is put into words with tags is escaped in both languages."""
    for code in (ENGLISH, WELSH):
        with speaking(code):
            assert "<script>" not in say_html(" of {record}", record="<script>")
