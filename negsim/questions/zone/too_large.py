"""What can be said of a scenario that is too large for either engine: whether there is a deal, and how good a one."""

from __future__ import annotations

from negsim.errors import Fault, TooLarge
from negsim.solve.kernels.milp import Best, best_for_the_worst_off
from negsim.solve.patience import SEARCHED
from negsim.space.space import Space


def out_of_reach(space: Space, fault: TooLarge) -> TooLarge:
    """The same fault, with what a search for one package found: a deal that was checked, and what bounds it.

    Under a quota, or where a clause is too wide for the search, the fault as it is.
    """
    if space.problem.quota is not None:
        return fault
    try:
        best = best_for_the_worst_off(space.problem, SEARCHED)
    except TooLarge:
        return fault
    first, *others = fault.faults
    told = Fault(first.where, f"{first.what}; {_words(space, best)}", first.mend, first.excerpt)
    return TooLarge((told, *others))


def _words(space: Space, best: Best) -> str:
    if best.is_closed:
        return "a search found that no package is acceptable to everyone, to within its rounding"
    if best.package is None:
        return f"a search of {SEARCHED:.0f} seconds found no package that is acceptable to everyone"
    package = ", ".join(f"{i} {option}" for i, option in space.words(best.package).items())
    words = f"all the same there is a deal: {package}"
    if best.smallest_gain is not None:
        words += f"; who gains least in it gains {float(best.smallest_gain):.6f}"
        if best.at_most is not None:
            words += f", and no deal gives that one more than {best.at_most:.6f}"
    return words
