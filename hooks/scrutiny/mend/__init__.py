"""`scrutiny check --fix`: what has only one possible cure is mended; comments, order and all other lines stay.

encoding    bytes that are not UTF-8, line ends of several kinds
characters  what nobody sees, spaces that only look like one, letters that a wrong encoding broke
tabs        tabs as indentation
lines       a missing space, an odd colon, bullets, lines that wrap a record
quotes      values that need quotation marks, and marks of the wrong kind
words       names in capitals, values of closed lists, dates with one reading (`days`)
file        tries the cures one by one and reads the file after each
"""

from scrutiny.mend.file import Mend, Mended, mended

__all__ = ["Mend", "Mended", "mended"]
