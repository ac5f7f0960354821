"""What each variant does to each element, one by one, whatever stands there before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from negsim.language.claims.trusted import is_trusted
from negsim.language.model.actors import Consent, Reservation, ladder_red_line
from negsim.language.model.conditions import Alternative, Condition
from negsim.language.model.numbers import Quantity
from negsim.language.model.paths import Path, parse_path
from negsim.language.model.preferences import Preference, Wish
from negsim.language.model.ratification import Body
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.model.variants import Agreement, Put, Rule, Trust, Variant

# What may stand at a place that holds one of several; None: nothing.
Element = RedLine | Preference | Wish | Rule | Agreement | Body
Effect = Callable[[Element | None], Element | None]
Fits = Callable[[Element | None], bool]
Kind = Literal["line", "term", "rule", "agreement", "body"]


def _anything(_: Element | None) -> bool:
    return True


def _something(element: Element | None) -> bool:
    return element is not None


def _empty(element: Element | None) -> bool:
    return element is None


def _itself(element: Element | None) -> Element | None:
    return element


@dataclass(frozen=True)
class PlaceChange:
    """What a variant makes of whatever stands at a place."""

    kind: Kind
    place: str  # full path
    effect: Effect
    fits: Fits = _anything  # whether what stands is such that the variant may be applied


@dataclass(frozen=True)
class Assignment:
    """A number, a consent or a reservation value that a variant sets."""

    place: str  # full path
    value: object  # Quantity, Consent, Reservation


@dataclass(frozen=True)
class Bar:
    """What a variant takes off the table: packages for which its `fix` does not hold, or its `exclude` does."""

    condition: Condition
    keeps: bool  # whether it keeps the packages for which the condition holds, as `fix` does


Step = PlaceChange | Assignment | Bar


def steps_of(variant: Variant, scenario: Scenario) -> Iterator[Step]:
    """Say what a variant does, in the order in which it does it.

    Parameters
    ----------
    variant : Variant
    scenario : Scenario
        To which it belongs: its actors' red lines that have readings, and its claims.

    Notes
    -----
    As `negsim.language.overlay.stack` applies it; dropping what no one has put there is let pass. What stands may be an
    element of the file or of another variant, so that every red line is asked whether it has the reading that is taken.
    """
    for path in variant.drop:
        yield from _drop(_parsed(path))
    for put in variant.add:
        yield from _put(put, _empty)
    for put in variant.set:
        yield from _put(put, _something)
    lines = _line_places(scenario)
    if variant.read_all is not None:
        yield from (PlaceChange("line", place, _reading(variant.read_all)) for place in lines)
    for path, reading in variant.read:
        yield PlaceChange("line", _parsed(path).element, _reading(reading), _has_reading(reading))
    if variant.trust is not None:
        yield from (
            PlaceChange("line", place, _trusted(variant.trust, scenario, place)) for place in lines
        )
    if variant.fix is not None:
        yield Bar(variant.fix, keeps=True)
    if variant.exclude:
        parts = tuple(Alternative(tests=(one,)) for one in variant.exclude)
        yield Bar(Condition(alternatives=parts), keeps=False)


def _line_places(scenario: Scenario) -> list[str]:
    """Every place of a red line: the file's, and those that some variant brings."""
    places = [f"{a.id}.red_lines.{line.id}" for a in scenario.actors for line in a.red_lines]
    for variant in scenario.variants:
        for put in (*variant.add, *variant.set):
            path = _parsed(put.path)
            if path.kind == "red_line":
                places.append(path.element)
            elif isinstance(put.value, Preference) and ladder_red_line(put.value) is not None:
                places.append(_line_place(path))
    return list(dict.fromkeys(places))


def _drop(path: Path) -> Iterator[Step]:
    if path.kind in ("rule", "body"):
        kind: Kind = "rule" if path.kind == "rule" else "body"
        yield PlaceChange(kind, path.element, _nothing)
    elif path.kind == "red_line":
        yield PlaceChange("line", path.element, _nothing)
    else:
        yield PlaceChange("term", path.element, _nothing)
        if path.kind == "preference":
            yield PlaceChange("line", _line_place(path), _without_ladder)


def _put(put: Put, fits: Fits) -> Iterator[Step]:
    path, value = _parsed(put.path), put.value
    if path.kind == "agreement":
        whole = _anything if not path.field else _is_one_rule
        yield PlaceChange("agreement", "agreement", _agreement(path, value), whole)
    elif path.kind == "rule":
        yield PlaceChange("rule", path.element, lambda _: _as_element(value), fits)
    elif path.kind == "body":
        yield _put_body(path, value, fits)
    elif path.kind == "red_line" and path.field:  # how firm it is, of which no base case hears
        yield PlaceChange("line", path.element, _itself, _has(path))
    elif path.kind == "red_line":
        yield PlaceChange("line", path.element, lambda _: _as_element(value), fits)
    elif path.kind in ("preference", "wish"):
        yield from _put_term(path, value, fits)
    elif isinstance(value, (Consent, Reservation)):
        yield Assignment(path.element, value)


