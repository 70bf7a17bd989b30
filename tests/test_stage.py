"""What may be published at an instant; everything else is as if it were not there."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.model import Authority, ExemptPart, Finding, Item, MayBeExempt, Meeting, Removal
from scrutiny.register import Register
from scrutiny.stage import is_public, publishable, withheld
from scrutiny.vocabulary import FindingKind, Visibility

SAMPLE = Path(__file__).parent / "sample" / "content"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RELEASED = {"released_by": "Head of Democratic Services"}
PAST = "2026-06-01T00:01 Europe/London"
TO_COME = "2027-03-31T00:01 Europe/London"


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
    """An item kept back until an instant."""
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
        pytest.param(embargoed(PAST), False, id="embargo over, nobody released it"),
        pytest.param(embargoed(PAST, **RELEASED), True, id="embargo over and released"),
        pytest.param(embargoed(TO_COME, **RELEASED), False, id="released, its instant still to come"),
        pytest.param(embargoed(TO_COME), False, id="neither released nor due"),
        pytest.param(embargoed("2026-11-22T12:00Z", **RELEASED), True, id="released, due at this very instant"),
        pytest.param(embargoed("2026-11-22T12:00:01Z", **RELEASED), False, id="released, due a second later"),
        pytest.param(embargoed("2026-11-22T12:30 Europe/Paris", **RELEASED), True, id="released, due further east"),
        pytest.param(embargoed("2026-11-22T11:30-05:00", **RELEASED), False, id="released, due further west"),
        pytest.param(item(visibility="draft", embargo={"until": PAST} | RELEASED), False, id="draft, released"),
        pytest.param(
            item(visibility="exempt", exemption=EXEMPT, embargo={"until": PAST} | RELEASED),
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
    "until, ends",
    [
        pytest.param("2026-12-01T00:01 Europe/London", "2026-12-01T00:01+00:00", id="winter"),
        pytest.param("2026-06-01T00:01 Europe/London", "2026-05-31T23:01+00:00", id="summer"),
        pytest.param("2026-06-01 00:01 Europe/London", "2026-05-31T23:01+00:00", id="a space for the T"),
        pytest.param("2026-06-01T00:01+01:00", "2026-05-31T23:01+00:00", id="an offset"),
        pytest.param("2026-06-01T00:01:30Z", "2026-06-01T00:01:30+00:00", id="seconds, and Z"),
        pytest.param("2026-03-29T00:59 Europe/London", "2026-03-29T00:59+00:00", id="before the clocks go forward"),
        pytest.param("2026-03-29T02:00 Europe/London", "2026-03-29T01:00+00:00", id="after the clocks went forward"),
        pytest.param("2026-10-25T00:59 Europe/London", "2026-10-24T23:59+00:00", id="before the clocks go back"),
        pytest.param("2026-10-25T01:30+01:00", "2026-10-25T00:30+00:00", id="the hour that occurs twice, first time"),
        pytest.param("2026-10-25T01:30+00:00", "2026-10-25T01:30+00:00", id="the hour that occurs twice, second time"),
        pytest.param("2026-10-25T02:00 Europe/London", "2026-10-25T02:00+00:00", id="after the clocks went back"),
    ],
)
def test_an_embargo_ends_at_its_instant(until: str, ends: str) -> None:
    """An embargo ends exactly at its instant, in summer, in winter and in the nights on which the clocks change."""
    record = embargoed(until, **RELEASED)
    assert is_public(record, at(ends))
    assert not is_public(record, at(ends) - timedelta(seconds=1))


def test_staging_needs_an_instant_with_a_zone() -> None:
    """Without a zone nobody can say whether an embargo is over, so nothing is staged."""
    with pytest.raises(ValueError, match="zone"):
        publishable(Register({"northport": authority()}), NOON.replace(tzinfo=None))


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
        pytest.param(authority(visibility="embargoed", embargo={"until": PAST}), id="not released"),
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
    assert withheld(Register(records), NOON) == {"northport", "northport/items/2026-x"}
    shown = publishable(Register(records), NOON).records
    assert list(shown) == ["eastport", "eastport/items/2026-x", "northport-two", "northport-two/items/2026-x"]


def test_the_sample_loses_exactly_what_is_withheld() -> None:
    """Of the sample four records stay back, and nothing else changes: not their order, not what is shared."""
    whole = load_content(SAMPLE).register
    staged = publishable(whole, NOON)
    assert withheld(whole, NOON) == set(whole.records) - set(staged.records)
    assert withheld(whole, NOON) == {
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
    for file in SAMPLE.glob("*/removed.yml"):
        shutil.copy(file, tmp_path / file.relative_to(SAMPLE))
    for file in (SAMPLE / "shared").iterdir():
        (tmp_path / "shared" / file.name).write_bytes(file.read_bytes())
    assert staged == publishable(load_content(tmp_path).register, NOON)


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


def test_a_record_whose_authority_is_not_there_stays_back() -> None:
    """Nobody says of a record without an authority that it may be published."""
    assert withheld(Register({"northport/items/2026-x": item()}), NOON) == {"northport/items/2026-x"}


# Withheld parts


KEPT_BACK: dict[str, Any] = {"exempt": {"paragraph": "3", "summary": "The price was discussed."}}


def with_parts(**lists: Any) -> Item:
    """An item as it is staged, given its parts."""
    resolutions = {"verb": "resolved", "list": lists.pop("resolutions")} if "resolutions" in lists else None
    whole = item(**lists, **({"resolutions": resolutions} if resolutions else {}))
    records = publishable(Register({"northport": authority(), "northport/items/2026-x": whole}), NOON).records
    staged = records["northport/items/2026-x"]
    assert isinstance(staged, Item)
    return staged


def test_of_an_exempt_part_only_its_number_paragraph_and_summary_are_left() -> None:
    """Every field of an exempt part but its number has the value it has in every exempt part; others are untouched."""
    full_point: dict[str, Any] = {
        "number": "2",
        "kind": "concern",
        "lead": "zzq",
        "text": "zzq",
        "by": "zzq",
        "owner": "zzq",
        "when": "2026-01-01",
        "themes": ["zzq"],
        "action": {"text": "zzq"},
        "at": "zzq 1",
    }
    said = {"number": "1", "asked": "zzq", "answered": "zzq", "answered_by": "zzq"}
    staged = with_parts(
        points=[{"number": "1", "text": "Open."}, full_point | KEPT_BACK, {"number": "3", "text": ".", **KEPT_BACK}],
        questions=[said | KEPT_BACK],
        recommendations=[{"number": "1", "effect": "approve", "text": "zzq"} | KEPT_BACK],
        resolutions=[{"number": "1", "effect": "note", "text": "zzq", "recommended": "1", "note": "zzq"} | KEPT_BACK],
    )
    assert "zzq" not in repr(staged)
    assert staged.points[0].text == "Open."
    assert staged.points[1].model_copy(update={"number": "3"}) == staged.points[2]
    shown = [staged.points[1], staged.questions[0], staged.recommendations[0], staged.resolutions.list[0]]
    assert [part.anchor for part in shown] == ["point-2", "question-1", "recommendation-1", "resolution-1"]
    assert all(part.exempt and part.exempt.paragraph == "3" for part in shown)
    assert [staged.points[1].text, staged.questions[0].asked] == ["The price was discussed."] * 2


def test_an_exempt_finding_keeps_the_kind_that_is_in_its_address() -> None:
    """A reference to an exempt finding still lands: the address of a finding is made from its kind and number."""
    finding = Finding.model_validate(
        {"number": "6", "kind": "area for improvement", "text": "zzq", "themes": ["zzq"], "note": "zzq"} | KEPT_BACK
    )
    assert finding.emptied().anchor == finding.anchor == "improvement-6"
    assert "zzq" not in repr(finding.emptied())


def test_what_changed_from_an_exempt_recommendation_is_not_told() -> None:
    """The phrases of an exempt recommendation are not quoted by the public resolution that answers it."""
    staged = with_parts(
        recommendations=[
            {"number": "1", "effect": "approve", "text": "zzq one"} | KEPT_BACK,
            {"number": "2", "effect": "approve", "text": "open two"},
        ],
        resolutions=[
            {
                "number": number,
                "effect": "approve",
                "text": "new",
                "recommended": number,
                "change": "material",
                "changes": [{"was": was, "became": "new"}],
                "meaning": was,
            }
            for number, was in (("1", "zzq"), ("2", "open"))
        ],
    )
    first, second = staged.resolutions.list
    assert (first.change, first.changes, first.meaning, first.recommended) == (None, (), None, "1")
    assert second.meaning == "open"
    assert "zzq" not in repr(staged)


def test_every_class_of_part_that_may_be_exempt_can_be_emptied() -> None:
    """Of each kind of part that may be exempt, the least one can be emptied: its neutral values are complete."""
    kinds = MayBeExempt.__subclasses__()
    assert {kind.__name__ for kind in kinds} == {"Point", "Question", "Recommendation", "Resolution", "Finding"}
    for kind in kinds:
        least: dict[str, Any] = {"number": "1", "kind": FindingKind.STRENGTH}
        part = kind.model_construct(**least, exempt=ExemptPart(**KEPT_BACK["exempt"]))
        assert getattr(part.emptied(), kind.told_in) == "The price was discussed."


# References


def test_references_to_withheld_records_are_gone() -> None:
    """A public record keeps its references to public records, and has none to a withheld one, in any field."""
    told = {"by": "the committee", "on": "2026-05-20"}
    pointing_item = item(
        meeting={"date": "2026-05-20", "record": "meetings/2026-zzq"},
        about=["inspections/2026-zzq", "inspections/2026-open"],
        follows_up=["items/2026-zzq#resolution-1", "items/2026-x"],
        updates=[
            told | {"about": "items/2026-zzq#resolution-1", "text": "News of zzq."},
            told | {"about": "items/2026-x", "text": "News."},
        ],
        discrepancies=[
            {"title": "zzq", "about": "inspections/2026-zzq#on-site", "claims": [{"says": "a", "at": "m 1"}] * 2}
        ],
        withdrawn={"on": "2026-05-21", "reason": "Published twice.", "replaced_by": "items/2026-zzq"},
        follow_up={"expects": "a paper", "date": {"date": "next meeting", "through": "meetings/2026-zzq"}},
        points=[{"number": "1", "text": "Open.", "same_as": "items/2026-zzq#point-1"}],
    )
    records = {
        "northport": authority(),
        "northport/inspections/2026-open": item(),
        "northport/items/2026-x": item(),
        "northport/items/2026-y": pointing_item,
        "northport/items/2026-zzq": item(visibility="draft"),
        "northport/inspections/2026-zzq": item(visibility="draft"),
        "northport/meetings/2026-zzq": item(visibility="draft"),
    }
    staged = publishable(Register(records), NOON).records
    assert "zzq" not in repr(staged)
    shown = staged["northport/items/2026-y"]
    assert isinstance(shown, Item)
    assert (shown.about, shown.follows_up) == (("inspections/2026-open",), ("items/2026-x",))
    assert [update.text for update in shown.updates] == ["News."]
    assert shown.points[0].text == "Open."
    assert staged["northport/items/2026-x"] is records["northport/items/2026-x"]  # what needs no change is not copied


def test_of_removed_records_nothing_leads_to_a_withheld_one() -> None:
    """What is told of removed records leaves out a withheld authority's, and the way to a withheld record."""
    gone = {"on": "2026-05-03", "reason": "It named a family."}
    removed = {
        "eastport/items/2024-a": (Removal.model_validate(gone | {"record": "items/2024-a"}),),
        "northport/items/2024-a": (
            Removal.model_validate(gone | {"record": "items/2024-a", "see": "items/2026-zzq"}),
            Removal.model_validate(gone | {"record": "items/2024-a", "see": "items/2026-x"}),
        ),
    }
    records = {
        "eastport": authority(visibility="draft"),
        "northport": authority(),
        "northport/items/2026-x": item(),
        "northport/items/2026-zzq": item(visibility="draft"),
    }
    staged = publishable(Register(records, removed=removed), NOON).removed
    assert {id_: [each.see for each in told] for id_, told in staged.items()} == {
        "northport/items/2024-a": [None, "items/2026-x"]
    }
