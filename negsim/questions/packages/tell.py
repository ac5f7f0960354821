"""Packages in words: the few worth laying side by side, and the zone one by one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from negsim.document.cells import count, gain, part, threshold, words
from negsim.document.content import (
    Cell,
    Column,
    Rest,
    Section,
    Table,
)
from negsim.document.lists import present, said
from negsim.document.result import sheets, told
from negsim.language.model.evidence import status
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, listed
from negsim.language.words import option_in_words
from negsim.questions.packages.result import Candidate, Packages
from negsim.questions.zone.deals import IDEAS, NAMES, bargains, differs, needed
from negsim.questions.zone.demands import gives
from negsim.questions.zone.result import CRITERIA, Choice, Findings, SolutionName
from negsim.space.members import claims_of, reservation_in_words

_CONSENT = {"always": "always", "when": "in some packages", "never": "not asked"}
SOLUTIONS: tuple[SolutionName, ...] = (
    "egalitarian",
    *(one for one in CRITERIA if one != "egalitarian"),
)


@told.register
def tell(found: Packages) -> Section:
    """Lay packages side by side, then list the best of the zone."""
    return Section("packages", "Packages", sections=present(_side_by_side(found), _listed(found)))


def candidate_name(found: Findings, one: Candidate) -> str:
    """Name a package of the shortlist: the solutions that pick it, or what would let it through."""
    if one.criteria:
        names = listed([NAMES[criterion] for criterion in one.criteria])
        return names[:1].upper() + names[1:]
    if one.correction is not None:
        return f"If {gives(found, one.correction.members, one.correction, None)}"
    return "Next by its smallest gain"


def _side_by_side(found: Packages) -> Section:
    name, title = "deal-sheet", "Side by side"
    if found.because is not None:
        return Section(name, title, tuple(said(found.because)))
    if not found.candidates:
        return Section(name, title)
    is_open = found.findings.zone.is_open
    what = "what bargaining solutions pick" if is_open else "what ways out would let through"
    remark = f"{what}; gains are over no deal, each on a scale of its own"
    return Section(name, title, (_sheet(found),), remark)


def _sheet(found: Packages) -> Table:
    scenario, shown = found.scenario, found.candidates
    columns = (
        Column("", room=1.6),
        *(Column(candidate_name(found.findings, one), room=1.6) for one in shown),
    )
    rows: list[tuple[Cell, ...]] = []
    for issue in scenario.issues:
        options = (option_in_words(scenario, issue.id, one.deal.package[issue.id]) for one in shown)
        rows.append((words(issue.ask, voice="soft"), *(words(option) for option in options)))
    for actor in scenario.actors:
        name = words(f"Gain of {actor.name}", voice="soft")
        rows.append((name, *(gain(one.deal.gains[actor.id]) for one in shown)))
    caption = "Packages issue by issue, and what each actor gains, in points of 100"
    return Table("deal-sheet", caption, columns, tuple(rows), len(rows))


def _listed(found: Packages) -> Section:
    """List the zone's packages by what they differ in from the first."""
    name, title, findings = "zone-packages", "The best of the zone", found.findings
    if findings.zone.size < 2 or found.because is not None:
        return Section(name, title)
    if not found.best:
        text = "There are too many packages to list those of the zone while a report is written."
        return Section(name, title, tuple(said(text)))
    scenario, first = found.scenario, findings.solutions["egalitarian"].deals[0]
    over = [a for a in scenario.actors if a.id in findings.frontier.over]
    shown = [actor for actor in over if bargains(findings, first, actor)] or over
    columns = (
        Column("how it differs from the egalitarian one", room=5),
        *(Column(actor.name, "right") for actor in shown),
        Column("smallest", "right"),
    )
    rows = []
    for deal in found.best:
        says = differs(scenario, deal.package, first.package) or "the egalitarian one itself"
        least = min(deal.gains[actor.id] for actor in over)
        rows.append((words(says), *(gain(deal.gains[a.id]) for a in shown), gain(least)))
    table = Table(
        name,
        "Packages of the zone with what each principal gains, the largest smallest gain first",
        columns,
        tuple(rows),
        findings.zone.size,
        ("package", "packages"),
        Rest.CSV,
    )
    return Section(name, title, (table,), "gains compared by these weights, in points of 100")


