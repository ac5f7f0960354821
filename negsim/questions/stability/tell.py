"""Whether packages hold, in words: who could better itself alone, and what kind of answer it would meet."""

from __future__ import annotations

from negsim.document.cells import gain as gain_cell
from negsim.document.cells import words
from negsim.document.content import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Paragraph,
    Rest,
    Said,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import said
from negsim.document.result import told
from negsim.language.labels import changes_in_words, demands, lines, words_of
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, gain, listed
from negsim.language.words import option_in_words
from negsim.questions.score.tell import body_name
from negsim.questions.stability.insisting import Insisting
from negsim.questions.stability.result import (
    CONCEPT_NAMES,
    Everywhere,
    Improvement,
    Signed,
    Stability,
    Standing,
    Turn,
)

CHOSEN = {
    "egalitarian": "No package was named: this is the egalitarian package of the zone.",
    "nearest": (
        "No package was named, and the zone is empty: this is the package nearest to a deal, which the"
        " fewest steps over red lines let through."
    ),
}
EXPLAINED = (
    "Nash: whoever can change something gains nothing by it. SEQ: who would gain is answered by"
    " others, who gain by answering. SMR: who would gain can be answered, at whatever cost to those"
    " who answer, and cannot better its lot again. GMR: who would gain can be answered. Gains: points of 100."
)


@told.register
def tell(found: Stability) -> Section:
    """Say which packages hold; or, of packages signed, who could better itself and what would be answered."""
    every = found.everywhere
    inner = [_control(found)] if found.controls else []
    if every is not None:
        inner.append(_everywhere(found, every))
    inner += [_signed(found, one, n) for n, one in enumerate(found.signed, start=1)]
    zone = " Zone: all would sign whose consent it needs." if every is not None else ""
    if found.controls:
        inner.append(Section("concepts", "The words", tuple(said(EXPLAINED + zone, "remark"))))
    sections = tuple(one for one in inner if not one.is_empty)
    return Section("stability", "Stability", sections=sections, said=answer(found))


def answer(found: Stability) -> Said:
    """Say which packages hold, or whether the first one named does."""
    if not found.controls:
        return _temptation(found, found.signed[0])
    if found.everywhere is None:
        return verdict(found, found.signed[0])
    every = found.everywhere
    if not every.feasible:
        return Said(
            "NOTHING CAN BE SIGNED", ": the rules and what the variants fix leave no package."
        )
    strong, weak = every.equilibria["seq"], every.equilibria["gmr"]
    if not weak:
        return Said(
            "NOTHING HOLDS",
            f": in each of {counted(every.feasible, 'package')} somebody can better itself alone,"
            " and nobody can answer.",
        )
    text = (
        f": of {counted(every.feasible, 'package')} {every.equilibria['nash']:,} hold because nobody"
        " gains by a change of its own (Nash)"
    )
    if strong > every.equilibria["nash"]:
        text += f", {strong:,} with answers that gain those who give them (SEQ)"
    if weak > strong:
        text += f", {weak:,} with any answers whatever (GMR)"
    head, comma, last = text.rpartition(", ")
    text = f"{head}, and {last}." if comma else f"{text}."
    return Said("WHAT HOLDS", text)


def verdict(found: Stability, one: Signed) -> Said:
    """Say whether a package holds, and whom it has to fear."""
    if one.holds["nash"]:
        return Said("IT HOLDS", ": nobody who can change something by itself gains by it.")
    if one.holds["seq"]:
        return Said(
            "IT HOLDS", ": who would gain by a change is answered by others, who gain by answering."
        )
    if one.holds["gmr"]:
        cannot = " and cannot better its lot again" if one.holds["smr"] else ""
        return Said(
            "IT HOLDS ONLY BY THREATS",
            f": who would gain by a change can be answered{cannot}, but some answers cost those who"
            " would have to give them.",
        )
    free = [found.scenario.actor[a].name for a, s in one.actors.items() if not s.holds["gmr"]]
    return Said(
        "IT DOES NOT HOLD",
        f": {listed(free)} can gain by a change that nobody can answer.",
    )


def _temptation(found: Stability, one: Signed) -> Said:
    """Say on how many clauses somebody would gain by going back, where nothing says who can."""
    ask = "Whether it holds can be told once it is said who can change what by itself."
    if not one.tempted:
        return Said(
            "NOBODY WOULD GO BACK ON A SINGLE CLAUSE",
            f": nobody whose consent it needs gains by a change of one issue. {ask}",
        )
    issues = {issue for temptation in one.tempted for issue in temptation.changes}
    total = len(found.scenario.issues)
    return Said(
        "THE FILE DOES NOT SAY WHO COULD GO BACK",
        f": on {len(issues):,} of {counted(total, 'issue')} somebody whose consent the package needs"
        f" would rather have another answer. {ask}",
    )


