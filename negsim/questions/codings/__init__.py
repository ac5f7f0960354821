"""How much of the answer is in the coding: all ways to read the lines, and to take some for none, in one walk."""

from negsim.questions.codings.find import at_a_glance, codings
from negsim.questions.codings.result import Coded, CodingKnot, Codings, OptionGap, SilentLine
from negsim.questions.codings.tell import first_page, tell, with_first_page

__all__ = [
    "Coded",
    "CodingKnot",
    "Codings",
    "OptionGap",
    "SilentLine",
    "at_a_glance",
    "codings",
    "first_page",
    "tell",
    "with_first_page",
]
