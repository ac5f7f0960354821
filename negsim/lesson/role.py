"""A role sheet: what one actor knows, wants and may not sign, for the eyes of whoever plays it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from math import ceil, floor

from negsim.document.content import (
    Bullets,
    Fact,
    Facts,
    Paragraph,
    Prose,
    Section,
    Span,
    prose,
)
from negsim.document.document import Document
from negsim.document.notes import all_notes, keys
from negsim.language.labels import words_of
from negsim.language.model.actors import Actor
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import format_number
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, day, listed
from negsim.language.short_names import short_option
from negsim.language.words import clause_in_words, condition_in_words, demand_in_words, option_label
from negsim.lesson.score_sheet import IssueSheet, Priced, ScoreSheet, score_sheet
from negsim.questions.profile import Profiles
from negsim.questions.profile.tell import actor_sections
from negsim.questions.score.tell import body_name
from negsim.space.members import red_line_member
from negsim.space.space import Space

LISTED = 12  # options of an issue that are listed, ends included; of more, evenly spaced ones


def role_sheet(space: Space, actor: Actor, profiles: Profiles | None = None) -> Document:
    """Put together what an actor's side is told, and nothing of what the others are told.

    Parameters
    ----------
    space : Space
    actor : Actor
        Of its scenario.
    profiles : Profiles, optional
        What each wants, for the back of the sheet, which has this actor's alone; without it there is no back.
    """
    scenario = space.scenario
    sheet = score_sheet(space, actor)
    sections = [
        _walk_away(actor, sheet),
        _own_reading(scenario, actor),
        _red_lines(scenario, actor),
        _points(scenario, sheet),
        talks(scenario, {one.issue for one in sheet.issues}),
        _forecasts(scenario, actor),
    ]
    dated = [f"Positions as of {day(scenario.as_of)}"] if scenario.as_of else []
    return Document(
        title=scenario.title,
        dateline=(f"Role sheet. Confidential: for {actor.name} alone", *dated),
        lead=f"You speak for {actor.name}",
        answer=f". {consent_in_words(scenario, actor)} On the back: what everybody knows.",
        front=tuple(section for section in sections if not section.is_empty),
        annex=tuple(_behind(scenario, actor, profiles)),
        known=all_notes(scenario),
        is_open=True,
    )


def _behind(scenario: Scenario, actor: Actor, profiles: Profiles | None) -> Iterator[Section]:
    yield everybody(scenario)
    if profiles is not None:
        yield _back(profiles, actor)


def _back(profiles: Profiles, actor: Actor) -> Section:
    """Give the back of the sheet: what the model has of this side, what it rests on, and what is only assumed."""
    sections = actor_sections(profiles, profiles.actors[actor.id], 1)
    title = "What you want, as the model has it"
    return Section("back", title, (), "said of you, not by you: play it better", sections)


def consent_in_words(scenario: Scenario, actor: Actor) -> str:
    """Say whether a deal needs an actor."""
    voted = [
        f"{body_name(scenario, path)}"
        for path, body in scenario.bodies.items()
        if actor.id in body.voters
    ]
    votes = f" You vote in {listed(voted)}." if voted else ""
    if actor.consent.kind == "never":
        alone = (
            "No deal needs your signature."
            if voted
            else "You may speak, but no deal needs your signature."
        )
        return f"{alone}{votes}"
    own = [path for path in scenario.bodies if path.partition(".")[0] == actor.id]
    home = (
        f" What you sign has to be ratified by {listed([body_name(scenario, p) for p in own])}."
        if own
        else ""
    )
    if actor.consent.when is not None:
        when = condition_in_words(actor.consent.when, scenario)
        return f"A deal needs your signature where it holds {when}.{home}{votes}"
    if scenario.agreement is not None:
        return f"Your signature counts towards those that a deal needs.{home}{votes}"
    return f"There is no deal without your signature.{home}{votes}"


def body_in_words(scenario: Scenario, path: str) -> str:
    """Say of how many votes a body needs how many, and who has how many of them."""
    body = scenario.bodies[path]
    held = [f"{scenario.actor[voter].name} has {format_number(n.best)}" for voter, n in body.votes]
    needs, total = body.needs.fewest(body.total), format_number(body.total)
    return f"{body_name(scenario, path)} has to say yes too, with {needs} of {total} votes: {listed(held)}."


def talks(scenario: Scenario, told: Collection[str] = ()) -> Section:
    """Give the questions to be settled and the answers that there are, but for those that are told already."""
    facts = []
    for issue in scenario.issues:
        if issue.id in told:
            continue
        labels = " · ".join(option_label(issue, option.id) for option in issue.options)
        if issue.range is not None:
            first, last, step = map(
                format_number, (issue.range.start, issue.range.stop, issue.range.step)
            )
            unit = f" {issue.range.unit}" if issue.range.unit else ""
            labels = f"{first} to {last}{unit}, in steps of {step}"
        facts.append(Fact(prose(issue.short or issue.ask if told else issue.ask), prose(labels)))
    if not facts:
        return Section("talks", "What is to be settled")
    if told:
        title, remark = (
            "What else is to be settled",
            "worth nothing to you either way: good to trade with",
        )
        return Section("talks", title, (Facts(tuple(facts)),), remark)
    return Section("talks", "What is to be settled", (Facts(tuple(facts)),))


def _own_reading(scenario: Scenario, actor: Actor) -> Section:
    """Say what an actor takes words to mean that each reads its own way; how others take them is theirs to know."""
    items = tuple(
        prose(
            f"{words_of(scenario, issue.id, option.id)} ({issue.ask}) is to you"
            f" {words_of(scenario, issue.id, dict(option.read_as)[actor.id])}: it counts as that in all that follows."
        )
        for issue in scenario.issues
        for option in issue.options
        if actor.id in dict(option.read_as)
    )
    blocks = (Bullets(items),) if items else ()
    remark = "others may take it otherwise, and sign it for that"
    return Section("own-reading", "Words that you read your own way", blocks, remark)


def _red_lines(scenario: Scenario, actor: Actor) -> Section:
    items = []
    for line in actor.red_lines:
        if line.clause is not None:
            says = red_line_member(scenario, actor, line).says
            items.append(prose(Span(says, notes=keys(line.sources, scenario.claim))))
    blocks = (Bullets(tuple(items)),) if items else ()
    remark = "whatever else is offered, you sign only what keeps to all of this"
    return Section("red-lines", "What you never give up", blocks, remark)


def points_in_words(value: Fraction, *, is_own: bool = False) -> str:
    """Give whole points, halves upwards; those of an actor's own sheet as its file has them, to one decimal.

    Examples
    --------
    >>> points_in_words(Fraction(35)), points_in_words(Fraction(80, 3)), points_in_words(Fraction(-5, 2))
    ('35', '27', '-2')
    >>> points_in_words(Fraction(25, 2), is_own=True)
    '12.5'
    """
    if is_own:
        return f"{float(round(value, 1)):,.1f}".removesuffix(".0")
    return f"{floor(value + Fraction(1, 2)):,}"


def astray(sheet: ScoreSheet) -> int:
    """Say by how many points a sum of whole points may be off, against the walk-away, at most; 0 where none is rounded.

    Examples
    --------
    >>> import negsim
    >>> space = negsim.load("harbour").run().space
    >>> [astray(score_sheet(space, actor)) for actor in space.scenario.actors]
    [2, 1, 1]
    """
    if sheet.is_own:
        return 0

    def off(value: Fraction) -> Fraction:
        return abs(floor(value + Fraction(1, 2)) - value)

    issues = sum(
        (max(off(one.points) for one in each.options) for each in sheet.issues), Fraction(0)
    )
    return ceil(issues + sum(off(one.points) for one in sheet.bonuses) + off(sheet.walk_away))


def _walk_away(actor: Actor, sheet: ScoreSheet) -> Section:
    least = points_in_words(sheet.walk_away, is_own=sheet.is_own)
    says = f"Without a deal you have what is worth {least} points to you"
    says += f": {actor.batna}." if actor.batna else "."
    more = " Sign nothing that is worth less; tell nobody the number."
    off = astray(sheet)
    if off:
        within = counted(off, "point", "points")
        more += f" Points are rounded: within {within} of it, ask the instructor, who has the exact ones."
    return Section("walk-away", "When to walk out", (Paragraph(prose(says, more)),))


def _points(scenario: Scenario, sheet: ScoreSheet) -> Section:
    if not sheet.issues and not sheet.bonuses:
        text = "You weigh nothing: whatever keeps to your red lines is as good as anything else."
        return Section("points", "What a deal is worth to you", (Paragraph(prose(text)),))
    whole = "as your side counts them" if sheet.is_own else "of 100; more than 100 there cannot be"
    facts = [
        Fact(
            prose(scenario.issue[one.issue].short or one.ask),
            _priced(scenario.issue[one.issue], one, is_own=sheet.is_own),
        )
        for one in sheet.issues
    ]
    for bonus in sheet.bonuses:
        points = points_in_words(bonus.points, is_own=sheet.is_own)
        facts.append(
            Fact(prose("And besides"), prose(Span(points, "strong"), f" where: {bonus.says}"))
        )
    return Section(
        "points",
        "What a deal is worth to you",
        (Facts(tuple(facts), is_whole=True),),
        f"add up the points of what is agreed, {whole}; what counts most comes first",
    )


def _priced(issue: Issue, one: IssueSheet, *, is_own: bool) -> Prose:
    """Write the options of an issue in a row, and behind each its points."""
    parts: list[str | Span] = []
    for option in shown(one.options):
        label = short_option(issue, option.option, 60) if issue.range is None else option.label
        points = Span(points_in_words(option.points, is_own=is_own), "strong")
        parts += [" · ", f"{label}: ", points]
    if len(one.options) > LISTED:
        parts.append(" · what lies between lies between in points too, or nearly")
    return prose(*parts[1:])


def shown(options: tuple[Priced, ...]) -> tuple[Priced, ...]:
    """Give all options, or of many some that are evenly spaced, the first and the last among them."""
    if len(options) <= LISTED:
        return options
    last = len(options) - 1
    places = sorted({round(k * last / (LISTED - 1)) for k in range(LISTED)})
    return tuple(options[place] for place in places)


def _forecasts(scenario: Scenario, actor: Actor) -> Section:
    items = tuple(
        prose(Span(demand_in_words(one, scenario), notes=keys(one.sources, scenario.claim)))
        for one in actor.expects
    )
    blocks = (Bullets(items),) if items else ()
    return Section("expects", "What you expect to happen", blocks, "which binds nobody")


def everybody(scenario: Scenario) -> Section:
    """Say who is at the table, who votes at home, and what nobody can sign."""
    names = [actor.name for actor in scenario.actors if actor.id not in scenario.factions]
    rules = tuple(
        prose(clause_in_words(rule.clause, scenario), f": {rule.because}" if rule.because else "")
        for rule in scenario.rules
    )
    said = f"At the table: {listed(names)}."
    blocks: list[Paragraph | Bullets] = [Paragraph(prose(said))]
    blocks += [Paragraph(prose(body_in_words(scenario, path))) for path in scenario.bodies]
    if rules:
        many = counted(len(rules), "thing that", "things that")
        blocks += [
            Paragraph(prose(f"There are {many} no deal can do, whoever signs it:")),
            Bullets(rules),
        ]
    return Section("everybody", "What everybody knows", tuple(blocks))
