"""Codings in words: how much of the answer hangs on which sentence is a line, and in which reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from negsim.document.cells import count, words
from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Said,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import present, said
from negsim.document.notes import claim_keys
from negsim.document.result import told
from negsim.language.labels import asked, demands
from negsim.language.model.red_lines import AS_WRITTEN, GIVEN_UP
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, in_letters, percent, share
from negsim.language.words import option_in_words, reading_in_words
from negsim.questions.codings.result import (
    NOT_A_LINE,
    Coded,
    CodingKnot,
    Codings,
    OptionGap,
    SilentLine,
)

_STATUS = {
    "stated": "stated in the source",
    "hardened": "asked for in the source and made a red line here",
    "stretched": "not said by what is cited",
    "assumed": "assumed",
    "unsourced": "resting on nothing named",
}


@told.register
def tell(found: Codings) -> Section:
    """Say how many codings leave a deal, what ties the others, and what would turn the answer."""
    inner = present(
        _knots(found),
        _lines(found),
        _opening(found),
        _gaps(found),
        silent_section("coding-silences", found.scenario, found.silent_lines),
    )
    remark = "options, rules and walk-away values held fixed; every red line taken in every way"
    blocks = tuple(said(_more(found)))
    return Section("codings", "How much hangs on the coding", blocks, remark, inner, answer(found))


def answer(found: Codings) -> Said:
    """Say in how many of all codings there is a deal."""
    now = "a deal" if found.base == "open" else "none"
    total = counted(found.codings, "way")
    if found.codings == 1:
        lead = "A DEAL" if found.open else "NO DEAL"
        return Said(lead, ": no red line of the file can be coded in another way.")
    about = "about " if found.sampled is not None else ""
    if not found.open:
        lead = f"NO DEAL IN ANY OF {about.upper()}{total.upper()} TO CODE THE RED LINES"
        return Said(lead, ", whichever sentence is a line and in whichever reading.")
    if found.open == found.codings:
        lead = f"A DEAL IN EACH OF {total.upper()} TO CODE THE RED LINES"
        return Said(lead, ", whichever sentence is a line and in whichever reading.")
    closed = found.codings - found.open
    lead = f"OF {total.upper()} TO CODE THE RED LINES {about.upper()}{closed:,} LEAVE NO DEAL"
    return Said(lead, f" ({percent(closed, found.codings)}). As coded now there is {now}.")


def first_page(found: Codings) -> str:
    """Say in one line how much of the answer is in the coding; nothing where no line can be coded otherwise."""
    if found.codings == 1:
        return ""
    closed = found.codings - found.open
    total = f"The red lines can be coded in {counted(found.codings, 'way')}"
    if not closed:
        return f"{total}: in each of them there is a deal."
    if not found.open:
        return f"{total}: in none of them is there a deal."
    about = "about " if found.sampled is not None else ""
    text = f"{total}: in {about}{closed:,} of them there is no deal"
    current = set(found.findings.conflicts[0].paths) if len(found.findings.conflicts) == 1 else None
    knot = next((one for one in found.knots if current and set(one.members) == current), None)
    if knot is None:
        return f"{text}."
    if knot.alone == closed:
        return f"{text}, always by this knot alone."
    return f"{text}, in {about}{knot.alone:,} of these by this knot alone."


def with_first_page(section: Section, found: Codings) -> Section:
    """Give a section of a first page with that line at its end."""
    line = first_page(found)
    return replace(section, blocks=(*section.blocks, *said(line or None)))


def _more(found: Codings) -> str:
    parts = []
    if found.closed_by_walk_aways:
        n = counted(found.closed_by_walk_aways, "coding")
        parts.append(
            f"In {n} the red lines leave a deal that somebody's walk-away value rules out."
        )
    if found.lines:
        parts.append(
            f"With the chances that the file gives the readings, and even odds that a demand nobody called"
            f" a red line is none, the chance of a deal is {share(float(found.chance_open))}."
        )
    if found.sampled is not None:
        low, high = found.sampled.open_interval
        parts.append(
            f"They are too many to count each: {found.sampled.draws:,} were drawn, and between"
            f" {share(low)} and {share(high)} leave a deal."
        )
    return " ".join(parts)


def _knots(found: Codings) -> Section:
    columns = (
        Column("demands that exclude one another", room=4, short="exclude one another"),
        Column("codings in which they do", "right", form="count", short="in codings"),
        Column("in which nothing else does", "right", form="count", short="alone in"),
    )
    rows = tuple(_knot(found, one) for one in found.knots)
    what = ("knot", "knots")
    table = Table(
        "coding-knots",
        "What ties the codings that red lines close",
        columns,
        rows,
        len(rows),
        what,
        sheet="Knots by coding",
    )
    return Section(
        "coding-knots",
        "What excludes one another, where there is no deal",
        (table,) if rows else (),
    )


def _knot(found: Codings, one: CodingKnot) -> tuple[Cell, ...]:
    closed = found.codings - found.open
    return (
        words(demands(found.scenario, one.members)),
        count(one.within, one.within / closed if closed else None),
        count(one.alone),
    )


def _lines(found: Codings) -> Section:
    columns = (
        Column("whose", room=1.5),
        Column("what the demand could be", room=4, short="could be"),
        Column("", room=1.2),
        Column("codings with a deal", "right", form="count", short="with a deal"),
    )
    rows = []
    for line in found.lines:
        most = max(line.open.values(), default=0)
        for place, choice in enumerate(line.choices):
            notes = claim_keys(line.member.claims) if place == 0 else ()
            rows.append(
                (
                    words(_whose(found, line) if place == 0 else ""),
                    words(choice_in_words(found, line, choice), *notes),
                    words("as coded now" if choice == line.now else "", voice="soft"),
                    count(line.open[choice], line.open[choice] / most if most else None),
                )
            )
    table = Table(
        "coding-lines",
        "Red lines that could be coded otherwise, and how many codings with a deal take each way",
        columns,
        tuple(rows),
        len(rows),
        ("choice", "choices"),
        sheet="Codings",
    )
    remark = "; ".join(f"{n} {_STATUS[status]}" for status, n in _statuses(found))
    blocks: tuple[Block, ...] = (table,) if rows else ()
    return Section("coding-lines", "What each could be", blocks, remark if rows else "")


def _statuses(found: Codings) -> Iterator[tuple[str, int]]:
    for status in _STATUS:
        n = sum(line.status == status for line in found.lines)
        if n:
            yield status, n


def _whose(found: Codings, line: Coded) -> str:
    assert line.member.actor is not None
    return found.scenario.actor[line.member.actor].name


def choice_in_words(found: Codings, line: Coded, choice: str) -> str:
    """Say what a red line is when it is coded so."""
    if choice == NOT_A_LINE:
        return f"{line.member.says}: a wish, no red line"
    if choice == GIVEN_UP:
        return "given up"
    spec = found.scenario.red_lines[line.path]
    if choice == AS_WRITTEN:
        return line.member.says
    reading = next(one for one in spec.readings if one.id == choice)
    if reading.clause is None and reading.say is None:
        return f"{line.member.says}: a wish, no red line"
    return reading_in_words(spec, reading, found.scenario)


def _opening(found: Codings) -> Section:
    lines = {line.path: line for line in found.lines}
    changed = {
        frozenset(
            (path, choice)
            for path, _, choice in (text.partition("=") for text in one)
            if choice != lines[path].now
        )
        for one in (found.opening if found.base == "closed" else ())
    }
    least = [one for one in changed if not any(other < one for other in changed)]
    distinct = tuple(
        prose(
            "; ".join(
                f"{_whose(found, lines[path])}: {choice_in_words(found, lines[path], choice)}"
                for path, choice in one
            )
        )
        for one in sorted(map(sorted, least), key=lambda one: (len(one), one))
    )
    title = "It opens if these sentences are meant so"
    remark = "any one of these is enough, where what is not named stays as it is coded now"
    blocks: tuple[Block, ...] = ()
    if distinct:
        blocks = (Bullets(distinct, what=("set of meanings", "sets of meanings")),)
    return Section("coding-opening", title, blocks, remark if distinct else "")


def _gaps(found: Codings) -> Section:
    items = tuple(prose(gap_in_words(found, gap)) for gap in found.gaps)
    return Section(
        "coding-gaps",
        "Options that are not on the list",
        (Bullets(items),) if items else (),
        "no option of the file suits both" if items else "",
    )


def gap_in_words(found: Codings, gap: OptionGap) -> str:
    """Say between which two options something might stand that both sentences would let through."""
    scenario = found.scenario
    issue = scenario.issue[gap.issue]
    before, after = (f"“{option_in_words(scenario, gap.issue, one)}”" for one in gap.between)
    return (
        f"{asked(issue)} Between {before} and {after}: is there an option that both sentences would let"
        " through?"
    )


def silent_section(name: str, scenario: Scenario, lines: Sequence[SilentLine]) -> Section:
    """List what every package has that somebody whose yes all need never said it accepts."""
    said_of: dict[tuple[str, str, str | int | float], list[SilentLine]] = {}
    for one in lines:
        said_of.setdefault((one.actor, one.issue, one.option), []).append(one)
    ways = len({one.correction for one in lines})
    items = tuple(
        prose(silence_in_words(scenario, several[0]), Span(_of(scenario, several, ways), "soft"))
        for several in said_of.values()
    )
    return Section(
        name,
        "What nobody has said it accepts",
        (Bullets(items, total=len(items), what=("silence", "silences")),) if items else (),
        "a red line there would leave nothing" if items else "",
    )


def silence_in_words(scenario: Scenario, one: SilentLine) -> str:
    """Say of whom no source says that it accepts what all packages hold."""
    option = option_in_words(scenario, one.issue, one.option)
    return (
        f"{scenario.actor[one.actor].name}, on {asked(scenario.issue[one.issue])}: nothing says that it"
        f" accepts “{option}”."
    )


def _of(scenario: Scenario, several: list[SilentLine], ways: int) -> str:
    packages = counted(several[0].opens_without, "package")
    if several[0].correction is None:
        return f" All {packages} of the zone hold it."
    if len(several) == ways > 1:
        return f" Whichever of the {ways} smallest ways out is taken, every package then let through holds it."
    if len(several) > 1:
        return (
            f" Every package that {in_letters(len(several))} of the {ways} smallest ways out let"
            " through holds it."
        )
    given_up = demands(scenario, several[0].correction or (), " and ")
    return f" Every package that there would be without “{given_up}” holds it."
