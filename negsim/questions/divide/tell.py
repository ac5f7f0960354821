"""A division in words: who has what, how it comes about, and why it is fair."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from negsim.document.cells import words
from negsim.document.content import Block, Bullets, Cell, Column, Said, Section, Table, prose
from negsim.document.lists import said
from negsim.document.plain import number as rounded
from negsim.document.result import told
from negsim.language.model.numbers import format_number
from negsim.language.phrases import counted, listed
from negsim.questions.divide.result import Divided, Handed, Share


@told.register
def tell(found: Divided) -> Section:
    """Say who has what, how that comes about step by step, and in what sense it is fair."""
    stated = ""
    if any(total != 100 for total in found.stated.values()):
        sums = listed([points_in_words(total) for total in found.stated.values()])
        stated = f"points as in the file ({sums} in all), brought to 100"
    steps = Bullets(tuple(prose(step) for step in _steps(found)), is_numbered=True)
    inner = (
        Section("division-issues", "Who has what", (_issues(found),), stated),
        Section("division-steps", "Step by step", (steps,)),
        Section("division-fair", "Why it is fair", tuple(said(_fairness(found)))),
    )
    remark = "adjusted winner (Brams & Taylor 1996): equitable, free of envy, efficient"
    return Section(
        "division", "A fair division", tuple(_no_part(found)), remark, inner, answer(found)
    )


def answer(found: Divided) -> Said:
    """Say what each has in the end, and what is cut for it."""
    first, second = found.parties
    names = f"{_name(found, first)} and {_name(found, second)}"
    cut = [one for one in found.issues if one.is_divided]
    text = f": {names} have {points_in_words(found.points[first])} of their 100 points each"
    if cut:
        one = cut[0]
        parts = [
            f"{fraction_in_words(share)} to {_name(found, party)}"
            for party, share in one.shares.items()
        ]
        text += (
            f"; of {counted(len(found.issues), 'issue')} one is divided, {_ask(found, one.issue)}:"
            f" {listed(parts)}."
        )
    elif len(found.issues) == 1:
        text += "."
    else:
        text += f"; none of {counted(len(found.issues), 'issue')} needs to be divided."
    return Said("A FAIR DIVISION", text)


def _issues(found: Divided) -> Table:
    names = [_name(found, party) for party in found.parties]
    columns = (
        Column("", room=3),
        *(Column(f"{name}'s points", "right", short=name) for name in names),
        Column("has it", room=3),
    )
    rows = tuple(
        (
            words(found.scenario.issue[one.issue].ask),
            *(_points(one.points[party]) for party in found.parties),
            words(_share(found, one)),
        )
        for one in found.issues
    )
    caption = "What each issue is worth to either, and who has it in the end"
    what = ("issue", "issues")
    return Table("division", caption, columns, rows, len(rows), what, sheet="Division")


def _points(value: Fraction) -> Cell:
    return Cell(prose(points_in_words(value)), rounded(value), "number")


def _share(found: Divided, one: Share) -> str:
    """Say who has an issue, or which part of it."""
    parts = [(party, share) for party, share in one.shares.items() if share]
    told = ", ".join(f"{_name(found, party)} {float(100 * share):.1f}%" for party, share in parts)
    if len(parts) == 1:
        told = _name(found, parts[0][0])
    if one.value is None:
        return told
    scale = found.scenario.issue[one.issue].range
    unit = f" {scale.unit}" if scale is not None and scale.unit else ""
    return f"{told}: {float(one.value):.6g}{unit}"


def _steps(found: Divided) -> list[str]:
    """Tell how the division comes about, a sentence each."""
    told = [f"Each issue goes to whoever has more points on it: {_both(found, found.won)}."]
    tied = [one for one in found.issues if one.is_tied]
    if tied:
        ties = [f"{_ask(found, one.issue)} to {_name(found, one.won_by)}" for one in tied]
        told.append(
            f"What is worth the same to both goes to whoever is behind, {listed(ties)}:"
            f" {_both(found, found.won_with_ties)}."
        )
    told += [_handed(found, one) for one in found.handed]
    if not found.handed:
        told.append("So both have as much, and nothing changes hands.")
    return told


def _fairness(found: Divided) -> str:
    """Say in what sense it is fair."""
    mine = found.points[found.parties[0]]
    return (
        f"Both have {points_in_words(mine)} points; neither would change places, for"
        f" {points_in_words(100 - mine)}; and no other division gives one more without giving the"
        " other less."
    )


def _no_part(found: Divided) -> list[Block]:
    """Say which issues cannot be divided, and what of the file a division does not look at."""
    blocks: list[Block] = []
    if found.left_out:
        asks = listed([_ask(found, issue) for issue in found.left_out])
        blocks += said(f"Not of the kind that can be divided: {asks}.")
    paths = [path.split(".") for path in found.no_part]
    parts = [
        counted(number, one, many)
        for one, many, number in (
            ("rule", "rules", sum(path[0] == "rules" for path in paths)),
            ("red line", "red lines", sum(path[1:2] == ["red_lines"] for path in paths)),
            ("wish", "wishes", sum(path[1:2] == ["wishes"] for path in paths)),
        )
        if number
    ]
    if len(paths) > sum(len(path) > 1 for path in paths):
        parts.append("what variants take off the table")
    if parts:
        blocks += said(f"Of the file, plays no part in a division: {listed(parts)}.")
    return blocks


def points_in_words(points: Fraction) -> str:
    """Write points with at most one decimal."""
    return format_number(round(points, 1))


def fraction_in_words(share: Fraction) -> str:
    """Write a part as people do: a fraction where it is short, and a percentage."""
    percentage = f"{float(100 * share):.1f}%"
    return f"{share} ({percentage})" if share.denominator < 100 else percentage


def _handed(found: Divided, one: Handed) -> str:
    what = _ask(found, one.issue)
    if one.fraction < 1:
        what = f"{fraction_in_words(one.fraction)} of {what}"
    return (
        f"{_name(found, one.giver)} is ahead, and hands over {what}, where it has least to lose:"
        f" {float(one.ratio):.2f} points for each that the other gains."
    )


def _both(found: Divided, points: Mapping[str, Fraction]) -> str:
    return ", ".join(
        f"{_name(found, party)} {points_in_words(points[party])}" for party in found.parties
    )


def _ask(found: Divided, issue: str) -> str:
    return f"“{found.scenario.issue[issue].ask}”"


def _name(found: Divided, party: str) -> str:
    return found.scenario.actor[party].name
