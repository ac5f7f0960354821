"""What an answer hangs on: what is left without a source, and which red lines nobody has drawn."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from negsim.document.result import Result
from negsim.document.rows import Row, frame
from negsim.language.claims.provenance import Element, SilenceUse, SourceCounts, Use, counts
from negsim.language.model.evidence import Claim
from negsim.language.model.scenario import Scenario
from negsim.questions.codings.result import SilentLine
from negsim.questions.zone.result import Findings

if TYPE_CHECKING:
    import pandas as pd

LISTED = 100  # smallest sets of sources listed
COLUMNS = ("path", "kind", "status", "grade", "claims", "assumptions", "line", "carried_by")


@dataclass(frozen=True)
class Without:
    """What is left when a source is not believed.

    Parameters
    ----------
    kind, name
        A document, a speaker, somebody who reports, a grade (it and all worse ones), or the assumptions.
    claims : int
        Claims lost.
    falls : tuple of str
        Elements that have lost every source.
    dropped : tuple of str
        Those of them that are red lines of actors whose consent may be needed: they stand no longer.
    zone, floor
        What is left of the zone without these red lines.
    flips : bool
        Whether that turns an empty zone into an open one.
    conflicts_fallen : tuple of tuple of str
        The minimal conflicts that have lost a member.
    """

    kind: str
    name: str
    claims: int
    falls: tuple[str, ...]
    dropped: tuple[str, ...]
    zone: int
    floor: Fraction | None
    flips: bool
    conflicts_fallen: tuple[tuple[str, ...], ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "kind": self.kind,
            "name": self.name,
            "claims": self.claims,
            "falls": list(self.falls),
            "dropped": list(self.dropped),
            "zone": self.zone,
            "floor": self.floor,
            "flips": self.flips,
            "conflicts_fallen": [list(paths) for paths in self.conflicts_fallen],
        }


@dataclass(frozen=True, eq=False)
class Trace(Result):
    """What an answer hangs on.

    Parameters
    ----------
    findings : Findings
    elements : tuple of Element
    uses : tuple of Use
        Every claim, with what names it.
    gaps : tuple of Gap
        Every silence, with the elements whose assumptions cite it.
    pivotal : tuple of SilentLine
        What every package has that somebody whose yes all need never said it accepts, as `codings` finds it.
    without : tuple of Without
    flips_by_claims, flips_by_sources : tuple of tuple of str
        Where it is empty: the smallest sets of claims, and of claims and assumptions, whose loss opens it.
    """

    COLUMNS: ClassVar = COLUMNS

    findings: Findings
    elements: tuple[Element, ...]
    uses: tuple[Use, ...]
    gaps: tuple[SilenceUse, ...]
    pivotal: tuple[SilentLine, ...]
    without: tuple[Without, ...]
    flips_by_claims: tuple[tuple[str, ...], ...]
    flips_by_sources: tuple[tuple[str, ...], ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.findings.scenario

    @property
    def counts(self) -> SourceCounts:
        """How many demands, directions and numbers there are, and how many of them have a source."""
        return counts(self.scenario)

    @property
    def unused(self) -> tuple[Claim, ...]:
        """Claims that nothing names."""
        return tuple(use.claim for use in self.uses if not use.used_by)

    def pivotal_of(self, gap: SilenceUse) -> list[str]:
        """Name the pivotal silences that a silence is about, as ACTOR.ISSUE."""
        names = (
            f"{one.actor}.{one.issue}"
            for one in self.pivotal
            if {one.actor, one.issue} & set(gap.silence.about)
        )
        return list(dict.fromkeys(names))

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim trace --format json` writes, numbers still exact."""
        zone = self.findings.zone
        return {
            "scenario": self.scenario.id,
            "variant": list(self.scenario.applied),
            "conclusion": {
                "zone": "open" if zone.is_open else "empty",
                "size": zone.size,
                "red_line_size": zone.red_line_size,
                "floor": self.findings.floor,
                "minimal_conflicts": [list(one.paths) for one in self.findings.conflicts],
            },
            "elements": [one.to_dict() for one in self.elements],
            "counts": self.counts.to_dict(),
            "claims": [one.to_dict() for one in self.uses],
            "unused": [claim.full_id for claim in self.unused],
            "silences": [
                {
                    "silence": gap.full_id,
                    "about": list(gap.silence.about),
                    "says": gap.silence.says,
                    "cited_by": list(gap.cited_by),
                    "pivotal": self.pivotal_of(gap),
                }
                for gap in self.gaps
            ],
            "pivotal_silences": [one.to_dict() for one in self.pivotal],
            "without": [one.to_dict() for one in self.without],
            "flips": {
                "claims": [list(names) for names in self.flips_by_claims[:LISTED]],
                "claims_total": len(self.flips_by_claims),
                "claims_and_assumptions": [list(names) for names in self.flips_by_sources[:LISTED]],
                "claims_and_assumptions_total": len(self.flips_by_sources),
            },
        }

    def rows(self) -> list[Row]:
        """Give the elements, one a row."""
        return [
            {
                **one.to_dict(),
                "claims": " ".join(one.claims),
                "assumptions": "; ".join(one.assumptions),
                "line": None if one.line is None else one.line.status,
                "carried_by": " ".join(one.to_dict().get("carried_by", ())),
            }
            for one in self.elements
        ]

    def frames(self) -> dict[str, pd.DataFrame]:
        """Tables for notebooks: `elements`, `claims`, `without` and `pivotal_silences`."""
        return {
            "elements": frame(self.rows(), COLUMNS),
            "claims": frame([one.to_dict() for one in self.uses]),
            "without": frame([one.to_dict() for one in self.without]),
            "pivotal_silences": frame([one.to_dict() for one in self.pivotal]),
        }
