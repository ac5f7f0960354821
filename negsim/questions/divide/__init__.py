"""Adjusted winner: how two principals share what can be divided, so that neither envies the other."""

from negsim.questions.divide.find import can_divide, divide
from negsim.questions.divide.result import Divided, Handed, Share
from negsim.questions.divide.tell import tell

__all__ = ["Divided", "Handed", "Share", "can_divide", "divide", "tell"]
