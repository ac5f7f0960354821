"""Does the answer survive other plausible numbers? Draws of every stated range, and what they come to."""

from negsim.questions.ensemble.find import ensemble
from negsim.questions.ensemble.result import Ensemble
from negsim.questions.ensemble.tell import tell

__all__ = ["Ensemble", "ensemble", "tell"]
