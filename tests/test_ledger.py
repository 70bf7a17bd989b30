"""The address ledger: what it says, which damage it refuses, and which loss of an address it does not let pass."""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from conftest import SAMPLE
from scrutiny.ledger import (
    Event,
    Kind,
    Ledger,
    LedgerDamaged,
    Standing,
    What,
    after,
    is_continuation,
    lost_records,
    measure,
    read_ledger,
)
from scrutiny.load.content import load_content
from scrutiny.model import Item, Removal
from scrutiny.model.source import Withdrawal
from scrutiny.register import Register

ITEM = next(item for _, item in load_content(SAMPLE).register.of(Item) if not item.formerly and not item.withdrawn)
MAY = datetime.date(2026, 5, 2)
JUNE = datetime.date(2026, 6, 3)
FIRST = '{"on": "2026-05-02", "event": "published", "address": "/n/items/2026-a/", "page": "record"}\n'


def register(*ids: str, removed: Iterable[tuple[str, Removal]] = (), **formerly: str) -> Register:
    """A staged register of items of the authority n; of ``a="b"`` the item 2026-a was called 2026-b before."""
    records = {
        f"n/items/2026-{name}": ITEM.model_copy(
            update={"formerly": (f"n/items/2026-{formerly[name]}",) if name in formerly else ()}
        )
        for name in sorted({*ids, *formerly})
    }
    gone: dict[str, tuple[Removal, ...]] = {}
    for name, removal in removed:
        gone[f"n/items/2026-{name}"] = (*gone.get(f"n/items/2026-{name}", ()), removal)
    return Register(dict(records), removed=gone)


def removal(name: str, on: str = "2026-05-20", **more: object) -> tuple[str, Removal]:
    """A line of removed.yml."""
    said = {"record": f"items/2026-{name}", "on": on, "reason": "It named a family.", **more}
    return name, Removal.model_validate(said)


def withdrawn(staged: Register, name: str, reason: str = "Published twice.") -> Register:
    """The register with a record that no longer counts."""
    id_ = f"n/items/2026-{name}"
    record = staged.records[id_].model_copy(update={"withdrawn": Withdrawal(on="2026-05-20", reason=reason)})
    return replace(staged, records={**staged.records, id_: record})


def standing(
    staged: Register, *lists: str, texts: Iterable[str] = (), leads: Mapping[str, str] | None = None
) -> Standing:
    """What a build of a register has pages for, with lists at further addresses."""
    pages = {f"/{id_}/": What.RECORD for id_ in staged.records}
    pages |= dict.fromkeys(lists, What.LIST) | dict.fromkeys(texts, What.TEXT)
    return Standing(staged, pages, dict(leads or {}))


def published(*states: Register, day: datetime.date = MAY) -> Ledger:
    """The ledger after one publication of each state, a day apart."""
    ledger = Ledger()
    for number, staged in enumerate(states):
        assert not lost_records(ledger, staged)
        ledger = read_ledger(ledger.text + after(ledger, standing(staged), day + datetime.timedelta(number)))
    return ledger


def told(ledger: Ledger, staged: Register) -> list[str]:
    """What is said of a state that may not be published."""
    return [str(problem) for problem in lost_records(ledger, staged)]


def lines_after(ledger: Ledger, new: Standing, on: datetime.date = JUNE) -> list[str]:
    """The lines that a build adds."""
    return after(ledger, new, on).splitlines()


# The lines


def test_the_first_publication_names_every_address_in_order() -> None:
    """A new ledger has one line for each page, sorted, with the day and what stands there."""
    new = standing(register("b", "a"), "/", "/n/committees/x/", texts=["/about/"])

    assert lines_after(Ledger(), new, MAY) == [
        '{"on": "2026-05-02", "event": "published", "address": "/", "page": "list"}',
        '{"on": "2026-05-02", "event": "published", "address": "/about/", "page": "text"}',
        '{"on": "2026-05-02", "event": "published", "address": "/n/committees/x/", "page": "list"}',
        '{"on": "2026-05-02", "event": "published", "address": "/n/items/2026-a/", "page": "record"}',
        '{"on": "2026-05-02", "event": "published", "address": "/n/items/2026-b/", "page": "record"}',
    ]


