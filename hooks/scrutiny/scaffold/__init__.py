"""The first lines of a new record: what is asked, which name the file gets, and its text.

Takes the record as loaded and what was answered, and gives text; it asks nobody, writes nothing and reads no clock.
"""

from scrutiny.scaffold.answer import listed_names, read_answer
from scrutiny.scaffold.asked import DECIDED, DECIDED_VERBS, KINDS, LATER, questions
from scrutiny.scaffold.name import Proposal, holder, proposed, read_name
from scrutiny.scaffold.question import Answer, Answers, Choice, Form, Question, WrongAnswerError
from scrutiny.scaffold.text import NO_SUMMARY, file_text, why_not_public
from scrutiny.scaffold.valid import problems_of

__all__ = [
    "DECIDED",
    "DECIDED_VERBS",
    "KINDS",
    "LATER",
    "NO_SUMMARY",
    "Answer",
    "Answers",
    "Choice",
    "Form",
    "Proposal",
    "Question",
    "WrongAnswerError",
    "file_text",
    "holder",
    "listed_names",
    "problems_of",
    "proposed",
    "questions",
    "read_answer",
    "read_name",
    "why_not_public",
]
