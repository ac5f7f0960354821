"""Why nothing is acceptable: which demands exclude one another, what they rest on, what would lift each conflict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from negsim.document.result import Result
from negsim.document.rows import Row
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.result import (
    Conflict,
    Correction,
    Findings,
)
from negsim.space.members import CONFLICT_COLUMNS, conflict_rows


@dataclass(frozen=True, eq=False)
class Explanation(Result):
    """The conflicts of some findings, with the evidence of every member."""

    COLUMNS: ClassVar = CONFLICT_COLUMNS

    findings: Findings

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.findings.scenario

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The minimal conflicts."""
        return self.findings.conflicts

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The minimal corrections, at most 1,000."""
        return self.findings.corrections

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim explain --format json` writes."""
        findings = self.findings
        return {
            "scenario": findings.scenario.id,
            "variant": list(findings.variant),
            "zone": {
                "size": findings.zone.size,
                "red_line_size": findings.zone.red_line_size,
            },
            "suspects": list(findings.suspects),
            "minimal_conflicts": [
                {
                    "members": [member.to_dict() for member in conflict.members],
                    "weakest_grade": conflict.weakest_grade,
                    "assumed": list(conflict.assumed),
                }
                for conflict in self.conflicts
            ],
            "minimal_corrections": [
                {
                    "drop": list(correction.drop),
                    "opens": correction.opens,
                    "zone": correction.zone,
                    "steps": dict(correction.steps),
                    "witness": correction.witness.to_dict(),
                }
                for correction in self.corrections
            ],
            "total": findings.corrections_total,
        }

    def rows(self) -> list[Row]:
        """Give the minimal conflicts, one member a row, with what it rests on."""
        return conflict_rows(one.members for one in self.conflicts)