def test_every_event_has_its_line() -> None:
    """A move, a withdrawal, a removal, an emptied list and a return are each told in one line, for people to read."""
    before = read_ledger(after(Ledger(), standing(register("a", "b", "c", "d"), "/n/roles/y/"), MAY))
    now = withdrawn(register("c", removed=[removal("d")], e="a"), "c", "Gŵyl: wrong year.")
    now = replace(now, records={**now.records, "n/items/2026-b": ITEM})

    lines = lines_after(before, standing(now))
    assert lines == [
        '{"on": "2026-06-03", "event": "published", "address": "/n/items/2026-e/", "page": "record"}',
        '{"on": "2026-06-03", "event": "moved", "address": "/n/items/2026-a/", "to": "/n/items/2026-e/"}',
        '{"on": "2026-06-03", "event": "withdrawn", "address": "/n/items/2026-c/", "reason": "Gŵyl: wrong year."}',
        '{"on": "2026-06-03", "event": "removed", "address": "/n/items/2026-d/", "reason": "It named a family."}',
        '{"on": "2026-06-03", "event": "emptied", "address": "/n/roles/y/"}',
    ]
    again = register("b", "c", removed=[removal("d", public_again={"on": "2026-06-03", "released_by": "Clerk"})], e="a")
    again = replace(again, records={**again.records, "n/items/2026-d": ITEM})
    ledger = read_ledger(before.text + "\n".join(lines) + "\n")
    assert lines_after(ledger, standing(again, "/n/roles/y/")) == [
        '{"on": "2026-06-03", "event": "returned", "address": "/n/items/2026-c/"}',
        '{"on": "2026-06-03", "event": "returned", "address": "/n/items/2026-d/", "released_by": "Clerk"}',
        '{"on": "2026-06-03", "event": "returned", "address": "/n/roles/y/"}',
    ]


def test_nothing_new_adds_nothing() -> None:
    """A second build of the same content, on a later day, adds no line."""
    staged = withdrawn(register("a", "b", removed=[removal("x")], c="y"), "b")
    assert after(published(staged), standing(staged), JUNE) == ""


def test_equal_input_gives_equal_lines() -> None:
    """The order in which a build meets its pages makes no difference."""
    staged = register("a", "b", "c", d="old")
    one, other = standing(staged), standing(staged)
    other.pages = dict(reversed(other.pages.items()))

    assert after(Ledger(), one, MAY) == after(Ledger(), other, MAY)


def test_what_is_written_is_read_again() -> None:
    """Every kind of event survives its line, with quotation marks, line separators and letters of Welsh in it."""
    for kind in Kind:
        says = {Kind.PUBLISHED: "text", Kind.MOVED: "/b/", Kind.EMPTIED: ""}.get(kind, 'Ŵ "x" \u2028 \\ end')
        event = Event(MAY, kind, "/a/", says)
        line = event.line()
        assert line.count("\n") == 1
        found = read_ledger(
            FIRST
            + '{"on": "2026-05-02", "event": "published", "address": "/b/", "page": "text"}\n'
            + ("" if kind is Kind.PUBLISHED else Event(MAY, Kind.PUBLISHED, "/a/", "text").line())
            + (Event(MAY, Kind.EMPTIED, "/a/").line() if kind is Kind.RETURNED else "")
            + line
        ).entries["/a/"]
        assert (found.state, found.says) == (kind, "" if kind is Kind.PUBLISHED else says)


# Damage


def line(**fields: str) -> str:
    """A line of the ledger; names and values as given, after a day."""
    return json.dumps({"on": "2026-05-02", **fields}) + "\n"


