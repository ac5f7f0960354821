"""What an answer hangs on, in words: sources, what nobody has said, and red lines that nobody has drawn."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.language.claims.provenance import Gap
from negsim.language.phrases import counted, listed
from negsim.language.words import option_label
from negsim.questions.trace.find import Pivotal, Trace, Without
from negsim.questions.zone.tell import elements

NOT_DRAWN = "red lines not drawn that would empty the zone"
DISBELIEVED = "red lines that fall, and what is left"
_KINDS = {"document": "document", "speaker": "", "reporter": "all that came through"}


def answer(found: Trace) -> str:
    """Say whether the zone is open, and how much of the file rests on how many claims."""
    zone = found.findings.zone
    says = f"open, {counted(zone.size, 'package')}" if zone.is_open else "empty"
    used = len(found.uses) - len(found.unused)
    claims = f"{used} of {counted(len(found.uses), 'claim')}"
    return f"The zone is {says}. {elements(found.counts)} {claims} are used."


def flips(found: Trace) -> str:
    """Say how many claims it takes to turn the answer, or why none can."""
    if found.findings.zone.is_open:
        return (
            "No loss of sources shuts the zone: red lines that lose theirs are dropped, and fewer red"
            " lines never leave fewer packages. What could shut it is a red line nobody has stated."
        )
    if not found.flips_by_claims:
        return "No loss of claims alone opens the zone."
    size = len(found.flips_by_claims[0])
    return f"It is open as soon as {counted(size, 'claim')} cannot be held:"


def further(found: Trace) -> tuple[tuple[str, ...], ...]:
    """Give the sets that turn the answer where assumptions are given up as well."""
    return tuple(one for one in found.flips_by_sources if one not in found.flips_by_claims)


def source_set(found: Trace, names: Sequence[str]) -> str:
    """Name claims, with their grades, and assumptions."""
    claims = found.scenario.claim
    return listed(
        [f"{claims[n].id} (grade {claims[n].grade})" if n in claims else f"“{n}”" for n in names]
    )


def telling(found: Trace) -> list[Without]:
    """Leave out what drops no red line when it is not believed."""
    return [one for one in found.without if one.dropped]


def disbelieved(one: Without) -> str:
    """Name what is not believed."""
    if one.kind == "assumptions":
        return "our assumptions"
    if one.kind == "grade":
        return "claims of grade F" if one.name == "F" else f"claims of grade {one.name} and worse"
    return f"{_KINDS[one.kind]} {one.name}".strip()


def left_without(one: Without) -> str:
    """Say what is left of the zone, and whether that turns the answer."""
    zone = counted(one.zone, "package") if one.zone else "still empty"
    return f"{zone} (turns the answer)" if one.flips else zone


def pivotal_in_words(found: Trace, one: Pivotal) -> str:
    """Say which red line, drawn by whom, would empty the zone, and how likely its preferences make it."""
    scenario = found.scenario
    issue = scenario.issue[one.issue]
    labels = [f"“{option_label(issue, option)}”" for option in one.forbids]
    text = f"{scenario.actor[one.actor].name}: never {' or '.join(labels[:4])}"
    if len(labels) > 4:
        text += f" or {len(labels) - 4} more"
    text += f" ({issue.ask})"
    if one.liked is None:
        return f"{text}; no preference is stated"
    if one.liked:
        return f"{text}; its preferences would not mind"
    return f"{text}; against its preferences"


def filled(gap: Gap) -> str:
    """Say what fills a silence."""
    if not gap.cited_by:
        return "filled by nothing"
    return f"filled by assumption in {counted(len(gap.cited_by), 'element')}"
