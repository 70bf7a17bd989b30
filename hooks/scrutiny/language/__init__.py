"""The language of the interface words: English as written in the code, Welsh from one catalogue beside it.

A page speaks the language of its record. Whoever makes or renders a page does so within ``speaking(code)``; whoever
writes words for it asks ``say``, ``say_html`` or ``say_number``, with the English words as the key. In English these
give the words back as they are. Nothing is read from a catalogue until some record is in Welsh.
"""

from scrutiny.language.days import MONTHS, day_words, month_words, weekday_words
from scrutiny.language.markup import escaped, html, strung
from scrutiny.language.spoken import ENGLISH, WELSH, is_english, speaking, spoken
from scrutiny.language.words import and_before, say, say_html, say_number, say_safely

__all__ = [
    "ENGLISH",
    "MONTHS",
    "WELSH",
    "and_before",
    "day_words",
    "escaped",
    "html",
    "is_english",
    "month_words",
    "say",
    "say_html",
    "say_number",
    "say_safely",
    "speaking",
    "spoken",
    "strung",
    "weekday_words",
]