DAMAGE = {
    "not JSON": (FIRST + "published /x/\n", "in line 2: this is no line of the ledger (not JSON)"),
    "an empty line": (FIRST + "\n" + FIRST, "in line 2: this is no line of the ledger (not JSON)"),
    "a list": ("[]\n", "in line 1: this is no event"),
    "a number": (line(event="published", address="/a/", page="list").replace('"list"', "1"), "this is no event"),
    "deep": ("[" * 100_000 + "\n", "in line 1: this is no line of the ledger"),
    "merge marks": (FIRST + "<<<<<<< HEAD\n", "in line 2: two versions of it were merged and the marks"),
    "merge line": (FIRST + "=======\n", "in line 2: two versions of it were merged and the marks"),
    "cut off": (FIRST + FIRST[:40], "is cut off in line 2: its last line does not end"),
    "cut at its end": (FIRST[:-1], "is cut off in line 1: its last line does not end"),
    "unknown event": (line(event="burnt", address="/a/"), 'in line 1: the event "burnt" is not known'),
    "no event": (line(address="/a/"), 'in line 1: the event "" is not known'),
    "a missing name": (line(event="moved", address="/a/"), "in line 1: an event “moved” says on, event, address, to"),
    "another name": (line(event="emptied", address="/a/", to="/b/"), "an event “emptied” says on, event, address"),
    "no day": (FIRST.replace("2026-05-02", "2 May"), "in line 1: “on” is no day written YYYY-MM-DD"),
    "a short day": (FIRST.replace("2026-05-02", "20260502"), "in line 1: “on” is no day written YYYY-MM-DD"),
    "an odd address": (FIRST.replace("/n/items", "https://n/items"), "in line 1: an address begins and ends with"),
    "a way up": (FIRST.replace("/n/items", "/../items"), "in line 1: an address begins and ends with a slash"),
    "an open address": (line(event="published", address="/a", page="list"), "in line 1: an address begins and ends"),
    "an odd page": (line(event="published", address="/a/", page="record "), "in line 1: “page” is one of: record"),
    "no reason": (FIRST + line(event="removed", address="/n/items/2026-a/", reason=" "), "line 2: a value is missing"),
    "days out of order": (
        FIRST + line(event="emptied", address="/n/items/2026-a/").replace("05-02", "05-01"),
        "in line 2: its day is before that of the line above, 2026-05-02",
    ),
    "published twice": (FIRST + FIRST, "in line 2: /n/items/2026-a/ was published for the first time before"),
    "moved, never published": (
        FIRST + line(event="moved", address="/n/items/2026-b/", to="/n/items/2026-a/"),
        "in line 2: /n/items/2026-b/ was moved, but never published",
    ),
    "moved to nowhere": (
        FIRST + line(event="moved", address="/n/items/2026-a/", to="/n/items/2026-b/"),
        "in line 2: /n/items/2026-a/ leads to /n/items/2026-b/, which was never published",
    ),
    "moved to itself": (
        FIRST + line(event="moved", address="/n/items/2026-a/", to="/n/items/2026-a/"),
        "in line 2: /n/items/2026-a/ leads back to itself",
    ),
    "moved in a circle": (
        FIRST
        + line(event="published", address="/b/", page="list")
        + line(event="moved", address="/n/items/2026-a/", to="/b/")
        + line(event="moved", address="/b/", to="/n/items/2026-a/"),
        "in line 4: /b/ leads back to itself",
    ),
    "removed, never published": (line(event="removed", address="/b/", reason="x"), "was removed, but never published"),
    "back, never gone": (
        FIRST + line(event="returned", address="/n/items/2026-a/"),
        "in line 2: /n/items/2026-a/ came back, but was never gone",
    ),
}


@pytest.mark.parametrize("text, said", DAMAGE.values(), ids=DAMAGE)
def test_damage_is_refused_with_its_line(text: str, said: str) -> None:
    """A ledger that is not whole, or says what cannot be, is refused with a sentence that names the line."""
    with pytest.raises(LedgerDamaged) as refused:
        read_ledger(text)

    sentence = str(refused.value)
    assert said in sentence
    assert sentence.startswith("The address ledger is ")
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_an_empty_ledger_is_that_of_a_new_site() -> None:
    """A site that was never published has a ledger without a line."""
    assert read_ledger("") == Ledger()


def test_a_ledger_that_lost_a_line_is_refused() -> None:
    """Compared with its earlier measure, a ledger that lost or changed a line is no continuation; a longer one is."""
    whole = published(register("a", "b", "c")).text
    first, second, third = whole.splitlines(keepends=True)
    before = measure(whole)

    assert is_continuation(before, whole)
    assert is_continuation(before, whole + FIRST)
    assert is_continuation(measure(""), whole)
    for now in ("", first + third, second + first + third, whole.replace("2026-b", "2026-x"), whole[:-1], whole[1:]):
        assert not is_continuation(before, now), now
        with pytest.raises(LedgerDamaged, match=r"lost lines or was changed .* addresses\.jsonl"):
            read_ledger(now, before)
    assert not is_continuation(measure(whole[:-1]), whole[:-1] + " " + FIRST)
    assert read_ledger(whole, before) == read_ledger(whole)


