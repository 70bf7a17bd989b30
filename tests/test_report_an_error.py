"""How a reader reports a mistake: the line that ends a record, the message that it opens, and whose mailbox it is."""

import datetime
import shutil
from email.message import Message
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from playwright.sync_api import Browser
from pydantic import TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, SAMPLE, Build, BuiltSite, Serve
from scrutiny.check import check_content
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.model.mailbox import OFFICES, Mailbox
from scrutiny.pages import Edition, council_lots
from scrutiny.pages.report import report_address
from scrutiny.stage import publishable

DEFAULT = "corrections@scrutiny.example"
OWN = "scrutiny@northwick.example"
"""The mailbox of the one sample council that has its own."""


def line(page: LexborHTMLParser) -> tuple[str, str]:
    """The line of a page that says whom to tell: the address as it is read, and what it opens."""
    (link,) = page.css("main .report a[href^='mailto:']")
    return link.text(strip=True), link.attributes["href"] or ""


def opened(href: str) -> tuple[str, str, list[str]]:
    """The message that a `mailto:` address opens, read as RFC 6068 says: mailbox, subject, lines of the body."""
    parts = urlsplit(href)
    # A plus sign means itself there, not a space, as it would in a form.
    fields = dict(parse_qsl(parts.query.replace("+", "%2B"), strict_parsing=True))
    assert fields.keys() == {"subject", "body"}
    return unquote(parts.path), fields["subject"], fields["body"].split("\r\n")


# The message


def test_a_message_has_the_page_and_asks_what_is_wrong() -> None:
    """The message names the page in its subject, begins with its address and asks two questions."""
    href = report_address(DEFAULT, "Northwick: hub", "https://scrutiny.example/northwick/hub/")
    mailbox, subject, lines = opened(href)

    assert mailbox == DEFAULT
    assert subject == "Mistake on a page: Northwick: hub"
    assert lines[0] == "The page: https://scrutiny.example/northwick/hub/"
    assert [text for text in lines[1:] if text] == [
        "What is wrong:",
        "Where it says so (which paper, and the place in it):",
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Risks & issues: 100% of “thresholds”? See #4 + 5",
        'Tŷ <script>alert("1")</script> – arolygiad\'r cyngor',
        "a=b&subject=other&bcc=someone@elsewhere.example",
        "Line\r\nBcc: someone@elsewhere.example",
    ],
)
def test_whatever_a_title_holds_stays_in_the_subject(title: str) -> None:
    """No sign of a title can end the subject, add a field or a line, or leave the encoding."""
    href = report_address(DEFAULT, title, "https://scrutiny.example/x/")

    assert opened(href)[1] == "Mistake on a page: " + " ".join(title.split())
    assert href.isascii()
    assert not set(href) & set(" \"'<>\r\n")
    message = Message()
    message["Subject"] = opened(href)[1]
    assert message.as_string().count("\n") == 2


def test_a_long_title_leaves_the_address_short_enough() -> None:
    """Even the longest title in letters of two bytes gives an address that mail programs take."""
    assert len(report_address(DEFAULT, "ŵ" * 400, "https://scrutiny.example/" + "x" * 200 + "/")) < 2000


# The line on the pages


@pytest.mark.parametrize(
    "address",
    [
        "bradford/",
        "bradford/items/undated-front-door/",
        "bradford/inspections/undated-ilacs/",
        "bradford/plans/undated-improvement-plan/",
        "bradford/meetings/undated-front-door/",
        "bradford/roles/police/",
        "actions/bradford/",
        "resolutions/bradford/",
        "plymouth/committees/education-and-childrens-social-care/",
    ],
)
def test_every_page_about_a_council_says_whom_to_tell(seeds: BuiltSite, address: str) -> None:
    """The line ends the page, shows the mailbox, opens a message about the page and leads to what happens then."""
    page = seeds.page(address)
    shown, href = line(page)
    mailbox, subject, lines = opened(href)
    heading = page.css_first("h1")
    last = page.css("main > *")[-1]
    promise = page.css_first("main .report a[href$='about/#mistakes']")

    assert shown == mailbox == DEFAULT
    assert lines[0] == f"The page: https://scrutiny.example/{address}"
    assert heading is not None
    assert subject.removeprefix("Mistake on a page: ").rstrip("…") in heading.text(strip=True)
    assert last.attributes["class"] == "report"
    assert promise is not None
    assert promise.text(strip=True) == "what happens to a report"


