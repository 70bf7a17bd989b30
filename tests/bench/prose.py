"""Sentences that have the statistics of council papers and say nothing.

What a search index costs depends on how many distinct words there are and how often each stands: so words are drawn
with the frequencies of Zipf's law (the word of rank r with a weight of 1 / (r + 6)) from three long lists. Each begins
with plain words of council papers and goes on with thousands built from roots, prefixes and suffixes. Rare place names,
numbers and references are strewn in, as in real papers. 10,000 documents of 80 words hold about 12,000 distinct words.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator


def _listed(words: str) -> list[str]:
    return words.split()


NOUNS = _listed("""
report plan service child family case team review partner visit action audit school member data support meeting
practice decision assessment health police officer risk strategy budget quality referral worker home council pathway
threshold placement budget recruitment caseload carer board record outcome performance target inspection judgement
training supervision neglect resource neighbourhood hub delay response contract grant tenant road library transport
partnership engagement evidence challenge progress statement forecast vacancy agency consultation survey
commissioner hospital nurse teacher parent grade letter backlog dashboard timescale protocol governance oversight
capacity station engine crew alarm exercise equipment incident hydrant tracker recommendation resolution summary
appendix chair panel programme workforce induction turnover shortfall saving reserve pressure demand trend benchmark
estimate duty
""")
VERBS = _listed("""
show review improve support publish check strengthen monitor deliver consider require inform receive address reduce
measure report agree explain complete record share extend commission reflect challenge describe question scrutinise
clarify compare confirm prepare propose protect recruit replace resolve respond restore simplify sustain test train
transfer understand update welcome widen withdraw accelerate allocate approve assess assign audit brief collect
""")
ADJECTIVES = _listed("""
new early local clear social regular joint recent strong weak timely annual further independent consistent statutory
quarterly vulnerable effective specialist persistent detailed draft final shared public internal external permanent
temporary complex older younger urgent routine monthly written verbal key wider national regional unallocated
""")
ROOTS = _listed("""
act aid band bench bind board bond build call card care cast chart check claim clear code cost count court craft
cross deal depot draft draw duty ease edge field file find fire firm fit flag flow fold form frame front fund gain
gate grant ground group guard guide hand head heat help hold home house index join judge key land lane launch law
lead lease ledger lend level licen lift light line link list load lock log long loss mark market mast match meet
mend merge mode model mount move nest net note order pace pact page panel park part pass path pay peer phase pilot
pitch place plant plot point pool port post press price proof quota range rank rate reach rent repair rest ring role
roll room root route rule sample scale scheme scope score seal search seat seed send serve set share sheet shift
side sign site skill slot source space span staff stage stand start state step stock stop store strand stream street
stress strip study style sum survey switch table task team tenure term test text theme thread tier time tool top
tour town trace track trade trail train transfer travel treat trial trust turn type unit use value vault venue view
visit voice vote wage walk ward watch water way wire witness wood word work yard zone
""")
PREFIXES = ("", "re", "over", "inter", "sub", "under", "fore", "co", "mid", "out", "cross", "non", "pre", "counter")
PLACES = _listed("""
Ash Bar Bel Bram Brun Cald Chor Cul Dal Dun Elm Fal Fen Gar Hal Hex Ing Kel Kirk Lang Lym Mal Mer Nor Oak Orm Pen
Quen Ros Rud Sal Sel Stan Tad Thorn Tol Ul Wen Whit Wyn Yar
""")
ENDINGS = _listed("""
bourne bury by combe cote dale den ford gate ham holme hurst ley low mere mouth ness stead thorpe ton wick
""")
OPENINGS = (*("",) * 9, "Members heard that ", "It was noted that ", "In the last quarter ", "Since the last meeting ")
JOINS = (
    *(", and ",) * 4,
    ", but ",
    " because ",
    ", so that ",
    " while ",
    " where ",
    " although ",
    ", which means that ",
)
DETERMINERS = (
    *("",) * 26,
    *("the",) * 14,
    *("a",) * 4,
    *("its", "its", "this", "this", "their", "their", "each", "any", "some", "more", "no", "all", "other"),
)
"""As often as in English: "the" is one word in seventeen, "a" one in fifty."""
LONGEST_LINE = 400
"""Characters that the model allows on one line."""
BEND = 150
"""The rank from which words grow rarer faster than Zipf's law says, as in real papers of one field."""
PREPOSITIONS = (
    *("of",) * 6,
    *("in",) * 3,
    *("for", "for", "with", "on", "by", "from", "to", "to", "across", "before", "after"),
)
MODALS = ("", "", "", "", "", "", "will", "will", "did not", "should", "could", "must", "is to", "may", "has to", "can")


