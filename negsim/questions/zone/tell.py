"""The answer in words: whether there is a deal, why not or which, what would turn it, and what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from negsim.document.cells import count, gain, part, words, worth
from negsim.document.content import (
    Block,
    Column,
    Fact,
    Facts,
    Paragraph,
    Rest,
    Said,
    Section,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.result import told
from negsim.errors import spelled
from negsim.language.claims.provenance import SourceCounts
from negsim.language.labels import words_of
from negsim.language.model.evidence import Silence
from negsim.language.phrases import counted, listed
from negsim.questions.zone.deals import deal_facts, deals, needed
from negsim.questions.zone.knots import closed
from negsim.questions.zone.rests_on import Foundation, foundation
from negsim.questions.zone.result import Deal, Findings, SolutionName
from negsim.questions.zone.ways import Opened

_DEMANDS = {
    "stated": "stated in the sources",
    "hardened": "hardened from aims, positions or demands",
    "stretched": "stretched beyond what their sources say",
    "assumed": "assumed",
    "unsourced": "resting on nothing named",
    "undecided": "too intricate to hold against their sources",
}
_VALUES = {"evidenced": "with a source", "partly assumed": "partly assumed"}
_DIRECTIONS = ("preference, wish or forecast", "preferences, wishes and forecasts")
GLANCE = 5  # demands; of fewer, each says itself how it stands
CODING = "what is a red line, how each is read, which options there are"


@told.register
def tell(found: Findings) -> Section:
    """Say whether there is a deal; then why not, or which; then what would turn it, and what it rests on."""
    parts = (*first_page(found), *present(acceptances(found)))
    return Section("zone", "The answer", sections=parts, said=answer(found))


def first_page(
    found: Findings,
    opened: Sequence[Opened] = (),
    same: Mapping[SolutionName, float] | None = None,
    *,
    silences: bool = True,
) -> tuple[Section, ...]:
    """Give what stands below the answer.

    Parameters
    ----------
    found : Findings
    opened : sequence of Opened
        What some ways out open, where that is known.
    same : mapping, optional
        By criterion, in which share of draws of the numbers that leave a deal it picks the same; where drawn.
    silences : bool
        Whether what the sources do not say of numbers is told, where numbers enter.
    """
    base = foundation(found)
    middle = deals(found, same) if found.zone.is_open else closed(found, base, opened)
    return present(*middle, _ratified(found), _rests(found, base, silences=silences))


def answer(found: Findings, *, is_listed: bool = False) -> Said:
    """Say whether there is a deal, in how many packages, and whether demands or worth stand against one.

    Where what every deal holds is listed below, how much that is need not be said.
    """
    zone, feasible = found.zone, found.feasible
    if not feasible:
        fixed = (
            "the rules, and what the variants fix, leave" if _is_fixed(found) else "the rules leave"
        )
        return Said(
            "NOTHING CAN BE SIGNED",
            f": {fixed} none of {counted(found.total, 'package')}, before anyone is asked.",
        )
    of = f"of the {counted(feasible, 'feasible package')}"
    if feasible < found.total:
        of += f" (of {spelled(found.total)} in all)"
    if zone.is_open:
        suits = "suits" if zone.size == 1 else "suit"
        need = needed(found, are_several=zone.size > 1)
        many = f"{_how_many(found)} {of}"
        if zone.size == feasible > 1:
            many = f"all {of.removeprefix('of the ')}"
        text = f": {many} {suits} {need}{'' if is_listed else _alike(found)}."
        return Said("A DEAL IS POSSIBLE", text)
    if zone.table_size:
        suit = "suits" if zone.table_size == 1 else "suit"
        text = f" as the demands are read: {spelled(zone.table_size)} {of} {suit} all at the table, but"
        return Said("NO DEAL", f"{text} none is ratified.")
    if zone.red_line_size:
        keep = "keeps" if zone.red_line_size == 1 else "keep"
        many = f"{spelled(zone.red_line_size)} {of}"
        if zone.red_line_size == feasible > 1:
            many = f"all {of.removeprefix('of the ')}"
        text = (
            f" as the demands are read: {many} {keep} to every red line that"
            f" counts, but none is worth as much as no deal to {needed(found)}."
        )
        return Said("NO DEAL", text)
    whose = "of somebody whose consent it needs"
    if found.space.problem.quota is not None:
        whose = "of somebody it needs, or of too many of those who vote"
    each = "the one feasible package" if feasible == 1 else f"each {of}"
    return Said("NO DEAL", f" as the demands are read: {each} crosses a red line {whose}.")


def _is_fixed(found: Findings) -> bool:
    return bool(found.scenario.fixed or found.scenario.excluded)


def _how_many(found: Findings) -> str:
    """The size of the zone, and that it is an estimate where it is one."""
    interval = found.answer.zone_interval
    if interval is None:
        return spelled(found.zone.size)
    size, low, high = map(spelled, rounded(found.zone.size, *interval))
    return f"about {size} (95%: {low} to {high})"


def rounded(size: int, low: int, high: int) -> tuple[int, int, int]:
    """An estimate and its interval without the digits that it cannot know; the interval never gets narrower.

    Examples
    --------
    >>> rounded(5_198_413_516, 5_185_189_245, 5_211_637_787)
    (5200000000, 5180000000, 5220000000)
    >>> rounded(12, 11, 13)
    (12, 11, 13)
    """
    step = 10 ** (len(str(max(1, (high - low) // 2))) - 1)
    return (size + step // 2) // step * step, low // step * step, -(-high // step) * step


def _alike(found: Findings) -> str:
    same, issues = len(found.zone.backbone), len(found.scenario.issues)
    if found.zone.size < 2 or not same:
        return ""
    return f", all with the same answer on {same} of {counted(issues, 'issue')}"


def _ratified(found: Findings) -> Section:
    """Say what each body makes of the packages that need it."""
    name, title = "ratified", "Who has to ratify"
    if not found.ratification:
        return Section(name, title)
    names = {actor.id: actor.name for actor in found.scenario.actors}
    rows = []
    for path, one in found.ratification.items():
        actor, body = path.split(".", 1)
        pivots = [f"{names[voter]} {number:,}" for voter, number in one.pivots.items() if number]
        rows.append(
            (
                words(f"{names[actor]}: {body.replace('_', ' ')}"),
                count(one.passes),
                count(one.stops),
                words(", ".join(pivots) or "nobody alone"),
            )
        )
    columns = (
        Column("", room=2),
        Column("packages that it passes", "right", short="passes"),
        Column("that it alone stops", "right", short="stops"),
        Column("of these, whose yes would let through how many", room=2, short="let through by"),
    )
    caption = "What each body makes of the packages that need it"
    table = Table(name, caption, columns, tuple(rows), len(rows), ("body", "bodies"), is_whole=True)
    suits = "package suits" if found.zone.table_size == 1 else "packages suit"
    return Section(
        name, title, (table,), f"{spelled(found.zone.table_size)} {suits} all at the table"
    )


def ambiguity(found: Findings) -> str:
    """Say how many packages of the zone somebody needed reads its own way, and how many leave something open."""
    zone = found.zone
    told = []
    if zone.read_two_ways:
        told.append(
            f"{spelled(zone.read_two_ways)} rest on {_texts(found)}, which each reads its own way"
        )
    left_open = sum(size for issues, size in zone.left_open.items() if issues)
    if left_open:
        settled = zone.left_open.get(0, 0)
        told.append(f"{spelled(left_open)} leave something open, {spelled(settled)} nothing")
    return f"Of these packages, {'; '.join(told)}." if told else ""


def _texts(found: Findings) -> str:
    """Name the options that somebody needed reads as others, of those in the zone; a few at most."""
    needed = {actor.id for actor in found.scenario.actors if actor.consent.kind != "never"}
    labels = [
        words_of(found.scenario, issue.id, option.id)
        for issue in found.scenario.issues
        for option in issue.options
        if any(who in needed for who, _ in option.read_as)
        and found.zone.options.get(issue.id, {}).get(option.id, 0)
    ]
    return listed(labels) if 0 < len(labels) < GLANCE else "words"


def _rests(found: Findings, base: Foundation, *, silences: bool) -> Section:
    """Say what the answer rests on, and what it does not."""
    is_numbered = found.zone.is_open or bool(found.zone.red_line_size)
    # Where no number enters, it is of no use to be told of all that rests on nothing.
    every = elements(base.elements) if is_numbered else ""
    told = (ambiguity(found), grounds(found), closes(found, base), in_the_way(found), every)
    text = " ".join(one for one in told if one)
    blocks: list[Block] = [Paragraph(prose(text))]
    if is_numbered and silences:
        for silence in base.silences:
            blocks += said(silent(silence))
    return Section("rests", "What this rests on", tuple(blocks))


def closes(found: Findings, base: Foundation) -> str:
    """Say how many sentences, each read otherwise by itself, would close an open zone; nothing of an empty one."""
    if not found.zone.is_open or not base.is_ambiguous or base.turns is None:
        return ""
    if not base.turns:
        return "No one sentence, read otherwise, would leave no deal."
    if len(base.turns) == 1:
        return "One sentence could be read so that there is no deal."
    return f"Each of {counted(len(base.turns), 'sentence')} could by itself be read so that there is no deal."


def grounds(found: Findings) -> str:
    """Say whether an answer rests on the coding alone or on numbers too."""
    if not found.feasible:
        return "The rules and the options alone: nobody's demands or numbers enter."
    if not found.zone.is_open and not found.zone.red_line_size:
        return f"The coding alone: {CODING}; no weight, no walk-away value."
    if not weighs(found):
        return f"The coding alone: {CODING}."
    return f"The coding ({CODING}) and numbers: walk-away values, weights, scores."


def weighs(found: Findings) -> bool:
    """Whether anybody has preferences, wishes or a walk-away value."""
    return any(
        actor.preferences or actor.wishes or actor.reservation_value is not None
        for actor in found.scenario.actors
    )


def in_the_way(found: Findings) -> str:
    """Say how many demands stand in the way, and how they stand to the sources; nothing where these are few."""
    members = {m.path: m for c in found.conflicts for m in c.members if m.layer != "rules"}
    if len(members) < GLANCE:
        return ""
    rests = Counter(one.rests for one in members.values())
    told = [f"{rests[key]} {say}" for key, say in (_DEMANDS | _VALUES).items() if rests[key]]
    return f"{counted(len(members), 'demand')} in the way: {listed(told)}."


def silent(silence: Silence) -> str:
    """Say what the source does not."""
    return f"The source is silent: {silence.says}"


def elements(found: SourceCounts) -> str:
    """Say how many red lines, directions and numbers there are, and how many of each have a source."""
    demands = [
        f"{found.demands[key]} {say}" for key, say in _DEMANDS.items() if found.demands.get(key)
    ]
    lines = sum(found.demands.values())
    sourced = [
        f"{with_source} of {counted(of, *what)} with a source"
        for (with_source, of), what in (
            (found.directions, _DIRECTIONS),
            (found.numbers, ("number", "numbers")),
        )
        if of
    ]
    if not lines and not sourced:
        return "Nobody's demands, wishes or walk-away values are stated."
    told = [] if not lines else [f"{counted(lines, 'red line')}: {listed(demands)}"]
    return f"{'; '.join((*told, *sourced))}."


def consent(kind: str) -> str:
    """Say that an actor is not asked, or not always; nothing of a principal."""
    return {"always": "", "when": "asked in some", "never": "not asked"}[kind]


def acceptances(found: Findings) -> Section:
    """Count what each accepts, then what sets of actors do."""
    name, title = "acceptances", "Who would accept how much"
    if not found.feasible:
        return Section(name, title)
    tables = (_each(found), *((_together(found),) if found.coalitions else ()))
    remark = f"of {counted(found.feasible, 'feasible package')}"
    return Section(name, title, tables, remark, is_detail=True)


def _each(found: Findings) -> Table:
    columns = (
        Column("", room=3),
        Column("accepts", "right"),
        Column("share", "right", 1.5),
        Column("by red lines alone", "right"),
        Column(""),
    )
    rows = tuple(
        (
            words(actor.name),
            count(found.accepted_by[actor.id]),
            part(found.accepted_by[actor.id], found.feasible),
            count(found.red_line_accepted_by[actor.id]),
            words(consent(actor.consent.kind), voice="soft"),
        )
        for actor in found.scenario.actors
    )
    return Table("accepted", "Packages that each actor accepts", columns, rows, len(rows))


def _together(found: Findings) -> Table:
    names = {actor.id: actor.name for actor in found.scenario.actors}
    columns = (Column("", room=4), Column("accept", "right"), Column("share", "right", 1.5))
    ordered = sorted(found.coalitions, key=lambda one: (one.accept, len(one.members)))
    rows = tuple(
        (
            words(listed([names[member] for member in one.members])),
            count(one.accept),
            part(one.accept, found.feasible),
        )
        for one in ordered
    )
    return Table(
        "coalitions",
        "Packages that sets of actors accept, of those whose consent each package needs; the fewest first",
        columns,
        rows,
        len(rows),
        ("set of actors", "sets of actors"),
        Rest.JSON,
    )


@told.register
def tell_deal(deal: Deal) -> Section:
    """Show a package issue by issue, and what everybody has from it; in ids where its scenario is not known."""
    scenario = deal.scenario
    if scenario is None:
        facts = Facts(
            tuple(Fact(prose(issue), prose(str(option))) for issue, option in deal.package.items())
        )
        names = {actor: actor for actor in deal.gains}
    else:
        facts = deal_facts(scenario, deal.package)
        names = {actor.id: actor.name for actor in scenario.actors}
    columns = (
        Column(""),
        Column("worth, points of 100", "right", short="worth"),
        Column("gain over no deal", "right"),
    )
    rows = tuple(
        (words(names[actor]), worth(utility), gain(deal.gains[actor]))
        for actor, utility in deal.utilities.items()
    )
    worths = Table("worths", "What it is worth", columns, rows, len(rows))
    return Section("deal", "The package", (facts, worths))
