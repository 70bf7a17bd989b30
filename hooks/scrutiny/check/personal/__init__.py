"""What tells of a person stands in no record: no way to reach anybody, no number of a person, no name without a role.

found     a stretch of text, and what a message may show of it
plain     text with one sort of space, dash and digit
numbers   telephones, NHS numbers, National Insurance, bank accounts
addresses e-mail addresses, postcodes
births    dates of birth, the age of one child
names     names of people who hold no public office
search    all of these in one text; which files are worth it
allowed   what the record itself allows, with a reason
family    the rules, over every record
concealed what was found is in no message, whatever the message is about
"""

from scrutiny.check.personal.concealed import conceal, conceal_lines, without_personal
from scrutiny.check.personal.family import Personal
from scrutiny.check.personal.found import Found, Kind
from scrutiny.check.personal.search import found_in

__all__ = ["Found", "Kind", "Personal", "conceal", "conceal_lines", "found_in", "without_personal"]
