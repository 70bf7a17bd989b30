"""Recommended and resolved side by side: what is marked as taken out and put in, and that nothing else is."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.compare import Comparison, Segment, compare, wording_only
from scrutiny.model import Recommendation, Resolution, WordChange

CASES = Path(__file__).parent / "cases" / "compare"


def cases(*files: str) -> list[Any]:
    """Every case of some files; its name is the sentence."""
    return [
        pytest.param(case, id=sentence)
        for file in files
        for sentence, case in yaml.load((CASES / file).read_text("utf-8"), yaml.BaseLoader).items()  # noqa: S506  text stays text
    ]


def compared(case: Any) -> Comparison:
    """The comparison of a case."""
    return compare(
        Recommendation.model_validate({"effect": "other", "text": case["recommended"]}),
        Resolution.model_validate({"effect": "other", "text": case["resolved"], "changes": case.get("changes", [])}),
        as_minuted=case.get("words") == "as minuted",
    )


def marked(segments: tuple[Segment, ...]) -> str:
    """A text with its marks in square brackets; two marks that touch are one."""
    return "".join(s.text if s.kind == "same" else f"[{s.text}]" for s in segments).replace("][", "")


@pytest.mark.parametrize("case", cases("phrases_the_editor_quotes.yml", "words_of_the_minutes.yml"))
def test_what_is_marked(case: Any) -> None:
    """Both texts stand whole, with the changed phrases marked once."""
    found = compared(case)
    assert marked(found.left) == case["left"]
    assert marked(found.right) == case["right"]
    assert {s.kind for s in found.left} <= {"same", "out"}
    assert {s.kind for s in found.right} <= {"same", "in"}


@pytest.mark.parametrize("case", cases("said_in_a_sentence.yml"))
def test_a_change_of_wording_is_a_sentence(case: Any) -> None:
    """An editorial change is said in words, each phrase in quotation marks."""
    assert wording_only(tuple(WordChange.model_validate(change) for change in case["changes"])) == case["said"]


WORD = st.sampled_from(["note", "the", "report", "of", "next", "meeting", "March", "board", "and", "plan"])
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)


@given(SENTENCE, SENTENCE, st.data(), st.booleans())
def test_no_letter_is_lost_or_doubled(recommended: str, resolved: str, data: st.DataObject, as_minuted: bool) -> None:  # noqa: FBT001
    """Whatever is quoted, each side still reads as its own text, and every quoted phrase is under a mark."""

    def phrases(text: str) -> st.SearchStrategy[list[str]]:
        words = text.split()
        ends = st.tuples(st.integers(0, len(words) - 1), st.integers(1, 4))
        return st.lists(ends.map(lambda end: " ".join(words[end[0] : end[0] + end[1]])), max_size=3)

    was, became = data.draw(phrases(recommended)), data.draw(phrases(resolved))
    changes = [{"was": phrase} for phrase in was] + [{"became": phrase} for phrase in became]
    found = compared(
        {
            "recommended": recommended,
            "resolved": resolved,
            "changes": changes,
            "words": "as minuted" if as_minuted else "ours",
        }
    )
    for segments, text, quoted in ((found.left, recommended, was), (found.right, resolved, became)):
        assert "".join(segment.text for segment in segments) == text
        assert all(segment.text for segment in segments)
        marks = marked(segments).split("[")[1:]
        if changes:
            under = [mark.split("]")[0] for mark in marks]
            assert all(any(phrase in mark for mark in under) for phrase in quoted)


@given(SENTENCE, SENTENCE)
def test_what_the_minutes_share_is_the_same_on_both_sides(recommended: str, resolved: str) -> None:
    """In a comparison of words, the unmarked words of both sides are the same words in the same order."""
    found = compared({"recommended": recommended, "resolved": resolved, "words": "as minuted"})
    left, right = ("".join(s.text for s in side if s.kind == "same") for side in (found.left, found.right))
    assert left == right
