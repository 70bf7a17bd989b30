"""Numbers that lead to one person: of a telephone, the health service, National Insurance, a bank account.

The patterns read text as `plain` gives it. The numbers of papers look much like those of phones, so a word such as
UPRN or "ref" right before one makes it the number of a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrutiny.check.personal.found import Found, Kind

_OF_A_PAPER = re.compile(
    r"""(?<![A-Za-z])(?:
        (?:U[PS]?RN|CRN|cost\s+cent(?:re|er)|cost\s+code|nominal|batch|lot|parcel|MPAN|MPRN|IS[BS]N|EAN|DOI|refs?|references?|ledgers?|invoices?|vouchers?|serials?|barcodes?)
        (?:\s+(?:numbers?|nos?|codes?|ids?|of))?
      | (?:accounting|application|asset|case|charity|company|contract|item|job|licence|minute|order|permit|planning
        |property|registered|registration|report|ticket)
        (?:\s+(?:charity|company|application|reference|order))?\s+(?:numbers?|nos?|codes?|ids?|refs?)
      )\.?\s*[:\#.,=]?\s*(?:is\s+|was\s+)?[(\[]?$""",
    re.VERBOSE | re.IGNORECASE,
)
_WORDS_BEFORE = 48
"""Characters before a number in which the word that makes it a paper's is looked for."""