def test_a_build_of_an_earlier_day_adds_nothing() -> None:
    """A clock that went back cannot write a ledger whose days are out of order."""
    with pytest.raises(LedgerDamaged, match="already tells of 2026-05-02, and this build is of 2026-05-01"):
        after(published(register("a")), standing(register("b", "a")), datetime.date(2026, 5, 1))


# What may not be lost


def test_a_record_that_is_gone_is_told_with_three_cures() -> None:
    """The record's address, the day on which it was published, and the three ways to put it right are named."""
    (said,) = told(published(register("a", "b")), register("b"))
    assert said == (
        "url-ledger: /n/items/2026-a/ was published on 2 May 2026 and is gone — bring content/n/items/2026-a.yml back "
        "as a public record, with withdrawn: if it no longer counts; or, if the file has a new name, write "
        "“formerly: [n/items/2026-a]” into it; or, if the words have to go, write “record: items/2026-a” with the day "
        "and the reason into content/n/removed.yml (address-lost)"
    )


@pytest.mark.parametrize(
    "now",
    [
        register("a"),
        withdrawn(register("a"), "a"),
        register(b="a"),
        register("b", removed=[removal("a")]),
    ],
    ids=["is there", "withdrawn", "moved", "removed"],
)
def test_a_record_that_is_accounted_for_is_no_loss(now: Register) -> None:
    """A page that stands, one that says it no longer counts, a way on and a notice are each an answer."""
    assert told(published(register("a")), now) == []


def test_every_lost_record_is_told_in_order() -> None:
    """Several losses are told at once, sorted by address; a list that goes is none."""
    ledger = read_ledger(after(Ledger(), standing(register("c", "a", "b"), "/n/roles/y/"), MAY))
    assert [text.split()[1] for text in told(ledger, register("b"))] == ["/n/items/2026-a/", "/n/items/2026-c/"]


def test_a_lost_authority_is_told_by_its_file() -> None:
    """The page of an authority is a record like others; its cure names authority.yml."""
    ledger = read_ledger(FIRST.replace("/n/items/2026-a/", "/northport/"))
    (said,) = told(ledger, register("b"))
    assert "bring content/northport/authority.yml back" in said
    assert "“record: northport”" in said


def test_an_address_is_not_used_again_after_a_removal() -> None:
    """A file at the address of a removed record is refused, also when its line in removed.yml has been deleted."""
    ledger = published(register("a", "b"), register("b", removed=[removal("a")]))
    for now in (register("a", "b"), register("a", "b", removed=[removal("a")]), register(b="a")):
        (said,) = told(ledger, now)
        assert said.startswith("url-ledger: /n/items/2026-a/ was withdrawn on 3 May 2026 and is in use again — ")
        assert "give the new file another name" in said
        assert said.endswith("content/n/removed.yml (address-reused)")


def test_a_removed_record_comes_back_only_on_purpose() -> None:
    """With public_again: on or after the last removal the record is public again; an older one does not count."""
    again = {"public_again": {"on": "2026-05-03", "released_by": "Clerk"}}
    back = register("a", removed=[removal("a", "2026-05-02", **again)])
    gone = register("b", removed=[removal("a", "2026-05-02")])
    ledger = published(register("a", "b"), gone)
    assert told(ledger, replace(back, records=register("a", "b").records)) == []

    twice = [removal("a", "2026-05-02", **again), removal("a", "2026-05-05")]
    both = register("a", "b")
    ledger = published(
        register("a", "b"),
        gone,
        replace(both, removed=register(removed=twice[:1]).removed),
        register("b", removed=twice),
    )
    (said,) = told(ledger, replace(both, removed=register(removed=twice[:1]).removed))
    assert "(address-reused)" in said


def test_what_is_public_again_can_be_lost_again() -> None:
    """An entry with public_again: is no reason for a record that is gone."""
    back = {"public_again": {"on": "2026-05-04", "released_by": "Clerk"}}
    states = register("a"), register("b", removed=[removal("a", "2026-05-03")])
    again = replace(register("a", "b"), removed=register(removed=[removal("a", "2026-05-03", **back)]).removed)
    ledger = published(*states, again)

    (said,) = told(ledger, replace(again, records=register("b").records))
    assert said.startswith("url-ledger: /n/items/2026-a/ was published on 2 May 2026 and is gone")


