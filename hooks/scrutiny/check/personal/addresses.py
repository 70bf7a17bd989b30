"""Addresses of one person or a few: e-mail addresses, also those written out in words, and full postcodes.

The patterns read text as `plain` gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrutiny.check.personal.found import Found, Kind

_LOCAL = r"(?<![\w.+'-])[A-Za-z0-9_][\w.+'-]{0,63}"
"""What stands before the @, at most 64 signs (RFC 5321, section 4.5.3.1.1)."""
_ENDING = (
    r"(?:uk|com|org|net|gov|nhs|police|info|eu|ie|cymru|wales|scot|london|edu|me|io|biz|example|invalid|test|co|ac|sch)"
)
_DOT = r"(?:\s{0,3}\.\s{0,3}|\s{0,3}[\[({<]\s{0,3}(?:dot|\.)\s{0,3}[\])}>]\s{0,3}|\s{1,3}dot\s{1,3})"
_AT = r"\s{0,3}[\[({<]\s{0,3}(?:at|@)\s{0,3}[\])}>]\s{0,3}"
_MAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*\.[A-Za-z][\w-]+")
_MAIL_WITH_GAPS = re.compile(
    rf"{_LOCAL}(?:\s{{1,3}}@\s{{0,3}}|\s{{0,3}}@\s{{1,3}})(?:[\w-]+{_DOT})+{_ENDING}(?!\w)", re.IGNORECASE
)
_MAIL_IN_WORDS = re.compile(
    rf"{_LOCAL}(?:(?:\s{{1,3}}dot\s{{1,3}}|\s{{0,3}}[\[(]dot[\])]\s{{0,3}})\w+)*(?:{_AT}(?:[\w-]+{_DOT})+{_ENDING}"
    rf"|\s{{1,3}}at\s{{1,3}}(?!www\b)(?:[\w-]+(?:\s{{1,3}}dot\s{{1,3}}|\s{{0,3}}[\[(]dot[\])]\s{{0,3}}))+{_ENDING}"
    rf"|@(?:[\w-]+{_DOT})+{_ENDING})(?!\w)",
    re.IGNORECASE,
)

_AREA = (
    r"(?:A[BL]|B[ABDHLNRSTX]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?"
    r"|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
)
"""The letters that a postcode may begin with (Royal Mail)."""
_DISTRICT = rf"(?:{_AREA}|ZZ)\d[A-Z\d]?"
"""Also ZZ, by which the health service writes that somebody has no fixed address."""
_ROAD = re.compile(
    r"\b(?:address|avenue|close|court|cottages?|crescent|drive|farm|flats?|gardens|green|grove|hill|house|lane|lives|mews|park"
    r"|place|post ?code|road|row|square|street|terrace|view|villas?|walk|way|yard|ffordd|heol|stryd|tŷ)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_OF_NO_AREA = re.compile(r"(?<![\w£/@.-])[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![\w/@])")
"""The form of a postcode, with letters that no area has; after a word of an address it is meant for one."""
_MEASURE = r"(?!KM|MM|CM|KG|MG|KW|MW|KV|MB|AM|PM|PC|IN|OZ)"
_POSTCODE = re.compile(
    rf"(?<![\w£/@.-])(?:{_DISTRICT}[ .-]{{0,3}}\d{_MEASURE}[A-Z]{{2}}"
    # In small letters an ordinal number or a measure looks much the same.
    rf"|(?i:{_DISTRICT}[ ]?\d{_MEASURE}(?!ST|ND|RD|TH|GB|TB|HZ|YR|FT|LB|HR)[A-Z]{{2}}))(?![\w/]|-\d|@)"
)
_OF_A_PAPER = re.compile(
    r"(?i)\b(?:ref(?:erence)?|form|model|road|route|unit code|course|grant)s?\.?\s*(?:no\.?|number|code)?\s*:?\s*$"
)
_WORDS_BEFORE = 24
_WORDS_OF_ADDRESS = 80


def addresses_in(text: str) -> Iterator[Found]:
    """Yield every e-mail address and full postcode of a text that `plain` gave."""
    if "@" in text:
        for pattern in (_MAIL, _MAIL_WITH_GAPS):
            for found in pattern.finditer(text):
                yield Found(Kind.EMAIL, *found.span())
    if _has_a_word_for_it(text):
        for found in _MAIL_IN_WORDS.finditer(text):
            yield Found(Kind.EMAIL, *found.span())
    for found in _POSTCODE.finditer(text):
        if not _OF_A_PAPER.search(text, max(0, found.start() - _WORDS_BEFORE), found.start()):
            yield Found(Kind.POSTCODE, *found.span())
    for found in _OF_NO_AREA.finditer(text):
        if _ROAD.search(text, max(0, found.start() - _WORDS_OF_ADDRESS), found.start()):
            yield Found(Kind.POSTCODE, *found.span())


def _has_a_word_for_it(text: str) -> bool:
    small = text.lower()
    return any(
        word in small for word in (" dot ", "dot]", "dot)", "[at", "(at", "{at", "<at", "[ at", "( at", "(@", "[@")
    )
