"""The smallest changes that open the zone or raise its floor, ranked."""

from negsim.questions.levers.find import levers
from negsim.questions.levers.result import Levers
from negsim.questions.levers.tell import tell

__all__ = ["Levers", "levers", "tell"]
