"""Whether a package holds once it is signed: who could better itself alone, and what the others would answer."""

from __future__ import annotations

from collections.abc import Iterable

from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.questions.packages.named_package import Usual, likely_deal
from negsim.questions.stability.all_packages import Progress, everywhere, texts
from negsim.questions.stability.insisting import insisting
from negsim.questions.stability.one_package import standing
from negsim.questions.stability.result import Signed, Stability
from negsim.questions.stability.tempted import tempted
from negsim.questions.stability.who_moves import controls, moves_of
from negsim.questions.trade.find import crosses
from negsim.questions.zone.find import deal
from negsim.questions.zone.result import Choice
from negsim.solve.ahead import Told
from negsim.solve.kernels.moves import MOST, SECONDS_A_STATE, Field
from negsim.solve.kernels.one_package import verdict
from negsim.solve.kernels.stability import CONCEPTS, Counters
from negsim.space.space import compile_scenario

TOLD = 5  # improvements told of each actor


def stability(
    scenario: Scenario,
    starts: Iterable[Choice] = (),
    *,
    moves: Iterable[str] = (),
    counters: Counters = "sequences",
    told: int = TOLD,
    progress: Progress | None = None,
    ahead: Told | None = None,
) -> Stability:
    """Say which packages hold once signed; or of packages named, who could better itself, and what would be answered.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    starts : iterable of mapping
        Packages, an option of every issue. Where there is none, all feasible packages; where nothing says who can
        change what, or there are too many of them, the egalitarian package of the zone or the one nearest to a deal, as
        `negsim.questions.packages.named_package.likely_deal` has it.
    moves : iterable of str
        Who can change which issue, as for `negsim.questions.stability.who_moves.controls`;
        goes before the tags of issues. Where neither says anything, the answer is who would gain by going back on which
        clause, whoever could do it.
    counters : "sequences" or "once"
        Whether each of the others may move in reply as often as it likes, or once at most.
    told : int
        At most so many improvements of each actor are told in full.
    progress : callable, optional
        Called with the number of actors done, and of how many, where all packages are gone through.
    ahead : callable, optional
        Called beforehand with the number of packages to go through, and about how many seconds that takes.

    Raises
    ------
    InputError
        A package is one that the rules do not allow.
    TooLarge
        The packages to be followed are more than `negsim.solve.kernels.moves.MOST`.

    Notes
    -----
    Nash, general metarational, symmetric metarational and sequential stability of the graph model for conflict
    resolution (Fang, Hipel & Kilgour 1993), with replies by any sequence of moves of the others. An actor prefers what
    keeps all its red lines to what crosses one, and then the higher utility. Reservation values play no part: who may
    walk away from what was signed is given an issue for that.

    Examples
    --------
    >>> import negsim
    >>> found = negsim.load("elmira_1991").stability()
    >>> {concept: found.everywhere.equilibria[concept] for concept in ("nash", "smr")}
    {'nash': 6, 'smr': 8}
    """
    space = compile_scenario(scenario)
    control = controls(scenario, moves)
    packages = [space.package(texts(one)) for one in starts]
    by_position = moves_of(scenario, control)
    chosen: Usual | None = None
    if not packages and (not control or space.problem.total > MOST):
        likely, chosen = likely_deal(scenario)
        packages = [space.package(likely)]
    if not packages:
        field = Field(space.problem, by_position)
        if ahead is not None:
            total = space.problem.total
            ahead(total, total * len(field.movers) * SECONDS_A_STATE)
        found = everywhere(space, field, counters, progress)
        return Stability(space, control, chosen, counters, found, ())
    signed = []
    for package in packages:
        field = Field(space.problem, by_position, package)
        if not field.feasible[field.place(package)]:
            raise InputError.one(
                "the rules do not allow the package to start from, so that nobody can have signed it",
                "name another: `start` ISSUE=OPTION,…",
                arguments=("start",),
            )
        start = field.place(package)
        actors = {
            space.actors[a]: standing(space, field, a, start, counters, told) for a in field.movers
        }
        signed.append(
            Signed(
                deal=deal(space, package),
                crosses=crosses(space, package),
                in_zone=verdict(space.problem, package).in_zone,
                holds={c: all(one.holds[c] for one in actors.values()) for c in CONCEPTS if actors},
                actors=actors,
                tempted=() if control else tempted(space, package),
                insists=insisting(space, package),
            )
        )
    return Stability(space, control, chosen, counters, None, tuple(signed))
