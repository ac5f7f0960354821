"""How much hangs on words, in a few sentences."""

from __future__ import annotations

from negsim.document.content import Said
from negsim.language.phrases import counted, percent
from negsim.questions.readings.find import Clarify, Readings


def answer(found: Readings) -> list[Said]:
    """Say how many ways to take the words leave a deal, and what that would be on other grounds."""
    total = found.combinations
    if not found.clarify:
        now = "There is a deal" if found.is_open else "There is no deal"
        return [Said("", f"No demand has more than one reading. {now} as the demands stand.")]
    told = [_ways(found)]
    if found.open_on_red_lines is not None and found.open_on_red_lines != found.open:
        text = f"By red lines alone it would be {found.open_on_red_lines:,}: the rest falls to walk-away values."
        told.append(Said("", text))
    other = found.without_assumed
    if other.open is not None and (other.combinations, other.open) != (total, found.open):
        text = f"Without the red lines that no claim supports: {other.open:,} of {other.combinations:,}."
        told.append(Said("", text))
    return told


def _ways(found: Readings) -> Said:
    total, demands = found.combinations, counted(len(found.clarify), "demand")
    if found.open is None:
        return Said(
            f"{total:,} WAYS TO TAKE THE WORDS",
            f" of {demands}: too many kinds of packages to count those that leave a deal.",
        )
    if found.open == 0:
        return Said(
            "NO DEAL HOWEVER THE WORDS ARE MEANT",
            f": {demands} can be read in {total:,} ways together, and none leaves a package.",
        )
    if found.open == total:
        return Said(
            "A DEAL HOWEVER THE WORDS ARE MEANT",
            f": {demands} can be read in {total:,} ways together, and each leaves a package.",
        )
    now = "open" if found.is_open else "closed"
    return Said(
        f"{found.open:,} OF {total:,} WAYS TO TAKE THE WORDS LEAVE A DEAL",
        f" ({percent(found.open, total)}). {demands} can be meant in several ways; as read now, the"
        f" zone is {now}.",
    )


def decides(one: Clarify) -> str:
    """Say in how many combinations of the others the answer hangs on a demand; nothing where that is unknown."""
    return "" if one.decides is None else f"decides in {one.decides:,} of {one.of:,}"


def note(found: Readings, one: Clarify, reading: str) -> str:
    """Say that a reading is the one of now, or that it alone would turn the answer."""
    if reading in one.turns:
        return "would close it" if found.is_open else "would open it"
    return "as read now" if reading == one.member.reading else ""


def known(kind: str) -> str:
    """Say what sets of readings that settle the answer do."""
    does = "leaves a deal" if kind == "opening" else "leaves no deal"
    return f"Any one of these sets of readings {does}."