@sheets.register
def listings(found: Packages, most: int) -> tuple[Table, ...]:
    """List the zone's packages in their order, what solutions pick, actors, and sets of them, with all one may know."""
    findings = found.findings
    return (
        _packages_sheet(findings, most),
        _solutions_sheet(findings),
        _actors_sheet(findings),
        _coalitions_sheet(findings),
    )


def _packages_sheet(found: Findings, most: int) -> Table:
    zone, scenario = found.zone, found.scenario
    rows = tuple(_walked(found, most))
    is_sorted = len(rows) == zone.size
    if is_sorted:
        at = len(scenario.issues) + 1
        rows = tuple(sorted(rows, key=lambda row: -(row[at].value or 0)))
    numbered = tuple((count(place), *row) for place, row in enumerate(rows, start=1))
    more: Rest | str = Rest.CSV
    if len(rows) < min(zone.size, most):
        more = "the others lie beyond what is gone through of a space so large"
    says = (
        f"Every package that suits {needed(found)}. Utility is what a package is worth, in points of"
        " 100; gain is what it adds to no deal. "
        + ("The largest least gain comes first" if is_sorted else "They stand in the file's order")
    )
    return Table(
        "sheet-packages",
        says if zone.is_open else f"No package suits {needed(found)}",
        (
            Column("no.", "right", form="count"),
            *issue_columns(scenario),
            Column("picked by"),
            Column("least gain of a principal", "right", form="gain"),
            *(
                column
                for actor in scenario.actors
                for column in (
                    Column(f"{actor.name}: utility", "right", form="worth"),
                    Column(f"{actor.name}: gain", "right", form="gain"),
                )
            ),
        ),
        numbered,
        zone.size,
        ("package", "packages"),
        more,
        sheet="Packages",
    )


def _walked(found: Findings, most: int) -> Iterator[tuple[Cell, ...]]:
    space = found.space
    n, m = len(space.issues), len(space.actors)
    principals = space.problem.principals
    picked: dict[tuple[object, ...], list[str]] = {}
    for criterion in SOLUTIONS:
        for deal in found.solutions[criterion].deals:
            picked.setdefault(tuple(deal.package.values()), []).append(_idea(criterion))
    known: dict[tuple[int, object], Cell] = {}
    for row in islice(found.zone_rows(), most):
        options = []
        for i, value in enumerate(row[:n]):
            if (i, value) not in known:
                known[i, value] = _option(found.scenario, i, value)
            options.append(known[i, value])
        utilities, gains = row[n : n + m], row[n + m :]
        yield (
            *options,
            words(", ".join(picked.get(row[:n], []))),
            Cell((), 100 * min(gains[a] for a in principals), "gain"),
            *(
                cell
                for utility, one in zip(utilities, gains, strict=True)
                for cell in (Cell((), 100 * utility, "worth"), Cell((), 100 * one, "gain"))
            ),
        )


def _solutions_sheet(found: Findings) -> Table:
    scenario = found.scenario
    rows = tuple(
        (
            words(_idea(criterion)),
            count(found.solutions[criterion].ties),
            *options_of(scenario, deal.package),
            *(gain(value) for value in deal.gains.values()),
        )
        for criterion in SOLUTIONS
        for deal in found.solutions[criterion].deals
    )
    return Table(
        "sheet-solutions",
        "What four ideas of fairness pick among the zone's efficient packages, and how many packages"
        " tie; at most 20 are listed. Gain is what a package adds to no deal, in points of 100",
        (
            Column("idea of fairness"),
            Column("packages that tie", "right", form="count"),
            *issue_columns(scenario),
            *(Column(f"{actor.name}: gain", "right", form="gain") for actor in scenario.actors),
        ),
        rows,
        len(rows),
        sheet="Solutions",
    )


