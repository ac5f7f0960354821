"""A zone in words: what every deal holds, the fairest, how other ideas of fairness differ, and who could break it."""

from __future__ import annotations

from negsim.cli.terminal.layout import bar, fit, heading, table, wrap
from negsim.language.phrases import counted, gain
from negsim.language.words import option_label
from negsim.questions.packages.tell import FAIREST, OTHERS, breakers, none_of, role, same_package
from negsim.questions.zone.result import Deal, Findings


def deals_text(findings: Findings, room: int) -> list[list[str]]:
    """Give the sections that describe a zone."""
    sections = [_backbone(findings, room)]
    fairest = findings.solutions["egalitarian"]
    if fairest.deals:
        sections += [
            _fairest(findings, fairest.deals[0], fairest.ties, room),
            _gains(findings, fairest.deals[0], room),
            _others(findings, fairest.deals[0], room),
        ]
    return sections


def _options(findings: Findings, issues: list[str], deal: Deal, room: int) -> list[str]:
    scenario = findings.scenario
    asks = fit((scenario.issue[issue].ask for issue in issues), room // 2 - 4)
    rows = [
        (
            scenario.issue[issue].ask,
            option_label(scenario.issue[issue], str(deal.package[issue])),
        )
        for issue in issues
    ]
    return [f"  {line}" for line in table(rows, (asks, room - asks - 4))]


def _backbone(findings: Findings, room: int) -> list[str]:
    zone, scenario = findings.zone, findings.scenario
    if zone.size < 2 or not zone.backbone:
        return []
    asks = fit((scenario.issue[issue].ask for issue in zone.backbone), room // 2 - 4)
    rows = [
        (scenario.issue[issue].ask, option_label(scenario.issue[issue], str(option)))
        for issue, option in zone.backbone.items()
    ]
    lines = table(rows, (asks, room - asks - 4))
    return [heading("WHAT EVERY DEAL HOLDS"), *(f"  {line}" for line in lines)]


def _fairest(findings: Findings, deal: Deal, ties: int, room: int) -> list[str]:
    issues = [
        issue
        for issue in findings.space.issues
        if findings.zone.size < 2 or issue not in findings.zone.backbone
    ]
    if findings.zone.size == 1:
        title, say = "THE ONLY DEAL", ""
    else:
        title, say = "THE FAIREST OF THEM", f"  {FAIREST}"
    lines = [heading(title) + say]
    if issues:
        lines += _options(findings, issues, deal, room)
    if ties > 1:
        lines += wrap(f"{counted(ties - 1, 'other package')} just as good.", room, "  ")
    return lines


def _gains(findings: Findings, deal: Deal, room: int) -> list[str]:
    actors = findings.scenario.actors
    names = fit((actor.name for actor in actors), 40)
    most = max([float(g) for g in deal.gains.values()] + [1e-9])
    rows = [
        (
            actor.name,
            gain(deal.gains[actor.id]),
            bar(float(deal.gains[actor.id]) / most if most > 0 else 0, 24),
            role(findings, deal, actor.id),
        )
        for actor in actors
    ]
    lines = table(rows, (names, 7, 24, room - names - 7 - 24 - 8), "lrll")
    told = [heading("WHAT EACH GAINS") + "  over what it has without a deal, on a scale of 0 to 1"]
    told += [f"  {line}" for line in lines]
    return told + wrap(breakers(findings, deal), room, "  ")


def _others(findings: Findings, fairest: Deal, room: int) -> list[str]:
    """Show where other solutions differ from the fairest, and only there."""
    if findings.zone.size == 1:
        return []
    same = same_package(findings, fairest)
    lines = wrap(same, room, "  ") if same else []
    for criterion, name in OTHERS.items():
        solution = findings.solutions[criterion]
        if not solution.deals:
            lines += wrap(none_of(criterion), room, "  ")
            continue
        if fairest in solution.deals:
            continue
        deal = solution.deals[0]
        issues = [i for i in findings.space.issues if deal.package[i] != fairest.package[i]]
        gains = ", ".join(
            f"{findings.scenario.actor[a].name} {gain(deal.gains[a])}"
            for a in findings.frontier.over
        )
        lines += wrap(f"{name} instead: {gains}", room, "  ", "    ")
        lines += [f"  {line}" for line in _options(findings, issues, deal, room - 2)]
    return [heading("OTHER IDEAS OF FAIRNESS"), *lines] if lines else []
