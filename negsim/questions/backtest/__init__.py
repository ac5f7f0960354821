"""Whether a file has room for what really happened, for how much else, and whether it names the knot of history."""

from negsim.questions.backtest.find import backtest
from negsim.questions.backtest.result import Backtest, backtests_csv, backtests_json
from negsim.questions.backtest.tell import tell

__all__ = ["Backtest", "backtest", "backtests_csv", "backtests_json", "tell"]
