"""The answer on one screen: what matters of the first page, each thing once, and a knot never cut."""

from negsim.questions.brief.tell import on_one_screen, why_not

__all__ = ["on_one_screen", "why_not"]
