"""What can be exchanged from a package on, and where a single negotiating text would lead."""

from negsim.questions.trade.find import trade
from negsim.questions.trade.result import Swap, Trades
from negsim.questions.trade.tell import tell

__all__ = ["Swap", "Trades", "tell", "trade"]