def test_every_page_of_a_council_says_whose_it_is() -> None:
    """Whatever folder it stands in, a page of a council names a mailbox, and says so where the council is invented."""
    instant = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
    staged = link(publishable(load_content(SAMPLE).register, instant))
    edition = Edition(staged, instant.date(), corrections=DEFAULT)
    pages = [page for lot in council_lots(edition) for page in lot.pages()]

    assert {"actions/northwick/", "resolutions/northwick/", "northwick/"} <= {page.url for page in pages}
    assert [page.url for page in pages if not (page.invented and page.corrections in {DEFAULT, OWN})] == []


def test_every_record_has_the_line(seeds: BuiltSite, sample: BuiltSite) -> None:
    """No record of either site is without it, withdrawn records included."""
    for site, content in ((seeds, ROOT / "content"), (sample, SAMPLE)):
        built = {file.parent.relative_to(site.folder).as_posix() for file in site.folder.rglob("index.html")}
        records = load_content(content).register.records.keys() & built
        assert len(records) > 15
        for id_ in records:
            assert line(site.page(f"{id_}/"))[0] in {DEFAULT, OWN}, id_


@pytest.mark.parametrize("address", ["", "actions/", "search/", "glossary/", "404.html"])
def test_lists_have_the_footer_alone(seeds: BuiltSite, address: str) -> None:
    """Pages about no single council lead to "Report a mistake" from their footer, as every page does."""
    page = seeds.page(address)

    assert page.css("main .report") == []
    (link,) = page.css(".foot a[href$='about/#mistakes']")
    assert link.text(strip=True) == "Report a mistake"


def test_the_pages_that_name_the_mailbox_name_the_one_that_is_set(seeds: BuiltSite) -> None:
    """The page about mistakes and the accessibility statement give the mailbox, and no unfilled place is left."""
    for address in ("about/", "accessibility/"):
        page = seeds.page(address)
        link = page.css_first(f"main a[href='mailto:{DEFAULT}']")
        assert link is not None, address
        assert link.text(strip=True) == DEFAULT
        assert "{corrections}" not in (page.html or "")


def test_a_browser_hands_the_message_over_whole(seeds: BuiltSite, serve: Serve, browser: Browser) -> None:
    """What the browser makes of the link is what was written: nothing is decoded or escaped once too often."""
    address = "bradford/items/undated-front-door/"
    page = browser.new_page()
    try:
        page.goto(serve(seeds.folder) + address)
        href = page.eval_on_selector(".report a[href^='mailto:']", "(link) => link.href")
        assert href == line(seeds.page(address))[1]
    finally:
        page.close()


# Whose mailbox it is


def test_a_council_can_have_its_own_mailbox(sample: BuiltSite) -> None:
    """All pages of a council with `corrections` show that mailbox; those of other councils show the site's."""
    assert line(sample.page("northwick/items/2024-hub/"))[0] == OWN
    assert opened(line(sample.page("northwick/"))[1])[0] == OWN
    assert line(sample.page("eastmere/items/2026-hydrants/"))[0] == DEFAULT


@pytest.mark.parametrize(
    "mailbox",
    [
        "scrutiny@northport.example",
        "democratic.services@northport.gov.example",
        "Corrections@northport.example",
        "childrens-scrutiny+web@n.example",
        "craffu@trefwen.example",
    ],
)
def test_the_mailbox_of_an_office_is_accepted(mailbox: str) -> None:
    """An address with a word for an office before the @ is taken as written."""
    assert TypeAdapter(Mailbox).validate_python(mailbox) == mailbox


