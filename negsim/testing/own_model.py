"""Strategies of hypothesis over a model of one's own: its packages, its numbers within their ranges, its readings.

Needs hypothesis, the extra ``negsim[testing]``. What they draw shrinks towards what one knows: packages towards the
status quo, numbers towards their best value, readings towards those in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st

from negsim.language.model.issues import Issue
from negsim.language.model.numbers import Quantity, format_number
from negsim.language.model.preferences import Ladder
from negsim.language.model.ranges import Kind, changed, visit_scenario
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.within import ConditionText, condition_asked
from negsim.questions.draws.numbers import LadderGaps, RangedNumber, Simplex, Unknown, unknowns
from negsim.solve.tables.formula import holds
from negsim.space.compiler import Compiler
from negsim.space.space import compile_scenario
from negsim.study import Study

STEPS = 20  # places of a number on either side of its best value
WEIGHTS = (
    1,
    2,
    3,
    5,
    8,
    13,
    0,
)  # of an actor of whose weights nothing is known, before they are brought to sum 1
GAPS = (1, 2, 3, 5, 8)  # of a ladder's steps, beside one another

Package = dict[str, str | int | float]


def packages(
    model: Study | Scenario, within: ConditionText | None = None, *, feasible: bool = False
) -> st.SearchStrategy[Package]:
    """Draw packages: an option's id per issue, numbers as numbers.

    Parameters
    ----------
    model : Study or Scenario
        With its variants applied.
    within : str, mapping or list of mapping, optional
        A condition, as for `Study.packages`: only packages where it holds.
    feasible : bool
        Whether only packages that break no rule, and that no variant has taken off the table.

    Examples
    --------
    >>> import negsim
    >>> from hypothesis import find, settings
    >>> study = negsim.load("harbour")
    >>> find(
    ...     packages(study),
    ...     lambda package: study.accepts("ships", package),
    ...     settings=settings(deadline=None, derandomize=True, database=None),
    ... )
    {'depth': 'fifteen', 'fee': 100, 'nights': 'none', 'mud': 'sea'}
    """
    scenario = _scenario(model)
    usual = dict(scenario.status_quo or ())
    drawn = st.tuples(
        *(st.sampled_from(_nearest_first(issue, usual.get(issue.id))) for issue in scenario.issues)
    )
    space = compile_scenario(scenario)
    if feasible:
        bad = (*space.problem.broken, *space.problem.barred)
        drawn = drawn.filter(lambda package: not any(holds(one, package) for one in bad))
    if within is not None:
        condition = Compiler(scenario).condition(condition_asked(scenario, within))
        drawn = drawn.filter(lambda package: holds(condition, package))
    return drawn.map(space.words)


def numbers(study: Study) -> st.SearchStrategy[Study]:
    """Draw studies with the numbers of the file somewhere within their ranges: weights, scores, walk-away values.

    Parameters
    ----------
    study : Study
        Its variants are applied; what is drawn is told as ``PATH=VALUE``, as if it had been set, and what stays at its
        best value is not told.

    Examples
    --------
    >>> import negsim
    >>> from hypothesis import given, settings
    >>> study = negsim.load("harbour")
    >>> @settings(max_examples=5, deadline=None, derandomize=True, database=None)
    ... @given(numbers(study))
    ... def test_the_port_would_rather_have_twelve_metres_than_ten(drawn):
    ...     rest = {"fee": 0, "nights": "none", "mud": "sea"}
    ...     twelve, ten = ({**rest, "depth": depth} for depth in ("twelve", "ten"))
    ...     assert drawn.utility("port", twelve) >= drawn.utility("port", ten)
    >>> test_the_port_would_rather_have_twelve_metres_than_ten()
    """
    scenario = study.scenario
    parts = unknowns(scenario).parts
    drawn = st.tuples(*(_values(part) for part in parts))
    return drawn.map(lambda values: _with_numbers(scenario, parts, values))


def readings(study: Study) -> st.SearchStrategy[Study]:
    """Draw studies in which each ambiguous demand is read in one of its ways.

    Parameters
    ----------
    study : Study
        Its variants are applied; demands read otherwise than in force are told as ``PATH=READING``.

    Examples
    --------
    >>> import negsim
    >>> from hypothesis import find, settings
    >>> find(
    ...     readings(negsim.load("harbour")),
    ...     lambda drawn: drawn.run().zone.is_open,
    ...     settings=settings(deadline=None, derandomize=True, database=None),
    ... )
    Study(harbour + villages.sleep=no_noise)
    """
    scenario = study.scenario
    lines = {
        f"{actor.id}.{line.id}": line
        for actor in scenario.actors
        for line in actor.written_red_lines
        if line.has_readings
    }
    chosen = st.fixed_dictionaries({path: _readings_of(line) for path, line in lines.items()})
    return chosen.map(lambda places: _read(scenario, places))


def _scenario(model: Study | Scenario) -> Scenario:
    return model.scenario if isinstance(model, Study) else model


def _nearest_first(issue: Issue, usual: str | None) -> list[int]:
    """Positions of the options, that of the status quo first, then by how near they are to it."""
    places = list(range(len(issue.options)))
    if usual is None:
        return places
    return sorted(places, key=lambda place: (abs(place - issue.position[usual]), place))


def _values(part: Unknown) -> st.SearchStrategy[tuple[Fraction, ...]]:
    """Draw the value of a number; the scores of a ladder's groups; the weights of an actor that states none."""
    if isinstance(part, RangedNumber):
        return st.integers(-STEPS, STEPS).map(lambda place: (_between(part, place),))
    if isinstance(part, LadderGaps):
        return st.tuples(*(st.sampled_from(GAPS) for _ in part.steps)).map(
            lambda gaps: _climbed(part.steps, gaps)
        )
    assert isinstance(part, Simplex)
    weights = st.tuples(*(st.sampled_from(WEIGHTS) for _ in part.weights))
    return weights.filter(any).map(lambda drawn: tuple(Fraction(w, sum(drawn)) for w in drawn))


