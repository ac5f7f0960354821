"""What each variant comes to beside the base, and why it changes the answer or not."""

from negsim.questions.compare.find import compare
from negsim.questions.compare.result import Comparison, LeftOut, VariantRow
from negsim.questions.compare.tell import tell

__all__ = ["Comparison", "LeftOut", "VariantRow", "compare", "tell"]
