"""What two scenario files have differently, and what each difference does to the answer."""

from negsim.questions.diff.find import diff
from negsim.questions.diff.result import Change, Changed, Diff, InShort
from negsim.questions.diff.tell import tell

__all__ = ["Change", "Changed", "Diff", "InShort", "diff", "tell"]
