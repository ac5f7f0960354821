"""Is there a zone, what is in it, who accepts what, and why not."""

from negsim.questions.zone.find import label, run
from negsim.questions.zone.result import Deal, Findings, deal
from negsim.questions.zone.tell import tell

__all__ = ["Deal", "Findings", "deal", "label", "run", "tell"]
