"""What the text would say: what every deal holds, what stands in brackets, what stays open."""

from negsim.questions.text.find import text
from negsim.questions.text.result import Article, NegotiatingText, TextOption
from negsim.questions.text.tell import tell

__all__ = ["Article", "NegotiatingText", "TextOption", "tell", "text"]
