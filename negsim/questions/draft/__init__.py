"""The demands that claims themselves carry, for claims that nothing cites yet."""

from negsim.questions.draft.find import draft
from negsim.questions.draft.result import Draft, Drafted
from negsim.questions.draft.tell import tell
from negsim.questions.draft.write import written_anew

__all__ = ["Draft", "Drafted", "draft", "tell", "written_anew"]
