"""The words with which committees decide, and how minutes name those who do: shared by every rule of the import."""

from __future__ import annotations

import re

from scrutiny.vocabulary import Verb

VERBS = {
    "resolved": Verb.RESOLVED,
    "decided": Verb.RESOLVED,
    "determined": Verb.RESOLVED,
    "agreed": Verb.AGREED,
    "accepted": Verb.AGREED,
    "recommended": Verb.RECOMMENDED,
    "noted": Verb.NOTED,
    "endorsed": Verb.ENDORSED,
    "approved": Verb.APPROVED,
    "adopted": Verb.APPROVED,
    "ratified": Verb.APPROVED,
    "homologated": Verb.APPROVED,
    "instructed": Verb.INSTRUCTED,
    "deferred": Verb.DEFERRED,
    "referred": Verb.REFERRED,
    "remitted": Verb.REFERRED,
    "resolves": Verb.RESOLVED,
    "agrees": Verb.AGREED,
    "recommends": Verb.RECOMMENDED,
    "notes": Verb.NOTED,
    "endorses": Verb.ENDORSED,
    "approves": Verb.APPROVED,
    "penderfynwyd": Verb.RESOLVED,
    "penderfynodd": Verb.RESOLVED,
    "cytunwyd": Verb.AGREED,
    "cytunodd": Verb.AGREED,
    "nodwyd": Verb.NOTED,
    "nododd": Verb.NOTED,
    "argymhellwyd": Verb.RECOMMENDED,
    "cymeradwywyd": Verb.APPROVED,
    "gohiriwyd": Verb.DEFERRED,
}
"""The words of minutes and the verb each is in a record: past, present, and Welsh."""

VERB = "|".join(VERBS)
PAST = "|".join(word for word in VERBS if not word.endswith("s"))
ADVERB = (
    r"(?:unanimously|therefore|then|also|further|accordingly|duly|subsequently|formally|by a majority|on a vote"
    r"|by general consent|with one voice)"
)
_NOUN = (
    r"(?:Sub[- ]?Committee|Committee|Panel|Board|Commission|Forum|Group|Partnership|Authority|Cabinet|Executive|Council"
    r"|Meeting)"
)
BODY = (
    rf"(?:(?:[A-Z][\w’'-]+,? (?:and |& |of )?){{0,8}}{_NOUN}|(?:Members of the |Board |Committee |Panel )?"
    r"(?:Committee|Board|Panel|Members|Councillors)|committee|panel|board|partnership|meeting)(?![\w’'-])"
)
"""A body that meets, by any name, or its members."""
VOTE = (
    r"(?:\s*[(\[][^()\[\]]{0,80}[)\]]|,? (?:all in favour|nem\.? ?con\.?|with \w+ abstentions?|by \d+ votes to \d+),?)?"
)
"""How the vote went, behind the verb."""
SIGN = r"(?:\s*(?::\s*[-–—]?|[-–—]+|;|\.(?=\s*$)))"
"""What parts the verb from what was decided."""

_SAME_WORD = re.compile(r"[^\W\d_]+")
_GENERAL = frozenset({"the", "of", "and", "members", "councillors", "meeting"})
_ANY_BODY = frozenset({"committee", "panel", "board", "commission", "forum", "group", "sub"})


def is_ours(body: str, committee: str) -> bool:
    """Tell whether a body named in the text is the one that met; ``committee`` is empty where the head is lost."""
    words = set(_SAME_WORD.findall(body.casefold())) - _GENERAL
    known = set(_SAME_WORD.findall(committee.casefold()))
    if body.islower():
        return words <= known
    return words <= _ANY_BODY or (words <= known if known else len(words) == 1)
