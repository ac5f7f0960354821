"""Which meanings of ambiguous words open the zone, which close it, and whose clarification matters most."""

from negsim.questions.readings.find import readings
from negsim.questions.readings.result import Clarify, Readings
from negsim.questions.readings.tell import tell

__all__ = ["Clarify", "Readings", "readings", "tell"]
