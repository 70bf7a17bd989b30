"""Whether anything withheld got out: seeded records that must not appear, a search of every file, two builds compared.

``canaries`` are records to build along with the real ones: whatever of them is found afterwards has got past staging.
``find_leaks`` searches a built site for them, and for the ids and words of the records that are withheld.
``differences`` compares two builds byte for byte.
"""

from scrutiny.leak.canary import TOKEN, canaries
from scrutiny.leak.compare import differences
from scrutiny.leak.scan import Leak, find_leaks
from scrutiny.leak.wording import words_of_the_site

__all__ = ["TOKEN", "Leak", "canaries", "differences", "find_leaks", "words_of_the_site"]
