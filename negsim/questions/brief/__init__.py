"""The answer on one screen: what matters of the first page, each thing once, and a knot never cut."""

from negsim.questions.brief.tell import TERSEST, on_one_screen, why_not

__all__ = ["TERSEST", "on_one_screen", "why_not"]
