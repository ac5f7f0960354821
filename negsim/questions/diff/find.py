"""What two scenario files have differently, and what each difference does to the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from negsim.errors import InputError, TooLarge
from negsim.language.load import loads
from negsim.language.model.numbers import NumberText
from negsim.language.model.scenario import Scenario
from negsim.language.writer import write_yaml
from negsim.questions.diff.elements import (
    Elements,
    Path,
    comparable,
    deciding,
    document,
    elements,
    shown,
    tells,
)
from negsim.questions.diff.result import Change, Changed, Diff, InShort
from negsim.questions.zone.find import run
from negsim.solve.ahead import Told, foresee_answers
from negsim.solve.listing.estimate import estimate
from negsim.solve.patience import CODINGS
from negsim.space.space import compile_scenario

Progress = Callable[[int, int], None]
SAME = "decides nothing in the base case"
LONG = "what it does was not tried: that would take long"


def diff(
    scenario: Scenario,
    other: Scenario,
    *,
    progress: Progress | None = None,
    told: Told | None = None,
) -> Diff:
    """Compare two scenario files element by element, whatever their layout.

    Parameters
    ----------
    scenario, other : Scenario
        As written.
    progress : callable, optional
        Called with the number of answers found, and of how many.
    told : callable, optional
        Called beforehand with the number of packages to go through, and about how many seconds that takes.

    Returns
    -------
    Diff
        Each difference with the answer of the first file that takes it, and nothing else, from the second.

    Notes
    -----
    Variants, forecasts, what is expected, the timeline, and whatever is only said decide nothing in the base case. A
    difference that cannot stand alone, such as an issue that nobody scores yet, has no answer of its own.
    """
    first, second = elements(scenario), elements(other)
    whole = {
        path
        for path in {*first, *second}
        if len(path) == 2 and (path in first) is not (path in second)
    }
    found = [
        (path, change)
        for path in [*first, *(path for path in second if path not in first)]
        if (len(path) == 2 or path[:2] not in whole)
        and (change := _change(path, first, second)) is not None
    ]
    problem = compile_scenario(scenario).problem
    seconds = estimate(problem).seconds
    trying = sum(tells(path) for path, _ in found)
    is_long = seconds * trying > CODINGS
    foresee_answers([problem], told, times=2 if is_long else 2 + trying)
    base = outcome(scenario)
    changes: list[Changed] = []
    for path, change in found:
        one, two = first.get(path), second.get(path)
        answer, because = None, SAME
        if tells(path) and _decides(path, one, two):
            answer, because = (None, LONG) if is_long else _alone(scenario, other, path)
        parts = tuple(_parts(one, two)) if change in ("changed", "reordered") else ()
        said = because if answer is None else None
        changes.append(Changed(shown(path), change, one, two, parts, answer, said))
        if progress is not None:
            progress(len(changes), len(found))
    return Diff(scenario, other, base, outcome(other), tuple(changes))


def _decides(path: Path, one: Any, two: Any) -> bool:
    """Whether more differs than what is only said."""
    if (one is None) is not (two is None):
        return True
    return bool(comparable(deciding(path, one)) != comparable(deciding(path, two)))


def outcome(scenario: Scenario) -> InShort:
    """Give the answer to a scenario in short."""
    found = run(scenario)
    conflicts = tuple(conflict.paths for conflict in found.conflicts)
    return InShort(found.zone.size, found.exact, found.floor, conflicts)


def _change(path: Path, first: Elements, second: Elements) -> Change | None:
    if path not in second:
        return "removed"
    if path not in first:
        return "added"
    one, two = first[path], second[path]
    if path[0].startswith("order of"):
        both = [name for name in one if name in two]
        return "reordered" if both != [name for name in two if name in one] else None
    if comparable(one) == comparable(two):
        return None
    return "reordered" if one == two else "changed"


def _alone(scenario: Scenario, other: Scenario, path: Path) -> tuple[InShort | None, str]:
    """Give the answer of the first with one element taken from the second; or why there is none."""
    first, second = elements(scenario), elements(other)
    taken = {p: v for p, v in first.items() if p[: len(path)] != path}
    taken |= {p: v for p, v in second.items() if p[: len(path)] == path}
    newest = "1.1" in (scenario.version, other.version)
    plain = document(taken, NumberText("1.1") if newest else "1", scenario.id)
    try:
        return outcome(loads(write_yaml(plain))), ""
    except InputError as error:
        return None, f"it does not stand alone: {error.faults[0].what}"
    except TooLarge:
        return None, LONG


def _parts(one: Any, two: Any, path: str = "", key: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Say where within an element the two differ."""
    if isinstance(one, dict) and isinstance(two, dict):
        if key in ("readings", "options") and list(one) != list(two) and set(one) == set(two):
            yield f"order of {path}", list(one), list(two)
        for name in [*one, *(n for n in two if n not in one)]:
            inner = f"{path}.{name}" if path else name
            yield from _parts(one.get(name), two.get(name), inner, name)
    elif comparable(one) != comparable(two):
        yield path, one, two