def _tempted(found: Stability, one: Signed, place: int) -> Table:
    scenario = found.scenario
    columns = (
        Column("who", room=2),
        Column("on what", room=3),
        Column("would rather have", room=3),
        Column("gain", "right"),
        Column("at whose cost", room=3),
    )
    rows = tuple(
        (
            words(scenario.actor[temptation.actor].name),
            words(scenario.issue[issue].ask),
            words(option_in_words(scenario, issue, after)),
            gain_cell(temptation.change) if temptation.change else words("its red line"),
            words(listed([scenario.actor[actor].name for actor in temptation.loses])),
        )
        for temptation in one.tempted
        for issue, (_, after) in temptation.changes.items()
    )
    caption = "Who would gain by going back on one clause alone, whoever could do it"
    return Table(
        f"tempted-{place}",
        caption,
        columns,
        rows,
        len(rows),
        ("temptation", "temptations"),
        Rest.FULL,
        "Temptations",
    )


def _insisting(scenario: Scenario, found: tuple[Insisting, ...], place: int) -> Table:
    columns = (
        Column("the words", room=2),
        Column("read as", room=3),
        Column("by", room=2),
        Column("would then", room=2),
        Column("at whose cost", room=2),
    )
    rows = tuple(
        (
            words(words_of(scenario, one.issue, one.option)),
            words(option_in_words(scenario, one.issue, one.reading)),
            words(listed([scenario.actor[actor].name for actor in one.by])),
            words(_stands(scenario, one)),
            words(listed([scenario.actor[actor].name for actor in one.loses]) or "nobody's"),
        )
        for one in found
    )
    caption = "What becomes of the words signed once somebody insists on its reading of them"
    what = ("reading", "readings")
    return Table(f"insists-{place}", caption, columns, rows, len(rows), what, Rest.JSON, "Readings")


def _stands(scenario: Scenario, one: Insisting) -> str:
    """Say whether the package would hold as somebody reads it."""
    if one.in_zone:
        return "suit all still"
    if one.breaks:
        return "break the rules"
    if not one.feasible:
        return "be off the table"
    parts = []
    if one.refuse:
        parts.append(f"be refused by {listed([scenario.actor[a].name for a in one.refuse])}")
    if one.fails_in:
        parts.append(f"fail in {listed([body_name(scenario, path) for path in one.fails_in])}")
    return listed(parts)


def _control(found: Stability) -> Section:
    facts = []
    for actor in found.scenario.actors:
        issues = [
            f"“{found.scenario.issue[one.issue].ask}”"
            + ("" if one.direction == "both" else f" ({one.direction} only)")
            for one in found.controls
            if actor.id in one.actors
        ]
        if issues:
            facts.append(Fact(prose(actor.name), prose(", ".join(issues))))
    return Section("moves", "Who can change what by itself", (Facts(tuple(facts)),))


def _everywhere(found: Stability, every: Everywhere) -> Section:
    scenario = found.scenario
    shown = every.stable
    same = [i for i in scenario.issues if len({one.package[i.id] for one in shown}) == 1]
    differ = [issue for issue in scenario.issues if issue not in same]
    columns = (
        *(Column(name) for name in CONCEPT_NAMES.values()),
        Column("zone"),
        *(Column(issue.ask, room=3) for issue in differ),
    )
    rows = tuple(
        (
            *(words(_mark(one.holds[concept])) for concept in CONCEPT_NAMES),
            words(_mark(one.in_zone)),
            *(words(option_in_words(scenario, i.id, one.package[i.id])) for i in differ),
        )
        for one in shown
    )
    caption = "Packages that hold, by each kind of reason, and whether all would sign them"
    blocks: list[Block] = []
    if rows:
        total, what = every.stable_total, ("package", "packages")
        blocks.append(Table("stable", caption, columns, rows, total, what, Rest.CSV, "Stability"))
    if rows and same:
        held = "; ".join(
            f"{i.ask} “{option_in_words(scenario, i.id, shown[0].package[i.id])}”" for i in same
        )
        blocks += said(f"The same in all of them: {held}.")
    return Section("stable", "Which packages hold", tuple(blocks))


def _mark(holds: bool) -> str:
    return "●" if holds else "·"


