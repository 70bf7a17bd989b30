"""What a limb itself asks: who is to do it, and by when. Posts only consulted and days past are neither."""

from __future__ import annotations

import re

from scrutiny.minutes.dated import Dated
from scrutiny.minutes.dates import find_dates
from scrutiny.minutes.posts import Named, posts_in

_ASKED = re.compile(
    r"\b(?:ask|request|instruct|invite|requir|authoris|task|commission|direct)(?:e|es|s|ed|ing)?(?: that)?(?: the)?\s*$"
    r"|\bdelegat\w+(?: authority)? to(?: the)?\s*$|\b(?:led|done|prepared|provided|written"
    r"|arranged|undertaken|actioned) by(?: the)?\s*$",
    re.IGNORECASE,
)
_DOES = re.compile(
    r",?(?:,? in (?:consultation|conjunction|liaison) with [^,;]{3,90},)?\s+(?:to (?!the\b)(?!a\b)"
    r"|should|shall|will|must|would|"
    r"be (?:asked|requested|invited(?= to (?!the\b|an?\b))"
    r"|instructed|authorised|required|tasked|delegated|given|directed)|"
    r"(?:write|report|bring|submit|provide|circulate|present|set|prepare|arrange|ensure|review"
    r"|consider|investigate|continue|attend|"
    r"work|develop|produce|complete|send|look|give|share|update|add|liaise|discuss|explore"
    r"|organise|undertake|carry|meet|contact|"
    r"publish|draft|keep|monitor|include|draw|come|return|consult|identify|make|take|seek|obtain"
    r"|inform|notify|supply|conduct|lead)(?:s|es)?\b)"
)
_CONSULTED = re.compile(
    r"\brecommend\w*(?: to| that)?(?: the)?\s*$|\breports? (?:of|by|from)(?: the)?\s*$"
    r"|\b(?:consult\w*|conjunction|liaison|together) with(?: the)?\s*$",
    re.IGNORECASE,
)
_JOINED = re.compile(r",? and (?:the )?|, (?:the )?| & ")
_LIMIT = re.compile(r"(?:by|before|within|no later|not later|in time for)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:published|held|dated|issued|made|met|inspected|visited"
    r"|(?:the|its|their|last|that) (?:\w+ )?(?:visit|inspection)"
    r"|scheduled|since|letter|minutes|period|year|budget|took place|began|started|agreed|approved|considered|received"
    r"|ended|ending)(?: (?:on|in|of|at|from|for|to|the))*\s*$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    (
        r"\b(?:once|when|after) (?P<what>(?:the|all|a|an|it|this|they|its) ?[^.;,()]{0,110}?\b(?:is"
        r"|are|has been|have been|had been)(?: (?!not\b)\w+){1,4})(?=[.;,)]|$)"
    ),
    re.IGNORECASE,
)
_NEAR = 200
"""Letters before a post or a date in which the words that lead to it are looked for."""
_MEETING = re.compile(r"\b(?:meeting|committee|panel|board|sub-committee)\b", re.IGNORECASE)
_TO_COMMITTEE = re.compile(
    (
        r"\b(?:brought|come|comes|reported?|submitted|presented|bring|submit|present|provided|laid"
        r"|return(?:ed)?|look(?:ed)?)\b.{0,60}?\b(?:back|again|before|to (?:the|this|a|its"
        r"|their))\b(?:.{0,30}?\b(?:committee|panel|board|sub-committee|meeting)\b)?"
    ),
    re.IGNORECASE,
)


def limb_owners(text: str) -> list[str]:
    """Return the posts that a limb asks to do something; those only consulted, or whose report it is, are none."""
    named = posts_in(text)
    groups: list[list[Named]] = []
    for each in named:
        if groups and _JOINED.fullmatch(text[groups[-1][-1].end : each.start]):
            groups[-1].append(each)
        else:
            groups.append([each])
    owners: list[str] = []
    for group in groups:
        before, after = text[max(0, group[0].start - _NEAR) : group[0].start], text[group[-1].end :]
        if _CONSULTED.search(before):
            continue
        if _ASKED.search(before) or _DOES.match(after):
            owners += [each.words for each in group if each.words not in owners]
    return owners


def due_dates(text: str) -> list[Dated]:
    """Return the dates by which a limb or action is to be done; days of letters and of visits past are none."""
    dates = [
        each
        for each in find_dates(text)
        if _LIMIT.match(each.stated) or not _PAST.search(text[max(0, each.start - _NEAR) : each.start].rstrip(" ,("))
    ]
    for found in _CONDITION.finditer(text):
        if not any(found.start() < each.end and each.start < found.end() for each in dates):
            dates.append(
                Dated(f"once {' '.join(found['what'].split())}", " ".join(found[0].split()), found.start(), found.end())
            )
    return sorted(dates, key=lambda each: each.start)


def is_for_meeting(text: str, dated: Dated) -> bool:
    """Tell whether a date is that of a meeting which is to see something, and not a day by which work is done."""
    around = text[max(0, dated.start - 40) : dated.end + 12]
    before = text[max(0, dated.start - 160) : dated.start]
    if re.search(
        r"\b(?:before|in time for|ahead of|prior to)(?: the| its| their)?\s*$", before
    ) or dated.stated.casefold().startswith("before"):
        return False
    return bool(_MEETING.search(dated.stated) or re.search(r"\bmeeting\b", around) or _TO_COMMITTEE.search(before))
