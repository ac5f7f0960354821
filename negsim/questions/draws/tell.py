"""What draws and futures come to, in words: shares, drivers, regions, packages, baselines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from negsim.document.content import Said
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, day, listed, share
from negsim.language.words import option_in_words, option_label
from negsim.questions.ensemble.result import Driver, Ensemble, OpenWhere
from negsim.questions.position.baseline import Forecast
from negsim.questions.simulate.result import OptionFate, Simulation

TELLING = 0.01  # an effect, or an information, below this is not told


def ensemble_answer(found: Ensemble) -> Said:
    """Say in how many draws the zone is open."""
    draws = counted(found.draws, "draw")
    vary = f"{counted(found.numbers, 'number')} {'varies' if found.numbers == 1 else 'vary'}"
    if not found.numbers:
        state = "OPEN" if found.zone_open else "EMPTY"
        return Said(f"THE ZONE IS {state}", ": nothing in the file has a range, so nothing varies.")
    if found.is_settled:
        return Said(
            "NO DEAL IN ANY DRAW",
            f": the red lines alone exclude one another. {vary}, and {_none(found.numbers)}.",
        )
    if found.zone_open in {0.0, 1.0}:
        low, high = found.zone_open_interval
        word = "EVERY" if found.zone_open else "NO"
        limit = f"at least {share(low)}" if found.zone_open else f"at most {share(high)}"
        return Said(
            f"THE ZONE IS OPEN IN {word} DRAW",
            f" of {found.draws:,} ({limit} of all there could be). {vary}.",
        )
    low, high = found.zone_open_interval
    return Said(
        f"THE ZONE IS OPEN IN {share(found.zone_open)} OF DRAWS",
        f" ({draws}; between {share(low)} and {share(high)} of all there could be). {vary}"
        " over the ranges of the file: this is how far the answer hangs on them, not how likely"
        " a deal is.",
    )


def _none(numbers: int) -> str:
    return "it does not matter" if numbers == 1 else "none of them matters"


def floor_range(floor: tuple[float, float, float]) -> str:
    """Say between what the floor lies."""
    low, middle, high = floor
    return f"{middle:.3f} (nine draws in ten: {low:.3f} to {high:.3f})"


def path_in_words(scenario: Scenario, path: str) -> str:
    """Name a number, or the numbers of an element.

    Examples
    --------
    >>> from negsim.language.load import load
    >>> from negsim.language.shipped import locate
    >>> path_in_words(load(locate("harbour")), "port.preferences.fee.weight")
    'Port authority: how much fee weighs'
    """
    owner, _, rest = path.partition(".")
    if owner not in scenario.actor:
        return path.replace("_", " ").replace(".", " ")
    name = scenario.actor[owner].name
    parts = rest.split(".")
    if rest == "reservation_value":
        return f"{name}: walk-away value"
    if parts[0] == "preferences":
        subject = parts[1].replace("_", " ")
        if parts[2:3] == ["weight"]:
            return f"{name}: how much {subject} weighs"
        if len(parts) > 3:
            return f"{name}: score of {'.'.join(parts[3:]).replace('_', ' ')} ({subject})"
        return f"{name}: how the options of {subject} are graded"
    if parts[0] == "wishes":
        return f"{name}: the wish “{parts[1].replace('_', ' ')}”"
    return f"{name}: the demand “{parts[0].replace('_', ' ')}”"


def rests_on(driver: Driver) -> str:
    """Say what a driver rests on."""
    if driver.evidence is None:
        return ""
    claims = " ".join(claim.rpartition(".")[2] for claim in driver.evidence.claims)
    return f"{driver.evidence.status}{' ' + claims if claims else ''}"


def telling(found: Ensemble, most: int) -> list[Driver]:
    """The drivers worth telling: whose effect is above nought by its own interval."""
    return [one for one in found.drivers if one.effect >= TELLING and one.interval[0] > 0][:most]


def check_next(found: Ensemble) -> str | None:
    """Say which element to look into next; None where nothing varies the answer."""
    if found.drivers_of is None:
        return None
    best = max(found.drivers, key=lambda one: one.information, default=None)
    if best is not None and best.information >= TELLING:
        name = path_in_words(found.scenario, best.path)
        return (
            f"To look into next: {name} ({rests_on(best) or 'no source'}). Knowing it, one would be"
            f" wrong about the zone in {share(best.information)} of draws less."
        )
    if found.drivers_of == "margin":
        return "No number is worth looking into for the answer's sake: it is the same in nearly all draws."
    return "No single number would settle it, however well it were known: several would have to be."


def region_in_words(found: Ensemble) -> str | None:
    """Say in which region of the numbers the zone is open."""
    region = found.region
    if region is None:
        return None
    limits = listed([limit_in_words(found.scenario, limit) for limit in region.limits])
    return (
        f"It is open in {share(region.density)} of the draws in which {limits}. These are"
        f" {share(region.mass)} of all draws, and hold {share(region.coverage)} of the open ones."
    )


def limit_in_words(scenario: Scenario, limit: OpenWhere) -> str:
    """Say what a region asks of one number."""
    name = path_in_words(scenario, limit.path).replace(": ", "’s ", 1)
    if limit.at_least is None:
        return f"{name} is at most {limit.at_most:.3g}"
    if limit.at_most is None:
        return f"{name} is at least {limit.at_least:.3g}"
    return f"{name} is between {limit.at_least:.3g} and {limit.at_most:.3g}"


def differences(scenario: Scenario, package: Mapping[str, Any], from_: Mapping[str, Any]) -> str:
    """Say how a package differs from another."""
    parts = [
        f"{issue.id}: {option_in_words(scenario, issue.id, package[issue.id])}"
        for issue in scenario.issues
        if package[issue.id] != from_[issue.id]
    ]
    return "; ".join(parts)


def simulation_answer(found: Simulation) -> Said:
    """Say when the zone opens."""
    first, closing = found.first_opening, found.closing
    last = day(found.steps[-1].date)
    if first.median is None:
        return Said("IT DOES NOT OPEN", f" by {last} in {_futures(found)}.")
    if found.is_certain:
        text = f" on {day(first.median)}"
        if closing.median is not None:
            text += f" and closes again on {day(closing.median)}"
        return Said("IT OPENS", f"{text}. Nothing in the timeline is left to chance.")
    if found.steps[0].zone_open == 1:
        text = f" in each of {counted(found.futures, 'future')}."
        if closing.median is not None:
            text += f" It closes by {last} in {share(1 - closing.never)} of them."
        else:
            text += f" It closes in none of them by {last}."
        return Said("IT IS OPEN FROM THE START", text)
    opens = f"IT OPENS IN {share(1 - first.never)} OF FUTURES"
    text = f" by {last} ({counted(found.futures, 'future')})"
    text += f"; in half of these by {day(first.median)}."
    if closing.median is not None:
        text += f" Of those that open, {share(1 - closing.never)} close again."
    else:
        text += " None of them closes again."
    return Said(opens, text)


def _futures(found: Simulation) -> str:
    return "the one future there is" if found.is_certain else counted(found.futures, "future")


def events_in_words(events: Sequence[str]) -> str:
    """Name the events in force."""
    return listed([event.replace("_", " ") for event in events]) or "nothing having happened"


def ripeness_in_words(found: Simulation) -> str:
    """Say whether, and when, the moment is ripe."""
    principals = [a for a in found.scenario.actors if a.consent.kind == "always"]
    falling = {name for step in found.steps for name in step.falling}
    still = [actor.name for actor in principals if actor.id not in falling]
    if still:
        if len(still) == 1:
            return f"Never ripe: the walk-away value of {still[0]} never falls."
        return f"Never ripe: the walk-away values of {listed(still)} never fall."
    moment = found.ripeness
    if moment.median is None:
        return "Never ripe: all walk-away values fall at times, but never all of them while the zone is open."
    return (
        f"Ripe in {share(1 - moment.never)} of futures, in half of these by {day(moment.median)}:"
        " every principal’s walk-away value falls, and the zone is open."
    )


def makes_it_last(found: Simulation) -> Iterator[tuple[str, str, OptionFate, OptionFate]]:
    """The issues whose option most decides whether what is signed lasts, with the best and the worst."""
    spread = []
    for issue, options in found.options.items():
        told = [(name, fate) for name, fate in options.items() if fate.lasting is not None]
        if len(told) > 1:
            best = max(told, key=lambda one: one[1].lasting or 0.0)
            worst = min(told, key=lambda one: one[1].lasting or 0.0)
            spread.append(((best[1].lasting or 0) - (worst[1].lasting or 0), issue, best, worst))
    spread.sort(key=lambda one: (-one[0], one[1]))
    for gap, issue, best, worst in spread:
        if gap >= 0.05:
            words = option_in_words(found.scenario, issue, best[0])
            other = option_in_words(found.scenario, issue, worst[0])
            yield f"{issue}: {words}", other, best[1], worst[1]


def forecast_in_words(scenario: Scenario, one: Forecast) -> tuple[str, str]:
    """Give an issue, and where influence and salience alone would put it."""
    issue = scenario.issue[one.issue]
    if issue.range is None:
        return one.issue, option_label(issue, one.mean_option)
    unit = f" {issue.range.unit}" if issue.range.unit else ""
    return one.issue, f"{float(one.mean):.4g}{unit}"