def built_words(beginnings: Iterable[str], suffixes: tuple[str, ...]) -> list[str]:
    """Build every word from prefixes, roots and suffixes, in an order that is shuffled but always the same."""
    words = [prefix + root + end for prefix, root, end in itertools.product(PREFIXES, beginnings, suffixes)]
    random.Random(1).shuffle(words)  # noqa: S311  no secret: the same order in every run
    return list(dict.fromkeys(words))


class ZipfList:
    """A list of words in order of rank, drawn with the frequencies of Zipf's law."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = list(dict.fromkeys(words))
        weights = (1 / (rank + 6) / (1 + rank / BEND) for rank in range(1, len(self.words) + 1))
        self.weights = list(itertools.accumulate(weights))

    def draw(self, chance: random.Random) -> str:
        """Draw one word."""
        return chance.choices(self.words, cum_weights=self.weights)[0]


_NOUNS = ZipfList(NOUNS + built_words(ROOTS, ("ing", "ment", "er", "ship", "age", "s"))[:9000])
_VERBS = ZipfList(VERBS + built_words(ROOTS, ("", "ise"))[:2500])
_ADJECTIVES = ZipfList(ADJECTIVES + built_words(ROOTS, ("al", "ive", "able", "less", "ed"))[:5000])


class Prose:
    """Sentences, paragraphs and headings by chance; equal chance gives equal words."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def heading(self) -> str:
        """A few words such as a title is made of: "early referral of partner"."""
        return f"{_ADJECTIVES.draw(self.chance)} {_NOUNS.draw(self.chance)} of {_NOUNS.draw(self.chance)}"

    def sentence(self, most: int = LONGEST_LINE) -> str:
        """A sentence of one to three clauses, 8 to 35 words; at most `most` characters."""
        while True:
            clauses = self.chance.choice((1, 1, 2, 2, 2, 3))
            text = self._clause() + "".join(self.chance.choice(JOINS) + self._clause() for _ in range(clauses - 1))
            text = self.chance.choice(OPENINGS) + text
            if len(text) < most:
                return text[0].upper() + text[1:] + "."

    def line(self, words: int) -> str:
        """Sentences of about so many words on one line of at most 400 characters."""
        text = self.sentence()
        while len(text.split()) < words and len(text) < LONGEST_LINE:
            following = f"{text} {self.sentence()}"
            if len(following) > LONGEST_LINE:
                break
            text = following
        return text

    def text(self, words: int) -> str:
        """Sentences of about so many words; half as many to twice as many."""
        wanted = words * self.chance.uniform(0.5, 1.6)
        sentences: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in sentences) < wanted:
            sentences.append(self.sentence())
        return " ".join(sentences)

    def _clause(self) -> str:
        modal = self.chance.choice(MODALS)
        words = (*self._words_of_a_thing(), modal, _VERBS.draw(self.chance), *self._words_of_a_thing())
        return " ".join(word for word in words if word)

    def _words_of_a_thing(self) -> Iterator[str]:
        chance = self.chance
        kind = chance.random()
        if kind < 0.03:
            yield f"{chance.choice(PLACES)}{chance.choice(ENDINGS)}"
            return
        if kind < 0.08:
            yield from (str(int(chance.paretovariate(0.6)) % 5000 + 2), _NOUNS.draw(chance) + "s")
            return
        if kind < 0.1:
            yield from ("paper", f"{chance.choice('ABCDEFGH')}{chance.randrange(1, 400)}")
            return
        yield chance.choice(DETERMINERS)
        if chance.random() < 0.5:
            yield _ADJECTIVES.draw(chance)
        yield _NOUNS.draw(chance)
        if chance.random() < 0.45:
            yield chance.choice(PREPOSITIONS)
            yield chance.choice(DETERMINERS)
            yield _NOUNS.draw(chance)