@pytest.mark.parametrize(
    "mailbox, rule",
    [
        ("ada.example@northport.example", "mailbox_of_a_person"),
        ("j.smith2@northport.example", "mailbox_of_a_person"),
        ("scrutinysmith@northport.example", "mailbox_of_a_person"),
        ("scrutiny", "bad_mailbox"),
        ("scrutiny@northport", "bad_mailbox"),
        ("scrutiny@northport.example, clerk@northport.example", "bad_mailbox"),
        ("scrutiny@northport.example?bcc=x@elsewhere.example", "bad_mailbox"),
        ("mailto:scrutiny@northport.example", "bad_mailbox"),
        ("scrutiny@northport.example\nBcc: x", "bad_mailbox"),
        ("", "bad_mailbox"),
        ("scrutiny@-northport.example", "bad_mailbox"),
    ],
)
def test_any_other_address_is_refused(mailbox: str, rule: str) -> None:
    """A person's address, several addresses, or anything that is none, is an error with its own name."""
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Mailbox).validate_python(mailbox)
    assert [error["type"] for error in refused.value.errors()] == [rule]


def test_words_for_an_office_are_no_names() -> None:
    """The list holds single words in small letters, so that each can stand before an @."""
    assert all(word.isalpha() and word.islower() for word in OFFICES)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the sample record that a test may change."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "content"))


def found_in(content: Path, file: str, line_added: str) -> list[str]:
    """The rules that a file breaks once a line is added to it."""
    path = content / file
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{line_added}\n", "utf-8")
    return [problem.rule for problem in check_content(load_content(content)) if problem.place.file.endswith(file)]


def test_one_field_may_hold_an_address_and_no_other(content: Path) -> None:
    """A mailbox passes in `corrections` of an authority, and in no other field of it."""
    assert found_in(content, "eastmere/authority.yml", "corrections: clerk@eastmere.example") == []
    assert found_in(content, "eastmere/authority.yml", "about: Write to clerk@eastmere.example.") == ["contact-detail"]


def test_a_record_has_no_mailbox_of_its_own(content: Path) -> None:
    """An item or inspection cannot carry `corrections`: whom to tell is a matter of the council."""
    found = found_in(content, "eastmere/items/2026-hydrants.yml", "corrections: clerk@eastmere.example")

    assert found == ["unknown-name"]


def test_a_persons_address_is_refused_with_its_place(content: Path) -> None:
    """A person's address in `corrections` is one problem of its file."""
    assert found_in(content, "eastmere/authority.yml", "corrections: ada@eastmere.example") == ["mailbox-of-a-person"]


@pytest.mark.parametrize("setting", ["ada.example@northport.example", "none yet"])
def test_a_site_is_not_built_with_a_mailbox_that_is_no_offices(build: Build, setting: str) -> None:
    """The setting is held to the same rule as the field, and the message names it."""
    built = build(SAMPLE, CORRECTIONS_MAILBOX=setting)

    assert built.returncode != 0
    assert "CORRECTIONS_MAILBOX" in built.output
    assert not built.folder.exists()


def test_the_mailbox_of_the_site_can_be_set(build: Build) -> None:
    """The variable CORRECTIONS_MAILBOX changes the mailbox on every page that shows it."""
    built = build(SAMPLE, CORRECTIONS_MAILBOX="record@host.example", SCRUTINY_SEARCH="no")

    assert built.returncode == 0, built.output
    assert line(built.page("eastmere/items/2026-hydrants/"))[0] == "record@host.example"
    assert line(built.page("northwick/items/2024-hub/"))[0] == OWN
    assert "mailto:record@host.example" in built.file("about/").read_text("utf-8")
    assert DEFAULT not in "".join(file.read_text("utf-8") for file in built.folder.rglob("*.html"))