def _between(number: RangedNumber, place: int) -> Fraction:
    end = number.high if place > 0 else number.low
    return number.best + (end - number.best) * Fraction(abs(place), STEPS)


def _climbed(steps: Sequence[int], gaps: Sequence[int]) -> tuple[Fraction, ...]:
    """Scores of the groups, worst first: 0 to 1, every step as wide as its gap says."""
    widths = [step * gap for step, gap in zip(steps, gaps, strict=True)]
    return tuple(Fraction(sum(widths[:place]), sum(widths)) for place in range(len(widths) + 1))


def _with_numbers(
    scenario: Scenario, parts: Sequence[Unknown], drawn: Sequence[tuple[Fraction, ...]]
) -> Study:
    values: dict[str, Fraction] = {}
    ladders: dict[str, tuple[Fraction, ...]] = {}
    told = []
    for part, found in zip(parts, drawn, strict=True):
        if isinstance(part, RangedNumber):
            values[part.path] = found[0]
            if found[0] != part.best:
                told.append(f"{part.path}={format_number(found[0])}")
        elif isinstance(part, LadderGaps):
            ladders[part.path] = found
            if found != _climbed(part.steps, [1] * len(part.steps)):
                told.append(f"{part.path}={' '.join(map(format_number, found))}")
        elif isinstance(part, Simplex):
            values |= dict(zip(part.weights, found, strict=True))
            if len(set(found)) > 1:
                told.append(f"{part.path}={' '.join(map(format_number, found))}")

    def visit(path: str, _: Kind, quantity: Quantity) -> Quantity:
        return Quantity.plain(values[path]) if path in values else quantity

    def climb(path: str, _: Ladder) -> tuple[Fraction, ...] | None:
        return ladders.get(path)

    changed_to = visit_scenario(scenario, visit, climb)
    return Study(changed(changed_to, applied=(*scenario.applied, *told)))


def _readings_of(line: RedLine) -> st.SearchStrategy[int]:
    """Draw the place of a reading, that in force first."""
    places = range(len(line.readings))
    return st.sampled_from(sorted(places, key=lambda place: (place != line.reading, place)))


def _read(scenario: Scenario, places: dict[str, int]) -> Study:
    told = []
    actors = []
    for actor in scenario.actors:
        lines = []
        for line in actor.written_red_lines:
            path = f"{actor.id}.{line.id}"
            place = places.get(path, line.reading)
            if place != line.reading:
                told.append(f"{path}={line.readings[place].id}")
            lines.append(changed(line, reading=place))
        actors.append(changed(actor, written_red_lines=tuple(lines)))
    applied = (*scenario.applied, *told)
    return Study(changed(scenario, actors=tuple(actors), applied=applied))