def _put_body(path: Path, value: object, fits: Fits) -> PlaceChange:
    """Take a body for another, or some of its votes or how many it needs for others."""
    if not path.field:
        return PlaceChange("body", path.element, lambda _: _as_element(value), fits)

    def effect(body: Element | None) -> Element | None:
        if not isinstance(body, Body):
            return body
        if path.field == "needs":
            return body.model_copy(update={"needs": value})
        votes = tuple((one, value if one == path.option else old) for one, old in body.votes)
        return body.model_copy(update={"votes": votes})

    return PlaceChange("body", path.element, effect, _has(path))


def _put_term(path: Path, value: object, fits: Fits) -> Iterator[Step]:
    if path.field in ("weight", "points") and not path.option:
        yield PlaceChange("term", path.element, _itself, _has(path))
        yield Assignment(path.element, value)
    elif path.field:
        yield PlaceChange("term", path.element, _with_worth(path, value), _has(path))
    else:
        assert isinstance(value, (Preference, Wish))
        yield PlaceChange("term", path.element, lambda _: unweighted(value), fits)
        worth = value.weight if isinstance(value, Preference) else value.weight or value.points
        if worth is not None:
            yield Assignment(path.element, worth)
        if isinstance(value, Preference):
            yield PlaceChange("line", _line_place(path), _with_ladder(value))


def unweighted(term: Preference | Wish) -> Preference | Wish:
    """Leave a term's weight out of it, which is moved by itself, and the red line that its ladder draws."""
    one = Quantity.plain(1)
    if isinstance(term, Wish):
        return term.model_copy(update={"weight" if term.points is None else "points": one})
    ladder = None if term.ladder is None else term.ladder.model_copy(update={"bar": None})
    weight = None if term.weight is None else one
    return term.model_copy(update={"weight": weight, "ladder": ladder})


def _nothing(_: Element | None) -> None:
    return None


def _without_ladder(line: Element | None) -> Element | None:
    return None if isinstance(line, RedLine) and line.from_ladder else line


def _with_ladder(preference: Preference) -> Effect:
    drawn = ladder_red_line(preference)
    return lambda line: (
        drawn if line is None or (isinstance(line, RedLine) and line.from_ladder) else line
    )


def _with_worth(path: Path, value: object) -> Effect:
    """Give an option of a preference another score, or other points."""

    def effect(term: Element | None) -> Element | None:
        held = getattr(term, path.field, None)
        if not isinstance(term, Preference) or not isinstance(held, tuple):
            return term
        table = tuple((name, value if name == path.option else old) for name, old in held)
        return term.model_copy(update={path.field: table})

    return effect


def _reading(name: str) -> Effect:
    def effect(line: Element | None) -> Element | None:
        if not isinstance(line, RedLine) or not line.has_readings:
            return line
        names = [reading.id for reading in line.readings]
        return line.model_copy(update={"reading": names.index(name)}) if name in names else line

    return effect


def _has_reading(name: str) -> Fits:
    return lambda line: isinstance(line, RedLine) and name in {r.id for r in line.readings if r.id}


def _has(path: Path) -> Fits:
    """Whether an element has the number that is set."""

    def fits(term: Element | None) -> bool:
        held = getattr(term, path.field, None)
        if isinstance(held, tuple):
            return path.option in {name for name, _ in held}
        return held is not None

    return fits


def _is_one_rule(agreement: Element | None) -> bool:
    return (
        isinstance(agreement, Agreement) and len(agreement.ways) == 1 and len(agreement.rules) == 1
    )


def _trusted(trust: Trust, scenario: Scenario, place: str) -> Effect:
    def effect(line: Element | None) -> Element | None:
        if not isinstance(line, RedLine):
            return line
        return line if is_trusted(trust, scenario, _parsed(place).actor, line) else None

    return effect


def _agreement(path: Path, value: object) -> Effect:
    def effect(agreement: Element | None) -> Element | None:
        if isinstance(value, Agreement):
            return value
        if not isinstance(agreement, Agreement) or not _is_one_rule(agreement) or not path.field:
            return agreement
        best = getattr(value, "best")  # noqa: B009 (a quantity, as the reader of paths has seen to)
        return Agreement(ways=((agreement.rules[0].model_copy(update={"at_least": best}),),))

    return effect


def _as_element(value: object) -> Element:
    assert isinstance(value, (RedLine, Rule, Body))
    return value


def _line_place(path: Path) -> str:
    return f"{path.actor}.red_lines.{path.id}"


def _parsed(text: str) -> Path:
    path = parse_path(text)
    assert path is not None
    return path
