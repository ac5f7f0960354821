"""How a draft stands with each: what it breaks, who refuses it, what it is worth to whom, and what comes nearest."""

from negsim.questions.score.find import score
from negsim.questions.score.result import Scored, Scores
from negsim.questions.score.tell import tell

__all__ = ["Scored", "Scores", "score", "tell"]
