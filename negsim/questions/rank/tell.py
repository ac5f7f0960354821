"""Packages in an order, in words: the first in full, the others by what they settle otherwise."""

from __future__ import annotations

from fractions import Fraction

from negsim.document.cells import count, gain, words
from negsim.document.content import (
    Block,
    Column,
    Fact,
    Facts,
    Rest,
    Said,
    Section,
    Table,
    prose,
)
from negsim.document.lists import present
from negsim.document.result import told
from negsim.language.phrases import before_its_answer, counted, listed
from negsim.language.short_names import short_actor, short_issue
from negsim.language.words import option_in_words
from negsim.questions.rank.result import Ranking
from negsim.questions.score.result import Scored
from negsim.questions.score.tell import body_name, in_short

ORDERS = {
    "nearest": "those that could be signed; then by how many refuse, by their steps, by the smallest gain, in"
    " points of 100",
    "floor": "by what the principal gains that gains least, in points of 100",
    "nash": "by the product of the principals' gains, in points of 100",
    "utilitarian": "by the sum of the principals' utilities; gains in points of 100",
}


@told.register
def tell(found: Ranking) -> Section:
    """Tell of the first package in full, then list them."""
    inner = present(
        Section("rank-first", "The first of them", tuple(_first(found))),
        Section("rank-all", "In their order", tuple(_table(found)), order_in_words(found)),
    )
    return Section("rank", "Packages in order", (), "", inner, answer(found))


def order_in_words(found: Ranking) -> str:
    """Say what the order is."""
    if found.by in ORDERS:
        return ORDERS[found.by]
    return f"by what they are worth to {found.scenario.actor[found.by].name}"


def answer(found: Ranking) -> Said:
    """Say how many packages there are, and how the first of them stands."""
    if not found.of:
        which = "that this holds for" if found.within is not None else "at all"
        return Said("NO PACKAGE", f" {which} is feasible.")
    some = " of those asked for" if found.within is not None else ""
    first = found.packages[0] if len(found) else None
    if first is None:
        return Said(f"{counted(found.of, 'FEASIBLE PACKAGE', 'FEASIBLE PACKAGES')}", f"{some}.")
    lead = counted(found.of, "FEASIBLE PACKAGE", "FEASIBLE PACKAGES")
    return Said(lead, f"{some}. {_of_first(found, first)}")


def _of_first(found: Ranking, first: Scored) -> str:
    if first.in_zone:
        alike = found.n_in_zone
        of = f"the first {alike:,} listed" if alike > 1 else "the first"
        return f"{of[:1].upper()}{of[1:]} could be signed as the demands are read."
    same = sum(one.refused_by == first.refused_by for one in found.packages)
    if not all(vote.passes for vote in first.bodies.values()):
        which = f"The first {_at_home(found, first)}."
        more = counted(same - 1, "more of those listed fails", "more of those listed fail")
        return which if same == 1 else f"{which} {more} there too."
    names = listed([found.scenario.actor[actor].name for actor in first.refused_by])
    alone = " alone" if len(first.refused_by) == 1 else ""
    if first.steps is None:
        away = ", by demands that no package keeps"
    elif first.steps:
        away = f", {counted(first.steps, 'step')} away"
    else:
        away = ", only for what it is worth to it"
    which = f"The first is refused by {names}{alone}{away}."
    return which if same == 1 else f"{which[:-1]}; so are {same - 1:,} more of those listed."


def _at_home(found: Ranking, first: Scored) -> str:
    """Say where a package fails that some body does not pass: who refuses it, and the votes that it lacks."""
    lacks = []
    for path, vote in first.bodies.items():
        if not vote.passes:
            missing = found.scenario.bodies[path].needs.fewest(Fraction(vote.of)) - vote.yes
            lacks.append(f"{missing:,} of {vote.of:,} votes in {body_name(found.scenario, path)}")
    names = [found.scenario.actor[a].name for a in first.refused_by if not first.actors[a].accepts]
    refused = f"is refused by {listed(names)}, and " if names else "suits all at the table, and "
    return f"{refused}lacks {listed(lacks)}"


def _first(found: Ranking) -> list[Block]:
    if not len(found):
        return []
    facts = tuple(
        Fact(prose(issue.ask), prose(option_in_words(found.scenario, issue.id, option)))
        for issue, option in zip(
            found.scenario.issues, found.packages[0].package.values(), strict=True
        )
    )
    return [Facts(facts, is_whole=True)]


def _table(found: Ranking) -> list[Block]:
    if not len(found):
        return []
    scenario, first = found.scenario, found.packages[0]
    principals = [actor for actor in scenario.actors if actor.consent.kind == "always"]
    columns = (
        Column("", "right", form="count"),
        Column("stands", room=2),
        Column("steps", "right", form="count"),
        *(
            Column(actor.name, "right", form="gain", short=short_actor(actor))
            for actor in principals
        ),
        Column("settled otherwise than in the first", room=4, short="otherwise than in the first"),
    )
    rows = tuple(
        (
            count(place),
            words(in_short(scenario, one)),
            count(one.steps),
            *(gain(one.actors[actor.id].gain) for actor in principals),
            words(_otherwise(found, first, one), voice="soft"),
        )
        for place, one in enumerate(found.packages, start=1)
    )
    caption = "Packages in order, with what each principal gains over no deal"
    what = ("package", "packages")
    return [
        Table("rank", caption, columns, rows, found.of, what, Rest.MORE, sheet="Packages in order")
    ]


def _otherwise(found: Ranking, first: Scored, one: Scored) -> str:
    differs = [
        f"{before_its_answer(short_issue(issue))} {option_in_words(found.scenario, issue.id, one.package[issue.id])}"
        for issue in found.scenario.issues
        if one.package[issue.id] != first.package[issue.id]
    ]
    return "; ".join(differs)
