"""What the tables of draws and futures say, and how to read them."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.language.phrases import counted, day, gain, share
from negsim.questions.draws.tell import floor_range, makes_it_last
from negsim.questions.ensemble.result import Ensemble
from negsim.questions.simulate.result import Simulation, Step

BLOCKERS = "Share of draws in which the zone is empty, and would be open without this actor."
NEXT = "Next to it, and how they differ from it:"
RANKS = (
    "Of the packages that no red line excludes: how often the same one comes first for an actor"
    " (rank acceptability), and the weights that speak for it most (central weights)."
)
BASELINE = (
    "Where influence and salience alone would put each ordered issue (weighted mean), red lines"
    " and walk-away values left out."
)
CHANCES = "Chances and slopes are the file’s: this says what follows from them, no more."
TERMS = (
    "Of the packages signed at first openings, how many last, with the best and the worst option"
    " of an issue."
)
BROKEN = (
    "Who is (among) the first to refuse a package that was signed; or an event takes it off the"
    " table."
)
TALKS = (
    "At the most frequent first opening; a comparison with the bargaining solutions, and no"
    " prediction. Gains over walk-away values."
)


def floor_sentence(found: Ensemble) -> str | None:
    """Say what the worst-off gains where the zone is open; None where it never is."""
    if found.floor is None:
        return None
    return f"Where it is open, the worst-off principal gains {floor_range(found.floor)}."


def drivers_remark(found: Ensemble) -> str:
    """Say what the effects of drivers are shares of."""
    asked = {
        "zone_open": "whether the zone is open",
        "margin": "how much the best package leaves to the worst-off",
    }[found.drivers_of or "zone_open"]
    return (
        f"Share of the variation in {asked} that would stay if everything else were known (total"
        " Sobol index, and its interval), and what the number rests on."
    )


def robust_sentence(found: Ensemble) -> str:
    """Say in how many draws the most robust package is in the zone."""
    best = found.in_zone[0]
    low, high = best.interval
    return (
        f"It is in the zone in {share(best.share)} of draws ({share(low)} to {share(high)}); of"
        f" {found.in_zone_total:,} packages that ever are, none is more often."
    )


def rank_rows(found: Ensemble) -> list[tuple[str, str, str]]:
    """Give, per actor, how often the same package comes first, and the weights that speak for it most."""
    rows = []
    for actor, ranked in found.ranks.items():
        if ranked:
            best = ranked[0]
            same = "always the same one" if best.first == 1 else f"one in {share(best.first)}"
            weights = sorted(best.central_weights.items(), key=lambda item: -item[1])[:3]
            says = ", ".join(f"{name.replace('_', ' ')} {value:.2f}" for name, value in weights)
            rows.append((found.scenario.actor[actor].name, same, says))
    return rows


def thinned(steps: Sequence[Step], most: int) -> list[Step]:
    """Take every so many steps, and always the first and the last."""
    every = -(-len(steps) // most)
    shown = [step for k, step in enumerate(steps) if k % every == 0]
    if shown[-1] is not steps[-1]:
        shown.append(steps[-1])
    return shown


def alone(found: Simulation, step: Step) -> str:
    """Name those who alone keep the zone empty at a step, the most frequent first."""
    ordered = sorted(step.lone_blocker.items(), key=lambda item: -item[1])
    return ", ".join(
        f"{found.scenario.actor[name].name} {share(value)}" for name, value in ordered[:3]
    )


def lasting_sentence(found: Simulation) -> str:
    """Say in how many futures the package that lasts best stays in the zone."""
    best = found.lasting[0]
    horizon = day(found.steps[-1].date)
    if found.is_certain:
        ends = f"to {horizon}" if best.share else "for a while, and not to the end"
        return f"Signed at the first opening, this package stays in the zone {ends}."
    return (
        f"Of {counted(found.signed_total, 'package')} in the zone at some first opening, this"
        f" one is signed then and stays in the zone to {horizon} in {share(best.share)} of the"
        f" futures that open; in {share(best.self_enforcing)} nobody would later rather walk"
        " away from it."
    )


def term_rows(found: Simulation) -> list[tuple[str, float, str]]:
    """Give the terms that make a package last: the best option, its share, and the worst one."""
    return [
        (words, best.lasting, f"against {share(worst.lasting)} with: {other}")
        for words, other, best, worst in makes_it_last(found)
        if best.lasting is not None and worst.lasting is not None
    ]


def breaker(found: Simulation, who: str) -> str:
    """Name what breaks a package: an actor, or an event."""
    return found.scenario.actor[who].name if who in found.scenario.actor else who


def talk_rows(found: Simulation) -> list[tuple[str, str, str]]:
    """Give where talks by simple rules would end: the rules, how long it takes, what each gains."""
    principals = [a for a in found.scenario.actors if a.consent.kind == "always"]
    rows = []
    for one in found.talks:
        end = "no deal"
        if one.deal is not None:
            end = ", ".join(f"{a.name} {gain(one.deal.gains[a.id])}" for a in principals)
        unit = "round" if one.protocol == "alternating offers" else "revision"
        rows.append((f"{one.protocol}, {one.manner}", counted(one.rounds, unit), end))
    return rows
