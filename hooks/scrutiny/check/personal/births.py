"""When one person was born, and the age of one child.

The patterns read text as `plain` gives it. A day of birth that draws a line ("children born on or after 1 September")
is no person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrutiny.check.personal.found import Found, Kind

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)"
)
_ORDINAL = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)"
)
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = (
    rf"(?:(?:0?[1-9]|[12]\d|3[01])\s?[/.-]\s?(?:0?[1-9]|1[0-2])\s?[/.-]\s?(?:{_YEAR}|\d\d(?!\d))"
    rf"|{_YEAR}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th|fed|af|ail|ydd|eg)?(?:\s{{1,3}}of)?[ .-]*{_MONTH}\.?[ ,.-]*{_YEAR}"
    rf"|(?:the\s{{1,3}})?{_ORDINAL}(?:\s{{1,3}}(?:day\s{{1,3}})?of)?\s{{1,3}}{_MONTH},?\s{{1,3}}{_YEAR}"
    rf"|{_MONTH}\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR})"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s{1,3}(?:the\s{1,3})?)?"
_BIRTH = re.compile(
    rf"""(?:
        \bborn\s{{0,3}}[:,(]?\s{{0,3}}(?:in\s{{1,3}}[A-Z][\w' -]{{1,30}}?,?\s{{1,3}})?(?:on\s{{1,3}})?(?:the\s{{1,3}})?
      | \b(?:D\.?\s?O\.?\s?B\b\.?|dates?\s{{1,3}}of\s{{1,3}}birth|birth\s?-?date|birthday|dyddiad\s{{1,3}}geni)
        \s{{0,3}}(?:[:=,(-]|\bis\b|\bwas\b|\bof\b|\bon\b|\byw\b)?\s{{0,3}}(?:[(:]\s{{0,3}})?
      | \b(?:ganwyd|ganed)\b[^\d.]{{0,30}}?
      | [(,]\s{{0,3}}b\.\s{{0,3}}
    ){_WEEKDAY}(?P<day>{_DAY})""",
    re.VERBOSE | re.IGNORECASE,
)
_NOBODY_IN_PARTICULAR = re.compile(
    r"""\b(?:those|people|persons?|children|babies|infants|pupils|residents|anyone|everyone|anybody|everybody|men|women
        |girls|boys|adults|applicants|any\s+\w+|each\s+\w+|every\s+\w+|no\s+\w+)
        (?:\s+(?:who|that))?(?:\s+(?:is|are|was|were|being))?\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
_SUBJECT = re.compile(r"\b(?P<subject>[a-z]+) (?:(?:which|that) )?(?:was|were|is|had been) $")
_PERSON = frozenset(
    re.findall(
        r"\w+",
        """
        adult applicant aunt baby boy brother carer child claimant client complainant cousin daughter father
        girl grandson granddaughter he husband i infant man mother nephew niece one parent partner patient
        person pupil resident she sibling sister son student subject teenager tenant they toddler twin twins
        uncle user victim who wife witness woman
        """,
    )
)
"""Who may be born; a plan, a trust or an idea is born in another sense."""
_AFTERWARDS = re.compile(
    r"\s*(?:,\s*)?(?:or\s+(?:later|after|before|earlier)|and\s+(?:after|later|before|\d)|onwards|to\s+\d|-\s*\d)",
    re.IGNORECASE,
)

_CHILD = r"(?:boy|girl|son|daughter|brother|sister|grandson|granddaughter|niece|nephew)"
_YOUNG = (
    r"(?:[1-9]|1[0-7]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven)teen)"
)
_WHO = r"\s{0,3},?\s{0,3}\(?(?:who\s{1,3}(?:is|was)\s{1,3})?"
_AND_OTHERS = r"(?!\w|\s{0,3}(?:to|and|or|under|over)\b|\s?[-+/])"
_AGE = re.compile(
    rf"""
      \b{_CHILD}{_WHO}aged\s{{1,3}}{_YOUNG}{_AND_OTHERS}
    | \b{_CHILD},?\s{{1,3}}\(?{_YOUNG}(?=[,.;:)])
    | \b{_YOUNG}[ -](?:years?|months?|yr)[ -]old\s{{1,3}}{_CHILD}\b
    | \bChild\s{{1,3}}[A-Z]\b{_WHO}aged\s{{1,3}}{_YOUNG}{_AND_OTHERS}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OF_ANY = re.compile(r"\b(?:any|each|every|no|per|than|average)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WORDS_BEFORE = 60


def births_in(text: str) -> Iterator[Found]:
    """Yield every day of birth of one person, and every age of one child, of a text that `plain` gave."""
    for found in _BIRTH.finditer(text):
        before = max(0, found.start() - _WORDS_BEFORE)
        if _AFTERWARDS.match(text, found.end()) or _NOBODY_IN_PARTICULAR.search(text, before, found.start()):
            continue
        subject = _SUBJECT.search(text, before, found.start())
        if subject is None or subject["subject"] in _PERSON:
            yield Found(Kind.BIRTH, *found.span("day"))
    for found in _AGE.finditer(text):
        if not _OF_ANY.search(text, max(0, found.start() - _WORDS_BEFORE), found.start()):
            yield Found(Kind.AGE, *found.span())
