"""Names of people: an honorific and a name in any text, and a bare name where a role should stand.

A councillor, mayor or member of parliament answers for public business by name, so such a word before or after a
name is its basis. Everybody else appears as a role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from scrutiny.check.personal.found import Found, Kind
from scrutiny.check.personal.given_names import GIVEN_NAMES
from scrutiny.check.personal.posts import OF_A_POST

_LETTER = r"[A-ZÀ-ÖØ-Þ]"
_SMALL = r"[a-zß-öø-ÿŵŷ]"
_PARTICLE = r"(?:O'|D'|Mc|Mac|Fitz|ap |van |von |de |der |la |le |al-|el-|bin |ibn )"
_CAPITALISED = rf"(?:{_PARTICLE}*{_LETTER}{_SMALL}[\w']*(?:-{_LETTER}?[\w']+)*)"
_INITIAL = rf"(?:{_LETTER}\.?(?![\w']))"
_HONORIFIC = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Messrs|Dr|Prof|Professor|Rev|Revd|Reverend|Sir|Dame|Lady|Fr|Canon|Mr and Mrs|Mr & Mrs)"
)
_TITLED = re.compile(
    rf"(?<![\w'-])(?:{_HONORIFIC}\.?\s+)+(?!(?:and|or|of)\b)(?:{_INITIAL}\s*)*(?P<name>{_CAPITALISED}|{_LETTER}{{2,}}(?![\w']))"
    rf"(?:\s+(?:{_INITIAL}\s*)*{_CAPITALISED})*"
)
_NO_PERSON = re.compile(
    r"""\b(?:Hospitals?|Schools?|Academ(?:y|ies)|College|University|Surgery|Practice|Clinic|Centre|Trust|Foundation|Road|Street
    |Lane|Avenue|Drive|Close|Court|House|Hall|Park|Ward|Inquiry|Enquiry|Review|Report|Reports|Act|Bill|Charter|Award|Prize
    |Teams|Office|Excel|Chapel|Church|Primary|Infants?|Juniors?|Grammar|High|Garden|Gardens|Bridge|Square|Building|Library
    |Justice|Speaker|Mayor|Day|Bay|Law|Index|Test|Scheme|Fund|Charity|Ltd|Limited|Who|Martens)\b""",
    re.VERBOSE,
)
_PUBLIC_BEFORE = re.compile(
    r"\b(?:Councillors?|Cllrs?\.?|Cynghorydd|Cynghorwyr|Cyng\.?|Alderman|Alderwoman|Aldermen|Mayor(?:ess)?|Maer|MP|MS|MSP|AM"
    r"|Commissioner|Minister|Secretary of State|Judge|Baroness|Lord)\s*[,:]?\s*(?:the\s+)?$"
)
_PUBLIC_OFFICE = re.compile(
    r"\b(?:Councillors?|Cllrs?|Cynghorydd|Cyng|Alderman|Mayor(?:ess)?|Maer|Commissioner|Minister|Judge|Justice|Baroness|Lord"
    r"|MP|MSP|MLA)\b"
)
_PUBLIC_AFTER = re.compile(r"\s*,?\s*\(?(?:MP|MS|AM|MSP|MLA|TD)\b")
_WORDS_BEFORE = 40

_RUN = re.compile(
    rf"(?<![\w'-])(?:{_INITIAL}\s*)*(?:{_CAPITALISED}|{_LETTER}{{2,}}(?![\w']))"
    rf"(?:\s+(?:(?:{_INITIAL}\s*)*(?:{_CAPITALISED}|{_LETTER}{{2,}}(?![\w']))))*"
)
_OF_A_PLACE = re.compile(r"\b(?:of|for|in|at|within|across|yn|ar gyfer)\s+(?:the\s+)?$")
_FEWEST, _MOST = 2, 4


def titled_names_in(text: str) -> Iterator[Found]:
    """Yield every honorific with a name after it: "Mr Smith"; but not of a councillor, a judge or a hospital."""
    for found in _TITLED.finditer(text):
        if _NO_PERSON.search(found[0]) or _NO_PERSON.match(text[found.end() :].lstrip(" '")):
            continue
        if not _has_public_role(text, *found.span()):
            yield Found(Kind.NAME, *found.span())


def bare_names_in(text: str) -> Iterator[Found]:
    """Yield what seems a name in a text that should be a role; councils and bodies may be among it."""
    yield from titled_names_in(text)
    for found in _RUN.finditer(text):
        words = [word.lower().strip(".") for word in found[0].split()]
        if _has_public_role(text, *found.span()):
            continue
        given = words[0] in GIVEN_NAMES
        if len(words) == 1:
            if given and found[0] == text.strip():
                yield Found(Kind.NAME, *found.span())
            continue
        if any(word in OF_A_POST or word.removesuffix("'s") in OF_A_POST for word in words):
            yield from _after_a_post(text, found)
        elif given or (
            _FEWEST <= len(words) <= _MOST
            and not found[0].isupper()
            and not _OF_A_PLACE.search(text, max(0, found.start() - _WORDS_BEFORE), found.start())
        ):
            yield Found(Kind.NAME, *found.span())


def _after_a_post(text: str, run: re.Match[str]) -> Iterator[Found]:
    """Yield the name at the end of a run that begins with a post: "Head Teacher Jane Smith"."""
    parts = list(re.finditer(r"\S+", run[0]))
    for first, second in pairwise(parts):
        words = first[0].lower(), second[0].lower()
        if words[0] in GIVEN_NAMES and words[0] not in OF_A_POST and words[1].removesuffix("'s") not in OF_A_POST:
            start = run.start() + first.start()
            if not _has_public_role(text, start, run.end()):
                yield Found(Kind.NAME, start, run.end())
            return


def _has_public_role(text: str, start: int, end: int) -> bool:
    """Tell whether a public office stands right before a name, or within it, or MP after it."""
    office = _PUBLIC_BEFORE.search(text, max(0, start - _WORDS_BEFORE), start)
    return bool(office or _PUBLIC_OFFICE.search(text, start, end) or _PUBLIC_AFTER.match(text, end))
