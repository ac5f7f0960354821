"""Where influence and salience alone would put each ordered issue, beside what was really agreed."""

from negsim.questions.position.find import placed, position
from negsim.questions.position.result import Placed, Positions
from negsim.questions.position.tell import place_in_words, tell

__all__ = ["Placed", "Positions", "place_in_words", "placed", "position", "tell"]
