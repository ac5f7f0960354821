"""Do a scenario's expectations hold, and what was found instead where they do not."""

from negsim.questions.check.find import check
from negsim.questions.check.result import Checked, Outcome, TriedLaw
from negsim.questions.check.tell import tell

__all__ = ["Checked", "Outcome", "TriedLaw", "check", "tell"]
