"""Questions beside the zone itself: what can be shared, where an issue would end, and what holds once signed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from negsim.language.scenario import Scenario

if TYPE_CHECKING:
    from negsim.analysis.divide import Divided
    from negsim.analysis.position import Positions
    from negsim.analysis.stability import Stability
    from negsim.solve.stability import Counters

Value = str | int | float | Fraction | Decimal | Mapping[str, Any]


class Questions(ABC):
    """What a study answers by these questions; `negsim.study.Study` is the one to use."""

    @abstractmethod
    def scenario_with(
        self, variant: str | Iterable[str], sets: Mapping[str, Value] | None
    ) -> Scenario:
        """The scenario with more variants and changes applied."""

    def divide(
        self,
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
        *,
        between: Iterable[str] | None = None,
    ) -> Divided:
        """Share what can be divided between two parties, by adjusted winner (Brams & Taylor 1996).

        Parameters
        ----------
        variant, sets
            As for `run`.
        between : iterable of str, optional
            The two actors; absent, the two principals.
        """
        from negsim.analysis.divide import divide

        scenario = self.scenario_with(variant, sets)
        return divide(scenario, None if between is None else list(between))

    def stability(
        self,
        *starts: str | Mapping[str, str | int | float],
        variant: str | Iterable[str] = (),
        sets: Mapping[str, Value] | None = None,
        moves: Iterable[str] = (),
        counters: Counters = "sequences",
        told: int = 5,
    ) -> Stability:
        """Say which packages hold once signed; or, of packages named, who could better itself alone.

        Parameters
        ----------
        *starts : str or mapping
            Packages, as for `trade`; all of them where there is none.
        variant, sets
            As for `run`.
        moves, counters, told
            As for `negsim.analysis.stability.stability`.
        """
        from negsim.analysis.stability import stability
        from negsim.analysis.starting import starting_package

        scenario = self.scenario_with(variant, sets)
        packages = [starting_package(scenario, start) for start in starts]
        return stability(scenario, packages, moves=moves, counters=counters, told=told)

    def position(
        self, variant: str | Iterable[str] = (), sets: Mapping[str, Value] | None = None
    ) -> Positions:
        """Say where influence and salience alone would put each ordered issue."""
        from negsim.analysis.position import position

        return position(self.scenario_with(variant, sets))