_GAP = r"[ ().-]{0,3}"
_PHONE = re.compile(
    rf"""
    (?: \b(?P<word>tel(?:ephone)?|phone|mobile|mob|fax|ff[oô]n|symudol)
          (?:\s*(?:no|number|rhif)\b)?(?:\s*(?:is|yw)\b)?[ .:()-]{{0,4}}
      | (?<![\w£$€/.-]) )
    (?P<number>
        (?:\((?=\+?[\d ]{{2,5}}\)))?(?:\+\ ?|00\ ?)44\)?{_GAP}(?:\(0\))?(?:{_GAP}\d){{9,11}}
      | (?:\((?=\+\d{{1,3}}\)))?\+(?!44)[1-9]\d{{0,2}}\)?(?:{_GAP}\d){{7,11}}
      | (?!0[1-9][.-](?:0[1-9]|1[0-2])[.-](?:\d\d){{1,2}}(?!\d))  # a date
        (?!0\d\.[0-5]\d(?!\d))(?!0\.)(?!0\ ?-\ ?\d)(?!(?<=\d[ ])0[ ])  # a time, a decimal, a range, a book
        (?:\((?=[\d ]{{1,7}}\)))?0{_GAP}[1235789](?:(?:{_GAP}\d){{8,9}}(?!\d)|(?:{_GAP}\d){{7}}(?![ .-]?\d))
      | 0[1-9]\d{{2,4}}\ ?/\ ?\d{{3}}\ ?\d{{3,4}}
      | (?(word)[1-9](?:{_GAP}\d){{5,10}}|(?!))                  # without its nought, after a word for a telephone
    )
    (?!\d)(?!/(?!\d{{1,3}}(?![\d/])|\d{{6}}))
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""0, 0044 or +44 and eight to ten more digits; a letter, a pound sign or a slash before it makes it something else."""

_HEALTH = re.compile(r"(?<![\w£$€/.-])\d{3}[ .-]{1,3}\d{3}[ .-]{1,3}\d{4}(?![\d/])")
_HEALTH_AFTER_WORD = re.compile(
    r"\bNHS(?P<number_of>\s?(?:numbers?|nos?|ID|rhif)\b[^\d]{0,30}?|[ :.(-]{0,4})"
    r"(?P<number>\d(?:[ .-]{0,2}\d){9})(?!\d)",
    re.IGNORECASE,
)

_SIX = r"[ .-]{0,2}\d\d[ .-]{0,2}\d\d[ .-]{0,2}\d\d"
_PREFIX = r"(?!BG|GB|KN|NK|NT|TN|ZZ)(?:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ)"
_INSURANCE = re.compile(
    rf"(?<![A-Za-z0-9])(?:{_PREFIX}{_SIX}[ .-]{{0,2}}[A-D]|(?i:{_PREFIX}\d{{6}}[A-D]))(?![A-Za-z0-9])"
)
"""HMRC's form: two letters, six digits, A to D; and the prefix QQ, which is used for examples."""
_INSURANCE_AFTER_WORD = re.compile(
    rf"\b(?i:national insurance|nino|NI|YG)\b(?i:\s*(?:numbers?|nos?|rhif)\b)?[^\w\n]{{0,4}}(?:(?i:is|was|of)\s)?"
    rf"(?P<number>(?i:[A-Z]{{2}}){_SIX}(?:[ .-]{{0,2}}[A-Za-z])?)(?![A-Za-z0-9])"
)

_SORT = r"\d\d[ .-]?\d\d[ .-]?\d\d(?!\d)"
_EIGHT = r"\d(?:[ .-]?\d){7}(?!\d)"
_WORD_FOR_ACCOUNT = r"\b(?:account|a/c|acct?)\b\.?"
_ACCOUNT = re.compile(
    rf"""
      \bsort[ ]?-?code\b[^\d]{{0,12}}{_SORT}[^\d]{{1,40}}{_EIGHT}
    | {_WORD_FOR_ACCOUNT}[^\d]{{0,20}}{_EIGHT}[^\d]{{1,30}}\bsort[ ]?-?code\b[^\d]{{0,12}}{_SORT}
    | \bbank[ ]{_WORD_FOR_ACCOUNT}[^\d]{{0,20}}{_EIGHT}
    | (?<![\w/.-]){_SORT}[^\d]{{1,12}}{_WORD_FOR_ACCOUNT}[^\d]{{0,12}}{_EIGHT}
    | (?<![\w/.-])(?!(?:[0-2]\d|3[01])-(?:0\d|1[0-2])-)\d\d-\d\d-\d\d[ ,;/|]{{1,3}}{_EIGHT}   # no date
    | (?<![\w/.-])\d\d[ ]\d\d[ ]\d\d[ ]?[/|][ ]?{_EIGHT}
    | (?<![A-Za-z0-9])GB\d\d[ -]?[A-Z]{{4}}(?:[ -]?\d){{14}}(?!\d)                            # an IBAN
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TEN = 10


def numbers_in(text: str) -> Iterator[Found]:
    """Yield every such number of a text that `plain` gave; where two overlap, the surer one first."""
    for found in _ACCOUNT.finditer(text):
        yield Found(Kind.ACCOUNT, *found.span())
    for found in _INSURANCE_AFTER_WORD.finditer(text):
        yield Found(Kind.NATIONAL_INSURANCE, *found.span("number"))
    for found in _INSURANCE.finditer(text):
        if not _is_of_a_paper(text, found.start()):
            yield Found(Kind.NATIONAL_INSURANCE, *found.span())
    for found in _HEALTH_AFTER_WORD.finditer(text):
        # After the word "number" also a mistyped one, which still leads to somebody.
        if found["number_of"].strip(" :.(-") or is_health_number(found["number"]):
            yield Found(Kind.NHS, *found.span("number"))
    yield from _phones_and_health_numbers(text)


def _phones_and_health_numbers(text: str) -> Iterator[Found]:
    for found in _PHONE.finditer(text):
        if found["word"] or not _is_of_a_paper(text, found.start("number")):
            yield Found(Kind.PHONE, *found.span("number"))
    for found in _HEALTH.finditer(text):
        if is_health_number(found[0]) and not _is_of_a_paper(text, found.start()):
            yield Found(Kind.NHS, *found.span())


def is_health_number(text: str) -> bool:
    """Tell whether ten digits are an NHS number by their check digit, modulus 11 (NHS Data Dictionary, NHS NUMBER)."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) != _TEN or len(set(digits)) == 1:
        return False
    total = sum(digit * weight for digit, weight in zip(digits, range(_TEN, 1, -1), strict=False))
    return (11 - total % 11) % 11 == digits[-1]


def _is_of_a_paper(text: str, start: int) -> bool:
    return _OF_A_PAPER.search(text, max(0, start - _WORDS_BEFORE), start) is not None
