"""All that a report is made from: one answer per question, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from negsim.document.lists import Unanswered
from negsim.errors import NegsimError
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import apply
from negsim.questions.zone.find import is_quick, run
from negsim.questions.zone.rests_on import Foundation, foundation
from negsim.questions.zone.result import Findings
from negsim.questions.zone.ways import Opened, fewest_steps_first, opened
from negsim.report.fingerprint import Fingerprint, fingerprints
from negsim.report.parts import PARTS, SHORT, Asked, Part, Settings

if TYPE_CHECKING:
    from negsim.charts.output import DrawingSheet
    from negsim.document.content import Section

R = TypeVar("R")
Progress = Callable[[int, int, str], None]  # parts done, of how many, what comes next

OPENINGS = 3  # ways out whose zones are looked into


@dataclass(frozen=True, eq=False)
class Material:
    """What was found, question by question.

    Parameters
    ----------
    base : Scenario
        As written, without variants.
    settings : Settings
    fingerprints : tuple of Fingerprint
    findings : Findings
    foundation : Foundation
    opened : tuple of Opened
        What lies behind the ways out of fewest steps.
    parts : mapping
        Per question of `PARTS`, in their order: its answer, or why there is none, or None where it does not arise (no
        timeline, no status quo to trade from, no ranges).
    drawn : mapping
        Kind of chart and sheet to its section, of those that have been drawn already.
    """

    base: Scenario
    settings: Settings
    fingerprints: tuple[Fingerprint, ...]
    findings: Findings
    foundation: Foundation
    opened: tuple[Opened, ...]
    parts: Mapping[str, Any]
    drawn: Mapping[tuple[str, DrawingSheet], Section] = field(default_factory=dict)

    @classmethod
    def made(
        cls,
        asked: Asked,
        parts: Mapping[str, Any],
        drawn: Mapping[tuple[str, DrawingSheet], Section],
    ) -> Material:
        """Put answers together, in the order of `PARTS`, with what goes with any of them."""
        return cls(
            base=asked.base,
            settings=asked.settings,
            fingerprints=fingerprints(asked.base),
            findings=asked.findings,
            foundation=foundation(asked.findings),
            opened=_opened(asked.findings),
            parts={part.name: parts.get(part.name) for part in PARTS},
            drawn=drawn,
        )

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.findings.scenario

    def of(self, kind: type[R]) -> R | None:
        """Give the answer of a type; None where there is none."""
        return next((found for found in self.parts.values() if isinstance(found, kind)), None)


def gather(
    base: Scenario,
    variants: tuple[str, ...] = (),
    sets: tuple[str, ...] = (),
    settings: Settings | None = None,
    progress: Progress | None = None,
    told: Callable[[Any], None] | None = None,
    *,
    findings: Findings | None = None,
) -> Material:
    """Ask every question that a report answers.

    Parameters
    ----------
    base : Scenario
        As written, without variants.
    variants, sets : tuple of str
        As for `negsim.language.overlay.apply.apply`.
    settings : Settings, optional
    progress : callable, optional
        Called before each part with how many are done, of how many, and what comes next.
    told : callable, optional
        As for `negsim.questions.zone.find.run`.
    findings : Findings, optional
        What `run` found of just this, where that is known already.

    Raises
    ------
    TooLarge
        Where `run` has no answer. Where another question has none, the report says why.
    """
    chosen = settings or Settings()
    asking = [part for part in PARTS if not chosen.short or part.name in SHORT]
    steps = ["deals", *(part.waits for part in asking), "pages"]

    def next_is(place: int) -> None:
        if progress is not None:
            progress(place, len(steps), steps[place])

    next_is(0)
    if findings is None:
        findings = run(
            apply(base, variants, sets), engine=chosen.engine, exact=chosen.exact, told=told
        )
    asked = Asked(base, variants, sets, chosen, findings)
    found: dict[str, Any] = {}
    for place, part in enumerate(asking, start=1):
        next_is(place)
        found[part.name] = answer(part, asked)
    next_is(len(steps) - 1)
    return Material.made(asked, found, {})


def answer(part: Part, asked: Asked) -> Any:
    """Ask; where every package would have to be gone through, and there are too many, say so instead."""
    if not part.arises(asked):
        return None
    if part.pace != "at once" and not is_quick(asked.findings, as_run=part.pace == "as run"):
        return Unanswered(
            "There are too many packages to go through them all while a report is written;"
            f" negsim {part.name} answers it where time allows."
        )
    try:
        return part.ask(asked)
    except NegsimError as fault:
        return Unanswered("; ".join(one.what for one in fault.faults) + ".")


def _opened(findings: Findings) -> tuple[Opened, ...]:
    """What the ways out of fewest steps open, for the first page."""
    if findings.zone.is_open or not is_quick(findings, as_run=True):
        return ()
    found = (opened(findings, one) for one in fewest_steps_first(findings)[:OPENINGS])
    return tuple(one for one in found if one is not None)
