"""What a back-test comes to, in words."""

from __future__ import annotations

from fractions import Fraction

from negsim.document.content import Said
from negsim.language.phrases import counted, listed, percent
from negsim.questions.backtest.find import Backtest, Row

WIDE = Fraction(
    1, 10
)  # of the feasible packages: a zone that holds this many would have held most things
CAUTION = (
    "Whoever writes a file of the past knows how it ended. Where it agrees with history that is a check of"
    " consistency, no proof; where it does not, something in it is wrong or missing."
)
_WHAT = {
    "signed": "what was signed",
    "turned_down": "what was turned down",
    "no_deal": "what came of it",
}


def answer(found: Backtest) -> Said:
    """Say whether the file, as written, agrees with history, and how much that is worth."""
    row, end = found.rows[0], found.history.end
    zone, feasible = row.findings.zone.size, row.findings.feasible
    lead = "AS IT WENT" if row.agrees else "A MISS"
    about = "" if row.findings.answer.zone_interval is None else "about "
    of = f"{about}{counted(zone, 'package')} of {feasible:,} ({percent(zone, feasible)})"
    if end == "no_deal":
        said = (
            "nothing was agreed, and the zone is empty."
            if row.agrees
            else f"nothing was agreed, and yet the zone has {of}."
        )
        return Said(lead, f": {said}")
    what = _WHAT[end]
    if row.in_zone:
        return Said(lead, f": {what} is in the zone, which has {of}.{_worth(row)}")
    has = f"the zone, which has {of}" if zone else "the zone, which is empty"
    return Said(lead, f": {what} is outside {has}: {refused(found, row)}.")


def refused(found: Backtest, row: Row) -> str:
    """Say who or what keeps the outcome out of the zone."""
    counting = [one.member for one in row.against if one.counts]
    rules = [one.id for one in counting if one.layer == "rules"]
    if rules:
        return f"it breaks {'the rule' if len(rules) == 1 else 'the rules'} {listed(rules)}"
    if not row.is_feasible:
        return "the variant takes it off the table"
    names = dict.fromkeys(found.base.actor[m.actor].name for m in counting if m.actor is not None)
    if not names:
        return "nobody refuses it"
    demands = [m.path for m in counting if m.layer == "red_lines"]
    refuses = f"{listed(list(names))} {'refuses' if len(names) == 1 else 'refuse'} it"
    return refuses + (f" ({', '.join(demands)})" if demands else ", as worth less than no deal")


def _worth(row: Row) -> str:
    if row.share is not None and row.share >= WIDE:
        return " So wide a zone would have held most things, and proves little."
    assert row.lift is not None
    return (
        f" A feasible package drawn at random would be in it once in {float(row.lift):,.0f} times."
    )


def knot(row: Row) -> str | None:
    """Say whether the minimal conflicts of an empty zone name an issue over which the talks stuck."""
    if row.on_blocked is None:
        return None
    conflicts = row.findings.conflicts
    if not conflicts:
        return f"nothing is feasible; history says that {listed(list(row.blocked))} blocked it"
    named = {issue for conflict in conflicts for issue in row.issues(conflict)}
    blocked = [issue for issue in row.blocked if issue in named]
    others = sorted(named - set(blocked))
    if not blocked:
        none = " or ".join(row.blocked)
        return f"no minimal conflict speaks of {none}; the knot is about {listed(others)}"
    n, of = row.on_blocked, len(conflicts)
    if n < of:
        which = f"{n:,} of {of:,} minimal conflicts {'speaks' if n == 1 else 'speak'}"
    elif of == 1:
        which = "the minimal conflict speaks"
    else:
        which = f"{'both' if of == 2 else f'all {of:,}'} minimal conflicts speak"
    also = f" (and of {listed(others)})" if others else " alone"
    enough = "would be enough" if row.alone_opens else "alone would not be enough"
    return f"{which} of {listed(blocked)}{also}; giving way there {enough}"
