"""Futures in words: when the zone opens, with what, whether what is signed lasts, and what breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from negsim.document.cells import share as share_cell
from negsim.document.cells import words, worth
from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Said,
    Section,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.packages import first_and_next, name_of
from negsim.document.result import sheets, told
from negsim.language.model.actors import Actor
from negsim.language.model.evidence import status
from negsim.language.model.numbers import Quantity
from negsim.language.model.scenario import Scenario
from negsim.language.model.timeline import Trend
from negsim.language.phrases import counted, day, gain, listed, share
from negsim.language.short_names import short_variant
from negsim.language.words import option_in_words
from negsim.questions.position.tell import baseline_section
from negsim.questions.simulate.result import OptionFate, Simulation, Step
from negsim.questions.trace.numbers import quantity

STEPS = 13
STACKS = 6
GAP = 0.05  # between options, of what lasts, below which they are not told apart
TYPED = (
    "When things may happen and how numbers drift is typed into the file, not found: this says what"
    " follows from it, no more."
)
NOTHING_CLOSES = (
    "Nothing that comes in these futures takes a package off the table or makes anybody refuse one."
    " That what is signed lasts in all of them follows from that alone, and is no finding."
)
GOES_ON = (
    "The file does not say what a signature changes: after it every trend and every event goes on as"
    " before, as in a war that nobody has ended."
)
HEEDED = (
    "What lasts is followed as the file has it after a signature: {}. All else goes on as before."
)


@told.register
def tell(found: Simulation) -> Section:
    """Say when a deal opens and closes along the file's timeline, and which would last."""
    blocks: list[Block] = []
    if not found.is_certain and found.futures < found.asked:
        blocks += said(f"Stopped early: {counted(found.asked, 'future')} were asked for.")
    if not found.is_certain:
        blocks += said(TYPED)
    blocks += [block for text in found.left_out for block in said(text)]
    inner = present(
        _steps(found),
        _opens_with(found),
        _lasting(found),
        _terms(found),
        _broken(found),
        _ripe(found),
        _talks(found),
        baseline_section(found.scenario, found.baseline_end, "at the end of this time"),
    )
    remark = "through the timeline of the file, and what would last"
    return Section("futures", "When it could open", tuple(blocks), remark, inner, answer(found))


def answer(found: Simulation) -> Said:
    """Say when the zone opens."""
    first, closing = found.first_opening, found.closing
    last = day(found.steps[-1].date)
    if first.median is None:
        futures = "the one future there is" if found.is_certain else _futures(found)
        return Said("IT DOES NOT OPEN", f" by {last} in {futures}.")
    if found.is_certain:
        text = f" on {day(first.median)}"
        if closing.median is not None:
            text += f" and closes again on {day(closing.median)}"
        return Said("IT OPENS", f"{text}. Nothing in the timeline is left to chance.")
    if found.steps[0].zone_open == 1:
        text = f" in each of {_futures(found)}."
        if closing.median is not None:
            text += f" It closes by {last} in {share(closing.share)} of them."
        else:
            text += f" It closes in none of them by {last}."
        return Said("IT IS OPEN FROM THE START", text)
    text = f" by {last} ({_futures(found)}); in half of these by {day(first.median)}."
    if closing.median is not None:
        text += f" Of those that open, {share(closing.share)} close again."
    elif found.can_close:
        text += " None of them closes again."
    return Said(f"IT OPENS IN {share(first.share)} OF FUTURES", text)


def _futures(found: Simulation) -> str:
    return counted(found.futures, "future")


def ripeness_in_words(found: Simulation) -> str:
    """Say whether, and when, the moment is ripe, and that this is made of slopes and of openings."""
    falling = {name for step in found.steps for name in step.falling}
    still = [actor.name for actor in _principals(found) if actor.id not in falling]
    if still:
        if len(still) == 1:
            return f"Not ripe: the walk-away value of {still[0]} never falls."
        return f"Not ripe: the walk-away values of {listed(still)} never fall."
    moment = found.ripeness
    if moment.median is None:
        return (
            "Not ripe: all walk-away values fall at times, but never all of them while the zone is"
            " open."
        )
    moment_is = (
        "a time comes at which standing without a deal grows worse for every principal while a deal"
        " is possible"
    )
    made = (
        "That is made of how fast the file says walk-away values fall, and of the openings above:"
        " of nothing else."
    )
    if found.is_certain:
        return f"Yes: {moment_is}. {made}"
    when = f"in half of these it comes by {day(moment.median)}"
    return f"In {share(moment.share)} of futures {moment_is}; {when}. {made}"


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
        if gap >= GAP:
            says = option_in_words(found.scenario, issue, best[0])
            other = option_in_words(found.scenario, issue, worst[0])
            yield f"{name_of(found.scenario.issue[issue])} {says}", other, best[1], worst[1]


