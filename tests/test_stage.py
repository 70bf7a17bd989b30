"""What may be published at an instant; everything else is as if it were not there."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.model import Authority, Item, Meeting
from scrutiny.register import Register
from scrutiny.stage import is_public, publishable
from scrutiny.vocabulary import Visibility

SAMPLE = Path(__file__).parent / "sample" / "content"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RELEASED = {"released_by": "Head of Democratic Services"}


def authority(**settings: Any) -> Authority:
    """A council, public unless said otherwise."""
    named = {"title": "Northport Council", "short_name": "Northport", "summary": "A council.", "gss": "none"}
    return Authority.model_validate({"visibility": "public"} | named | settings)


def item(**settings: Any) -> Item:
    """A committee item, public unless said otherwise."""
    named = {"title": "Northport: an item", "summary": "An item.", "kind": "report", "committee": "not stated"}
    decided = {"meeting": "2026-05-20", "resolutions": {"verb": "none recorded"}}
    return Item.model_validate({"visibility": "public"} | named | decided | settings)


def embargoed(until: object, **release: str) -> Item:
    """An item kept back until a day."""
    return item(visibility="embargoed", embargo={"until": until} | release)


def at(instant: str) -> datetime:
    """An instant with its zone."""
    return datetime.fromisoformat(instant)


EXEMPT = {"paragraph": "3", "summary": "A contract."}


@pytest.mark.parametrize(
    "record, shown",
    [
        pytest.param(item(), True, id="public"),
        pytest.param(item(visibility="draft"), False, id="draft"),
        pytest.param(item(visibility="exempt", exemption=EXEMPT), False, id="exempt"),
        pytest.param(embargoed("2026-06-01"), False, id="embargo over, nobody released it"),
        pytest.param(embargoed("2026-06-01", **RELEASED), True, id="embargo over and released"),
        pytest.param(embargoed("2027-03-31", **RELEASED), False, id="released, its day still to come"),
        pytest.param(embargoed("2027-03-31"), False, id="neither released nor due"),
        pytest.param(embargoed("not stated", **RELEASED), False, id="released, no day stated"),
        pytest.param(embargoed("once the election is over", **RELEASED), False, id="released, on a condition"),
        pytest.param(embargoed("20 March", **RELEASED), False, id="released, year not stated"),
        pytest.param(embargoed("immediately", **RELEASED), False, id="released, at once from no day"),
        pytest.param(
            embargoed({"date": "not stated", "after": "2020-01-01"}, **RELEASED), False, id="released, after some day"
        ),
        pytest.param(embargoed("2026-11", **RELEASED), False, id="released, some day of this month"),
        pytest.param(item(visibility="draft", embargo={"until": "2020-01-01"} | RELEASED), False, id="draft, released"),
        pytest.param(
            item(visibility="exempt", exemption=EXEMPT, embargo={"until": "2020-01-01"} | RELEASED),
            False,
            id="exempt, released",
        ),
        pytest.param(
            item(withdrawn={"on": "2026-05-03", "reason": "Published twice."}), True, id="withdrawn: its page stays"
        ),
    ],
)
def test_who_may_see_a_record(record: Item, shown: bool) -> None:  # noqa: FBT001
    """A record is published only when it is plainly public, or its embargo is over and somebody released it."""
    assert is_public(record, NOON) is shown


@pytest.mark.parametrize(
    "until, instant, shown",
    [
        pytest.param("2026-12-01", "2026-11-30T23:59:59+00:00", False, id="winter, a second before midnight"),
        pytest.param("2026-12-01", "2026-12-01T00:00:00+00:00", True, id="winter, midnight"),
        pytest.param("2026-06-01", "2026-05-31T22:59:59+00:00", False, id="summer, a second before midnight in London"),
        pytest.param("2026-06-01", "2026-05-31T23:00:00+00:00", True, id="summer, midnight in London"),
        pytest.param("2026-06-01", "2026-06-01T00:00:00+02:00", False, id="summer, midnight further east"),
        pytest.param("2026-06-01", "2026-06-01T00:00:00+01:00", True, id="summer, midnight by the clock of London"),
        pytest.param("2026-03-29", "2026-03-28T23:59:59+00:00", False, id="the night the clocks go forward, before"),
        pytest.param("2026-03-29", "2026-03-29T00:00:00+00:00", True, id="the night the clocks go forward"),
        pytest.param("2026-03-30", "2026-03-29T23:00:00+00:00", True, id="the night after the clocks went forward"),
        pytest.param("2026-10-25", "2026-10-24T22:59:59+00:00", False, id="the night the clocks go back, before"),
        pytest.param("2026-10-25", "2026-10-24T23:00:00+00:00", True, id="the night the clocks go back"),
        pytest.param("2026-10-26", "2026-10-25T23:59:59+00:00", False, id="the night after the clocks went back"),
    ],
)
def test_an_embargo_ends_at_midnight_in_london(until: str, instant: str, shown: bool) -> None:  # noqa: FBT001
    """An embargo ends exactly at the beginning of its day in London, in summer and in winter."""
    assert is_public(embargoed(until, **RELEASED), at(instant)) is shown


def test_every_visibility_but_public_is_kept_back_by_default() -> None:
    """A visibility that nobody thought of would be withheld, not shown."""
    for visibility in Visibility:
        record = item().model_copy(update={"visibility": visibility})
        assert is_public(record, NOON) is (visibility is Visibility.PUBLIC)


@pytest.mark.parametrize(
    "kept_back",
    [
        pytest.param(authority(visibility="draft"), id="draft"),
        pytest.param(authority(visibility="exempt", exemption=EXEMPT), id="exempt"),
        pytest.param(authority(visibility="embargoed", embargo={"until": "2020-01-01"}), id="not released"),
    ],
)
def test_a_withheld_authority_takes_its_records_with_it(kept_back: Authority) -> None:
    """No record of a withheld authority is published, and records of others are not touched."""
    records = {
        "eastport": authority(),
        "eastport/items/2026-x": item(),
        "northport": kept_back,
        "northport/items/2026-x": item(),
        "northport-two": authority(),
        "northport-two/items/2026-x": item(),
    }
    shown = publishable(Register(records), NOON).records
    assert list(shown) == ["eastport", "eastport/items/2026-x", "northport-two", "northport-two/items/2026-x"]


def test_the_sample_loses_exactly_what_is_withheld() -> None:
    """Of the sample four records stay back, and nothing else changes: not their order, not what is shared."""
    whole = load_content(SAMPLE).register
    staged = publishable(whole, NOON)
    assert set(whole.records) - set(staged.records) == {
        "northwick/inspections/2026-zzqembargoed",
        "northwick/items/2026-exempt-contract",
        "northwick/items/2026-zzqdraft",
        "northwick/items/2026-zzqembargoed-later",
    }
    assert list(staged.records) == [id_ for id_ in whole.records if id_ in staged.records]
    assert staged.shared == whole.shared


def test_nothing_withheld_is_left_in_what_is_linked() -> None:
    """No word of a withheld record is in the staged records, nor in anything derived from how records point."""
    staged = publishable(load_content(SAMPLE).register, NOON)
    told = repr(link(staged)) + repr({id_: type(record) for id_, record in staged.records.items()})
    for word in ("zzqembargoed", "zzqdraft", "zzqexempt", "2026-exempt-contract"):
        assert word not in told


def test_the_sample_is_the_same_as_if_the_files_were_deleted(tmp_path: Path) -> None:
    """Staging gives the register that a folder without the withheld files gives."""
    whole = load_content(SAMPLE).register
    staged = publishable(whole, NOON)
    for id_ in staged.records:
        name = f"{id_}.yml" if "/" in id_ else f"{id_}/authority.yml"
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((SAMPLE / name).read_bytes())
    (tmp_path / "shared").mkdir()
    for file in (SAMPLE / "shared").iterdir():
        (tmp_path / "shared" / file.name).write_bytes(file.read_bytes())
    assert staged == load_content(tmp_path).register


def test_what_is_public_grows_only_with_time() -> None:
    """A record that was published on one day is published on every later one."""
    whole = load_content(SAMPLE).register
    before: set[str] = set()
    for instant in ("2024-01-01", "2026-05-31", "2026-06-01", "2026-11-22", "2027-03-30", "2027-03-31", "2030-01-01"):
        now = set(publishable(whole, at(f"{instant}T12:00+00:00")).records)
        assert before <= now
        before = now
    assert "northwick/items/2026-zzqembargoed-later" in before
    assert "northwick/items/2026-zzqdraft" not in before


def test_a_meeting_is_staged_like_any_record() -> None:
    """Every kind of record obeys the same rule."""
    meeting = Meeting.model_validate(
        {
            "title": "A meeting",
            "visibility": "draft",
            "summary": "A meeting.",
            "committee": "not stated",
            "date": "2026-05-20",
            "state": "held",
        }
    )
    assert not is_public(meeting, NOON)
