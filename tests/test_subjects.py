"""What councils hand over under a subject, and the pages made of it."""

import datetime
import pickle

from conftest import AS_OF_EPOCH, ROOT, SAMPLE
from scrutiny.extract import archive
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.pages import Archive, Edition
from scrutiny.pages.filed import BY_RECORD, SECTIONS, filed_under
from scrutiny.pages.line import Line
from scrutiny.pages.subjects import council_counts
from scrutiny.pages.theme import theme_pages
from scrutiny.register import Register
from scrutiny.render import Acronyms, Renderer
from scrutiny.stage import HOME_ZONE, publishable

INSTANT = datetime.datetime.fromtimestamp(AS_OF_EPOCH, HOME_ZONE)
INVENTED = publishable(load_content(SAMPLE).register, INSTANT)
ITEM = "northwick/items/2024-hub"


def archive_of(register: Register) -> Archive:
    """Return what the councils of a record hand over, as at the day of the tests."""
    return archive(Edition(link(register), INSTANT.date()), Renderer(ROOT / "overrides", Acronyms({})))


def crowded(copies: int) -> tuple[Archive, str]:
    """Return an archive in which one item is there many times, and its subject."""
    item = INVENTED.records[ITEM]
    many = {f"{ITEM}-copy-{n}": item.model_copy(update={"title": f"Hub {n}"}) for n in range(copies)}
    records = dict(sorted({**INVENTED.records, **many}.items()))
    return archive_of(Register(records, INVENTED.shared)), item.themes[0]


def test_lines_are_printed_and_hold_no_record() -> None:
    """What is handed over is a line for each section, printed, and goes through a file as it is."""
    whole = archive_of(INVENTED)
    for subject in INVENTED.shared.themes:
        for name, lines in whole.by_authority(filed_under(subject)):
            assert all(isinstance(line, Line) and line.authority == name for line in lines)
            assert len({line.group for line in lines}) == len(lines)
            assert {line.group for line in lines} <= {"found", *SECTIONS}
            packed = pickle.dumps(lines)
            assert b"scrutiny.model" not in packed
            assert pickle.loads(packed) == lines  # noqa: S301  our own


def test_what_one_page_can_show_stands_on_it() -> None:
    """A subject with few entries is one page, with those of every council."""
    whole, subject = crowded(0)
    (page,) = theme_pages(whole, subject)

    assert page.url == f"themes/{subject}/"
    assert {each.anchor for each in page.shows["sections"]} >= {"resolutions", "records"}


def test_a_council_with_too_much_for_a_page_hands_over_its_records() -> None:
    """The page of its part lists records, newest first, and that of the subject leads there."""
    whole, subject = crowded(100)
    lines = whole.extracts["northwick"][filed_under(subject)]
    pages = {page.url: page for page in theme_pages(whole, subject)}

    assert {line.group for line in lines} == {BY_RECORD}
    assert len(lines) > 100
    assert sum(f"Hub {n}</a>" in str(line.html) for n in range(100) for line in lines) == 100
    assert [each.anchor for each in pages[f"themes/{subject}/"].shows["sections"]] == ["councils"]
    assert pages[f"themes/{subject}/northwick/"].template == "listing"
    for council in council_counts(whole, subject):
        assert f"themes/{subject}/{council}/" in pages


def test_what_is_made_up_is_not_handed_over_beside_real_councils() -> None:
    """Beside a real council an invented one has nothing under any subject."""
    real = {
        id_: record.model_copy(update={"invented": False}) if id_ == "northwick" else record
        for id_, record in INVENTED.records.items()
    }
    whole = archive_of(Register(real, INVENTED.shared))
    handed = {name for subject in INVENTED.shared.themes for name, _ in whole.by_authority(filed_under(subject))}

    assert handed == {"northwick"}
