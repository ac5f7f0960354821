"""Draws in words: how often the zone is open, which number decides it, who could open it, what is robust."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from negsim.document.cells import share as share_cell
from negsim.document.cells import words
from negsim.document.content import (
    Block,
    Cell,
    Column,
    Said,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.packages import first_and_next, issue_columns, option_cells
from negsim.document.result import sheets, told
from negsim.language.labels import number_label
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, points, share
from negsim.language.short_names import short_issue, short_wish
from negsim.questions.ensemble.result import Driver, Ensemble, OpenWhere, RankedPackage
from negsim.questions.position.tell import baseline_section

TELLING = 0.01  # an effect, or what knowing a number is worth, below this is not told
DRIVERS = 10
BY: Mapping[str, str] = {
    "egalitarian": "who gains least gains most (egalitarian)",
    "nash": "the largest product of gains (Nash)",
    "kalai_smorodinsky": "equal shares of what each could gain (Kalai–Smorodinsky)",
    "utilitarian": "the largest sum (utilitarian)",
}


@told.register
def tell(found: Ensemble) -> Section:
    """Say whether the answer survives other numbers, and what decides it."""
    blocks: list[Block] = []
    if found.draws < found.asked:
        blocks += said(f"Stopped early: {counted(found.asked, 'draw')} were asked for.")
    if found.floor is not None:
        floor = floor_range(found.floor)
        blocks += said(f"Where it is open, the worst-off principal gains {floor}.")
    blocks += [block for text in found.left_out for block in said(text)]
    inner = present(
        _drivers(found),
        _in_the_way(found),
        _robust(found),
        _solutions(found),
        _ranks(found),
        baseline_section(found.scenario, found.baseline),
    )
    remark = "how often the zone is open, what is robust, and what decides it"
    return Section(
        "draws", "Whether it survives other numbers", tuple(blocks), remark, inner, answer(found)
    )


@sheets.register
def in_full(found: Ensemble, most: int) -> tuple[Table, ...]:  # noqa: ARG001 (they are few)
    """List the packages that are in the zone most often, and all numbers that decide it."""
    return (_survivors(found), _drivers_in_full(found))


def answer(found: Ensemble) -> Said:
    """Say in how many draws the zone is open."""
    vary = counted(found.numbers, "number") + (" and readings" if found.mix_readings else "")
    vary += " varies" if found.numbers == 1 and not found.mix_readings else " vary"
    if not found.numbers:
        state = "OPEN" if found.zone_open else "EMPTY"
        return Said(f"THE ZONE IS {state}", ": nothing in the file has a range, so nothing varies.")
    if found.is_settled:
        none = "it cannot change that" if found.numbers == 1 else "none of them can change that"
        read = "however they are read" if found.mix_readings else "as they are read"
        kept = "rules and options" if found.mix_readings else "readings, rules and options"
        text = (
            f": whatever the numbers, no package keeps to the rules and to the red lines of all it needs, {read}."
            f" {vary}, and {none}; {kept} are held as they are."
        )
        return Said("NO DEAL IN ANY DRAW", text)
    low, high = map(share, found.zone_open_interval)
    if found.zone_open in {0.0, 1.0}:
        word = "EVERY" if found.zone_open else "NO"
        limit = f"at least {low}" if found.zone_open else f"at most {high}"
        text = f" of {found.draws:,} ({limit} of all there could be). {vary}."
        return Said(f"THE ZONE IS OPEN IN {word} DRAW", text)
    return Said(
        f"THE ZONE IS OPEN IN {share(found.zone_open)} OF DRAWS",
        f" ({counted(found.draws, 'draw')}; between {low} and {high} of all there could be). {vary}"
        " over the ranges of the file: this is how far the answer hangs on them, not how likely a"
        " deal is.",
    )


def floor_range(floor: tuple[float, float, float]) -> str:
    """Say between what the floor lies."""
    low, middle, high = (points(Fraction(value)) for value in floor)
    return f"{middle} points of 100 (nine draws in ten: {low} to {high})"


def drivers_remark(found: Ensemble) -> str:
    """Say what the effects of drivers are shares of."""
    asked = {
        "zone_open": "whether the zone is open",
        "margin": "how much the best package leaves to the worst-off",
    }[found.drivers_of or "zone_open"]
    return (
        f"how much of {asked} hangs on each number, alone and together with others (total Sobol"
        " index, and its interval), and what the number rests on"
    )


def telling(found: Ensemble, most: int) -> list[Driver]:
    """The drivers worth telling: whose effect is above nought by its own interval."""
    return [one for one in found.drivers if one.effect >= TELLING and one.interval[0] > 0][:most]


def rests_on(driver: Driver) -> str:
    """Say whether claims or assumptions bear a driver; of a red line, how it stands to what its claims say."""
    element = driver.evidence
    if element is None:
        return ""
    return element.status if element.line is None else element.line.status or ""


def check_next(found: Ensemble) -> str | None:
    """Say which element to look into next; None where nothing varies the answer."""
    if found.drivers_of is None:
        return None
    best = max(found.drivers, key=lambda one: one.information, default=None)
    if best is not None and best.information >= TELLING:
        name = number_label(found.scenario, best.path)
        wrong = min(found.zone_open, 1 - found.zone_open)
        left = share(max(0.0, wrong - best.information))
        text = (
            f"To find out first: {name} ({rests_on(best) or 'no source'}). Whoever says “deal” or"
            f" “no deal” without knowing it errs in {share(wrong)} of draws; knowing it, in"
        )
        if best.is_at_least:
            return (
                f"{text} {left} at most. (It is several numbers, of which only what a straight line"
                " makes of them is seen: knowing them may be worth more.)"
            )
        return f"{text} about {left}."
    if found.drivers_of == "margin":
        return "No number is worth finding out for the answer's sake: it is the same in nearly all draws."
    return "These draws show no single number that would settle it if it were known."


def region_in_words(found: Ensemble) -> str | None:
    """Say in which region of the numbers the zone is open."""
    region = found.region
    if region is None:
        return None
    limits = "; ".join(limit_in_words(found.scenario, limit) for limit in region.limits)
    all_of = "all of this holds" if len(region.limits) > 1 else "this holds"
    return (
        f"Where {all_of}, it is open in {share(region.density)} of draws: {limits}. It holds in"
        f" {share(region.mass)} of all draws, and in {share(region.coverage)} of the open ones."
    )


def limit_in_words(scenario: Scenario, limit: OpenWhere) -> str:
    """Say what a region asks of one number: of a walk-away value in points of 100, as it is told everywhere."""
    name, of, scale = number_label(scenario, limit.path), "", 1
    owner, _, number = limit.path.partition(".")
    if number == "reservation_value" and not scenario.actor[owner].uses_points:
        of, scale = " of 100", 100
    least, most = (
        None if value is None else f"{scale * value:.3g}"
        for value in (limit.at_least, limit.at_most)
    )
    if least is None:
        return f"{name}, at most {most}{of}"
    if most is None:
        return f"{name}, at least {least}{of}"
    return f"{name}, from {least} to {most}{of}"


def _drivers(found: Ensemble) -> Section:
    shown = [] if found.drivers_of is None else telling(found, DRIVERS)
    columns = (
        Column("", room=4),
        Column("effect", "right", 1.5),
        Column("interval", "right"),
        Column("rests on", room=2),
    )
    rows = tuple(
        (
            words(number_label(found.scenario, one.path)),
            share_cell(min(1.0, one.effect)),
            words(f"{share(max(0.0, one.interval[0]))}–{share(min(1.0, one.interval[1]))}"),
            _evidence(one),
        )
        for one in shown
    )
    blocks: list[Block] = []
    if rows:
        blocks.append(Table("drivers", "Numbers that decide it", columns, rows, len(rows)))
    if found.drivers_of is not None:
        blocks += said(region_in_words(found)) + said(check_next(found))
    remark = drivers_remark(found) if rows else ""
    return Section("drivers", "What decides it", tuple(blocks), remark)


def _evidence(one: Driver) -> Cell:
    claims = () if one.evidence is None else one.evidence.claims
    return Cell(prose(Span(rests_on(one), notes=claims)))


def _in_the_way(found: Ensemble) -> Section:
    names = found.scenario.actor
    ordered = sorted((found.only_one_in_the_way or {}).items(), key=lambda item: -item[1])
    rows = tuple((words(names[actor].name), share_cell(value)) for actor, value in ordered)
    columns = (Column("", room=3), Column("share of draws", "right", 2))
    caption = "Who could open an empty zone by itself"
    blocks: list[Block] = [Table("in-the-way", caption, columns, rows, len(rows))] if rows else []
    if len(rows) > 1:
        which = "either" if len(rows) == 2 else "any one"
        blocks += said(f"Where a draw counts for several, {which} of them could open it by itself.")
    remark = "share of draws without a deal in which there would be one were this actor not asked"
    title = "Who could open it alone"
    return Section("in-the-way", title, tuple(blocks), remark if rows else "")


def _robust(found: Ensemble) -> Section:
    title = "The most robust package"
    if not found.in_zone:
        return Section("robust", title)
    best = found.in_zone[0]
    low, high = map(share, best.interval)
    text = f"It is in the zone in {share(best.share)} of draws ({low} to {high}); "
    text += (
        "no other ever is."
        if found.in_zone_total == 1
        else f"of {found.in_zone_total:,} packages that ever are, none is more often."
    )
    ranked = [(one.share, one.package) for one in found.in_zone]
    blocks = (*said(text), *first_and_next(found.scenario, ranked))
    return Section("robust", title, tuple(blocks))


def _solutions(found: Ensemble) -> Section:
    rows = tuple(
        (words(BY[name]), share_cell(value))
        for name, value in found.same_solution.items()
        if value is not None
    )
    columns = (Column("", room=3), Column("the same package", "right", 2))
    caption = "How often an idea of fairness picks what it picks at the best values"
    table = Table("same-solutions", caption, columns, rows, len(rows))
    remark = "of the draws with a deal, those in which the package of the base case is picked again"
    title = "Do the solutions stay?"
    return Section("same-solutions", title, (table,), remark) if rows else Section("", title)


def _ranks(found: Ensemble) -> Section:
    title = "What each likes best"
    rows = tuple(
        (
            words(found.scenario.actor[actor].name),
            words(_first(ranked[0])),
            words(_weights(found.scenario, actor, ranked[0])),
        )
        for actor, ranked in found.ranks.items()
        if ranked
    )
    if not rows:
        return Section("ranks", title)
    read = ", however it is read" if found.mix_readings else ""
    text = (
        f"Of the {counted(found.ranked, 'package')} that no demand{read} and no rule keeps out in every"
        " draw: how often the same one comes first for an actor (rank acceptability), and the weights"
        " that speak for it most (central weights)."
    )
    columns = (
        Column("", room=3),
        Column("the same package first", room=2, short="first"),
        Column("weights", room=4),
    )
    caption = "How firmly each actor's first choice stands"
    table = Table("ranks", caption, columns, rows, len(rows))
    return Section("ranks", title, (*said(text), table), is_detail=True)


def _first(best: RankedPackage) -> str:
    return "always the same one" if best.first == 1 else f"one in {share(best.first)}"


def _weights(scenario: Scenario, actor: str, best: RankedPackage) -> str:
    wishes = {wish.id: short_wish(wish, scenario) for wish in scenario.actor[actor].wishes}
    names = {issue.id: short_issue(issue) for issue in scenario.issues} | wishes
    weights = sorted(best.central_weights.items(), key=lambda item: -item[1])[:3]
    return ", ".join(f"“{names[name]}” {value:.2f}" for name, value in weights)


def _survivors(found: Ensemble) -> Table:
    columns = (
        *_interval("share of draws"),
        *issue_columns(found.scenario),
    )
    rows = tuple(
        (
            share_cell(one.share),
            *(share_cell(end, is_barred=False) for end in one.interval),
            *option_cells(found.scenario, one.package),
        )
        for one in found.in_zone
    )
    caption = f"{answer(found).text} These packages are in the zone most often"
    rest = "the most robust are listed"
    total, what = found.in_zone_total, ("package", "packages")
    return Table("survivors", caption, columns, rows, total, what, rest, "Other numbers")


def _drivers_in_full(found: Ensemble) -> Table:
    columns = (
        Column("number", room=5),
        *_interval("with all it works with"),
        Column("by itself", "right", form="share"),
        Column("less often wrong, if known", "right", form="share"),
        Column("rests on", room=1.5),
        Column("path", room=3),
    )
    rows = tuple(
        (
            words(number_label(found.scenario, one.path)),
            *(share_cell(value) for value in (one.effect, *one.interval, one.first)),
            share_cell(one.information),
            words(rests_on(one)),
            words(one.path, voice="typed"),
        )
        for one in found.drivers
    )
    asked = "whether the zone is open"
    if found.drivers_of == "margin":
        asked = "how much is left to the worst-off"
    caption = (
        f"How much of the variation in {asked} comes from each number that has a range: with all that"
        " it works with, and by itself (Sobol indices)"
    )
    what = ("number", "numbers")
    return Table("drivers-in-full", caption, columns, rows, len(rows), what, "", "What decides it")


def _interval(title: str) -> tuple[Column, ...]:
    names = (title, "at least (95%)", "at most (95%)")
    return tuple(Column(name, "right", form="share") for name in names)
