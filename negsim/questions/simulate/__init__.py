"""Through time: when the zone opens and closes, and which packages would last."""

from negsim.questions.simulate.find import simulate
from negsim.questions.simulate.result import Simulation
from negsim.questions.simulate.tell import tell

__all__ = ["Simulation", "simulate", "tell"]
