"""The index from A to Z."""

import datetime

from conftest import AS_OF_EPOCH, ROOT, SAMPLE, BuiltSite
from reading import words
from scrutiny.extract import archive
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.model import Authority
from scrutiny.pages import Archive, Edition
from scrutiny.pages.a_to_z import Indexed, a_to_z_pages, indexed
from scrutiny.register import Register
from scrutiny.render import Acronyms, Renderer
from scrutiny.stage import HOME_ZONE, publishable

INSTANT = datetime.datetime.fromtimestamp(AS_OF_EPOCH, HOME_ZONE)
SEEDS = publishable(load_content(ROOT / "content").register, INSTANT)
INVENTED = publishable(load_content(SAMPLE).register, INSTANT)


def archive_of(register: Register) -> Archive:
    """Return what the councils of a record hand over, as at the day of the tests."""
    return archive(Edition(link(register), INSTANT.date()), Renderer(ROOT / "overrides", Acronyms({})))


def on_site(site: BuiltSite) -> list[tuple[str, str, str]]:
    """Return every entry of the built index as (text, soft line, where it leads from the root)."""
    found = []
    for file in sorted((site.folder / "a-z").glob("*/**/index.html")):
        address = file.relative_to(site.folder).as_posix().removesuffix("index.html")
        for node in site.page(address).css("#list li"):
            (soft,) = node.css("p.soft")
            link_ = node.css_first("li > a")
            href = str(link_.attributes["href"]) if link_ else ""
            text = words(link_) if link_ else words(node).removesuffix(words(soft)).strip()
            found.append((text, words(soft), href.replace("../", "")))
    return found


def test_every_record_is_there_once(seeds: BuiltSite) -> None:
    """Every record of the seeds stands in the index once, without its council before its title."""
    entries = on_site(seeds)
    for id_, record in SEEDS.records.items():
        if isinstance(record, Authority):
            continue
        own = [text for text, _, href in entries if href == f"{id_}/"]
        assert len(own) == 1, id_
        assert record.title.casefold().endswith(own[0].casefold())
        assert own[0] != record.title


def test_what_else_stands_in_the_index(seeds: BuiltSite) -> None:
    """Councils, committees, subjects, kinds of inspection, bodies and words are there, each saying what it is."""
    entries = on_site(seeds)

    assert ("Bradford", "council", "bradford/") in entries
    assert ("CYPS Scrutiny Panel", "committee, Haringey", "haringey/committees/cyps-scrutiny-panel/") in entries
    assert ("Neglect", "subject", "themes/neglect/") in entries
    assert ("MASH", "word in the glossary", "glossary/#mash") in entries
    assert [soft for text, soft, _ in entries if text == "JTAI" and soft.startswith("kind of inspection")]
    assert [href for text, soft, href in entries if text == "Ofsted" and not href and "JTAI" in soft]
    assert len(entries) == len(set(entries))


def test_a_letter_without_an_entry_is_plain_text(seeds: BuiltSite) -> None:
    """All letters stand over the index; those that have entries lead there."""
    letters = {words(node): node.css_first("a") is not None for node in seeds.page("a-z/").css(".choices li")}

    assert list(letters) == ["0–9", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    assert letters["B"]
    assert not letters["Z"]
    assert {name: has for name, has in letters.items() if has} == {
        name: has for name, has in letters.items() if seeds.file(f"a-z/{name.lower()}/").is_file()
    }


def test_where_an_entry_stands() -> None:
    """Accents fold, a leading article is passed over, figures and other scripts stand together."""
    assert Indexed("Ŵyl", "").letter == "w"
    assert Indexed("The front door", "").letter == "f"
    assert Indexed("A review", "").letter == "r"
    assert Indexed("“Good” practice", "").letter == "g"
    assert Indexed("70 working days", "").letter == "0-9"
    assert Indexed("Дети", "").letter == "0-9"


def test_entries_stand_in_the_order_of_their_letters() -> None:
    """Capitals, accents and signs make no difference to the order."""
    ordered = sorted((Indexed(text, "") for text in ("éb", "Ea", "“Ec”", "the ed")), key=lambda each: each.order)

    assert [each.text for each in ordered] == ["Ea", "éb", "“Ec”", "the ed"]


def test_nothing_withdrawn_withheld_or_made_up_is_in_it(sample: BuiltSite) -> None:
    """A withdrawn or withheld record is not in the index, nor an invented council beside real ones."""
    assert not [href for _, _, href in on_site(sample) if "zzq" in href or "audit-results-copy" in href]
    both = archive_of(Register({**SEEDS.records, **INVENTED.records}, SEEDS.shared))
    urls = [entry.url for entries in indexed(both).values() for entry in entries]
    assert "bradford/" in urls
    assert not [url for url in urls if url.startswith(("northwick/", "eastmere/", "trefwen/"))]


def test_a_long_letter_is_parted_by_the_next_letter() -> None:
    """More than 150 entries of one letter are parted by their first two letters, and no two pages share a title."""
    item = INVENTED.records["northwick/items/2024-hub"]
    many = {
        f"northwick/items/2024-copy-{n}": item.model_copy(update={"title": f"{'Zebra' if n % 2 else 'Zyme'} {n}"})
        for n in range(240)
    }
    pages = list(a_to_z_pages(archive_of(Register({**INVENTED.records, **many}, INVENTED.shared))))

    own = {page.url: page for page in pages if page.url.startswith("a-z/z/")}
    assert {url: page.title for url, page in own.items()} == {
        "a-z/z/ze/": "A to Z: Z, Ze",
        "a-z/z/zy/": "A to Z: Z, Zy to Zz",
        "a-z/z/": "A to Z: Z",
    }
    assert [(way.text, way.count) for way in own["a-z/z/"].shows["volumes"]] == [
        ("Ze", "120 entries"),
        ("Zy to Zz", "121 entries"),
    ]
    assert len({page.title for page in pages}) == len(pages)
