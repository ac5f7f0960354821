"""What packages there are, the best first: by how near they are, by what they give the worst-off, or to one actor."""

from negsim.questions.rank.find import packages, rank
from negsim.questions.rank.result import Ranking
from negsim.questions.rank.tell import tell

__all__ = ["Ranking", "packages", "rank", "tell"]
