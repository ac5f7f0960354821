"""Drafts in words: whether each could be signed, who stands against it and why, what it is worth, what is nearest."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from negsim.document.cells import count, gain, threshold, words, worth
from negsim.document.content import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Prose,
    Rest,
    Said,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.notes import keys
from negsim.document.result import told
from negsim.language.labels import clause_label, demand_label, demands
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, listed
from negsim.language.short_names import short_actor
from negsim.language.words import demand_in_words, option_in_words, option_label
from negsim.questions.score.parts import SHEET
from negsim.questions.score.result import ActorScore, Neighbour, Scored, Scores
from negsim.space.members import reservation_in_words

IN_FULL = 3  # drafts up to which each is told in full


@told.register
def tell(found: Scores) -> Section:
    """Tell of one draft in full; of several in a table first, and of a few each by itself."""
    if len(found.packages) == 1:
        (one,) = found.packages
        return Section(
            "score", "The draft", (), "", draft_sections(found, one), verdict(found, one)
        )
    shown = found.packages if len(found.packages) <= IN_FULL else ()
    inner = [
        Section(
            f"score-{place}",
            name_of(one, place),
            (),
            "",
            draft_sections(found, one, f"-{place}"),
            verdict(found, one),
        )
        for place, one in enumerate(shown, start=1)
    ]
    return Section("score", "The drafts", (_drafts(found),), "", tuple(inner), answer(found))


def name_of(one: Scored, place: int) -> str:
    """Name a draft: as its file does, else by its number."""
    return one.name or f"Draft {place}"


def answer(found: Scores) -> Said:
    """Say how many of several drafts could be signed."""
    signed = sum(one.in_zone for one in found.packages)
    of = counted(len(found.packages), "draft")
    if not signed:
        return Said("NONE COULD BE SIGNED", f" of {of} as the demands are read.")
    return Said(f"{signed:,} OF {of.upper()} COULD BE SIGNED", " as the demands are read.")


def verdict(found: Scores, one: Scored) -> Said:
    """Say whether a draft could be signed, and who stands against it; then whether another were better for all."""
    names = [found.scenario.actor[actor].name for actor in one.refused_by]
    if one.is_excluded or one.breaks:
        why = "a variant has taken it off the table" if one.is_excluded else ""
        broken = f"it breaks {counted(len(one.breaks), 'rule')}" if one.breaks else ""
        return Said("IT CANNOT BE", f": {listed([part for part in (broken, why) if part])}.")
    better = efficiency(one)
    if one.in_zone:
        outvoted = f" {listed(names)} would be outvoted." if names else ""
        return Said("IT COULD BE SIGNED", f" as the demands are read.{outvoted} {better}".rstrip())
    if one.in_table_zone:
        stopped = [
            body_name(found.scenario, path) for path, v in one.bodies.items() if not v.passes
        ]
        return Said("IT WOULD BE SIGNED AND NOT RATIFIED", f": not by {listed(stopped)}. {better}")
    if one.steps is None:
        text = ", by demands that no package keeps."
    elif one.steps:
        text = f", {counted(one.steps, 'step')} away in all."
    else:
        text = ", only for what it is worth to it."
    return Said("IT IS REFUSED", f" by {listed(names)}{text} {better}".rstrip())


def efficiency(one: Scored) -> str:
    """Say how many packages are better for all, in a sentence; nothing where that is not known."""
    if one.better_for_all is None:
        return ""
    if not one.better_for_all:
        return "No feasible package is better for a principal and worse for none."
    are = "is" if one.better_for_all == 1 else "are"
    packages = counted(one.better_for_all, "feasible package")
    return f"{packages} {are} better for a principal and worse for none."


def draft_sections(found: Scores, one: Scored, suffix: str = "") -> tuple[Section, ...]:
    """Tell of one draft: who stands where, what is against it, what it is worth part by part, what comes nearest."""
    return present(
        Section(
            f"score-actors{suffix}",
            "Where each stands",
            (_actors(found, one, suffix),),
            "in points of 100",
        ),
        Section(f"score-bodies{suffix}", "Who ratifies it", tuple(_bodies(found, one, suffix))),
        Section(f"score-against{suffix}", "What stands against it", tuple(_against(found, one))),
        Section(
            f"score-parts{suffix}",
            "What it is worth to each, part by part",
            tuple(_parts(found, one, suffix)),
            "points of the 100 that could be had; they add up to its worth",
        ),
        _nearest(found, one, suffix),
    )


def _drafts(found: Scores) -> Table:
    columns = (
        Column("draft", room=2),
        Column("stands", room=3),
        Column("steps", "right", form="count"),
        Column("smallest gain", "right", form="gain"),
        Column("better for all", "right", form="count"),
    )
    rows = tuple(
        (
            words(name_of(one, place)),
            words(in_short(found.scenario, one)),
            count(one.steps),
            gain(smallest_gain(found, one)),
            count(one.better_for_all),
        )
        for place, one in enumerate(found.packages, start=1)
    )
    caption = "Drafts, who refuses each, and how far away they are"
    what, rest = ("draft", "drafts"), Rest.CSV
    return Table("score-drafts", caption, columns, rows, len(rows), what, rest, sheet="Drafts")


def smallest_gain(found: Scores, one: Scored) -> Fraction | None:
    """Give what the principal gains that gains least; None where there is no principal."""
    principals = found.space.problem.principals
    return min((one.actors[found.space.actors[a]].gain for a in principals), default=None)


def in_short(scenario: Scenario, one: Scored) -> str:
    """Say in a few words how a package stands."""
    if one.is_excluded:
        return "off the table"
    if one.breaks:
        return f"breaks {demands(scenario, one.breaks)}"
    if one.in_zone:
        names = listed([scenario.actor[actor].name for actor in one.refused_by])
        return f"could be signed, outvoting {names}" if names else "could be signed"
    stopped = [body_name(scenario, path) for path, vote in one.bodies.items() if not vote.passes]
    if one.in_table_zone:
        return f"would be signed, and not ratified by {listed(stopped)}"
    refusing = [scenario.actor[a].name for a in one.refused_by if not one.actors[a].accepts]
    said = [f"refused by {listed(refusing)}"] if refusing else []
    said += [f"not ratified by {listed(stopped)}"] if stopped else []
    return ", and ".join(said)


def _actors(found: Scores, one: Scored, suffix: str) -> Table:
    columns = (
        Column("", room=3),
        Column("worth to it", "right", form="worth"),
        Column("walk-away", "right", form="worth"),
        Column("gain", "right", form="gain"),
        Column("", room=3),
    )
    rows = tuple(
        (
            words(found.scenario.actor[actor].name),
            worth(score.utility),
            threshold(score.reservation_value),
            gain(score.gain),
            words(stance(score, is_faction=actor in found.scenario.factions), voice="soft"),
        )
        for actor, score in one.actors.items()
    )
    caption = "What the draft is worth to each, and who accepts it"
    return Table(f"score-actors{suffix}", caption, columns, rows, len(rows), ("actor", "actors"))


def body_name(scenario: Scenario, path: str) -> str:
    """Name a body that ratifies: whose it is, and its id in words."""
    actor, _, body = path.partition(".")
    return f"{scenario.actor[actor].name}'s {body.replace('_', ' ')}"


def _bodies(found: Scores, one: Scored, suffix: str) -> Iterator[Block]:
    """List the bodies that the draft needs, with their votes and who votes against it."""
    if not one.bodies:
        return
    columns = (
        Column("", room=2),
        Column("yes", "right", form="count"),
        Column("of", "right", form="count"),
        Column("", room=3),
    )
    rows = []
    for path, vote in one.bodies.items():
        against = _against_in(found, one, path)
        verb = "passes it" if vote.passes else "does not pass it"
        says = f"{verb}; against: {listed(against)}" if against else verb
        rows.append(
            (
                words(body_name(found.scenario, path)),
                count(vote.yes),
                count(vote.of),
                words(says, voice="soft"),
            )
        )
    caption, what = "Votes in the bodies that the draft needs", ("body", "bodies")
    yield Table(f"score-bodies{suffix}", caption, columns, tuple(rows), len(rows), what)


def _against_in(found: Scores, one: Scored, path: str) -> list[str]:
    """Name those who vote against the draft in a body."""
    voters = found.scenario.bodies[path].voters
    return [found.scenario.actor[voter].name for voter in voters if not one.actors[voter].accepts]


def stance(score: ActorScore, *, is_faction: bool = False) -> str:
    """Say whether an actor accepts, and why not."""
    said = ["accepts" if score.accepts else "refuses"]
    if score.crosses:
        away = "" if score.steps is None else f", {counted(score.steps, 'step')} away"
        said.append(f"{counted(len(score.crosses), 'red line')} crossed{away}")
    if score.gain < 0:
        said.append("worth less than no deal")
    if not score.needed:
        said.append("votes in a body only" if is_faction else "not asked")
    return ": ".join([said[0], "; ".join(said[1:])]) if len(said) > 1 else said[0]


def _against(found: Scores, one: Scored) -> Iterator[Block]:
    """List rules broken, then the red lines and walk-away values of those who refuse."""
    scenario = found.scenario
    items: list[Prose] = []
    rules = {f"rules.{rule.id}": rule for rule in scenario.rules}
    for path in one.breaks:
        because = rules[path].because
        says = clause_label(rules[path].clause, scenario)
        items.append(
            prose(Span("The rule", "strong"), f": {says}", f": {because}" if because else "")
        )
    for name in _in_the_way(found, one):
        actor, score = scenario.actor[name], one.actors[name]
        for line in actor.red_lines:
            if f"{name}.{line.id}" in score.crosses:
                says_line = Span(
                    demand_label(line, scenario), notes=keys(line.sources, scenario.claim)
                )
                items.append(prose(Span(actor.name, "strong"), ": ", says_line))
        if score.gain < 0:
            least = reservation_in_words(actor, scenario)
            items.append(prose(Span(actor.name, "strong"), f": {least}"))
    if items:
        yield Bullets(tuple(items))


def _in_the_way(found: Scores, one: Scored) -> list[str]:
    """Name those whose demands may stand against it: whom it needs, and who votes in a body that does not pass it."""
    stopped = [path for path, vote in one.bodies.items() if not vote.passes]
    voters = {voter for path in stopped for voter in found.scenario.bodies[path].voters}
    return [actor for actor in one.actors if actor in one.needs or actor in voters]


def _parts(found: Scores, one: Scored, suffix: str) -> Iterator[Block]:
    scenario = found.scenario
    actors = [actor for actor in scenario.actors if one.actors[actor.id].parts]
    if not actors:
        return
    elements = {part: None for actor in actors for part in one.actors[actor.id].parts}
    order = [*found.space.issues, *(e for e in elements if e not in scenario.issue)]
    columns = (
        Column("", room=4),
        *(Column(actor.name, "right", form="worth", short=short_actor(actor)) for actor in actors),
    )
    rows = [
        (
            words(_element(scenario, one, element)),
            *(worth(one.actors[actor.id].parts.get(element)) for actor in actors),
        )
        for element in order
        if element in elements
    ]
    total = (words("in all", voice="strong"), *(worth(one.actors[a.id].utility) for a in actors))
    walk = (
        words("walk-away", voice="soft"),
        *(threshold(one.actors[a.id].reservation_value) for a in actors),
    )
    rows += [total, walk]
    caption = "What each part of the draft is worth to each"
    what = ("part", "parts")
    yield Table(
        f"score-parts{suffix}",
        caption,
        columns,
        tuple(rows),
        len(rows),
        what,
        sheet=f"Parts{suffix}",
    )


def _element(scenario: Scenario, one: Scored, element: str) -> str:
    """Name what a part comes from: what is agreed on an issue, a wish, or where a score sheet begins."""
    if element in scenario.issue:
        issue = scenario.issue[element]
        return f"{issue.ask} {option_in_words(scenario, element, one.package[element])}"
    if element == SHEET:
        return "where the score sheet begins"
    wish = element.removeprefix("wishes.")
    for actor in scenario.actors:
        for own in actor.wishes:
            if own.id == wish:
                return demand_in_words(own, scenario)
    return wish


def _nearest(found: Scores, one: Scored, suffix: str) -> Section:
    near = one.nearest
    if near is None:
        return Section(f"score-nearest{suffix}", "What would do")
    title = "The nearest that could be signed" if near.in_zone else "The nearest miss"
    remark = "" if near.in_zone else "nothing could be signed as the demands are read"
    if not near.changes:
        blocks = said("No package is refused by fewer, at fewer steps.")
    else:
        blocks = [*said(_what_changes(near)), _changes(found.scenario, near)]
    return Section(f"score-nearest{suffix}", title, tuple(blocks), remark)


def _what_changes(near: Neighbour) -> str:
    issues = counted(len(near.changes), "issue")
    return f"It settles {issues} otherwise, {counted(near.steps, 'step')} in all:"


def _changes(scenario: Scenario, near: Neighbour) -> Facts:
    facts = []
    for change in near.changes:
        issue = scenario.issue[change.issue]
        before, after = option_label(issue, change.of), option_label(issue, change.to)
        facts.append(Fact(prose(issue.ask), prose(after, Span(f", not {before}", "soft"))))
    return Facts(tuple(facts))
