"""Whether a package holds once it is signed: who could better itself alone, and what the others would answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from negsim.document.plain import to_json
from negsim.document.rows import Row, frame, to_csv
from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.questions.stability.all_packages import Everywhere, Progress, everywhere, texts
from negsim.questions.stability.one_package import Standing, standing
from negsim.questions.stability.who_moves import Control, controls, moves_of
from negsim.questions.trade.find import crosses, in_zone
from negsim.questions.zone.find import deal
from negsim.questions.zone.result import Choice, Deal
from negsim.solve.kernels.moves import Field
from negsim.solve.kernels.stability import CONCEPTS, Concept, Counters
from negsim.space.space import Space, compile_scenario

if TYPE_CHECKING:
    import pandas as pd

TOLD = 5  # improvements told of each actor


@dataclass(frozen=True)
class Signed:
    """One package in detail.

    Parameters
    ----------
    deal : Deal
    crosses : tuple of str
        Red lines that it crosses, of actors whose consent it needs.
    in_zone : bool
    holds : mapping
        Per concept, whether it is stable for everybody who can move.
    actors : mapping
        Per actor that can move, what it could do and what holds it back.
    """

    deal: Deal
    crosses: tuple[str, ...]
    in_zone: bool
    holds: Mapping[Concept, bool]
    actors: Mapping[str, Standing]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            **self.deal.to_dict(),
            "crosses": list(self.crosses),
            "in_zone": self.in_zone,
            "holds": dict(self.holds),
            "actors": {actor: one.to_dict() for actor, one in self.actors.items()},
        }


@dataclass(frozen=True, eq=False)
class Stability:
    """What holds once it is signed.

    Parameters
    ----------
    space : Space
    controls : tuple of Control
        Who can change what.
    counters : "sequences" or "once"
        How often each of the others may move in reply.
    everywhere : Everywhere or None
        All packages; None where packages are named.
    signed : tuple of Signed
        The packages named.
    """

    space: Space
    controls: tuple[Control, ...]
    counters: Counters
    everywhere: Everywhere | None
    signed: tuple[Signed, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.space.scenario

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim stability --format json` writes, numbers still exact."""
        every = self.everywhere
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "moves": {one.issue: one.to_dict() for one in self.controls},
            "counters": self.counters,
            "feasible": None if every is None else every.feasible,
            "equilibria": None if every is None else dict(every.equilibria),
            "stable_for": None
            if every is None
            else {a: dict(n) for a, n in every.stable_for.items()},
            "stable": None if every is None else [one.to_dict() for one in every.stable],
            "stable_total": None if every is None else every.stable_total,
            "from": [one.to_dict() for one in self.signed],
        }

    def to_json(self) -> str:
        """Write what `negsim stability --format json` writes."""
        return to_json(self.to_dict())

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of `rows`."""
        if self.everywhere is None:
            return ("from", "actor", "changes", "change", "gmr", "smr", "seq", "reply", "after")
        return (*self.space.issues, *CONCEPTS, *(f"stable_{a}" for a in self.everywhere.stable_for))

    def rows(self) -> list[Row]:
        """Give all packages, one a row; or the improvements told from the packages named."""
        if self.everywhere is not None:
            return [
                {
                    **one.package,
                    **one.flags,
                    **{
                        f"stable_{actor}": " ".join(c for c, stable in by.items() if stable)
                        for actor, by in one.actors.items()
                    },
                }
                for one in self.everywhere.packages
            ]
        return [
            {"from": number, "actor": actor, **move.to_row()}
            for number, one in enumerate(self.signed, start=1)
            for actor, standing in one.actors.items()
            for move in standing.told
        ]

    def to_csv(self) -> str:
        """Write what `negsim stability --format csv` writes."""
        return to_csv(self.rows(), self.columns)

    def to_frame(self) -> pd.DataFrame:
        """List the same rows."""
        return frame(self.rows(), self.columns)

    def _repr_html_(self) -> str:
        from negsim.document.notebook import rows_html
        from negsim.questions.stability.tell import answer

        rows = [{name: row.get(name) for name in self.columns} for row in self.rows()[:100]]
        return rows_html(self.scenario, answer(self).text, rows, self.columns)


def stability(
    scenario: Scenario,
    starts: Iterable[Choice] = (),
    *,
    moves: Iterable[str] = (),
    counters: Counters = "sequences",
    told: int = TOLD,
    progress: Progress | None = None,
) -> Stability:
    """Say which packages hold once signed; or of packages named, who could better itself, and what would be answered.

    Parameters
    ----------
    scenario : Scenario
        With its variants applied.
    starts : iterable of mapping
        Packages, an option of every issue; all feasible packages where there is none.
    moves : iterable of str
        Who can change which issue, as for `negsim.questions.stability.who_moves.controls`;
        goes before the tags of issues.
    counters : "sequences" or "once"
        Whether each of the others may move in reply as often as it likes, or once at most.
    told : int
        At most so many improvements of each actor are told in full.
    progress : callable, optional
        Called with the number of actors done, and of how many, where all packages are gone through.

    Raises
    ------
    InputError
        Nobody can change anything, or a package is one that the rules do not allow.
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
    if not packages:
        field = Field(space.problem, by_position)
        return Stability(space, control, counters, everywhere(space, field, counters, progress), ())
    signed = []
    for package in packages:
        field = Field(space.problem, by_position, package)
        if not field.feasible[field.place(package)]:
            raise InputError.one(
                "the rules do not allow the package to start from, so that nobody can have signed it",
                "name another: --from ISSUE=OPTION,…",
            )
        start = field.place(package)
        actors = {
            space.actors[a]: standing(space, field, a, start, counters, told) for a in field.movers
        }
        signed.append(
            Signed(
                deal=deal(space, package),
                crosses=crosses(space, package),
                in_zone=in_zone(space.problem, package),
                holds={c: all(one.holds[c] for one in actors.values()) for c in CONCEPTS},
                actors=actors,
            )
        )
    return Stability(space, control, counters, None, tuple(signed))
