"""Whether a package holds once it is signed: who could better itself alone, and what the others would answer."""

from negsim.questions.stability.find import stability
from negsim.questions.stability.result import Signed, Stability
from negsim.questions.stability.tell import tell

__all__ = ["Signed", "Stability", "stability", "tell"]
