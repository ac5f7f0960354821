"""Packages and the deals of an open zone in words: what all hold, one of them, what each gains, what would close it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from negsim.document.cells import gain as gain_cell
from negsim.document.cells import words
from negsim.document.content import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Paragraph,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.language.model.actors import Actor
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import before_its_answer, counted, gain, listed, points, share
from negsim.language.words import option_in_words
from negsim.questions.zone.result import CRITERIA, Choice, Deal, Findings
from negsim.solve.answer import Criterion, Package

NAMES: Mapping[Criterion, str] = {
    "egalitarian": "egalitarian",
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai–Smorodinsky",
    "utilitarian": "utilitarian",
}
IDEAS: Mapping[Criterion, str] = {
    "egalitarian": "who gains least gains most",
    "nash": "the largest product of gains",
    "kalai_smorodinsky": "each as far as possible towards its best",
    "utilitarian": "the largest sum of utilities",
}


def deals(found: Findings, same: Mapping[Criterion, float] | None = None) -> tuple[Section, ...]:
    """Tell of an open zone.

    Parameters
    ----------
    found : Findings
    same : mapping, optional
        By criterion, in which share of draws of the numbers that leave a deal it picks this still; where drawn.
    """
    picked = found.solutions["egalitarian"].deals
    first = picked[0] if picked else None
    return present(
        _every_deal(found),
        _one_deal(found, first, (same or {}).get("egalitarian")),
        _gains(found, first),
        _others(found, first),
    )


def needed(found: Findings, *, are_several: bool = False) -> str:
    """Say whose consent a package needs, or several do."""
    if found.space.problem.quota is not None:
        return "enough of those who vote"
    return f"everyone whose consent {'they need' if are_several else 'it needs'}"


def option_quoted(scenario: Scenario, issue: str, option: object, *, ask: bool = True) -> str:
    """Quote an option, or give a number as it is, with the question that it answers unless that stands over it.

    Examples
    --------
    >>> import negsim
    >>> option_quoted(negsim.load("harbour").base, "depth", "twelve")
    '“12 metres” (How deep is the channel dredged?)'
    """
    label = option_in_words(scenario, issue, option)
    if scenario.issue[issue].range is None:
        label = f"“{label}”"
    return f"{label} ({scenario.issue[issue].ask})" if ask else label


def deal_facts(scenario: Scenario, package: Choice, issues: Iterable[str] | None = None) -> Facts:
    """Give the answers of a package to the questions of some issues; of all where none are named."""
    return Facts(
        tuple(
            Fact(
                prose(scenario.issue[issue].ask),
                prose(option_in_words(scenario, issue, package[issue])),
            )
            for issue in (package if issues is None else issues)
        )
    )


def in_a_line(scenario: Scenario, package: Choice, but: Collection[str] = ()) -> str:
    """Give what a package says of every issue but some, one after another, each with its question or short name."""
    return "; ".join(
        f"{_named(scenario, issue)} {option_in_words(scenario, issue, option)}"
        for issue, option in package.items()
        if issue not in but
    )


def differs(scenario: Scenario, package: Choice, other: Choice) -> str:
    """Give what a package says of the issues on which it differs from another."""
    return in_a_line(scenario, package, [i for i in package if package[i] == other[i]])


def _named(scenario: Scenario, issue: str) -> str:
    one = scenario.issue[issue]
    return before_its_answer(one.short or one.ask)


def _every_deal(found: Findings) -> Section:
    zone = found.zone
    if zone.size < 2 or not zone.backbone:
        return Section("every-deal", "What every deal holds")
    facts = deal_facts(found.scenario, zone.backbone)
    return Section("every-deal", "What every deal holds", (facts,))


def _one_deal(found: Findings, deal: Deal | None, same: float | None) -> Section:
    """Show the egalitarian deal, less what every deal holds."""
    zone, name = found.zone, "one-deal"
    if deal is None:
        return Section(name, "One of them")
    issues = [i for i in found.space.issues if zone.size < 2 or i not in zone.backbone]
    blocks: list[Block] = [deal_facts(found.scenario, deal.package, issues)] if issues else []
    if zone.size == 1:
        return Section(name, "The only deal", tuple(blocks))
    ties = found.solutions["egalitarian"].ties
    if ties > 1:
        tie = "ties" if ties == 2 else "tie"
        blocks += said(f"{counted(ties - 1, 'other package')} {tie} with it.", "remark")
    if same is not None:
        text = (
            f"With the numbers moved over their ranges it is this one still in {share(same)} of the"
            " draws that leave a deal."
        )
        blocks += said(text, "remark")
    return Section(name, "One of them", tuple(blocks), "egalitarian, by these weights")


def _gains(found: Findings, deal: Deal | None) -> Section:
    name, title = "gains", "What each gains"
    if deal is None:
        return Section(name, title)
    asked = [actor for actor in found.scenario.actors if bargains(found, deal, actor)]
    blocks: list[Block] = [gains_table(deal, asked)] if asked else []
    text = " ".join(one for one in (smallest(found, deal), *apart(found, deal)) if one)
    blocks += said(text)
    return Section(
        name, title, tuple(blocks), "over no deal, in points of 100, each on a scale of its own"
    )


def bargains(found: Findings, deal: Deal, actor: Actor) -> bool:
    """Whether an actor is asked for a deal, and would rather have some packages than others."""
    return is_needed(found, deal, actor.id) and bool(actor.preferences or actor.wishes)


def is_needed(found: Findings, deal: Deal, actor: str) -> bool:
    """Whether a deal needs an actor's consent."""
    return found.space.is_needed(actor, deal.positions)


