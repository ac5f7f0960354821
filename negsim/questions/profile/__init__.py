"""What each actor wants, as the model has it: its red lines, weights, scores, wishes and walk-away value."""

from negsim.questions.profile.find import profile
from negsim.questions.profile.result import ActorProfile, LineProfile, Profiles, Worth
from negsim.questions.profile.tell import tell

__all__ = ["ActorProfile", "LineProfile", "Profiles", "Worth", "profile", "tell"]