def test_an_address_that_leads_on_stands_for_no_other_record() -> None:
    """Where a record moved away, no new record may stand, unless the moved one comes back and leads here."""
    ledger = published(register("a"), register(b="a"))
    (said,) = told(ledger, register("a", "b"))
    assert said.startswith(
        "url-ledger: /n/items/2026-a/ has led to /n/items/2026-b/ since 3 May 2026 and now stands for a record again — "
    )
    assert told(ledger, register(a="b")) == []

    assert "(address-reused)" in told(ledger, register("b", a="b"))[0]

    chain = published(register("a"), register(b="a"), register(c="b"))
    assert told(chain, register(a="c")) == []
    assert "(address-reused)" in told(chain, register("c", a="b"))[0]


def test_a_withdrawn_record_counts_again_only_on_purpose() -> None:
    """Deleting withdrawn: is refused; public_again: in removed.yml says it on purpose, and the ledger tells it."""
    ledger = published(register("a"), withdrawn(register("a"), "a"))
    (said,) = told(ledger, register("a"))
    assert said.startswith("url-ledger: /n/items/2026-a/ was published as withdrawn on 3 May 2026 and counts again — ")
    assert said.endswith("(public-again)")
    assert told(ledger, withdrawn(register("a"), "a", "Another reason.")) == []

    meant = register("a", removed=[removal("a", public_again={"on": "2026-05-20", "released_by": "Clerk"})])
    assert told(ledger, meant) == []
    assert lines_after(ledger, standing(meant)) == [
        '{"on": "2026-06-03", "event": "returned", "address": "/n/items/2026-a/", "released_by": "Clerk"}'
    ]


def test_a_removed_record_that_nobody_saw_is_told() -> None:
    """A line of removed.yml on a record that was never published would tell of it; a new ledger cannot know."""
    staged = register("a", removed=[removal("zzq")])
    (said,) = told(published(register("a")), staged)
    assert "/n/items/2026-zzq/ was never published" in said
    assert told(Ledger(), staged) == []


# What answers


def test_a_list_is_emptied_once() -> None:
    """A list that stays empty adds no further line."""
    ledger = read_ledger(after(Ledger(), standing(register("a"), "/n/roles/y/"), MAY))
    ledger = read_ledger(ledger.text + after(ledger, standing(register("a")), MAY))
    assert ledger.entries["/n/roles/y/"].state is Kind.EMPTIED
    assert after(ledger, standing(register("a")), JUNE) == ""


def test_a_chain_of_moves_leads_on_in_one_step() -> None:
    """Of a record that moved twice, both old addresses lead to the last, also when only the ledger knows the first."""
    ledger = published(register("a"), register(b="a"), register(c="b"))
    now = standing(register("c"))

    assert now.moved(ledger) == {"/n/items/2026-a/": "/n/items/2026-c/", "/n/items/2026-b/": "/n/items/2026-c/"}
    assert after(ledger, now, JUNE) == ""


def test_what_moved_to_a_removed_record_leads_to_its_notice() -> None:
    """The old address of a record that had to go leads to the notice at the last one."""
    ledger = published(register("a"), register(b="a"))
    now = standing(register("x", removed=[removal("b")]))

    assert now.moved(ledger) == {"/n/items/2026-a/": "/n/items/2026-b/"}
    assert list(now.removed(ledger)) == ["/n/items/2026-b/"]
    assert now.emptied(ledger) == []


def test_a_notice_stays_when_its_line_is_deleted() -> None:
    """The ledger still knows day and reason of a removal that removed.yml no longer tells."""
    ledger = published(register("a", "b"), register("b", removed=[removal("a")]))

    assert standing(register("b")).removed(ledger) == {
        "/n/items/2026-a/": (datetime.date(2026, 5, 3), "It named a family.")
    }


def test_a_text_that_went_has_to_lead_on() -> None:
    """A page written by hand that vanishes is told, unless another says that it stood there formerly."""
    ledger = read_ledger(after(Ledger(), standing(register("a"), texts=["/about/old/"]), MAY))

    assert standing(register("a")).lost_texts(ledger) == ["/about/old/"]
    moved = standing(register("a"), texts=["/about/"], leads={"/about/old/": "/about/"})
    assert moved.lost_texts(ledger) == []
    assert moved.moved(ledger) == {"/about/old/": "/about/"}
