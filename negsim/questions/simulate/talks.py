"""Where talks by simple rules would end: a comparison with the solutions, and no prediction.

Two protocols over the packages that cross no red line: alternating offers with a deadline, in which everybody gives
way with time (Faratin, Sierra and Jennings 1998); and a mediated single text, improved step by step (Fisher and Ury
1981; Raiffa 1982), begun from a text that nobody likes much.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from negsim.language.model.scenario import Scenario
from negsim.questions.draws.listing import stage
from negsim.questions.draws.stage import Stage
from negsim.questions.draws.values import Draws
from negsim.questions.trade.single_text import single_text
from negsim.questions.zone.find import deal
from negsim.questions.zone.result import Deal
from negsim.solve.kernels.one_package import verdict
from negsim.space.space import Space, compile_scenario

ROUNDS = 100
MANNERS = {"tough": 0.2, "even": 1.0, "yielding": 5.0}  # exponents of giving way


@dataclass(frozen=True)
class Talks:
    """One way of talking, and where it ended.

    Parameters
    ----------
    protocol : {"alternating offers", "single text"}
    manner : str
        Of alternating offers: how everybody gives way. Of a single text: what it begins from.
    rounds : int
        Offers made, or revisions.
    deal : Deal or None
        Where it ended; None where the deadline passed, or the text is nothing that all accept.
    """

    protocol: str
    manner: str
    rounds: int
    deal: Deal | None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "protocol": self.protocol,
            "manner": self.manner,
            "rounds": self.rounds,
            "package": None if self.deal is None else dict(self.deal.package),
            "gains": None if self.deal is None else dict(self.deal.gains),
        }


def talks(scenario: Scenario) -> tuple[Talks, ...]:
    """Hold talks by each protocol; nothing where no package is in the zone.

    Notes
    -----
    Alternating offers: principals take turns, in the file's order, for 100 rounds. In round t each is content with its
    reservation value plus (1 - (t / 100) ** (1 / e)) of the way from there to its best package of the red-line zone;
    e is 0.2 where all are tough (Boulware), 1, or 5 where all yield. Whose turn it is offers, of what contents itself,
    the package that falls least short of what the others ask for now. The first offer that contents every principal,
    and every conditional actor that it needs, is signed. Who has to have a package ratified offers and takes only what
    its bodies pass, voters accepting as they accept for good. The single text begins from the package of the red-line
    zone from which the principals have least in sum, as a mediator begins from a text that nobody has to defend.
    """
    space = compile_scenario(scenario)
    draws = Draws(1, {}, {})
    weighed = stage(scenario, draws, blockers=False)
    outcome = weighed.outcome(draws, each=True)
    if not outcome.is_open[0]:
        return ()
    red = _on_red_lines(weighed, draws)
    held = []
    for manner, exponent in MANNERS.items():
        held.append(_offers(space, red, draws, manner, exponent))
    return (*held, _text(space, red, draws))


def _on_red_lines(weighed: Stage, draws: Draws) -> Stage:
    """The packages that no needed actor's red lines keep out, that conditional actors accept, and that bodies pass."""
    problem, stands = weighed.problem, np.ones(len(weighed), dtype=bool)
    for a in weighed.actors:
        needed, keeps, reaches = weighed.stance(a, draws)
        is_principal = problem.actors[a].consent == "always"
        stands &= (~needed | (keeps if is_principal else keeps & reaches))[:, 0]
    for stopped, _ in weighed.stopped(draws):
        stands &= ~stopped[:, 0]
    if not stands.any():  # under a quota some principal's red lines may be crossed by all
        stands[:] = True
    return Stage(weighed.scenario, weighed.packages[stands])


def _offers(space: Space, red: Stage, draws: Draws, manner: str, exponent: float) -> Talks:
    principals = space.problem.principals
    worth = np.stack([red.utilities(a, draws)[:, 0] for a in principals], axis=1)
    least = np.array([red.reservation_values(a, draws)[0] for a in principals])
    best = np.maximum(worth.max(axis=0), least)
    for t in range(1, ROUNDS + 1):
        asked = least + (best - least) * (1 - (t / ROUNDS) ** (1 / exponent))
        turn = (t - 1) % len(principals)
        short = np.maximum(asked - worth, 0)
        short[short < 1e-12] = 0
        own = np.flatnonzero(short[:, turn] == 0)
        if not len(own):
            continue
        others = np.delete(short[own], turn, axis=1)
        order = np.lexsort((own, -worth[own, turn], others.sum(axis=1)))
        chosen = int(own[order[0]])
        if not short[chosen].any():
            return Talks("alternating offers", manner, t, _deal(space, red, chosen))
    return Talks("alternating offers", manner, ROUNDS, None)


def _text(space: Space, red: Stage, draws: Draws) -> Talks:
    worth = sum(red.utilities(a, draws)[:, 0] for a in space.problem.principals)
    start = tuple(int(o) for o in red.packages[int(np.argmin(worth))])
    steps, _ = single_text(space, start)
    end = steps[-1].deal if steps else deal(space, start)
    is_accepted = _all_accept(space, end)
    return Talks("single text", "poorest text", len(steps), end if is_accepted else None)


def _all_accept(space: Space, end: Deal) -> bool:
    found = verdict(space.problem, end.positions)
    is_passed = all(
        one.passes
        for a in space.problem.consenting
        if found.is_needed[a]
        for one in found.ballots[a]
    )
    return is_passed and all(end.gains[space.actors[a]] >= 0 for a in space.problem.principals)


def _deal(space: Space, red: Stage, place: int) -> Deal:
    return deal(space, tuple(int(o) for o in red.packages[place]))
