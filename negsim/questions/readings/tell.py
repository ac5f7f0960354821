"""Readings in words: which meaning would turn the answer, whose words to clarify first, and what settles it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from string import ascii_lowercase

from negsim.document.cells import count, words
from negsim.document.cells import share as share_cell
from negsim.document.content import (
    Block,
    Bullets,
    Cell,
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
from negsim.language.labels import line, reading
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, listed
from negsim.questions.readings.result import Clarify, Readings

MEANT = "if it was misread: nobody gives anything up"
TOOK = (
    "What somebody would have to take, meaning what it said, is another question, that of levers."
)


@told.register
def tell(found: Readings) -> Section:
    """Say which meaning alone would turn the answer, whose words to clarify first, and what settles it."""
    if not found.clarify:
        return Section("readings", "What the words mean", said=answer(found))
    inner = present(
        _turns(found),
        _clarify(found),
        _alone(found),
        _meanings(found),
        _together(found),
    )
    return Section("readings", "What the words mean", sections=inner, said=answer(found))


def answer(found: Readings) -> Said:
    """Say what holds as the words are read now, and which demands alone, meant otherwise, would turn that."""
    now = "A DEAL IS POSSIBLE" if found.is_open else "NO DEAL"
    if not found.clarify:
        return Said(now, " as the demands are read, and none has more than one reading.")
    demands = counted(len(found.clarify), "demand")
    if found.open == 0:
        return Said(
            "NO DEAL HOWEVER THE WORDS ARE MEANT",
            f": {demands} can be meant in several ways, and with none of these is there a deal.",
        )
    if found.open == found.combinations:
        return Said(
            "A DEAL HOWEVER THE WORDS ARE MEANT",
            f": {demands} can be meant in several ways, and with all of these there is a deal.",
        )
    turning = [one for one in found.clarify if one.turns]
    does = "close the way" if found.is_open else "open a way"
    if turning:
        names = list(dict.fromkeys(_owner(found.scenario, one) for one in turning))
        each, it = f"each of {len(turning):,}", "it alone"
        if len(turning) == 1:
            each, it = "1", "it"
        alone = (
            f"Of {demands} that can be meant in several ways, {each} would {does} if {it} was misread"
            f" ({listed(names)})."
        )
    elif len(found.clarify) == 1:
        alone = f"The one demand that can be meant in several ways would not {does}."
    else:
        alone = f"Of {demands} that can be meant in several ways none alone would {does}."
    return Said(now, f" as the words are read now. {alone}")


def _turns(found: Readings) -> Section:
    """Say in full which single meanings turn the answer."""
    scenario = found.scenario
    facts = tuple(
        Fact(
            prose(
                Span(
                    f"{_owner(scenario, one)} may have meant {reading(scenario, one.path, name)}",
                    "strong",
                    keys(one.member.sources, scenario.claim),
                )
            ),
            prose(f"It is read as: {line(scenario, one.path)}."),
        )
        for one in found.clarify
        for name in one.turns
    )
    does = "close" if found.is_open else "open"
    blocks: list[Block] = [Facts(facts, is_stacked=True)] if facts else []
    if facts and not found.is_open:
        blocks += said(TOOK, "remark")
    return Section("turns", f"Which meaning alone would {does} it", tuple(blocks), MEANT)


def _clarify(found: Readings) -> Section:
    """Rank the demands by how often the answer hangs on them."""
    scenario = found.scenario
    columns = (
        Column("whose", room=2),
        Column("as read now", room=5),
        Column("meanings", "right"),
        Column("the answer hangs on it", "right", 1.5, short="hangs on it"),
    )
    most = max((one.share or 0.0 for one in found.clarify), default=0.0)
    rows = tuple(
        (
            words(_owner(scenario, one)),
            Cell(
                prose(
                    Span(
                        line(scenario, one.path),
                        notes=keys(one.member.sources, scenario.claim),
                    )
                )
            ),
            count(len(one.readings)),
            words("") if one.share is None else _share(one.share, most),
        )
        for one in found.clarify
    )
    caption = "Demands whose words may be meant in several ways, those on which most hangs first"
    what = ("demand", "demands")
    table = Table("clarify", caption, columns, rows, len(rows), what, Rest.FULL)
    remark = "in how many of all ways to mean the others the answer turns with this one"
    return Section("clarify", "Which words to clarify first", (table,), remark)


def _share(value: float, most: float) -> Cell:
    return replace(share_cell(value), bar=value / most if most else None)


def _meanings(found: Readings) -> Section:
    """List every meaning of every demand, with the combinations that leave a deal."""
    scenario = found.scenario
    code = _codes(found)
    columns = (
        Column("", room=0.6),
        Column("whose", room=2),
        Column("may mean", room=5),
        Column("combinations that leave a deal", "right", 1.3, short="leave a deal"),
        Column("of so many", "right", short="of"),
        Column("", room=1.2),
    )
    rows = []
    for one in found.clarify:
        for name in one.readings:
            is_open = None if one.open_by_reading is None else one.open_by_reading[name]
            each = found.combinations // len(one.readings)
            rows.append(
                (
                    words(code[f"{one.path}={name}"]),
                    words(_owner(scenario, one) if name == one.readings[0] else ""),
                    words(reading(scenario, one.path, name)),
                    count(is_open, None if not is_open or not each else is_open / each),
                    count(each),
                    words(_note(found, one, name), voice="soft"),
                )
            )
    caption = "What ambiguous demands may mean; combinations are of one meaning of each"
    what = ("meaning", "meanings")
    table = Table("readings", caption, columns, tuple(rows), len(rows), what, Rest.FULL, "Readings")
    told_of = [*said(_counts(found)), table]
    return Section("meanings", "All that each may mean", tuple(told_of), is_detail=True)


def _counts(found: Readings) -> str:
    """Say how many combinations leave a deal, and what that would be on other grounds."""
    total = found.combinations
    if found.open is None:
        return f"{total:,} combinations in all: too many kinds of packages to count those that leave a deal."
    text = f"Of {total:,} combinations of meanings {found.open:,} leave a deal"
    if found.open_on_red_lines is not None and found.open_on_red_lines != found.open:
        text += (
            f"; by red lines alone {found.open_on_red_lines:,} would, the rest falls to walk-away"
            " values"
        )
    other = found.without_assumed
    if other.open is not None and (other.combinations, other.open) != (total, found.open):
        text += (
            f"; without the red lines that no claim supports {other.open:,} of"
            f" {other.combinations:,}"
        )
    return f"{text}."


def _note(found: Readings, one: Clarify, name: str) -> str:
    """Say that a reading is the one of now, or that it alone would turn the answer."""
    if name in one.turns:
        return "would close it" if found.is_open else "would open it"
    return "as read now" if name == one.member.reading else ""


def _codes(found: Readings) -> Mapping[str, str]:
    """Give every meaning a number and a letter, to be referred to in sets: ``ACTOR.ID=READING`` to ``3b``."""
    return {
        f"{one.path}={name}": f"{number}{letter}"
        for number, one in enumerate(found.clarify, start=1)
        for letter, name in zip(_letters(), one.readings, strict=False)
    }


def _letters() -> Iterator[str]:
    for first in ("", *ascii_lowercase):
        for letter in ascii_lowercase:
            yield first + letter


def _alone(found: Readings) -> Section:
    """List the meanings of which one is enough for there to be no deal, or a deal, whatever the rest means."""
    scenario = found.scenario
    facts = []
    for does, sets in (("no deal", found.closing), ("a deal", found.opening)):
        single = [one[0] for one in sets if len(one) == 1]
        if single:
            first, *others = [_meaning(scenario, name) for name in sorted(single)]
            facts.append(Fact(prose(Span(f"There is {does} if", "strong")), first, tuple(others)))
    blocks = (Facts(tuple(facts)),) if facts else ()
    return Section("alone", "What settles it whatever the rest means", blocks, "any one of these")


def _together(found: Readings) -> Section:
    """List the sets of several meanings that settle the answer, by their numbers and letters."""
    code, blocks = _codes(found), []
    for does, sets, is_complete, is_other_complete in (
        ("no deal", found.closing, found.all_closing, found.all_opening),
        ("a deal", found.opening, found.all_opening, found.all_closing),
    ):
        several = sorted((one for one in sets if len(one) > 1), key=lambda one: (len(one), one))
        if not sets and not is_complete and not is_other_complete:
            blocks += said(
                f"What leaves {does}: not listed, there are too many sets that do the opposite."
            )
        if not several:
            continue
        common = [name for name in several[0] if all(name in one for one in several)]
        common = common if len(several) > 1 else []
        beside = ""
        if common:
            beside = f" {' + '.join(code[name] for name in common)} and, beside, all of one of these sets"
        blocks += said(f"There is {does} if so are meant{beside}:")
        items = tuple(
            prose(" + ".join(code[name] for name in code if name in one and name not in common))
            for one in several
        )
        blocks.append(Bullets(items, total=len(items), what=("set", "sets"), rest=Rest.FULL))
        if not is_complete:
            blocks += said("There are more than these; the search was stopped.", "remark")
    title = "What settles it if several are meant together"
    return Section("together", title, tuple(blocks), "numbers and letters as above", is_detail=True)


def _meaning(scenario: Scenario, name: str) -> Prose:
    """Say what is meant by whom: ``ACTOR.ID=READING`` in words."""
    path, _, meant = name.partition("=")
    owner = scenario.actor[path.partition(".")[0]].name
    text = reading(scenario, path, meant)
    if text == "no red line":
        text = f"no red line by “{line(scenario, path)}”"
    return prose(Span(owner, "strong"), f" means {text}")


def _owner(scenario: Scenario, one: Clarify) -> str:
    return scenario.actor[one.member.actor or ""].name