def _idea(criterion: SolutionName) -> str:
    return f"{NAMES[criterion]}: {IDEAS[criterion]}"


def issue_columns(scenario: Scenario) -> Iterator[Column]:
    """Make a column for each issue, its question on top; of numbers where its options are numbers."""
    for issue in scenario.issues:
        unit = issue.range.unit if issue.range is not None else None
        yield Column(f"{issue.ask} ({unit})" if unit else issue.ask)


def options_of(scenario: Scenario, package: Choice) -> Iterator[Cell]:
    """Give a package's options, an issue each: labels, or numbers."""
    for place, value in enumerate(package.values()):
        yield _option(scenario, place, value)


def _option(scenario: Scenario, place: int, value: object) -> Cell:
    issue = scenario.issues[place]
    if issue.is_numeric:
        assert isinstance(value, int | float)
        return Cell((), value, "text")
    return words(option_in_words(scenario, issue.id, value))


def _actors_sheet(found: Findings) -> Table:
    scenario, feasible = found.scenario, found.feasible
    several = len(scenario.registers) > 1
    rows = []
    for actor, compiled in zip(scenario.actors, found.space.problem.actors, strict=True):
        accepts, keeps = found.accepted_by[actor.id], found.red_line_accepted_by[actor.id]
        has_value = actor.reservation_value is not None
        claims = claims_of(scenario, actor.sources)
        named = " ".join(claim.full_id if several else claim.id for claim in claims)
        assumed = "; ".join(one.written for one in actor.sources if one.is_assumption)
        rows.append(
            (
                words(actor.name),
                words(actor.id),
                words(_CONSENT[actor.consent.kind]),
                count(accepts),
                part(accepts, feasible),
                count(keeps),
                part(keeps, feasible),
                threshold(compiled.reservation_value if has_value else None),
                words(reservation_in_words(actor, scenario)),
                words(status(actor.sources) if has_value else ""),
                words(named),
                words(assumed),
            )
        )
    return Table(
        "sheet-actors",
        f"Who accepts how many of {counted(feasible, 'feasible package')}, with the walk-away value"
        " (in points of 100) and by red lines alone; and what each has without a deal",
        (
            Column("actor"),
            Column("id"),
            Column("consent is needed"),
            Column("accepts", "right", form="count"),
            Column("share", "right", form="share"),
            Column("keep to its red lines", "right", form="count"),
            Column("share by red lines", "right", form="share"),
            Column("walk-away value", "right", form="worth"),
            Column("accepts only"),
            Column("this rests on"),
            Column("claims"),
            Column("assumptions"),
        ),
        tuple(rows),
        len(rows),
        sheet="Actors",
    )


def _coalitions_sheet(found: Findings) -> Table:
    scenario, feasible = found.scenario, found.feasible
    asked = [actor for actor in scenario.actors if actor.consent.kind != "never"]
    rows = tuple(
        (
            words(listed([scenario.actor[member].name for member in one.members])),
            count(len(one.members)),
            count(one.accept),
            part(one.accept, feasible),
            *(words("member" if actor.id in one.members else "") for actor in asked),
        )
        for one in found.coalitions
    )
    return Table(
        "sheet-coalitions",
        f"How many of {counted(feasible, 'feasible package')} suit all members whose consent a package"
        " needs; where that is 0, these actors agree on nothing",
        (
            Column("who"),
            Column("members", "right", form="count"),
            Column("packages", "right", form="count"),
            Column("share", "right", form="share"),
            *(Column(actor.name) for actor in asked),
        ),
        rows,
        len(rows),
        sheet="Coalitions",
    )
