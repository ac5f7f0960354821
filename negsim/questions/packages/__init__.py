"""The few packages worth a look, the zone one by one, and the package that moves start from."""

from negsim.questions.packages.find import best_by_floor, nearest_misses, packages, shortlist
from negsim.questions.packages.named_package import starting_package
from negsim.questions.packages.result import Candidate, Packages
from negsim.questions.packages.tell import tell

__all__ = [
    "Candidate",
    "Packages",
    "best_by_floor",
    "nearest_misses",
    "packages",
    "shortlist",
    "starting_package",
    "tell",
]
