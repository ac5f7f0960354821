"""A scenario with what is laid over it: what packages there are, what each is worth to whom, and who accepts it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from negsim.errors import InputError, quoted
from negsim.language.model.numbers import format_number
from negsim.language.model.scenario import Scenario
from negsim.language.named_packages import PackageNamed, package_named
from negsim.language.names import one_of
from negsim.language.overlay.apply import apply
from negsim.language.overlay.within import ConditionText, condition_asked

if TYPE_CHECKING:
    from negsim.solve.answer import Package
    from negsim.solve.tables.problem import ActorTables
    from negsim.space.space import Space

Value = str | int | float | Fraction | Decimal | Mapping[str, Any]


@dataclass(frozen=True, repr=False)
class Overlaid:
    """A scenario as written, and the variants and changes to look at it with.

    Nothing is changed in place: `with_variant` and `set` give another.

    Parameters
    ----------
    base : Scenario
        As written, without variants.
    variants : tuple of str
        Applied in this order.
    sets : tuple of str
        Changes PATH=VALUE, applied last.

    Examples
    --------
    >>> import negsim
    >>> study = negsim.load("harbour")
    >>> study.scenario.title
    'Who dredges the harbour, how deep, and who pays'
    """

    base: Scenario
    variants: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()

    def __repr__(self) -> str:
        laid_over = (*self.base.applied, *self.variants, *self.sets)
        return f"{type(self).__name__}({' + '.join((self.base.id, *laid_over))})"

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario with variants and changes applied."""
        if not self.variants and not self.sets:
            return self.base
        return apply(self.base, self.variants, self.sets)

    def with_variant(self, variants: str | Iterable[str]) -> Self:
        """Apply more variants: `"a+b"`, or a list of names.

        Raises
        ------
        InputError
            When the scenario is asked for: no such variant, or one that cannot be applied to what stands.
        """
        names = variants.split("+") if isinstance(variants, str) else list(variants)
        added = tuple(name.strip() for name in names if name.strip())
        return replace(self, variants=(*self.variants, *added))

    def set(self, path: str, value: Value) -> Self:
        """Change a number or an element, as `--set PATH=VALUE` does; such changes come after all variants.

        Examples
        --------
        >>> import negsim
        >>> negsim.load("harbour").set("port.reservation_value", 0.6).scenario.applied
        ('port.reservation_value=0.6',)
        """
        return replace(self, sets=(*self.sets, f"{path}={_written(value)}"))

    def packages(
        self, within: ConditionText | None = None, *, feasible: bool = True
    ) -> Iterator[dict[str, str | int | float]]:
        """Give packages one after another, in package order: the first issue of the file changes slowest.

        Parameters
        ----------
        within : str, mapping or list of mapping, optional
            A condition, as the language has it: only packages where it holds.
        feasible : bool
            Whether those are left out that break a rule, or that a variant has taken off the table.

        Examples
        --------
        >>> import negsim
        >>> study = negsim.load("harbour")
        >>> next(study.packages({"depth": "fifteen", "fee": "at most 200"}))
        {'depth': 'fifteen', 'fee': 0, 'nights': 'loud', 'mud': 'sea'}
        >>> len(list(study.packages())), len(list(study.packages(feasible=False)))
        (215, 297)
        """
        from negsim.questions.rank.find import packages

        condition = None if within is None else condition_asked(self.scenario, within)
        return packages(self._space, condition, feasible=feasible)

    def utility(self, actor: str, package: PackageNamed) -> Fraction:
        """Give what a package is worth to an actor, exactly.

        Parameters
        ----------
        actor : str
        package : str or mapping
            ``ISSUE=OPTION,…``, or issue to option: ids, labels or numbers. It need not be feasible.

        Examples
        --------
        >>> import negsim
        >>> negsim.load("harbour").utility("villages", "depth=ten,fee=0,nights=none,mud=landfill")
        Fraction(2, 3)
        """
        from negsim.solve.tables.gains import total, utility_of_total

        compiled = self._actor(actor)
        return utility_of_total(compiled, total(compiled, self._positions(package)))

    def accepts(self, actor: str, package: PackageNamed) -> bool:
        """Say whether an actor accepts a package: it crosses none of its red lines, and is worth its walk-away value.

        Rest as for `utility`. Whether the package needs its consent is another matter.
        """
        from negsim.solve.tables.formula import holds

        crossed, positions = self._actor(actor).crossed, self._positions(package)
        if any(holds(line, positions) for line in crossed):
            return False
        return self.utility(actor, package) >= self._actor(actor).reservation_value

    @cached_property
    def _space(self) -> Space:
        from negsim.space.space import compile_scenario

        return compile_scenario(self.scenario)

    def _positions(self, package: PackageNamed) -> Package:
        return self._space.package(package_named(self.scenario, package))

    def _actor(self, actor: str) -> ActorTables:
        if actor not in self.scenario.actor:
            raise InputError.one(
                f"there is no actor {quoted(actor)}", one_of(actor, self.scenario.actor)
            )
        return self._space.problem.actors[self._space.actors.index(actor)]


def _written(value: Value) -> str:
    """Write a value as `--set` takes it."""
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, Fraction):
        return format_number(value)
    return str(value)