def event_in_words(scenario: Scenario, event: str, most: int = 60) -> str:
    """Name an event by the variant that it brings, where that says what it is; else by its id in words."""
    name, _, result = event.partition(".")
    assert scenario.timeline is not None
    one = next(one for one in scenario.timeline.events if one.id == name)
    brings = one.apply
    if result:
        brings = next(each.apply for each in one.results if each.id == result)
    if len(brings) == 1 and brings[0] in scenario.variant:
        variant = scenario.variant[brings[0]]
        if variant.short or variant.say:
            return short_variant(variant, most)
    return event.replace("_", " ").replace(".", ": ")


def events_in_words(scenario: Scenario, events: Sequence[str]) -> str:
    """Name the events in force."""
    told = " · ".join(event_in_words(scenario, event) for event in events)
    return told or "nothing having happened"


def _principals(found: Simulation) -> list[Actor]:
    return [actor for actor in found.scenario.actors if actor.consent.kind == "always"]


def _steps(found: Simulation) -> Section:
    every = -(-len(found.steps) // STEPS)
    shown = list(found.steps[::every])
    if shown[-1] is not found.steps[-1]:
        shown.append(found.steps[-1])
    columns = [Column(""), Column("open", "right", 1.5), Column("floor", "right")]
    caption = "Share of futures in which the zone is open, and the median floor where it is, in points of 100"
    rows: list[tuple[Cell, ...]] = [
        (
            words(day(step.date)),
            share_cell(step.zone_open),
            worth(None if step.floor is None else Fraction(step.floor[1])),
        )
        for step in shown
    ]
    if found.steps[0].only_one_in_the_way is not None:
        columns.append(Column("who could open it alone", room=4))
        caption += "; in which share it would be open were one actor not asked"
        rows = [
            (*row, words(in_the_way(found, step))) for row, step in zip(rows, shown, strict=True)
        ]
    table = Table("steps", caption, tuple(columns), tuple(rows), len(rows))
    return Section("steps", "Step by step", (table,))


def in_the_way(found: Simulation, step: Step) -> str:
    """Name those who could each open an empty zone by itself at a step, the most frequent first."""
    names = found.scenario.actor
    ordered = sorted((step.only_one_in_the_way or {}).items(), key=lambda item: -item[1])
    return ", ".join(f"{names[name].name} {share(value)}" for name, value in ordered[:3])


@sheets.register
def all_steps(found: Simulation, most: int) -> tuple[Table, ...]:  # noqa: ARG001 (there are few)
    """List every step, with the share of futures in which each event has come."""
    events = list(dict.fromkeys(name for step in found.steps for name in step.in_force))
    shares = ("zone open", "at least (95%)", "at most (95%)")
    columns = (
        Column("date"),
        *(Column(name, "right", form="share") for name in shares),
        Column("floor", "right", form="worth"),
        Column("ripe", "right", form="share"),
        *(
            Column(f"has come: {event_in_words(found.scenario, e)}", "right", form="share")
            for e in events
        ),
    )
    rows = tuple(
        (
            words(step.date.isoformat()),
            *(share_cell(value) for value in (step.zone_open, *step.interval)),
            worth(None if step.floor is None else Fraction(step.floor[1])),
            share_cell(step.ripe),
            *(share_cell(step.in_force.get(name, 0.0)) for name in events),
        )
        for step in found.steps
    )
    caption = (
        f"{answer(found).text} The floor is the median, over futures with a zone, in points of 100"
    )
    what = ("step", "steps")
    return (Table("all-steps", caption, columns, rows, len(rows), what, "", "Time"),)


def _opens_with(found: Simulation) -> Section:
    title = "What has happened when it opens"
    if not any(events for events, _ in found.opens_with):
        return Section("opens-with", title)
    rows = tuple(
        (words(events_in_words(found.scenario, events)), share_cell(value))
        for events, value in found.opens_with
    )
    columns = (Column("", room=4), Column("share of futures that open", "right", 2, short="share"))
    caption = "Events in force at the first opening"
    what = ("stack of events", "stacks of events")
    table = Table("opens-with", caption, columns, rows[:STACKS], len(rows), what)
    return Section("opens-with", title, (table,))


def _a_step(scenario: Scenario, what: str, after: Quantity) -> str:
    """Say what goes on: a walk-away value in points of 100, a chance and any other number as the file has it."""
    assert scenario.timeline is not None
    paths = {one.id: one.change for one in scenario.timeline.trends}
    if paths.get(what, "").endswith(".reservation_value"):
        return f"{quantity(after, 100)} points a step"
    return f"{quantity(after)} a step"


def after_signature(scenario: Scenario) -> str:
    """Say what a signature changes of what drifts and of what may happen, as the file has it."""
    assert scenario.timeline is not None
    stated = [(one.id, one.after_signature) for one in scenario.timeline.trends]
    stated += [(one.id, one.after_signature) for one in scenario.timeline.events]
    changes = []
    for what, after in stated:
        name = what.replace("_", " ")
        if after == "stops":
            changes.append(f"{name} stops")
        elif after is not None:
            changes.append(f"{name} goes on at {_a_step(scenario, what, after)}")
    return HEEDED.format(listed(changes)) if changes else GOES_ON


def _lasting(found: Simulation) -> Section:
    title = "What would last"
    if not found.lasting:
        return Section("lasting", title)
    if not found.can_close:
        return Section("lasting", title, tuple(said(NOTHING_CLOSES)))
    ranked = [(one.share, one.package) for one in found.lasting]
    blocks = (
        *said(lasting_sentence(found)),
        *said(after_signature(found.scenario)),
        *first_and_next(found.scenario, ranked),
    )
    return Section("lasting", title, tuple(blocks))


def lasting_sentence(found: Simulation) -> str:
    """Say in how many futures the package that lasts best stays in the zone."""
    best = found.lasting[0]
    horizon = day(found.steps[-1].date)
    if found.is_certain:
        ends = f"to {horizon}" if best.share else "for a while, and not to the end"
        return f"Signed at the first opening, this package stays in the zone {ends}."
    return (
        f"Where it first opens, {counted(found.signed_total, 'package')} can be signed in one"
        f" future or another. This one lasts most often: in {share(best.share)} of the futures"
        f" that open it can be signed then, and suits all to {horizon}; in"
        f" {share(best.self_enforcing)} nobody would later rather walk away from it."
    )


def _terms(found: Simulation) -> Section:
    title = "Which terms make it last"
    rows = tuple(
        (
            words(best),
            share_cell(one.lasting or 0.0),
            words(f"against {share(other.lasting or 0.0)} with: {worst}", voice="soft"),
        )
        for best, worst, one, other in (makes_it_last(found) if found.can_close else ())
    )
    if not rows:
        return Section("terms", title)
    columns = (Column("with", room=3), Column("last", "right", 1.5), Column("", room=3))
    caption = "Terms on which it most depends whether a package lasts"
    table = Table("terms", caption, columns, rows, len(rows))
    remark = (
        "of the packages signed at first openings, how many last, with the best and the worst option of"
        " an issue"
    )
    return Section("terms", title, (table,), remark)


def _broken(found: Simulation) -> Section:
    title = "What breaks the others"
    if not found.broken_by:
        return Section("broken", title)
    names = found.scenario.actor
    rows = tuple(
        (words(names[who].name if who in names else who), share_cell(value))
        for who, value in found.broken_by.items()
    )
    columns = (Column("", room=3), Column("share", "right", 2))
    caption = "Who or what first breaks a package that was signed"
    table = Table("broken", caption, columns, rows, len(rows))
    remark = (
        "who is (among) the first to refuse a package that was signed; or an event takes it off the"
        " table"
    )
    return Section("broken", title, (table,), remark)


def _ripe(found: Simulation) -> Section:
    """Say whether the moment is ripe, and which slopes, resting on what, that is made of."""
    blocks: list[Block] = [*said(ripeness_in_words(found))]
    if found.ripeness.comes:
        items = []
        for actor in _principals(found):
            most = max(step.falling.get(actor.id, 0.0) for step in found.steps)
            times = f"; it falls in up to {share(most)} of futures at a time"
            slopes = listed([_slope(one) for one in _trends(found, actor)]) or "no trend of its own"
            items.append(prose(f"{actor.name}: {slopes}{'' if found.is_certain else times}"))
        blocks.append(Bullets(tuple(items)))
    return Section("ripeness", "Is the moment ripe?", tuple(blocks), "after Zartman (2000)")


def _trends(found: Simulation, actor: Actor) -> list[Trend]:
    timeline = found.scenario.timeline
    assert timeline is not None
    return [one for one in timeline.trends if one.change == f"{actor.id}.reservation_value"]


def _slope(trend: Trend) -> str:
    return f"{quantity(trend.by, 100)} points a step ({status(trend.sources)})"


def _talks(found: Simulation) -> Section:
    title = "Where talks by simple rules would end"
    rows = []
    for one in found.talks:
        end = "no deal"
        if one.deal is not None:
            gains = one.deal.gains
            end = ", ".join(f"{a.name} {gain(gains[a.id])}" for a in _principals(found))
        rule, takes = f"{one.protocol}, {one.manner}", counted(one.rounds, "round")
        if one.protocol == "single text":
            rule = "one text, revised while all gain, from where together they have least"
            takes = counted(one.rounds, "revision") if one.rounds else "no revision"
        cells = (rule, takes, end)
        rows.append(tuple(words(text) for text in cells))
    if not rows:
        return Section("talks", title)
    columns = (Column("rules", room=2), Column("takes"), Column("gains", room=3))
    table = Table("talks", "Ends of talks by simple rules", columns, tuple(rows), len(rows))
    remark = (
        "at the most frequent first opening; a comparison with the bargaining solutions, and no"
        " prediction; gains over walk-away values, in points of 100"
    )
    return Section("talks", title, (table,), remark, is_detail=True)
