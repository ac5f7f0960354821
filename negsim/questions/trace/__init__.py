"""What every number rests on, what nothing uses, and which conclusions fall with which source."""

from negsim.questions.trace.find import trace
from negsim.questions.trace.result import Trace, Without
from negsim.questions.trace.tell import tell

__all__ = ["Trace", "Without", "tell", "trace"]
