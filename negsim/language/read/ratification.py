"""Bodies that ratify, from their nodes."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from negsim.errors import quoted
from negsim.language.model.numbers import NumberFault, Quantity, format_number, parse_quantity_text
from negsim.language.model.ratification import Body, Needs
from negsim.language.read.consent import check_actor
from negsim.language.read.context import Context, Entry, as_table
from negsim.language.yaml.nodes import Node, Scalar

_PER_CENT = re.compile(r"\s*([^%]*?)\s*%\s*(?:(?:\+-|±)\s*([^%]*?)\s*%\s*)?")
_FORMS = "write a number of votes, majority, two_thirds, or a share: 3/5, 60%, 0.6"


def read_body(context: Context, entry: Entry, owner: str) -> Body | None:
    """Read a body: who votes in it with how many votes, and how many are needed."""
    key, node = entry
    name = context.identifier(key, f"a body of {owner}")
    subject = f"body {key.text!r} of {owner}"
    entries = context.entries(node, subject, ("votes", "needs"), ("votes", "needs"))
    if entries is None or len(entries) < 2:
        return None
    before = len(context.faults)
    votes = []
    table = context.entries(entries["votes"][1], f"`votes` of {subject}", None)
    for voter, value in as_table(table).values():
        check_actor(context, voter.text, voter, f"`votes` of {subject}")
        number = read_votes(context, value, f"the number of votes of {voter.text} in {subject}")
        if number is not None:
            votes.append((voter.text, number))
    needs = read_needs(context, entries["needs"][1], f"`needs` of {subject}")
    if name is None or needs is None or len(context.faults) > before:
        return None
    body = Body(id=name, votes=tuple(votes), needs=needs)
    for what, mend in body_faults(body, owner):
        at = entries["needs" if body.total else "votes"][1]
        context.fault(at, what, mend)
        return None
    return body


def read_votes(context: Context, node: Node, subject: str) -> Quantity | None:
    """Read a whole number of votes, 0 or more."""
    votes = context.quantity(node, subject, low=0)
    if votes is not None and votes.best.denominator != 1:
        context.fault(
            node,
            f"{subject} is a whole number: {format_number(votes.best)}",
            f"write {round(votes.best)}",
        )
        return None
    return votes


def read_needs(context: Context, node: Node, subject: str) -> Needs | None:
    """Read how many votes are enough; a number without a fraction is votes, any other a share of all."""
    text = node.text.strip() if isinstance(node, Scalar) else ""
    if text in ("majority", "two_thirds"):
        return Needs.model_validate({"kind": text})
    found = _PER_CENT.fullmatch(text)
    if found is not None:
        try:
            share = parse_quantity_text(
                found[1] if found[2] is None else f"{found[1]} +- {found[2]}", node
            )
        except NumberFault as fault:
            context.fault(node, f"{subject} {fault.what}", _FORMS)
            return None
        return Needs(
            kind="share",
            number=replace(
                share, best=share.best / 100, low=share.low / 100, high=share.high / 100
            ),
        )
    if isinstance(node, Scalar) and not any(sign.isdigit() for sign in text):
        context.fault(node, f"{subject} is no number of votes and no share: {quoted(text)}", _FORMS)
        return None
    number = context.quantity(node, subject)
    if number is None:
        return None
    is_share = number.best.denominator != 1 or "/" in text
    return Needs(kind="share" if is_share else "votes", number=number)


def body_faults(body: Body, owner: str) -> list[tuple[str, str]]:
    """Say what is wrong with a body as a whole: nobody votes, or too few or too many votes are needed."""
    subject, total = f"body {body.id!r} of {owner}", body.total
    if total == 0:
        return [(f"{subject} has no votes", "give a voter a vote at least")]
    if body.needs.number is None:
        return []
    least = body.needs.least(total)
    mend = f"write a number from 1 to {format_number(total)}, majority, two_thirds, or a share such as 60%"
    if least < 1:
        return [(f"{subject} needs less than one vote: {_said(body.needs, least)}", mend)]
    if least > total:
        there = f"the {format_number(total)} that there are"
        return [(f"{subject} needs more votes than {there}: {_said(body.needs, least)}", mend)]
    return []


def _said(needs: Needs, least: Fraction) -> str:
    assert needs.number is not None
    if needs.kind == "votes":
        return format_number(least)
    return f"{format_number(needs.number.best * 100)}% is {format_number(least)}"
