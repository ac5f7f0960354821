"""Two coders of one document: where they agree, and which disagreements turn the answer."""

from negsim.questions.agree.find import agree
from negsim.questions.agree.merge import merged
from negsim.questions.agree.result import Answered, Differing, TwoCoders
from negsim.questions.agree.tell import tell

__all__ = ["Answered", "Differing", "TwoCoders", "agree", "merged", "tell"]
