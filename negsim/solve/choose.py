"""Which engine answers, told from the problem beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import prod
from typing import Literal

from negsim.errors import TooLarge, spelled
from negsim.solve.answer import Answer, Beforehand, Layer
from negsim.solve.listing.engine import answer as enumerate_answer
from negsim.solve.listing.estimate import Estimate, estimate, seconds
from negsim.solve.listing.explain import violated_sets as walked_sets
from negsim.solve.listing.scan import Progress, Scan, any_package
from negsim.solve.listing.walks import WORTH_SHARING, Elsewhere, Walks
from negsim.solve.patience import ENUMERATED, MEANT
from negsim.solve.sweep.diagram import narrow
from negsim.solve.sweep.engine import answer as sweep_answer
from negsim.solve.sweep.order import live_width, order_of
from negsim.solve.sweep.violated import minimal_violated_sets
from negsim.solve.tables.blame import Layout
from negsim.solve.tables.conflicts import Names
from negsim.solve.tables.formula import scope_of
from negsim.solve.tables.problem import Problem

Engine = Literal["auto", "enumerate", "sweep"]
BEYOND = 1e18  # seconds that need not be told apart
EXPLAINING = 25  # times as long as counting, where what breaks rules must be gone through
HOPELESS = 1000.0  # live width that is told as no more, which floats still hold
WIDE = 18.0  # live width, as a power of two, from which on a sweep is not begun
CROWD = 7  # principals from which on there may be more trade-offs than a sweep lists


@dataclass(frozen=True)
class EngineChoice:
    """An engine, and why it was taken."""

    engine: Literal["enumerate", "sweep"]
    because: str
    packages: int
    seconds: float | None  # roughly what it takes, where that can be told
    is_obvious: bool  # nothing else was weighed
    crowd: int = 0  # principals, where they are so many that their whole frontier may be left out

    @property
    def can_be_shared(self) -> bool:
        """Whether other processes can help, and are worth their start."""
        return self.engine == "enumerate" and self.packages >= WORTH_SHARING


def width(problem: Problem) -> float:
    """The live width of the best order found, as a power of two: the states of a sweep are no more."""
    scopes = [scope_of(formula) for formula in (*problem.broken, *problem.barred)]
    for actor in problem.actors:
        scopes += [scope_of(formula) for formula in actor.crossed]
        scopes += [table.scope for table in actor.tables]
        scopes += [scope_of(bonus.formula) for bonus in actor.bonuses]
        if actor.needed is not None:
            scopes.append(scope_of(actor.needed))
    tied = narrow(scopes, problem.sizes)
    return live_width(order_of(tied, problem.sizes), tied, problem.sizes)


def choose(
    problem: Problem, engine: Engine = "auto", suspects: frozenset[Layer] = frozenset()
) -> EngineChoice:
    """The engine that answers soonest, by an estimate; what is suspect may ask for more packages to be gone through.

    Raises
    ------
    TooLarge
        With "auto", where neither engine would come to an end.
    """
    total = prod(problem.sizes)
    crowd = len(problem.principals) if problem.quota is None else 0
    crowd *= crowd >= CROWD
    if engine == "sweep":
        return EngineChoice(engine, "asked for", total, None, True, crowd)
    expected = _expected(problem, suspects)
    if engine == "enumerate":
        return EngineChoice(engine, "asked for", total, expected.seconds, True)
    if expected.seconds <= ENUMERATED:
        because = f"{total:,} packages are soon gone through"
        return EngineChoice("enumerate", because, total, expected.seconds, True)
    wide = width(problem)
    n_states = round(2 ** min(wide, HOPELESS))
    states = (
        f"at most {spelled(n_states)} cases open at once" if n_states > 1 else "nothing stays open"
    )
    if wide <= WIDE:
        return EngineChoice(
            "sweep",
            f"going through {spelled(total)} packages would take"
            f" {in_words(expected.seconds)}; taken issue by issue, {states}",
            total,
            None,
            False,
            crowd,
        )
    if expected.seconds <= MEANT:
        return EngineChoice(
            "enumerate",
            f"the issues are tied too densely to be taken one by one ({states})",
            total,
            expected.seconds,
            False,
        )
    raise TooLarge.one(
        f"{spelled(total)} packages are too many to go through, {in_words(expected.seconds)}, and the"
        f" issues are tied too densely to be taken one by one ({states})",
        "fix some options with a variant, coarsen the ranges, narrow or drop clauses over many"
        " issues, or insist: `engine` sweep or `engine` enumerate",
        arguments=("engine",),
    )


def _expected(problem: Problem, suspects: frozenset[Layer]) -> Estimate:
    """What enumeration takes: where rules may be to blame, it goes through packages that break them too."""
    expected = estimate(problem)
    at_most = seconds(problem, prod(problem.sizes)) * EXPLAINING
    if expected.seconds > ENUMERATED or at_most <= ENUMERATED:
        return expected
    allowed = estimate(problem, "allowed")
    explaining = replace(allowed, seconds=allowed.seconds * EXPLAINING)
    if explaining.seconds <= ENUMERATED or ("rules" not in suspects and any_package(problem)):
        return expected
    return explaining


def answer(
    problem: Problem,
    choice: EngineChoice,
    *,
    suspects: frozenset[Layer] = frozenset(),
    names: Names | None = None,
    progress: Progress | None = None,
    elsewhere: Elsewhere | None = None,
    beforehand: Callable[[Beforehand], None] | None = None,
    exact: bool = False,
) -> Answer:
    """Everything `run` reports of a problem, by the engine chosen.

    Where "auto" chose to sweep and that outgrows memory, packages are gone through if it takes no more than hours.
    What goes through packages, or minimal corrections, may do so `elsewhere`, in parts. A sweep tells `beforehand` what
    is known before it counts; what would take it long to count it estimates, unless everything is to be `exact`.
    """
    walked = partial(
        enumerate_answer,
        problem,
        suspects=suspects,
        names=names,
        progress=progress,
        elsewhere=elsewhere,
    )
    if choice.engine == "enumerate":
        return walked()
    try:
        return sweep_answer(
            problem,
            suspects=suspects,
            names=names,
            progress=progress,
            elsewhere=elsewhere,
            beforehand=beforehand,
            exact=exact,
        )
    except TooLarge:
        if choice.is_obvious or estimate(problem).seconds > MEANT:
            raise
    return walked()


def violated_sets(
    problem: Problem,
    layers: Sequence[Layer],
    progress: Progress | None = None,
    elsewhere: Elsewhere | None = None,
) -> list[int]:
    """The inclusion-minimal sets of suspects that feasible packages violate, as masks over `Layout`'s bits.

    What goes through packages may do so `elsewhere`, in parts.

    Raises
    ------
    TooLarge
        Where neither engine comes to an end, or the sets are too many.
    """
    if choose(problem).engine == "enumerate":
        return walked_sets(Scan(problem), layers, Walks(problem, progress, elsewhere))
    return minimal_violated_sets(problem, Layout(problem), layers)


def in_words(seconds: float) -> str:
    """A length of time, roughly.

    Examples
    --------
    >>> in_words(40), in_words(600), in_words(3 * 86400), in_words(1e12)
    ('about 40 seconds', 'about 10 minutes', 'about 3 days', 'about 31,710 years')
    >>> in_words(1e25)
    'billions of years'
    """
    if seconds >= BEYOND:
        return "billions of years"
    for unit, length in (("years", 31_536_000), ("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"about {seconds / length:,.0f} {unit}"
    return f"about {seconds:,.0f} seconds"