def _signed(found: Stability, one: Signed, place: int) -> Section:
    scenario = found.scenario
    package = Facts(
        tuple(
            Fact(prose(i.ask), prose(option_in_words(scenario, i.id, one.deal.package[i.id])))
            for i in scenario.issues
        ),
        is_whole=True,
    )
    blocks: list[Block] = []
    if found.chosen is not None:
        blocks.append(Paragraph(prose(Span(CHOSEN[found.chosen], "soft")), "remark"))
    if one.crosses:
        blocks += said(f"It crosses {demands(scenario, one.crosses)}.")
    inner = tuple(
        Section(
            f"signed-{place}-{number}",
            scenario.actor[actor].name,
            tuple(_standing(scenario, actor, standing)),
            is_named=True,
        )
        for number, (actor, standing) in enumerate(one.actors.items(), start=1)
    )
    if one.tempted:
        remark = (
            "one clause at a time, whoever could do it; the largest gain first, in points of 100, each on a scale of"
            " its own"
        )
        table = _tempted(found, one, place)
        inner = (*inner, Section(f"tempts-{place}", "Who would go back on what", (table,), remark))
    if one.insists:
        remark = "the words that each reads its own way then mean that for all"
        table = _insisting(scenario, one.insists, place)
        title = "If somebody insists on its reading"
        inner = (*inner, Section(f"insists-{place}", title, (table,), remark))
    signed = Section(f"signed-{place}-package", "The package signed", (package,), is_setting=True)
    inner = (signed, *inner)
    summary = None
    if len(found.signed) > 1:
        summary = verdict(found, one) if found.controls else _temptation(found, one)
    return Section(f"signed-{place}", "Signed", tuple(blocks), sections=inner, said=summary)


def _standing(scenario: Scenario, actor: str, one: Standing) -> list[Block]:
    blocks = said(standing_in_words(one))
    if one.told:
        items = tuple(
            prose(
                f"{_improvement(scenario, move)}. ",
                Span(_reply(scenario, actor, move), "soft"),
            )
            for move in one.told
        )
        blocks.append(Bullets(items, True, one.improvements, ("change", "changes"), Rest.MORE))
    return blocks


def standing_in_words(one: Standing) -> str:
    """Say what an actor could do by itself, and what holds it back."""
    if not one.moves:
        return "Can change nothing from here."
    could = f"Could bring about {counted(one.moves, 'other package')}"
    if not one.improvements:
        return f"{could}, and gains by none (Nash)."
    better = f"{could}, {one.improvements:,} of them better for it"
    if one.moves == one.improvements == 1:
        better = f"{could}, which is better for it"
    if one.holds["seq"]:
        return f"{better}; others answer, and gain by that (SEQ)."
    if one.holds["smr"]:
        return f"{better}; others can answer, at a cost, and it cannot better its lot again (SMR)."
    if one.holds["gmr"]:
        return f"{better}; others can answer, at a cost, but it may better its lot again (GMR)."
    if one.unanswered == one.improvements == 1:
        return f"{better}, and nobody can answer."
    return f"{better}, and {one.unanswered:,} that nobody can answer."


def _improvement(scenario: Scenario, one: Improvement) -> str:
    """Say what an actor would change, and what it gains."""
    text = f"{changes_in_words(scenario, one.changes)} ({gain(one.change)})"
    return f"{text}, which keeps its red line {lines(scenario, one.keeps)}" if one.keeps else text


def _reply(scenario: Scenario, actor: str, one: Improvement) -> str:
    """Say what the others would answer, where that leaves the actor, and what it costs them."""
    if one.reply_is is None or one.after is None:
        return "Nobody can answer so that it would be no better off."
    turns = ", then ".join(_turn(scenario, turn) for turn in one.reply)
    name = scenario.actor[actor].name
    if one.loses:
        left = f"that crosses what {name} never trades: {lines(scenario, one.loses)}"
    elif one.after:
        left = f"{name} is left with {gain(one.after)} against the package signed"
    else:
        left = f"{name} is left with just what the package signed gave it"
    tail = {
        "seq": "Whoever answers gains by it",
        "smr": "Not all who answer gain by it, but there is no way out of it",
        "gmr": "Not all who answer gain by it, and there is a way out of it",
        "nash": "",
    }[one.reply_is]
    return f"Answer: {turns}; {left}. {tail}."


def _turn(scenario: Scenario, one: Turn) -> str:
    return (
        f"{scenario.actor[one.actor].name} changes {changes_in_words(scenario, one.changes)}"
        f" ({gain(one.change)})"
    )
