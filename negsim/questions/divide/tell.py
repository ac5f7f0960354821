"""A division in words."""

from __future__ import annotations

from fractions import Fraction

from negsim.document.content import Said
from negsim.language.model.numbers import format_number
from negsim.language.phrases import counted, listed
from negsim.questions.divide.find import Divided, Handed, Share


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


def share_in_words(found: Divided, one: Share) -> str:
    """Say who has an issue, or which part of it."""
    parts = [(party, share) for party, share in one.shares.items() if share]
    said = ", ".join(f"{_name(found, party)} {float(100 * share):.1f}%" for party, share in parts)
    if len(parts) == 1:
        said = _name(found, parts[0][0])
    if one.value is None:
        return said
    scale = found.scenario.issue[one.issue].range
    unit = f" {scale.unit}" if scale is not None and scale.unit else ""
    return f"{said}: {float(one.value):.6g}{unit}"


def steps(found: Divided) -> list[str]:
    """Tell how the division comes about, a sentence each."""
    first, second = found.parties
    told = [
        (
            "Each issue goes to whoever has more points on it:"
            f" {_name(found, first)} {points_in_words(found.won[first])},"
            f" {_name(found, second)} {points_in_words(found.won[second])}."
        )
    ]
    tied = [one for one in found.issues if one.is_tied]
    if tied:
        ties = [f"{_ask(found, one.issue)} to {_name(found, one.won_by)}" for one in tied]
        told.append(
            f"What is worth the same to both goes to whoever is behind, {listed(ties)}:"
            f" {_name(found, first)} {points_in_words(found.won_with_ties[first])},"
            f" {_name(found, second)} {points_in_words(found.won_with_ties[second])}."
        )
    told += [_handed(found, one) for one in found.handed]
    if not found.handed:
        told.append("So both have as much, and nothing changes hands.")
    return told


def fairness(found: Divided) -> str:
    """Say in what sense it is fair."""
    mine = found.points[found.parties[0]]
    return (
        f"Both have {points_in_words(mine)} points; neither would change places, for"
        f" {points_in_words(100 - mine)}; and no other division gives one more without giving the"
        " other less."
    )


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


def _ask(found: Divided, issue: str) -> str:
    return f"“{found.scenario.issue[issue].ask}”"


def _name(found: Divided, party: str) -> str:
    return found.scenario.actor[party].name
