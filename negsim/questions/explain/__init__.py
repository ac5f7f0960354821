"""Why nothing is acceptable: which demands exclude one another, what they rest on, what would lift each conflict."""

from negsim.questions.explain.find import explain
from negsim.questions.explain.result import Explanation
from negsim.questions.explain.tell import tell

__all__ = ["Explanation", "explain", "tell"]