def apart(found: Findings, deal: Deal, say: Callable[[Fraction], str] = gain) -> Iterator[str]:
    """Name those who bargain over nothing, and those who are not asked, with what they would gain."""
    actors = found.scenario.actors
    indifferent = [
        one.name
        for one in actors
        if is_needed(found, deal, one.id) and not bargains(found, deal, one)
    ]
    if indifferent:
        has = "has" if len(indifferent) == 1 else "have"
        yield f"{listed(indifferent)} {has} no preferences, and nothing to gain or to lose."
    voters = {found.space.actors[place] for place in found.space.problem.voters}
    for says, some in (
        ("Vote in a body, and count through it alone", voters),
        ("Not asked", set(found.space.actors) - voters),
    ):
        others = [
            f"{one.name} ({say(deal.gains[one.id])})" if one.preferences or one.wishes else one.name
            for one in actors
            if one.id in some and not is_needed(found, deal, one.id)
        ]
        if others:
            yield f"{says}: {listed(others)}."


def smallest(found: Findings, deal: Deal) -> str:
    """Say how small the smallest gain of those is whose consent every deal needs, and whose it is."""
    names = {
        actor.id: actor.name for actor in found.scenario.actors if bargains(found, deal, actor)
    }
    over = [actor for actor in found.frontier.over if actor in names]
    if not over:
        return ""
    least = min(deal.gains[actor] for actor in over)
    worst = listed([names[actor] for actor in over if deal.gains[actor] == least])
    if least < 0:
        # Only under a quota: somebody is outvoted.
        return f"{worst} would lose by it, and can be outvoted."
    if least == 0:
        return f"To {worst} it is worth just what no deal is."
    gains = "gains" if sum(deal.gains[actor] == least for actor in over) == 1 else "gain"
    is_all = len(over) == len(found.scenario.actors)
    among = "" if is_all else ", of those whose consent every deal needs,"
    return f"By these weights{among} {worst} {gains} least: {points(least)} points of 100."


def gains_table(deal: Deal, actors: Sequence[Actor]) -> Table:
    """Give what some actors gain by a deal, each gain as a bar on its own scale of 0 to 1."""
    rows = tuple(
        (words(one.name), gain_cell(deal.gains[one.id], _bar(deal.gains[one.id]))) for one in actors
    )
    columns = (Column("", room=3), Column("", "right"))
    what = ("actor", "actors")
    return Table("gains", "What each gains by this deal", columns, rows, len(rows), what)


def _bar(value: Fraction) -> float:
    return min(1.0, max(0.0, float(value)))


def _others(found: Findings, first: Deal | None) -> Section:
    """Say what other solutions pick instead, on the issues on which they differ, and only there."""
    name, title = "other-solutions", "What other solutions would pick"
    if first is None or found.zone.size == 1:
        return Section(name, title)
    instead: dict[Package, tuple[Deal, list[Criterion]]] = {}
    same, told = [], []
    for criterion in CRITERIA:
        picked = found.solutions[criterion].deals
        if criterion == "egalitarian":
            continue
        if criterion in found.undecided:
            told.append(undecided(found, criterion))
        elif not picked:
            told.append(none_of(criterion))
        elif first in picked:
            same.append(NAMES[criterion])
        else:
            # Of packages that tie, one that another solution has picked already says most.
            known = next((one for one in picked if one.positions in instead), picked[0])
            instead.setdefault(known.positions, (known, []))[1].append(criterion)
    items = [
        prose(
            Span(_capital(listed([NAMES[one] for one in criteria])), "strong"),
            f": {differs(found.scenario, deal.package, first.package)}."
            f" Gains, in points of 100: {_gains_in_a_line(found, deal)}.",
        )
        for deal, criteria in instead.values()
    ]
    if same:
        told.insert(
            0, f"{_capital(listed(same))} {'picks' if len(same) == 1 else 'pick'} the same."
        )
    blocks: list[Block] = [Bullets(tuple(items))] if items else []
    blocks += [Paragraph(prose(text)) for text in told]
    return Section(name, title, tuple(blocks), is_detail=True)


def none_of(criterion: Criterion) -> str:
    """Say that a bargaining solution has no package."""
    return f"{_capital(NAMES[criterion])}: none, since in every package some principal loses."


def undecided(found: Findings, criterion: Criterion) -> str:
    """Say that a product of gains that is nothing everywhere picks nothing."""
    ties = found.solutions[criterion].ties
    return (
        f"{_capital(NAMES[criterion])} picks none: in every package somebody who could gain gains"
        f" nothing, so that the largest product is 0 and all {counted(ties, 'package')} tie."
    )


def _gains_in_a_line(found: Findings, deal: Deal) -> str:
    return ", ".join(
        f"{actor.name} {gain(deal.gains[actor.id])}"
        for actor in found.scenario.actors
        if actor.id in found.frontier.over and bargains(found, deal, actor)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
