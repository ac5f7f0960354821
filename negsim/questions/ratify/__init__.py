"""Who must say yes at home: what passes there, whose votes would save what does not, and what tied hands are worth."""

from negsim.questions.ratify.find import at_home, deal_at_home, ratify
from negsim.questions.ratify.result import (
    BodyAtHome,
    Price,
    Ratifying,
    TableDeal,
    Tightness,
    VotesWanted,
)
from negsim.questions.ratify.tell import tell, with_votes

__all__ = [
    "BodyAtHome",
    "Price",
    "Ratifying",
    "TableDeal",
    "Tightness",
    "VotesWanted",
    "at_home",
    "deal_at_home",
    "ratify",
    "tell",
    "with_votes",
]
