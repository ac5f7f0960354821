"""The power of voters, and what tied hands are worth, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from negsim.document.cells import count, gain, share, words
from negsim.document.content import Column, Section, Table
from negsim.document.lists import said
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import gain as gain_in_words
from negsim.questions.ratify.result import Ratifying, Tightness
from negsim.questions.score.tell import body_name


def power(found: Ratifying) -> Section:
    """Say how much power the voters of each body have by its rule alone."""
    roles = {
        (path, voter): _role(one.voter(voter))
        for path, one in found.bodies.items()
        for voter in one.votes
    }
    columns = (
        Column("", room=2),
        Column("votes", "right", form="count"),
        Column("decides, of all orders", "right", form="share", short="Shapley–Shubik"),
        Column("of all swings", "right", form="share", short="Banzhaf"),
        *((Column("", room=2),) if any(roles.values()) else ()),
    )
    tables = []
    for place, (path, one) in enumerate(found.bodies.items(), start=1):
        rows = []
        for voter, votes in one.votes.items():
            own = one.voter(voter)
            shares = [own["shapley_shubik"], own["banzhaf"]]
            rows.append(
                (
                    words(found.scenario.actor[voter].name),
                    count(votes),
                    *(share(float(p)) if p is not None else words("") for p in shares),
                    *((words(roles[path, voter], voice="soft"),) if any(roles.values()) else ()),
                )
            )
        tables.append(
            Table(
                f"ratify-power-{place}",
                f"Power in {body_name(found.scenario, path)}, {one.needs:,} of {one.of:,} votes needed",
                columns,
                tuple(rows),
                len(rows),
                ("voter", "voters"),
                sheet="Voting power" if place == 1 else f"Voting power {place}",
            )
        )
    remark = "by the votes and the rule alone, whatever anyone wants"
    return Section("ratify-power", "Who has how much power there", tuple(tables), remark)


def _role(own: Mapping[str, object]) -> str:
    if own["veto"]:
        return "nothing passes without it"
    return "its votes never decide" if own["swings"] == 0 else ""


def tied_hands(scenario: Scenario, curve: Tightness) -> Iterator[Section]:
    """Show what the actor gains by how many votes are needed, and say whether tied hands help it."""
    name = scenario.actor[curve.actor].name
    columns = (
        Column("votes needed", "right"),
        Column("zone", "right", form="count"),
        Column("floor", "right", form="gain"),
        Column("its gain, egalitarian", "right", room=2, short="egalitarian"),
        Column("its gain, Nash", "right", room=2, short="Nash"),
        Column(""),
    )
    rows = tuple(
        (
            words(f"{one.first:,}" if one.first == one.last else f"{one.first:,} to {one.last:,}"),
            count(one.zone),
            gain(one.floor),
            words(_ends(one.gains.get("egalitarian"))),
            words(_ends(one.gains.get("nash"))),
            words("as it is" if one is curve.now else "", voice="soft"),
        )
        for one in curve.levels
    )
    table = Table(
        "ratify-sweep",
        f"{name}'s gain by how many votes {body_name(scenario, curve.path)} needs",
        columns,
        rows,
        len(rows),
        ("level", "levels"),
        sheet="Tied hands",
        is_whole=True,
    )
    yield Section(
        "ratify-sweep",
        "What tied hands are worth",
        (*said(helps(curve, name)), table),
        "all else as it is; between the numbers of a row nothing changes; gains in points of 100",
    )


def _ends(ends: tuple[Fraction, Fraction] | None) -> str:
    if ends is None:
        return ""
    least, most = ends
    return (
        gain_in_words(least)
        if least == most
        else f"{gain_in_words(least)} to {gain_in_words(most)}"
    )


def helps(curve: Tightness, name: str) -> str:
    """Say whether more votes needed ever give the actor more (Schelling's conjecture), by the egalitarian solution."""
    told_levels = [one for one in curve.levels if "egalitarian" in one.gains]
    if not told_levels:
        return "Under no number of votes is there a deal."
    loose, best = told_levels[0], told_levels[0]
    for one in told_levels:
        if one.gains["egalitarian"][0] > best.gains["egalitarian"][0]:
            best = one
    if best is loose:
        text = f"Tied hands do not help {name}: it never gains more than where a single vote is enough."
    else:
        has, had = (gain_in_words(x.gains["egalitarian"][0]) for x in (best, loose))
        text = (
            f"Tied hands help {name}: with {best.first:,} votes needed it gains {has} in what the"
            f" table would agree on, and {had} where a single vote is enough."
        )
    closed = next((one for one in curve.levels if not one.zone), None)
    return text if closed is None else f"{text} From {closed.first:,} votes on there is no deal."
